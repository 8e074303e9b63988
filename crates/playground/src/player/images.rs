//! How a script describes an image.

use document::script::{self, ExitForm, HealthForm, ImageForm, RequestForm, SigtermForm};
use sim::{
    Command, DurationForm, EntryPoint, HealthAnswer, Image, MemoryUse, OnSigterm, OwnExit,
    PullOutcome, Rejection, RequestTime, Span,
};

use super::names::playground;

/// The command that describes an image.
///
/// # Errors
/// A ready-made image that does not exist.
pub(super) fn push_image(input: &script::PushImage) -> Result<Command, Rejection> {
    let mut image = match &input.like {
        None => Image::default(),
        Some(like) => ready_made(like)?,
    };
    let form = &input.behaviour;
    if let Some(size_mib) = form.size_mib {
        image.size_mib = size_mib;
    }
    image.pull = pull(form, image.pull);
    image.architecture = form.architecture.or(image.architecture);
    image.calls_aws = form.calls_aws.unwrap_or(image.calls_aws);
    if let Some(has_shell) = form.has_shell_entry_point {
        image.entry_point = match has_shell {
            true => EntryPoint::Shell,
            false => EntryPoint::Exec,
        };
    }
    if let Some(memory) = &form.memory {
        image.memory = MemoryUse::Grows {
            base_mib: memory.base_mib,
            mib_per_minute: memory.per_minute_mib,
        };
    }
    if let Some(boot) = form.boot {
        image.boot = boot.0;
    }
    if let Some(health) = form.health {
        image.health = match health {
            HealthForm::Status(status) => HealthAnswer::Status(status),
            HealthForm::Hangs => HealthAnswer::Hangs,
        };
    }
    if let Some(status) = form.response_status {
        image.response_status = status;
    }
    if let Some(request) = &form.request {
        let time = request_time(request);
        (image.request, image.request_form) = (time.span, time.form);
    }
    set_end(form, &mut image);
    Ok(Command::PushImage {
        name: input.image.clone(),
        image,
    })
}

fn set_end(form: &ImageForm, image: &mut Image) {
    if let Some(on_sigterm) = &form.on_sigterm {
        image.on_sigterm = match *on_sigterm {
            SigtermForm::Exits(ExitForm { after, exit_code }) => OnSigterm::Exits {
                after: after.0,
                code: exit_code,
            },
            SigtermForm::Ignores => OnSigterm::Ignores,
        };
    }
    if let Some(ExitForm { after, exit_code }) = form.exit {
        image.exit = OwnExit::After {
            running: after.0,
            code: exit_code,
        };
    }
}

fn pull(form: &ImageForm, before: PullOutcome) -> PullOutcome {
    let said = [
        (form.is_missing, PullOutcome::NotFound),
        (form.is_rate_limited, PullOutcome::RateLimited),
        (form.is_unreachable, PullOutcome::Unreachable),
    ];
    said.into_iter()
        .fold(before, |pull, (said, outcome)| match said {
            Some(true) => outcome,
            Some(false) if pull == outcome => PullOutcome::Succeeds,
            _ => pull,
        })
}

fn ready_made(name: &str) -> Result<Image, Rejection> {
    let all = sim::ready_made();
    let names: Vec<&str> = all.iter().map(|(name, _)| *name).collect();
    let names = names.join(", ");
    let found = all.into_iter().find(|(known, _)| *known == name);
    found.map(|(_, image)| image).ok_or_else(|| {
        playground(format!(
            "There is no ready-made image of this name: there are {names}."
        ))
    })
}

/// How long a request takes.
pub(super) fn request_time(form: &RequestForm) -> RequestTime {
    let (least, most) = (form.least.0, form.most.0);
    RequestTime {
        span: Span { least, most },
        form: if form.has_long_tail {
            DurationForm::LongTail
        } else {
            DurationForm::Spread
        },
    }
}
