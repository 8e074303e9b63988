//! What Amazon ECS would send to Amazon EventBridge.

use document::eventbridge::{EventBridge, ServiceAction, pretty_text, texts};
use expect_test::{expect, expect_file};
use sim::{
    CapacityProvider, CapacityProviderStrategyItem, Command, EventKind, EventSequence, Failing,
    FailureReason, InstanceId, PlacementShortfall, RebalancingMessage, RegistrationFailure,
    ServiceMessage, SpotCapacity, TargetGroupId, TaskId,
};

use crate::command_line::{say, say_to};
use crate::support::{Setup, Stage, accept, bridge};

/// The history of a stage as it goes over the bus.
fn sent(stage: &Stage) -> Vec<String> {
    let events = stage.timeline.events_since(EventSequence(0));
    let mut bus = EventBridge::default();
    let sent = events
        .iter()
        .flat_map(|event| bus.texts(stage.timeline.world(), event));
    sent.collect()
}

fn with<'a>(sent: &'a [String], part: &str) -> Vec<&'a String> {
    sent.iter().filter(|text| text.contains(part)).collect()
}

/// A deployment on Fargate whose image is missing.
#[test]
fn a_history_on_fargate_goes_over_the_bus_as_the_specification_says() {
    let said = say(&[
        "run",
        concat!(env!("CARGO_MANIFEST_DIR"), "/scripts/missing_image.json"),
        "--format",
        "eventbridge",
    ]);
    assert_eq!((said.code, said.errors.as_str()), (0, ""));
    expect_file!["golden/eventbridge/missing_image.txt"].assert_eq(&said.output);
}

/// A task on a container instance that drains and is deregistered.
#[test]
fn a_history_on_an_instance_goes_over_the_bus_as_the_specification_says() {
    let script = r#"{"until": "40s", "calls": [
      {"at": 0, "call": "CreateCluster"},
      {"at": 0, "call": "LaunchInstances", "input": {"instanceType": "t3.small", "availabilityZone": "a"}},
      {"at": 0, "call": "RegisterTaskDefinition", "input": {"family": "job", "containerDefinitions": [
        {"name": "app", "image": "nginx", "cpu": 128, "memory": 300, "memoryReservation": 200,
         "portMappings": [{"containerPort": 80, "hostPort": 8080}]}]}},
      {"at": "1s", "call": "RunTask", "input": {"taskDefinition": "job", "startedBy": "night", "overrides": {"containerOverrides": [
        {"name": "app", "command": ["serve"], "environment": [{"name": "A", "value": "b"}], "cpu": 64}]}}},
      {"at": "30s", "call": "DeregisterContainerInstance", "input": {"containerInstance": "default/1", "force": true}}
    ]}"#;
    let said = say_to(&["run", "-", "--format", "eventbridge"], script.as_bytes());
    assert_eq!((said.code, said.errors.as_str()), (0, ""));
    expect_file!["golden/eventbridge/instance.txt"].assert_eq(&said.output);
}

