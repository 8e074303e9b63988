//! One step of a rolling update as a pure function: what to start and what to stop.

use alloc::vec::Vec;

use super::DeploymentConfiguration;
use super::census::{Census, Standing};
use super::protection;
use super::stop_order::choose_to_stop;
use crate::table::Set;
use crate::{InstanceId, TaskId};

/// How many tasks must stay healthy, and how many may run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// So many healthy tasks the scheduler leaves running.
    pub lower: u32,
    /// So many tasks it lets run.
    pub upper: u32,
}

impl Bounds {
    /// The minimum rounded up and the maximum rounded down. Rule: `PercentRounding`.
    pub const fn of(desired_count: u32, percents: &DeploymentConfiguration) -> Self {
        let desired = desired_count as u64;
        let lower = (desired * percents.minimum_healthy_percent as u64).div_ceil(100);
        let upper = desired * percents.maximum_percent as u64 / 100;
        // Both fit: desired counts and percents are bounded.
        Self {
            lower: lower as u32,
            upper: upper as u32,
        }
    }
}

/// What the scheduler decides from.
#[derive(Clone, Debug)]
pub struct Situation<'a> {
    /// `desiredCount`.
    pub desired_count: u32,
    /// `minimumHealthyPercent`.
    pub minimum_healthy_percent: u32,
    /// Both bounds.
    pub bounds: Bounds,
    /// At most so many launches now.
    pub launch_max: u32,
    /// The tasks.
    pub census: &'a Census,
}

/// What the scheduler does in one pass.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// Tasks of the PRIMARY deployment to start.
    pub start_count: u32,
    /// So many would start now if a service could launch any number at a time.
    pub wanted_count: u32,
    /// Where they start, for a DAEMON service.
    pub start_on: Vec<InstanceId>,
    /// How many of those replace unhealthy ones.
    pub replacing_count: u32,
    /// Tasks to stop because of the deployment or the desired count.
    pub stop: Vec<TaskId>,
    /// Tasks to stop because they are unhealthy.
    pub stop_unhealthy: Vec<TaskId>,
    /// Protected tasks that would have been stopped. Rule: `ScaleInProtection`.
    pub held: Vec<TaskId>,
    /// Tasks of a DAEMON service that stop because they match its constraints no more.
    pub violating: Vec<TaskId>,
    /// Whether a deployment can neither start nor stop anything, and nothing is under way.
    pub is_stuck: bool,
}

/// One pass of a rolling update, with the replacement of unhealthy tasks. Rules: `RollingScheduler`,
/// `ReplaceBeforeStop`.
pub fn plan_pass(situation: &Situation<'_>) -> Plan {
    let census = situation.census;
    let (desired, bounds) = (situation.desired_count, situation.bounds);
    let failing = census.count(|task| task.is_new && task.failure.is_some());
    let active_new = census.count(|task| task.is_new && task.is_active);
    let active_old = census.count(|task| !task.is_new && task.is_active);
    let healthy = census.count(|task| task.is_healthy);
    let capped = census.count(|task| task.is_capped);

    let need = desired.saturating_sub(active_new.saturating_sub(failing));
    let room = bounds.upper.saturating_sub(capped);
    let wanted_count = need.min(room);
    let start_count = wanted_count.min(situation.launch_max);
    let beyond_missing = start_count.saturating_sub(desired.saturating_sub(active_new));

    let mut plan = Plan {
        start_count,
        replacing_count: beyond_missing.min(failing),
        wanted_count,
        ..Plan::default()
    };
    plan_old(
        situation,
        &mut plan,
        room,
        active_old + active_new + start_count,
        healthy,
    );
    plan_new(situation, &mut plan, need, room, active_new, failing);

    let under_way = census
        .tasks
        .iter()
        .any(|task| !task.is_active || (task.is_new && !task.is_healthy));
    plan.is_stuck = active_old > 0
        && need > 0
        && room == 0
        && plan.stop.is_empty()
        && plan.stop_unhealthy.is_empty()
        && plan.held.is_empty()
        && !under_way;
    plan
}

/// A deployment that failed starts nothing, and what runs goes on; only what is beyond the desired count stops. Rule:
/// `FailedLaunchesNothing`.
pub(super) fn plan_failed(situation: &Situation<'_>) -> Plan {
    let census = situation.census;
    let mut plan = Plan::default();
    for is_new in [true, false] {
        let stays = |task: &&Standing| task.is_new == is_new && task.is_active;
        let active = census.count(|task| task.is_new == is_new && task.is_active);
        let surplus = active.saturating_sub(situation.desired_count);
        plan.stop.extend(choose_to_stop(census, stays, surplus));
    }
    plan
}

