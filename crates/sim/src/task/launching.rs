//! `RunTask` and `StartTask`: tasks that belong to no service.

use alloc::borrow::ToOwned;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::sync::Arc;
use alloc::vec::Vec;

use super::lifecycle::NewTask;
use crate::capacity::{check_capacity_strategy, choose_provider};
use crate::id::{Purpose, derive, derive_named};
use crate::limits::{
    CLIENT_TOKEN_LENGTH_MAX, CLIENT_TOKENS_MAX, GROUP_LENGTH_MAX, PROVISIONING_TASKS_MAX,
    RUN_TASK_COUNT_MAX, START_TASK_INSTANCES_MAX, STARTED_BY_LENGTH_MAX,
};
use crate::placement::{self, Place, Request, check_constraints, check_strategy};
use crate::{
    CapacityProvider, CapacityProviderStrategyItem, ClusterId, Compatibility, Constraint,
    Exception, Failure, FunnelStep, InstanceId, InstanceStatus, LaunchType, NetworkMode, Rejection,
    Response, Rule, RunTask, StartTask, Strategy, TaskDefinitionRevision, TaskGroup, TaskId,
    TaskOrigin, TaskOverride, TaskStatus, World, Zone,
};

/// What the tasks of one request have in common, checked.
struct Launch {
    cluster: ClusterId,
    definition: Arc<TaskDefinitionRevision>,
    launch_type: LaunchType,
    capacity_provider_strategy: Vec<CapacityProviderStrategyItem>,
    zones: Vec<Zone>,
    constraints: Vec<Constraint>,
    strategy: Vec<Strategy>,
    group: String,
    started_by: Option<String>,
    overrides: TaskOverride,
}

/// A request with a client token that was taken, and its answer.
#[derive(Clone, Debug)]
pub(crate) struct TokenUse {
    input: RunTask,
    tasks: Vec<TaskId>,
    failures: Vec<Failure>,
}

impl Launch {
    /// The provider of the next task, after those that this call has bound already.
    fn next_provider(&self, bound: &[CapacityProvider]) -> Option<CapacityProvider> {
        choose_provider(&self.capacity_provider_strategy, |provider| {
            let tasks = bound.iter().filter(|other| **other == provider);
            u32::try_from(tasks.count()).expect("one call starts few tasks")
        })
    }
}

impl World {
    pub(crate) fn handle_run_task(&mut self, input: RunTask) -> Result<Response, Rejection> {
        self.active_cluster(input.cluster)?;
        if let Some(answer) = self.answer_for_token(&input)? {
            return Ok(answer);
        }
        if !(1..=RUN_TASK_COUNT_MAX).contains(&input.count) {
            return Err(Rejection::invalid_parameter(format!(
                "count must be between 1 and {RUN_TASK_COUNT_MAX}."
            ))
            .by(Rule::RunTaskShape));
        }
        let launch = self.check_run(&input)?;
        self.check_provisioning(&launch, input.count as usize)?;
        let mut tasks = Vec::new();
        let mut failures = Vec::new();
        let mut bound: Vec<CapacityProvider> = Vec::new();
        for _ in 0..input.count {
            let mut request = self.request_of(&launch);
            request.capacity_provider = launch.next_provider(&bound);
            let (Some(place), _) = self.choose_place(&request) else {
                self.note_use([Rule::RunTaskFailures, Rule::FailureReasons]);
                failures = self.failures_of(&request);
                break;
            };
            bound.extend(request.capacity_provider);
            tasks.push(self.launch(&launch, &request, place));
        }
        if let Some(token) = input.client_token.clone() {
            let answer = TokenUse {
                tasks: tasks.clone(),
                failures: failures.clone(),
                input,
            };
            self.client_tokens
                .insert((launch.cluster, token), Arc::new(answer));
        }
        Ok(Response::Tasks { tasks, failures })
    }

