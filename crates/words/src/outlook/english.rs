//! The headline in English.

use sim::{Activity, Failing, Loss, TaskId, TaskStatus, Time, Wait};

use super::opening::english as opening;
use super::opening::english::counted;
use super::{Facts, stages};
use crate::{Language, stage};

pub(super) fn title(facts: &Facts<'_>) -> String {
    let name = &facts.service.name;
    match facts.activity() {
        Activity::Idle => format!("{name} wants no tasks"),
        Activity::Steady if facts.rolled_back().is_some() => {
            format!("{name} was rolled back to {}", facts.primary())
        }
        Activity::Steady | Activity::Starting(_) => facts.opening_title().unwrap_or_default(),
        Activity::Replacing { from, to } if from == to => format!("Redeploying {to}"),
        Activity::Replacing { from, to } => format!("Replacing {from} with {to}"),
        Activity::RollingBack { from, to, .. } if from == to => format!("Rolling back to {to}"),
        Activity::RollingBack { from, to, .. } => format!("Rolling back from {from} to {to}"),
        Activity::Failed(definition, _) => format!("The deployment of {definition} failed"),
        Activity::ScalingOut => format!("Scaling {name} out to {}", tasks(facts)),
        Activity::ScalingIn => format!("Scaling {name} in to {}", tasks(facts)),
        Activity::MovingOff(_) => format!("Moving {name} off a draining instance"),
        Activity::Recovering(loss) => {
            let what = match loss {
                Some(Loss::Unhealthy(_) | Loss::Replaced(_)) => "unhealthy ",
                Some(Loss::Ended(_)) => "failed ",
                Some(Loss::Uprooted(_)) => "lost ",
                Some(Loss::Stopped(_)) => "stopped ",
                None => "",
            };
            match (facts.missing_count(), what) {
                (0 | 1, "unhealthy ") => format!("Replacing an {what}task of {name}"),
                (0 | 1, _) => format!("Replacing a {what}task of {name}"),
                _ => format!("Replacing {what}tasks of {name}"),
            }
        }
        Activity::WithoutTaskSet => format!("{name} has no task set"),
        Activity::Deleting => format!("Deleting {name}"),
        Activity::Gone => format!("{name} is deleted"),
    }
}

pub(super) fn sentence(facts: &Facts<'_>) -> String {
    let progress = progress(facts) + &frozen(facts);
    match facts.wait() {
        Some(wait) if facts.is_up_to_a_person() => format!("{} {progress}", waiting(facts, wait)),
        Some(wait) => format!("{progress} {}", waiting(facts, wait)),
        None => progress,
    }
}

/// What is not known while agents are silent.
fn frozen(facts: &Facts<'_>) -> String {
    match facts.outlook.cut_off_count {
        0 => String::new(),
        1 => String::from(" The agent of 1 task is silent, so its status is frozen."),
        count => format!(" The agents of {count} tasks are silent, so their status is frozen."),
    }
}

fn tasks(facts: &Facts<'_>) -> String {
    counted(facts.outlook.desired_count as usize)
}

