//! What is asked of target groups, and what they check.

use alloc::format;
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;

use super::listener_checks::validation;
use crate::event::EventKind;
use crate::id::{Purpose, derive_named};
use crate::limits::LOAD_BALANCERS_MAX;
use crate::table::Map;
use crate::traffic::InFlight;
use crate::{
    BalancingException, CreateTargetGroup, Rejection, Response, Rule, TargetGroup, TargetGroupId,
    TargetHealthCheck, TargetHealthCheckInput, World,
};

impl World {
    pub(crate) fn create_target_group(
        &mut self,
        input: CreateTargetGroup,
    ) -> Result<Response, Rejection> {
        crate::world::check_name(&input.name, "Target group name")?;
        let kind = input.protocol.load_balancer_type();
        let timeout = self.start.switches.check_timeout_default;
        let rests_on_timeout = input.health_check.timeout.is_none();
        let usual = TargetHealthCheck::of(input.protocol, input.health_check.protocol, timeout);
        let health_check = input.health_check.applied_to(usual);
        health_check.check(kind)?;
        input.attributes.check(kind)?;
        if input.port == 0 {
            return Err(validation(
                "Port '0' must be between 1 and 65535, inclusive",
            ));
        }
        if self.target_groups().any(|group| group.name == input.name) {
            return Err(Rejection::balancing(
                BalancingException::DuplicateTargetGroupName,
                format!(
                    "A target group with the same name '{}' exists, but with different settings",
                    input.name
                ),
            ));
        }
        Rejection::unless_below(
            "target groups",
            self.target_groups.len(),
            LOAD_BALANCERS_MAX,
        )?;
        let id = self.next_target_group_id(&input.name);
        let group = TargetGroup {
            id,
            name: input.name,
            target_type: input.target_type,
            protocol: input.protocol,
            port: input.port,
            load_balancer: None,
            is_in_use: false,
            health_check,
            attributes: input.attributes,
            targets: Map::new(),
            in_flight: InFlight::default(),
            nodes: Vec::new(),
            zone_turn: 0,
            client_turn: 0,
        };
        self.target_groups.insert(id, Arc::new(group));
        if rests_on_timeout {
            self.rest_on(Rule::CheckTimeoutDefault);
        }
        self.emit(EventKind::TargetGroupCreated(id));
        Ok(Response::TargetGroup(id))
    }

    pub(crate) fn modify_target_group(
        &mut self,
        id: TargetGroupId,
        health_check: TargetHealthCheckInput,
    ) -> Result<Response, Rejection> {
        let group = self.find_target_group(id)?;
        let health_check = health_check.applied_to(group.health_check.clone());
        health_check.check(group.protocol.load_balancer_type())?;
        let changes_probes = health_check != group.health_check;
        self.target_group_mut(id).health_check = health_check;
        self.emit(EventKind::TargetGroupModified(id));
        if changes_probes {
            self.target_settings_change(id);
        }
        Ok(Response::Done)
    }

    pub(super) fn modify_target_group_attributes(
        &mut self,
        id: TargetGroupId,
        attributes: &[(String, String)],
    ) -> Result<Response, Rejection> {
        let group = self.find_target_group(id)?;
        let mut next = group.attributes.clone();
        for (key, value) in attributes {
            next.set(key, value)?;
        }
        next.check(group.protocol.load_balancer_type())?;
        let before = core::mem::replace(&mut self.target_group_mut(id).attributes, next);
        self.end_regime(id);
        let next = &self.target_groups[&id].attributes;
        let changes_least = before.minimum_healthy_count != next.minimum_healthy_count
            || before.minimum_healthy_percentage != next.minimum_healthy_percentage;
        let changes_zones = before.cross_zone != next.cross_zone;
        if changes_least {
            self.rest_on(Rule::HealthyTargetThresholds);
        }
        if changes_zones {
            self.rest_on(Rule::CrossZone);
        }
        self.emit(EventKind::TargetGroupModified(id));
        Ok(Response::Done)
    }

    /// The id of a new target group: not that of a deleted one that a service still names.
    fn next_target_group_id(&self, name: &str) -> TargetGroupId {
        let id = |ordinal| TargetGroupId(derive_named(ordinal, Purpose::TargetGroup, name));
        let mut ids = (0..).map(id);
        let is_free = |id: &TargetGroupId| !self.departed_target_groups.contains_key(id);
        let free = ids.find(is_free);
        free.expect("there are more numbers than target groups")
    }

    /// Only a target group that no listener forwards to can be deleted, whether services are attached to it or not.
    pub(super) fn delete_target_group(&mut self, id: TargetGroupId) -> Result<Response, Rejection> {
        let group = self.find_target_group(id)?;
        if group.is_in_use {
            return Err(Rejection::balancing(
                BalancingException::ResourceInUse,
                format!(
                    "Target group '{}' is currently in use by a listener or a rule",
                    self.target_group_arn(id)
                ),
            ));
        }
        let name = group.name.clone();
        self.remove_target_group(id);
        self.emit(EventKind::TargetGroupDeleted(name));
        Ok(Response::Done)
    }

    pub(crate) fn find_target_group(&self, id: TargetGroupId) -> Result<&TargetGroup, Rejection> {
        self.target_group(id).ok_or_else(|| {
            Rejection::balancing(
                BalancingException::TargetGroupNotFound,
                "One or more target groups not found",
            )
        })
    }
}
