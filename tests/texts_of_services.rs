//! AWS's texts to the letter: what services, deployments and targets say.

use expect_test::expect;
use sim::{
    DeploymentId, Failing, FailureReason, HookFailure, HookFailureCause, InstanceId,
    LifecycleStage, PlacementShortfall, ProbeFailure, RebalancingMessage, RegistrationFailure,
    ServiceMessage, StatusReason, TargetGroupId, TargetState, TaskId, Time, UnusedReason,
};

use crate::support::Setup;

/// Ids are 32 hexadecimal digits, or 19 decimal ones: both become `{id}`.
fn without_ids(text: &str) -> String {
    let is_id = |word: &str| {
        let digits = word.trim_start_matches("ecs-svc/").trim_start_matches("i-");
        digits.len() >= 16 && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
    };
    let mut plain = String::new();
    for word in text.split_inclusive([' ', '(', ')', '.']) {
        let bare = word.trim_end_matches([' ', '(', ')', '.']);
        if is_id(bare) {
            let kind = ["ecs-svc/", "i-"]
                .into_iter()
                .find(|kind| bare.starts_with(kind));
            plain += kind.unwrap_or_default();
            plain += "{id}";
            plain += &word[bare.len()..];
        } else {
            plain += word;
        }
    }
    plain
}

fn unhealthy(instance: Option<InstanceId>, failure: ProbeFailure) -> ServiceMessage {
    ServiceMessage::Unhealthy {
        task: TaskId::UNKNOWN,
        instance,
        port: 80,
        target_group: TargetGroupId::UNKNOWN,
        failure,
    }
}

fn closest(reason: FailureReason) -> ServiceMessage {
    let shortfall = PlacementShortfall::Closest(InstanceId::UNKNOWN, reason);
    ServiceMessage::Unplaceable(shortfall)
}

fn messages(deployment: DeploymentId) -> Vec<ServiceMessage> {
    let (task, group) = (TaskId::UNKNOWN, TargetGroupId::UNKNOWN);
    let zones = vec![("a-1".to_owned(), 3), ("a-2".to_owned(), 1)];
    let zone = || "a-2".to_owned();
    vec![
        ServiceMessage::Started(vec![task, task]),
        ServiceMessage::ReplacedUnhealthy(vec![task]),
        ServiceMessage::StoppedRunning(vec![task]),
        ServiceMessage::StoppedPending(2),
        ServiceMessage::Registered(group, 2),
        ServiceMessage::Deregistered(group, 2),
        ServiceMessage::BegunDraining(2),
        unhealthy(None, ProbeFailure::Status(503)),
        unhealthy(None, ProbeFailure::TimedOut),
        unhealthy(Some(InstanceId::UNKNOWN), ProbeFailure::Refused),
        unhealthy(Some(InstanceId::UNKNOWN), ProbeFailure::Stopped),
        ServiceMessage::FailedContainerHealthChecks(task),
        ServiceMessage::DeploymentCompleted(deployment),
        ServiceMessage::DeploymentFailed(deployment, Failing::CircuitBreaker),
        ServiceMessage::DeploymentFailed(deployment, Failing::Alarm),
        ServiceMessage::RollingBack(deployment),
        ServiceMessage::CouldNotLaunch(2, deployment),
        ServiceMessage::SteadyState,
        ServiceMessage::Unplaceable(PlacementShortfall::NoInstances),
        closest(FailureReason::Cpu),
        closest(FailureReason::Memory),
        closest(FailureReason::Ports),
        closest(FailureReason::Eni),
        closest(FailureReason::Gpu),
        closest(FailureReason::Agent),
        closest(FailureReason::Attribute),
        ServiceMessage::Unplaceable(PlacementShortfall::NoSpotCapacity),
        ServiceMessage::Unplaceable(PlacementShortfall::ProvisioningLimit),
        ServiceMessage::Stuck,
        ServiceMessage::StartImpaired,
        ServiceMessage::OperationsThrottled,
        ServiceMessage::HeldByProtection(deployment, 2),
        ServiceMessage::Rebalancing(RebalancingMessage::NotBalanced(zones.clone())),
        ServiceMessage::Rebalancing(RebalancingMessage::Balanced(zones)),
        ServiceMessage::Rebalancing(RebalancingMessage::Started(zone(), vec![task])),
        ServiceMessage::Rebalancing(RebalancingMessage::Stopped(zone(), vec![task])),
        ServiceMessage::Rebalancing(RebalancingMessage::Unplaceable(zone(), true)),
        ServiceMessage::Rebalancing(RebalancingMessage::Unplaceable(zone(), false)),
        ServiceMessage::Rebalancing(RebalancingMessage::Held(deployment, 2)),
        ServiceMessage::Rebalancing(RebalancingMessage::Ended),
        ServiceMessage::FailedToRegister(group, RegistrationFailure::TargetGroupNotFound),
        ServiceMessage::FailedToRegister(group, RegistrationFailure::TooManyTargets),
        ServiceMessage::TargetGroupNotFound {
            deployment,
            task,
            target_group: group,
        },
    ]
}

