//! The history of an Amazon ECS world as plain text, one line an event, for tests, the native program and the curious.

use sim::{
    ContainerStatus, Event, EventKind, Failure, HealthStatus, ListenerAction, ListenerChange,
    LoadBalancerId, ProcessFaults, Rejection, ServiceMessage, ShiftedTraffic, SpotCapacity,
    TargetGroupId, TargetState, TaskId, TaskSetChange, Time, World,
};

/// One event as a line: the time since the beginning, the subject, what happened. AWS's texts stand as AWS prints them.
pub fn transcript_line(world: &World, event: &Event) -> String {
    format!("{}  {}", event.at, line(world, &event.kind))
}

/// What happened in an event, without the time.
pub fn event_line(world: &World, kind: &EventKind) -> String {
    line(world, kind)
}

/// A call that was refused as a line of the same kind; `line` is where it stands in its script.
pub fn refusal_line(at: Time, call: &str, line: u32, rejection: &Rejection) -> String {
    format!("{at}  {call} in line {line} refused: {rejection}")
}

/// Part of a call that could not be done, as a line of the same kind.
pub fn failure_line(at: Time, call: &str, line: u32, failure: &Failure) -> String {
    let reason = &failure.reason;
    match &failure.arn {
        Some(arn) => format!("{at}  {call} in line {line} failed: {reason} ({arn})"),
        None => format!("{at}  {call} in line {line} failed: {reason}"),
    }
}

fn line(world: &World, kind: &EventKind) -> String {
    match kind {
        EventKind::ClusterCreated(id) => {
            format!(
                "cluster {} created",
                world.cluster(*id).map_or("", |cluster| &cluster.name)
            )
        }
        EventKind::InstanceRegistered(id) => {
            let place = world.instance(*id).map_or_else(String::new, |instance| {
                format!(
                    " {} in {}",
                    instance.instance_type.name,
                    world.zone_name(instance.zone)
                )
            });
            format!("instance {} registered{place}", id.ec2())
        }
        EventKind::InstanceAttributesChanged(id) => {
            format!("instance {} attributes changed", id.ec2())
        }
        EventKind::ClusterDeleted(id) => {
            format!(
                "cluster {} INACTIVE",
                world.cluster(*id).map_or("", |cluster| &cluster.name)
            )
        }
        EventKind::InstanceStatusChanged { instance, to } => {
            format!("instance {} {}", instance.ec2(), to.name())
        }
        EventKind::AgentFellSilent(id) => format!("agent of {} falls silent", id.ec2()),
        EventKind::AgentDisconnected(id) => format!("instance {} agentConnected false", id.ec2()),
        EventKind::AgentConnected(id) => format!("instance {} agentConnected true", id.ec2()),
        EventKind::InstanceDeregistered(id) => format!("instance {} deregistered", id.ec2()),
        EventKind::InstanceTerminated(id) => format!("instance {} terminated", id.ec2()),
        EventKind::TaskDefinitionRegistered { family, revision } => {
            format!("task definition {family}:{revision} registered")
        }
        EventKind::TaskDefinitionStatusChanged {
            family,
            revision,
            to,
        } => format!("task definition {family}:{revision} {}", to.name()),
        EventKind::TaskDefinitionDeleted { family, revision } => {
            format!("task definition {family}:{revision} deleted")
        }
        EventKind::TargetGroupCreated(id) => format!("target group {} created", group(world, *id)),
        EventKind::TargetGroupModified(id) => {
            format!("target group {} modified", group(world, *id))
        }
        EventKind::LoadBalancerCreated(id) => {
            format!("load balancer {} created", balancer(world, *id))
        }
        EventKind::LoadBalancerModified(id) => {
            format!("load balancer {} modified", balancer(world, *id))
        }
        EventKind::LoadBalancerDeleted(name) => format!("load balancer {name} deleted"),
        EventKind::TargetGroupDeleted(name) => format!("target group {name} deleted"),
        EventKind::ListenerChanged {
            load_balancer,
            port,
            change,
        } => listener_line(world, *load_balancer, *port, *change),
        EventKind::TrafficChanged {
            requests_per_second,
            ..
        } => {
            format!("clients send {requests_per_second} requests a second")
        }
        EventKind::ProcessFaultsChanged {
            task,
            container,
            to,
        } => format!("{} {}", part(world, *task, *container), faults_line(*to)),
        EventKind::ImagePushed(name) => format!("image {name} pushed"),
        EventKind::SpotCapacityChanged(SpotCapacity::Available) => {
            "Fargate Spot has capacity".to_owned()
        }
        EventKind::SpotCapacityChanged(SpotCapacity::Unavailable) => {
            "Fargate Spot has no capacity".to_owned()
        }
        EventKind::RoleChanged(name) => format!("role {name} changed"),
        EventKind::SecretChanged { secret, exists } => {
            format!("secret {secret} {}", made_or_deleted(*exists))
        }
        EventKind::LogGroupChanged { name, exists } => {
            format!("log group {name} {}", made_or_deleted(*exists))
        }
        EventKind::ScalingChanged(_) => "scaling of the service changed".to_owned(),
        EventKind::DesiredCountScaled { from, to, .. } => {
            format!("service scaled from {from} to {to}")
        }
        EventKind::AlarmPut(name) => format!("alarm {name} put"),
        EventKind::AlarmStateChanged { name, state } => format!("alarm {name} {}", state.name()),
        _ => service_line(world, kind),
    }
}

