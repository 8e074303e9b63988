//! What happens to tasks, one sentence a test.

use sim::{
    Command, ContainerDefinition, ContainerHealthCheck, Duration, EventKind, Image, OnSigterm,
    OwnExit, PullOutcome, ServiceMessage, StopCode, TaskStatus, UpdateService,
};

use crate::support::{Setup, Stage, accept, bridge, definition};

fn update(stage: &mut Stage, change: impl FnOnce(&mut UpdateService)) {
    let mut input = UpdateService::of(stage.service);
    change(&mut input);
    accept(&mut stage.timeline, Command::UpdateService(Box::new(input)));
}

fn with_image(image: Image, setup: Setup) -> Setup {
    Setup {
        images: vec![("shop/web:1", image)],
        ..setup
    }
}

#[test]
fn a_task_behind_a_delay_of_300_s_gets_sigterm_300_s_after_it_was_told_to_stop() {
    let mut stage = Setup::default().build();
    stage.settle();
    update(&mut stage, |input| input.desired_count = Some(1));
    stage.pass(Duration::from_secs(400));
    let stopped = stage
        .timeline
        .world()
        .tasks()
        .find(|task| !task.is_active())
        .expect("one task was stopped");
    let entered = |status| {
        let entry = stopped
            .history
            .iter()
            .find(|(entered, _)| *entered == status);
        entry.expect("the task passed this state").1
    };
    let drained = entered(TaskStatus::Stopping).since(entered(TaskStatus::Deactivating));
    assert_eq!(drained, Duration::from_secs(300));
}

#[test]
fn a_task_keeps_its_resources_until_its_containers_have_ended() {
    let mut stage = Setup {
        desired_count: 1,
        delay_seconds: 100,
        definition: bridge("shop/web:1"),
        ..Setup::default()
    }
    .on_instances(&["t3.small"])
    .build();
    stage.settle();
    let held = |stage: &Stage| {
        let instance = stage
            .timeline
            .world()
            .instances()
            .next()
            .expect("there is one");
        instance.instance_type.memory_mib() - instance.remaining_memory_mib()
    };
    update(&mut stage, |input| input.desired_count = Some(0));
    stage.pass(Duration::from_secs(60));
    assert_eq!(stage.tasks_in(TaskStatus::Deactivating).len(), 1);
    assert_eq!(held(&stage), 512, "draining holds");
    stage.pass(Duration::from_secs(100));
    assert_eq!(stage.tasks_in(TaskStatus::Stopped).len(), 1);
    assert_eq!(held(&stage), 0, "STOPPED gives back");
}

#[test]
fn without_health_checks_a_task_counts_40_s_after_it_runs() {
    let mut stage = Setup {
        desired_count: 1,
        balanced: false,
        ..Setup::default()
    }
    .build();
    stage.settle();
    let task = &stage.tasks_in(TaskStatus::Running)[0];
    let started = task.started_at.expect("it runs");
    let world = stage.timeline.world();
    let (just_before, then) = (Duration::from_millis(39_999), Duration::from_secs(40));
    assert!(!world.counts_as_healthy(task, started + just_before));
    assert!(world.counts_as_healthy(task, started + then));
}

#[test]
fn with_a_container_check_a_task_counts_when_the_check_succeeds() {
    let mut checked = definition("shop/web:1");
    checked.container_definitions[0].health_check = Some(ContainerHealthCheck {
        command: vec!["CMD-SHELL".to_owned(), "true".to_owned()],
        interval: Duration::from_secs(20),
        timeout: Duration::from_secs(5),
        retries: 3,
        start_period: Duration::ZERO,
    });
    let mut stage = Setup {
        desired_count: 1,
        balanced: false,
        definition: checked,
        ..Setup::default()
    }
    .build();
    stage.settle();
    let task = &stage.tasks_in(TaskStatus::Running)[0];
    let health = stage
        .timeline
        .events_since(sim::EventSequence(0))
        .iter()
        .find_map(|event| match event.kind {
            EventKind::TaskHealthChanged { to, .. } => Some((event.at, to)),
            _ => None,
        });
    let started = task.started_at.expect("it runs");
    assert_eq!(
        health,
        Some((
            started + Duration::from_secs(20),
            sim::HealthStatus::Healthy
        ))
    );
}

#[test]
fn a_missing_image_stops_the_task_and_the_launches_are_throttled() {
    let missing = Image {
        pull: PullOutcome::NotFound,
        ..Image::default()
    };
    let mut stage = with_image(
        missing,
        Setup {
            desired_count: 1,
            ..Setup::default()
        },
    )
    .build();
    stage.pass(Duration::from_secs(3_600));
    let stopped = stage.tasks_in(TaskStatus::Stopped);
    let (code, reason) = stopped[0].stop.as_ref().expect("it has a reason");
    assert_eq!(*code, StopCode::TaskFailedToStart);
    assert_eq!(
        reason.to_string(),
        "CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref docker.io/shop/web:1: docker.io/shop/web:1: not found"
    );
    let created: Vec<u64> = stopped
        .iter()
        .map(|task| task.created_at().as_millis() / 1_000)
        .collect();
    let gaps: Vec<u64> = created.windows(2).map(|pair| pair[1] - pair[0]).collect();
    assert!(
        gaps.windows(2).skip(2).all(|pair| pair[0] <= pair[1]),
        "waits grow: {gaps:?}"
    );
    let said = stage.said(sim::EventSequence(0));
    assert_eq!(
        said.iter()
            .filter(|(_, message)| *message == ServiceMessage::StartImpaired)
            .count(),
        1
    );
}

