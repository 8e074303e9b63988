//! Actions as lines of text: a word, then values between blanks, `-` for an absent one; what may hold blanks is last.

use std::fmt::Display;
use std::str::{FromStr, Split};

use document::{read_task_definition, write_task_definition};
use sim::{Command, Duration, TargetHealthCheck, UpdateService, World};

use crate::action::Action;

/// Whether it changes the world, and so what follows.
pub(super) const fn acts(action: &Action) -> bool {
    matches!(
        action,
        Action::Submit(_) | Action::Deploy(_) | Action::Undo | Action::Redo
    )
}

/// The line of an action; none for one that is not recorded.
pub(super) fn write(action: &Action) -> Option<String> {
    match action {
        Action::Undo => Some(String::from("undo")),
        Action::Redo => Some(String::from("redo")),
        Action::Deploy(definition) => Some(format!("deploy {}", write_task_definition(definition))),
        Action::Submit(command) => write_command(command),
        _ => None,
    }
}

fn write_command(command: &Command) -> Option<String> {
    match command {
        Command::SetTraffic {
            load_balancer,
            requests_per_second,
        } => Some(format!("traffic {load_balancer} {requests_per_second}")),
        Command::TerminateInstance { instance } => Some(format!("terminate {instance}")),
        Command::KillContainer {
            task,
            container,
            exit_code,
        } => Some(format!("kill {task} {container} {exit_code}")),
        Command::StopTask { task, reason } => Some(format!("stop {task} {}", or_dash(reason))),
        Command::UpdateService(update) => write_update(update),
        Command::ModifyTargetGroup {
            target_group,
            health_check,
            deregistration_delay,
        } => {
            let delay = or_dash(&deregistration_delay.map(Duration::as_millis));
            let check = health_check.as_ref().map(write_check);
            Some(format!("group {target_group} {delay} {}", or_dash(&check)))
        }
        _ => None,
    }
}

fn write_update(update: &UpdateService) -> Option<String> {
    if update.load_balancers.is_some() || update.subnet_zones.is_some() {
        return None;
    }
    Some(format!(
        "update {} {} {} {} {} {} {}",
        update.service,
        or_dash(&update.desired_count),
        or_dash(&update.task_definition),
        or_dash(&update.minimum_healthy_percent),
        or_dash(&update.maximum_percent),
        or_dash(&update.health_check_grace_period.map(Duration::as_millis)),
        update.force_new_deployment,
    ))
}

fn write_check(check: &TargetHealthCheck) -> String {
    format!(
        "{} {} {} {} {} {} {}",
        check.interval.as_millis(),
        check.timeout.as_millis(),
        check.healthy_threshold,
        check.unhealthy_threshold,
        check.matcher.0,
        check.matcher.1,
        check.path,
    )
}

/// The action of a line, in the world in which it acts.
pub(super) fn read(line: &str, world: &World) -> Option<Action> {
    let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
    match word {
        "undo" => Some(Action::Undo),
        "redo" => Some(Action::Redo),
        "deploy" => {
            let definition = read_task_definition(rest).definition?;
            Some(Action::Deploy(Box::new(definition)))
        }
        _ => read_command(word, &mut rest.split(' '), world).map(Action::Submit),
    }
}

fn read_command(word: &str, values: &mut Split<'_, char>, world: &World) -> Option<Command> {
    let id = values.next()?;
    let named = |other: &dyn Display| other.to_string() == id;
    Some(match word {
        "traffic" => Command::SetTraffic {
            load_balancer: world.load_balancers().find(|other| named(&other.id))?.id,
            requests_per_second: value(values)?,
        },
        "terminate" => Command::TerminateInstance {
            instance: world.instances().find(|other| named(&other.id))?.id,
        },
        "kill" => Command::KillContainer {
            task: world.tasks().find(|other| named(&other.id))?.id,
            container: value(values)?,
            exit_code: value(values)?,
        },
        "stop" => Command::StopTask {
            task: world.tasks().find(|other| named(&other.id))?.id,
            reason: rest(values).filter(|reason| reason != "-"),
        },
        "update" => Command::UpdateService(Box::new(UpdateService {
            desired_count: value(values),
            task_definition: value(values),
            minimum_healthy_percent: value(values),
            maximum_percent: value(values),
            health_check_grace_period: value(values).map(Duration::from_millis),
            force_new_deployment: value(values)?,
            ..UpdateService::of(world.services().find(|other| named(&other.id))?.id)
        })),
        "group" => Command::ModifyTargetGroup {
            target_group: world.target_groups().find(|other| named(&other.id))?.id,
            deregistration_delay: value(values).map(Duration::from_millis),
            health_check: read_check(values),
        },
        _ => return None,
    })
}

fn read_check(values: &mut Split<'_, char>) -> Option<TargetHealthCheck> {
    Some(TargetHealthCheck {
        interval: Duration::from_millis(value(values)?),
        timeout: Duration::from_millis(value(values)?),
        healthy_threshold: value(values)?,
        unhealthy_threshold: value(values)?,
        matcher: (value(values)?, value(values)?),
        path: rest(values)?,
    })
}

/// The next value; none where it is absent.
fn value<T: FromStr>(values: &mut Split<'_, char>) -> Option<T> {
    values.next().filter(|text| *text != "-")?.parse().ok()
}

/// All that is left, blanks included.
fn rest(values: &mut Split<'_, char>) -> Option<String> {
    let words: Vec<&str> = values.collect();
    (!words.is_empty()).then(|| words.join(" "))
}

fn or_dash<T: Display>(value: &Option<T>) -> String {
    value
        .as_ref()
        .map_or_else(|| String::from("-"), T::to_string)
}
