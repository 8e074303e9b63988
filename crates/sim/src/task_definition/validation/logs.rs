//! Where containers log: the options of awslogs, and the log router that awsfirelens needs.

use alloc::format;
use alloc::vec::Vec;

use super::super::{ContainerDefinition, LogConfiguration, LogDriver, TaskDefinition};
use super::report::Report;
use super::text::shown;
use crate::Rule;

const AWSLOGS_REQUIRED: &[&str] = &["awslogs-region", "awslogs-group"];
/// What awslogs takes beside what begins with its own name.
const AWSLOGS_OTHERS: &[&str] = &["mode", "max-buffer-size", "tag"];
/// What follows the name of awslogs in its options.
const AWSLOGS_SUFFIXES: &[&str] = &[
    "create-group",
    "create-stream",
    "credentials-endpoint",
    "datetime-format",
    "endpoint",
    "force-flush-interval-seconds",
    "format",
    "group",
    "max-buffered-events",
    "multiline-pattern",
    "region",
    "stream",
    "stream-prefix",
];

pub(super) fn check(definition: &TaskDefinition, report: &mut Report) {
    report.each_container(definition, |container, report| {
        if let Some(log) = &container.log_configuration
            && log.log_driver == LogDriver::Awslogs
        {
            report.within_field("logConfiguration", |report| check_awslogs(log, report));
        }
    });
    check_log_router(definition, report);
}

fn check_awslogs(log: &LogConfiguration, report: &mut Report) {
    let has_option = |name: &str| {
        let is_secret = log.secret_options.iter().any(|secret| secret.name == name);
        is_secret || log.options.contains_key(name)
    };
    let missing: Vec<&str> = AWSLOGS_REQUIRED
        .iter()
        .copied()
        .filter(|name| !has_option(name))
        .collect();
    if !missing.is_empty() {
        let missing = missing.join(", ");
        let message = format!("Log driver awslogs requires options: {missing}");
        report.refuse("options", Rule::AwslogsOptions, message);
    }
    let unknown: Vec<&str> = log
        .options
        .keys()
        .map(|name| shown(name))
        .filter(|name| !is_awslogs_option(name))
        .collect();
    if !unknown.is_empty() {
        let unknown = unknown.join(", ");
        let message = format!("Log driver awslogs disallows options: {}", shown(&unknown));
        report.refuse("options", Rule::AwslogsOptions, message);
    }
    let creates_group = log.options.get("awslogs-create-group");
    if creates_group.is_some_and(|value| !value.eq_ignore_ascii_case("true")) {
        let message = "Log driver awslogs option 'awslogs-create-group' should only be set to 'true', else omit \
                       option.";
        report.refuse("options", Rule::AwslogsOptions, message);
    }
}

fn is_awslogs_option(name: &str) -> bool {
    match name.strip_prefix("awslogs-") {
        Some(suffix) => AWSLOGS_SUFFIXES.contains(&suffix),
        None => AWSLOGS_OTHERS.contains(&name),
    }
}

/// A log router serves containers that log to it, and they need one.
fn check_log_router(definition: &TaskDefinition, report: &mut Report) {
    let containers = &definition.container_definitions;
    let logs_to_router = |container: &ContainerDefinition| {
        let log = container.log_configuration.as_ref();
        log.is_some_and(|log| log.log_driver == LogDriver::Awsfirelens)
    };
    let is_router = |container: &ContainerDefinition| container.firelens_configuration.is_some();
    let client = containers.iter().position(logs_to_router);
    let router = containers.iter().position(is_router);
    match (client, router) {
        (Some(client), None) => report.refuse_container(
            client,
            "logConfiguration",
            Rule::LogRouter,
            "When awsfirelens log driver is specified in log configuration, a firelens configuration object must be \
             configured in one of the containers.",
        ),
        (None, Some(router)) => report.refuse_container(
            router,
            "firelensConfiguration",
            Rule::LogRouter,
            "When a firelensConfiguration object is specified, at least one container has to be configured with the \
             awsfirelens log driver.",
        ),
        _ => {}
    }
}