    /// What a token was answered before, if it was used for the same request. Rule: `ClientToken`.
    fn answer_for_token(&self, input: &RunTask) -> Result<Option<Response>, Rejection> {
        let Some(token) = &input.client_token else {
            return Ok(None);
        };
        let is_sound = (1..=CLIENT_TOKEN_LENGTH_MAX).contains(&token.len())
            && token.bytes().all(|byte| byte.is_ascii_graphic());
        if !is_sound {
            return Err(Rejection::invalid_parameter(format!(
                "clientToken must have 1 to {CLIENT_TOKEN_LENGTH_MAX} ASCII characters."
            ))
            .by(Rule::ClientToken));
        }
        let Some(used) = self.client_tokens.get(&(input.cluster, token.clone())) else {
            Rejection::unless_below("client tokens", self.client_tokens.len(), CLIENT_TOKENS_MAX)?;
            return Ok(None);
        };
        if used.input == *input {
            return Ok(Some(Response::Tasks {
                tasks: used.tasks.clone(),
                failures: used.failures.clone(),
            }));
        }
        let mut conflict = Rejection::new(
            Exception::Conflict,
            "The clientToken was used for a request with other parameters.",
        )
        .by(Rule::ClientToken);
        let arns = used.tasks.iter().map(|task| self.task_arn(*task));
        conflict.resource_ids = arns.collect();
        Err(conflict)
    }

    fn check_run(&self, input: &RunTask) -> Result<Launch, Rejection> {
        let mut launch = self.check_task(Launch {
            cluster: input.cluster,
            definition: self
                .resolve_task_definition(&input.task_definition, Exception::InvalidParameter)?,
            launch_type: input.launch_type,
            capacity_provider_strategy: input.capacity_provider_strategy.clone(),
            zones: input.subnet_zones.clone(),
            constraints: Vec::new(),
            strategy: Vec::new(),
            group: input.group.clone().unwrap_or_default(),
            started_by: input.started_by.clone(),
            overrides: input.overrides.clone(),
        })?;
        launch.constraints = check_constraints(
            &input.placement_constraints,
            &launch.definition.definition,
            launch.launch_type,
        )?;
        launch.strategy = check_strategy(&input.placement_strategy, launch.launch_type)?;
        check_capacity_strategy(&input.capacity_provider_strategy)?;
        let has_instance = self.instances().any(|instance| {
            instance.cluster == input.cluster && instance.status == InstanceStatus::Active
        });
        if launch.launch_type == LaunchType::Ec2 && !has_instance {
            return Err(Rejection::invalid_parameter(
                "No Container Instances were found in your cluster.",
            )
            .by(Rule::NoInstancesFound));
        }
        Ok(launch)
    }

    pub(crate) fn handle_start_task(&mut self, input: StartTask) -> Result<Response, Rejection> {
        self.active_cluster(input.cluster)?;
        let count = input.container_instances.len();
        if count == 0 {
            return Err(Rejection::client("Container Instances cannot be empty."));
        }
        if count > START_TASK_INSTANCES_MAX {
            return Err(Rejection::invalid_parameter(format!(
                "containerInstances can have at most {START_TASK_INSTANCES_MAX} entries."
            ))
            .by(Rule::RunTaskShape));
        }
        let launch = self.check_task(Launch {
            cluster: input.cluster,
            definition: self
                .resolve_task_definition(&input.task_definition, Exception::InvalidParameter)?,
            launch_type: LaunchType::Ec2,
            capacity_provider_strategy: Vec::new(),
            zones: input.subnet_zones,
            constraints: Vec::new(),
            strategy: Vec::new(),
            group: input.group.unwrap_or_default(),
            started_by: input.started_by,
            overrides: input.overrides,
        })?;
        self.check_provisioning(&launch, count)?;
        let mut tasks = Vec::new();
        let mut failures = Vec::new();
        for id in input.container_instances {
            let request = self.request_of(&launch);
            match self.place_on(&request, id) {
                Ok(place) => {
                    self.rest_on(Rule::StartTaskBypasses);
                    tasks.push(self.launch(&launch, &request, place));
                }
                Err(reason) => {
                    self.note_use([Rule::MissingOrInactive, Rule::FailureReasons]);
                    if reason == "INACTIVE" {
                        self.note_use(Rule::StartTaskNotDraining);
                    }
                    failures.push(Failure {
                        arn: Some(self.instance_arn_in(launch.cluster, id)),
                        reason: reason.to_owned(),
                    });
                }
            }
        }
        Ok(Response::Tasks { tasks, failures })
    }

