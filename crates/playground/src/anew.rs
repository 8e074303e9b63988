//! A world from its beginning under other assumptions, with the commands that were given before.

use sim::{Progress, ServiceId, Start, Switches, Time, Timeline};

use crate::opening_under;

/// Events and transients that may happen again; a longer history is not repeated.
const WORK_MAX: usize = 1_000_000;
/// So many of them at a time.
const WORK_STEP: usize = 50_000;

/// A world that has begun anew.
#[derive(Clone, Debug)]
pub struct Anew {
    /// The world, at the instant at which the one before was.
    pub timeline: Timeline,
    /// The service that the page is about.
    pub service: ServiceId,
    /// What became of the commands.
    pub commands: AnewCommands,
}

/// What became of the commands of a world that has begun anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnewCommands {
    /// They were given again, except those that the new history refuses.
    Again {
        /// How many were taken.
        taken: usize,
        /// How many were refused.
        refused: usize,
    },
    /// They cannot be: this is the opening.
    Opening,
}

/// The same start and the same commands until the present under other assumptions; where the service is not to be had
/// that way, or the history is too long, the opening.
pub fn start_anew(before: &Timeline, service: ServiceId, switches: Switches) -> Anew {
    again(before, service, &switches).unwrap_or_else(|| {
        let opening = opening_under(switches);
        Anew {
            timeline: opening.timeline,
            service: opening.service,
            commands: AnewCommands::Opening,
        }
    })
}

fn again(before: &Timeline, service: ServiceId, switches: &Switches) -> Option<Anew> {
    let now = before.now();
    let mut timeline = Timeline::new(Start {
        switches: switches.clone(),
        ..before.world().start().clone()
    });
    let mut steps = WORK_MAX / WORK_STEP;
    let (mut taken, mut refused) = (0, 0);
    for node in before.branch().take_while(|node| node.at <= now) {
        play(&mut timeline, node.at, &mut steps)?;
        match timeline.submit(node.command.clone()) {
            Ok(_) => taken += 1,
            Err(_) => refused += 1,
        }
    }
    play(&mut timeline, now, &mut steps)?;
    timeline.world().service(service)?;
    Some(Anew {
        timeline,
        service,
        commands: AnewCommands::Again { taken, refused },
    })
}

/// Plays until an instant; none if that takes too many steps.
fn play(timeline: &mut Timeline, until: Time, steps: &mut usize) -> Option<()> {
    while timeline.advance_to(until, WORK_STEP) == Progress::OutOfBudget {
        *steps = steps.checked_sub(1)?;
    }
    Some(())
}
