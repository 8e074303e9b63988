//! Where the time of the latest complete deployment went: one bar of parts that add up, and the list of them.

use scene::Hue;
use sim::{DeploymentId, Duration, Service, TimeBill};
use words::SettingText;
use words::panel::DeploymentText;
use yew::prelude::*;

use super::{PanelProps, section};
use crate::panel::chip::revision_chip;
use crate::panel::span_text::span_text;

/// Shades of ink in the order in which they stand beside each other.
const SHADES: [&str; 5] = ["shade-1", "shade-2", "shade-3", "shade-4", "shade-5"];
/// Thousandths of the bar that a number needs.
const LABELLED_MIN: u64 = 55;

/// The bill, if a deployment is complete.
pub(super) fn bill(props: &PanelProps, service: &Service) -> Html {
    let language = props.readout.language;
    let Some((deployment, bill)) = &props.readout.bill else {
        return Html::default();
    };
    let content = match bill {
        None => html! { <p class="panel-hint">{ DeploymentText::NoBill.say(language) }</p> },
        Some(bill) => html! {
            <>
                <p class="panel-line">
                    { whose(service, *deployment) }
                    <span class="panel-line-end panel-number">{ span_text(bill.duration(), language) }</span>
                </p>
                { bar(props, bill) }
                { list(props, bill) }
                { savings(props) }
                <p class="panel-hint">{ DeploymentText::BillHelp.say(language) }</p>
            </>
        },
    };
    section(
        DeploymentText::WhereTimeWent.say(language),
        Html::default(),
        content,
    )
}

fn whose(service: &Service, id: DeploymentId) -> Html {
    let Some(deployment) = service.deployment(id) else {
        return Html::default();
    };
    let hue: Hue = scene::revision_hue(service, deployment.definition.revision);
    revision_chip(&deployment.definition.to_string(), hue)
}

/// The parts in their order, each as long as its part of the whole, with its number in the list where that fits.
fn bar(props: &PanelProps, bill: &TimeBill) -> Html {
    let label = DeploymentText::Bill {
        parts: bill.items.len(),
    };
    let whole = bill.duration().as_millis().max(1);
    let mut before = Duration::ZERO;
    let parts = bill.items.iter().enumerate().map(|(index, (_, span))| {
        let part = |milliseconds: u64| milliseconds * 1_000 / whole;
        let start = part(before.as_millis());
        before = Duration::from_millis(before.as_millis() + span.as_millis());
        let length = part(before.as_millis()) - start;
        html! {
            <g class={SHADES[index % SHADES.len()]}>
                <rect x={percent(start)} width={percent(length)} height="100%" />
                if length >= LABELLED_MIN {
                    <text x={percent(start + length / 2)} y="50%">{ index + 1 }</text>
                }
            </g>
        }
    });
    html! {
        <svg class="panel-bill" role="img" aria-label={label.say(props.readout.language)}>{ for parts }</svg>
    }
}

fn list(props: &PanelProps, bill: &TimeBill) -> Html {
    let lines = words::bill_lines(props.readout.language, bill).into_iter();
    // The first line is the sum, which stands above.
    let parts = lines.skip(1).enumerate().map(|(index, line)| {
        html! {
            <li>
                <svg class={classes!("panel-shade", SHADES[index % SHADES.len()])} aria-hidden="true"><rect width="100%" height="100%" /></svg>
                <span class="panel-place">{ index + 1 }</span>
                <span>{ line }</span>
            </li>
        }
    });
    html! { <ol class="panel-bill-parts">{ for parts }</ol> }
}

/// The settings that would have saved most of it, and how much.
fn savings(props: &PanelProps) -> Html {
    let language = props.readout.language;
    let lines = match &props.readout.savings {
        None => vec![SettingText::Trying.say(language)],
        Some(savings) => words::saving_lines(language, savings),
    };
    super::titled(lines, "panel-savings")
}

/// Thousandths as a percentage.
fn percent(thousandths: u64) -> String {
    format!("{}.{}%", thousandths / 10, thousandths % 10)
}
