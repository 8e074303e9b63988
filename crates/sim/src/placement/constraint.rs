//! Placement constraints: rules on instances that a place must keep, and that no strategy overrides.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::sync::Arc;
use alloc::vec::Vec;

use super::facts::InstanceFacts;
use super::query::Expression;
use crate::limits::PLACEMENT_CONSTRAINTS_MAX;
use crate::{Instance, LaunchType, Rejection, Rule, TaskDefinition, World};

wire_names! {
    /// `type` of a placement constraint.
    PlacementConstraintType {
        /// No two tasks of a group on one instance.
        DistinctInstance "distinctInstance",
        /// The instance must match an expression.
        MemberOf "memberOf",
    }
}

/// One of `placementConstraints` of a service or of `RunTask`, as it is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlacementConstraint {
    /// What kind of constraint it is.
    pub r#type: PlacementConstraintType,
    /// A query on instances, for `memberOf`.
    pub expression: Option<String>,
}

/// A constraint that was checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Constraint {
    /// No other task of the group may be on the instance. Rule: `DistinctInstance`.
    DistinctInstance,
    /// The instance must match an expression. Rule: `MemberOf`.
    MemberOf(MemberOf),
}

/// An expression, as it was written and as it is understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberOf {
    /// As it was written.
    pub text: String,
    /// As it is understood.
    pub expression: Arc<Expression>,
}

impl Constraint {
    /// As AWS shows it.
    pub fn shape(&self) -> PlacementConstraint {
        match self {
            Self::DistinctInstance => PlacementConstraint {
                r#type: PlacementConstraintType::DistinctInstance,
                expression: None,
            },
            Self::MemberOf(member_of) => PlacementConstraint {
                r#type: PlacementConstraintType::MemberOf,
                expression: Some(member_of.text.clone()),
            },
        }
    }

    /// The constraints of a task definition, which its registration has checked.
    pub(crate) fn of_definition(definition: &TaskDefinition) -> Vec<Self> {
        let constraints = definition.placement_constraints.iter().map(|constraint| {
            let text = constraint.expression.clone().unwrap_or_default();
            let expression = Expression::parse(&text).expect("registering checks expressions");
            Self::MemberOf(MemberOf {
                text,
                expression: Arc::new(expression),
            })
        });
        constraints.collect()
    }
}

impl MemberOf {
    /// Whether an instance matches. Rule: `MemberOf`.
    pub(crate) fn matches(world: &World, instance: &Instance, member_of: &Self) -> bool {
        let facts = InstanceFacts { world, instance };
        member_of.expression.matches(&facts)
    }
}

/// The constraints of a service or request, checked together with those of its task definition.
///
/// # Errors
/// What AWS refuses: constraints on Fargate, too many of them, an expression where none belongs or that cannot be read.
pub(crate) fn check_constraints(
    inputs: &[PlacementConstraint],
    definition: &TaskDefinition,
    launch_type: LaunchType,
) -> Result<Vec<Constraint>, Rejection> {
    if launch_type == LaunchType::Fargate && !inputs.is_empty() {
        return Err(Rejection::invalid_parameter(
            "Placement constraints are not supported with FARGATE launch type.",
        )
        .by(Rule::FargatePlacement));
    }
    if inputs.len() + definition.placement_constraints.len() > PLACEMENT_CONSTRAINTS_MAX {
        return Err(Rejection::invalid_parameter(format!(
            "A task can have at most {PLACEMENT_CONSTRAINTS_MAX} placement constraints, those of its task definition included."
        ))
        .by(Rule::PlacementConstraintsMax));
    }
    inputs.iter().map(check_constraint).collect()
}

fn check_constraint(input: &PlacementConstraint) -> Result<Constraint, Rejection> {
    let text = input.expression.as_deref().unwrap_or("");
    let refuse =
        |message: String| Err(Rejection::invalid_parameter(message).by(Rule::ConstraintShape));
    match input.r#type {
        PlacementConstraintType::DistinctInstance if text.is_empty() => {
            Ok(Constraint::DistinctInstance)
        }
        PlacementConstraintType::DistinctInstance => {
            refuse("A distinctInstance constraint takes no expression.".to_string())
        }
        PlacementConstraintType::MemberOf if text.is_empty() => {
            refuse("A memberOf constraint needs an expression.".to_string())
        }
        PlacementConstraintType::MemberOf => match Expression::parse(text) {
            Ok(expression) => Ok(Constraint::MemberOf(MemberOf {
                text: text.to_string(),
                expression: Arc::new(expression),
            })),
            Err(error) => refuse(format!("Invalid expression: {error}")),
        },
    }
}
