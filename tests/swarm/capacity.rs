//! Fargate Spot in the swarm: services that use it, capacity that goes and comes, tasks that lose it.

use sim::{CapacityProvider, CapacityProviderStrategyItem, Command, SpotCapacity, TaskId};

use super::Dice;

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
pub(super) fn draw(dice: &mut Dice, tasks: &[TaskId]) -> Command {
    if !tasks.is_empty() && dice.roll(2) == 0 {
        return Command::InterruptSpotTask {
            task: dice.pick(tasks),
        };
    }
    Command::ChangeSpotCapacity(dice.pick(&[SpotCapacity::Available, SpotCapacity::Unavailable]))
}

/// There is capacity again.
pub(super) const fn heal() -> Command {
    Command::ChangeSpotCapacity(SpotCapacity::Available)
}
