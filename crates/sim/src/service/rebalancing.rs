//! Availability Zone rebalancing: a steady service moves tasks from zones with too many to zones with too few.

use alloc::vec::Vec;

use super::census::Census;
use super::stop_order::choose_to_stop;
use super::{Condition, RolloutState};
use crate::placement::{self, ZONE_ATTRIBUTE};
use crate::table::{Map, Set};
use crate::{
    AvailabilityZoneRebalancing, ClusterId, Constraint, CreateService, LaunchType,
    RebalancingMessage, Rejection, Rule, SchedulingStrategy, Service, ServiceId, ServiceMessage,
    ServiceStatus, StopCode, StopReason, Strategy, TaskDefinition, TaskId, World, Zone,
};

/// How many tasks a zone has.
type ZoneCount = (Zone, u32);

impl World {
    /// Whether a service rebalances now, or may. Rule: `RebalancingEligible`.
    fn may_rebalance(&self, service: &Service) -> bool {
        let definition = &service.primary().definition.definition;
        service.availability_zone_rebalancing == AvailabilityZoneRebalancing::Enabled
            && service.status == ServiceStatus::Active
            && service.deployments.len() == 1
            && service.primary().rollout_state == RolloutState::Completed
            && obstacle(
                service.scheduling_strategy,
                service.deployment_configuration.maximum_percent,
                &service.placement_strategy,
                &service.placement_constraints,
                definition,
            )
            .is_none()
    }

    /// The zones that a service's tasks can be in, and how many active ones are in each. Rule: `RebalancingGoal`.
    fn zone_counts(&self, service: &Service) -> Vec<ZoneCount> {
        let mut counts: Map<Zone, u32> = Map::new();
        let Some(request) = self.next_request(service.id) else {
            return Vec::new();
        };
        if service.launch_type == LaunchType::Ec2 {
            let instances = self.instances().filter(|instance| {
                instance.cluster == service.cluster && placement::admits(self, &request, instance)
            });
            counts.extend(instances.map(|instance| (instance.zone, 0)));
        } else {
            counts.extend(request.zones.iter().map(|zone| (*zone, 0)));
        }
        for task in service.tasks.iter().map(|id| &self.tasks[id]) {
            if let Some(count) = counts.get_mut(&task.zone).filter(|_| task.is_active()) {
                *count += 1;
            }
        }
        counts.into_iter().collect()
    }

    /// Tasks beyond the desired count that were started to rebalance.
    pub(super) fn rebalancing_extras(&self, service: &Service) -> u32 {
        let Some(extras) = &service.memory.rebalancing else {
            return 0;
        };
        let active = extras.iter().filter(|task| self.is_active_task(**task));
        u32::try_from(active.count()).expect("quotas bound the tasks of a service")
    }

    fn is_active_task(&self, id: TaskId) -> bool {
        self.task(id).is_some_and(crate::Task::is_active)
    }

    fn forget_lost_extras(&mut self, id: ServiceId) {
        for task in self.extras_mut(id).clone() {
            if !self.is_active_task(task) {
                self.extras_mut(id).remove(&task);
            }
        }
    }

    fn extras_mut(&mut self, id: ServiceId) -> &mut Set<TaskId> {
        let memory = &mut self.service_mut(id).memory;
        memory.rebalancing.get_or_insert_default()
    }

