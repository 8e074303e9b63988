//! Numbers as CloudWatch has them, and what is left of an error budget.

use super::Totals;
use crate::limits::TRAFFIC_MINUTES_MAX;
use crate::{FailureCause, TargetGroupId, TargetState, Time, World};

/// What CloudWatch would say of a target group, since its beginning.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TargetGroupMetrics {
    /// `RequestCount`: requests that were routed to targets.
    pub request_count: u64,
    /// `HTTPCode_Target_5XX_Count`: statuses of 500 and more that targets gave.
    pub target_5xx_count: u64,
    /// `HTTPCode_ELB_5XX_Count`: what the load balancer answered itself, because of a target.
    pub elb_5xx_count: u64,
    /// `HealthyHostCount`, now.
    pub healthy_host_count: u32,
    /// `UnHealthyHostCount`, now.
    pub unhealthy_host_count: u32,
    /// `RequestCountPerTarget`: requests for each healthy target, rounded down; 0 without one.
    pub request_count_per_target: u64,
}

/// What is left of the failures that an objective allows within an hour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ErrorBudget {
    /// Requests that ended within the hour.
    pub ended: u64,
    /// How many of them failed.
    pub failed: u64,
    /// How many may fail, rounded down.
    pub allowed: u64,
}

impl FailureCause {
    /// Whether the load balancer, and not a target, answered with a status of 500 or more.
    pub const fn is_elb_5xx(self) -> bool {
        !matches!(self, Self::TargetAnswered(_)) && self.status() >= 500
    }
}

impl Totals {
    /// `HTTPCode_ELB_5XX_Count`.
    pub fn elb_5xx_count(&self) -> u64 {
        let causes = self.failed.iter().filter(|(cause, _)| cause.is_elb_5xx());
        causes.map(|(_, count)| count).sum()
    }

    /// The error budget of the hour before `now`, whose minutes count whole, for an objective in parts of 100,000:
    /// 99,900 is 99.9%.
    pub fn error_budget(&self, now: Time, objective: u64) -> ErrorBudget {
        let minute = now.as_millis() / 60_000;
        let within = self
            .minutes
            .iter()
            .filter(|one| one.minute + TRAFFIC_MINUTES_MAX as u64 > minute && one.minute <= minute);
        let (mut ended, mut failed) = (0, 0);
        for one in within {
            ended += one.answered + one.failed;
            failed += one.failed;
        }
        ErrorBudget {
            ended,
            failed,
            allowed: ended * 100_000_u64.saturating_sub(objective) / 100_000,
        }
    }
}

impl World {
    /// What CloudWatch would say of a target group.
    pub fn target_group_metrics(&self, id: TargetGroupId) -> Option<TargetGroupMetrics> {
        let group = self.target_group(id)?;
        let mut totals = group.in_flight.departed().clone();
        let mut metrics = TargetGroupMetrics::default();
        for (task, target) in &group.targets {
            totals.add(&group.in_flight.totals_of(*task));
            match target.state {
                TargetState::Healthy => metrics.healthy_host_count += 1,
                TargetState::Unhealthy(_) => metrics.unhealthy_host_count += 1,
                _ => {}
            }
        }
        metrics.request_count = totals.requests;
        metrics.request_count_per_target = totals
            .requests
            .checked_div(metrics.healthy_host_count.into())
            .unwrap_or(0);
        for (cause, count) in &totals.failed {
            if cause.is_elb_5xx() {
                metrics.elb_5xx_count += count;
            } else if matches!(cause, FailureCause::TargetAnswered(_)) {
                metrics.target_5xx_count += count;
            }
        }
        Some(metrics)
    }
}
