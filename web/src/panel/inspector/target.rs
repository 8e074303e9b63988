//! What the load balancer makes of a task.

use scene::Target as Selection;
use sim::{Target, TargetGroup, TargetState, Task, Time};
use words::Language;
use words::panel::InspectorText;
use yew::prelude::*;

use super::target_requests::target_requests;
use super::{PanelProps, link, section};
use crate::panel::chip::state_chip;
use crate::panel::span_text::seconds_left;

/// Its target in each target group; nothing for a service without any.
pub(super) fn target(props: &PanelProps, task: &Task) -> Html {
    let world = &props.readout.world;
    world
        .target_groups()
        .filter_map(|group| Some((group, group.targets.get(&task.id)?)))
        .map(|(group, target)| one(props, task, group, target))
        .collect()
}

fn one(props: &PanelProps, task: &Task, group: &TargetGroup, target: &Target) -> Html {
    let readout = &props.readout;
    let language = readout.language;
    let in_flight = match u32::try_from(group.in_flight.at(task.id)).unwrap_or(u32::MAX) {
        0 => None,
        1 => Some(InspectorText::OneInFlight),
        count => Some(InspectorText::InFlight { count }),
    };
    let content = html! {
        <>
            <div class="panel-line">
                <code>{ address(task, target) }</code>
                <span class="panel-line-end">{ state_chip(target.state.name(), false) }</span>
            </div>
            if let Some(code) = target.state.reason_code() {
                <div class="panel-line"><code class="panel-hint">{ code }</code></div>
            }
            { checks(group, task, target, readout.now, language) }
            if let Some(in_flight) = in_flight {
                <p class="panel-hint">{ in_flight.say(language) }</p>
            }
            { grace(props, task) }
            { target_requests(props, group, task.id) }
        </>
    };
    let aside = link(
        props,
        Selection::TargetGroup(group.id),
        html! { <code>{ &group.name }</code> },
    );
    section(InspectorText::Target.say(language), aside, content)
}

/// The address that the load balancer sends to.
pub(super) fn address(task: &Task, target: &Target) -> String {
    match (task.private_address(), task.instance) {
        (Some([a, b, c, d]), _) => format!("{a}.{b}.{c}.{d}:{}", target.port),
        (None, Some(instance)) => {
            let mut id = instance.ec2().to_string();
            id.truncate(6);
            format!("{id}…:{}", target.port)
        }
        (None, None) => format!(":{}", target.port),
    }
}

/// The checks that it has passed as boxes, and when the next one is.
fn checks(
    group: &TargetGroup,
    task: &Task,
    target: &Target,
    now: Time,
    language: Language,
) -> Html {
    if let TargetState::Draining { until, .. } = target.state {
        let seconds = seconds_left(until.since(now));
        return html! { <p class="panel-hint">{ InspectorText::DrainingFor { seconds }.say(language) }</p> };
    }
    let next = group
        .next_probe_at(task.id, now)
        .map(|at| InspectorText::NextProbe {
            seconds: seconds_left(at.since(now)),
        });
    let passed = group.checks_passed(task.id, now);
    let failed = target.state.failure().is_some();
    html! {
        <div class="panel-line">
            if let Some((passed, needed)) = passed {
                { boxes(passed.min(needed), needed, failed, &InspectorText::Passed { passed, needed }.say(language)) }
            }
            if let Some(next) = next { <span class="panel-line-end panel-hint">{ next.say(language) }</span> }
        </div>
    }
}

fn boxes(passed: u32, needed: u32, failed: bool, label: &str) -> Html {
    let one = |index: u32| {
        let x = index * 22;
        let is_passed = index < passed;
        let is_failed = failed && index == passed;
        let class = if is_passed {
            "passed"
        } else if is_failed {
            "failed"
        } else {
            "open"
        };
        let mark = match class {
            "passed" => Some(format!("M{} 7l3 3l5 -6", x + 5)),
            "failed" => Some(format!("M{} 4l6 6m0 -6l-6 6", x + 6)),
            _ => None,
        };
        html! {
            <g {class}>
                <rect x={x.to_string()} width="18" height="14" rx="3" />
                if let Some(d) = mark { <path {d} /> }
            </g>
        }
    };
    let width = (needed * 22).to_string();
    html! {
        <svg class="panel-checks" {width} height="14" role="img" aria-label={label.to_owned()}>
            { for (0..needed).map(one) }
        </svg>
    }
}

/// How long failed checks have no consequence, while they have none.
fn grace(props: &PanelProps, task: &Task) -> Html {
    let readout = &props.readout;
    let until = task
        .service()
        .and_then(|service| readout.world.service(service))
        .and_then(|service| readout.world.graced_until(service, task))
        .filter(|until| *until > readout.now && task.is_active());
    let Some(until) = until else {
        return Html::default();
    };
    let seconds = seconds_left(until.since(readout.now));
    html! { <p class="panel-hint">{ InspectorText::Graced { seconds }.say(readout.language) }</p> }
}