    /// One step of rebalancing at the end of a pass. Rule: `RebalancingSteps`.
    pub(crate) fn rebalance(&mut self, id: ServiceId) {
        let service = Service::clone(&self.services[&id]);
        if asks_of_instances(&service) {
            // What instances match may change with the tasks on them.
            self.waiting_for_capacity.insert(id);
        }
        if !self.may_rebalance(&service) {
            self.stop_rebalancing(id);
            return;
        }
        if service.memory.rebalancing.is_none() {
            let counts = self.zone_counts(&service);
            if service.steady_since.is_none() || is_balanced(&counts) {
                return;
            }
            self.extras_mut(id);
            self.rest_on([Rule::RebalancingSteps, Rule::RebalancingGoal]);
            self.say(
                id,
                ServiceMessage::Rebalancing(RebalancingMessage::NotBalanced(self.named(&counts))),
            );
        }
        self.forget_lost_extras(id);
        self.stop_in_fullest_zone(id);
        let counts = self.zone_counts(&self.services[&id]);
        let has_extras = !self.extras_mut(id).is_empty();
        if !has_extras && is_balanced(&counts) {
            self.service_mut(id).memory.rebalancing = None;
            self.resolve_rebalancing(id);
            self.rest_on(Rule::RebalancingGoal);
            self.say(
                id,
                ServiceMessage::Rebalancing(RebalancingMessage::Balanced(self.named(&counts))),
            );
            return;
        }
        self.start_in_emptiest_zones(id, counts);
    }

    /// A deployment began, or rebalancing was turned off or is not possible any more.
    pub(super) fn stop_rebalancing(&mut self, id: ServiceId) {
        if self.services[&id].memory.rebalancing.is_none() {
            return;
        }
        self.service_mut(id).memory.rebalancing = None;
        self.resolve_rebalancing(id);
        self.rest_on(Rule::RebalancingSteps);
        self.say(id, ServiceMessage::Rebalancing(RebalancingMessage::Ended));
    }

    fn resolve_rebalancing(&mut self, id: ServiceId) {
        let said: Vec<Condition> = self.services[&id].memory.said.keys().copied().collect();
        for condition in said {
            if matches!(
                condition,
                Condition::ZoneUnplaceable(_) | Condition::RebalancingHeld
            ) {
                self.resolve(id, condition);
            }
        }
    }

    /// For each extra task that is healthy, one in the fullest zone stops.
    fn stop_in_fullest_zone(&mut self, id: ServiceId) {
        let service = Service::clone(&self.services[&id]);
        let census = self.census(&service);
        let extras = self.extras_mut(id).clone();
        let healthy = census
            .tasks
            .iter()
            .filter(|task| task.is_healthy && extras.contains(&task.task))
            .map(|task| task.task);
        let mut stopped: Map<Zone, Vec<TaskId>> = Map::new();
        let deployment = service.primary().id;
        for extra in healthy.collect::<Vec<_>>() {
            let counts = self.zone_counts(&self.services[&id]);
            let Some(fullest) = fullest(&counts).filter(|_| !is_level(&counts)) else {
                break;
            };
            let chosen = self.choose_in(&census, fullest, &extras, &stopped);
            let Some(task) = chosen else {
                self.note_rebalancing_held(id, &census, fullest);
                break;
            };
            self.rest_on([Rule::RebalancingSteps, Rule::ScaleInChoice]);
            self.stop_task(
                task,
                StopCode::ServiceSchedulerInitiated,
                StopReason::ZoneRebalancing(deployment),
            );
            self.extras_mut(id).remove(&extra);
            stopped.entry(fullest).or_default().push(task);
        }
        for (zone, tasks) in stopped {
            let name = self.zone_name(zone);
            self.resolve(id, Condition::RebalancingHeld);
            self.say(
                id,
                ServiceMessage::Rebalancing(RebalancingMessage::Stopped(name, tasks)),
            );
        }
    }

    fn choose_in(
        &self,
        census: &Census,
        zone: Zone,
        extras: &Set<TaskId>,
        stopped: &Map<Zone, Vec<TaskId>>,
    ) -> Option<TaskId> {
        let gone = |task: &TaskId| stopped.values().any(|tasks| tasks.contains(task));
        let chosen = choose_to_stop(
            census,
            |task| {
                let is_free = !task.is_protected && !extras.contains(&task.task);
                task.zone == zone && task.is_active && is_free && !gone(&task.task)
            },
            1,
        );
        chosen.first().copied()
    }

