//! Fargate and Fargate Spot as capacity providers: who gets a task, and what happens when Spot is taken back.

use sim::{
    CapacityProvider, CapacityProviderStrategyItem, Command, Duration, EventKind, Exception,
    Response, RunTask, Signal, SpotCapacity, SpotStopCode, StopCode, Switches, TargetState, TaskId,
    TaskStatus, Time, UpdateService, Zone, choose_provider,
};

use crate::support::{Setup, Stage, accept, definition};

const FARGATE: CapacityProvider = CapacityProvider::Fargate;
const SPOT: CapacityProvider = CapacityProvider::FargateSpot;

fn item(
    capacity_provider: CapacityProvider,
    base: u32,
    weight: u32,
) -> CapacityProviderStrategyItem {
    CapacityProviderStrategyItem {
        capacity_provider,
        base,
        weight,
    }
}

fn spot_service(desired_count: u32) -> Setup {
    Setup {
        desired_count,
        capacity: vec![item(SPOT, 0, 1)],
        ..Setup::default()
    }
}

/// How many active tasks each provider has.
fn bound(stage: &Stage) -> (usize, usize) {
    let world = stage.timeline.world();
    let count = |provider| {
        let tasks = world.tasks().filter(|task| task.is_active());
        tasks
            .filter(|task| task.capacity_provider == Some(provider))
            .count()
    };
    (count(FARGATE), count(SPOT))
}

fn pass_until(stage: &mut Stage, seconds: u64) {
    let now = stage.now();
    stage.pass((Time::ZERO + Duration::from_secs(seconds)).since(now));
}

fn some_running(stage: &Stage) -> TaskId {
    let world = stage.timeline.world();
    let mut tasks = world.tasks();
    let running = tasks.find(|task| task.is_active() && task.last_status == TaskStatus::Running);
    running.expect("a task runs").id
}

fn texts(stage: &Stage) -> Vec<String> {
    let service = stage
        .timeline
        .world()
        .service(stage.service)
        .expect("it is there");
    service
        .events
        .iter()
        .map(|event| event.text.clone())
        .collect()
}

/// The order in which `count` tasks are bound.
fn order(items: &[CapacityProviderStrategyItem], count: usize) -> String {
    let mut taken: Vec<CapacityProvider> = Vec::new();
    for _ in 0..count {
        let next = choose_provider(items, |provider| {
            taken.iter().filter(|other| **other == provider).count() as u32
        });
        taken.push(next.expect("the strategy has a provider"));
    }
    let letters = taken
        .iter()
        .map(|provider| if *provider == FARGATE { 'F' } else { 'S' });
    letters.collect()
}

#[test]
fn the_base_comes_first_and_then_the_weights() {
    assert_eq!(
        order(&[item(FARGATE, 0, 1), item(SPOT, 0, 4)], 10),
        "FSSSSFSSSS"
    );
    assert_eq!(order(&[item(FARGATE, 2, 1), item(SPOT, 0, 1)], 6), "FFFSFS");
    assert_eq!(order(&[item(FARGATE, 2, 0), item(SPOT, 0, 1)], 5), "FFSSS");
    assert_eq!(order(&[item(SPOT, 3, 0)], 5), "SSSSS");
}

#[test]
fn a_service_keeps_to_its_strategy_when_it_grows() {
    let mut stage = Setup {
        desired_count: 4,
        capacity: vec![item(FARGATE, 1, 1), item(SPOT, 0, 2)],
        ..Setup::default()
    }
    .build();
    pass_until(&mut stage, 60);
    assert_eq!(bound(&stage), (2, 2));
    let update = UpdateService {
        desired_count: Some(7),
        ..UpdateService::of(stage.service)
    };
    accept(
        &mut stage.timeline,
        Command::UpdateService(Box::new(update)),
    );
    pass_until(&mut stage, 120);
    assert_eq!(bound(&stage), (3, 4));
}

#[test]
fn strategies_that_aws_does_not_take_are_refused() {
    for (strategy, about) in [
        (vec![item(SPOT, 0, 0)], "weight above 0"),
        (
            vec![item(SPOT, 0, 0), item(FARGATE, 1, 0)],
            "weight above 0",
        ),
        (vec![item(SPOT, 1, 1), item(FARGATE, 1, 1)], "base above 0"),
        (vec![item(SPOT, 0, 1), item(SPOT, 0, 1)], "once"),
        (vec![item(SPOT, 100_001, 1)], "base must be"),
        (vec![item(SPOT, 0, 1_001)], "weight must be"),
    ] {
        let mut stage = spot_service(1).build();
        let update = UpdateService {
            capacity_provider_strategy: Some(strategy),
            ..UpdateService::of(stage.service)
        };
        let refused = stage
            .timeline
            .submit(Command::UpdateService(Box::new(update)))
            .expect_err("the strategy is not sound");
        assert_eq!(refused.exception, Exception::InvalidParameter);
        assert!(refused.message.contains(about), "{}", refused.message);
    }
}