fn balancer(world: &World, id: LoadBalancerId) -> &str {
    world
        .load_balancer(id)
        .map_or("", |load_balancer| &load_balancer.name)
}

fn listener_line(world: &World, id: LoadBalancerId, port: u16, change: ListenerChange) -> String {
    let found = world.load_balancer(id);
    let listener = found.and_then(|found| found.listeners.iter().find(|one| one.port == port));
    let name = balancer(world, id);
    let (what, action) = match change {
        ListenerChange::Created | ListenerChange::Modified => {
            let verb = match change {
                ListenerChange::Created => "created",
                _ => "modified",
            };
            let action = listener.map(|listener| &listener.default_action);
            (verb.to_owned(), action)
        }
        ListenerChange::Deleted => ("deleted".to_owned(), None),
        ListenerChange::RuleCreated(priority) | ListenerChange::RuleModified(priority) => {
            let verb = match change {
                ListenerChange::RuleCreated(_) => "created",
                _ => "modified",
            };
            let rules = listener.into_iter().flat_map(|listener| &listener.rules);
            let mut rules = rules.filter(|rule| rule.priority == priority);
            let action = rules.next().map(|rule| &rule.action);
            (format!("rule {priority} {verb}"), action)
        }
        ListenerChange::RuleDeleted(priority) => (format!("rule {priority} deleted"), None),
        ListenerChange::PrioritiesSet => ("rules ordered anew".to_owned(), None),
    };
    let action = action.map_or_else(String::new, |action| {
        format!(": {}", said_action(world, action))
    });
    format!("listener {name}:{port} {what}{action}")
}

fn said_action(world: &World, action: &ListenerAction) -> String {
    match action {
        ListenerAction::Forward(forward) => match forward.target_groups.as_slice() {
            [only] if only.weight > 0 => format!("forwards to {}", group(world, only.target_group)),
            all => {
                let parts = all.iter();
                let parts: Vec<String> = parts
                    .map(|one| format!("{} {}", group(world, one.target_group), one.weight))
                    .collect();
                format!("forwards to {}", parts.join(", "))
            }
        },
        ListenerAction::FixedResponse { status_code } => format!("answers {status_code}"),
        ListenerAction::Redirect { status_code, .. } => format!("redirects with {status_code}"),
    }
}

