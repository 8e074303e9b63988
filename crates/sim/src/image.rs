//! The simulated registry: how an image behaves once it runs, which no task definition says.

use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;

use crate::event::EventKind;
use crate::limits::{IMAGE_SECONDS_MAX, IMAGES_MAX};
use crate::random::{Draw, draw};
use crate::timings::Span;
use crate::{Duration, Exception, Rejection, Response, World};

/// How the containers of one image behave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Image {
    /// Size of the compressed layers in MiB: decides how long a pull takes.
    pub size_mib: u32,
    /// Whether the registry has it.
    pub pull: PullOutcome,
    /// From the start of the process until it answers requests and health checks.
    pub boot: Duration,
    /// What its health path and its health command answer once it has booted.
    pub health: HealthAnswer,
    /// What it answers to requests once it has booted.
    pub response_status: u16,
    /// How long one request takes.
    pub request: Span,
    /// What it does on SIGTERM.
    pub on_sigterm: OnSigterm,
    /// Whether it ends by itself.
    pub exit: OwnExit,
}

/// What the registry says to a pull.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PullOutcome {
    /// The image is there.
    Succeeds,
    /// There is no such tag.
    NotFound,
}

/// What a booted process answers to a health check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HealthAnswer {
    /// This HTTP status at once; 200 to 399 also lets a health command succeed.
    Status(u16),
    /// Nothing within any timeout.
    Hangs,
}

/// What a process does when it is asked to stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnSigterm {
    /// Finishes within this time and exits with this code.
    Exits {
        /// From the signal to the exit.
        after: Duration,
        /// 0 if it caught the signal, 143 if it died of it.
        code: u8,
    },
    /// Goes on until SIGKILL, as behind a shell that does not forward signals.
    Ignores,
}

/// Whether a process ends by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OwnExit {
    /// It runs until it is stopped.
    Never,
    /// It ends so long after its start.
    After {
        /// From the start of the process to its end.
        running: Duration,
        /// Its exit code.
        code: u8,
    },
}

impl Default for Image {
    /// An ordinary web server of a few MiB that boots in 5 s and stops politely.
    fn default() -> Self {
        Self {
            size_mib: 80,
            pull: PullOutcome::Succeeds,
            boot: Duration::from_secs(5),
            health: HealthAnswer::Status(200),
            response_status: 200,
            request: Span::millis(40, 160),
            on_sigterm: OnSigterm::Exits {
                after: Duration::from_secs(2),
                code: 0,
            },
            exit: OwnExit::Never,
        }
    }
}

impl Image {
    /// # Errors
    /// Times and sizes beyond the playground's bounds.
    pub(crate) fn check(&self) -> Result<(), Rejection> {
        let stop = match self.on_sigterm {
            OnSigterm::Exits { after, .. } => after,
            OnSigterm::Ignores => Duration::ZERO,
        };
        let longest = self.boot.max(stop).max(self.request.most);
        if longest > Duration::from_secs(IMAGE_SECONDS_MAX) || self.size_mib > 100_000 {
            return Err(Rejection::new(
                Exception::Playground,
                "An image may take at most an hour to boot, stop or answer, and at most 100,000 MiB.",
            ));
        }
        if self.request.least > self.request.most {
            return Err(Rejection::new(
                Exception::Playground,
                "The shortest request may not be longer than the longest.",
            ));
        }
        Ok(())
    }

    /// How an image behaves that nobody has described: as one of the ready-made ones by its name, else ordinarily, with
    /// a size of its own.
    pub(crate) fn by_name(seed: u64, name: &str) -> Self {
        if let Some((_, image)) = ready_made().into_iter().find(|(known, _)| *known == name) {
            return image;
        }
        let subject = name.bytes().fold(0, |hash: u128, byte| {
            crate::id::mix(hash ^ u128::from(byte))
        });
        Self {
            size_mib: 40 + (draw(seed, Draw::ImageSize, subject) % 260) as u32,
            ..Self::default()
        }
    }
}

/// The images that the playground brings along, by name.
pub fn ready_made() -> Vec<(&'static str, Image)> {
    let ordinary = Image::default();
    [
        ("playground/web:1.0", ordinary.clone()),
        (
            "playground/web:1.1",
            Image {
                size_mib: 96,
                ..ordinary.clone()
            },
        ),
        (
            "playground/slow-boot:1.0",
            Image {
                size_mib: 420,
                boot: Duration::from_secs(90),
                ..ordinary.clone()
            },
        ),
        (
            "playground/slow-requests:1.0",
            Image {
                request: Span::secs(8, 20),
                ..ordinary.clone()
            },
        ),
        (
            "playground/ignores-sigterm:1.0",
            Image {
                on_sigterm: OnSigterm::Ignores,
                ..ordinary.clone()
            },
        ),
        (
            "playground/failing-health:1.0",
            Image {
                health: HealthAnswer::Status(503),
                ..ordinary.clone()
            },
        ),
        (
            "playground/crash:1.0",
            Image {
                exit: OwnExit::After {
                    running: Duration::from_secs(8),
                    code: 1,
                },
                ..ordinary.clone()
            },
        ),
        (
            "playground/missing:1.0",
            Image {
                pull: PullOutcome::NotFound,
                ..ordinary
            },
        ),
    ]
    .into()
}

/// A name as the registry knows it: the part that tells one image from another, never empty.
pub(crate) fn check_name(name: &str) -> Result<String, Rejection> {
    if name.is_empty() || name.len() > 255 {
        return Err(Rejection::new(
            Exception::Playground,
            "An image has a name of 1 to 255 characters.",
        ));
    }
    Ok(name.into())
}

impl World {
    pub(crate) fn push_image(&mut self, name: &str, image: Image) -> Result<Response, Rejection> {
        let name = check_name(name)?;
        image.check()?;
        if !self.images.contains_key(&name) {
            Rejection::unless_below("images", self.images.len(), IMAGES_MAX)?;
        }
        self.images.insert(name.clone(), Arc::new(image));
        self.emit(EventKind::ImagePushed(name));
        Ok(Response::Done)
    }
}