fn progress(facts: &Facts<'_>) -> String {
    let outlook = facts.outlook;
    let desired = outlook.desired_count;
    let leaving = outlook.leaving_count;
    match facts.activity() {
        Activity::Idle if facts.service.has_task_sets() => {
            String::from("Its task sets want no tasks, so there is nothing to wait for.")
        }
        Activity::WithoutTaskSet => String::from("Nothing runs until a task set says what to run."),
        Activity::Idle => {
            String::from("desiredCount is 0, so nothing runs and there is nothing to wait for.")
        }
        Activity::Steady => {
            let (before, healthy) = (returned(facts), opening::all_healthy(facts));
            format!("{before}{healthy} {}", doubt(facts))
        }
        Activity::Starting(_) => facts.opening_progress().unwrap_or_default(),
        Activity::ScalingOut => {
            format!("{} of {} healthy.", outlook.healthy_count, tasks(facts))
        }
        Activity::Recovering(loss) => {
            let healthy = format!("{} of {} healthy", outlook.healthy_count, tasks(facts));
            match loss.filter(|loss| !is_waited_for(facts, *loss)) {
                Some(loss) => format!("{healthy}: {}.", lost(facts, loss)),
                None => format!("{healthy}."),
            }
        }
        Activity::RollingBack { from, failing, .. } => {
            let reason = failure(facts, *failing);
            let new = outlook.new_healthy_count;
            format!(
                "{from} failed: {reason}. {new} of {} healthy.",
                tasks(facts)
            )
        }
        Activity::Failed(_, failing) => {
            let reason = failure(facts, *failing);
            let healthy = outlook.healthy_count;
            format!(
                "It starts nothing any more: {reason}. {healthy} of {} healthy.",
                tasks(facts)
            )
        }
        Activity::MovingOff(count) => format!(
            "{} of {} healthy elsewhere, {} still on an instance that drains.",
            outlook.new_healthy_count,
            tasks(facts),
            counted(*count as usize)
        ),
        Activity::Replacing { .. } => {
            let new = outlook.new_healthy_count;
            match desired {
                1 => format!("{new} of 1 new task healthy."),
                _ => format!("{new} of {desired} new tasks healthy."),
            }
        }
        Activity::ScalingIn | Activity::Deleting => match leaving {
            0 => format!("{} wanted.", tasks(facts)),
            1 => format!("{} wanted, 1 still leaving.", tasks(facts)),
            _ => format!("{} wanted, {leaving} still leaving.", tasks(facts)),
        },
        Activity::Gone => String::from("Its tasks have stopped and its targets are deregistered."),
    }
}

/// What a service has returned from, if it has; else nothing.
fn returned(facts: &Facts<'_>) -> String {
    facts
        .rolled_back()
        .map_or_else(String::new, |(from, failing)| {
            format!("{from} failed: {}. ", failure(facts, failing))
        })
}

/// Why a deployment failed.
fn failure(facts: &Facts<'_>, failing: Failing) -> String {
    match failing {
        Failing::CircuitBreaker => {
            let (count, threshold) = facts.breaker();
            format!("its circuit breaker tripped ({count} of {threshold} failures)")
        }
        Failing::Alarm => String::from("an alarm was in ALARM"),
        Failing::Stopped => String::from("a person stopped it"),
        Failing::Hook => String::from("a lifecycle hook failed"),
        Failing::Network => String::from("a listener rule does not lead to both target groups"),
        Failing::TimedOut => String::from("a stage took too long"),
    }
}

/// Of a service that is steady: which task is about to be unhealthy.
fn doubt(facts: &Facts<'_>) -> String {
    match facts.outlook.doubt {
        Some(doubt) => format!(
            "{} fails its health checks ({} of {} in a row): at {} it is unhealthy and is replaced.",
            facts.short(doubt.task),
            doubt.failed,
            doubt.needed,
            doubt.needed
        ),
        None => String::from(opening::NOTHING_TO_WAIT_FOR),
    }
}

/// Whether the sentence about what is waited for tells of this task.
fn is_waited_for(facts: &Facts<'_>, loss: Loss) -> bool {
    matches!((facts.wait(), loss), (Some(Wait::Unhealthy { task, .. }), Loss::Unhealthy(lost)) if task == lost)
}

/// What has become of a task that is replaced.
fn lost(facts: &Facts<'_>, loss: Loss) -> String {
    match loss {
        Loss::Unhealthy(task) => format!("{} fails its health checks", facts.short(task)),
        Loss::Replaced(task) => format!("{} failed its health checks", facts.short(task)),
        Loss::Ended(task) => {
            let id = facts.short(task);
            match (facts.outcome(task), facts.exit_code(task)) {
                (Some(outcome), _) => format!("{id} ended ({outcome})"),
                (None, Some(code)) => format!("{id} ended with exit code {code}"),
                (None, None) => format!("{id} ended"),
            }
        }
        Loss::Uprooted(task) => {
            let id = facts.short(task);
            match facts.outcome(task) {
                Some(outcome) => format!("{id} was lost ({outcome})"),
                None => format!("{id} was lost"),
            }
        }
        Loss::Stopped(task) => format!("{} was stopped by StopTask", facts.short(task)),
    }
}

