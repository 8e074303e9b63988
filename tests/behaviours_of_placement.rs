//! Where tasks land, one sentence a test.

use sim::{
    Command, Duration, FailureReason, LaunchInstance, PlacementShortfall, ServiceMessage,
    TaskStatus, UpdateService, Zone,
};

use crate::support::{Setup, Stage, accept, bridge};

fn update(stage: &mut Stage, change: impl FnOnce(&mut UpdateService)) {
    let mut input = UpdateService::of(stage.service);
    change(&mut input);
    accept(&mut stage.timeline, Command::UpdateService(Box::new(input)));
}

#[test]
fn an_empty_cluster_places_nothing_and_says_so_once() {
    let mut stage = Setup {
        definition: bridge("shop/web:1"),
        ..Setup::default()
    }
    .on_instances(&[])
    .build();
    stage.pass(Duration::from_secs(3 * 3_600));
    let said = stage.said(sim::EventSequence(0));
    let messages: Vec<&ServiceMessage> = said.iter().map(|(_, message)| message).collect();
    assert_eq!(
        messages,
        [&ServiceMessage::Unplaceable(
            PlacementShortfall::NoInstances
        )]
    );

    let launch = LaunchInstance::of(stage.cluster, "c6i.large", Zone(1)).into();
    accept(&mut stage.timeline, launch);
    stage.settle();
    assert_eq!(
        stage.tasks_in(TaskStatus::Running).len(),
        2,
        "capacity wakes the service"
    );
}

#[test]
fn a_static_host_port_lets_one_task_run_on_an_instance() {
    let mut fixed = bridge("shop/web:1");
    fixed.container_definitions[0].port_mappings[0].host_port = Some(80);
    let mut stage = Setup {
        definition: fixed,
        ..Setup::default()
    }
    .on_instances(&["c6i.large"])
    .build();
    stage.pass(Duration::from_secs(120));
    assert_eq!(stage.tasks_in(TaskStatus::Running).len(), 1);
    let said = stage.said(sim::EventSequence(0));
    assert!(said.iter().any(|(_, message)| matches!(
        message,
        ServiceMessage::Unplaceable(PlacementShortfall::Closest(_, FailureReason::Ports))
    )));
}

#[test]
fn network_interfaces_bound_awsvpc_tasks_on_an_instance() {
    let mut stage = Setup {
        desired_count: 3,
        ..Setup::default()
    }
    .on_instances(&["t3.medium"])
    .build();
    stage.pass(Duration::from_secs(120));
    assert_eq!(
        stage.tasks_in(TaskStatus::Running).len(),
        2,
        "a t3.medium has two to give"
    );
    let said = stage.said(sim::EventSequence(0));
    let text = said
        .iter()
        .map(|(_, message)| message.text("web", ""))
        .find(|text| text.contains("unable to place"))
        .expect("the service says so");
    assert!(
        text.contains("encountered error \"RESOURCE:ENI\""),
        "{text}"
    );
}

#[test]
fn tasks_are_spread_over_zones_and_then_over_instances() {
    let types = ["m5.xlarge"; 6];
    let mut stage = Setup {
        desired_count: 6,
        definition: bridge("shop/web:1"),
        ..Setup::default()
    }
    .on_instances(&types)
    .build();
    stage.settle();
    for instance in stage.timeline.world().instances() {
        assert_eq!(instance.reservations.len(), 1, "one on each");
    }
}

#[test]
fn scale_in_takes_from_the_fullest_zone() {
    let types = ["m5.xlarge"; 3];
    let mut stage = Setup {
        desired_count: 5,
        balanced: false,
        definition: bridge("shop/web:1"),
        ..Setup::default()
    }
    .on_instances(&types)
    .build();
    stage.settle();
    update(&mut stage, |input| input.desired_count = Some(3));
    stage.settle();
    let zones: std::collections::BTreeSet<Zone> = stage
        .tasks_in(TaskStatus::Running)
        .iter()
        .map(|task| task.zone)
        .collect();
    assert_eq!(zones.len(), 3, "one is left in each");
}
