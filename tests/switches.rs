//! What changes where an assumption is turned over, one sentence a test.

use sim::{
    CapacityProvider, CapacityProviderStrategyItem, CapacityStrategyUpdate, Command, Duration,
    EventKind, EventSequence, FailedTasksReset, IdleTargetDrains, ImagePullShows, LaunchThrottle,
    ProvisioningTimeout, Span, StopCode, Switches, TaskStatus, Time, Timings, UpdateService,
};

use crate::support::{Setup, Stage, accept, definition};

/// When the tasks of the service were created, in order.
fn launches(stage: &Stage) -> Vec<Time> {
    let events = stage.timeline.events_since(EventSequence(0));
    events
        .iter()
        .filter(|event| matches!(event.kind, EventKind::TaskCreated { .. }))
        .map(|event| event.at)
        .collect()
}

/// The waits between the launches of one task that is never pulled, in whole seconds.
fn waits(launch_throttle: LaunchThrottle, hours: u64) -> Vec<u64> {
    let mut stage = Setup {
        desired_count: 1,
        balanced: false,
        definition: definition("playground/missing:1.0"),
        switches: Switches {
            launch_throttle,
            ..Switches::default()
        },
        ..Setup::default()
    }
    .build();
    stage.pass(Duration::from_secs(hours * 3_600));
    let launches = launches(&stage);
    launches
        .windows(2)
        .map(|pair| pair[1].since(pair[0]).as_millis() / 1_000)
        .collect()
}

#[test]
fn waits_between_failing_launches_double_or_grow_by_three_minutes() {
    // Each wait adds the time in which the task failed (up to 35 s) and the rest of a tick (10 s) to the throttle.
    let is_about = |waited: u64, throttle: u64| (throttle..throttle + 45).contains(&waited);
    let doubling = waits(LaunchThrottle::Exponential, 4);
    let steps = [0, 0, 10, 20, 40, 80, 160, 320, 640, 1_280, 1_620, 1_620];
    for (waited, throttle) in doubling.iter().zip(steps) {
        assert!(is_about(*waited, throttle), "{throttle}: {doubling:?}");
    }
    let even = waits(LaunchThrottle::Linear, 4);
    for (waited, step) in even.iter().zip([0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 9]) {
        assert!(is_about(*waited, 180 * step), "{step}: {even:?}");
    }
    assert!(doubling.len() >= 12 && even.len() >= 11, "enough launches");
}

/// How long the first task that a scale-in stops is DEACTIVATING.
fn deactivating(idle_target_drains: IdleTargetDrains, requests_per_second: u32) -> Duration {
    let mut stage = Setup {
        delay_seconds: 120,
        requests_per_second,
        definition: definition("playground/slow-requests:1.0"),
        switches: Switches {
            idle_target_drains,
            ..Switches::default()
        },
        ..Setup::default()
    }
    .build();
    stage.settle();
    let shrink = UpdateService {
        desired_count: Some(1),
        ..UpdateService::of(stage.service)
    };
    accept(
        &mut stage.timeline,
        Command::UpdateService(Box::new(shrink)),
    );
    stage.pass(Duration::from_secs(200));
    let stopped = stage.tasks_in(TaskStatus::Stopped)[0];
    let at = |status| {
        let entered = stopped
            .history
            .iter()
            .find(|(entered, _)| *entered == status);
        entered.expect("it went through this state").1
    };
    at(TaskStatus::Stopping).since(at(TaskStatus::Deactivating))
}

#[test]
fn an_idle_target_drains_for_the_whole_delay_or_not_at_all() {
    let whole = Duration::from_secs(120);
    assert_eq!(deactivating(IdleTargetDrains::FullDelay, 0), whole);
    assert_eq!(deactivating(IdleTargetDrains::FullDelay, 40), whole);
    assert_eq!(deactivating(IdleTargetDrains::WhileBusy, 0), Duration::ZERO);
    let busy = deactivating(IdleTargetDrains::WhileBusy, 40);
    assert!(
        busy > Duration::from_secs(8) && busy <= Duration::from_secs(20),
        "a request takes 8 to 20 s: {busy:?}"
    );
}

/// The `failedTasks` that a crash-looping deployment shows, highest first.
fn failed_tasks(failed_tasks_reset: FailedTasksReset) -> u32 {
    let mut stage = Setup {
        desired_count: 1,
        definition: definition("playground/failing-health:1.0"),
        switches: Switches {
            failed_tasks_reset,
            ..Switches::default()
        },
        ..Setup::default()
    }
    .build();
    stage.pass(Duration::from_secs(1_800));
    stage.service().primary().failed_tasks
}

#[test]
fn failed_tasks_start_again_from_nothing_at_a_healthy_task_or_at_a_running_one() {
    assert!(failed_tasks(FailedTasksReset::Healthy) > 3);
    assert!(failed_tasks(FailedTasksReset::Running) <= 1);
}

/// The states of the first task on its way up, and the one in which its image was pulled.
fn way_up(image_pull_shows: ImagePullShows, balanced: bool) -> (Vec<TaskStatus>, TaskStatus) {
    let mut stage = Setup {
        desired_count: 1,
        balanced,
        switches: Switches {
            image_pull_shows,
            ..Switches::default()
        },
        ..Setup::default()
    }
    .build();
    stage.settle();
    let task = stage.tasks_in(TaskStatus::Running)[0];
    let pulled_at = task.pull_started_at.expect("it was pulled");
    let mut entered = task.history.iter().rev();
    let pulled_in = entered.find(|(_, at)| *at <= pulled_at);
    let way = task.history.iter().map(|(status, _)| *status).collect();
    (way, pulled_in.expect("it was created before").0)
}