#[test]
fn an_essential_container_that_ends_takes_its_siblings_along() {
    let mut two = definition("shop/web:1");
    two.container_definitions.push(ContainerDefinition {
        name: "log-router".to_owned(),
        image: "shop/log:1".to_owned(),
        ..ContainerDefinition::default()
    });
    let polite = Image {
        on_sigterm: OnSigterm::Exits {
            after: Duration::from_secs(3),
            code: 143,
        },
        ..Image::default()
    };
    let setup = Setup {
        desired_count: 1,
        definition: two,
        ..Setup::default()
    };
    let mut stage = Setup {
        images: vec![("shop/log:1", polite)],
        ..setup
    }
    .build();
    stage.settle();
    let task = stage.tasks_in(TaskStatus::Running)[0].id;
    accept(
        &mut stage.timeline,
        Command::KillContainer {
            task,
            container: 0,
            exit_code: 0,
        },
    );
    stage.pass(Duration::from_secs(60));
    let task = stage
        .timeline
        .world()
        .task(task)
        .expect("it can be described");
    let codes: Vec<Option<u8>> = task
        .containers
        .iter()
        .map(sim::Container::exit_code)
        .collect();
    assert_eq!(codes, [Some(0), Some(143)]);
    let (code, reason) = task.stop.as_ref().expect("it has a reason");
    assert_eq!(
        (*code, reason.to_string().as_str()),
        (
            StopCode::EssentialContainerExited,
            "Essential container in task exited"
        )
    );
}

#[test]
fn a_container_that_is_not_essential_ends_alone() {
    let mut two = definition("shop/web:1");
    two.container_definitions.push(ContainerDefinition {
        name: "init".to_owned(),
        image: "shop/init:1".to_owned(),
        essential: Some(false),
        ..ContainerDefinition::default()
    });
    let short = Image {
        exit: OwnExit::After {
            running: Duration::from_secs(1),
            code: 0,
        },
        ..Image::default()
    };
    let mut stage = Setup {
        images: vec![("shop/init:1", short)],
        definition: two,
        ..Setup::default()
    }
    .build();
    stage.settle();
    assert_eq!(stage.tasks_in(TaskStatus::Running).len(), 2);
    assert_eq!(
        stage.tasks_in(TaskStatus::Running)[0].containers[1].exit_code(),
        Some(0)
    );
}

#[test]
fn a_lost_instance_stops_its_tasks_at_once_and_they_are_replaced_elsewhere() {
    let mut stage = Setup {
        desired_count: 2,
        definition: bridge("shop/web:1"),
        ..Setup::default()
    }
    .on_instances(&["c6i.large", "c6i.large"])
    .build();
    stage.settle();
    let instance = stage
        .timeline
        .world()
        .instances()
        .next()
        .expect("there is one")
        .id;
    accept(&mut stage.timeline, Command::TerminateInstance { instance });
    let lost = stage.tasks_in(TaskStatus::Stopped);
    assert_eq!(lost.len(), 1);
    let reason = lost[0]
        .stop
        .as_ref()
        .expect("it has a reason")
        .1
        .to_string();
    assert_eq!(
        reason,
        format!("Host EC2 (instance {}) terminated.", instance.ec2())
    );
    stage.pass(Duration::from_secs(600));
    assert_eq!(stage.tasks_in(TaskStatus::Running).len(), 2);
}

#[test]
fn a_sidecar_that_ends_while_its_task_drains_does_not_end_the_draining() {
    let mut two = definition("shop/web:1");
    two.container_definitions.push(ContainerDefinition {
        name: "sidecar".to_owned(),
        image: "shop/sidecar:1".to_owned(),
        essential: Some(false),
        ..ContainerDefinition::default()
    });
    let mut stage = Setup {
        desired_count: 1,
        definition: two,
        ..Setup::default()
    }
    .build();
    stage.settle();
    update(&mut stage, |input| input.desired_count = Some(0));
    stage.pass(Duration::from_secs(15));
    let task = stage.tasks_in(TaskStatus::Deactivating)[0].id;
    accept(
        &mut stage.timeline,
        Command::KillContainer {
            task,
            container: 1,
            exit_code: 1,
        },
    );
    stage.pass(Duration::from_secs(100));
    assert_eq!(stage.tasks_in(TaskStatus::Deactivating).len(), 1);
}

#[test]
fn an_image_that_left_the_registry_is_taken_from_the_instances_disk() {
    let mut stage = Setup {
        desired_count: 1,
        definition: bridge("shop/web:1"),
        ..Setup::default()
    }
    .on_instances(&["m5.xlarge"])
    .build();
    stage.settle();
    let gone = Image {
        pull: PullOutcome::NotFound,
        ..Image::default()
    };
    let name = "shop/web:1".to_owned();
    accept(
        &mut stage.timeline,
        Command::PushImage { name, image: gone },
    );
    update(&mut stage, |input| input.desired_count = Some(2));
    stage.settle();
    assert_eq!(stage.tasks_in(TaskStatus::Running).len(), 2);
}

#[test]
fn the_version_of_a_task_goes_up_with_each_change_of_it_or_its_containers() {
    let mut stage = Setup {
        desired_count: 1,
        balanced: false,
        ..Setup::default()
    }
    .build();
    stage.settle();
    let task = stage.tasks_in(TaskStatus::Running)[0];
    // Created, PENDING, its container RUNNING, RUNNING.
    assert_eq!(task.version, 4);
}
