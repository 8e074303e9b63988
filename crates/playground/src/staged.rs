//! A script as a world to watch: played to its end, and wound back to just before something happens.

use core::fmt;
use std::ops::ControlFlow;

use document::read_script;
use document::script::{Call, Step};
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
    let until = script.until;
    let steps = script.steps.clone();
    let mut player = Player::new(script, BUDGET);
    let ending = player.play(until, &mut |_, _| ControlFlow::Continue(()));
    if ending != Ending::Arrived {
        return Err(NotStaged::OutOfBudget);
    }
    let mut timeline = player.into_timeline();
    let services = timeline.world().services();
    let first = services.min_by_key(|service| service.created_at);
    let first = first.ok_or(NotStaged::NoService)?;
    let (service, created_at) = (first.id, first.created_at);
    timeline.seek(shortly_before_act(&steps, created_at));
    Ok(Staged { timeline, service })
}

/// Shortly before the first call after the service was created that is more than traffic.
fn shortly_before_act(steps: &[Step], created_at: Time) -> Time {
    let acts = steps.iter().filter(|step| step.at.time() > created_at);
    let mut acts = acts.filter(|step| !matches!(step.call, Call::SetTraffic(_)));
    let first = acts.next().map_or(created_at, |step| step.at.time());
    let lead = LEAD.min(first.since(created_at));
    Time::from_millis(first.as_millis() - lead.as_millis())
}
