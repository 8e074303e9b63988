//! DAEMON services: one task on every instance, first to come and last to go.

mod failing;
mod room;

use sim::{
    Attribute, Command, CreateService, Duration, EventKind, EventSequence, InstanceId,
    InstanceStatus, LaunchInstance, LaunchType, PlacementConstraint, PlacementConstraintType,
    PlacementStrategy, PlacementStrategyType, Response, RolloutState, SchedulingStrategy,
    ServiceId, ServiceStatus, Task, TaskDefinition, TaskStatus, UpdateService, Zone,
};

use crate::support::{Setup, Stage, accept, bridge};

fn daemon_definition(image: &str) -> TaskDefinition {
    let mut definition = bridge(image);
    definition.family = "agent".to_owned();
    definition
}

fn daemon_input(stage: &Stage) -> CreateService {
    CreateService {
        task_definition: Some("agent".to_owned()),
        scheduling_strategy: SchedulingStrategy::Daemon,
        ..CreateService::of(stage.cluster, "agent")
    }
}

fn create(stage: &mut Stage, input: CreateService) -> ServiceId {
    let command = Command::CreateService(Box::new(input));
    match accept(&mut stage.timeline, command) {
        Response::Service { service, .. } => service,
        other => panic!("{other:?} is no answer to CreateService"),
    }
}

fn register(stage: &mut Stage, image: &str) {
    let definition = Box::new(daemon_definition(image));
    accept(
        &mut stage.timeline,
        Command::RegisterTaskDefinition(definition),
    );
}

/// So many instances, a replica service with so many tasks, and a daemon, which the stage is about.
fn with_daemon(
    instance_count: usize,
    replicas: u32,
    change: impl FnOnce(&mut CreateService),
) -> Stage {
    let mut stage = Setup {
        balanced: false,
        desired_count: replicas,
        definition: bridge("shop/web:1"),
        ..Setup::default()
    }
    .on_instances(&vec!["c6i.large"; instance_count])
    .build();
    register(&mut stage, "shop/agent:1");
    let mut input = daemon_input(&stage);
    change(&mut input);
    stage.service = create(&mut stage, input);
    stage
}

fn launch(stage: &mut Stage, instance_type: &str) -> InstanceId {
    let input = LaunchInstance::of(stage.cluster, instance_type, Zone(0));
    match accept(&mut stage.timeline, input.into()) {
        Response::Instance(instance) => instance,
        other => panic!("{other:?} is no answer to a launch"),
    }
}

fn deploy_next(stage: &mut Stage) {
    register(stage, "shop/agent:2");
    let update = UpdateService {
        task_definition: Some("agent".to_owned()),
        ..UpdateService::of(stage.service)
    };
    accept(
        &mut stage.timeline,
        Command::UpdateService(Box::new(update)),
    );
}

/// The instances on which tasks of the daemon run.
fn homes(stage: &Stage) -> Vec<InstanceId> {
    let tasks = stage.tasks_in(TaskStatus::Running);
    let mut homes: Vec<_> = tasks.iter().filter_map(|task| task.instance).collect();
    homes.sort();
    homes
}

fn sorted(mut instances: Vec<InstanceId>) -> Vec<InstanceId> {
    instances.sort();
    instances
}

#[test]
fn a_daemon_runs_one_task_on_every_instance_and_counts_them_as_its_desired_count() {
    let mut stage = with_daemon(3, 0, |_| ());
    stage.settle();
    assert_eq!(homes(&stage), sorted(stage.instances()));
    assert_eq!(stage.service().desired_count, 3);
    let percents = &stage.service().deployment_configuration;
    assert_eq!(
        (percents.minimum_healthy_percent, percents.maximum_percent),
        (0, 100)
    );
    let fourth = launch(&mut stage, "c6i.large");
    stage.pass(Duration::from_secs(20));
    assert_eq!(stage.service().desired_count, 4);
    stage.settle();
    assert!(homes(&stage).contains(&fourth));
    let gone = stage.instances()[0];
    accept(
        &mut stage.timeline,
        Command::TerminateInstance { instance: gone },
    );
    stage.pass(Duration::from_secs(20));
    assert_eq!(stage.service().desired_count, 3);
    stage.settle();
    assert_eq!(homes(&stage).len(), 3);
}

