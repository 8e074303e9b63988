//! Why a task stops, in AWS's words and in plain ones.

use sim::{StartError, StopReason, Task, TaskStatus};
use words::panel::{InspectorText, StopText};
use yew::prelude::*;

use super::{PanelProps, section};

/// `stopCode`, `stoppedReason` and what that means; nothing for a task that goes on.
pub(super) fn stop(props: &PanelProps, task: &Task) -> Html {
    let Some((code, reason)) = &task.stop else {
        return Html::default();
    };
    let language = props.readout.language;
    let title = if task.last_status == TaskStatus::Stopped {
        InspectorText::Stop
    } else {
        InspectorText::WhyStops
    };
    let content = html! {
        <>
            <p class="panel-quote" lang="en">{ reason.to_string() }</p>
            if let Some(meaning) = meaning(reason) {
                <p class="panel-hint">{ meaning.say(language) }</p>
            }
        </>
    };
    section(
        title.say(language),
        html! { <code>{ code.name() }</code> },
        content,
    )
}

const fn meaning(reason: &StopReason) -> Option<StopText> {
    Some(match reason {
        StopReason::StoppedByUser | StopReason::UserReason(_) => StopText::ByUser,
        StopReason::EssentialContainerExited => StopText::EssentialExited,
        StopReason::ScalingActivity(_) => StopText::Scaling,
        StopReason::ZoneRebalancing(_) => StopText::ZoneRebalancing,
        StopReason::FailedElbHealthChecks(_) => StopText::ElbChecks,
        StopReason::FailedContainerHealthChecks => StopText::ContainerChecks,
        StopReason::HostTerminated(_) => StopText::HostTerminated,
        StopReason::SpotInterrupted => StopText::SpotInterrupted,
        StopReason::FargateHostLost(_) => StopText::FargateHostLost,
        StopReason::InstanceDraining(_) => StopText::InstanceDraining,
        StopReason::DeregistrationForced => StopText::DeregistrationForced,
        StopReason::CannotStart { error, .. } => match error {
            StartError::CannotPullContainer => StopText::CannotPull,
            StartError::CannotPullEcrContainer => StopText::CannotSignIn,
            StartError::CannotStartContainer => StopText::CannotStart,
            StartError::ResourceInitialization => StopText::CannotPrepare,
            StartError::Secret => StopText::CannotReadSecret,
            StartError::ProvisioningTimeout => StopText::NotProvisioned,
        },
    })
}

/// What an exit code means, for those that say something.
pub(in crate::panel) const fn exit_meaning(code: u8) -> Option<StopText> {
    match code {
        0 => Some(StopText::Exit0),
        1 => Some(StopText::Exit1),
        137 => Some(StopText::Exit137),
        139 => Some(StopText::Exit139),
        143 => Some(StopText::Exit143),
        255 => Some(StopText::Exit255),
        _ => None,
    }
}