fn service_line(world: &World, kind: &EventKind) -> String {
    match kind {
        EventKind::ServiceCreated(id) => format!("service {} created", service(world, *id)),
        EventKind::ServiceUpdated(id) => format!("service {} updated", service(world, *id)),
        EventKind::ServiceDraining(id) => format!("service {} DRAINING", service(world, *id)),
        EventKind::ServiceInactive(id) => format!("service {} INACTIVE", service(world, *id)),
        EventKind::DeploymentChanged {
            deployment,
            rollout_state,
            ..
        } => {
            format!("deployment {deployment} {}", rollout_state.name())
        }
        EventKind::DesiredCountComputed {
            service: id,
            desired_count,
        } => format!(
            "service {} desiredCount {desired_count}",
            service(world, *id)
        ),
        EventKind::DaemonConstraintViolated { service: id, task } => format!(
            "service {} SERVICE_DAEMON_PLACEMENT_CONSTRAINT_VIOLATED: task {}",
            service(world, *id),
            short(*task)
        ),
        EventKind::LifecycleStageChanged {
            service: id, stage, ..
        } => format!("deployment of {} at {}", service(world, *id), stage.name()),
        EventKind::TrafficShifted {
            service: id,
            traffic,
            green_tenths,
            ..
        } => {
            let what = match traffic {
                ShiftedTraffic::Production => "production",
                ShiftedTraffic::Test => "test",
            };
            let (whole, tenth) = (green_tenths / 10, green_tenths % 10);
            let name = service(world, *id);
            format!("deployment of {name} gets {whole}.{tenth}% of {what} traffic")
        }
        EventKind::LifecycleHookChanged {
            service: id,
            stage,
            hook_id,
            status,
            ..
        } => {
            let (name, stage) = (service(world, *id), stage.name());
            format!("hook {hook_id} of {name} at {stage} {}", status.name())
        }
        EventKind::HookFunctionChanged(arn) => format!("hook function {arn} set"),
        EventKind::ServiceDeploymentChanged {
            service: id,
            service_deployment,
            status,
        } => {
            let (name, status) = (service(world, *id), status.name());
            format!("service deployment {service_deployment} of {name} {status}")
        }
        EventKind::TaskSetChanged {
            service: id,
            task_set,
            change,
        } => format!(
            "task set {task_set} of {} {}",
            service(world, *id),
            task_set_line(*change)
        ),
        EventKind::FailedTasksCounted {
            deployment,
            failed_tasks,
            ..
        } => format!("deployment {deployment} failedTasks {failed_tasks}"),
        EventKind::ServiceSaid { service, message } => said(world, *service, message),
        EventKind::TaskCreated {
            task: id,
            instance,
            status,
            ..
        } => {
            let place = instance.map_or_else(
                || {
                    world
                        .task(*id)
                        .map_or_else(String::new, |task| world.zone_name(task.zone))
                },
                |instance| instance.ec2().to_string(),
            );
            format!("{} created {} on {place}", task(world, *id), status.name())
        }
        EventKind::TaskStatusChanged { task: id, from, to } => {
            format!("{} {} -> {}", task(world, *id), from.name(), to.name())
        }
        EventKind::TaskDesiredStatusChanged {
            task: id,
            to,
            reason,
        } => {
            format!("{} desiredStatus {}: {reason}", task(world, *id), to.name())
        }
        EventKind::TaskHealthChanged { task: id, to } => {
            format!(
                "{} healthStatus {}",
                task(world, *id),
                HealthStatus::name(*to)
            )
        }
        EventKind::TaskProtectionChanged { task: id, until } => match until {
            Some(until) => format!("{} protected until {until}", task(world, *id)),
            None => format!("{} protected no longer", task(world, *id)),
        },
        EventKind::TaskForgotten(id) => format!("task {} forgotten", short(*id)),
        _ => container_line(world, kind),
    }
}

fn task_set_line(change: TaskSetChange) -> String {
    match change {
        TaskSetChange::Created => "created".to_owned(),
        TaskSetChange::Scaled(tenths) => format!("scale {}.{}%", tenths / 10, tenths % 10),
        TaskSetChange::MadePrimary => "PRIMARY".to_owned(),
        TaskSetChange::Draining => "DRAINING".to_owned(),
        TaskSetChange::Deleted => "deleted".to_owned(),
        TaskSetChange::Stability(status) => status.name().to_owned(),
    }
}