    fn note_rebalancing_held(&mut self, id: ServiceId, census: &Census, zone: Zone) {
        let protected = census.count(|task| task.zone == zone && task.is_protected);
        let deployment = self.services[&id].primary().id;
        self.say_lasting(
            id,
            Condition::RebalancingHeld,
            ServiceMessage::Rebalancing(RebalancingMessage::Held(deployment, protected)),
        );
    }

    /// Tasks start where too few are, as many as are missing there and the maximum allows.
    fn start_in_emptiest_zones(&mut self, id: ServiceId, mut counts: Vec<ZoneCount>) {
        let service = Service::clone(&self.services[&id]);
        let capped = self.census(&service).count(|task| task.is_capped);
        let room = service.bounds().upper.saturating_sub(capped);
        let launch_max = self.launch_limit(&service).count;
        let missing = missing(&counts, self.extras_mut(id).len() as u32);
        let wanted = missing.min(room).min(launch_max);
        let mut started: Map<Zone, Vec<TaskId>> = Map::new();
        for _ in 0..wanted {
            let Some(place) = counts
                .iter_mut()
                .min_by_key(|(zone, count)| (*count, *zone))
            else {
                break;
            };
            let zone = place.0;
            let mut request = self.next_request(id).expect("the service exists");
            request.zones = alloc::vec![zone];
            let (Some(found), _) = self.choose_place(&request) else {
                self.note_zone_unplaceable(id, zone);
                break;
            };
            place.1 += 1;
            self.rest_on([Rule::RebalancingSteps, Rule::RebalancingGoal]);
            let task = self.create_service_task(id, found);
            self.extras_mut(id).insert(task);
            self.resolve(id, Condition::ZoneUnplaceable(zone));
            started.entry(zone).or_default().push(task);
        }
        for (zone, tasks) in started {
            let name = self.zone_name(zone);
            self.say(
                id,
                ServiceMessage::Rebalancing(RebalancingMessage::Started(name, tasks)),
            );
        }
    }

    fn note_zone_unplaceable(&mut self, id: ServiceId, zone: Zone) {
        let name = self.zone_name(zone);
        let on_instances = self.services[&id].launch_type == LaunchType::Ec2;
        self.waiting_for_capacity.insert(id);
        self.say_lasting(
            id,
            Condition::ZoneUnplaceable(zone),
            ServiceMessage::Rebalancing(RebalancingMessage::Unplaceable(name, on_instances)),
        );
    }

    fn named(&self, counts: &[ZoneCount]) -> Vec<(alloc::string::String, u32)> {
        let counts = counts.iter();
        counts
            .map(|(zone, count)| (self.zone_name(*zone), *count))
            .collect()
    }

    /// Services on instances look at their zones again when the instances of their cluster change.
    pub(crate) fn instances_changed(&mut self, cluster: ClusterId) {
        self.capacity_changed(cluster);
        let concerned = self.services().filter(|service| {
            service.cluster == cluster
                && service.launch_type == LaunchType::Ec2
                && service.status == ServiceStatus::Active
                && service.availability_zone_rebalancing == AvailabilityZoneRebalancing::Enabled
        });
        let concerned: Vec<ServiceId> = concerned.map(|service| service.id).collect();
        for id in concerned {
            self.wake(id);
        }
    }
}

/// The setting of a new service: on where that is possible, unless somebody says otherwise. Rule: `RebalancingDefault`.
///
/// # Errors
/// Where it is asked for and is not possible. Rule: `RebalancingEligible`.
pub(super) fn setting(
    input: &CreateService,
    maximum_percent: u32,
    strategy: &[Strategy],
    constraints: &[Constraint],
    definition: &TaskDefinition,
) -> Result<AvailabilityZoneRebalancing, Rejection> {
    let found = obstacle(
        input.scheduling_strategy,
        maximum_percent,
        strategy,
        constraints,
        definition,
    );
    let asked = input.availability_zone_rebalancing;
    check(asked, found)?;
    Ok(match (asked, found) {
        (Some(asked), _) => asked,
        (None, None) => AvailabilityZoneRebalancing::Enabled,
        (None, Some(_)) => AvailabilityZoneRebalancing::Disabled,
    })
}

