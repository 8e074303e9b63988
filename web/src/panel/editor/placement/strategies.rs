//! `placementStrategy`: a chain in which each one decides among what the one before left.

use std::rc::Rc;

use sim::limits::STRATEGIES_MAX;
use sim::{PlacementStrategy, PlacementStrategyType, Service, Strategy};
use web_sys::HtmlSelectElement;
use words::panel::ClusterText;
use yew::prelude::*;

use super::{PartProps, amend};
use crate::panel::field::Field;
use crate::panel::icon::Icon;

const FIELD_IDS: [&str; STRATEGIES_MAX] = [
    "strategy-field-1",
    "strategy-field-2",
    "strategy-field-3",
    "strategy-field-4",
    "strategy-field-5",
];

/// A change of the chain as it is when the change is carried out.
type Edit = Rc<dyn Fn(&mut Vec<PlacementStrategy>)>;

/// A row for each strategy, and a button that adds one.
pub(super) fn strategies(part: &PartProps, service: &Service) -> Html {
    let language = part.language();
    let chain = shapes(service);
    let set = {
        let (part, id) = (part.clone(), service.id);
        Callback::from(move |edit: Edit| {
            amend(&part, id, move |service, update| {
                let mut chain = shapes(service);
                edit(&mut chain);
                update.placement_strategy = Some(chain);
            });
        })
    };
    let add = set.reform(|_| -> Edit {
        Rc::new(|chain| chain.push(with_field(PlacementStrategyType::Spread)))
    });
    let rows = (0..chain.len()).map(|index| row(part, &chain[index], index, &set));
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

fn shapes(service: &Service) -> Vec<PlacementStrategy> {
    service
        .placement_strategy
        .iter()
        .map(Strategy::shape)
        .collect()
}

fn row(part: &PartProps, strategy: &PlacementStrategy, index: usize, set: &Callback<Edit>) -> Html {
    let language = part.language();
    let number = index + 1;
    let replace = set.reform(move |strategy: PlacementStrategy| -> Edit {
        Rc::new(move |chain| {
            if let Some(one) = chain.get_mut(index) {
                *one = strategy.clone();
            }
        })
    });
    let remove = set.reform(move |_| -> Edit {
        Rc::new(move |chain| {
            if index < chain.len() {
                chain.remove(index);
            }
        })
    });
    let onchange = {
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
            { field(part, strategy, index, set) }
            <button type="button" class="panel-icon-button" onclick={remove} title={label.clone()} aria-label={label}>{ Icon::Close.html() }</button>
        </div>
    }
}

/// What is spread over, or packed.
fn field(
    part: &PartProps,
    strategy: &PlacementStrategy,
    index: usize,
    set: &Callback<Edit>,
) -> Html {
    let language = part.language();
    let r#type = strategy.r#type;
    let value = strategy.field.clone().unwrap_or_default();
    let set_field = set.reform(move |field: String| -> Edit {
        Rc::new(move |chain| {
            let same = chain.get_mut(index).filter(|one| one.r#type == r#type);
            if let Some(one) = same {
                one.field = Some(field.clone());
            }
        })
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
