//! One load balancer, and what has become of its requests.

use scene::Target;
use sim::{FailureCause, LoadBalancer, TargetGroup};
use words::panel::InspectorText;
use yew::prelude::*;

use super::header::{Header, header};
use super::{PanelProps, fact, link, section};
use crate::panel::chip::state_chip;
use crate::panel::meter::grouped;

/// Its listener, and its requests.
pub(super) fn load_balancer(props: &PanelProps, balancer: &LoadBalancer) -> Html {
    let language = props.readout.language;
    let listener = balancer.listener_port();
    let group = balancer.forwards_to();
    let group = group.and_then(|id| props.readout.world.target_group(id));
    let settings = html! {
        <dl class="panel-facts">
            if let Some(group) = group {
                { fact(&InspectorText::ForwardsTo.say(language),
                    link(props, Target::TargetGroup(group.id), html! { <code>{ &group.name }</code> })) }
            }
        </dl>
    };
    html! {
        <>
            { header(props, Header {
                picture: Html::default(),
                kind: InspectorText::LoadBalancer.say(language),
                name: balancer.name.clone(),
                copied: balancer.name.clone(),
                below: listener.map_or_else(Html::default, |port| {
                    state_chip(&InspectorText::Listener { port }.say(language), false)
                }),
            }) }
            { section(InspectorText::Settings.say(language), Html::default(), settings) }
            { requests(props, balancer, group) }
        </>
    }
}

/// How many came, and how they ended; failures by cause.
pub(super) fn requests(
    props: &PanelProps,
    balancer: &LoadBalancer,
    group: Option<&TargetGroup>,
) -> Html {
    let language = props.readout.language;
    let totals = &balancer.totals;
    let number = |number: u64| html! { <span class="panel-number">{ grouped(number) }</span> };
    let failed = totals.failed_count();
    let causes = totals.failed.iter().map(|(cause, count)| {
        html! {
            <div class="panel-fact nested bad">
                <dt>{ cause_text(*cause).say(language) }</dt><dd>{ number(*count) }</dd>
            </div>
        }
    });
    let aside = format!(
        "{} {}",
        grouped(balancer.traffic.requests_per_second.into()),
        InspectorText::PerSecond.say(language)
    );
    let content = html! {
        <dl class="panel-facts">
            { fact(&InspectorText::Arrived.say(language), number(totals.arrived)) }
            { fact(&InspectorText::Answered.say(language), number(totals.answered)) }
            { fact(&InspectorText::Flying.say(language), number(group.map_or(0, |group| group.in_flight.count()))) }
            { fact(&InspectorText::Failed.say(language), html! {
                <span class={classes!("panel-number", (failed > 0).then_some("bad"))}>{ grouped(failed) }</span>
            }) }
            { for causes }
        </dl>
    };
    let second = props.readout.traffic;
    let second = InspectorText::LastSecond {
        answered: second.answered,
        failed: second.failed,
    };
    let content = html! { <>{ content }<p class="panel-hint">{ second.say(language) }</p></> };
    section(
        InspectorText::Requests.say(language),
        html! { aside },
        content,
    )
}

const fn cause_text(cause: FailureCause) -> InspectorText {
    match cause {
        FailureCause::NoListener => InspectorText::FailureNoListener,
        FailureCause::FixedResponse(status) => InspectorText::FailureFixed { status },
        FailureCause::NoTarget => InspectorText::FailureNoTarget,
        FailureCause::ConnectTimedOut => InspectorText::FailureConnect,
        FailureCause::TargetRefused => InspectorText::FailureRefused,
        FailureCause::TargetClosed => InspectorText::FailureClosed,
        FailureCause::IdleTimeout => InspectorText::FailureIdle,
        FailureCause::ClientTimeout => InspectorText::FailureClient,
        FailureCause::DelayElapsed => InspectorText::FailureDelay,
        FailureCause::TargetAnswered(status) => InspectorText::FailureAnswered { status },
    }
}
