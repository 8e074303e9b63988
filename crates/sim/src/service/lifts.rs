//! Which setting would lift what a service waits for now.

use alloc::vec::Vec;

use super::census::Census;
use super::rolling::{Plan, Situation, plan_pass};
use super::{Bounds, DeploymentConfiguration, Setting, SettingChange, SettingValue};
use crate::limits::MAXIMUM_PERCENT_MAX;
use crate::{
    CapacityProvider, ContainerStage, Duration, PlacementShortfall, RolloutState, Service,
    StopReason, TargetState, TaskId, Time, Timer, Wait, World,
};

/// Probes of a target group are at least so far apart.
const INTERVAL_MIN: Duration = Duration::from_secs(5);

impl World {
    /// The settings that would lift a wait of a service, each alone; none where only time or a repair does.
    pub fn lifts(&self, service: &Service, wait: Wait) -> Vec<SettingChange> {
        let mut lifts = Vec::new();
        match wait {
            Wait::Stuck => {
                lifts.extend(self.larger_maximum(service));
                lifts.extend(self.smaller_minimum(service));
            }
            Wait::Capacity(shortfall) => {
                lifts.extend(no_spot(shortfall));
                // What stops first gives its place to what has none.
                lifts.extend(self.smaller_minimum(service));
            }
            Wait::Draining {
                task,
                until,
                blocks_start,
            } => {
                lifts.extend(self.shorter_delay(task, until));
                lifts.extend(self.larger_maximum(service).filter(|_| blocks_start));
            }
            Wait::Stopping { task, blocks_start } => {
                lifts.extend(self.shorter_stop(task));
                lifts.extend(self.larger_maximum(service).filter(|_| blocks_start));
            }
            Wait::TargetHealth(task) | Wait::Unhealthy { task, .. } => {
                lifts.extend(self.longer_grace(service));
                lifts.extend(self.denser_checks(task));
            }
            Wait::Startup { .. } | Wait::Throttle(_) => lifts.extend(self.longer_grace(service)),
            Wait::Protection { .. }
            | Wait::FortySeconds { .. }
            | Wait::ContainerHealth(_)
            | Wait::Agent { .. }
            | Wait::Stage(..)
            | Wait::NextPass(_) => {}
        }
        lifts
    }

    /// The smallest `maximumPercent` under which another task would start.
    fn larger_maximum(&self, service: &Service) -> Option<SettingChange> {
        if !decides_by_percents(service) {
            return None;
        }
        let present = &service.deployment_configuration;
        let (minimum, census) = (present.minimum_healthy_percent, self.census(service));
        let starts =
            |maximum: u32| plan_under(service, &census, (minimum, maximum)).start_count > 0;
        let tried = first_that(present.maximum_percent + 1, MAXIMUM_PERCENT_MAX, starts)?;
        Some(percent_change(
            Setting::MaximumPercent,
            present.maximum_percent,
            tried,
        ))
    }

    /// The largest `minimumHealthyPercent` under which a task would stop.
    fn smaller_minimum(&self, service: &Service) -> Option<SettingChange> {
        if !decides_by_percents(service) {
            return None;
        }
        let present = &service.deployment_configuration;
        let (from, maximum) = (present.minimum_healthy_percent, present.maximum_percent);
        let census = self.census(service);
        let stops = |less: u32| {
            let plan = plan_under(service, &census, (from - less, maximum));
            !plan.stop.is_empty()
        };
        let less = first_that(1, from, stops)?;
        Some(percent_change(
            Setting::MinimumHealthyPercent,
            from,
            from - less,
        ))
    }

    /// The delay with which a task that drains would have drained by now.
    fn shorter_delay(&self, task: TaskId, until: Time) -> Option<SettingChange> {
        let targets = self.targets_of(task).into_iter();
        let present = targets
            .filter_map(|(group, _)| self.target_group(group))
            .map(|group| group.attributes.deregistration_delay)
            .max()?;
        let left = until.since(self.now());
        over_by_now(Setting::DeregistrationDelay, present, left)
    }

    /// The `stopTimeout` with which a task that ignores SIGTERM would have ended by now.
    fn shorter_stop(&self, task: TaskId) -> Option<SettingChange> {
        let state = self.task(task)?;
        let containers = state.containers.iter().enumerate();
        let waiting = containers
            .filter(|(_, container)| matches!(container.stage, ContainerStage::Stopping { .. }))
            .filter_map(|(place, _)| {
                let until = self.due_at(Timer::StopTimeout(task, place))?;
                Some((until, place))
            });
        let (until, place) = waiting.max()?;
        let left = until.since(self.now());
        over_by_now(Setting::StopTimeout, state.stop_timeout(place), left)
    }

