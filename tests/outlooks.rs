//! What a service does and waits for, as its outlook says it, one sentence a test.

use sim::{
    Activity, Command, Duration, Fault, Image, InstanceStatus, Loss, OnSigterm, ProcessFaults,
    TaskStatus, UpdateService, UpdateTaskProtection, Wait,
};

use crate::support::{Setup, Stage, accept, bridge, definition};

fn activity(stage: &Stage) -> Activity {
    stage.timeline.world().outlook(stage.service()).activity
}

fn wait(stage: &Stage) -> Option<Wait> {
    stage.timeline.world().outlook(stage.service()).wait
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

/// A service without a load balancer, whose tasks go on after SIGTERM for 30 s.
fn stubborn() -> Stage {
    let image = Image {
        on_sigterm: OnSigterm::Ignores,
        ..Image::default()
    };
    let mut stage = Setup {
        balanced: false,
        images: vec![("shop/web:1", image)],
        ..Setup::default()
    }
    .build();
    assert!(matches!(activity(&stage), Activity::Starting(_)));
    stage.settle();
    stage
}

#[test]
fn a_service_scales_out_and_in_and_is_idle_when_it_wants_nothing() {
    let mut stage = stubborn();
    assert_eq!((activity(&stage), wait(&stage)), (Activity::Steady, None));
    scale(&mut stage, 3);
    stage.pass(Duration::from_secs(1));
    assert_eq!(activity(&stage), Activity::ScalingOut);
    stage.settle();
    assert_eq!(activity(&stage), Activity::Steady);
    scale(&mut stage, 0);
    stage.pass(Duration::from_secs(1));
    assert_eq!(activity(&stage), Activity::ScalingIn, "three are too many");
    stage.pass(Duration::from_secs(20));
    let outlook = stage.timeline.world().outlook(stage.service());
    assert_eq!(outlook.leaving_count, 3);
    assert_eq!(outlook.healthy_count, 0);
    assert_eq!(activity(&stage), Activity::Idle, "nothing is left to do");
    stage.settle();
    assert_eq!((activity(&stage), wait(&stage)), (Activity::Idle, None));
}

#[test]
fn a_service_recovers_when_a_task_ended_by_itself_and_not_when_it_was_scaled_in() {
    let mut stage = stubborn();
    let task = stage.tasks_in(TaskStatus::Running)[0].id;
    let kill = Command::KillContainer {
        task,
        container: 0,
        exit_code: 1,
    };
    accept(&mut stage.timeline, kill);
    stage.pass(Duration::from_secs(15));
    assert_eq!(
        activity(&stage),
        Activity::Recovering(Some(Loss::Ended(task)))
    );
}

#[test]
fn a_service_recovers_while_one_of_its_tasks_is_unhealthy() {
    let mut stage = Setup::default().build();
    stage.settle();
    let task = stage.tasks_in(TaskStatus::Running)[0].id;
    let fault = Fault::Process {
        task,
        container: 0,
        faults: ProcessFaults {
            health_fails: true,
            ..ProcessFaults::default()
        },
    };
    accept(&mut stage.timeline, Command::Fault(fault));
    stage.pass(Duration::from_secs(75));
    let unhealthy = Loss::Unhealthy(task);
    assert_eq!(activity(&stage), Activity::Recovering(Some(unhealthy)));
}

#[test]
fn a_service_moves_off_the_instances_that_drain_and_is_deleted_and_gone() {
    let mut stage = Setup {
        balanced: false,
        definition: bridge("shop/web:1"),
        ..Setup::default()
    }
    .on_instances(&["c6i.large", "c6i.large"])
    .build();
    stage.settle();
    let instance = stage.instances()[0];
    let count = stage.tasks_on(instance).len();
    stage.set_state(instance, InstanceStatus::Draining);
    assert_eq!(
        activity(&stage),
        Activity::MovingOff(u32::try_from(count).expect("they are few"))
    );
    let delete = Command::DeleteService {
        service: stage.service,
        force: true,
    };
    accept(&mut stage.timeline, delete);
    assert_eq!(activity(&stage), Activity::Deleting);
    stage.pass(Duration::from_secs(120));
    assert_eq!((activity(&stage), wait(&stage)), (Activity::Gone, None));
}

#[test]
fn a_service_that_would_scale_in_waits_for_the_end_of_a_protection() {
    let mut stage = stubborn();
    let tasks: Vec<_> = stage
        .tasks_in(TaskStatus::Running)
        .iter()
        .map(|task| task.id)
        .collect();
    let protect = UpdateTaskProtection {
        cluster: stage.cluster,
        tasks: tasks.clone(),
        protection_enabled: true,
        expires_in_minutes: Some(10),
    };
    accept(
        &mut stage.timeline,
        Command::UpdateTaskProtection(Box::new(protect)),
    );
    let until = stage.now() + Duration::from_secs(600);
    scale(&mut stage, 1);
    stage.pass(Duration::from_secs(30));
    assert!(
        matches!(wait(&stage), Some(Wait::Protection { until: end, .. }) if end == until),
        "{:?}",
        wait(&stage)
    );
    let world = stage.timeline.world();
    let (known, failures) = world
        .task_protection(stage.cluster, &[])
        .expect("the cluster exists");
    assert!(failures.is_empty());
    assert_eq!(known.len(), 2);
    assert!(
        known
            .iter()
            .all(|(task, end)| tasks.contains(task) && *end == Some(until))
    );
    stage.pass(Duration::from_secs(640));
    let world = stage.timeline.world();
    let (known, failures) = world
        .task_protection(stage.cluster, &[])
        .expect("the cluster exists");
    assert!(failures.is_empty(), "who has stopped is not asked about");
    assert_eq!(known.len(), 1);
}

#[test]
fn the_counts_of_a_revision_tell_running_tasks_from_those_to_come() {
    let mut stage = stubborn();
    stage.deploy(definition("shop/web:2"));
    while stage.tasks_in(TaskStatus::Pending).is_empty() {
        stage.pass(Duration::from_millis(500));
    }
    let service = stage.service();
    let counts: Vec<(u32, u32, u32)> = service
        .deployments
        .iter()
        .map(|deployment| {
            let world = stage.timeline.world();
            let counts = world.revision_counts(service, deployment.revision.id);
            (counts.requested, counts.running, counts.pending)
        })
        .collect();
    let running = stage.tasks_in(TaskStatus::Running).len();
    assert_eq!(running, 2, "the old ones");
    assert_eq!(counts, [(2, 0, 2), (0, 2, 0)]);
}
