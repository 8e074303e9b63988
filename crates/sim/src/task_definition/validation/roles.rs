//! The two roles of a task.

use alloc::format;
use alloc::string::String;

use super::super::{ContainerDefinition, TaskDefinition};
use super::report::Report;
use super::text::{has_placeholder, shown};
use crate::Rule;

const ROLE_NAME_LENGTH_MAX: usize = 64;
const ACCOUNT_ID_LENGTH: usize = 12;

pub(super) fn check(definition: &TaskDefinition, report: &mut Report) {
    for (field, role) in [
        ("taskRoleArn", &definition.task_role_arn),
        ("executionRoleArn", &definition.execution_role_arn),
    ] {
        let role = role.as_deref().unwrap_or("");
        if role.is_empty() {
            continue;
        }
        if let Some(message) = role_problem(role) {
            report.refuse(field, Rule::RoleName, message);
        }
    }
    check_secrets_can_be_read(definition, report);
}

/// Whether a task of this definition has an execution role; an empty text is none.
pub(super) fn has_execution_role(definition: &TaskDefinition) -> bool {
    definition
        .execution_role_arn
        .as_ref()
        .is_some_and(|role| !role.is_empty())
}

/// Why this is not a role's name, nor `arn:{partition}:iam::{account}:role/{path and name}`.
fn role_problem(role: &str) -> Option<String> {
    let is_valid = match role.strip_prefix("arn:") {
        Some(arn) => is_role_arn(arn),
        None => role.len() <= ROLE_NAME_LENGTH_MAX && is_role_path(role),
    };
    let has_placeholder = has_placeholder(role);
    if is_valid && !has_placeholder {
        return None;
    }
    let example = "arn:aws:iam::123456789012:role/ecsTaskExecutionRole";
    let role = shown(role);
    let hint = if has_placeholder {
        "is a placeholder: write a role's name or ARN"
    } else {
        "is neither a role's name nor an ARN with an account of 12 digits"
    };
    Some(format!(
        "Role is not valid. `{role}` {hint}, such as {example}."
    ))
}

fn is_role_arn(arn: &str) -> bool {
    let mut parts = arn.splitn(5, ':');
    let mut next = || parts.next().unwrap_or("");
    let (partition, service, region, account, resource) = (next(), next(), next(), next(), next());
    let is_account =
        account.len() == ACCOUNT_ID_LENGTH && account.bytes().all(|byte| byte.is_ascii_digit());
    partition.starts_with("aws")
        && service == "iam"
        && region.is_empty()
        && is_account
        && resource.strip_prefix("role/").is_some_and(is_role_path)
}

fn is_role_path(path: &str) -> bool {
    let is_role_byte = |byte: u8| {
        byte.is_ascii_alphanumeric()
            || matches!(byte, b'+' | b'=' | b',' | b'.' | b'@' | b'_' | b'-' | b'/')
    };
    !path.is_empty() && path.bytes().all(is_role_byte)
}

fn check_secrets_can_be_read(definition: &TaskDefinition, report: &mut Report) {
    let has_secrets = |container: &ContainerDefinition| !container.secrets.is_empty();
    let containers = &definition.container_definitions;
    if containers.iter().any(has_secrets) && !has_execution_role(definition) {
        let message = "When you are specifying container secrets, you must also specify a value for 'executionRoleArn'.";
        report.refuse("executionRoleArn", Rule::SecretsNeedExecutionRole, message);
    }
}