#[test]
fn images_are_pulled_in_pending_or_in_activating() {
    use TaskStatus::{Activating, Pending, Provisioning, Running};
    let whole = vec![Provisioning, Pending, Activating, Running];
    let usual = way_up(ImagePullShows::Pending, true);
    assert_eq!(usual, (whole.clone(), Pending));
    let other = way_up(ImagePullShows::Activating, true);
    assert_eq!(other, (whole.clone(), Activating));
    let alone = way_up(ImagePullShows::Pending, false);
    assert_eq!(alone, (vec![Provisioning, Pending, Running], Pending));
    let other = way_up(ImagePullShows::Activating, false);
    assert_eq!(other, (whole, Activating));
}

fn all_on(capacity_provider: CapacityProvider) -> Vec<CapacityProviderStrategyItem> {
    vec![CapacityProviderStrategyItem {
        capacity_provider,
        base: 0,
        weight: 1,
    }]
}

/// A task whose micro virtual machine takes 20 minutes, a quarter of an hour after it was created: its state and why
/// it stopped.
fn after_a_quarter(
    provisioning_timeout: ProvisioningTimeout,
    capacity: Vec<CapacityProviderStrategyItem>,
) -> (TaskStatus, Option<(StopCode, String)>) {
    let mut stage = Setup {
        desired_count: 1,
        balanced: false,
        capacity,
        switches: Switches {
            provisioning_timeout,
            ..Switches::default()
        },
        timings: Timings {
            fargate_provisioning: Span::secs(1_200, 1_200),
            ..Timings::default()
        },
        ..Setup::default()
    }
    .build();
    stage.pass(Duration::from_secs(60));
    let task = stage.tasks_in(TaskStatus::Provisioning)[0];
    let (id, quarter) = (task.id, task.created_at() + Duration::from_secs(900));
    let all_but_one_ms = quarter.since(stage.now()).as_millis() - 1;
    stage.pass(Duration::from_millis(all_but_one_ms));
    let task = |stage: &Stage| {
        stage
            .timeline
            .world()
            .task(id)
            .expect("it is known")
            .clone()
    };
    assert_eq!(task(&stage).last_status, TaskStatus::Provisioning);
    stage.pass(Duration::from_millis(1));
    let task = task(&stage);
    let stop = task.stop.map(|(code, reason)| (code, reason.to_string()));
    (task.last_status, stop)
}

#[test]
fn a_task_of_a_capacity_provider_fails_after_15_minutes_in_provisioning_or_waits() {
    let fargate = || all_on(CapacityProvider::Fargate);
    let reason = "Timeout waiting for network interface provisioning to complete.".to_owned();
    assert_eq!(
        after_a_quarter(ProvisioningTimeout::Fails, fargate()),
        (
            TaskStatus::Deprovisioning,
            Some((StopCode::TaskFailedToStart, reason))
        )
    );
    let waits = (TaskStatus::Provisioning, None);
    assert_eq!(
        after_a_quarter(ProvisioningTimeout::Never, fargate()),
        waits
    );
    let without_provider = after_a_quarter(ProvisioningTimeout::Fails, Vec::new());
    assert_eq!(
        without_provider, waits,
        "the limit is of capacity providers"
    );
}

#[test]
fn another_capacity_provider_strategy_deploys_nothing_or_needs_force() {
    let update = |stage: &Stage, force_new_deployment| {
        Command::UpdateService(Box::new(UpdateService {
            capacity_provider_strategy: Some(all_on(CapacityProvider::FargateSpot)),
            force_new_deployment,
            ..UpdateService::of(stage.service)
        }))
    };
    let build = |capacity_strategy_update| {
        let mut stage = Setup {
            balanced: false,
            capacity: all_on(CapacityProvider::Fargate),
            switches: Switches {
                capacity_strategy_update,
                ..Switches::default()
            },
            ..Setup::default()
        }
        .build();
        stage.settle();
        stage
    };
    let mut documented = build(CapacityStrategyUpdate::DeploysNothing);
    let before = documented.service().primary().id;
    let command = update(&documented, false);
    accept(&mut documented.timeline, command);
    assert_eq!(documented.service().primary().id, before, "no deployment");
    let strategy = all_on(CapacityProvider::FargateSpot);
    assert_eq!(documented.service().capacity_provider_strategy, strategy);

    let mut historic = build(CapacityStrategyUpdate::NeedsForce);
    let before = historic.service().primary().id;
    let command = update(&historic, false);
    assert_eq!(
        historic.refusal(command),
        "InvalidParameterException: When switching from launch type to capacity provider strategy on an existing \
         service, or making a change to a capacity provider strategy on a service that is already using one, you \
         must force a new deployment."
    );
    let command = update(&historic, true);
    accept(&mut historic.timeline, command);
    assert_ne!(historic.service().primary().id, before, "a deployment");
    historic.settle();
    let moved = historic.tasks_in(TaskStatus::Running);
    let spot = Some(CapacityProvider::FargateSpot);
    assert!(moved.iter().all(|task| task.capacity_provider == spot));
}
