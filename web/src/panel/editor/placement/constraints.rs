//! `placementConstraints`: rules that no strategy overrides; an expression's first mistake is told while it is typed.

use std::rc::Rc;

use sim::limits::PLACEMENT_CONSTRAINTS_MAX;
use sim::query::Expression;
use sim::{Constraint, PlacementConstraint, PlacementConstraintType, Service};
use words::panel::ClusterText;
use yew::prelude::*;

use super::{PartProps, amend};
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

/// A change of the list as it is when the change is carried out.
type Edit = Rc<dyn Fn(&mut Vec<PlacementConstraint>)>;

/// A row for each constraint, and buttons that add one of each kind.
pub(super) fn constraints(part: &PartProps, service: &Service) -> Html {
    let language = part.language();
    let chain = shapes(service);
    let set = {
        let (part, id) = (part.clone(), service.id);
        Callback::from(move |edit: Edit| {
            amend(&part, id, move |service, update| {
                let mut chain = shapes(service);
                edit(&mut chain);
                update.placement_constraints = Some(chain);
            });
        })
    };
    let add = |kind: PlacementConstraintType| {
        let onclick = set.reform(move |_| -> Edit {
            Rc::new(move |chain| {
                let is_query = kind == PlacementConstraintType::MemberOf;
                chain.push(PlacementConstraint {
                    r#type: kind,
                    expression: is_query.then(|| String::from(EXAMPLE)),
                });
            })
        });
        let kind = kind.name().to_owned();
        html! {
            <button type="button" class="panel-button quiet" {onclick}>{ "+ " }{ ClusterText::AddConstraint { kind }.say(language) }</button>
        }
    };
    let has_distinct = service
        .placement_constraints
        .contains(&Constraint::DistinctInstance);
    let rows = (0..chain.len()).map(|index| row(part, &chain[index], index, &set));
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

fn shapes(service: &Service) -> Vec<PlacementConstraint> {
    service
        .placement_constraints
        .iter()
        .map(Constraint::shape)
        .collect()
}

fn row(
    part: &PartProps,
    constraint: &PlacementConstraint,
    index: usize,
    set: &Callback<Edit>,
) -> Html {
    let language = part.language();
    let remove = set.reform(move |_| -> Edit {
        Rc::new(move |chain| {
            if index < chain.len() {
                chain.remove(index);
            }
        })
    });
    let on_commit = set.reform(move |text: AttrValue| -> Edit {
        Rc::new(move |chain| {
            if let Some(one) = chain.get_mut(index) {
                one.expression = Some(text.to_string());
            }
        })
    });
    let check = Callback::from(|text: AttrValue| {
        let wrong = Expression::parse(&text).err()?;
        Some(AttrValue::from(wrong.to_string()))
    });
    let label = ClusterText::RemoveConstraint { index: index + 1 }.say(language);
    let value = constraint.expression.clone();
    html! {
        <div class="form-row placement-constraint" key={index}>
            if let Some(value) = value {
                <Field id={EXPRESSION_IDS[index.min(PLACEMENT_CONSTRAINTS_MAX - 1)]} name="memberOf" {language} {value}
                    help="" {check} {on_commit} />
            } else {
                <code>{ constraint.r#type.name() }</code>
            }
            <button type="button" class="panel-icon-button" onclick={remove} title={label.clone()} aria-label={label}>{ Icon::Close.html() }</button>
        </div>
    }
}
