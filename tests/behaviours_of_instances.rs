//! What becomes of container instances that drain, are deregistered or terminated, one sentence a test.

use sim::{
    Command, Duration, Failure, InstanceId, InstanceStatus, Response, ServiceMessage, TargetState,
    TaskStatus, UpdateService,
};

use crate::support::{Setup, Stage, accept, bridge, definition};

/// Tasks spread over instances of which each could take all of them.
pub(crate) fn setup(percents: (u32, u32)) -> Setup {
    Setup {
        percents,
        delay_seconds: 30,
        definition: bridge("shop/web:1"),
        ..Setup::default()
    }
    .on_instances(&["m5.xlarge", "m5.xlarge"])
}

pub(crate) fn steady(percents: (u32, u32)) -> Stage {
    let mut stage = setup(percents).build();
    stage.settle();
    stage
}

/// Lets time pass until the service is steady and what it stopped is gone.
fn settle(stage: &mut Stage) {
    stage.pass(Duration::from_secs(10));
    stage.settle();
    stage.pass(Duration::from_secs(60));
}

fn deregister(stage: &Stage, container_instance: InstanceId, force: bool) -> Command {
    Command::DeregisterContainerInstance {
        cluster: stage.cluster,
        container_instance,
        force,
    }
}

fn reason_of(task: &sim::Task) -> String {
    let (code, reason) = task.stop.as_ref().expect("it was told to stop");
    format!("{} {reason}", code.name())
}

#[test]
fn a_draining_instance_keeps_its_task_until_the_replacement_is_healthy() {
    let mut stage = steady((100, 200));
    let draining = stage.instances()[0];
    let old = stage.tasks_on(draining)[0].id;
    stage.set_state(draining, InstanceStatus::Draining);
    let world = |stage: &Stage| stage.timeline.world().task(old).cloned().expect("known");
    while world(&stage).is_active() {
        assert!(stage.service().steady_since.is_none(), "it is not steady");
        stage.pass(Duration::from_secs(1));
    }
    let healthy = stage
        .tasks_in(TaskStatus::Running)
        .into_iter()
        .filter(|task| {
            task.id != old && stage.timeline.world().counts_as_healthy(task, stage.now())
        })
        .count();
    assert_eq!(healthy, 2, "both wanted tasks are healthy elsewhere");
    assert_eq!(
        reason_of(&world(&stage)),
        "ServiceSchedulerInitiated Service web: container instance is in DRAINING state"
    );
    settle(&mut stage);
    assert_eq!(stage.tasks_on(draining).len(), 0);
}

#[test]
fn below_100_a_draining_task_may_stop_before_its_replacement_is_there() {
    let mut stage = steady((50, 100));
    let draining = stage.instances()[0];
    stage.set_state(draining, InstanceStatus::Draining);
    stage.pass(Duration::from_secs(10));
    let status = |stage: &Stage| stage.tasks_on(draining)[0].last_status;
    assert_eq!(status(&stage), TaskStatus::Deactivating);
    let running = stage.tasks_in(TaskStatus::Running).len();
    assert_eq!(
        (running, stage.tasks_on(stage.instances()[1]).len()),
        (1, 1),
        "at a maximum of 100 the replacement waits until the task has stopped"
    );
    settle(&mut stage);
    assert_eq!(stage.tasks_on(stage.instances()[1]).len(), 2);
}

#[test]
fn at_100_100_draining_moves_nothing() {
    let mut stage = steady((100, 200));
    let update = UpdateService {
        maximum_percent: Some(100),
        ..UpdateService::of(stage.service)
    };
    accept(
        &mut stage.timeline,
        Command::UpdateService(Box::new(update)),
    );
    let draining = stage.instances()[0];
    let before: Vec<_> = stage.service().tasks.iter().copied().collect();
    stage.set_state(draining, InstanceStatus::Draining);
    let from = stage.next_event();
    stage.pass(Duration::from_secs(3_600));
    let after: Vec<_> = stage.service().tasks.iter().copied().collect();
    assert_eq!(before, after);
    assert_eq!(stage.service().steady_since, None);
    assert!(
        stage
            .said(from)
            .iter()
            .any(|(_, message)| *message == ServiceMessage::Stuck)
    );
}