#[test]
fn services_speak_awss_sentences() {
    let deployment = Setup::default().build().service().primary().id;
    let said = messages(deployment).into_iter().map(|message| {
        let text = message.text("web", "arn");
        without_ids(&text) + "\n"
    });
    expect![[r#"
        (service web) has started 2 tasks: (task {id}) (task {id}).
        (service web) has started 1 tasks: (task {id}). Amazon ECS replaced 1 tasks due to an unhealthy status.
        (service web) has stopped 1 running tasks: (task {id}).
        (service web) stopped 2 pending tasks.
        (service web) registered 2 targets in (target-group arn)
        (service web) deregistered 2 targets in (target-group arn)
        (service web) has begun draining connections on 2 tasks.
        (service web) (task {id}) (port 80) is unhealthy in (target-group arn) due to (reason Health checks failed with these codes: [503]).
        (service web) (task {id}) (port 80) is unhealthy in (target-group arn) due to (reason Request timed out).
        (service web) (task {id}) (instance i-{id}) (port 80) is unhealthy in (target-group arn) due to (reason Health checks failed)
        (service web) (task {id}) (instance i-{id}) (port 80) is unhealthy in (target-group arn) due to (reason Target is in the stopped state)
        (service web) (task {id}) failed container health checks.
        (service web) (deployment ecs-svc/{id}) deployment completed.
        (service web) (deployment ecs-svc/{id}) deployment failed: tasks failed to start.
        (service web) (deployment ecs-svc/{id}) deployment failed: alarm detected.
        (service web) rolling back to deployment ecs-svc/{id}.
        (service web) could not launch 2 tasks for deployment ecs-svc/{id}.
        (service web) has reached a steady state.
        (service web) was unable to place a task because no container instance met all of its requirements. Reason: No Container Instances were found in your cluster. For more information, see the Troubleshooting section of the Amazon ECS Developer Guide.
        (service web) was unable to place a task because no container instance met all of its requirements. The closest matching (container-instance {id}) has insufficient CPU units available. For more information, see the Troubleshooting section of the Amazon ECS Developer Guide.
        (service web) was unable to place a task because no container instance met all of its requirements. The closest matching (container-instance {id}) has insufficient memory available. For more information, see the Troubleshooting section of the Amazon ECS Developer Guide.
        (service web) was unable to place a task because no container instance met all of its requirements. The closest matching (container-instance {id}) is already using a port required by your task. For more information, see the Troubleshooting section of the Amazon ECS Developer Guide.
        (service web) was unable to place a task because no container instance met all of its requirements. The closest matching (container-instance {id}) encountered error "RESOURCE:ENI". For more information, see the Troubleshooting section of the Amazon ECS Developer Guide.
        (service web) was unable to place a task because no container instance met all of its requirements. The closest matching (container-instance {id}) encountered error "RESOURCE:GPU". For more information, see the Troubleshooting section of the Amazon ECS Developer Guide.
        (service web) was unable to place a task because no container instance met all of its requirements. The closest matching (container-instance {id}) encountered error "AGENT". For more information, see the Troubleshooting section of the Amazon ECS Developer Guide.
        (service web) was unable to place a task because no container instance met all of its requirements. The closest matching (container-instance {id}) is missing an attribute required by your task. For more information, see the Troubleshooting section of the Amazon ECS Developer Guide.
        (service web) was unable to place a task. Reason: Capacity is unavailable at this time. Please try again later or in a different availability zone.
        (service web) was unable to place tasks in your cluster because the tasks provisioning capacity limit was exceeded.
        (service web) was unable to stop or start tasks during a deployment because of the service deployment configuration. Update the minimumHealthyPercent or maximumPercent value and try again.
        (service web) is unable to consistently start tasks successfully. For more information, see the Troubleshooting section of the Amazon ECS Developer Guide.
        (service web) operations are being throttled. Will try again later.
        (service web) was unable to reach steady state because (taskSet ecs-svc/{id}) was unable to scale in due to (reason 2 tasks under protection)
        (service web) is not AZ balanced with 3 tasks in a-1, 1 tasks in a-2. AZ Rebalancing in progress.
        (service web) is AZ balanced with 3 tasks in a-1, 1 tasks in a-2.
        (service web) has started 1 tasks in a-2 to AZ Rebalance: (task {id}).
        (service web) has stopped 1 running tasks in a-2 due to AZ rebalancing: (task {id}).
        (service web) is unable to place a task in a-2 because no container instance met all of its requirements.
        (service web) is unable to place a task in a-2.
        (service web) was unable to AZ Rebalance because ecs-svc/{id} was unable to scale in due to 2 tasks under protection.
        (service web) stopped AZ Rebalancing.
        (service web) failed to register targets in (target-group arn) with (error One or more target groups not found)
        (service web) failed to register targets in (target-group arn) with (error You've reached the limit on the number of targets)
        (service web) task set (ecs-svc/{id}) (task {id}) is not healthy in target-group (arn) due to TARGET GROUP IS NOT FOUND.
    "#]].assert_eq(&said.collect::<String>());
}

#[test]
fn service_deployments_say_why_they_ended() {
    let reasons = [
        StatusReason::CircuitBreakerRolledBack,
        StatusReason::CircuitBreakerStopped,
        StatusReason::AlarmRolledBack,
        StatusReason::AlarmStopped,
        StatusReason::RequestedRollback,
        StatusReason::RequestedStop,
        StatusReason::Superseded,
        StatusReason::InvalidNetwork,
        StatusReason::HookFailed(HookFailure {
            stage: LifecycleStage::PreScaleUp,
            target_arn: Some("arn:aws:lambda:check".to_owned()),
            cause: HookFailureCause::Failed,
        }),
        StatusReason::TimedOut(LifecycleStage::ScaleUp),
    ];
    let texts = reasons.iter().map(|reason| reason.text() + "\n");
    expect![[r#"
        Service deployment rolled back because the circuit breaker threshold was exceeded.
        Service deployment stopped because the circuit breaker threshold was exceeded.
        Service deployment rolled back because an alarm was detected.
        Service deployment stopped because an alarm was detected.
        Service deployment rolled back because it was requested.
        Service deployment stopped because it was requested.
        Service deployment stopped because the service was updated or deleted.
        Service deployment rolled back because of invalid networking configuration. Both targetGroup and alternateTargetGroup must be associated with the productionListenerRule or testListenerRule.
        Service deployment rolled back because PRE_SCALE_UP lifecycle hook(s) failed. Lifecycle hook target arn:aws:lambda:check returned FAILED status.
        Service deployment rolled back because SCALE_UP timed out.
    "#]].assert_eq(&texts.collect::<String>());
}

#[test]
fn targets_have_awss_states_codes_and_descriptions() {
    let (since, until) = (Time::ZERO, Time::ZERO);
    let states = [
        TargetState::Registering,
        TargetState::Initial,
        TargetState::Healthy,
        TargetState::Unhealthy(ProbeFailure::Status(503)),
        TargetState::Unhealthy(ProbeFailure::TimedOut),
        TargetState::Unhealthy(ProbeFailure::Refused),
        TargetState::UnhealthyDraining {
            failure: ProbeFailure::TimedOut,
            until,
        },
        TargetState::Unused(UnusedReason::NotRegistered),
        TargetState::Unused(UnusedReason::NotInUse),
        TargetState::Unused(UnusedReason::ZoneNotEnabled),
        TargetState::Unused(UnusedReason::Stopped),
        TargetState::Draining { since, until },
    ];
    let lines = states.map(|state| {
        let code = state.reason_code().unwrap_or("-");
        let description = state.description().unwrap_or_else(|| "-".to_owned());
        format!("{} {code} {description}\n", state.name())
    });
    expect![[r#"
        initial Elb.RegistrationInProgress Target registration is in progress
        initial Elb.InitialHealthChecking Initial health checks in progress
        healthy - -
        unhealthy Target.ResponseCodeMismatch Health checks failed with these codes: [503]
        unhealthy Target.Timeout Request timed out
        unhealthy Target.FailedHealthChecks Health checks failed
        unhealthy.draining Target.Timeout Request timed out
        unused Target.NotRegistered Target is not registered to the target group
        unused Target.NotInUse Target group is not configured to receive traffic from the load balancer
        unused Target.NotInUse Target is in an Availability Zone that is not enabled for the load balancer
        unused Target.InvalidState Target is in the stopped state
        draining Target.DeregistrationInProgress Target deregistration is in progress
    "#]].assert_eq(&lines.concat());
}

/// `rolloutStateReason` of a deployment in each state that it comes to.
#[test]
fn deployments_say_in_one_sentence_how_far_they_are() {
    let mut stage = Setup::default().build();
    let in_progress = stage.service().primary().rollout_state_reason();
    stage.settle();
    let mut primary = stage.service().primary().clone();
    let mut texts = vec![in_progress, primary.rollout_state_reason()];
    for failing in [Failing::CircuitBreaker, Failing::Alarm, Failing::Stopped] {
        primary.failing = Some(failing);
        primary.rollout_state = sim::RolloutState::Failed;
        primary.rolls_back_to = None;
        texts.push(primary.rollout_state_reason());
        primary.rollout_state = sim::RolloutState::InProgress;
        primary.rolls_back_to = Some(primary.id);
        texts.push(primary.rollout_state_reason());
    }
    let lines = texts.iter().map(|text| without_ids(text) + "\n");
    expect![[r#"
        ECS deployment ecs-svc/{id} in progress.
        ECS deployment ecs-svc/{id} completed.
        ECS deployment circuit breaker: tasks failed to start.
        ECS deployment circuit breaker: rolling back to deploymentId ecs-svc/{id}.
        ECS deployment failed: alarm detected.
        ECS deployment alarms: rolling back to deploymentId ecs-svc/{id}.
        ECS deployment ecs-svc/{id} stopped.
        ECS deployment stopped: rolling back to deploymentId ecs-svc/{id}.
    "#]]
    .assert_eq(&lines.collect::<String>());
}