    /// The grace period in which tasks would come up that the load balancer's checks have ended before.
    fn longer_grace(&self, service: &Service) -> Option<SettingChange> {
        let ended = |reason: &StopReason| matches!(reason, StopReason::FailedElbHealthChecks(_));
        let primary = service.leading_deployment()?;
        let failed = self.tasks().filter(|task| {
            let stop = task.stop.as_ref();
            task.deployment() == Some(primary.id) && stop.is_some_and(|(_, reason)| ended(reason))
        });
        let boots = failed.flat_map(|task| &task.containers);
        let boot = boots.map(|container| container.image.boot).max()?;
        let groups = primary.load_balancers.iter();
        let checks = groups
            .filter_map(|balancer| self.target_group(balancer.target_group))
            .map(|group| {
                let check = &group.health_check;
                check.interval.times(check.healthy_threshold.into())
            })
            .max()?;
        let present = service.health_check_grace_period.as_secs();
        let tried = (boot + checks).as_millis().div_ceil(1_000);
        (tried > present).then_some(SettingChange {
            setting: Setting::HealthCheckGracePeriod,
            present: SettingValue::Seconds(present),
            tried: SettingValue::Seconds(tried),
        })
    }

    /// The densest health checks of the target groups whose verdict on a task is not there yet.
    fn denser_checks(&self, task: TaskId) -> Option<SettingChange> {
        let targets = self.targets_of(task).into_iter();
        let slowest = targets
            .filter(|(_, target)| target.state != TargetState::Healthy)
            .filter_map(|(group, _)| self.target_group(group))
            .map(|group| {
                (
                    group.health_check.interval,
                    group.health_check.healthy_threshold,
                )
            })
            .max()?;
        let (interval, healthy_threshold) = slowest;
        (interval > INTERVAL_MIN).then(|| SettingChange {
            setting: Setting::TargetHealthCheck,
            present: checks(interval, healthy_threshold),
            tried: checks(INTERVAL_MIN, healthy_threshold.min(2)),
        })
    }
}

/// What the next pass would do under other percents.
fn plan_under(service: &Service, census: &Census, (minimum, maximum): (u32, u32)) -> Plan {
    let percents = DeploymentConfiguration {
        minimum_healthy_percent: minimum,
        maximum_percent: maximum,
        ..DeploymentConfiguration::default()
    };
    plan_pass(&Situation {
        desired_count: service.desired_count,
        minimum_healthy_percent: minimum,
        bounds: Bounds::of(service.desired_count, &percents),
        launch_max: u32::MAX,
        census,
    })
}

/// Whether it is the percents that a pass of this service goes by.
fn decides_by_percents(service: &Service) -> bool {
    !service.is_daemon()
        && service.staged.is_none()
        && !service.has_task_sets()
        && service.primary().rollout_state != RolloutState::Failed
}

/// The first of a range of numbers that holds, where every larger one does too.
fn first_that(first: u32, last: u32, holds: impl Fn(u32) -> bool) -> Option<u32> {
    if first > last || !holds(last) {
        return None;
    }
    let (mut low, mut high) = (first, last);
    while low < high {
        let middle = low + (high - low) / 2;
        if holds(middle) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    Some(low)
}

fn no_spot(shortfall: PlacementShortfall) -> Option<SettingChange> {
    matches!(shortfall, PlacementShortfall::NoSpotCapacity).then_some(SettingChange {
        setting: Setting::CapacityProvider,
        present: SettingValue::Provider(CapacityProvider::FargateSpot),
        tried: SettingValue::Provider(CapacityProvider::Fargate),
    })
}

const fn percent_change(setting: Setting, present: u32, tried: u32) -> SettingChange {
    SettingChange {
        setting,
        present: SettingValue::Percent(present),
        tried: SettingValue::Percent(tried),
    }
}

/// A time that would be over by now, if so much of the present one is left; none if even no time at all would not be.
fn over_by_now(setting: Setting, present: Duration, left: Duration) -> Option<SettingChange> {
    let left_seconds = left.as_millis().div_ceil(1_000);
    let tried = present.as_secs().checked_sub(left_seconds)?;
    (left_seconds > 0).then_some(SettingChange {
        setting,
        present: SettingValue::Seconds(present.as_secs()),
        tried: SettingValue::Seconds(tried),
    })
}

/// How often is probed, and how many successes are needed.
pub(crate) const fn checks(interval: Duration, healthy_threshold: u32) -> SettingValue {
    SettingValue::Checks {
        interval_seconds: interval.as_secs(),
        healthy_threshold,
    }
}
