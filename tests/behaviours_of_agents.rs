//! What becomes of an instance whose agent is not connected, and of its tasks, one sentence a test.

use sim::{
    Command, Connectivity, ContainerHealthCheck, DesiredStatus, Duration, FailureReason,
    HealthAnswer, HealthStatus, HowDisconnected, Image, InstanceId, PlacementShortfall,
    ServiceMessage, Task, TaskId, TaskStatus, UpdateService,
};

use crate::support::{Setup, Stage, accept, bridge};

fn setup() -> Setup {
    Setup {
        delay_seconds: 10,
        balanced: false,
        definition: bridge("shop/web:1"),
        ..Setup::default()
    }
}

/// Two steady tasks on two instances; the first instance and the task on it.
fn steady(setup: Setup) -> (Stage, InstanceId, TaskId) {
    let mut stage = setup.on_instances(&["m5.large", "m5.large"]).build();
    stage.settle();
    let instance = stage.instances()[0];
    let task = stage.tasks_on(instance)[0].id;
    (stage, instance, task)
}

fn disconnect(stage: &mut Stage, instance: InstanceId, how: HowDisconnected) {
    accept(
        &mut stage.timeline,
        Command::DisconnectAgent { instance, how },
    );
}

fn connect(stage: &mut Stage, instance: InstanceId) {
    accept(&mut stage.timeline, Command::ConnectAgent { instance });
}

fn kill(stage: &mut Stage, task: TaskId) {
    let kill = Command::KillContainer {
        task,
        container: 0,
        exit_code: 3,
    };
    accept(&mut stage.timeline, kill);
}

fn stop(stage: &mut Stage, task: TaskId) {
    let stop = Command::StopTask {
        cluster: None,
        task,
        reason: None,
    };
    accept(&mut stage.timeline, stop);
}

fn scale(stage: &mut Stage, desired_count: u32) {
    let update = UpdateService {
        desired_count: Some(desired_count),
        ..UpdateService::of(stage.service)
    };
    accept(
        &mut stage.timeline,
        Command::UpdateService(Box::new(update)),
    );
}

fn task(stage: &Stage, id: TaskId) -> &Task {
    stage.timeline.world().task(id).expect("it is described")
}

fn is_connected(stage: &Stage, instance: InstanceId) -> bool {
    let instance = stage.timeline.world().instance(instance);
    instance.expect("it is registered").agent_connected
}

#[test]
fn a_silent_agent_is_disconnected_after_three_minutes_and_a_polite_one_at_once() {
    let (mut stage, instance, _) = steady(setup());
    disconnect(&mut stage, instance, HowDisconnected::Silent);
    stage.pass(Duration::from_millis(179_999));
    assert!(is_connected(&stage, instance));
    stage.pass(Duration::from_millis(1));
    assert!(!is_connected(&stage, instance));
    let other = stage.instances()[1];
    disconnect(&mut stage, other, HowDisconnected::Clean);
    assert!(!is_connected(&stage, other));
}

#[test]
fn a_task_tells_whether_its_agent_is_connected_and_since_when() {
    let (mut stage, instance, id) = steady(setup());
    let connectivity = |stage: &Stage| stage.timeline.world().connectivity(task(stage, id));
    let created_at = task(&stage, id).created_at();
    disconnect(&mut stage, instance, HowDisconnected::Clean);
    assert_eq!(
        connectivity(&stage),
        (Connectivity::Disconnected, created_at)
    );
    stage.pass(Duration::from_secs(60));
    connect(&mut stage, instance);
    assert_eq!(connectivity(&stage), (Connectivity::Connected, stage.now()));
}

#[test]
fn an_agent_that_is_back_before_it_was_missed_was_never_disconnected() {
    let (mut stage, instance, id) = steady(setup());
    disconnect(&mut stage, instance, HowDisconnected::Silent);
    stage.pass(Duration::from_secs(100));
    connect(&mut stage, instance);
    stage.pass(Duration::from_secs(600));
    assert!(is_connected(&stage, instance));
    let (_, since) = stage.timeline.world().connectivity(task(&stage, id));
    assert_eq!(since, task(&stage, id).created_at());
}