#[test]
fn on_a_new_instance_the_daemon_comes_before_the_tasks_that_wait_for_room() {
    for seed in 1..=12 {
        let mut stage = Setup {
            seed,
            balanced: false,
            desired_count: 30,
            definition: bridge("shop/web:1"),
            ..Setup::default()
        }
        .on_instances(&["t3.small"])
        .build();
        register(&mut stage, "shop/agent:1");
        stage.pass(Duration::from_secs(120));
        let input = daemon_input(&stage);
        let replicas = core::mem::replace(&mut stage.service, ServiceId::UNKNOWN);
        stage.service = create(&mut stage, input);
        stage.pass(Duration::from_secs(60));
        let new = launch(&mut stage, "t3.small");
        stage.pass(Duration::from_secs(15));
        let events = stage.timeline.events_since(EventSequence(0)).iter();
        let order: Vec<ServiceId> = events
            .filter_map(|event| match event.kind {
                EventKind::TaskCreated {
                    instance: Some(instance),
                    service: Some(service),
                    ..
                } if instance == new => Some(service),
                _ => None,
            })
            .collect();
        assert_eq!(order[0], stage.service, "seed {seed}: the daemon is first");
        assert!(order[1..].iter().all(|service| *service == replicas) && order.len() > 1);
    }
}

#[test]
fn room_for_a_daemon_is_kept_while_its_task_is_replaced() {
    // The instance is full of replicas but for the daemon, and more replicas wait.
    let mut stage = with_daemon(1, 1, |_| ());
    stage.settle();
    let instance = stage.instances()[0];
    let more = stage
        .timeline
        .world()
        .services()
        .find(|service| service.name == "web")
        .map(|service| service.id)
        .expect("it was created");
    let update = UpdateService {
        desired_count: Some(50),
        ..UpdateService::of(more)
    };
    accept(
        &mut stage.timeline,
        Command::UpdateService(Box::new(update)),
    );
    stage.pass(Duration::from_secs(120));
    deploy_next(&mut stage);
    stage.settle();
    let new = stage.tasks_in(TaskStatus::Running);
    assert_eq!(new.len(), 1);
    assert_eq!(new[0].definition.revision, 2);
    assert_eq!(new[0].instance, Some(instance));
}

#[test]
fn on_a_draining_instance_the_daemon_stops_last() {
    let mut stage = with_daemon(2, 2, |_| ());
    stage.settle();
    let instance = stage.instances()[0];
    let is_daemon = |task: &&Task| task.service() == Some(stage.service);
    let daemon = stage.tasks_on(instance).into_iter().find(is_daemon);
    let daemon = daemon.expect("it runs there").id;
    let other = stage
        .tasks_on(instance)
        .into_iter()
        .find(|task| task.id != daemon)
        .expect("so does a replica")
        .id;
    stage.set_state(instance, InstanceStatus::Draining);
    stage.settle();
    let world = stage.timeline.world();
    let other = world.task(other).expect("it is described");
    let daemon = world.task(daemon).expect("it is described");
    assert!(daemon.stopping_at >= other.stopped_at() && other.stopped_at().is_some());
    assert_eq!(stage.service().desired_count, 1);
}

/// The most daemon tasks that were missing at once while a deployment replaced four of them.
fn most_missing(minimum_healthy_percent: u32) -> usize {
    let mut stage = with_daemon(4, 0, |input| {
        input.minimum_healthy_percent = Some(minimum_healthy_percent);
    });
    stage.settle();
    deploy_next(&mut stage);
    let mut most = 0;
    while stage.service().primary().rollout_state == RolloutState::InProgress {
        stage.pass(Duration::from_secs(1));
        let running = stage.tasks_in(TaskStatus::Running);
        let active = running.iter().filter(|task| task.is_active());
        most = most.max(4 - active.count());
    }
    let mut each: Vec<_> = stage
        .tasks_in(TaskStatus::Running)
        .iter()
        .map(|task| (task.instance, task.definition.revision))
        .collect();
    each.sort();
    each.dedup();
    assert_eq!(each.len(), 4, "one on each instance");
    assert!(each.iter().all(|(_, revision)| *revision == 2));
    most
}

#[test]
fn a_daemon_deployment_leaves_as_many_instances_without_a_task_as_the_minimum_allows() {
    assert_eq!(most_missing(0), 4);
    assert_eq!(most_missing(50), 2);
    assert_eq!(most_missing(75), 1);
}

#[test]
fn a_daemon_deployment_with_both_percents_at_100_does_not_move_and_says_so() {
    let mut stage = with_daemon(2, 0, |input| {
        input.minimum_healthy_percent = Some(100);
    });
    stage.settle();
    let from = stage.next_event();
    deploy_next(&mut stage);
    stage.pass(Duration::from_secs(300));
    let said = stage.said(from);
    assert_eq!(said.len(), 1);
    assert!(
        said[0]
            .1
            .text("agent", "")
            .starts_with("(service agent) was unable to stop or start tasks during a deployment")
    );
    let old = stage.tasks_in(TaskStatus::Running);
    assert!(old.iter().all(|task| task.definition.revision == 1));
}

