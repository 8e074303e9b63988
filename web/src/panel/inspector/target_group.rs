//! One target group.

use scene::Target as Selection;
use sim::{Target, TargetGroup, TaskId};
use words::panel::InspectorText;
use yew::prelude::*;

use super::header::{Header, header};
use super::target::address;
use super::{PanelProps, fact, link, section};
use crate::panel::chip::state_chip;
use crate::panel::matcher::matcher_text;
use crate::panel::span_text::span_text;

/// Its settings, and the state of each target.
pub(super) fn target_group(props: &PanelProps, group: &TargetGroup) -> Html {
    let language = props.readout.language;
    let arn = props.readout.world.target_group_arn(group.id);
    html! {
        <>
            { header(props, Header {
                picture: Html::default(),
                kind: InspectorText::TargetGroup.say(language),
                name: group.name.clone(),
                copied: arn,
                below: html! { state_chip(group.target_type.name(), false) },
            }) }
            { settings(props, group) }
            { targets(props, group) }
        </>
    }
}

fn settings(props: &PanelProps, group: &TargetGroup) -> Html {
    let language = props.readout.language;
    let check = &group.health_check;
    let span = |span| html! { span_text(span, language) };
    let balancer = group
        .load_balancer
        .and_then(|id| props.readout.world.load_balancer(id));
    let content = html! {
        <dl class="panel-facts">
            if let Some(balancer) = balancer {
                { fact(&InspectorText::LoadBalancer.say(language),
                    link(props, Selection::LoadBalancer(balancer.id), html! { <code>{ &balancer.name }</code> })) }
            }
            { fact("path", html! { <code>{ &check.path }</code> }) }
            { fact("interval", span(check.interval)) }
            { fact("timeout", span(check.timeout)) }
            { fact("healthyThresholdCount", html! { check.healthy_threshold }) }
            { fact("unhealthyThresholdCount", html! { check.unhealthy_threshold }) }
            { fact("matcher", html! { matcher_text(check.matcher) }) }
            { fact("deregistration_delay", span(group.attributes.deregistration_delay)) }
        </dl>
    };
    section(
        InspectorText::Settings.say(language),
        Html::default(),
        content,
    )
}

fn targets(props: &PanelProps, group: &TargetGroup) -> Html {
    let language = props.readout.language;
    let count = group.targets.len();
    let content = if count == 0 {
        html! { <p class="panel-hint">{ InspectorText::NoTargets.say(language) }</p> }
    } else {
        let lines = group
            .targets
            .iter()
            .map(|(task, target)| line(props, *task, target));
        html! { <ul class="panel-list">{ for lines }</ul> }
    };
    section(
        InspectorText::Targets { count }.say(language),
        Html::default(),
        content,
    )
}

fn line(props: &PanelProps, id: TaskId, target: &Target) -> Html {
    let Some(task) = props.readout.world.task(id) else {
        return Html::default();
    };
    html! {
        <li class="panel-line">
            { link(props, Selection::Task(id), html! { <code>{ task.short_id() }</code> }) }
            <code class="panel-hint">{ address(task, target) }</code>
            <span class="panel-line-end" title={target.state.reason_code()}>{ target.state.name() }</span>
        </li>
    }
}
