//! The simulated registry: how an image behaves once it runs, which no task definition says.

mod digest;
mod ready_made;

use alloc::string::String;
use alloc::sync::Arc;

pub use ready_made::ready_made;

use crate::event::EventKind;
use crate::limits::{IMAGE_MIB_MAX, IMAGE_SECONDS_MAX, IMAGES_MAX};
use crate::random::{Draw, draw};
use crate::timings::Span;
use crate::{CpuArchitecture, Duration, DurationForm, Exception, Rejection, Response, World};

/// How the containers of one image behave.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Image {
    /// Size of the compressed layers in MiB: decides how long a pull takes.
    pub size_mib: u32,
    /// Whether the registry gives it.
    pub pull: PullOutcome,
    /// The only processor that it is built for; none if it is built for every one.
    pub architecture: Option<CpuArchitecture>,
    /// From the start of the process until it answers requests and health checks.
    pub boot: Duration,
    /// What its health path and its health command answer once it has booted.
    pub health: HealthAnswer,
    /// What it answers to requests once it has booted.
    pub response_status: u16,
    /// How long one request takes.
    pub request: Span,
    /// How the durations of requests are spread over that span.
    pub request_form: DurationForm,
    /// What it does on SIGTERM, if the signal reaches it.
    pub on_sigterm: OnSigterm,
    /// What is process 1 of its containers, unless the container definition says otherwise.
    pub entry_point: EntryPoint,
    /// How much memory it uses.
    pub memory: MemoryUse,
    /// Whether answering a request takes a call to AWS with the credentials of its task.
    pub calls_aws: bool,
    /// Whether it ends by itself.
    pub exit: OwnExit,
}

/// What the registry says to a pull.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PullOutcome {
    /// The image is there.
    Succeeds,
    /// There is no such tag.
    NotFound,
    /// The registry has had enough of this client's pulls.
    RateLimited,
    /// No way leads from the task's subnet to the registry.
    Unreachable,
}

/// What a container runs as its process 1, which is the one that gets signals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EntryPoint {
    /// The application itself.
    Exec,
    /// A shell that runs the application and does not forward signals to it.
    Shell,
}

/// How much memory a process uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MemoryUse {
    /// Less than any limit.
    Modest,
    /// So much once it has booted, and more with time.
    Grows {
        /// MiB when it has booted.
        base_mib: u32,
        /// MiB more in each minute from then on.
        mib_per_minute: u32,
    },
}

/// What a booted process answers to a health check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum HealthAnswer {
    /// This HTTP status at once; 200 to 399 also lets a health command succeed.
    Status(u16),
    /// Nothing within any timeout.
    Hangs,
}

/// What a process does when it is asked to stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OnSigterm {
    /// Finishes within this time and exits with this code.
    Exits {
        /// From the signal to the exit.
        after: Duration,
        /// 0 if it caught the signal, 143 if it died of it.
        code: u8,
    },
    /// Goes on until SIGKILL.
    Ignores,
}

/// Whether a process ends by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
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
            architecture: None,
            boot: Duration::from_secs(5),
            health: HealthAnswer::Status(200),
            response_status: 200,
            request: Span::millis(40, 160),
            request_form: DurationForm::Spread,
            on_sigterm: OnSigterm::Exits {
                after: Duration::from_secs(2),
                code: 0,
            },
            entry_point: EntryPoint::Exec,
            memory: MemoryUse::Modest,
            calls_aws: false,
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
        let memory_mib = match self.memory {
            MemoryUse::Modest => 0,
            MemoryUse::Grows {
                base_mib,
                mib_per_minute,
            } => base_mib.max(mib_per_minute),
        };
        let is_large = self.size_mib.max(memory_mib) > IMAGE_MIB_MAX;
        if longest > Duration::from_secs(IMAGE_SECONDS_MAX) || is_large {
            return Err(Rejection::new(
                Exception::Playground,
                "An image may take at most an hour to boot, stop or answer, and at most 100,000 MiB of disk or memory.",
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
