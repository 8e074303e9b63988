//! Availability Zone rebalancing: a steady service moves tasks until no zone has two more than another.

use sim::{
    AvailabilityZoneRebalancing, Command, Duration, EventSequence, LaunchInstance, Response,
    TaskStatus, UpdateService, UpdateTaskProtection, Zone,
};

use crate::support::{Setup, Stage, accept, bridge};

/// Four tasks on one instance in zone a, in their steady state.
fn in_one_zone(percents: (u32, u32)) -> Stage {
    let mut stage = Setup {
        balanced: false,
        desired_count: 4,
        percents,
        definition: bridge("shop/web:1"),
        ..Setup::default()
    }
    .on_instances(&["m5.xlarge"])
    .build();
    stage.settle();
    stage
}

fn launch_in_b(stage: &mut Stage, instance_type: &str) {
    let input = LaunchInstance::of(stage.cluster, instance_type, Zone(1));
    let answer = accept(&mut stage.timeline, input.into());
    assert!(matches!(answer, Response::Instance(_)));
}

fn count_in(stage: &Stage, zone: u8) -> usize {
    let running = stage.tasks_in(TaskStatus::Running);
    let active = running.iter().filter(|task| task.is_active());
    active.filter(|task| task.zone == Zone(zone)).count()
}

fn texts(stage: &Stage, from: EventSequence) -> Vec<String> {
    let said = stage.said(from);
    said.iter()
        .map(|(_, message)| message.text("web", ""))
        .collect()
}

#[test]
fn a_service_moves_tasks_to_a_new_zone_and_starts_before_it_stops() {
    let mut stage = in_one_zone((100, 150));
    let from = stage.next_event();
    launch_in_b(&mut stage, "m5.xlarge");
    let (mut least, mut most) = (4, 4);
    for _ in 0..300 {
        stage.pass(Duration::from_secs(1));
        let healthy = stage.tasks_in(TaskStatus::Running);
        let healthy = healthy.iter().filter(|task| task.is_active()).count();
        let world = stage.timeline.world();
        let active = world.tasks().filter(|task| task.is_active()).count();
        least = least.min(healthy);
        most = most.max(active);
    }
    assert_eq!((least, most), (4, 6), "within both percents");
    assert_eq!((count_in(&stage, 0), count_in(&stage, 1)), (2, 2));
    let said = texts(&stage, from);
    assert_eq!(
        said[0],
        "(service web) is not AZ balanced with 4 tasks in ap-northeast-2a, 0 tasks in ap-northeast-2b. AZ Rebalancing \
         in progress."
    );
    assert!(said[1].starts_with(
        "(service web) has started 2 tasks in ap-northeast-2b to AZ Rebalance: (task "
    ));
    assert!(said.iter().any(|text| {
        text.contains("running tasks in ap-northeast-2a due to AZ rebalancing: (task ")
    }));
    let balanced =
        "(service web) is AZ balanced with 2 tasks in ap-northeast-2a, 2 tasks in ap-northeast-2b.";
    assert_eq!(said.iter().filter(|text| *text == balanced).count(), 1);
    assert_eq!(
        said.last().map(String::as_str),
        Some("(service web) has reached a steady state.")
    );
    let world = stage.timeline.world();
    let moved = world.tasks().filter(|task| {
        let reason = task.stop.as_ref().map(|(_, reason)| reason.to_string());
        reason.is_some_and(|text| text.starts_with("Availability-zone rebalancing initiated by"))
    });
    assert_eq!(moved.count(), 2);
}

