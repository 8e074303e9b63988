//! The coloured dot of a service event: the revision that it is about, or a failure.

use scene::Hue;
use sim::{ServiceMessage, TaskId};
use yew::prelude::*;

use crate::panel::PanelProps;
use crate::panel::chip::hue_class;

/// The dot; a neutral one where AWS does not say which revision is meant.
pub(super) fn dot(props: &PanelProps, message: &ServiceMessage) -> Html {
    let class = match message {
        ServiceMessage::Unhealthy { .. }
        | ServiceMessage::FailedContainerHealthChecks(_)
        | ServiceMessage::FailedToRegister(..)
        | ServiceMessage::TargetGroupNotFound { .. } => Some("failed"),
        _ => hue(props, message).map(hue_class),
    };
    html! { <i class={classes!("panel-dot", class)} aria-hidden="true" /> }
}

fn hue(props: &PanelProps, message: &ServiceMessage) -> Option<Hue> {
    let readout = &props.readout;
    let of_task = |id: &TaskId| {
        let task = readout.world.task(*id)?;
        Some(scene::hue_of(&readout.world, readout.focus, task))
    };
    match message {
        ServiceMessage::Started(tasks)
        | ServiceMessage::ReplacedUnhealthy(tasks)
        | ServiceMessage::StoppedRunning(tasks) => tasks.iter().find_map(of_task),
        ServiceMessage::DeploymentCompleted(id) => {
            let service = readout.service()?;
            let deployment = service.deployment(*id)?;
            Some(scene::revision_hue(service, deployment.definition.revision))
        }
        _ => None,
    }
}
