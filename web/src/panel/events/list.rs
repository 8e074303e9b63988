//! The lines of the service events, made anew only when the service has said something.

use sim::ServiceEvent;
use yew::prelude::*;

use super::dot::dot;
use super::text::text;
use crate::panel::PanelProps;

/// What the lines need.
#[derive(Clone)]
pub(super) struct Lines {
    /// What happens.
    pub(super) panel: PanelProps,
    /// At most so many lines.
    pub(super) shown_max: usize,
}

impl PartialEq for Lines {
    fn eq(&self, other: &Self) -> bool {
        self.shown_max == other.shown_max
            && self.panel.act == other.panel.act
            && (self.panel.readout == other.panel.readout || self.said() == other.said())
    }
}

impl Lines {
    /// What tells one list from another: its length, its newest event, and the revisions, which have the hues.
    fn said(&self) -> Option<(usize, Option<&ServiceEvent>, Vec<u32>)> {
        let service = self.panel.readout.service()?;
        let revisions = service.deployments.iter();
        Some((
            service.events.len(),
            service.events.front(),
            revisions
                .map(|deployment| deployment.definition.revision)
                .collect(),
        ))
    }
}

/// The lines, newest first.
pub(super) fn lines(props: &Lines) -> Html {
    let panel = &props.panel;
    let Some(service) = panel.readout.service() else {
        return Html::default();
    };
    let lines = service
        .events
        .iter()
        .take(props.shown_max)
        .map(|event| line(panel, event));
    html! { <ol class="panel-event-list" lang="en">{ for lines }</ol> }
}

fn line(props: &PanelProps, event: &ServiceEvent) -> Html {
    let clock = scene::clock_text(props.readout.world.start(), event.created_at);
    html! {
        <li class="panel-event">
            <time>{ clock }</time>
            { dot(props, &event.message) }
            <span class="panel-event-text">{ text(props, event) }</span>
        </li>
    }
}
