//! What a swarm asks of placement: constraints, strategies and attributes; also what AWS does not take.

use sim::{
    Attribute, Command, InstanceId, PlacementConstraint, PlacementConstraintType,
    PlacementStrategy, PlacementStrategyType, UpdateService,
};

use super::Dice;
use crate::support::Stage;

pub(super) fn draw(dice: &mut Dice, stage: &Stage) -> Command {
    let instances = stage.timeline.world().instances();
    let instances: Vec<InstanceId> = instances.map(|instance| instance.id).collect();
    if !instances.is_empty() && dice.roll(2) == 0 {
        let value = Some(dice.pick(&["prod", "test"]).to_owned());
        let name = "stack".to_owned();
        return Command::PutAttributes {
            cluster: stage.cluster,
            attributes: vec![(dice.pick(&instances), Attribute { name, value })],
        };
    }
    Command::UpdateService(Box::new(UpdateService {
        placement_constraints: Some(draw_constraints(dice)),
        placement_strategy: Some(draw_strategies(dice)),
        ..UpdateService::of(stage.service)
    }))
}

fn draw_constraints(dice: &mut Dice) -> Vec<PlacementConstraint> {
    let member_of = |expression: &str| PlacementConstraint {
        r#type: PlacementConstraintType::MemberOf,
        expression: Some(expression.to_owned()),
    };
    dice.pick(&[
        vec![],
        vec![PlacementConstraint {
            r#type: PlacementConstraintType::DistinctInstance,
            expression: None,
        }],
        vec![member_of(
            "attribute:stack == prod or runningTasksCount < 2",
        )],
        vec![member_of("stack = prod")],
    ])
}

fn draw_strategies(dice: &mut Dice) -> Vec<PlacementStrategy> {
    use PlacementStrategyType::{Binpack, Random, Spread};
    let strategy = |r#type, field: &str| PlacementStrategy {
        r#type,
        field: (!field.is_empty()).then(|| field.to_owned()),
    };
    dice.pick(&[
        vec![],
        vec![strategy(Random, "")],
        vec![
            strategy(Spread, "attribute:stack"),
            strategy(Binpack, "memory"),
        ],
        vec![strategy(Binpack, "cpu")],
        vec![strategy(Spread, "host"); 6],
    ])
}
