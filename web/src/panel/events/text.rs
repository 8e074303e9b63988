//! A service event's text, whole for whoever copies it, short for whoever reads it.

use scene::Target;
use sim::{ServiceEvent, ServiceMessage};
use yew::prelude::*;

use crate::panel::PanelProps;
use crate::panel::inspector::link;

/// Characters of a long id that are shown.
const ID_LENGTH: usize = 4;

/// AWS's text with its prefix strong, its ids short, and links to what they name.
pub(super) fn text(props: &PanelProps, event: &ServiceEvent) -> Html {
    let Some((prefix, mut rest)) = event.text.split_once(") ") else {
        return html! { &event.text };
    };
    let mut parts = vec![html! { <b>{ format!("{prefix})") }</b> }, html! { " " }];
    let mut targets = targets(&event.message).into_iter();
    while let Some((before, name, id, after)) = next_reference(rest) {
        let shown = shortened(name, id);
        let shown = match targets.next() {
            Some(target) => link(
                props,
                target,
                html! { <span title={id.to_owned()}>{ shown }</span> },
            ),
            None => html! { <span title={id.to_owned()}>{ shown }</span> },
        };
        parts.push(html! { before });
        parts.push(html! {
            <span class="panel-reference">{ format!("({name} ") }{ shown }{ ")" }</span>
        });
        rest = after;
    }
    parts.push(html! { rest });
    parts.into_iter().collect()
}

/// What a message names, in the order of its text.
fn targets(message: &ServiceMessage) -> Vec<Target> {
    match message {
        ServiceMessage::Started(tasks)
        | ServiceMessage::ReplacedUnhealthy(tasks)
        | ServiceMessage::StoppedRunning(tasks) => {
            tasks.iter().copied().map(Target::Task).collect()
        }
        ServiceMessage::FailedContainerHealthChecks(task) => vec![Target::Task(*task)],
        ServiceMessage::TargetGroupNotFound { task, .. } => vec![Target::Task(*task)],
        ServiceMessage::Registered(group, _) | ServiceMessage::Deregistered(group, _) => {
            vec![Target::TargetGroup(*group)]
        }
        ServiceMessage::Unhealthy {
            task,
            instance,
            target_group,
            ..
        } => [Target::Task(*task)]
            .into_iter()
            .chain(instance.map(Target::Instance))
            .chain([Target::TargetGroup(*target_group)])
            .collect(),
        ServiceMessage::Unplaceable(shortfall) => {
            let closest = shortfall.closest().map(Target::Instance);
            closest.into_iter().collect()
        }
        _ => Vec::new(),
    }
}

/// The next `(name id)` of something that can be selected: what is before it, its name, its id, what is behind it.
fn next_reference(text: &str) -> Option<(&str, &str, &str, &str)> {
    let mut from = 0;
    loop {
        let open = from + text[from..].find('(')?;
        let close = open + text[open..].find(')')?;
        let inside = &text[open + 1..close];
        if let Some((name, id)) = inside.split_once(' ')
            && matches!(
                name,
                "task" | "target-group" | "instance" | "container-instance"
            )
        {
            return Some((&text[..open], name, id, &text[close + 1..]));
        }
        from = open + 1;
    }
}

/// The parts that are not shown stay in the text, for the clipboard.
fn shortened(name: &str, id: &str) -> Html {
    let cut = |length: usize| id.split_at_checked(length).unwrap_or((id, ""));
    let (before, shown, after) = match name {
        "target-group" => arn_parts(id),
        "instance" => ("", cut(ID_LENGTH + 2).0, cut(ID_LENGTH + 2).1),
        _ => ("", cut(ID_LENGTH).0, cut(ID_LENGTH).1),
    };
    let is_cut = name != "target-group" && !after.is_empty();
    html! {
        <>
            <span class="panel-unseen">{ before }</span>{ shown }
            <span class={classes!("panel-unseen", is_cut.then_some("cut"))}>{ after }</span>
        </>
    }
}

/// `…:targetgroup/` `web-tg` `/0123456789abcdef`.
fn arn_parts(arn: &str) -> (&str, &str, &str) {
    let start = arn.find('/').map_or(0, |slash| slash + 1);
    let end = arn
        .rfind('/')
        .filter(|slash| *slash > start)
        .unwrap_or(arn.len());
    (&arn[..start], &arn[start..end], &arn[end..])
}
