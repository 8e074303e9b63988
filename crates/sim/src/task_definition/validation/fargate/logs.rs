//! Log drivers on Fargate, and what it needs an execution role for.

use alloc::format;

use super::super::super::requirements::is_private_ecr_image;
use super::super::super::{ContainerDefinition, LogConfiguration, LogDriver, TaskDefinition};
use super::super::report::Report;
use super::super::roles::has_execution_role;
use crate::Rule;

pub(super) fn check(definition: &TaskDefinition, report: &mut Report) {
    report.each_container(definition, |container, report| {
        if let Some(log) = &container.log_configuration {
            report.within_field("logConfiguration", |report| check_log(log, report));
        }
    });
    if !has_execution_role(definition) {
        check_needs_no_role(definition, report);
    }
}

fn check_log(log: &LogConfiguration, report: &mut Report) {
    match log.log_driver {
        LogDriver::Awslogs => {
            if !log.options.contains_key("awslogs-stream-prefix") {
                let message = "Fargate requires log configuration options to include awslogs-stream-prefix to support \
                               log driver awslogs.";
                report.refuse("options", Rule::FargateLogStreamPrefix, message);
            }
        }
        LogDriver::Splunk | LogDriver::Awsfirelens => {}
        other => {
            let driver = other.name();
            let message = format!(
                "{driver} is not a valid log driver. Must be one of [awslogs,splunk,awsfirelens]"
            );
            report.refuse("logDriver", Rule::FargateLogDriver, message);
        }
    }
}

fn check_needs_no_role(definition: &TaskDefinition, report: &mut Report) {
    let containers = &definition.container_definitions;
    let uses_awslogs = |container: &ContainerDefinition| {
        let log = container.log_configuration.as_ref();
        log.is_some_and(|log| log.log_driver == LogDriver::Awslogs)
    };
    if containers.iter().any(uses_awslogs) {
        let message = "Fargate requires task definition to have execution role ARN to support log driver awslogs.";
        report.refuse("executionRoleArn", Rule::FargateLogsNeedRole, message);
    }
    let uses_ecr = |container: &ContainerDefinition| is_private_ecr_image(&container.image);
    if containers.iter().any(uses_ecr) {
        let message =
            "Fargate requires task definition to have execution role ARN to support ECR images.";
        report.refuse("executionRoleArn", Rule::FargateEcrNeedsRole, message);
    }
}