#[test]
fn without_spot_capacity_the_task_is_placed_nowhere_else_until_there_is_some() {
    let mut stage = Setup {
        desired_count: 2,
        capacity: vec![item(FARGATE, 1, 0), item(SPOT, 0, 1)],
        ..Setup::default()
    }
    .build();
    accept(
        &mut stage.timeline,
        Command::ChangeSpotCapacity(SpotCapacity::Unavailable),
    );
    pass_until(&mut stage, 200);
    assert_eq!(bound(&stage), (1, 0));
    let said = "(service web) was unable to place a task. Reason: Capacity is unavailable at this time. \
        Please try again later or in a different availability zone.";
    let count = texts(&stage).iter().filter(|text| *text == said).count();
    assert_eq!(
        count,
        1,
        "it is said once while it lasts: {:?}",
        texts(&stage)
    );
    accept(
        &mut stage.timeline,
        Command::ChangeSpotCapacity(SpotCapacity::Available),
    );
    pass_until(&mut stage, 215);
    assert_eq!(bound(&stage), (1, 1));
}

#[test]
fn run_task_fails_in_awss_words_without_spot_capacity() {
    let mut stage = spot_service(0).build();
    accept(
        &mut stage.timeline,
        Command::ChangeSpotCapacity(SpotCapacity::Unavailable),
    );
    let run = RunTask {
        count: 2,
        subnet_zones: vec![Zone(0)],
        capacity_provider_strategy: vec![item(SPOT, 0, 1)],
        ..RunTask::of(stage.cluster, "web", sim::LaunchType::Fargate)
    };
    let answer = accept(&mut stage.timeline, Command::RunTask(Box::new(run)));
    let Response::Tasks { tasks, failures } = answer else {
        panic!("RunTask answers with tasks");
    };
    assert!(tasks.is_empty());
    assert_eq!(
        failures[0].reason,
        "Capacity is unavailable at this time. Please try again later or in a different availability zone"
    );
}

/// The signals of a task, with the seconds since `from`.
fn signals(stage: &Stage, id: TaskId, from: Time) -> Vec<(u64, Signal)> {
    let events = stage.timeline.events_since(sim::EventSequence(0));
    let sent = events.iter().filter_map(|event| match event.kind {
        EventKind::SignalSent { task, signal, .. } if task == id => {
            Some((event.at.since(from).as_millis() / 1_000, signal))
        }
        _ => None,
    });
    sent.collect()
}

#[test]
fn an_interrupted_spot_task_gets_sigterm_at_once_while_its_target_drains_and_sigkill_at_stop_timeout()
 {
    let mut definition = definition("playground/ignores-sigterm:1.0");
    definition.container_definitions[0].stop_timeout = Some(Duration::from_secs(20));
    let mut stage = Setup {
        definition,
        ..spot_service(1)
    }
    .build();
    pass_until(&mut stage, 180);
    let id = some_running(&stage);
    let now = stage.timeline.world().now();
    accept(&mut stage.timeline, Command::InterruptSpotTask { task: id });
    let world = stage.timeline.world();
    let task = world.task(id).expect("it is described");
    assert_eq!(task.last_status, TaskStatus::Stopping);
    let (code, reason) = task.stop.as_ref().expect("it stops for a reason");
    assert_eq!(*code, StopCode::SpotInterruption);
    assert_eq!(reason.to_string(), "Your Spot Task was interrupted.");
    let group = world.target_group(stage.target_group.expect("it is balanced"));
    let target = &group.expect("it is there").targets[&id];
    assert!(matches!(target.state, TargetState::Draining { .. }));
    pass_until(&mut stage, 260);
    assert_eq!(
        signals(&stage, id, now),
        [(0, Signal::Sigterm), (20, Signal::Sigkill)]
    );
    assert_eq!(
        bound(&stage),
        (0, 1),
        "the service has replaced it, on Spot again"
    );
}

#[test]
fn the_stop_code_of_an_interruption_is_an_assumption_that_can_be_turned_over() {
    let mut stage = Setup {
        switches: Switches {
            spot_stop_code: SpotStopCode::TerminationNotice,
            ..Switches::default()
        },
        ..spot_service(1)
    }
    .build();
    pass_until(&mut stage, 180);
    let id = some_running(&stage);
    accept(&mut stage.timeline, Command::InterruptSpotTask { task: id });
    let task = stage.timeline.world().task(id).expect("it is described");
    assert_eq!(
        task.stop.as_ref().expect("it stops").0,
        StopCode::TerminationNotice
    );
}

#[test]
fn only_tasks_on_spot_can_be_interrupted() {
    let mut stage = Setup::default().build();
    pass_until(&mut stage, 180);
    let task = some_running(&stage);
    assert!(
        stage
            .timeline
            .submit(Command::InterruptSpotTask { task })
            .is_err()
    );
}
