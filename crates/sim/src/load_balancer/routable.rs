//! Which targets get new requests: the healthy ones, or all where too few are healthy, zone by zone or together.

use alloc::vec::Vec;

use super::{Target, TargetGroup, TargetState};
use crate::{LoadBalancer, LoadBalancerType, TargetGroupId, TaskId, World, Zone};

impl TargetGroup {
    /// The targets that get new requests where zones do not matter, in id order: the healthy ones; if they are fewer
    /// than they should be, every probed one. Rules: `FailOpen`, `HealthyTargetThresholds`.
    pub fn routable(&self) -> impl Iterator<Item = TaskId> {
        self.routable_among(None)
    }

    pub(crate) fn routable_among(&self, zone: Option<Zone>) -> impl Iterator<Item = TaskId> {
        self.routable_targets(zone, false).map(|(task, _)| task)
    }

    /// The targets that get new requests, or all of them.
    pub(crate) fn routable_targets(
        &self,
        zone: Option<Zone>,
        all: bool,
    ) -> impl Iterator<Item = (TaskId, &Target)> {
        let fails_open = !all && self.fails_open(zone);
        self.targets_in(zone).filter(move |(_, target)| {
            all || target.state == TargetState::Healthy || (fails_open && target.state.is_probed())
        })
    }

    /// Whether so few targets, in a zone or in all, are healthy that the others get requests as well.
    pub fn fails_open(&self, zone: Option<Zone>) -> bool {
        let (mut healthy, mut all) = (0_u32, 0_u32);
        for (_, target) in self.targets_in(zone) {
            healthy += u32::from(target.state == TargetState::Healthy);
            all += u32::from(target.state.is_registered());
        }
        let percentage = self.attributes.minimum_healthy_percentage.unwrap_or(0);
        healthy < self.attributes.minimum_healthy_count
            || u64::from(healthy) * 100 < u64::from(percentage) * u64::from(all)
    }

    fn targets_in(&self, zone: Option<Zone>) -> impl Iterator<Item = (TaskId, &Target)> {
        self.targets
            .iter()
            .filter(move |(_, target)| zone.is_none_or(|zone| target.zone == zone))
            .map(|(task, target)| (*task, target))
    }

    /// Whether a draining target without requests has drained: not at a Network Load Balancer. Rule:
    /// `NetworkFlowsOutlive`.
    pub(crate) fn ends_idle(&self) -> bool {
        self.protocol.load_balancer_type() == LoadBalancerType::Application
    }

    /// Whether a node of this load balancer sends requests into the zones of others. Rule: `CrossZone`.
    pub fn crosses_zones(&self, balancer: &LoadBalancer) -> bool {
        let of_balancer = balancer.attributes.cross_zone;
        self.attributes.cross_zone.unwrap_or(of_balancer)
    }
}

impl World {
    /// The targets of a target group that the load balancer's node in a zone sends new requests to, in id order. Rules:
    /// `CrossZone`, `FailOpen`, `HealthyTargetThresholds`.
    pub fn routable(&self, group: TargetGroupId, zone: Zone) -> Vec<TaskId> {
        let Some(group) = self.target_group(group) else {
            return Vec::new();
        };
        let balancer = group.load_balancer.and_then(|id| self.load_balancer(id));
        let crosses = balancer.is_none_or(|balancer| group.crosses_zones(balancer));
        group
            .routable_among(Some(zone).filter(|_| !crosses))
            .collect()
    }

    /// The zones whose nodes clients are given: with cross-zone balancing every enabled one; without it those with
    /// enough healthy targets, or every enabled one if none has them. Rule: `CrossZone`.
    pub fn answering_zones(&self, group: TargetGroupId) -> Vec<Zone> {
        let found = self.target_group(group).and_then(|group| {
            let balancer = self.load_balancer(group.load_balancer?)?;
            Some((group, balancer))
        });
        let Some((group, balancer)) = found else {
            return Vec::new();
        };
        if group.crosses_zones(balancer) {
            return balancer.zones.clone();
        }
        let all = balancer.zones.iter().copied();
        let healthy: Vec<Zone> = all.filter(|zone| !group.fails_open(Some(*zone))).collect();
        if healthy.is_empty() {
            return balancer.zones.clone();
        }
        healthy
    }
}