#[test]
fn without_its_agent_an_instance_gets_no_tasks() {
    let (mut stage, instance, _) = steady(setup());
    let other = stage.instances()[1];
    disconnect(&mut stage, instance, HowDisconnected::Clean);
    scale(&mut stage, 3);
    stage.pass(Duration::from_secs(30));
    assert_eq!(stage.tasks_on(other).len(), 2);
    disconnect(&mut stage, other, HowDisconnected::Clean);
    scale(&mut stage, 4);
    let from = stage.next_event();
    stage.pass(Duration::from_secs(30));
    let said: Vec<ServiceMessage> = stage.said(from).into_iter().map(|(_, said)| said).collect();
    let [ServiceMessage::Unplaceable(shortfall)] = said[..] else {
        panic!("one message was expected: {said:?}");
    };
    assert!(matches!(
        shortfall,
        PlacementShortfall::Closest(_, FailureReason::Agent)
    ));
    connect(&mut stage, instance);
    stage.settle();
    assert_eq!(stage.tasks_in(TaskStatus::Running).len(), 4);
}

#[test]
fn containers_go_on_serving_without_their_agent() {
    let (mut stage, instance, id) = steady(Setup {
        balanced: true,
        requests_per_second: 20,
        ..setup()
    });
    disconnect(&mut stage, instance, HowDisconnected::Clean);
    let balancer = stage.load_balancer.expect("it is balanced");
    let totals = |stage: &Stage| {
        let balancer = stage.timeline.world().load_balancer(balancer);
        let totals = &balancer.expect("it exists").totals;
        (totals.answered, totals.failed_count())
    };
    let before = totals(&stage);
    stage.pass(Duration::from_secs(3_600));
    let after = totals(&stage);
    assert!(after.0 > before.0 + 3_600 * 19);
    assert_eq!(after.1, before.1);
    assert_eq!(task(&stage, id).last_status, TaskStatus::Running);
    assert_eq!(stage.tasks_on(instance).len(), 1);
    assert!(stage.service().steady_since.is_some());
}

#[test]
fn a_crash_behind_a_silent_agent_changes_nothing_until_the_agent_is_back() {
    let (mut stage, instance, id) = steady(setup());
    disconnect(&mut stage, instance, HowDisconnected::Clean);
    let crashed_at = stage.now();
    kill(&mut stage, id);
    stage.pass(Duration::from_secs(1_800));
    assert_eq!(task(&stage, id).last_status, TaskStatus::Running);
    assert_eq!(stage.service().tasks.len(), 2, "nothing replaces it");
    connect(&mut stage, instance);
    let ended = task(&stage, id);
    assert_eq!(
        ended.last_status,
        TaskStatus::Stopped,
        "all is told at once"
    );
    assert_eq!(ended.execution_stopped_at, Some(crashed_at));
    assert_eq!(ended.stopping_at, Some(stage.now()));
    assert_eq!(ended.containers[0].exit_code(), Some(3));
    let (code, reason) = ended.stop.as_ref().expect("it stopped");
    assert_eq!(
        format!("{} {reason}", code.name()),
        "EssentialContainerExited Essential container in task exited"
    );
    stage.pass(Duration::from_secs(10));
    stage.settle();
    assert_eq!(stage.tasks_in(TaskStatus::Running).len(), 2);
}

#[test]
fn the_load_balancer_still_sees_a_crash_behind_a_silent_agent() {
    let (mut stage, instance, id) = steady(Setup {
        balanced: true,
        ..setup()
    });
    disconnect(&mut stage, instance, HowDisconnected::Clean);
    kill(&mut stage, id);
    stage.pass(Duration::from_secs(300));
    let other = stage.instances()[1];
    assert_eq!(stage.tasks_on(other).len(), 2, "it was replaced elsewhere");
    let left = task(&stage, id);
    assert_eq!(
        (left.desired_status, left.last_status),
        (DesiredStatus::Stopped, TaskStatus::Running)
    );
    connect(&mut stage, instance);
    stage.pass(Duration::from_secs(30));
    stage.settle();
    assert!(
        stage.tasks_on(instance).iter().all(|task| task.id != id),
        "what comes back there is another task, for the balance of the zones"
    );
}

