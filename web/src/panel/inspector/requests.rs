//! What has become of the requests to a load balancer, and how long they took.

use sim::{FailureCause, LoadBalancer, TargetGroup, Totals};
use words::Language;
use words::panel::{InspectorText, TrafficText};
use yew::prelude::*;

use super::causes_of_failure::cause_text;
use super::{PanelProps, fact, section};
use crate::panel::meter::grouped;

/// Percentiles of the response times.
const PERCENTILES: [u64; 3] = [50, 90, 99];

/// How many came, and how they ended; failures by cause.
pub(super) fn requests(props: &PanelProps, balancer: &LoadBalancer) -> Html {
    let language = props.readout.language;
    let totals = &balancer.totals;
    let number = |number: u64| html! { <span class="panel-number">{ grouped(number) }</span> };
    let failed = totals.failed_count();
    let causes = totals.failed.iter().map(|(cause, count)| {
        html! {
            <div class="panel-fact nested bad">
                <dt>{ cause_text(*cause, language) }</dt><dd>{ number(*count) }</dd>
            </div>
        }
    });
    let statuses = totals.statuses.iter().map(|(status, count)| {
        html! {
            <div class="panel-fact nested"><dt>{ status }</dt><dd>{ number(*count) }</dd></div>
        }
    });
    let flying = totals.arrived - totals.answered - failed;
    let answered_by_target = totals.failed.iter();
    let target_5xx = answered_by_target
        .filter(|(cause, _)| matches!(cause, FailureCause::TargetAnswered(_)))
        .map(|(_, count)| count)
        .sum();
    let aside = format!(
        "{} {}",
        grouped(balancer.traffic.rate_at(props.readout.now).into()),
        InspectorText::PerSecond.say(language)
    );
    let content = html! {
        <dl class="panel-facts">
            { fact(&InspectorText::Arrived.say(language), number(totals.arrived)) }
            { fact(&InspectorText::Answered.say(language), number(totals.answered)) }
            { for statuses }
            { fact(&InspectorText::Flying.say(language), number(flying)) }
            { fact(&InspectorText::Failed.say(language), html! {
                <span class={classes!("panel-number", (failed > 0).then_some("bad"))}>{ grouped(failed) }</span>
            }) }
            { for causes }
            { retried(totals, language) }
            if totals.flows_reset > 0 {
                { fact(&TrafficText::FlowsReset.say(language), number(totals.flows_reset)) }
            }
            { fact("HTTPCode_ELB_5XX_Count", number(totals.elb_5xx_count())) }
            { fact("HTTPCode_Target_5XX_Count", number(target_5xx)) }
        </dl>
    };
    let second = props.readout.traffic;
    let second = InspectorText::LastSecond {
        answered: grouped(second.answered.into()),
        failed: grouped(second.failed.into()),
    };
    let minute = props.readout.traffic_minute;
    let minute = InspectorText::LastMinute {
        answered: grouped(minute.answered.into()),
        failed: grouped(minute.failed.into()),
    };
    let content = html! {
        <>
            { content }
            <p class="panel-hint">{ second.say(language) }</p>
            <p class="panel-hint">{ minute.say(language) }</p>
        </>
    };
    section(
        InspectorText::Requests.say(language),
        html! { aside },
        content,
    )
}

/// How long the requests at a target group's targets took.
pub(super) fn response_times(props: &PanelProps, group: Option<&TargetGroup>) -> Html {
    let language = props.readout.language;
    let Some(group) = group else {
        return Html::default();
    };
    let times = group.in_flight.response_times();
    let span = |milliseconds: u64| {
        let milliseconds = grouped(milliseconds);
        let text = InspectorText::Milliseconds { milliseconds };
        html! { <span class="panel-number">{ text.say(language) }</span> }
    };
    let lines = PERCENTILES.iter().filter_map(|percent| {
        let name = InspectorText::Percentile { percent: *percent };
        Some(fact(
            &name.say(language),
            span(times.percentile_ms(*percent)?),
        ))
    });
    let average = times
        .average_ms()
        .map(|average| fact(&InspectorText::Average.say(language), span(average)));
    let content = match average {
        None => html! { <p class="panel-hint">{ InspectorText::NoResponses.say(language) }</p> },
        Some(average) => html! { <dl class="panel-facts">{ for lines }{ average }</dl> },
    };
    section(
        InspectorText::ResponseTimes.say(language),
        Html::default(),
        content,
    )
}

/// How much more clients sent because of failures; nothing if they never tried again.
fn retried(totals: &Totals, language: Language) -> Html {
    let first = totals.arrived - totals.retries;
    if totals.retries == 0 || first == 0 {
        return Html::default();
    }
    let text = TrafficText::Retried {
        count: grouped(totals.retries),
        percent: totals.retries * 100 / first,
    };
    fact(
        &TrafficText::Retries.say(language),
        html! { <span class="panel-number">{ text.say(language) }</span> },
    )
}