/// # Errors
/// Where rebalancing is asked for and something is in its way. Rule: `RebalancingEligible`.
pub(super) fn check(
    asked: Option<AvailabilityZoneRebalancing>,
    obstacle: Option<&'static str>,
) -> Result<(), Rejection> {
    match obstacle {
        Some(obstacle) if asked == Some(AvailabilityZoneRebalancing::Enabled) => {
            Err(Rejection::invalid_parameter(alloc::format!(
                "Availability Zone rebalancing is not supported with {obstacle}."
            ))
            .by(Rule::RebalancingEligible))
        }
        _ => Ok(()),
    }
}

/// What keeps a service from being rebalanced, if something does. Rule: `RebalancingEligible`.
pub(super) fn obstacle(
    scheduling_strategy: SchedulingStrategy,
    maximum_percent: u32,
    strategy: &[Strategy],
    constraints: &[Constraint],
    definition: &TaskDefinition,
) -> Option<&'static str> {
    let names_zone = |text: &str| text.contains(ZONE_ATTRIBUTE);
    let of_definition = definition
        .placement_constraints
        .iter()
        .filter_map(|constraint| constraint.expression.as_deref());
    let of_service = constraints
        .iter()
        .filter_map(|constraint| match constraint {
            Constraint::MemberOf(member_of) => Some(member_of.text.as_str()),
            Constraint::DistinctInstance => None,
        });
    if scheduling_strategy == SchedulingStrategy::Daemon {
        Some("the DAEMON scheduling strategy")
    } else if maximum_percent <= 100 {
        Some("a maximumPercent of 100 or less")
    } else if strategy
        .first()
        .is_some_and(|first| !first.is_zone_spread())
    {
        Some("a first placement strategy that does not spread over attribute:ecs.availability-zone")
    } else if of_definition.chain(of_service).any(names_zone) {
        Some("a placement constraint on attribute:ecs.availability-zone")
    } else {
        None
    }
}

fn asks_of_instances(service: &Service) -> bool {
    let definition = &service.primary().definition.definition;
    service.launch_type == LaunchType::Ec2
        && !(service.placement_constraints.is_empty()
            && definition.placement_constraints.is_empty())
}

/// No zone has two tasks more than another. Rule: `RebalancingGoal`.
fn is_balanced(counts: &[ZoneCount]) -> bool {
    let most = counts.iter().map(|(_, count)| *count).max().unwrap_or(0);
    let least = counts.iter().map(|(_, count)| *count).min().unwrap_or(0);
    most - least <= 1
}

/// Every zone has the same.
fn is_level(counts: &[ZoneCount]) -> bool {
    counts.iter().all(|(_, count)| *count == counts[0].1)
}

fn fullest(counts: &[ZoneCount]) -> Option<Zone> {
    let fullest = counts
        .iter()
        .max_by_key(|(zone, count)| (*count, core::cmp::Reverse(*zone)));
    fullest.map(|(zone, _)| *zone)
}

/// How many tasks zones miss of what they would have in balance; the fullest get the remainder. Rule:
/// `RebalancingGoal`.
fn missing(counts: &[ZoneCount], extras: u32) -> u32 {
    let zone_count = counts.len() as u32;
    if zone_count == 0 {
        return 0;
    }
    let total: u32 = counts.iter().map(|(_, count)| *count).sum::<u32>();
    let total = total.saturating_sub(extras);
    let mut ordered: Vec<u32> = counts.iter().map(|(_, count)| *count).collect();
    ordered.sort_by(|one, other| other.cmp(one));
    (0u32..)
        .zip(ordered)
        .map(|(place, count)| {
            let goal = total / zone_count + u32::from(place < total % zone_count);
            goal.saturating_sub(count)
        })
        .sum()
}
