//! Plays the script of a file, and shows how far it is.

use std::ffi::OsString;
use std::ops::ControlFlow;

use document::Script;
use playground::{Ending, Happening, Player};
use sim::{Duration, Time, World};

use crate::check::read_script;
use crate::console::{Console, Failure};
use crate::progress::Progress;

/// Parts into which a run is cut, to show progress between them.
const PARTS: u64 = 200;

/// Which script is played, and how.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct PlayOptions {
    /// The file.
    pub(crate) script: OsString,
    /// Another seed than the script's.
    pub(crate) seed: Option<u64>,
    /// How much may happen.
    pub(crate) budget: u64,
}

/// Reads a script, to play it with these options.
///
/// # Errors
/// If it cannot be read or is not valid.
pub(crate) fn load(options: &PlayOptions, console: &mut Console<'_>) -> Result<Player, Failure> {
    let mut script: Script = read_script(&options.script, console)?;
    if let Some(seed) = options.seed {
        script.start.seed = seed;
    }
    Ok(Player::new(script, options.budget))
}

/// Plays until an instant; `tell` writes results and says whether to go on.
pub(crate) fn play(
    player: &mut Player,
    until: Time,
    console: &mut Console<'_>,
    tell: &mut dyn FnMut(&mut Console<'_>, &World, Happening<'_>) -> Result<(), Failure>,
) -> Result<Ending, Failure> {
    let mut progress = Progress::new(console);
    let mut failure = None;
    let from = player.timeline().now();
    let length_ms = until.since(from).as_millis();
    let mut ending = Ending::Arrived;
    for part in 1..=PARTS {
        let part_until = from + Duration::from_millis(length_ms * part / PARTS);
        ending = player.play(part_until, &mut |world, happening| match tell(
            console, world, happening,
        ) {
            Ok(()) => {
                progress.show(console, world.now(), until);
                ControlFlow::Continue(())
            }
            Err(error) => {
                failure = Some(error);
                ControlFlow::Break(())
            }
        });
        progress.show(console, player.timeline().now(), until);
        if ending != Ending::Arrived {
            break;
        }
    }
    progress.clear(console);
    match failure {
        Some(failure) => Err(failure),
        None => Ok(ending),
    }
}

/// Plays until an instant and tells nothing.
///
/// # Errors
/// If the budget does not suffice.
pub(crate) fn play_silently(
    player: &mut Player,
    until: Time,
    console: &mut Console<'_>,
) -> Result<(), Failure> {
    match play(player, until, console, &mut |_, _, _| Ok(()))? {
        Ending::OutOfBudget => Err(out_of_budget(player)),
        Ending::Arrived | Ending::Stopped => Ok(()),
    }
}

/// Why a run ends early.
pub(crate) fn out_of_budget(player: &Player) -> Failure {
    Failure::invalid(format!(
        "Stopped at {}: more happens than a run may make happen. --budget N allows more.",
        player.timeline().now()
    ))
}
