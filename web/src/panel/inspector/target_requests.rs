//! What has become of the requests to one target, and how long they took there.

use sim::{TargetGroup, TaskId};
use words::panel::InspectorText;
use yew::prelude::*;

use super::causes_of_failure::cause_text;
use super::{PanelProps, fact};
use crate::panel::meter::grouped;

/// Percentiles of the response times.
const PERCENTILES: [u64; 3] = [50, 90, 99];

/// Counts, failures by cause, and percentiles; nothing for a target that nothing came to.
pub(super) fn target_requests(props: &PanelProps, group: &TargetGroup, task: TaskId) -> Html {
    let language = props.readout.language;
    let totals = group.in_flight.totals_of(task);
    if totals.requests == 0 {
        return Html::default();
    }
    let number = |number: u64| html! { <span class="panel-number">{ grouped(number) }</span> };
    let causes = totals.failed.iter().map(|(cause, count)| {
        html! {
            <div class="panel-fact nested bad">
                <dt>{ cause_text(*cause, language) }</dt><dd>{ number(*count) }</dd>
            </div>
        }
    });
    let times = group.in_flight.response_times_of(task);
    let percentiles = PERCENTILES.iter().filter_map(|percent| {
        let most = times.as_ref()?.percentile_ms(*percent)?;
        let milliseconds = grouped(most);
        let name = InspectorText::Percentile { percent: *percent };
        let text = InspectorText::Milliseconds { milliseconds };
        let value = html! { <span class="panel-number">{ text.say(language) }</span> };
        Some(fact(&name.say(language), value))
    });
    html! {
        <dl class="panel-facts target-requests">
            { fact(&InspectorText::Arrived.say(language), number(totals.requests)) }
            { fact(&InspectorText::Answered.say(language), number(totals.answered)) }
            { fact(&InspectorText::Failed.say(language), number(totals.failed_count())) }
            { for causes }
            { for percentiles }
        </dl>
    }
}
