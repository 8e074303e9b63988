//! The latest requests that failed: when, why, and where.

use scene::Target as Selection;
use sim::{FailureNote, LoadBalancer};
use words::panel::TrafficText;
use yew::prelude::*;

use super::causes_of_failure::cause_text;
use super::{PanelProps, link, section};
use crate::panel::meter::grouped;

/// Lines at the most.
const LINES_MAX: usize = 8;

/// Those of one load balancer; nothing while all is well.
pub(super) fn latest_failures(props: &PanelProps, balancer: &LoadBalancer) -> Html {
    let notes = &balancer.totals.latest_failures;
    if notes.is_empty() {
        return Html::default();
    }
    let lines = notes.iter().rev().take(LINES_MAX);
    let lines = lines.map(|note| line(props, note));
    section(
        TrafficText::Latest.say(props.readout.language),
        Html::default(),
        html! { <ul class="panel-list">{ for lines }</ul> },
    )
}

fn line(props: &PanelProps, note: &FailureNote) -> Html {
    let (world, language) = (&props.readout.world, props.readout.language);
    let clock = scene::clock_text(world.start(), note.at);
    let count = grouped(note.count);
    let target = note.target.and_then(|id| world.task(id));
    html! {
        <li class="panel-line">
            <time>{ clock }</time>
            <span>{ cause_text(note.cause, language) }</span>
            if let Some(task) = target {
                { link(props, Selection::Task(task.id), html! { <code>{ task.short_id() }</code> }) }
            }
            <span class="panel-line-end panel-number">{ TrafficText::LatestCount { count }.say(language) }</span>
        </li>
    }
}
