//! What a task needs of the account around Amazon ECS before its containers run: sign-in, secrets, logs.

use alloc::borrow::ToOwned;
use alloc::format;
use alloc::string::{String, ToString};

use crate::account::{INSTANCE_ROLE, secret_name};
use crate::task_definition::is_private_ecr_image;
use crate::{ContainerDefinition, LaunchType, Permission, Rule, StartError, Task, TaskId, World};

const MISSING_GROUP: &str = "ResourceNotFoundException: The specified log group does not exist.";

impl World {
    /// What must succeed before anything is pulled; else why not. Rules: `FargateResources`, `InstanceResources`.
    pub(crate) fn initialize_resources(
        &mut self,
        id: TaskId,
    ) -> Option<(Rule, StartError, String)> {
        let task = &self.tasks[&id];
        if task.launch_type == LaunchType::Ec2 {
            let detail = self.secret_problem(task)?;
            return Some((Rule::InstanceResources, StartError::Secret, detail));
        }
        let pulled = self.sign_in_problem(task).or_else(|| {
            let detail = self.secret_problem(task)?;
            Some(format!("execution resource retrieval failed: {detail}"))
        });
        let detail = match pulled {
            Some(detail) => format!("unable to pull secrets or registry auth: {detail}"),
            None => {
                let count = task.containers.len();
                let detail = (0..count).find_map(|container| self.log_problem(id, container))?;
                format!(
                    "failed to validate logger args: create stream has been retried 1 times: {detail}"
                )
            }
        };
        let error = StartError::ResourceInitialization;
        Some((Rule::FargateResources, error, detail))
    }

    fn sign_in_problem(&self, task: &Task) -> Option<String> {
        let parts = &task.definition.definition.container_definitions;
        let needs = parts.iter().any(|part| is_private_ecr_image(&part.image));
        let role = execution_role(task);
        if !needs || self.account.allows(role, Permission::PullImages) {
            return None;
        }
        let cause = self.denied(role, &task.id.to_string(), "ecr:GetAuthorizationToken", "*");
        Some(format!(
            "execution resource retrieval failed: unable to retrieve ecr registry auth: service call has been retried 1 time(s): {cause}"
        ))
    }

    /// The first secret that cannot be read, and why.
    fn secret_problem(&self, task: &Task) -> Option<String> {
        let role = execution_role(task);
        let may_read = self.account.allows(role, Permission::ReadSecrets);
        let mut wanted = task
            .definition
            .definition
            .container_definitions
            .iter()
            .flat_map(ContainerDefinition::secrets_read);
        let value_from = wanted.find(|secret| !may_read || !self.account.has_secret(secret))?;
        let secret = secret_name(value_from);
        let is_parameter = !secret.contains(":secretsmanager:");
        let session = task.id.to_string();
        let cause = match (may_read, is_parameter) {
            (false, true) => self.denied(role, &session, "ssm:GetParameters", secret),
            (false, false) => self.denied(role, &session, "secretsmanager:GetSecretValue", secret),
            (true, true) => format!("invalid parameters: {secret}"),
            (true, false) => {
                "ResourceNotFoundException: Secrets Manager can't find the specified secret."
                    .to_owned()
            }
        };
        let region = &self.start.region;
        Some(match (task.launch_type, is_parameter) {
            (LaunchType::Fargate, true) => format!(
                "unable to retrieve secrets from ssm: service call has been retried 1 time(s): {cause}"
            ),
            (LaunchType::Fargate, false) => format!(
                "unable to retrieve secret from asm: service call has been retried 1 time(s): failed to fetch secret {secret} from secrets manager: {cause}"
            ),
            (LaunchType::Ec2, true) => {
                format!("Fetching secret data from SSM Parameter Store in {region}: {cause}")
            }
            (LaunchType::Ec2, false) => format!(
                "Fetching secret data from AWS Secrets Manager in region {region}: secret {secret}: {cause}"
            ),
        })
    }

    /// On an instance, the log of a container is prepared as it starts; gives why that failed.
    pub(crate) fn prepare_log(&mut self, id: TaskId, container: usize) -> Option<String> {
        if self.tasks[&id].launch_type == LaunchType::Fargate {
            return None;
        }
        self.log_problem(id, container)
    }

    /// Makes the log group if the definition asks for that; gives why there can be no log stream.
    fn log_problem(&mut self, id: TaskId, container: usize) -> Option<String> {
        let task = &self.tasks[&id];
        let definition = &task.definition.definition.container_definitions[container];
        let log = definition.log_configuration.as_ref()?;
        let group = definition.log_group()?;
        let (role, session) = match (execution_role(task), task.instance) {
            (None, Some(instance)) => (Some(INSTANCE_ROLE), instance.ec2().to_string()),
            (role, _) => (role, id.to_string()),
        };
        let creates = log
            .options
            .get("awslogs-create-group")
            .is_some_and(|creates| creates == "true");
        let denied = |action| {
            let (region, account) = (&self.start.region, &self.start.account);
            let resource = format!("arn:aws:logs:{region}:{account}:log-group:{group}:log-stream:");
            self.denied(role, &session, action, &resource)
        };
        let is_there = self.account.has_log_group(group);
        let may_create = self.account.allows(role, Permission::CreateLogGroups);
        let (what, cause) = if !self.account.allows(role, Permission::WriteLogs) {
            ("stream", denied("logs:CreateLogStream"))
        } else if is_there {
            return None;
        } else if !creates {
            ("stream", MISSING_GROUP.to_owned())
        } else if !may_create {
            ("group", denied("logs:CreateLogGroup"))
        } else {
            let group = String::from(group);
            self.rest_on(match task.launch_type {
                LaunchType::Fargate => Rule::FargateResources,
                LaunchType::Ec2 => Rule::InstanceResources,
            });
            self.change_log_group(&group, true)
                .expect("the name of a group that is missing is sound");
            return None;
        };
        Some(format!("failed to create Cloudwatch log {what}: {cause}"))
    }

    /// Whether the application of a task may call AWS: with its task role, else on an instance with the instance role.
    pub(crate) fn may_call_aws(&self, id: TaskId) -> bool {
        let task = &self.tasks[&id];
        let role = task.definition.definition.task_role_arn.as_deref();
        let role = role.filter(|role| !role.is_empty());
        let otherwise = task.instance.map(|_| INSTANCE_ROLE);
        self.account.allows(role.or(otherwise), Permission::CallAws)
    }
}

fn execution_role(task: &Task) -> Option<&str> {
    let role = task.definition.definition.execution_role_arn.as_deref();
    role.filter(|role| !role.is_empty())
}