    /// The place on one instance, asked neither for strategies nor for constraints. Rules: `StartTaskBypasses`,
    /// `StartTaskNotDraining`.
    fn place_on(&self, request: &Request, id: InstanceId) -> Result<Place, &'static str> {
        let instance = self.find_instance(request.cluster, id)?;
        if instance.status == InstanceStatus::Draining {
            return Err("INACTIVE");
        }
        let lacks = placement::lacks_of(self, request, instance);
        let binding = lacks
            .iter()
            .find(|lack| lack.step() != FunnelStep::Constraints);
        match binding {
            None => Ok(Place {
                zone: instance.zone,
                instance: Some(id),
            }),
            Some(lack) => Err(lack.reason().reason()),
        }
    }

    /// Why each ACTIVE instance cannot take a task. Rule: `RunTaskFailures`.
    fn failures_of(&self, request: &Request) -> Vec<Failure> {
        if placement::lacks_spot(self, request) {
            let reason = placement::SPOT_UNAVAILABLE.to_owned();
            return alloc::vec![Failure { arn: None, reason }];
        }
        placement::failures(self, request)
            .into_iter()
            .map(|(instance, reason)| Failure {
                arn: Some(self.instance_arn(instance)),
                reason: reason.reason().to_owned(),
            })
            .collect()
    }

    fn request_of(&self, launch: &Launch) -> Request {
        let started = self.clusters[&launch.cluster]
            .standalone_ever
            .get(&launch.group);
        let lineage = derive_named(launch.cluster.0, Purpose::TaskGroup, &launch.group);
        let ordinal = started.copied().unwrap_or(0);
        Request {
            task: TaskId(derive(lineage, Purpose::Task, ordinal)),
            cluster: launch.cluster,
            group: TaskGroup::Named(launch.group.clone()),
            definition: launch.definition.clone(),
            launch_type: launch.launch_type,
            capacity_provider: None,
            zones: launch.zones.clone(),
            constraints: launch.constraints.clone(),
            strategy: launch.strategy.clone(),
        }
    }

    fn launch(&mut self, launch: &Launch, request: &Request, place: Place) -> TaskId {
        let cluster = self
            .clusters
            .get_mut(&launch.cluster)
            .expect("it was found");
        let ever = &mut Arc::make_mut(cluster).standalone_ever;
        *ever.entry(launch.group.clone()).or_insert(0) += 1;
        self.rest_on([Rule::TaskGroups, Rule::StandaloneNotReplaced]);
        if request.capacity_provider.is_some() {
            self.rest_on(Rule::CapacityProviderChoice);
        }
        self.create_task(NewTask {
            id: request.task,
            cluster: launch.cluster,
            origin: TaskOrigin::Standalone {
                group: launch.group.clone(),
                started_by: launch.started_by.clone(),
                overrides: launch.overrides.clone(),
            },
            definition: launch.definition.clone(),
            launch_type: launch.launch_type,
            capacity_provider: request.capacity_provider,
            place,
        })
    }

    /// Rule: `ProvisioningMax`.
    fn check_provisioning(&self, launch: &Launch, count: usize) -> Result<(), Rejection> {
        if self.provisioning_overflows(
            launch.cluster,
            &launch.definition,
            launch.launch_type,
            count,
        ) {
            return Err(Rejection::new(
                Exception::LimitExceeded,
                format!(
                    "A cluster can have at most {PROVISIONING_TASKS_MAX} tasks in PROVISIONING."
                ),
            )
            .by(Rule::ProvisioningMax));
        }
        Ok(())
    }

    /// Whether so many more tasks of a definition would be too many in PROVISIONING. Rule: `ProvisioningMax`.
    fn provisioning_overflows(
        &self,
        cluster: ClusterId,
        definition: &TaskDefinitionRevision,
        launch_type: LaunchType,
        count: usize,
    ) -> bool {
        let prepares = launch_type == LaunchType::Fargate
            || definition.definition.effective_network_mode() == NetworkMode::Awsvpc;
        prepares
            && self.tasks.len() + count > PROVISIONING_TASKS_MAX
            && self.provisioning_count(cluster) + count > PROVISIONING_TASKS_MAX
    }

    fn provisioning_count(&self, cluster: ClusterId) -> usize {
        let tasks = self.tasks().filter(|task| task.cluster == cluster);
        let provisioning = tasks.filter(|task| task.last_status == TaskStatus::Provisioning);
        provisioning.count()
    }

    /// Whether a cluster takes no further task of a definition until others have left PROVISIONING.
    pub(crate) fn provisioning_is_full(
        &self,
        cluster: ClusterId,
        definition: &TaskDefinitionRevision,
        launch_type: LaunchType,
    ) -> bool {
        self.provisioning_overflows(cluster, definition, launch_type, 1)
    }

    /// A task has left PROVISIONING: services that wait for that look again.
    pub(crate) fn provisioning_shrinks(&mut self, cluster: ClusterId) {
        let is_awaited = !self.waiting_for_capacity.is_empty()
            && self.tasks.len() >= PROVISIONING_TASKS_MAX
            && self.provisioning_count(cluster) + 1 >= PROVISIONING_TASKS_MAX;
        if is_awaited {
            self.capacity_changed(cluster);
        }
    }

    /// Applies the overrides, and checks what is the same for both operations.
    fn check_task(&self, launch: Launch) -> Result<Launch, Rejection> {
        let definition = super::overrides::overridden(&launch.definition, &launch.overrides)?;
        self.check_launch(&definition, launch.launch_type, &launch.zones)?;
        if let Some(started_by) = &launch.started_by {
            check_started_by(started_by)?;
        }
        let group = if launch.group.is_empty() {
            format!("family:{}", definition.definition.family)
        } else {
            check_group(&launch.group)?;
            launch.group
        };
        Ok(Launch {
            definition,
            group,
            ..launch
        })
    }

    /// Whether tasks of a definition can run on this capacity and in these zones.
    ///
    /// # Errors
    /// `InvalidParameterException` if not.
    pub(crate) fn check_launch(
        &self,
        definition: &TaskDefinitionRevision,
        launch_type: LaunchType,
        zones: &[Zone],
    ) -> Result<(), Rejection> {
        let needed = match launch_type {
            LaunchType::Ec2 => Compatibility::Ec2,
            LaunchType::Fargate => Compatibility::Fargate,
        };
        if !crate::compatibilities(&definition.definition).contains(&needed) {
            return Err(Rejection::invalid_parameter(format!(
                "Task definition does not support launch_type {}.",
                launch_type.name()
            )));
        }
        let is_awsvpc = definition.definition.effective_network_mode() == NetworkMode::Awsvpc;
        if is_awsvpc && zones.is_empty() {
            return Err(Rejection::invalid_parameter(
                "Network Configuration must be provided when networkMode 'awsvpc' is specified.",
            ));
        }
        if !is_awsvpc && !zones.is_empty() {
            return Err(Rejection::invalid_parameter(
                "Network Configuration is not valid for the given networkMode of this task definition.",
            ));
        }
        let zone_count = self.start.zone_count;
        match zones.iter().find(|zone| zone.0 >= zone_count) {
            None => Ok(()),
            Some(zone) => Err(Rejection::invalid_parameter(format!(
                "This Region offers {zone_count} zones: there is no zone {}.",
                zone.0
            ))),
        }
    }
}

/// Rule: `RunTaskShape`.
fn check_started_by(text: &str) -> Result<(), Rejection> {
    let is_sound = (1..=STARTED_BY_LENGTH_MAX).contains(&text.len())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"_/-".contains(&byte));
    if is_sound {
        return Ok(());
    }
    Err(Rejection::invalid_parameter(format!(
        "startedBy must have 1 to {STARTED_BY_LENGTH_MAX} letters, digits, underscores, slashes and hyphens."
    ))
    .by(Rule::RunTaskShape))
}

/// Rule: `CustomGroupNames`.
fn check_group(group: &str) -> Result<(), Rejection> {
    let message = if group.len() > GROUP_LENGTH_MAX {
        format!("group can have at most {GROUP_LENGTH_MAX} characters.")
    } else if group.starts_with("family:") || group.starts_with("service:") {
        "A custom group cannot start with family: or service:.".to_string()
    } else {
        return Ok(());
    };
    Err(Rejection::invalid_parameter(message).by(Rule::CustomGroupNames))
}
