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
    let standing = Standing::of(service, rollout.is_some());
    let label = label(prospect, standing);
    let reason = reason(prospect, standing);
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

/// What becomes of a text that is the one in force.
#[derive(Clone, Copy)]
enum Standing {
    /// It is being deployed.
    Rolling,
    /// A task set runs it, and another would run the same.
    InTaskSet,
    /// It can be deployed again.
    Settled,
}

impl Standing {
    const fn of(service: &Service, is_rolling: bool) -> Self {
        if service.has_task_sets() {
            Self::InTaskSet
        } else if is_rolling {
            Self::Rolling
        } else {
            Self::Settled
        }
    }
}

fn label(prospect: &Prospect, standing: Standing) -> EditorText {
    let revision = prospect.next.clone();
    let running = prospect.running.clone();
    match (prospect.problem_count, prospect.is_running()) {
        (0, true) => match standing {
            Standing::Rolling => EditorText::BeingDeployed { revision: running },
            Standing::InTaskSet => EditorText::RunsAlready { revision: running },
            Standing::Settled => EditorText::DeployAgain,
        },
        (0, false) => EditorText::Register { revision },
        (1, _) => EditorText::FixOne { revision },
        (count, _) => EditorText::Fix { count, revision },
    }
}

/// Why the button does nothing now.
fn reason(prospect: &Prospect, standing: Standing) -> Option<EditorText> {
    if prospect.problem_count > 0 {
        return Some(EditorText::FixFirst);
    }
    let revision = prospect.running.clone();
    match standing {
        _ if !prospect.is_running() => None,
        Standing::Rolling => Some(EditorText::InProgress { revision }),
        Standing::InTaskSet => Some(EditorText::RunsAlready { revision }),
        Standing::Settled => None,
    }
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
        None => {
            let outlook = part.readout.world.outlook(service);
            EditorText::Runs {
                revision: prospect.running.clone(),
                healthy: outlook.healthy_count,
                desired: outlook.desired_count,
            }
        }
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
