//! What happened: deployments in ink, failures in red.

use sim::{
    ContainerStatus, DeploymentId, Event, EventKind, EventSequence, Outcome, RolloutState, Rule,
    ServiceMessage, Signal, TargetState, TaskId, Time, is_bad_exit,
};
use words::stage as say;

use super::Part;
use crate::brush::{Brush, line, sans, solid};
use crate::frame::Align;
use crate::geometry::Point;
use crate::theme::Color;

/// Marks at the most; the latest are kept.
const MARKS_MAX: usize = 60;
/// Two marks of one kind closer than this are one.
const APART: f32 = 5.0;

/// One thing that happened.
struct Mark {
    at: Time,
    text: String,
    is_bad: bool,
    /// A deployment that returns to what worked.
    returns: bool,
}

pub(super) fn draw(part: &Part<'_>, brush: &mut Brush) {
    let mut marks: Vec<Mark> = part
        .timeline
        .events_since(EventSequence(0))
        .iter()
        .rev()
        .take_while(|event| event.at >= part.window.from())
        .filter_map(|event| mark(part, event))
        .take(MARKS_MAX)
        .collect();
    marks.reverse();
    // What failed and what follows from it is one mark.
    marks.dedup_by(|next, before| {
        let is_one = next.returns && before.is_bad && next.at == before.at;
        if is_one {
            before.text = format!("{} · {}", next.text, before.text);
        }
        is_one
    });
    let mut free_from = f32::MIN;
    let mut last: Option<(f32, bool)> = None;
    for mark in &marks {
        let x = part.window.x_of(mark.at);
        if last.is_some_and(|(at, is_bad)| x - at < APART && is_bad == mark.is_bad) {
            continue;
        }
        last = Some((x, mark.is_bad));
        draw_mark(part, brush, mark, x, &mut free_from);
    }
}

fn draw_mark(part: &Part<'_>, brush: &mut Brush, mark: &Mark, x: f32, free_from: &mut f32) {
    let color = if mark.is_bad { Color::Bad } else { Color::Ink };
    let Some(base) = part.requests else {
        let points = vec![
            Point::new(x, part.bands.y),
            Point::new(x, part.bands.bottom()),
        ];
        brush.faded(0.5, |brush| brush.line(points, line(color, 1.0)));
        return;
    };
    let foot = base + 8.5;
    let points = vec![Point::new(x, 19.0), Point::new(x, foot)];
    brush.faded(0.3, |brush| brush.line(points, line(Color::Ink, 1.0)));
    brush.circle(Point::new(x, foot), 3.2, solid(color), None);
    let style = sans(11.0, color).bold();
    let width = style.width(&mark.text);
    let right = part.window.right() + 20.0;
    let left = x.min(right - width).max(part.window.left);
    if left < *free_from {
        return;
    }
    let playhead = part.window.x_of(part.now);
    // The head of the playhead would cover it.
    let covered = left < playhead + 8.0 && left + width > playhead - 8.0;
    let left = if covered {
        playhead - 10.0 - width
    } else {
        left
    };
    if left < *free_from || left < part.window.left {
        return;
    }
    let at = Point::new(left, 14.0);
    brush.text(mark.text.as_str(), at, style, Align::Start, width + 1.0);
    *free_from = left + width + 12.0;
}

fn mark(part: &Part<'_>, event: &Event) -> Option<Mark> {
    let bad = |text: String| {
        Some(Mark {
            at: event.at,
            text,
            is_bad: true,
            returns: false,
        })
    };
    match &event.kind {
        EventKind::DeploymentChanged {
            service,
            deployment,
            rollout_state: RolloutState::InProgress,
        } if *service == part.service => {
            let returns = event.rules.contains(Rule::RollbackToCompleted);
            let revision = revision(part, *deployment, event.at)?;
            let text = if returns {
                say::rollback(part.language, &revision)
            } else {
                say::deploy(part.language, &revision)
            };
            Some(Mark {
                at: event.at,
                text,
                is_bad: false,
                returns,
            })
        }
        EventKind::ServiceSaid {
            service,
            message: ServiceMessage::DeploymentFailed(_, failing),
        } if *service == part.service => bad(String::from(say::failing(part.language, *failing))),
        EventKind::SignalSent {
            task,
            signal: Signal::Sigkill,
            ..
        } => bad(format!("{} SIGKILL", own(part, *task)?)),
        EventKind::OutOfMemory { task, .. } => {
            let text = say::outcome(part.language, Outcome::OutOfMemory);
            bad(format!("{} {text}", own(part, *task)?))
        }
        EventKind::ContainerRestarted { task, .. } => {
            let text = say::restarted(part.language);
            bad(format!("{} {text}", own(part, *task)?))
        }
        EventKind::ContainerStatusChanged {
            task,
            to: ContainerStatus::Stopped,
            exit_code: Some(code),
            ..
        } if is_bad_exit(*code) && *code != 137 => {
            let exit = say::exit(part.language, *code);
            bad(format!("{} {exit}", own(part, *task)?))
        }
        EventKind::TargetStateChanged {
            task,
            to: TargetState::Unhealthy(failure),
            ..
        } => {
            let failure = say::probe_failure(part.language, *failure);
            bad(format!("{} {failure}", own(part, *task)?))
        }
        EventKind::InstanceTerminated(instance) => {
            let mut id = instance.ec2().to_string();
            id.truncate(6);
            bad(say::instance_gone(part.language, &id))
        }
        EventKind::ServiceSaid {
            service,
            message: ServiceMessage::Unplaceable(_),
        } if *service == part.service => bad(String::from(say::no_room(part.language))),
        _ => None,
    }
}

/// The short id of a task of the service.
fn own(part: &Part<'_>, task: TaskId) -> Option<String> {
    let world = part.timeline.world();
    match world.task(task) {
        Some(task) if task.service() != Some(part.service) => None,
        Some(task) => Some(task.short_id()),
        None => {
            let mut id = task.to_string();
            id.truncate(TaskId::SHORT_LENGTH);
            Some(id)
        }
    }
}

/// What a deployment brought: known from the tasks that it had.
fn revision(part: &Part<'_>, deployment: DeploymentId, at: Time) -> Option<String> {
    let world = part.timeline.world();
    let service = world.service(part.service)?;
    let family = &service.leading_deployment()?.definition.definition.family;
    let present = service
        .deployment(deployment)
        .map(|deployment| deployment.definition.to_string());
    let past = || {
        let samples = part.timeline.samples(part.service);
        let first = samples.partition_point(|sample| sample.at < at);
        samples[first..]
            .iter()
            .flat_map(|sample| &sample.shares)
            .find(|share| share.deployment == deployment)
            .map(|share| format!("{family}:{}", share.revision))
    };
    present.or_else(past)
}
