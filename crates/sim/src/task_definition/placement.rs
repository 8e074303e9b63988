//! Which instances a task definition may be placed on.

use alloc::string::String;

/// One of `placementConstraints` of a task definition.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TaskDefinitionPlacementConstraint {
    /// What kind of constraint it is.
    pub r#type: Option<TaskDefinitionPlacementConstraintType>,
    /// A query on instances, at most 2,000 characters.
    pub expression: Option<String>,
}

wire_names! {
    /// `type` of a constraint in a task definition.
    TaskDefinitionPlacementConstraintType {
        /// The instance must match an expression.
        MemberOf "memberOf",
    }
}