#[test]
fn a_task_that_does_not_run_yet_is_stopped_as_soon_as_its_instance_drains() {
    let mut stage = setup((100, 200)).build();
    while stage.tasks_in(TaskStatus::Pending).len() < 2 {
        stage.pass(Duration::from_millis(500));
    }
    let draining = stage.instances()[0];
    let pending = stage.tasks_on(draining)[0].id;
    let from = stage.next_event();
    stage.set_state(draining, InstanceStatus::Draining);
    let task = stage.timeline.world().task(pending).expect("known");
    assert_eq!(task.last_status, TaskStatus::Stopped);
    assert_eq!(
        reason_of(task),
        "ServiceSchedulerInitiated Service web: container instance is in DRAINING state"
    );
    assert_eq!(
        stage.said(from),
        [(stage.now(), ServiceMessage::StoppedPending(1))]
    );
    settle(&mut stage);
    assert_eq!(stage.tasks_on(stage.instances()[1]).len(), 2);
}

#[test]
fn a_drained_instance_stays_draining_until_it_is_set_active() {
    let mut stage = steady((100, 200));
    let draining = stage.instances()[0];
    stage.set_state(draining, InstanceStatus::Draining);
    stage.pass(Duration::from_secs(4 * 3_600));
    let status = |stage: &Stage| {
        stage
            .timeline
            .world()
            .instance(draining)
            .map(|it| it.status)
    };
    assert_eq!(status(&stage), Some(InstanceStatus::Draining));
    stage.set_state(draining, InstanceStatus::Active);
    stage.deploy(bridge("shop/web:2"));
    settle(&mut stage);
    assert!(!stage.tasks_on(draining).is_empty(), "it takes tasks again");
}

#[test]
fn an_instance_that_is_active_again_keeps_its_tasks() {
    let mut stage = steady((100, 200));
    let draining = stage.instances()[0];
    let task = stage.tasks_on(draining)[0].id;
    stage.set_state(draining, InstanceStatus::Draining);
    stage.set_state(draining, InstanceStatus::Active);
    let from = stage.next_event();
    settle(&mut stage);
    stage.pass(Duration::from_secs(60));
    assert_eq!(stage.tasks_on(draining)[0].id, task);
    let said: Vec<ServiceMessage> = stage.said(from).into_iter().map(|(_, said)| said).collect();
    assert_eq!(said, [ServiceMessage::SteadyState]);
}

#[test]
fn a_deployment_does_not_complete_while_a_task_is_on_a_draining_instance() {
    let mut stage = steady((100, 200));
    let draining = stage.instances()[0];
    let update = UpdateService {
        maximum_percent: Some(100),
        ..UpdateService::of(stage.service)
    };
    accept(
        &mut stage.timeline,
        Command::UpdateService(Box::new(update)),
    );
    stage.set_state(draining, InstanceStatus::Draining);
    let rejected = UpdateService {
        minimum_healthy_percent: Some(50),
        force_new_deployment: true,
        ..UpdateService::of(stage.service)
    };
    accept(
        &mut stage.timeline,
        Command::UpdateService(Box::new(rejected)),
    );
    settle(&mut stage);
    assert_eq!(stage.tasks_on(draining).len(), 0);
    assert_eq!(stage.tasks_on(stage.instances()[1]).len(), 2);
}

#[test]
fn the_states_of_instances_that_are_not_there_are_failures() {
    let mut stage = steady((100, 200));
    let [first, second] = stage.instances()[..] else {
        panic!("there are two instances");
    };
    let other = setup((100, 200)).on_instances(&["m5.large"; 7]).build();
    let unknown = other.instances()[6];
    accept(
        &mut stage.timeline,
        Command::TerminateInstance { instance: first },
    );
    let cluster = stage.cluster;
    let update = |container_instances: Vec<InstanceId>| Command::UpdateContainerInstancesState {
        cluster,
        container_instances,
        status: InstanceStatus::Draining,
    };
    let answer = accept(&mut stage.timeline, update(vec![first, second, unknown]));
    let arn = |id: InstanceId| {
        format!("arn:aws:ecs:ap-northeast-2:111122223333:container-instance/default/{id}")
    };
    let failure = |id, reason: &str| Failure {
        arn: Some(arn(id)),
        reason: reason.to_owned(),
    };
    assert_eq!(
        answer,
        Response::Instances {
            changed: vec![second],
            failures: vec![failure(first, "INACTIVE"), failure(unknown, "MISSING")],
        }
    );
    assert_eq!(
        stage.refusal(update(vec![])),
        "ClientException: Container Instances cannot be empty."
    );
    assert_eq!(
        stage.refusal(update(vec![second; 11])),
        "InvalidParameterException: containerInstances can have at most 10 entries."
    );
    let text = InstanceStatus::requested("INACTIVE").expect_err("only two may be asked for");
    assert_eq!(
        text.to_string(),
        "InvalidParameterException: Container instance status should be one of [ACTIVE, DRAINING]"
    );
    assert_eq!(
        InstanceStatus::requested("DRAINING"),
        Ok(InstanceStatus::Draining)
    );
}

