//! What is asked of load balancers and target groups, and what they check.

use alloc::format;
use alloc::string::String;
use alloc::sync::Arc;

use crate::event::EventKind;
use crate::id::{Purpose, derive_named};
use crate::limits::{LOAD_BALANCERS_MAX, REQUESTS_PER_SECOND_MAX};
use crate::table::Map;
use crate::traffic::{InFlight, Totals, Traffic};
use crate::{
    Duration, LoadBalancer, LoadBalancerId, Rejection, Response, Rule, TargetGroup, TargetGroupId,
    TargetHealthCheck, TargetType, World,
};

impl World {
    pub(crate) fn create_target_group(
        &mut self,
        name: String,
        target_type: TargetType,
        health_check: TargetHealthCheck,
        deregistration_delay: Duration,
    ) -> Result<Response, Rejection> {
        crate::world::check_name(&name, "Target group name")?;
        check_health_check(&health_check)
            .map_err(|refusal| refusal.by(Rule::TargetHealthCheckSettings))?;
        check_delay(deregistration_delay)?;
        let id = TargetGroupId(derive_named(0, Purpose::TargetGroup, &name));
        if self.target_groups.contains_key(&id) {
            return Err(Rejection::invalid_parameter(format!(
                "A target group with the name '{name}' exists already."
            )));
        }
        Rejection::unless_below(
            "target groups",
            self.target_groups.len(),
            LOAD_BALANCERS_MAX,
        )?;
        let group = TargetGroup {
            id,
            name,
            target_type,
            load_balancer: None,
            health_check,
            deregistration_delay,
            targets: Map::new(),
            in_flight: InFlight::default(),
            latest: None,
        };
        self.target_groups.insert(id, Arc::new(group));
        self.emit(EventKind::TargetGroupCreated(id));
        Ok(Response::TargetGroup(id))
    }

    pub(crate) fn modify_target_group(
        &mut self,
        id: TargetGroupId,
        health_check: Option<TargetHealthCheck>,
        deregistration_delay: Option<Duration>,
    ) -> Result<Response, Rejection> {
        let group = self.find_target_group(id)?;
        let changes_probes = health_check
            .as_ref()
            .is_some_and(|check| *check != group.health_check);
        if let Some(check) = &health_check {
            check_health_check(check)
                .map_err(|refusal| refusal.by(Rule::TargetHealthCheckSettings))?;
        }
        if let Some(delay) = deregistration_delay {
            check_delay(delay)?;
        }
        let group = self.target_group_mut(id);
        if let Some(check) = health_check {
            group.health_check = check;
        }
        if let Some(delay) = deregistration_delay {
            group.deregistration_delay = delay;
        }
        self.emit(EventKind::TargetGroupModified(id));
        if changes_probes {
            self.target_settings_change(id);
        }
        Ok(Response::Done)
    }

    pub(crate) fn create_load_balancer(
        &mut self,
        name: String,
        listener_port: u16,
        forwards_to: TargetGroupId,
    ) -> Result<Response, Rejection> {
        crate::world::check_name(&name, "Load balancer name")?;
        let id = LoadBalancerId(derive_named(0, Purpose::LoadBalancer, &name));
        if self.load_balancers.contains_key(&id) {
            return Err(Rejection::invalid_parameter(format!(
                "A load balancer with the name '{name}' exists already."
            )));
        }
        Rejection::unless_below(
            "load balancers",
            self.load_balancers.len(),
            LOAD_BALANCERS_MAX,
        )?;
        self.attach(forwards_to, id)?;
        let load_balancer = LoadBalancer {
            id,
            name,
            listener_port,
            forwards_to,
            traffic: Traffic::default(),
            totals: Totals::default(),
        };
        self.load_balancers.insert(id, Arc::new(load_balancer));
        self.emit(EventKind::LoadBalancerCreated(id));
        Ok(Response::LoadBalancer(id))
    }

    pub(crate) fn modify_listener(
        &mut self,
        id: LoadBalancerId,
        forwards_to: TargetGroupId,
    ) -> Result<Response, Rejection> {
        if self.load_balancer(id).is_none() {
            return Err(Rejection::invalid_parameter(
                "The load balancer was not found.",
            ));
        }
        self.attach(forwards_to, id)?;
        self.load_balancer_mut(id).forwards_to = forwards_to;
        self.emit(EventKind::ListenerModified(id));
        Ok(Response::Done)
    }

    /// A target group belongs to one load balancer. Rule: `OneLoadBalancerPerTargetGroup`.
    pub(crate) fn attach(
        &mut self,
        group: TargetGroupId,
        load_balancer: LoadBalancerId,
    ) -> Result<(), Rejection> {
        let found = self.find_target_group(group)?;
        if found
            .load_balancer
            .is_some_and(|other| other != load_balancer)
        {
            return Err(Rejection::invalid_parameter(format!(
                "The target group '{}' is in use by another load balancer.",
                found.name
            ))
            .by(Rule::OneLoadBalancerPerTargetGroup));
        }
        self.target_group_mut(group).load_balancer = Some(load_balancer);
        Ok(())
    }

    pub(crate) fn find_target_group(&self, id: TargetGroupId) -> Result<&TargetGroup, Rejection> {
        self.target_group(id).ok_or_else(|| {
            Rejection::invalid_parameter("One or more target groups were not found.")
        })
    }

    pub(crate) fn set_traffic(
        &mut self,
        id: LoadBalancerId,
        requests_per_second: u32,
    ) -> Result<Response, Rejection> {
        if self.load_balancer(id).is_none() {
            return Err(Rejection::invalid_parameter(
                "The load balancer was not found.",
            ));
        }
        if requests_per_second > REQUESTS_PER_SECOND_MAX {
            return Err(Rejection::playground(format!(
                "Clients send at most {REQUESTS_PER_SECOND_MAX} requests a second."
            )));
        }
        self.change_traffic(id, requests_per_second);
        Ok(Response::Done)
    }
}

fn check_delay(delay: Duration) -> Result<(), Rejection> {
    if delay > Duration::from_secs(3_600) {
        return Err(Rejection::invalid_parameter(
            "deregistration_delay.timeout_seconds must be between 0 and 3600.",
        ));
    }
    Ok(())
}

/// Rule: `TargetHealthCheckSettings`.
fn check_health_check(check: &TargetHealthCheck) -> Result<(), Rejection> {
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
            return Err(Rejection::invalid_parameter(format!(
                "{name} must be between {least} and {most}."
            )));
        }
    }
    if check.timeout >= check.interval {
        return Err(Rejection::invalid_parameter(
            "Health check timeout must be smaller than the interval.",
        ));
    }
    if !check.path.starts_with('/') || check.path.len() > 1_024 {
        return Err(Rejection::invalid_parameter(
            "HealthCheckPath must begin with '/' and be at most 1024 characters.",
        ));
    }
    Ok(())
}
