//! What is asked of target groups, and what they check.

use alloc::format;
use alloc::string::String;
use alloc::sync::Arc;

use super::listener_checks::validation;
use crate::event::EventKind;
use crate::id::{Purpose, derive_named};
use crate::limits::LOAD_BALANCERS_MAX;
use crate::table::Map;
use crate::traffic::InFlight;
use crate::{
    BalancingException, CreateTargetGroup, Duration, Rejection, Response, Rule, TargetGroup,
    TargetGroupId, TargetHealthCheck, World,
};

impl World {
    pub(crate) fn create_target_group(
        &mut self,
        input: CreateTargetGroup,
    ) -> Result<Response, Rejection> {
        crate::world::check_name(&input.name, "Target group name")?;
        check_health_check(&input.health_check)?;
        input
            .attributes
            .check(input.protocol.load_balancer_type())?;
        if input.port == 0 {
            return Err(validation(
                "Port '0' must be between 1 and 65535, inclusive",
            ));
        }
        let id = TargetGroupId(derive_named(0, Purpose::TargetGroup, &input.name));
        if self.target_groups.contains_key(&id) {
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
        let group = TargetGroup {
            id,
            name: input.name,
            target_type: input.target_type,
            protocol: input.protocol,
            port: input.port,
            load_balancer: None,
            is_in_use: false,
            health_check: input.health_check,
            attributes: input.attributes,
            targets: Map::new(),
            in_flight: InFlight::default(),
            regime: None,
            latest: None,
        };
        self.target_groups.insert(id, Arc::new(group));
        self.emit(EventKind::TargetGroupCreated(id));
        Ok(Response::TargetGroup(id))
    }

    pub(crate) fn modify_target_group(
        &mut self,
        id: TargetGroupId,
        health_check: TargetHealthCheck,
    ) -> Result<Response, Rejection> {
        let changes_probes = health_check != self.find_target_group(id)?.health_check;
        check_health_check(&health_check)?;
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
        self.target_group_mut(id).attributes = next;
        self.emit(EventKind::TargetGroupModified(id));
        Ok(Response::Done)
    }

    /// Only a target group that nothing uses can be deleted.
    pub(super) fn delete_target_group(&mut self, id: TargetGroupId) -> Result<Response, Rejection> {
        let group = self.find_target_group(id)?;
        let is_attached = self.services().any(|service| {
            let mut attached = service
                .deployments
                .iter()
                .flat_map(|one| &one.load_balancers);
            attached.any(|attached| attached.target_group == id)
        });
        if group.is_in_use || is_attached || !group.targets.is_empty() {
            return Err(Rejection::balancing(
                BalancingException::ResourceInUse,
                format!(
                    "Target group '{}' is currently in use by a listener or a rule",
                    self.target_group_arn(id)
                ),
            ));
        }
        let name = group.name.clone();
        self.target_groups.remove(&id);
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

/// Rule: `TargetHealthCheckSettings`.
fn check_health_check(check: &TargetHealthCheck) -> Result<(), Rejection> {
    check_settings(check).map_err(|refusal| refusal.by(Rule::TargetHealthCheckSettings))
}

fn check_settings(check: &TargetHealthCheck) -> Result<(), Rejection> {
    let seconds = |duration: Duration| duration.as_millis() / 1_000;
    let (lowest, highest) = check.matcher;
    let ranges = [
        (
            "HealthCheckIntervalSeconds",
            seconds(check.interval),
            5,
            300,
        ),
        ("HealthCheckTimeoutSeconds", seconds(check.timeout), 2, 120),
        (
            "HealthyThresholdCount",
            u64::from(check.healthy_threshold),
            2,
            10,
        ),
        (
            "UnhealthyThresholdCount",
            u64::from(check.unhealthy_threshold),
            2,
            10,
        ),
        ("Matcher", u64::from(lowest), 200, 499),
        ("Matcher", u64::from(highest), u64::from(lowest), 499),
    ];
    for (name, value, least, most) in ranges {
        if !(least..=most).contains(&value) {
            return Err(validation(format!(
                "{name} must be between {least} and {most}."
            )));
        }
    }
    if check.timeout >= check.interval {
        return Err(validation(
            "Health check timeout must be smaller than the interval.",
        ));
    }
    if !check.path.starts_with('/') || check.path.len() > 1_024 {
        return Err(validation(
            "HealthCheckPath must begin with '/' and be at most 1024 characters.",
        ));
    }
    Ok(())
}