fn waiting(facts: &Facts<'_>, wait: Wait) -> String {
    match wait {
        Wait::Capacity(shortfall) => {
            let (cpu_units, memory_mib) = facts.needs();
            let lack = stage::shortfall(Language::English, shortfall, cpu_units, memory_mib);
            format!("Waiting for room: {}.", lower_first(&lack))
        }
        Wait::Stuck => {
            let bounds = facts.service.bounds();
            format!(
                "Stuck until minimumHealthyPercent or maximumPercent changes: at least {} must stay healthy, at most {} may run.",
                bounds.lower, bounds.upper
            )
        }
        Wait::Protection { task, until } => format!(
            "{} is protected from scale-in until {}.",
            facts.short(task),
            facts.clock(until)
        ),
        Wait::Throttle(until) => format!(
            "Starting failed again and again, so the next try waits until {} ({} s).",
            facts.clock(until),
            facts.seconds_until(until)
        ),
        Wait::Unhealthy { task, graced_until } => {
            let id = facts.short(task);
            match graced_until {
                Some(until) => format!(
                    "{id} fails its health checks, which counts once its grace period ends: {} s left.",
                    facts.seconds_until(until)
                ),
                None => format!("{id} fails its health checks and is to be replaced."),
            }
        }
        Wait::FortySeconds { task, until } => {
            let (id, left) = (facts.short(task), facts.seconds_until(until));
            format!("Waiting until {id} has been RUNNING for 40 s: {left} s left.")
        }
        Wait::ContainerHealth(task) => {
            let id = facts.short(task);
            format!("Waiting for the container health check of {id}.")
        }
        Wait::Draining {
            task,
            until,
            blocks_start,
        } => leaving(facts, task, Some(until), blocks_start),
        Wait::Stopping { task, blocks_start } => leaving(facts, task, None, blocks_start),
        Wait::Agent { task } => format!(
            "Waiting for the agent on {} to connect again.",
            facts.instance(task)
        ),
        Wait::Stage(stage, wait) => stages::english(facts, stage, wait),
        Wait::Startup { .. } | Wait::TargetHealth(_) | Wait::NextPass(_) => {
            facts.opening_wait(wait).unwrap_or_default()
        }
    }
}

/// What is said of a task that leaves: it drains until an instant, or its processes end.
fn leaving(facts: &Facts<'_>, task: TaskId, until: Option<Time>, blocks_start: bool) -> String {
    if facts.is_full_of_rising(task, blocks_start) {
        return format!(
            "Waiting for new tasks to become healthy, since no more than {} may run.",
            facts.upper()
        );
    }
    let holding = holding(facts, facts.is_in_the_way(task, blocks_start));
    match until {
        Some(until) => {
            let (id, left) = (facts.short(task), facts.seconds_until(until));
            format!("{holding} until {id} has drained: {left} s left.")
        }
        None => format!("{holding} until {}", ending(facts, task)),
    }
}

fn holding(facts: &Facts<'_>, at_maximum: bool) -> String {
    if at_maximum {
        format!("Waiting at the {}-task maximum", facts.upper())
    } else {
        String::from("Waiting")
    }
}

fn ending(facts: &Facts<'_>, task: TaskId) -> String {
    let id = facts.short(task);
    let status = facts.task(task).map(|task| task.last_status);
    match (facts.killed_at(task), status) {
        (Some(at), _) => format!(
            "{id} ends after SIGTERM: SIGKILL in {} s at the latest.",
            facts.seconds_until(at)
        ),
        (None, Some(TaskStatus::Deprovisioning)) => {
            format!("the network interface of {id} is gone.")
        }
        (None, _) => format!("{id} is STOPPED."),
    }
}

fn lower_first(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| {
        // English begins with ASCII: the tables of all other alphabets stay out of the first load of the page.
        core::iter::once(first.to_ascii_lowercase())
            .chain(characters)
            .collect()
    })
}