#[test]
fn a_stop_waits_for_the_agent() {
    let (mut stage, instance, id) = steady(Setup {
        balanced: true,
        ..setup()
    });
    disconnect(&mut stage, instance, HowDisconnected::Silent);
    stop(&mut stage, id);
    stage.pass(Duration::from_secs(600));
    let told = task(&stage, id);
    assert_eq!(
        (told.desired_status, told.last_status),
        (DesiredStatus::Stopped, TaskStatus::Running)
    );
    assert!(told.containers[0].is_alive());
    connect(&mut stage, instance);
    assert_eq!(task(&stage, id).last_status, TaskStatus::Deactivating);
    stage.pass(Duration::from_secs(60));
    assert_eq!(task(&stage, id).last_status, TaskStatus::Stopped);
}

#[test]
fn the_health_of_a_task_is_frozen_without_its_agent() {
    let mut checked = bridge("shop/web:1");
    checked.container_definitions[0].health_check = Some(ContainerHealthCheck {
        command: vec!["CMD".to_owned(), "check".to_owned()],
        interval: Duration::from_secs(5),
        ..ContainerHealthCheck::default()
    });
    let sick_later = Image {
        health: HealthAnswer::Status(500),
        ..Image::default()
    };
    let mut stage = Setup {
        desired_count: 1,
        definition: checked,
        images: vec![("shop/web:1", sick_later)],
        grace_seconds: 3_600,
        ..setup()
    }
    .on_instances(&["m5.large"])
    .build();
    stage.pass(Duration::from_secs(15));
    let instance = stage.instances()[0];
    let id = stage.tasks_on(instance)[0].id;
    assert_eq!(task(&stage, id).last_status, TaskStatus::Running);
    assert_eq!(task(&stage, id).health_status, HealthStatus::Unknown);
    disconnect(&mut stage, instance, HowDisconnected::Clean);
    stage.pass(Duration::from_secs(300));
    assert_eq!(task(&stage, id).health_status, HealthStatus::Unknown);
    connect(&mut stage, instance);
    assert_eq!(task(&stage, id).health_status, HealthStatus::Unhealthy);
}

#[test]
fn what_started_behind_a_silent_agent_is_running_when_the_agent_is_back() {
    let mut stage = setup().on_instances(&["m5.large"]).build();
    while stage.tasks_in(TaskStatus::Pending).len() < 2 {
        stage.pass(Duration::from_millis(500));
    }
    stage.pass(Duration::from_secs(3));
    let instance = stage.instances()[0];
    disconnect(&mut stage, instance, HowDisconnected::Silent);
    stage.pass(Duration::from_secs(60));
    let pending = stage.tasks_in(TaskStatus::Pending);
    assert_eq!(pending.len(), 2);
    assert!(pending.iter().all(|task| task.containers[0].is_alive()));
    connect(&mut stage, instance);
    assert_eq!(stage.tasks_in(TaskStatus::Running).len(), 2);
}

#[test]
fn a_task_placed_before_the_agent_was_missed_waits_for_it() {
    let mut stage = Setup {
        desired_count: 0,
        ..setup()
    }
    .on_instances(&["m5.large"])
    .build();
    let instance = stage.instances()[0];
    disconnect(&mut stage, instance, HowDisconnected::Silent);
    scale(&mut stage, 1);
    stage.pass(Duration::from_secs(600));
    assert_eq!(stage.tasks_in(TaskStatus::Pending).len(), 1);
    connect(&mut stage, instance);
    stage.settle();
    assert_eq!(stage.tasks_in(TaskStatus::Running).len(), 1);
}

#[test]
fn an_instance_terminated_without_its_agent_stays_registered() {
    let (mut stage, instance, id) = steady(setup());
    disconnect(&mut stage, instance, HowDisconnected::Clean);
    accept(&mut stage.timeline, Command::TerminateInstance { instance });
    stage.pass(Duration::from_secs(3_600));
    assert!(!is_connected(&stage, instance));
    assert_eq!(task(&stage, id).last_status, TaskStatus::Running);
    assert!(!task(&stage, id).containers[0].is_alive());
    assert_eq!(
        stage.refusal(Command::ConnectAgent { instance }),
        "PlaygroundException: The machine of this container instance is gone: nobody is there to connect."
    );
    let deregister = Command::DeregisterContainerInstance {
        cluster: stage.cluster,
        container_instance: instance,
        force: true,
    };
    accept(&mut stage.timeline, deregister);
    stage.pass(Duration::from_secs(10));
    stage.settle();
    assert_eq!(stage.tasks_on(stage.instances()[0]).len(), 2);
}
