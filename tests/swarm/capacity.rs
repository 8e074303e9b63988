//! Fargate Spot in the swarm: services that use it, capacity that goes and comes, tasks that lose it.

use sim::{
    CapacityProvider, CapacityProviderStrategyItem, Command, Duration, ScalingCommand, ServiceId,
    SpotCapacity, TargetTracking, TaskId,
};

use super::Dice;
use crate::support::Stage;

/// A strategy for half of the services on Fargate; the others have a launch type.
pub(super) fn draw_strategy(dice: &mut Dice) -> Vec<CapacityProviderStrategyItem> {
    if dice.roll(2) == 0 {
        return vec![];
    }
    let item = |capacity_provider, base, weight| CapacityProviderStrategyItem {
        capacity_provider,
        base,
        weight,
    };
    vec![
        item(
            CapacityProvider::Fargate,
            dice.roll(3) as u32,
            dice.roll(3) as u32,
        ),
        item(CapacityProvider::FargateSpot, 0, 1 + dice.roll(4) as u32),
    ]
}

/// Capacity changes, or is taken back from a task, which may be none of Spot's.
pub(super) fn draw(dice: &mut Dice, service: ServiceId, tasks: &[TaskId]) -> Command {
    if dice.roll(3) == 0 {
        return Command::Scaling(draw_scaling(dice, service));
    }
    if !tasks.is_empty() && dice.roll(2) == 0 {
        return Command::InterruptSpotTask {
            task: dice.pick(tasks),
        };
    }
    Command::ChangeSpotCapacity(dice.pick(&[SpotCapacity::Available, SpotCapacity::Unavailable]))
}

fn draw_scaling(dice: &mut Dice, service: ServiceId) -> ScalingCommand {
    match dice.roll(5) {
        0 => ScalingCommand::DeregisterTarget { service },
        1 | 2 => ScalingCommand::RegisterTarget {
            service,
            min_capacity: dice.roll(3) as u32,
            max_capacity: dice.roll(9) as u32,
        },
        _ => ScalingCommand::PutPolicy {
            service,
            policy: TargetTracking {
                target_value: dice.roll(3_000) as u32,
                scale_in_cooldown: Duration::from_secs(dice.roll(400)),
                scale_out_cooldown: Duration::from_secs(dice.roll(400)),
                disable_scale_in: dice.roll(3) == 0,
            },
        },
    }
}

/// Nothing scales the service any more.
pub(super) fn rest(stage: &Stage) -> Option<Command> {
    let service = stage.service;
    let target = stage.timeline.world().scalable_target(service);
    target.map(|_| Command::Scaling(ScalingCommand::DeregisterTarget { service }))
}

/// There is capacity again.
pub(super) const fn heal() -> Command {
    Command::ChangeSpotCapacity(SpotCapacity::Available)
}
