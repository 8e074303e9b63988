//! `placementStrategy`: a chain in which each one decides among what the one before left.

use sim::limits::STRATEGIES_MAX;
use sim::{PlacementStrategy, PlacementStrategyType, Service, Strategy, UpdateService};
use web_sys::HtmlSelectElement;
use words::panel::ClusterText;
use yew::prelude::*;

use super::{PartProps, submit};
use crate::panel::field::Field;
use crate::panel::icon::Icon;

const FIELD_IDS: [&str; STRATEGIES_MAX] = [
    "strategy-field-1",
    "strategy-field-2",
    "strategy-field-3",
    "strategy-field-4",
    "strategy-field-5",
];

/// A row for each strategy, and a button that adds one.
pub(super) fn strategies(part: &PartProps, service: &Service) -> Html {
    let language = part.language();
    let chain: Vec<PlacementStrategy> = service
        .placement_strategy
        .iter()
        .map(Strategy::shape)
        .collect();
    let set = {
        let (part, id) = (part.clone(), service.id);
        Callback::from(move |chain: Vec<PlacementStrategy>| {
            let update = UpdateService {
                placement_strategy: Some(chain),
                ..UpdateService::of(id)
            };
            submit(&part, update);
        })
    };
    let add = {
        let (set, chain) = (set.clone(), chain.clone());
        move |_| {
            let mut chain = chain.clone();
            chain.push(with_field(PlacementStrategyType::Spread));
            set.emit(chain);
        }
    };
    let rows = (0..chain.len()).map(|index| row(part, &chain, index, &set));
    html! {
        <div class="form-list" role="group" aria-label={ClusterText::Strategy.say(language)}>
            <div class="form-list-head">
                <span>{ ClusterText::Strategy.say(language) }</span>
                if chain.len() < STRATEGIES_MAX {
                    <button type="button" class="panel-button quiet" onclick={add}>{ "+ " }{ ClusterText::AddStrategy.say(language) }</button>
                }
            </div>
            if chain.is_empty() {
                <p class="panel-hint">{ ClusterText::StrategyDefault.say(language) }</p>
            }
            { for rows }
        </div>
    }
}

fn row(
    part: &PartProps,
    chain: &[PlacementStrategy],
    index: usize,
    set: &Callback<Vec<PlacementStrategy>>,
) -> Html {
    let language = part.language();
    let number = index + 1;
    let strategy = &chain[index];
    let replace = {
        let (chain, set) = (chain.to_vec(), set.clone());
        Callback::from(move |strategy: PlacementStrategy| {
            let mut chain = chain.clone();
            chain[index] = strategy;
            set.emit(chain);
        })
    };
    let remove = {
        let (chain, set) = (chain.to_vec(), set.clone());
        move |_| {
            let mut chain = chain.clone();
            chain.remove(index);
            set.emit(chain);
        }
    };
    let onchange = {
        let replace = replace.clone();
        move |event: Event| {
            let name = event.target_unchecked_into::<HtmlSelectElement>().value();
            let place = PlacementStrategyType::NAMES
                .iter()
                .position(|other| *other == name);
            if let Some(place) = place {
                replace.emit(with_field(PlacementStrategyType::ALL[place]));
            }
        }
    };
    let label = ClusterText::RemoveStrategy { index: number }.say(language);
    html! {
        <div class="form-row" key={index}>
            <span class="panel-input">
                <select {onchange} aria-label={ClusterText::StrategyKind { index: number }.say(language)}>
                    { for PlacementStrategyType::NAMES.iter().map(|name| html! {
                        <option value={*name} selected={*name == strategy.r#type.name()}>{ *name }</option>
                    }) }
                </select>
            </span>
            { field(part, strategy, index, replace) }
            <button type="button" class="panel-icon-button" onclick={remove} title={label.clone()} aria-label={label}>{ Icon::Close.html() }</button>
        </div>
    }
}

/// What is spread over, or packed.
fn field(
    part: &PartProps,
    strategy: &PlacementStrategy,
    index: usize,
    replace: Callback<PlacementStrategy>,
) -> Html {
    let language = part.language();
    let r#type = strategy.r#type;
    let value = strategy.field.clone().unwrap_or_default();
    let set_field = replace.reform(move |field: String| PlacementStrategy {
        r#type,
        field: Some(field),
    });
    let label = ClusterText::StrategyField { index: index + 1 }.say(language);
    match r#type {
        PlacementStrategyType::Random => Html::default(),
        PlacementStrategyType::Binpack => {
            let onchange = set_field
                .reform(|event: Event| event.target_unchecked_into::<HtmlSelectElement>().value());
            html! {
                <span class="panel-input">
                    <select {onchange} aria-label={label}>
                        { for ["cpu", "memory"].map(|name| html! { <option value={name} selected={name == value}>{ name }</option> }) }
                    </select>
                </span>
            }
        }
        PlacementStrategyType::Spread => html! {
            <Field id={FIELD_IDS[index.min(STRATEGIES_MAX - 1)]} name="field" {language} value={value} help=""
                check={Callback::from(|_: AttrValue| None::<AttrValue>)}
                on_commit={set_field.reform(|text: AttrValue| text.to_string())} />
        },
    }
}

/// A strategy as people mostly want it.
fn with_field(r#type: PlacementStrategyType) -> PlacementStrategy {
    let field = match r#type {
        PlacementStrategyType::Random => None,
        PlacementStrategyType::Spread => Some("attribute:ecs.availability-zone"),
        PlacementStrategyType::Binpack => Some("memory"),
    };
    PlacementStrategy {
        r#type,
        field: field.map(str::to_owned),
    }
}
