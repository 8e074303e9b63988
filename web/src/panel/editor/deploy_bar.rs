//! The button that deploys, and how far the deployment has come.

use scene::Hue;
use sim::{Activity, RolloutState, Service};
use words::panel::EditorText;
use yew::prelude::*;

use super::PartProps;
use super::deploying::deploy_action;
use super::rejection::rejection;
use super::revisions::revisions;
use crate::panel::chip::hue_class;
use crate::panel::prospect::Prospect;

/// Progress of the deployment that is under way.
struct Rollout {
    healthy: u32,
    desired: u32,
    hue: Hue,
}

/// The foot of the editor.
pub(super) fn deploy_bar(part: &PartProps) -> Html {
    let Some((prospect, service)) = part.prospect.as_ref().zip(part.readout.service()) else {
        return html! { <div class="panel-deploy">{ rejection(part) }</div> };
    };
    let rollout = rollout(part, service);
    let label = label(prospect, rollout.is_some());
    let reason = reason(prospect, rollout.is_some());
    let onclick = {
        let part = part.clone();
        move |_| {
            if let Some(action) = deploy_action(&part) {
                part.act.emit(action);
            }
        }
    };
    html! {
        <div class="panel-deploy">
            { rejection(part) }
            <button type="button" id="deploy" class="panel-primary" {onclick}
                aria-disabled={reason.is_some().to_string()} aria-describedby="deploy-status"
                title={reason.map(|reason| part.say(reason))}>
                { part.say(label) }
                { rollout.as_ref().map(progress) }
            </button>
            <div class="panel-deploy-foot">
                <span id="deploy-status">{ part.say(status(part, service, rollout.as_ref(), prospect)) }</span>
                { revisions(part) }
            </div>
        </div>
    }
}

/// The deployment under way, if there is one.
fn rollout(part: &PartProps, service: &Service) -> Option<Rollout> {
    let primary = service.leading_deployment()?;
    if primary.rollout_state != RolloutState::InProgress {
        return None;
    }
    let outlook = part.readout.world.outlook(service);
    matches!(
        outlook.activity,
        Activity::Replacing { .. } | Activity::RollingBack { .. } | Activity::Starting(_)
    )
    .then(|| Rollout {
        healthy: outlook.new_healthy_count.min(outlook.desired_count),
        desired: outlook.desired_count,
        hue: scene::revision_hue(service, primary.definition.revision),
    })
}

fn label(prospect: &Prospect, is_rolling: bool) -> EditorText {
    let revision = prospect.next.clone();
    match (prospect.problem_count, prospect.is_running()) {
        (0, true) if is_rolling => EditorText::BeingDeployed {
            revision: prospect.running.clone(),
        },
        (0, true) => EditorText::DeployAgain,
        (0, false) => EditorText::Register { revision },
        (1, _) => EditorText::FixOne { revision },
        (count, _) => EditorText::Fix { count, revision },
    }
}

/// Why the button does nothing now.
fn reason(prospect: &Prospect, is_rolling: bool) -> Option<EditorText> {
    if prospect.problem_count > 0 {
        return Some(EditorText::FixFirst);
    }
    (is_rolling && prospect.is_running()).then(|| EditorText::InProgress {
        revision: prospect.running.clone(),
    })
}

fn status(
    part: &PartProps,
    service: &Service,
    rollout: Option<&Rollout>,
    prospect: &Prospect,
) -> EditorText {
    match rollout {
        Some(rollout) => EditorText::Deploying {
            healthy: rollout.healthy,
            desired: rollout.desired,
        },
        None => EditorText::Runs {
            revision: prospect.running.clone(),
            healthy: part.readout.world.outlook(service).healthy_count,
            desired: service.desired_count,
        },
    }
}

/// A bar along the lower edge of the button, in the colour of the new revision.
fn progress(rollout: &Rollout) -> Html {
    let percent = (rollout.healthy * 100)
        .checked_div(rollout.desired)
        .unwrap_or(100);
    html! {
        <svg class={classes!("panel-progress", hue_class(rollout.hue))} viewBox="0 0 100 1"
            preserveAspectRatio="none" aria-hidden="true">
            <rect width="100" height="1" class="ground" />
            <rect width={percent.to_string()} height="1" class="done" />
        </svg>
    }
}