#[test]
fn a_daemon_that_matches_its_constraints_no_more_is_stopped() {
    let mut stage = with_daemon(2, 0, |input| {
        input.placement_constraints = vec![PlacementConstraint {
            r#type: PlacementConstraintType::MemberOf,
            expression: Some("attribute:stack == blue".to_owned()),
        }];
    });
    stage.settle();
    assert_eq!(stage.service().desired_count, 0, "no instance matches");
    let instance = stage.instances()[1];
    let paint = |stage: &mut Stage, color: &str| {
        let attribute = Attribute {
            name: "stack".to_owned(),
            value: Some(color.to_owned()),
        };
        let command = Command::PutAttributes {
            cluster: stage.cluster,
            attributes: vec![(instance, attribute)],
        };
        accept(&mut stage.timeline, command);
    };
    paint(&mut stage, "blue");
    stage.pass(Duration::from_secs(120));
    assert_eq!(homes(&stage), [instance]);
    let from = stage.next_event();
    paint(&mut stage, "red");
    stage.pass(Duration::from_secs(120));
    assert!(homes(&stage).is_empty());
    let violated = stage.timeline.events_since(from).iter();
    let violated =
        violated.filter(|event| matches!(event.kind, EventKind::DaemonConstraintViolated { .. }));
    assert_eq!(violated.count(), 1);
    assert_eq!(stage.service().desired_count, 0);
}

#[test]
fn a_daemon_without_room_says_what_its_instance_lacks_and_comes_when_there_is_room() {
    let mut stage = with_daemon(1, 8, |_| ());
    let instance = stage.instances()[0];
    // The replicas came first: nothing was known of a daemon then.
    let mut full = Setup {
        balanced: false,
        desired_count: 50,
        definition: bridge("shop/web:1"),
        ..Setup::default()
    }
    .on_instances(&["t3.small"])
    .build();
    full.pass(Duration::from_secs(60));
    register(&mut full, "shop/agent:1");
    let input = daemon_input(&full);
    let replicas = full.service;
    full.service = create(&mut full, input);
    full.pass(Duration::from_secs(60));
    let said = full.service().events.iter();
    assert!(
        said.into_iter()
            .any(|event| event.text.contains("was unable to place a task")),
        "it says so"
    );
    let update = UpdateService {
        desired_count: Some(0),
        ..UpdateService::of(replicas)
    };
    accept(&mut full.timeline, Command::UpdateService(Box::new(update)));
    full.pass(Duration::from_secs(180));
    assert_eq!(homes(&full).len(), 1);
    stage.settle();
    assert_eq!(homes(&stage), [instance]);
}

#[test]
fn a_daemon_takes_no_desired_count_no_strategy_no_fargate_and_no_maximum_above_100() {
    let mut stage = with_daemon(1, 0, |_| ());
    let base = CreateService {
        service_name: "other".to_owned(),
        ..daemon_input(&stage)
    };
    let refused = |stage: &mut Stage, input| stage.refusal(Command::CreateService(Box::new(input)));
    let desired = "InvalidParameterException: The daemon scheduling strategy does not support a desired count for \
                   services. Remove the desired count value and try again";
    let counted = CreateService {
        desired_count: Some(1),
        ..base.clone()
    };
    assert_eq!(refused(&mut stage, counted), desired);
    let strategy = CreateService {
        placement_strategy: vec![PlacementStrategy {
            r#type: PlacementStrategyType::Random,
            field: None,
        }],
        ..base.clone()
    };
    assert_eq!(
        refused(&mut stage, strategy),
        "InvalidParameterException: The daemon scheduling strategy does not support placement strategies. Remove the \
         placement strategy and try again"
    );
    let fargate = CreateService {
        launch_type: LaunchType::Fargate,
        ..base.clone()
    };
    assert!(refused(&mut stage, fargate).contains("FARGATE"));
    let more = CreateService {
        maximum_percent: Some(200),
        ..base.clone()
    };
    assert!(refused(&mut stage, more).contains("does not support values above 100"));
    let uncounted = CreateService {
        scheduling_strategy: SchedulingStrategy::Replica,
        ..base
    };
    assert!(refused(&mut stage, uncounted).contains("desired count is required"));
    let update = UpdateService {
        desired_count: Some(5),
        ..UpdateService::of(stage.service)
    };
    assert_eq!(
        stage.refusal(Command::UpdateService(Box::new(update))),
        desired
    );
}

#[test]
fn a_daemon_is_deleted_without_force() {
    let mut stage = with_daemon(2, 0, |_| ());
    stage.settle();
    let delete = Command::DeleteService {
        service: stage.service,
        force: false,
    };
    accept(&mut stage.timeline, delete);
    assert_eq!(stage.service().status, ServiceStatus::Draining);
    stage.pass(Duration::from_secs(120));
    assert_eq!(stage.service().status, ServiceStatus::Inactive);
    assert!(homes(&stage).is_empty());
}
