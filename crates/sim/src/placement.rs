//! Placement: which container instance takes a task, and why not the others.
//!
//! A task's needs are asked of every instance (`needs`); those that lack nothing are ranked by the strategies
//! (`ranking`). [`choose`] takes the best, [`explain`] tells everything; both ask the same two modules.

mod change;
mod constraint;
mod explanation;
mod facts;
mod fargate;
mod index;
mod lack;
mod needs;
pub mod query;
mod ranking;
mod reservation;
mod strategy;
mod witness;

use alloc::borrow::Cow;
use alloc::sync::Arc;
use alloc::vec::Vec;

pub use change::{Change, smallest_changes};
pub(crate) use constraint::check_constraints;
pub use constraint::{Constraint, MemberOf, PlacementConstraint, PlacementConstraintType};
pub use explanation::{
    Candidate, Explanation, FailedPart, FunnelLevel, FunnelStep, Verdict, explain,
};
pub use fargate::FargateZone;
pub(crate) use fargate::{SPOT_UNAVAILABLE, lacks_spot};
pub(crate) use index::PlacementIndex;
pub use lack::{FailureReason, Lack};
use needs::Needs;
pub use ranking::Rank;
use ranking::Ranking;
pub use strategy::{PlacementStrategy, PlacementStrategyType, Strategy};
pub(crate) use strategy::{ZONE_ATTRIBUTE, check_strategy};
pub use witness::WhyHere;
pub(crate) use witness::Witness;

use crate::limits::STRATEGIES_MAX;
use crate::{
    CapacityProvider, ClusterId, DeploymentId, Instance, InstanceId, InstanceStatus, LaunchType,
    PlacementShortfall, Rule, RuleSet, ServiceId, TaskDefinitionRevision, TaskGroup, TaskId, World,
    Zone,
};

/// A task that looks for a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The id that it will have: the subject of the draw that breaks ties.
    pub task: TaskId,
    /// In which cluster.
    pub cluster: ClusterId,
    /// The tasks that it is spread among.
    pub group: TaskGroup,
    /// What it will run.
    pub definition: Arc<TaskDefinitionRevision>,
    /// On what capacity.
    pub launch_type: LaunchType,
    /// The provider that it is bound to; none where a launch type was asked for.
    pub capacity_provider: Option<CapacityProvider>,
    /// The zones that its subnets allow; empty allows all.
    pub zones: Vec<Zone>,
    /// `placementConstraints`, beside those of its task definition.
    pub constraints: Vec<Constraint>,
    /// `placementStrategy`; empty means the default of its kind.
    pub strategy: Vec<Strategy>,
}

/// Where a task goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The zone.
    pub zone: Zone,
    /// The instance; none on Fargate.
    pub instance: Option<InstanceId>,
}

/// On what a choice rests, and what to say if there is no place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// The rules that were asked.
    pub rules: RuleSet,
    /// The message for a task that no instance could take.
    pub shortfall: Option<PlacementShortfall>,
}

impl Request {
    /// The strategies in force.
    pub fn effective_strategy(&self) -> Vec<Strategy> {
        if self.strategy.is_empty() {
            return Strategy::default_of(&self.group);
        }
        self.strategy.clone()
    }

    fn rules(&self, strategy: &[Strategy]) -> RuleSet {
        let mut rules = RuleSet::of(&[
            Rule::DrainingTakesNone,
            Rule::AgentConnected,
            Rule::AttributesMatch,
            Rule::ResourcesFit,
            Rule::StrategyChain,
            Rule::TiesAtRandom,
        ]);
        if !self.zones.is_empty() {
            rules.insert(Rule::SubnetZone);
        }
        if self.strategy.is_empty() {
            rules.insert(match self.group {
                TaskGroup::Service(_) => Rule::DefaultSpread,
                TaskGroup::Named(_) => Rule::RunTaskIsRandom,
            });
        }
        for strategy in strategy {
            rules.insert(strategy.rule());
            if matches!(
                strategy,
                Strategy::SpreadInstance | Strategy::SpreadAttribute(_)
            ) {
                rules.insert(Rule::SpreadCounts);
            }
        }
        rules
    }
}

/// The best place for a task, and what to say if there is none.
pub fn choose(world: &World, request: &Request) -> (Option<Place>, Tally) {
    if world.provisioning_is_full(request.cluster, &request.definition, request.launch_type) {
        let tally = Tally {
            rules: RuleSet::from(Rule::ProvisioningMax),
            shortfall: Some(PlacementShortfall::ProvisioningLimit),
        };
        return (None, tally);
    }
    if lacks_spot(world, request) {
        let tally = Tally {
            rules: RuleSet::from(Rule::NoProviderFailover),
            shortfall: Some(PlacementShortfall::NoSpotCapacity),
        };
        return (None, tally);
    }
    if request.launch_type == LaunchType::Fargate {
        let tally = Tally {
            rules: Rule::FargateZoneBalance.into(),
            shortfall: None,
        };
        return (fargate::best(&fargate::zones(world, request)), tally);
    }
    let strategy = if request.strategy.is_empty() {
        Cow::Owned(Strategy::default_of(&request.group))
    } else {
        Cow::Borrowed(request.strategy.as_slice())
    };
    let needs = Needs::of(world, request);
    let best = best_instance(world, request, &strategy, &needs);
    let mut rules = request.rules(&strategy);
    rules.unite(needs.rules());
    if best.is_none() {
        rules.insert(Rule::ClosestInstance);
    }
    let tally = Tally {
        rules,
        shortfall: match best {
            Some(_) => None,
            None => Some(shortfall(world, request, &needs)),
        },
    };
    let place = best.map(|instance| Place {
        zone: instance.zone,
        instance: Some(instance.id),
    });
    (place, tally)
}

