//! Why a task is where it is, or why the next one is nowhere: the steps of placement, and behind them every instance.

mod column;
mod dots;
mod lack;
mod remedy;
mod rules;
mod table;

use sim::{Explanation, LaunchType, RuleSet, Task, Wait};
use words::panel::PlacementText;
use yew::prelude::*;

use self::column::columns;
use self::dots::{Machines, dots};
use self::remedy::Remedy;
pub(super) use self::rules::rules;
use self::table::table;
use super::PanelProps;
use super::chip::hue_class;
use super::inspector::section;

/// What a task was asked when it got its place.
pub(super) fn why_here(props: &PanelProps, task: &Task) -> Html {
    let language = props.readout.language;
    let say = |text: PlacementText| text.say(language);
    let zone = props.readout.world.zone_name(task.zone);
    let Some(explanation) = &props.readout.placement else {
        let hint = html! { <p class="panel-hint">{ say(PlacementText::Forgotten) }</p> };
        return section(say(PlacementText::WhyHere), html! { zone }, hint);
    };
    let hue = scene::hue_of(&props.readout.world, props.readout.focus, task);
    if task.launch_type == LaunchType::Fargate {
        let content = on_fargate(props, explanation, zone);
        return section(say(PlacementText::WhyHere), Html::default(), content);
    }
    let place = task.instance.map(|instance| instance.ec2().to_string());
    let aside = format!("{} · {zone}", short(&place.unwrap_or_default()));
    let content = html! {
        <div class={hue_class(hue)}>
            { funnel(props, explanation) }
            { table(props, explanation) }
            { rules(props, rules_of(explanation)) }
        </div>
    };
    section(say(PlacementText::WhyHere), html! { aside }, content)
}

/// What the next task of the service lacks, if it waits for capacity.
pub(super) fn why_not(props: &PanelProps) -> Html {
    let readout = &props.readout;
    let Some(service) = readout.service() else {
        return Html::default();
    };
    let outlook = readout.world.outlook(service);
    if !matches!(outlook.wait, Some(Wait::Capacity(_))) {
        return Html::default();
    }
    let Some(request) = readout.world.next_request(service.id) else {
        return Html::default();
    };
    let explanation = sim::explain(&readout.world, &request);
    if explanation.place.is_some() {
        return Html::default();
    }
    let revision = request.definition.to_string();
    let language = readout.language;
    let content = html! {
        <>
            <p>{ PlacementText::Waits { revision }.say(language) }</p>
            { funnel(props, &explanation) }
            <Remedy ..props.clone() />
            { table(props, &explanation) }
            { rules(props, rules_of(&explanation)) }
        </>
    };
    section(
        PlacementText::WhyNot.say(language),
        Html::default(),
        content,
    )
}

/// The steps side by side: how many are left, which, and why.
fn funnel(props: &PanelProps, explanation: &Explanation) -> Html {
    let machines = Machines::of(&props.readout.world, explanation);
    let columns = columns(explanation, props.readout.language);
    html! {
        <ol class="why-funnel">
            { for columns.iter().map(|column| html! {
                <li>
                    <b class="why-count">{ column.remaining }</b>
                    { dots(&machines, explanation, column.level) }
                    <b>{ breakable(&column.title) }</b>
                    <span class="panel-hint">{ &column.caption }</span>
                </li>
            }) }
        </ol>
    }
}

/// A title that may go on in the next line before its bracket.
fn breakable(title: &str) -> Html {
    match title.split_once('(') {
        Some((kind, field)) => html! { <>{ kind }<wbr />{ "(" }{ field }</> },
        None => html! { title },
    }
}

/// The zones that Fargate had to choose from.
fn on_fargate(props: &PanelProps, explanation: &Explanation, zone: String) -> Html {
    let language = props.readout.language;
    let zones = explanation.zones.iter().map(|zone| {
        let name = props.readout.world.zone_name(zone.zone);
        let count = zone.task_count;
        html! { <li class="panel-line"><code>{ name }</code><span class="panel-line-end">{ PlacementText::ZoneTasks { count }.say(language) }</span></li> }
    });
    html! {
        <>
            <p class="panel-hint">{ PlacementText::Fargate { zone }.say(language) }</p>
            <ul class="panel-list">{ for zones }</ul>
            { rules(props, sim::Rule::FargateZoneBalance.into()) }
        </>
    }
}

/// The rules of every step that stopped somebody.
fn rules_of(explanation: &Explanation) -> RuleSet {
    let mut rules = RuleSet::EMPTY;
    let mut before = None;
    for level in &explanation.funnel {
        if before.is_some_and(|before| level.remaining < before) {
            rules.unite(level.rules);
        }
        before = Some(level.remaining);
    }
    if explanation.is_default_strategy {
        rules.insert(sim::Rule::DefaultSpread);
    }
    rules
}

/// The beginning of an EC2 id.
fn short(id: &str) -> String {
    id.chars().take(6).collect::<String>() + "…"
}
