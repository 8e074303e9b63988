//! What a task set has beyond a deployment.

use sim::{Deployment, Service, StabilityStatus, TaskSet};
use words::panel::TaskSetText;
use yew::prelude::*;

use super::{PanelProps, fact};
use crate::panel::chip::state_chip;

/// Its scale and counts, whether it is stable and since when, and whose it is.
pub(super) fn task_set(
    props: &PanelProps,
    service: &Service,
    deployment: &Deployment,
    set: &TaskSet,
) -> Html {
    let readout = &props.readout;
    let counts = readout.world.task_set_counts(service, deployment.id);
    let scale = format!("{}.{}%", set.scale_tenths / 10, set.scale_tenths % 10);
    let clock = words::clock(
        readout.language,
        readout.world.start(),
        readout.now,
        set.stability_status_at,
    );
    let since = TaskSetText::Since { clock }.say(readout.language);
    let is_steady = set.stability_status == StabilityStatus::SteadyState;
    html! {
        <dl class="panel-facts">
            { fact("scale", html! { scale }) }
            { fact("computedDesiredCount", html! { counts.computed_desired }) }
            { fact("runningCount", html! { counts.running }) }
            { fact("pendingCount", html! { counts.pending }) }
            { fact("stabilityStatus", html! {
                <>
                    { state_chip(set.stability_status.name(), !is_steady) }
                    { " " }
                    <span class="panel-hint">{ since }</span>
                </>
            }) }
            if let Some(external_id) = &set.external_id {
                { fact("externalId", html! { <code>{ external_id }</code> }) }
            }
            if let Some(started_by) = &set.started_by {
                { fact("startedBy", html! { <code>{ started_by }</code> }) }
            }
        </dl>
    }
}
