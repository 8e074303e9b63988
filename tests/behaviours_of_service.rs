//! What services do, one sentence a test.

use sim::{
    Command, Duration, LoadBalancerInput, ServiceMessage, ServiceStatus, TaskStatus, UpdateService,
};

use crate::support::{Setup, Stage, accept, bridge, definition};

fn update(stage: &mut Stage, change: impl FnOnce(&mut UpdateService)) {
    let mut input = UpdateService::of(stage.service);
    change(&mut input);
    accept(&mut stage.timeline, Command::UpdateService(Box::new(input)));
}

fn refusal(stage: &mut Stage, change: impl FnOnce(&mut UpdateService)) -> String {
    let mut input = UpdateService::of(stage.service);
    change(&mut input);
    let refused = stage
        .timeline
        .submit(Command::UpdateService(Box::new(input)));
    refused.expect_err("this update is refused").to_string()
}

#[test]
fn registering_a_revision_changes_nothing_until_the_service_is_updated() {
    let mut stage = Setup::default().build();
    stage.settle();
    let before = (
        stage.service().deployments.clone(),
        stage.service().tasks.clone(),
    );
    accept(
        &mut stage.timeline,
        Command::RegisterTaskDefinition(Box::new(definition("shop/web:2"))),
    );
    stage.pass(Duration::from_secs(600));
    assert_eq!(
        (
            stage.service().deployments.clone(),
            stage.service().tasks.clone()
        ),
        before
    );
}

#[test]
fn rolling_back_by_hand_is_a_deployment_of_the_old_revision() {
    let mut stage = Setup {
        delay_seconds: 10,
        ..Setup::default()
    }
    .build();
    stage.settle();
    stage.deploy(definition("shop/web:2"));
    stage.settle();
    assert_eq!(stage.service().primary().definition.to_string(), "web:2");
    update(&mut stage, |input| {
        input.task_definition = Some("web:1".to_owned());
    });
    stage.settle();
    let revisions: Vec<String> = stage
        .tasks_in(TaskStatus::Running)
        .iter()
        .map(|task| task.definition.to_string())
        .collect();
    assert_eq!(revisions, ["web:1", "web:1"]);
    assert_eq!(
        stage.timeline.world().revisions("web").len(),
        2,
        "nothing was registered"
    );
}

#[test]
fn a_deployment_that_is_overtaken_gives_way_to_the_newest() {
    let mut stage = Setup {
        delay_seconds: 10,
        ..Setup::default()
    }
    .build();
    stage.settle();
    stage.deploy(definition("shop/web:2"));
    stage.pass(Duration::from_secs(25));
    stage.deploy(definition("shop/web:3"));
    stage.pass(Duration::from_secs(15));
    assert_eq!(
        stage.service().deployments.len(),
        3,
        "one PRIMARY and two ACTIVE"
    );
    stage.settle();
    assert_eq!(stage.service().deployments.len(), 1);
    let revisions: Vec<u32> = stage
        .tasks_in(TaskStatus::Running)
        .iter()
        .map(|task| task.definition.revision)
        .collect();
    assert_eq!(revisions, [3, 3]);
}

#[test]
fn counts_and_percents_start_no_deployment() {
    let mut stage = Setup::default().build();
    stage.settle();
    let deployment = stage.service().primary().id;
    update(&mut stage, |input| {
        input.desired_count = Some(4);
        input.minimum_healthy_percent = Some(50);
        input.maximum_percent = Some(150);
        input.health_check_grace_period = Some(Duration::from_secs(9));
    });
    stage.settle();
    assert_eq!(stage.service().primary().id, deployment);
    assert_eq!(stage.tasks_in(TaskStatus::Running).len(), 4);
}

#[test]
fn steady_is_said_again_after_six_hours() {
    let mut stage = Setup {
        desired_count: 1,
        ..Setup::default()
    }
    .build();
    stage.settle();
    let from = stage.next_event();
    stage.pass(Duration::from_secs(13 * 3_600));
    let said = stage.said(from);
    assert_eq!(said.len(), 2, "{said:?}");
    assert!(
        said.iter()
            .all(|(_, message)| *message == ServiceMessage::SteadyState)
    );
}

#[test]
fn deleting_a_service_needs_force_and_drains_its_tasks() {
    let mut stage = Setup {
        delay_seconds: 30,
        ..Setup::default()
    }
    .build();
    stage.settle();
    let delete = |force| Command::DeleteService {
        service: stage.service,
        force,
    };
    let refused = stage
        .timeline
        .submit(delete(false))
        .expect_err("it wants tasks");
    assert_eq!(
        refused.to_string(),
        "InvalidParameterException: The service cannot be stopped while it is scaled above 0."
    );
    let forced = delete(true);
    accept(&mut stage.timeline, forced);
    stage.pass(Duration::from_secs(120));
    assert_eq!(stage.service().status, ServiceStatus::Inactive);
    assert_eq!(stage.tasks_in(TaskStatus::Stopped).len(), 2);
    let gone = refusal(&mut stage, |input| input.desired_count = Some(1));
    assert_eq!(gone, "ServiceNotActiveException: Service was not ACTIVE.");
}

#[test]
fn updates_are_refused_in_awss_words() {
    let mut stage = Setup::default().build();
    stage.settle();
    for unknown in ["web:9", "web:latest", "web:", "web:+1", "shop"] {
        let text = refusal(&mut stage, |input| {
            input.task_definition = Some(unknown.to_owned());
        });
        assert_eq!(
            text, "ClientException: TaskDefinition not found.",
            "{unknown}"
        );
    }
    accept(
        &mut stage.timeline,
        Command::RegisterTaskDefinition(Box::new(bridge("shop/web:1"))),
    );
    let bridged = refusal(&mut stage, |input| {
        input.task_definition = Some("web:2".to_owned());
    });
    assert_eq!(
        bridged,
        "InvalidParameterException: Task definition does not support launch_type FARGATE."
    );
    let target_group = stage.target_group.expect("there is one");
    let elsewhere = refusal(&mut stage, |input| {
        input.load_balancers = Some(vec![LoadBalancerInput {
            target_group,
            container_name: "proxy".to_owned(),
            container_port: 80,
            advanced_configuration: None,
        }]);
    });
    assert_eq!(
        elsewhere,
        "InvalidParameterException: The container proxy does not exist in the task definition."
    );
    let closed = refusal(&mut stage, |input| {
        input.load_balancers = Some(vec![LoadBalancerInput {
            target_group,
            container_name: "app".to_owned(),
            container_port: 81,
            advanced_configuration: None,
        }]);
    });
    assert_eq!(
        closed,
        "InvalidParameterException: The container app did not have a container port 81 defined."
    );
}
