//! A script as a world to watch: played to its end, and wound back to just before something happens.

use core::fmt;
use std::ops::ControlFlow;

use document::read_script;
use document::script::{Call, Script};
use sim::{Duration, ServiceId, Time, Timeline};

use crate::{BUDGET, Ending, Player};

/// So long before the first act the world stands.
const LEAD: Duration = Duration::from_secs(5);

/// A world to watch.
#[derive(Clone, Debug)]
pub struct Staged {
    /// Known until the end of the script, standing shortly before its first act.
    pub timeline: Timeline,
    /// The service that the page is about.
    pub service: ServiceId,
}

/// Why a script cannot be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotStaged {
    /// It is no script: the first problem, in words.
    Invalid(String),
    /// It makes too much happen.
    OutOfBudget,
    /// It has no service to show.
    NoService,
}

impl fmt::Display for NotStaged {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Invalid(problem) => formatter.write_str(problem),
            Self::OutOfBudget => {
                formatter.write_str("The script makes too much happen to be shown.")
            }
            Self::NoService => formatter.write_str("The script creates no service."),
        }
    }
}

/// Plays a script to its end and goes back to just before its first act.
///
/// # Errors
/// The script has problems, is too long, or has no service.
pub fn stage(text: &str) -> Result<Staged, NotStaged> {
    let reading = read_script(text);
    if let Some(problem) = reading.problems.first() {
        return Err(NotStaged::Invalid(problem.text.clone()));
    }
    let script = reading.script.expect("a script without problems is there");
    let from = first_act(&script);
    let until = script.until;
    let mut player = Player::new(script, BUDGET);
    let ending = player.play(until, &mut |_, _| ControlFlow::Continue(()));
    if ending != Ending::Arrived {
        return Err(NotStaged::OutOfBudget);
    }
    let mut timeline = player.into_timeline();
    let services = timeline.world().services();
    let service = services.min_by_key(|service| service.created_at);
    let service = service.map(|service| service.id);
    timeline.seek(from);
    Ok(Staged {
        timeline,
        service: service.ok_or(NotStaged::NoService)?,
    })
}

/// Shortly before the first call that is no preparation.
fn first_act(script: &Script) -> Time {
    let acts = script
        .steps
        .iter()
        .filter(|step| step.at.time() > Time::ZERO);
    let mut acts = acts.filter(|step| !matches!(step.call, Call::SetTraffic(_)));
    let first = acts.next().map_or(Time::ZERO, |step| step.at.time());
    let lead = LEAD.min(first.since(Time::ZERO));
    Time::from_millis(first.as_millis() - lead.as_millis())
}
