//! Variables, limits and constraints.

use alloc::format;

use super::super::{
    ContainerDefinition, TaskDefinition, TaskDefinitionPlacementConstraint, Ulimit,
};
use super::names::Names;
use super::report::Report;
use super::text::shown;
use crate::Rule;
use crate::limits::EXPRESSION_LENGTH_MAX;
use crate::query::Expression;

const ENVIRONMENT_FILES_MAX: usize = 10;
const PLACEMENT_CONSTRAINTS_MAX: usize = 10;
const UNLIMITED: i64 = -1;

pub(super) fn check(definition: &TaskDefinition, report: &mut Report) {
    report.each_container(definition, |container, report| {
        check_environment_files(container, report);
        check_variables_are_unique(container, report);
        report.each("ulimits", &container.ulimits, check_ulimit);
    });
    check_placement_constraints(definition, report);
}

fn check_environment_files(container: &ContainerDefinition, report: &mut Report) {
    let files = &container.environment_files;
    if files.len() > ENVIRONMENT_FILES_MAX {
        let message = format!(
            "A container has at most {ENVIRONMENT_FILES_MAX} environment files, this one {}.",
            files.len()
        );
        report.refuse("environmentFiles", Rule::EnvironmentFiles, message);
    }
    report.each("environmentFiles", files, |file, report| {
        if !file.value.ends_with(".env") {
            let message = format!(
                "`{}` is not an environment file: its name ends in .env.",
                shown(&file.value)
            );
            report.refuse("value", Rule::EnvironmentFiles, message);
        }
    });
}

fn check_variables_are_unique(container: &ContainerDefinition, report: &mut Report) {
    let mut plain = Names::default();
    for variable in &container.environment {
        plain.take(&variable.name);
    }
    report.each("secrets", &container.secrets, |secret, report| {
        if !plain.take(&secret.name) {
            let name = shown(&secret.name);
            let message = format!(
                "The secret name must be unique and not shared with any new or existing environment variables set on \
                 the container, such as '{name}'."
            );
            report.refuse("name", Rule::VariableOnce, message);
        }
    });
}

fn check_ulimit(ulimit: &Ulimit, report: &mut Report) {
    let is_soft_larger = match (ulimit.soft_limit, ulimit.hard_limit) {
        (_, UNLIMITED) => false,
        (UNLIMITED, _) => true,
        (soft, hard) => soft > hard,
    };
    if is_soft_larger {
        let message = format!(
            "The soft limit of `{}` is greater than its hard limit.",
            ulimit.name.name()
        );
        report.refuse("softLimit", Rule::UlimitOrder, message);
    }
}

fn check_placement_constraints(definition: &TaskDefinition, report: &mut Report) {
    let constraints = &definition.placement_constraints;
    if constraints.len() > PLACEMENT_CONSTRAINTS_MAX {
        let message = format!(
            "A task has at most {PLACEMENT_CONSTRAINTS_MAX} placement constraints, this definition {}.",
            constraints.len()
        );
        report.refuse(
            "placementConstraints",
            Rule::PlacementConstraintsMax,
            message,
        );
    }
    report.each("placementConstraints", constraints, check_constraint);
}

fn check_constraint(constraint: &TaskDefinitionPlacementConstraint, report: &mut Report) {
    if constraint.r#type.is_none() {
        let message = "A placement constraint of a task definition has the type memberOf.";
        report.refuse("type", Rule::PlacementConstraintShape, message);
    }
    let expression = constraint.expression.as_deref().unwrap_or("");
    let length = expression.chars().count();
    if !(1..=EXPRESSION_LENGTH_MAX).contains(&length) {
        let message = format!(
            "A memberOf constraint needs an expression of 1 to {EXPRESSION_LENGTH_MAX} characters."
        );
        report.refuse("expression", Rule::PlacementConstraintShape, message);
    } else if let Err(error) = Expression::parse(expression) {
        let message = format!("Invalid expression. {error}.");
        report.refuse_parameter("expression", Rule::QuerySyntax, message);
    }
}
