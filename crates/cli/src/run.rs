//! `run`: plays a script without a screen.

use document::eventbridge::EventBridge;
use playground::Ending;
use sim::Time;

use crate::console::{Console, Exit, Failure};
use crate::history;
use crate::play::{self, PlayOptions};

/// What `run` was asked for.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct RunOptions {
    /// The script.
    pub(crate) play: PlayOptions,
    /// Another end than the script's.
    pub(crate) until: Option<Time>,
    /// How the history is written.
    pub(crate) format: Format,
}

/// How a history is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    /// A line an event, for people.
    Text,
    /// A JSON object an event.
    JsonLines,
    /// What Amazon ECS would send to Amazon EventBridge.
    EventBridge,
}

/// Plays a script and prints its history.
pub(crate) fn run(options: &RunOptions, console: &mut Console<'_>) -> Result<Exit, Failure> {
    let mut player = play::load(&options.play, console)?;
    let until = options.until.unwrap_or(player.until());
    let mut bus = EventBridge::default();
    let ending = play::play(
        &mut player,
        until,
        console,
        &mut |console, world, happening| {
            let lines = match options.format {
                Format::Text => vec![history::text(world, happening)],
                Format::JsonLines => vec![history::json(world, happening)],
                Format::EventBridge => history::eventbridge(&mut bus, world, happening),
            };
            for line in lines {
                writeln!(console.output, "{line}")?;
            }
            Ok(())
        },
    )?;
    match ending {
        Ending::OutOfBudget => Err(play::out_of_budget(&player)),
        Ending::Arrived | Ending::Stopped => Ok(Exit::Success),
    }
}
