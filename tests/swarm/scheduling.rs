//! What a swarm asks of the schedulers of services beside counts and percents.

use sim::{Command, TaskId, UpdateTaskProtection};

use super::Dice;
use crate::support::Stage;

pub(super) fn draw(dice: &mut Dice, stage: &Stage) -> Command {
    let tasks: Vec<TaskId> = stage.timeline.world().tasks().map(|task| task.id).collect();
    let chosen = (0..dice.roll(4))
        .filter(|_| !tasks.is_empty())
        .map(|_| dice.pick(&tasks));
    // `pick` needs the dice for itself.
    let chosen: Vec<TaskId> = chosen.collect();
    Command::UpdateTaskProtection(Box::new(UpdateTaskProtection {
        cluster: stage.cluster,
        tasks: chosen,
        protection_enabled: dice.roll(4) > 0,
        expires_in_minutes: dice.pick(&[None, Some(1), Some(10), Some(3_000)]),
    }))
}

/// Nothing is protected any more.
pub(super) fn heal(stage: &Stage) -> Vec<Command> {
    let protected = stage
        .timeline
        .world()
        .tasks()
        .filter(|task| task.protected_until.is_some());
    protected
        .map(|task| {
            Command::UpdateTaskProtection(Box::new(UpdateTaskProtection {
                cluster: stage.cluster,
                tasks: vec![task.id],
                protection_enabled: false,
                expires_in_minutes: None,
            }))
        })
        .collect()
}