impl Standing {
    /// Whether stopping it, as a task that is not to stay, costs something.
    const fn counts_when_old(&self) -> bool {
        if self.is_moving {
            self.serves
        } else {
            self.is_healthy
        }
    }
}

/// Old tasks: unhealthy ones cost nothing; healthy ones go while enough healthy tasks remain. Those that only move off
/// a DRAINING instance go by what draining counts as healthy.
fn plan_old(
    situation: &Situation<'_>,
    plan: &mut Plan,
    room: u32,
    active_count: u32,
    healthy: u32,
) {
    let census = situation.census;
    let unhealthy = census
        .tasks
        .iter()
        .filter(|task| !task.is_new && task.is_active && !task.counts_when_old());
    let unprotected = unhealthy.filter(|task| !task.is_protected);
    plan.stop.extend(unprotected.map(|task| task.task));
    let idle = |task: &Standing| !task.is_new && task.is_active && !task.counts_when_old();
    plan.held.extend(protection::held(census, idle, u32::MAX));

    let bounds_surplus = room > 0 && situation.minimum_healthy_percent >= 100;
    let surplus = active_count.saturating_sub(situation.desired_count);
    let stop_max = |spare: u32, stopped: u32| {
        if bounds_surplus {
            spare.min(surplus.saturating_sub(stopped))
        } else {
            spare
        }
    };
    let lower = situation.bounds.lower;
    let is_replaced =
        |task: &Standing| !task.is_new && !task.is_moving && task.is_active && task.is_healthy;
    let replaced = |task: &&Standing| is_replaced(task) && !task.is_protected;
    let replaced_max = stop_max(healthy.saturating_sub(lower), 0);
    let stop = choose_to_stop(census, replaced, replaced_max);
    let stopped = u32::try_from(stop.len()).expect("quotas bound the tasks of a service");
    let unmet = replaced_max - stopped;
    plan.held
        .extend(protection::held(census, is_replaced, unmet));
    plan.stop.extend(stop);

    let serving = census.count(|task| task.serves).saturating_sub(stopped);
    let moving = |task: &&Standing| task.is_moving && task.is_active && task.serves;
    let move_max = stop_max(serving.saturating_sub(lower), stopped);
    plan.stop.extend(choose_to_stop(census, moving, move_max));
}

/// New tasks: unhealthy ones go once replaced, or one at a time where there is no room; a surplus goes.
fn plan_new(
    situation: &Situation<'_>,
    plan: &mut Plan,
    need: u32,
    room: u32,
    active_new: u32,
    failing: u32,
) {
    let census = situation.census;
    let sound = active_new.saturating_sub(failing);
    let undecided = census
        .count(|task| task.is_new && task.is_active && task.failure.is_none() && !task.is_healthy);
    let replaced = active_new.saturating_sub(situation.desired_count + undecided);
    let room_is_coming = census
        .tasks
        .iter()
        .any(|task| !task.is_active && task.is_capped);
    let making_room = u32::from(need > 0 && room == 0 && replaced == 0 && !room_is_coming);
    let unhealthy: Set<(u64, TaskId)> = census
        .tasks
        .iter()
        .filter(|task| task.is_new && task.failure.is_some())
        .map(|task| (task.lot, task.task))
        .collect();
    let stop_count = replaced.max(making_room) as usize;
    plan.stop_unhealthy
        .extend(unhealthy.iter().take(stop_count).map(|(_, task)| *task));

    let surplus = sound.saturating_sub(situation.desired_count);
    let is_sound = |task: &Standing| task.is_new && task.is_active && task.failure.is_none();
    let candidates = |task: &&Standing| is_sound(task) && !task.is_protected;
    let stop = choose_to_stop(census, candidates, surplus);
    let unmet = surplus as usize - stop.len();
    let stop = unless_healthy_are_few(situation, plan, stop);
    plan.stop.extend(stop);
    plan.held
        .extend(protection::held(census, is_sound, unmet as u32));
}

/// Those of a choice that can go now: a healthy task goes only while others keep the lower bound. Rule:
/// `ScaleInKeepsHealthy`.
fn unless_healthy_are_few(
    situation: &Situation<'_>,
    plan: &Plan,
    chosen: Vec<TaskId>,
) -> Vec<TaskId> {
    let census = situation.census;
    let tasks = census.tasks.iter().filter(|task| task.is_healthy);
    let mut healthy: Set<TaskId> = tasks.map(|task| task.task).collect();
    for leaving in &plan.stop {
        healthy.remove(leaving);
    }
    let mut spare = healthy
        .len()
        .saturating_sub(situation.bounds.lower as usize);
    chosen
        .into_iter()
        .filter(|task| {
            let is_healthy = healthy.contains(task);
            let goes = !is_healthy || spare > 0;
            spare -= usize::from(goes && is_healthy);
            goes
        })
        .collect()
}
