//! A service event's text, whole for whoever copies it, short for whoever reads it.

use scene::Target;
use sim::World;
use yew::prelude::*;

use crate::panel::PanelProps;
use crate::panel::inspector::link;

/// Characters of a long id that are shown.
const ID_LENGTH: usize = 4;

/// AWS's text with its prefix strong, its ids short and tasks to click on.
pub(super) fn text(props: &PanelProps, text: &str) -> Html {
    let Some((prefix, rest)) = text.split_once(") ") else {
        return html! { text };
    };
    let mut parts = vec![html! { <b>{ format!("{prefix})") }</b> }, html! { " " }];
    let mut rest = rest;
    while let Some((before, name, id, after)) = next_reference(rest) {
        parts.push(html! { format!("{before}({name} ") });
        parts.push(reference(props, name, id));
        parts.push(html! { ")" });
        rest = after;
    }
    parts.push(html! { rest });
    parts.into_iter().collect()
}

/// The next `(name id)` whose id is long: what is before it, its name, its id, and what is behind it.
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

fn reference(props: &PanelProps, name: &str, id: &str) -> Html {
    match target(&props.readout.world, name, id) {
        Some(target) => link(
            props,
            target,
            html! { <span title={id.to_owned()}>{ shortened(name, id) }</span> },
        ),
        None => html! { <span title={id.to_owned()}>{ shortened(name, id) }</span> },
    }
}

/// What the id stands for, if it still exists.
fn target(world: &World, name: &str, id: &str) -> Option<Target> {
    match name {
        "task" => world
            .tasks()
            .find(|task| task.id.to_string() == id)
            .map(|task| Target::Task(task.id)),
        "target-group" => world
            .target_groups()
            .find(|group| world.target_group_arn(group.id) == id)
            .map(|group| Target::TargetGroup(group.id)),
        _ => world
            .instances()
            .find(|instance| instance.id.to_string() == id || instance.id.ec2().to_string() == id)
            .map(|instance| Target::Instance(instance.id)),
    }
}

/// The parts that are not shown stay in the text, for the clipboard.
fn shortened(name: &str, id: &str) -> Html {
    let (before, shown, after) = match name {
        "target-group" => arn_parts(id),
        "instance" => (
            "",
            id.get(..ID_LENGTH + 2).unwrap_or(id),
            id.get(ID_LENGTH + 2..).unwrap_or(""),
        ),
        _ => (
            "",
            id.get(..ID_LENGTH).unwrap_or(id),
            id.get(ID_LENGTH..).unwrap_or(""),
        ),
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
