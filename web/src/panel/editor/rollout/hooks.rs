//! `lifecycleHooks`: what a deployment that goes through stages asks on its way.

use sim::limits::LIFECYCLE_HOOKS_MAX;
use sim::{
    DeploymentLifecycleHook, DeploymentStrategy, Duration, HookTargetType, HookTimeoutAction,
    LifecycleStage, Service,
};
use words::panel::FieldText;
use yew::prelude::*;

use super::super::PartProps;
use super::configuring::Configuring;
use super::function::function;
use crate::panel::icon::Icon;

/// Minutes after which a new pause ends by itself: AWS's default.
const PAUSE_MINUTES: u64 = 1_440;
/// The function of a new hook.
const FUNCTION: &str = "arn:aws:lambda:us-east-1:123456789012:function:check";

/// The part of the service's tab; nothing for rolling updates, which have no stages.
pub(in super::super) fn hooks(part: &PartProps, service: &Service) -> Html {
    let language = part.language();
    let fields = Configuring { part, service };
    let configuration = &service.deployment_configuration;
    if configuration.strategy == DeploymentStrategy::Rolling {
        return Html::default();
    }
    let hooks = configuration.lifecycle_hooks.iter().enumerate();
    let rows = hooks.map(|(index, hook)| row(fields, index, hook));
    let add = |kind: HookTargetType| {
        let onclick = fields.commit(move |all, _: MouseEvent| all.lifecycle_hooks.push(new(kind)));
        html! {
            <button type="button" class="panel-button" {onclick}>{ "+ " }{ kind.name() }</button>
        }
    };
    html! {
        <div role="group" aria-labelledby="hooks-title">
            <h3 id="hooks-title">{ FieldText::Hooks.say(language) }</h3>
            <p class="panel-hint">{ FieldText::HooksHelp.say(language) }</p>
            <ol class="panel-rules">{ for rows }</ol>
            if configuration.lifecycle_hooks.len() < LIFECYCLE_HOOKS_MAX {
                <div class="panel-action">{ add(HookTargetType::Pause) }{ add(HookTargetType::Lambda) }</div>
            }
        </div>
    }
}

fn new(kind: HookTargetType) -> DeploymentLifecycleHook {
    let is_function = kind == HookTargetType::Lambda;
    DeploymentLifecycleHook {
        hook_target_arn: is_function.then(|| FUNCTION.to_owned()),
        target_type: kind,
        lifecycle_stages: vec![LifecycleStage::PostScaleUp],
        timeout: Duration::from_secs(60 * PAUSE_MINUTES),
        timeout_action: HookTimeoutAction::Rollback,
    }
}

/// One hook: its kind, its stages, and what it asks or what ends it.
fn row(fields: Configuring<'_>, index: usize, hook: &DeploymentLifecycleHook) -> Html {
    let number = index + 1;
    let label = FieldText::RemoveHook { number }.say(fields.part.language());
    let remove = fields.commit(move |all, _: MouseEvent| {
        if index < all.lifecycle_hooks.len() {
            all.lifecycle_hooks.remove(index);
        }
    });
    html! {
        <li key={index}>
            <p class="panel-line">
                <code>{ format!("{number} {}", hook.target_type.name()) }</code>
                <button type="button" class="panel-icon-button panel-line-end" onclick={remove} title={label.clone()} aria-label={label}>{ Icon::Close.html() }</button>
            </p>
            { stages(fields, index, hook) }
            { match hook.target_type {
                HookTargetType::Pause => pause(fields, index, hook),
                HookTargetType::Lambda => function(fields, index, hook),
            } }
        </li>
    }
}

/// A box for each stage at which the hook can be asked.
fn stages(fields: Configuring<'_>, index: usize, hook: &DeploymentLifecycleHook) -> Html {
    let number = index + 1;
    let kind = hook.target_type;
    let stages = LifecycleStage::ALL.iter().filter(|stage| stage.takes(kind));
    let boxes = stages.map(|stage| {
        let stage = *stage;
        let id = format!("hook-{number}-{}", stage.name()).into();
        let is_chosen = hook.lifecycle_stages.contains(&stage);
        fields.tick(
            (id, stage.name().into()),
            is_chosen,
            None,
            move |all, value| {
                if let Some(hook) = all.lifecycle_hooks.get_mut(index) {
                    hook.lifecycle_stages.retain(|other| *other != stage);
                    if value {
                        hook.lifecycle_stages.push(stage);
                        hook.lifecycle_stages.sort_unstable();
                    }
                }
            },
        )
    });
    let label = FieldText::HookStages { number }.say(fields.part.language());
    html! { <div role="group" aria-label={label}>{ for boxes }</div> }
}

/// When a pause ends by itself, and how.
fn pause(fields: Configuring<'_>, index: usize, hook: &DeploymentLifecycleHook) -> Html {
    let number = index + 1;
    let timeout = (
        format!("hook-{number}-timeout").into(),
        "timeoutInMinutes".into(),
    );
    let action = (
        format!("hook-{number}-action").into(),
        "timeoutAction".into(),
    );
    let minutes = (hook.timeout.as_secs() / 60).to_string();
    html! {
        <>
            { fields.text(timeout, minutes, FieldText::HookTimeout, move |all, text| {
                if let Some(hook) = all.lifecycle_hooks.get_mut(index) {
                    // What is no number is refused as no minutes.
                    let minutes: u32 = text.trim().parse().unwrap_or(0);
                    hook.timeout = Duration::from_secs(60 * u64::from(minutes));
                }
            }) }
            { fields.choice(action, (hook.timeout_action.name(), HookTimeoutAction::NAMES), FieldText::HookTimeoutAction, move |all, name| {
                let found = HookTimeoutAction::ALL.iter().find(|action| name == action.name());
                if let Some((hook, action)) = all.lifecycle_hooks.get_mut(index).zip(found) {
                    hook.timeout_action = *action;
                }
            }) }
        </>
    }
}