fn container_line(world: &World, kind: &EventKind) -> String {
    match kind {
        EventKind::PullStarted { task, container } => {
            format!("{} pull started", part(world, *task, *container))
        }
        EventKind::PullStopped { task, container } => {
            format!("{} pull stopped", part(world, *task, *container))
        }
        EventKind::ContainerStatusChanged {
            task,
            container,
            to,
            exit_code,
            reason,
        } => {
            let code = match (to, exit_code) {
                (ContainerStatus::Stopped, Some(code)) => format!(", exit code {code}"),
                _ => String::new(),
            };
            let reason = reason.as_ref().map(|reason| format!(": {reason}"));
            let reason = reason.unwrap_or_default();
            let part = part(world, *task, *container);
            format!("{part} {}{code}{reason}", to.name())
        }
        EventKind::ContainerHealthChanged {
            task,
            container,
            to,
        } => {
            let part = part(world, *task, *container);
            format!("{part} healthStatus {}", to.name())
        }
        EventKind::ContainerRestarted {
            task,
            container,
            exit_code,
            restart_count,
        } => {
            let part = part(world, *task, *container);
            format!(
                "{part} ended with exit code {exit_code} and is started again, restartCount {restart_count}"
            )
        }
        EventKind::OutOfMemory {
            task,
            container,
            limit_mib,
        } => {
            let part = part(world, *task, *container);
            format!("{part} uses more than {limit_mib} MiB of memory and is killed")
        }
        EventKind::SignalSent {
            task,
            container,
            signal,
        } => {
            format!("{} gets {}", part(world, *task, *container), signal.name())
        }
        EventKind::TargetRegistered { target_group, task } => {
            format!(
                "target {} registered in {}",
                short(*task),
                group(world, *target_group)
            )
        }
        EventKind::TargetStateChanged { task, from, to, .. } => {
            format!("target {} {} -> {}", short(*task), state(*from), state(*to))
        }
        EventKind::TargetDeregistered { target_group, task } => {
            format!(
                "target {} deregistered from {}",
                short(*task),
                group(world, *target_group)
            )
        }
        EventKind::RequestsCut {
            task, count, cause, ..
        } => {
            format!(
                "target {}: {count} requests cut off, {}",
                short(*task),
                crate::failure(*cause)
            )
        }
        _ => unreachable!("every kind of event has a line"),
    }
}

fn said(world: &World, id: sim::ServiceId, message: &ServiceMessage) -> String {
    let name = service(world, id);
    let target_group = message
        .target_group()
        .map_or_else(String::new, |id| world.target_group_arn(id));
    format!("event: {}", message.text(&name, &target_group))
}

const fn made_or_deleted(exists: bool) -> &'static str {
    if exists { "created" } else { "deleted" }
}

fn state(state: TargetState) -> String {
    state.reason_code().map_or_else(
        || state.name().to_owned(),
        |code| format!("{} ({code})", state.name()),
    )
}

pub(crate) fn short(id: TaskId) -> String {
    let mut text = id.to_string();
    text.truncate(TaskId::SHORT_LENGTH);
    text
}

fn task(world: &World, id: TaskId) -> String {
    match world.task(id) {
        Some(task) => format!("task {} {}", task.short_id(), task.definition),
        None => format!("task {}", short(id)),
    }
}

fn part(world: &World, id: TaskId, container: usize) -> String {
    let name = world.task(id).map_or("", |task| {
        &task.definition.definition.container_definitions[container].name
    });
    format!("{} container {name}", task(world, id))
}

fn service(world: &World, id: sim::ServiceId) -> String {
    world
        .service(id)
        .map_or_else(String::new, |service| service.name.clone())
}

fn group(world: &World, id: TargetGroupId) -> String {
    world
        .target_group(id)
        .map_or_else(String::new, |group| group.name.clone())
}

fn faults_line(faults: ProcessFaults) -> String {
    let mut wrong = Vec::new();
    if faults.health_fails {
        wrong.push("answers health checks with 500".to_owned());
    }
    if faults.slowdown > 1 {
        wrong.push(format!("is {} times slower", faults.slowdown));
    }
    if faults.ignores_sigterm {
        wrong.push("ignores SIGTERM".to_owned());
    }
    if wrong.is_empty() {
        return "behaves as its image again".to_owned();
    }
    format!("from now on {}", wrong.join(", "))
}
