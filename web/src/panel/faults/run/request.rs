//! The request that the form makes.

use sim::{
    Command, LaunchType, NetworkMode, PlacementConstraint, PlacementConstraintType,
    PlacementStrategy, PlacementStrategyType, RunTask, World, Zone,
};
use words::panel::RunText;

use crate::readout::Readout;

/// A strategy with its words; none is AWS's default.
type StrategyChoice = (RunText, Option<(PlacementStrategyType, &'static str)>);

/// The strategies that are offered.
pub(super) const STRATEGIES: [StrategyChoice; 5] = [
    (RunText::StrategyDefault, None),
    (
        RunText::SpreadZones,
        Some((
            PlacementStrategyType::Spread,
            "attribute:ecs.availability-zone",
        )),
    ),
    (
        RunText::SpreadInstances,
        Some((PlacementStrategyType::Spread, "instanceId")),
    ),
    (
        RunText::BinpackCpu,
        Some((PlacementStrategyType::Binpack, "cpu")),
    ),
    (
        RunText::BinpackMemory,
        Some((PlacementStrategyType::Binpack, "memory")),
    ),
];

/// What somebody has chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Wanted {
    /// None is the latest one of the family in the editor.
    pub(super) definition: Option<String>,
    pub(super) count: u32,
    /// None is that of the service.
    pub(super) launch_type: Option<LaunchType>,
    pub(super) group: String,
    /// Which one of [`STRATEGIES`].
    pub(super) strategy: usize,
    pub(super) distinct: bool,
    pub(super) expression: String,
}

impl Default for Wanted {
    fn default() -> Self {
        Self {
            definition: None,
            count: 1,
            launch_type: None,
            group: String::new(),
            strategy: 0,
            distinct: false,
            expression: String::new(),
        }
    }
}

impl Wanted {
    /// That which was chosen, else that of the service.
    pub(super) fn launch_type(&self, readout: &Readout) -> LaunchType {
        let of_service = readout.service().map(|service| service.launch_type);
        self.launch_type.or(of_service).unwrap_or(LaunchType::Ec2)
    }

    /// The request; none without a cluster.
    pub(super) fn request(&self, readout: &Readout, definition: &str) -> Option<Command> {
        let world = &readout.world;
        let of_service = readout.service().map(|service| service.cluster);
        let cluster = of_service.or_else(|| world.clusters().next().map(|cluster| cluster.id))?;
        let launch_type = self.launch_type(readout);
        let strategy = STRATEGIES
            .get(self.strategy)
            .and_then(|(_, strategy)| *strategy);
        let is_placed = launch_type == LaunchType::Ec2;
        let mut constraints = Vec::new();
        if self.distinct {
            constraints.push(PlacementConstraint {
                r#type: PlacementConstraintType::DistinctInstance,
                expression: None,
            });
        }
        if !self.expression.is_empty() {
            constraints.push(PlacementConstraint {
                r#type: PlacementConstraintType::MemberOf,
                expression: Some(self.expression.clone()),
            });
        }
        Some(Command::RunTask(Box::new(RunTask {
            count: self.count,
            group: Some(self.group.clone()).filter(|group| !group.is_empty()),
            subnet_zones: subnet_zones(world, definition),
            placement_constraints: constraints.into_iter().filter(|_| is_placed).collect(),
            placement_strategy: strategy
                .filter(|_| is_placed)
                .map(|(r#type, field)| PlacementStrategy {
                    r#type,
                    field: Some(field.to_owned()),
                })
                .into_iter()
                .collect(),
            ..RunTask::of(cluster, definition, launch_type)
        })))
    }
}

/// A subnet in each zone for tasks that need a network interface of their own.
pub(in super::super) fn subnet_zones(world: &World, definition: &str) -> Vec<Zone> {
    let found = super::offered(world)
        .into_iter()
        .find(|revision| revision.to_string() == definition);
    let is_awsvpc = found.is_some_and(|revision| {
        revision.definition.effective_network_mode() == NetworkMode::Awsvpc
    });
    let zones = 0..world.start().zone_count;
    zones.filter(|_| is_awsvpc).map(Zone).collect()
}
