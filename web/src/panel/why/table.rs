//! Every instance with what became of it: its rank and what each strategy says, or what it lacks.

use scene::Target;
use sim::{Candidate, Explanation, InstanceId, Rank, Verdict};
use words::panel::PlacementText;
use yew::prelude::*;

use super::column::title;
use super::lack::sentences;
use super::short;
use crate::panel::PanelProps;
use crate::panel::inspector::link;
use crate::panel::meter::grouped;

/// More rows than this help nobody.
const ROWS_MAX: usize = 100;

/// The table behind a line that unfolds it.
pub(super) fn table(props: &PanelProps, explanation: &Explanation) -> Html {
    let language = props.readout.language;
    let say = |text: PlacementText| text.say(language);
    let ranking = explanation.ranking();
    let fitting = ranking
        .iter()
        .filter_map(|(instance, _)| explanation.candidate(*instance));
    let lacking = explanation
        .candidates
        .iter()
        .filter(|candidate| !candidate.verdict.fits());
    let rows = fitting.chain(lacking).take(ROWS_MAX).enumerate();
    html! {
        <details class="why-table">
            <summary>{ say(PlacementText::Table) }</summary>
            <table>
                <thead><tr><th scope="col">{ say(PlacementText::Instance) }</th><th scope="col">{ say(PlacementText::Outcome) }</th></tr></thead>
                <tbody>{ for rows.map(|(index, candidate)| row(props, explanation, index, candidate)) }</tbody>
            </table>
        </details>
    }
}

fn row(props: &PanelProps, explanation: &Explanation, index: usize, candidate: &Candidate) -> Html {
    let language = props.readout.language;
    let is_chosen = explanation
        .place
        .is_some_and(|place| place.instance == Some(candidate.instance));
    let outcome = match &candidate.verdict {
        Verdict::Fits(rank) => {
            let text = if is_chosen {
                PlacementText::Chosen
            } else {
                PlacementText::Rank { rank: index + 1 }
            };
            html! { <><b>{ text.say(language) }</b>{ values(explanation, *rank) }</> }
        }
        Verdict::Lacks(lacks, failed) => {
            let reasons: Vec<&str> = lacks.iter().map(|lack| lack.reason().reason()).collect();
            html! { <span title={reasons.join(", ")}>{ sentences(explanation, lacks, failed, language) }</span> }
        }
    };
    html! {
        <tr class={is_chosen.then_some("chosen")}>
            <th scope="row">{ machine(props, candidate.instance) }</th>
            <td>{ outcome }</td>
        </tr>
    }
}

fn machine(props: &PanelProps, instance: InstanceId) -> Html {
    let id = short(&instance.ec2().to_string());
    let world = &props.readout.world;
    match world.instance(instance) {
        None => html! { <code>{ id }</code> },
        Some(found) => html! {
            <>
                { link(props, Target::Instance(instance), html! { <code>{ id }</code> }) }
                <span class="panel-hint">{ world.zone_name(found.zone) }</span>
            </>
        },
    }
}

/// What each strategy says of it.
fn values(explanation: &Explanation, rank: Rank) -> Html {
    let strategies = explanation.strategy.iter().zip(rank.values);
    let texts: Vec<String> = strategies
        .filter(|(strategy, _)| !matches!(strategy, sim::Strategy::Random))
        .map(|(strategy, value)| format!("{} {}", title(strategy), grouped(value)))
        .collect();
    html! { <span class="panel-hint">{ texts.join(" · ") }</span> }
}
