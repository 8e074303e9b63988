//! A beginning in English.

use sim::{Activity, TaskId, TaskStatus, Wait};

use super::super::Facts;

/// Of a service that is steady.
pub(in super::super) const NOTHING_TO_WAIT_FOR: &str = "There is nothing to wait for.";

pub(super) fn title(facts: &Facts<'_>) -> Option<String> {
    match facts.activity() {
        Activity::Steady if facts.rolled_back().is_none() => {
            Some(format!("{} is steady", facts.service.name))
        }
        Activity::Starting(definition) => Some(format!("Starting {definition}")),
        _ => None,
    }
}

pub(super) fn progress(facts: &Facts<'_>) -> Option<String> {
    let outlook = facts.outlook;
    match facts.activity() {
        Activity::Steady if facts.is_plainly_steady() => {
            Some(format!("{} {NOTHING_TO_WAIT_FOR}", all_healthy(facts)))
        }
        Activity::Starting(_) => Some(format!(
            "{} of {} healthy.",
            outlook.healthy_count,
            counted(outlook.desired_count as usize)
        )),
        _ => None,
    }
}

/// All tasks are healthy, and since when.
pub(in super::super) fn all_healthy(facts: &Facts<'_>) -> String {
    let since = facts.service.steady_since;
    let since = since.map_or_else(String::new, |since| {
        format!(" since {}", facts.clock(since))
    });
    match facts.outlook.desired_count {
        1 => format!("Its 1 task is healthy{since}."),
        desired => format!("All {desired} tasks are healthy{since}."),
    }
}

pub(super) fn waiting(facts: &Facts<'_>, wait: Wait) -> Option<String> {
    Some(match wait {
        Wait::Startup { task, status } => startup(facts, &facts.short(task), task, status),
        Wait::TargetHealth(task) => {
            let id = facts.short(task);
            match facts.checks(task) {
                Some((passed, needed)) => {
                    format!("Waiting for {id} to pass its health checks ({passed} of {needed}).")
                }
                None => format!("Waiting for {id} to become healthy."),
            }
        }
        Wait::NextPass(at) => {
            let when = format!("In {} s, at {},", facts.seconds_until(at), facts.clock(at));
            match facts.plan() {
                (0, 0) => format!("{when} the scheduler looks again."),
                (starts, 0) => format!("{when} the scheduler starts {}.", counted(starts as usize)),
                (0, stops) => format!("{when} the scheduler stops {}.", counted(stops)),
                (starts, stops) => format!(
                    "{when} the scheduler starts {} and stops {stops}.",
                    counted(starts as usize)
                ),
            }
        }
        _ => return None,
    })
}

pub(in super::super) fn counted(count: usize) -> String {
    match count {
        1 => String::from("1 task"),
        _ => format!("{count} tasks"),
    }
}

fn startup(facts: &Facts<'_>, id: &str, task: TaskId, status: TaskStatus) -> String {
    match status {
        TaskStatus::Provisioning => format!("Waiting for the network interface of {id}."),
        TaskStatus::Pending => {
            let pulls = facts
                .task(task)
                .is_some_and(|task| task.pull_stopped_at.is_none());
            if pulls {
                format!("Waiting for {id} to pull its image.")
            } else {
                format!("Waiting for the containers of {id} to start.")
            }
        }
        _ => match facts.target_group(task) {
            Some(group) => format!("Waiting until {id} is registered in {}.", group.name),
            None => format!("Waiting until {id} runs."),
        },
    }
}
