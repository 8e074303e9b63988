//! `placementConstraints`: rules that no strategy overrides; an expression's first mistake is told while it is typed.

use sim::limits::PLACEMENT_CONSTRAINTS_MAX;
use sim::query::Expression;
use sim::{Constraint, PlacementConstraint, PlacementConstraintType, Service, UpdateService};
use words::panel::ClusterText;
use yew::prelude::*;

use super::{PartProps, submit};
use crate::panel::field::Field;
use crate::panel::icon::Icon;

const EXPRESSION_IDS: [&str; PLACEMENT_CONSTRAINTS_MAX] = [
    "constraint-1",
    "constraint-2",
    "constraint-3",
    "constraint-4",
    "constraint-5",
    "constraint-6",
    "constraint-7",
    "constraint-8",
    "constraint-9",
    "constraint-10",
];
/// What a new expression says: every instance has a type.
const EXAMPLE: &str = "attribute:ecs.instance-type =~ c6i.*";

/// A row for each constraint, and buttons that add one of each kind.
pub(super) fn constraints(part: &PartProps, service: &Service) -> Html {
    let language = part.language();
    let chain: Vec<PlacementConstraint> = service
        .placement_constraints
        .iter()
        .map(Constraint::shape)
        .collect();
    let set = {
        let (part, id) = (part.clone(), service.id);
        Callback::from(move |chain: Vec<PlacementConstraint>| {
            let update = UpdateService {
                placement_constraints: Some(chain),
                ..UpdateService::of(id)
            };
            submit(&part, update);
        })
    };
    let add = |kind: PlacementConstraintType| {
        let (set, chain) = (set.clone(), chain.clone());
        let onclick = move |_| {
            let mut chain = chain.clone();
            let is_query = kind == PlacementConstraintType::MemberOf;
            chain.push(PlacementConstraint {
                r#type: kind,
                expression: is_query.then(|| String::from(EXAMPLE)),
            });
            set.emit(chain);
        };
        let kind = kind.name().to_owned();
        html! {
            <button type="button" class="panel-button quiet" {onclick}>{ "+ " }{ ClusterText::AddConstraint { kind }.say(language) }</button>
        }
    };
    let has_distinct = service
        .placement_constraints
        .contains(&Constraint::DistinctInstance);
    let rows = (0..chain.len()).map(|index| row(part, &chain, index, &set));
    html! {
        <div class="form-list" role="group" aria-label={ClusterText::Constraints.say(language)}>
            <div class="form-list-head"><span>{ ClusterText::Constraints.say(language) }</span></div>
            if chain.is_empty() {
                <p class="panel-hint">{ ClusterText::NoConstraints.say(language) }</p>
            }
            { for rows }
            <div class="placement-add">
                if !has_distinct { { add(PlacementConstraintType::DistinctInstance) } }
                if chain.len() < PLACEMENT_CONSTRAINTS_MAX { { add(PlacementConstraintType::MemberOf) } }
            </div>
        </div>
    }
}

fn row(
    part: &PartProps,
    chain: &[PlacementConstraint],
    index: usize,
    set: &Callback<Vec<PlacementConstraint>>,
) -> Html {
    let language = part.language();
    let remove = {
        let (chain, set) = (chain.to_vec(), set.clone());
        move |_| {
            let mut chain = chain.clone();
            chain.remove(index);
            set.emit(chain);
        }
    };
    let on_commit = {
        let (chain, set) = (chain.to_vec(), set.clone());
        Callback::from(move |text: AttrValue| {
            let mut chain = chain.clone();
            chain[index].expression = Some(text.to_string());
            set.emit(chain);
        })
    };
    let check = Callback::from(|text: AttrValue| {
        let wrong = Expression::parse(&text).err()?;
        Some(AttrValue::from(wrong.to_string()))
    });
    let label = ClusterText::RemoveConstraint { index: index + 1 }.say(language);
    let value = chain[index].expression.clone();
    html! {
        <div class="form-row placement-constraint" key={index}>
            if let Some(value) = value {
                <Field id={EXPRESSION_IDS[index.min(PLACEMENT_CONSTRAINTS_MAX - 1)]} name="memberOf" {language} {value}
                    help="" {check} {on_commit} />
            } else {
                <code>{ chain[index].r#type.name() }</code>
            }
            <button type="button" class="panel-icon-button" onclick={remove} title={label.clone()} aria-label={label}>{ Icon::Close.html() }</button>
        </div>
    }
}