#[test]
fn a_service_that_does_not_rebalance_stays_where_it_is() {
    let mut stage = in_one_zone((100, 200));
    let update = UpdateService {
        availability_zone_rebalancing: Some(AvailabilityZoneRebalancing::Disabled),
        ..UpdateService::of(stage.service)
    };
    accept(
        &mut stage.timeline,
        Command::UpdateService(Box::new(update)),
    );
    launch_in_b(&mut stage, "m5.xlarge");
    stage.pass(Duration::from_secs(300));
    assert_eq!((count_in(&stage, 0), count_in(&stage, 1)), (4, 0));
    let update = UpdateService {
        availability_zone_rebalancing: Some(AvailabilityZoneRebalancing::Enabled),
        ..UpdateService::of(stage.service)
    };
    accept(
        &mut stage.timeline,
        Command::UpdateService(Box::new(update)),
    );
    stage.pass(Duration::from_secs(300));
    assert_eq!((count_in(&stage, 0), count_in(&stage, 1)), (2, 2));
}

#[test]
fn rebalancing_is_off_and_refused_with_a_maximum_of_100_percent() {
    let mut stage = in_one_zone((50, 100));
    let service = stage.service();
    assert_eq!(
        service.availability_zone_rebalancing,
        AvailabilityZoneRebalancing::Disabled
    );
    let update = UpdateService {
        availability_zone_rebalancing: Some(AvailabilityZoneRebalancing::Enabled),
        ..UpdateService::of(stage.service)
    };
    assert_eq!(
        stage.refusal(Command::UpdateService(Box::new(update))),
        "InvalidParameterException: Availability Zone rebalancing is not supported with a maximumPercent of 100 or less."
    );
}

#[test]
fn a_deployment_ends_rebalancing() {
    let mut stage = in_one_zone((100, 150));
    let from = stage.next_event();
    launch_in_b(&mut stage, "m5.xlarge");
    stage.pass(Duration::from_secs(25));
    stage.deploy(bridge("shop/web:2"));
    assert_eq!(
        texts(&stage, from).last().map(String::as_str),
        Some("(service web) stopped AZ Rebalancing.")
    );
    stage.settle();
    stage.pass(Duration::from_secs(300));
    assert_eq!((count_in(&stage, 0), count_in(&stage, 1)), (2, 2));
}

#[test]
fn rebalancing_says_where_it_finds_no_place() {
    let mut stage = Setup {
        balanced: false,
        desired_count: 2,
        definition: sim::TaskDefinition {
            memory_mib: Some(6_000),
            ..bridge("shop/web:1")
        },
        ..Setup::default()
    }
    .on_instances(&["m5.xlarge"])
    .build();
    stage.settle();
    let from = stage.next_event();
    launch_in_b(&mut stage, "t3.small");
    stage.pass(Duration::from_secs(300));
    let said = texts(&stage, from);
    assert_eq!(
        said[1],
        "(service web) is unable to place a task in ap-northeast-2b because no container instance met all of its \
         requirements."
    );
    assert_eq!(said.len(), 2, "it is said once");
    launch_in_b(&mut stage, "m5.xlarge");
    stage.pass(Duration::from_secs(300));
    assert_eq!((count_in(&stage, 0), count_in(&stage, 1)), (1, 1));
}

#[test]
fn protected_tasks_of_the_fullest_zone_hold_rebalancing_up_until_their_protection_ends() {
    let mut stage = in_one_zone((100, 200));
    let tasks = stage.tasks_in(TaskStatus::Running);
    let protect = UpdateTaskProtection {
        cluster: stage.cluster,
        tasks: tasks.iter().map(|task| task.id).collect(),
        protection_enabled: true,
        expires_in_minutes: Some(10),
    };
    accept(
        &mut stage.timeline,
        Command::UpdateTaskProtection(Box::new(protect)),
    );
    let from = stage.next_event();
    launch_in_b(&mut stage, "m5.xlarge");
    stage.pass(Duration::from_secs(9 * 60));
    let deployment = stage.service().primary().id;
    let held = format!(
        "(service web) was unable to AZ Rebalance because {deployment} was unable to scale in due to 4 tasks under \
         protection."
    );
    assert!(texts(&stage, from).contains(&held));
    assert_eq!(count_in(&stage, 0), 4);
    stage.pass(Duration::from_secs(5 * 60));
    assert_eq!((count_in(&stage, 0), count_in(&stage, 1)), (2, 2));
}
