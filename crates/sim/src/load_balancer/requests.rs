//! What is asked of load balancers, and what they check.

use alloc::format;
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;

use crate::agenda::Timer;
use crate::event::EventKind;
use crate::id::{Purpose, derive_named};
use crate::limits::LOAD_BALANCERS_MAX;
use crate::table::Map;
use crate::traffic::{InFlight, Totals, Traffic};
use crate::{
    BalancingException, CreateLoadBalancer, FailureCause, LoadBalancer, LoadBalancerAttributes,
    LoadBalancerId, Rejection, Response, Rule, TargetGroupId, TaskId, World, Zone,
};

impl World {
    pub(crate) fn create_load_balancer(
        &mut self,
        input: CreateLoadBalancer,
    ) -> Result<Response, Rejection> {
        crate::world::check_name(&input.name, "Load balancer name")?;
        let id = LoadBalancerId(derive_named(0, Purpose::LoadBalancer, &input.name));
        if self.load_balancers.contains_key(&id) {
            return Err(Rejection::balancing(
                BalancingException::DuplicateLoadBalancerName,
                format!(
                    "A load balancer with the same name '{}' exists, but with different settings",
                    input.name
                ),
            ));
        }
        Rejection::unless_below(
            "load balancers",
            self.load_balancers.len(),
            LOAD_BALANCERS_MAX,
        )?;
        let mut balancer = LoadBalancer {
            id,
            name: input.name,
            kind: input.kind,
            zones: self.enabled_zones(&input.zones)?,
            attributes: LoadBalancerAttributes::of(input.kind),
            listeners: Vec::new(),
            listeners_ever: 0,
            traffic: Traffic::default(),
            totals: Totals::default(),
            by_weight: Map::new(),
            departed: crate::TargetTotals::default(),
            sessions: Map::new(),
        };
        if let Some(listener) = input.listener {
            let listener = self.new_listener(&balancer, listener)?;
            balancer.listeners.push(listener);
            balancer.listeners_ever = 1;
        }
        self.load_balancers.insert(id, Arc::new(balancer));
        self.emit(EventKind::LoadBalancerCreated(id));
        self.refresh_use(id);
        Ok(Response::LoadBalancer(id))
    }

    /// The zones of a load balancer in their order; every one if none is named.
    fn enabled_zones(&self, named: &[Zone]) -> Result<Vec<Zone>, Rejection> {
        let all = (0..self.start.zone_count).map(Zone);
        if named.is_empty() {
            return Ok(all.collect());
        }
        if named.iter().any(|zone| zone.0 >= self.start.zone_count) {
            return Err(Rejection::balancing(
                BalancingException::SubnetNotFound,
                "One or more subnets not found",
            ));
        }
        Ok(all.filter(|zone| named.contains(zone)).collect())
    }

    pub(super) fn modify_load_balancer_attributes(
        &mut self,
        id: LoadBalancerId,
        attributes: &[(String, String)],
    ) -> Result<Response, Rejection> {
        let balancer = self.find_load_balancer(id)?;
        let mut next = balancer.attributes;
        for (key, value) in attributes {
            next.set(balancer.kind, key, value)?;
        }
        if next.cross_zone != balancer.attributes.cross_zone {
            self.rest_on(Rule::CrossZone);
        }
        self.load_balancer_mut(id).attributes = next;
        self.emit(EventKind::LoadBalancerModified(id));
        Ok(Response::Done)
    }

    /// Its listeners go with it, and the requests that it has not answered.
    pub(super) fn delete_load_balancer(
        &mut self,
        id: LoadBalancerId,
    ) -> Result<Response, Rejection> {
        let name = self.find_load_balancer(id)?.name.clone();
        self.load_balancer_mut(id).listeners.clear();
        self.refresh_use(id);
        let groups: Vec<TargetGroupId> = self
            .target_groups
            .values()
            .filter(|group| group.load_balancer == Some(id))
            .map(|group| group.id)
            .collect();
        for group in groups {
            let targets: Vec<TaskId> = self.target_groups[&group].targets.keys().copied().collect();
            for task in targets {
                self.cut_requests(group, task, FailureCause::NoListener);
            }
            self.end_regime(group);
            let group = self.target_group_mut(group);
            group.load_balancer = None;
            group.in_flight = InFlight::of(group.targets.keys().copied());
        }
        self.agenda.cancel(Timer::Arrivals(id));
        self.agenda.cancel(Timer::Retries(id));
        self.load_balancers.remove(&id);
        self.emit(EventKind::LoadBalancerDeleted(name));
        Ok(Response::Done)
    }

    pub(crate) fn find_load_balancer(
        &self,
        id: LoadBalancerId,
    ) -> Result<&LoadBalancer, Rejection> {
        self.load_balancer(id).ok_or_else(|| {
            Rejection::balancing(
                BalancingException::LoadBalancerNotFound,
                "One or more load balancers not found",
            )
        })
    }
}
