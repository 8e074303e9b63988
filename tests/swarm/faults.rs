//! Faults of single processes in the swarm, and sometimes of a zone.

use sim::{Command, Fault, ProcessFaults, TaskId, Zone};

use super::Dice;

/// Something goes wrong with a process, or nothing does any more; seldom a zone is lost.
pub(super) fn draw(dice: &mut Dice, tasks: &[TaskId]) -> Command {
    if tasks.is_empty() || dice.roll(12) == 0 {
        return Command::Fault(Fault::LoseZone(Zone(dice.roll(3) as u8)));
    }
    let faults = ProcessFaults {
        health_fails: dice.roll(2) == 0,
        slowdown: dice.pick(&[0, 1, 1, 5, 50]),
        ignores_sigterm: dice.roll(2) == 0,
    };
    Command::Fault(Fault::Process {
        task: dice.pick(tasks),
        container: dice.roll(3) as usize,
        faults: dice.pick(&[faults, ProcessFaults::default()]),
    })
}