#[test]
fn each_thing_that_a_service_says_has_its_action_or_none() {
    let deployment = Setup::default().build().service().primary().id;
    let (task, instance) = (TaskId::UNKNOWN, InstanceId::UNKNOWN);
    let messages = [
        ServiceMessage::Started(vec![task]),
        ServiceMessage::ReplacedUnhealthy(vec![task]),
        ServiceMessage::StoppedRunning(vec![task]),
        ServiceMessage::StoppedPending(1),
        ServiceMessage::Registered(TargetGroupId::UNKNOWN, 1),
        ServiceMessage::Deregistered(TargetGroupId::UNKNOWN, 1),
        ServiceMessage::BegunDraining(1),
        ServiceMessage::FailedContainerHealthChecks(task),
        ServiceMessage::DeploymentCompleted(deployment),
        ServiceMessage::DeploymentFailed(deployment, Failing::CircuitBreaker),
        ServiceMessage::SteadyState,
        ServiceMessage::Unplaceable(PlacementShortfall::NoInstances),
        ServiceMessage::Unplaceable(PlacementShortfall::Closest(instance, FailureReason::Cpu)),
        ServiceMessage::Unplaceable(PlacementShortfall::Closest(instance, FailureReason::Agent)),
        ServiceMessage::Unplaceable(PlacementShortfall::NoSpotCapacity),
        ServiceMessage::Stuck,
        ServiceMessage::StartImpaired,
        ServiceMessage::HeldByProtection(deployment, 2),
        ServiceMessage::Rebalancing(RebalancingMessage::Held(deployment, 1)),
        ServiceMessage::RollingBack(deployment),
        ServiceMessage::Rebalancing(RebalancingMessage::NotBalanced(vec![])),
        ServiceMessage::Rebalancing(RebalancingMessage::Balanced(vec![])),
        ServiceMessage::Rebalancing(RebalancingMessage::Started("a".to_owned(), vec![task])),
        ServiceMessage::Rebalancing(RebalancingMessage::Stopped("a".to_owned(), vec![task])),
        ServiceMessage::Rebalancing(RebalancingMessage::Unplaceable("a".to_owned(), true)),
        ServiceMessage::Rebalancing(RebalancingMessage::Ended),
        ServiceMessage::OperationsThrottled,
        ServiceMessage::FailedToRegister(
            TargetGroupId::UNKNOWN,
            RegistrationFailure::TooManyTargets,
        ),
        ServiceMessage::TargetGroupNotFound {
            deployment,
            task,
            target_group: TargetGroupId::UNKNOWN,
        },
        ServiceMessage::CouldNotLaunch(1, deployment),
        ServiceMessage::Unplaceable(PlacementShortfall::ProvisioningLimit),
    ];
    let lines: Vec<String> = messages
        .iter()
        .map(|message| match ServiceAction::of(message) {
            None => {
                let text = format!("{message:?}");
                let name = text.split('(').next().unwrap();
                format!("{name}: none")
            }
            Some(action) => format!(
                "{} {} {}",
                action.event_type.name(),
                action.event_name,
                action.shortage.reason.unwrap_or_default()
            )
            .trim_end()
            .to_owned(),
        })
        .collect();
    expect![[r#"
        INFO TASKS_STARTED
        INFO TASKS_STARTED
        INFO TASKS_STOPPED
        INFO TASKS_STOPPED
        Registered: none
        Deregistered: none
        BegunDraining: none
        FailedContainerHealthChecks: none
        INFO SERVICE_DEPLOYMENT_COMPLETED
        ERROR SERVICE_DEPLOYMENT_FAILED tasks failed to start
        INFO SERVICE_STEADY_STATE
        ERROR SERVICE_TASK_PLACEMENT_FAILURE NO ACTIVE INSTANCES
        ERROR SERVICE_TASK_PLACEMENT_FAILURE RESOURCE:CPU
        ERROR SERVICE_TASK_PLACEMENT_FAILURE AGENT
        ERROR SERVICE_TASK_PLACEMENT_FAILURE RESOURCE:FARGATE
        Stuck: none
        WARN SERVICE_TASK_START_IMPAIRED
        INFO TASKSET_SCALE_IN_FAILURE_BY_TASK_PROTECTION 2 tasks under protection
        INFO TASKSET_SCALE_IN_FAILURE_BY_TASK_PROTECTION 1 tasks under protection
        RollingBack: none
        INFO SERVICE_REBALANCING_STARTED
        INFO SERVICE_REBALANCING_COMPLETED
        INFO TASKS_STARTED
        INFO TASKS_STOPPED
        ERROR SERVICE_TASK_PLACEMENT_FAILURE
        INFO SERVICE_REBALANCING_STOPPED
        ERROR ECS_OPERATION_THROTTLED
        FailedToRegister: none
        TargetGroupNotFound { deployment: DeploymentId: none
        CouldNotLaunch: none
        ERROR SERVICE_TASK_PLACEMENT_FAILURE tasks provisioning capacity limit
    "#]]
    .assert_eq(&(lines.join("\n") + "\n"));
}

#[test]
fn a_task_without_a_place_names_the_closest_instance_and_what_it_lacks() {
    let mut stage = Setup {
        balanced: false,
        definition: bridge("shop/web:1"),
        desired_count: 9,
        ..Setup::default()
    }
    .on_instances(&["t3.small"])
    .build();
    stage.pass(sim::Duration::from_secs(60));
    let sent = sent(&stage);
    let failures = with(&sent, "SERVICE_TASK_PLACEMENT_FAILURE");
    assert_eq!(failures.len(), 1, "{failures:?}");
    let instance = stage.timeline.world().instances().next().unwrap().id;
    let arn = stage.timeline.world().instance_arn(instance);
    let reason = format!(r#""containerInstanceArns":["{arn}"],"reason":"RESOURCE:MEMORY""#);
    assert!(failures[0].contains(&reason), "{failures:?}");
    assert!(
        failures[0].contains(r#""eventType":"ERROR""#),
        "{failures:?}"
    );
}

#[test]
fn fargate_spot_without_capacity_is_a_placement_failure_of_its_provider() {
    let mut stage = Setup {
        balanced: false,
        capacity: vec![CapacityProviderStrategyItem {
            capacity_provider: CapacityProvider::FargateSpot,
            base: 0,
            weight: 1,
        }],
        ..Setup::default()
    }
    .build();
    accept(
        &mut stage.timeline,
        Command::ChangeSpotCapacity(SpotCapacity::Unavailable),
    );
    stage.pass(sim::Duration::from_secs(120));
    let sent = sent(&stage);
    let failures = with(&sent, "SERVICE_TASK_PLACEMENT_FAILURE");
    let arn = "arn:aws:ecs:ap-northeast-2:111122223333:capacity-provider/FARGATE_SPOT";
    let said = format!(r#""capacityProviderArns":["{arn}"],"reason":"RESOURCE:FARGATE""#);
    assert!(failures[0].contains(&said), "{failures:?}");
}

#[test]
fn a_service_that_is_steady_says_so_for_each_of_its_capacity_providers() {
    let item = |capacity_provider, base| CapacityProviderStrategyItem {
        capacity_provider,
        base,
        weight: 1,
    };
    let mut stage = Setup {
        balanced: false,
        capacity: vec![
            item(CapacityProvider::Fargate, 1),
            item(CapacityProvider::FargateSpot, 0),
        ],
        ..Setup::default()
    }
    .build();
    stage.settle();
    let sent = sent(&stage);
    let steady = with(&sent, "\"eventName\":\"CAPACITY_PROVIDER_STEADY_STATE\"");
    let providers = ["FARGATE", "FARGATE_SPOT"];
    assert_eq!(steady.len(), providers.len());
    for (text, provider) in steady.iter().zip(providers) {
        let arn = format!("arn:aws:ecs:ap-northeast-2:111122223333:capacity-provider/{provider}");
        let said = format!(r#""capacityProviderArns":["{arn}"],"createdAt""#);
        assert!(text.contains(&said), "{text}");
        assert!(text.contains(r#""eventType":"INFO""#), "{text}");
    }
    let deployment = with(&sent, "\"eventName\":\"SERVICE_DEPLOYMENT_IN_PROGRESS\"");
    assert_eq!(deployment.len(), 2, "as an action and as a change of state");
}

#[test]
fn every_event_has_an_id_of_its_own_and_the_same_history_has_the_same() {
    let mut stage = Setup::default().build();
    stage.settle();
    let sent = sent(&stage);
    let id = |text: &String| text.split('"').nth(7).unwrap().to_owned();
    let ids: std::collections::BTreeSet<String> = sent.iter().map(id).collect();
    assert_eq!(ids.len(), sent.len());
    let mut again = Setup::default().build();
    again.settle();
    assert_eq!(self::sent(&again), sent);
}

#[test]
fn what_amazon_ecs_does_not_know_is_not_sent() {
    let mut stage = Setup::default().build();
    stage.settle();
    let events = stage.timeline.events_since(EventSequence(0));
    let unknown = events
        .iter()
        .find(|event| matches!(event.kind, EventKind::PullStarted { .. }));
    let unknown = unknown.expect("an image is pulled");
    assert_eq!(
        texts(stage.timeline.world(), None, unknown),
        Vec::<String>::new()
    );
}

#[test]
fn a_deployment_that_its_circuit_breaker_ends_has_failed_with_its_reason() {
    let script = r#"{"until": "20m", "calls": [
      {"at": 0, "call": "CreateCluster"},
      {"at": 0, "call": "PushImage", "input": {"image": "gone", "behaviour": {"isMissing": true}}},
      {"at": 0, "call": "RegisterTaskDefinition", "input": {"family": "web", "networkMode": "awsvpc", "cpu": "256", "memory": "512",
        "requiresCompatibilities": ["FARGATE"], "containerDefinitions": [{"name": "app", "image": "gone"}]}},
      {"at": 0, "call": "CreateService", "input": {"serviceName": "web", "taskDefinition": "web", "desiredCount": 3, "launchType": "FARGATE",
        "networkConfiguration": {"awsvpcConfiguration": {"subnets": ["a"]}},
        "deploymentConfiguration": {"deploymentCircuitBreaker": {"enable": true, "rollback": false}}}}
    ]}"#;
    let said = say_to(&["run", "-", "--format", "eventbridge"], script.as_bytes());
    assert_eq!((said.code, said.errors.as_str()), (0, ""));
    let failed = "\"eventType\":\"ERROR\",\"eventName\":\"SERVICE_DEPLOYMENT_FAILED\",\"deploymentId\":\"ecs-svc/";
    let lines: Vec<String> = said.output.lines().map(str::to_owned).collect();
    let failures = with(&lines, failed);
    assert_eq!(failures.len(), 1, "{}", said.output);
    let reason = "\"reason\":\"ECS deployment circuit breaker: tasks failed to start.\"}}";
    assert!(failures[0].ends_with(reason), "{}", failures[0]);
}

#[test]
fn an_event_is_the_same_with_line_breaks() {
    let mut stage = Setup::default().build();
    stage.settle();
    let without_spaces = |text: &str| text.split_whitespace().collect::<String>();
    let world = stage.timeline.world();
    let mut count = 0;
    for event in stage.timeline.events_since(EventSequence(0)) {
        for (ordinal, text) in texts(world, None, event).iter().enumerate() {
            let pretty = pretty_text(world, None, event, ordinal).expect("it was sent");
            assert!(pretty.lines().count() > 5, "{pretty}");
            assert_eq!(without_spaces(&pretty), without_spaces(text));
            count += 1;
        }
        let beyond = texts(world, None, event).len();
        assert_eq!(pretty_text(world, None, event, beyond), None);
    }
    assert!(count > 10);
}
