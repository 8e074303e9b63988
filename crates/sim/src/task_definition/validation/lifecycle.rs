//! Health checks, timeouts and restarts.

use alloc::format;
use core::ops::RangeInclusive;

use super::super::{
    ContainerDefinition, ContainerHealthCheck, ContainerRestartPolicy, TaskDefinition,
};
use super::report::Report;
use super::text::shown;
use crate::{Duration, Rule};

const TIMEOUT_MIN: Duration = Duration::from_secs(2);
const IGNORED_EXIT_CODES_MAX: usize = 50;
const RESTART_ATTEMPT_PERIOD_S: RangeInclusive<u64> = 60..=1_800;

pub(super) fn check(definition: &TaskDefinition, report: &mut Report) {
    report.each_container(definition, |container, report| {
        check_timeouts(container, report);
        if let Some(health_check) = &container.health_check {
            report.within_field("healthCheck", |report| {
                check_health_check(health_check, report);
            });
        }
        if let Some(policy) = &container.restart_policy {
            report.within_field("restartPolicy", |report| {
                check_restart_policy(policy, report);
            });
        }
    });
}

fn check_timeouts(container: &ContainerDefinition, report: &mut Report) {
    for (field, word, timeout) in [
        ("startTimeout", "start", container.start_timeout),
        ("stopTimeout", "stop", container.stop_timeout),
    ] {
        if timeout.is_some_and(|timeout| timeout < TIMEOUT_MIN) {
            let name = shown(&container.name);
            let message = format!(
                "Granular {word} timeout on container '{name}' must be at least 2 seconds."
            );
            report.refuse(field, Rule::TimeoutMin, message);
        }
    }
}

fn check_health_check(health_check: &ContainerHealthCheck, report: &mut Report) {
    if health_check.command.is_empty() {
        let message = "A health check needs a command, such as [\"CMD-SHELL\", \"curl -f http://localhost/ || exit 1\"].";
        report.refuse("command", Rule::HealthCheckCommand, message);
    }
    for (field, value, range) in [
        ("interval", health_check.interval.as_secs(), 5..=300),
        ("timeout", health_check.timeout.as_secs(), 2..=60),
        ("retries", u64::from(health_check.retries), 1..=10),
        ("startPeriod", health_check.start_period.as_secs(), 0..=300),
    ] {
        if !range.contains(&value) {
            let (min, max) = (range.start(), range.end());
            let message = format!("`{field}` of a health check is {min} to {max}, not {value}.");
            report.refuse(field, Rule::HealthCheckRanges, message);
        }
    }
}

fn check_restart_policy(policy: &ContainerRestartPolicy, report: &mut Report) {
    let count = policy.ignored_exit_codes.len();
    if count > IGNORED_EXIT_CODES_MAX {
        let message = format!(
            "A restart policy ignores at most {IGNORED_EXIT_CODES_MAX} exit codes, this one {count}."
        );
        report.refuse("ignoredExitCodes", Rule::RestartPolicyRanges, message);
    }
    if let Some(period) = policy.restart_attempt_period
        && !RESTART_ATTEMPT_PERIOD_S.contains(&period.as_secs())
    {
        let message = format!(
            "`restartAttemptPeriod` is 60 to 1800 seconds, not {}.",
            period.as_secs()
        );
        report.refuse("restartAttemptPeriod", Rule::RestartPolicyRanges, message);
    }
}