/// The best instance that lacks nothing. Only one that would be the best so far is asked what it lacks.
fn best_instance<'world>(
    world: &'world World,
    request: &Request,
    strategy: &[Strategy],
    needs: &Needs<'_>,
) -> Option<&'world Instance> {
    let ranking = Ranking::of(world, request, strategy);
    let mut best: Option<(([u64; STRATEGIES_MAX], u64), &Instance)> = None;
    // Both tables hold the same instances in the same order.
    for ((id, slot), instance) in world.index.slots.iter().zip(world.instances()) {
        debug_assert_eq!(*id, instance.id, "the index knows every instance");
        if slot.cluster != request.cluster || needs.exceed(slot) {
            continue;
        }
        let best_values = best.as_ref().map(|((values, _), _)| values);
        let Some(values) = ranking.values_unless_worse(*id, slot, instance, best_values) else {
            continue;
        };
        let rank = (values, ranking.lot(*id));
        if best.is_some_and(|(best_rank, _)| best_rank <= rank) {
            continue;
        }
        if needs.lacks(world, instance).next().is_none() {
            best = Some((rank, instance));
        }
    }
    best.map(|(_, instance)| instance)
}

/// What the closest ACTIVE instance lacks: the one with the fewest lacks, and its first. Rule: `ClosestInstance`.
fn shortfall(world: &World, request: &Request, needs: &Needs<'_>) -> PlacementShortfall {
    let mut closest: Option<(usize, InstanceId, Lack)> = None;
    for instance in world.instances() {
        if instance.cluster != request.cluster || instance.status != InstanceStatus::Active {
            continue;
        }
        let mut lacks = needs.lacks(world, instance);
        let Some(first) = lacks.next() else {
            continue;
        };
        let lack_count = 1 + lacks.count();
        if closest.is_none_or(|(fewest, ..)| lack_count < fewest) {
            closest = Some((lack_count, instance.id, first));
        }
    }
    closest.map_or(PlacementShortfall::NoInstances, |(_, instance, lack)| {
        PlacementShortfall::Closest(instance, lack.reason())
    })
}

/// Why each ACTIVE instance of the cluster cannot take a task, in id order: `failures` of `RunTask`.
pub fn failures(world: &World, request: &Request) -> Vec<(InstanceId, FailureReason)> {
    let needs = Needs::of(world, request);
    world
        .instances()
        .filter(|instance| instance.cluster == request.cluster)
        .filter(|instance| instance.status == InstanceStatus::Active)
        .filter_map(|instance| {
            let lack = needs.lacks(world, instance).next()?;
            Some((instance.id, lack.reason()))
        })
        .collect()
}

/// Everything that one instance lacks for a task, in AWS's order.
pub fn lacks_of(world: &World, request: &Request, instance: &Instance) -> Vec<Lack> {
    Needs::of(world, request).lacks(world, instance).collect()
}

/// Whether an instance is one that a task may go to, whatever room it has.
pub(crate) fn admits(world: &World, request: &Request, instance: &Instance) -> bool {
    Needs::of(world, request).admit(world, instance)
}

/// How many such tasks each instance of the cluster could take, if no other came, in id order.
pub fn rooms(world: &World, request: &Request) -> Vec<(InstanceId, u32)> {
    let needs = Needs::of(world, request);
    world
        .instances()
        .filter(|instance| instance.cluster == request.cluster)
        .map(|instance| (instance.id, needs.room(world, instance)))
        .collect()
}

impl World {
    /// What the next task of a service's PRIMARY deployment will ask of placement; none for a service that is not
    /// there.
    pub fn next_request(&self, id: ServiceId) -> Option<Request> {
        self.next_request_of(id, self.service(id)?.leading_deployment()?.id)
    }

    /// The same of one of its deployments.
    pub(crate) fn next_request_of(
        &self,
        id: ServiceId,
        deployment: DeploymentId,
    ) -> Option<Request> {
        let service = self.service(id)?;
        let deployment = service.deployment(deployment)?;
        Some(Request {
            task: Self::next_task_id(service, deployment),
            cluster: service.cluster,
            group: TaskGroup::Service(id),
            definition: deployment.definition.clone(),
            launch_type: deployment.revision.launch_type,
            capacity_provider: self.next_provider(service, deployment),
            zones: deployment.subnet_zones.clone(),
            constraints: service.placement_constraints.clone(),
            strategy: service.placement_strategy.clone(),
        })
    }
}