#[test]
fn an_instance_with_tasks_is_deregistered_only_by_force() {
    let mut stage = steady((100, 200));
    let instance = stage.instances()[0];
    let command = deregister(&stage, instance, false);
    assert_eq!(
        stage.refusal(command.clone()),
        "InvalidParameterException: Found running tasks on the instance."
    );
    stage.set_state(instance, InstanceStatus::Draining);
    settle(&mut stage);
    assert_eq!(
        accept(&mut stage.timeline, command.clone()),
        Response::Instance(instance)
    );
    assert_eq!(
        stage.refusal(command),
        format!("InvalidParameterException: Referenced container instance {instance} not found.")
    );
}

#[test]
fn a_forced_deregistration_gives_the_tasks_up_and_their_service_replaces_them() {
    let mut stage = steady((100, 200));
    let instance = stage.instances()[0];
    let lost = stage.tasks_on(instance)[0].id;
    let command = deregister(&stage, instance, true);
    accept(&mut stage.timeline, command);
    let task = stage.timeline.world().task(lost).expect("it is described");
    assert_eq!(task.last_status, TaskStatus::Stopped);
    assert_eq!(
        reason_of(task),
        "UserInitiated Container instance deregistration forced by user"
    );
    let group = stage.target_group.expect("it is balanced");
    let targets = &stage
        .timeline
        .world()
        .target_group(group)
        .expect("it exists")
        .targets;
    assert!(matches!(targets[&lost].state, TargetState::Draining { .. }));
    settle(&mut stage);
    assert_eq!(stage.tasks_in(TaskStatus::Running).len(), 2);
}

#[test]
fn a_container_of_a_task_that_was_given_up_may_end_and_nobody_notices() {
    let mut stage = steady((100, 200));
    let instance = stage.instances()[0];
    let task = stage.tasks_on(instance)[0].id;
    let command = deregister(&stage, instance, true);
    accept(&mut stage.timeline, command);
    let kill = Command::KillContainer {
        task,
        container: 0,
        exit_code: 1,
    };
    accept(&mut stage.timeline, kill);
    let task = stage.timeline.world().task(task).expect("it is described");
    assert_eq!(task.last_status, TaskStatus::Stopped);
    assert_eq!(task.containers[0].exit_code(), Some(1));
}

#[test]
fn the_requests_at_a_task_that_was_given_up_are_answered() {
    let slow = sim::Image {
        request: sim::Span::secs(20, 20),
        ..sim::Image::default()
    };
    let mut stage = Setup {
        requests_per_second: 20,
        images: vec![("shop/web:1", slow)],
        ..setup((100, 200))
    }
    .build();
    settle(&mut stage);
    let instance = stage.instances()[0];
    let balancer = stage.load_balancer.expect("it is balanced");
    let failed = |stage: &Stage| {
        let world = stage.timeline.world();
        let totals = &world.load_balancer(balancer).expect("it exists").totals;
        totals.failed_count()
    };
    let before = failed(&stage);
    let command = deregister(&stage, instance, true);
    accept(&mut stage.timeline, command);
    stage.pass(Duration::from_secs(120));
    assert_eq!(failed(&stage), before);
}

#[test]
fn what_is_asked_in_another_cluster_is_refused_with_both_names() {
    let mut stage = steady((100, 200));
    let name = "other".to_owned();
    let answer = accept(&mut stage.timeline, Command::CreateCluster { name });
    let Response::Cluster(other) = answer else {
        panic!("CreateCluster answers with a cluster");
    };
    let instance = stage.instances()[0];
    let task = stage.tasks_on(instance)[0].id;
    let commands = [
        Command::DeregisterContainerInstance {
            cluster: other,
            container_instance: instance,
            force: true,
        },
        Command::StopTask {
            cluster: Some(other),
            task,
            reason: None,
        },
    ];
    for command in commands {
        assert_eq!(
            stage.refusal(command),
            "InvalidParameterException: Identifier is for cluster default. Your cluster is other"
        );
    }
}

#[test]
fn a_task_that_nobody_knows_cannot_be_stopped() {
    let mut stage = steady((100, 200));
    let other = Setup {
        definition: definition("shop/web:1"),
        seed: 8,
        desired_count: 5,
        ..Setup::default()
    };
    let mut other = other.build();
    other.settle();
    let task = other.tasks_in(TaskStatus::Running)[4].id;
    let command = Command::StopTask {
        cluster: None,
        task,
        reason: None,
    };
    assert_eq!(
        stage.refusal(command),
        "InvalidParameterException: The referenced task was not found."
    );
}
