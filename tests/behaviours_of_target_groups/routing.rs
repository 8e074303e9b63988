//! Which targets of a group get requests: fail-open, zones, lost hosts, and new ones of a Network Load Balancer.

use sim::{Command, Duration, LoadBalancerType, TargetState, TaskStatus, UpdateService, Zone};

use super::{own_group, set, states};
use crate::support::{Setup, accept, bridge};

#[test]
fn with_fewer_healthy_targets_than_the_least_the_others_get_requests_too() {
    let mut stage = Setup {
        desired_count: 3,
        grace_seconds: 7_200,
        ..Setup::default()
    }
    .build();
    stage.settle();
    let sick = stage.tasks_in(TaskStatus::Running)[0].id;
    let own = stage.target_group.expect("it is balanced");
    let key = "target_group_health.unhealthy_state_routing.minimum_healthy_targets";
    // The one is initial while the others are healthy.
    let mut update = UpdateService::of(stage.service);
    update.desired_count = Some(4);
    accept(
        &mut stage.timeline,
        Command::UpdateService(Box::new(update)),
    );
    while states(own_group(&stage)) != [TargetState::Healthy; 4] {
        let has_new = states(own_group(&stage)).contains(&TargetState::Initial);
        if has_new {
            break;
        }
        stage.pass(Duration::from_millis(100));
    }
    assert_eq!(own_group(&stage).routable().count(), 3, "the new one waits");
    accept(&mut stage.timeline, set(own, &format!("{key}.count"), "4"));
    assert_eq!(own_group(&stage).routable().count(), 4, "three are too few");
    accept(&mut stage.timeline, set(own, &format!("{key}.count"), "3"));
    accept(
        &mut stage.timeline,
        set(own, &format!("{key}.percentage"), "76"),
    );
    assert_eq!(
        own_group(&stage).routable().count(),
        4,
        "75 percent are too few"
    );
    accept(
        &mut stage.timeline,
        set(own, &format!("{key}.percentage"), "75"),
    );
    assert_eq!(own_group(&stage).routable().count(), 3);
    assert!(own_group(&stage).routable().any(|target| target == sick));
}

#[test]
fn without_cross_zone_balancing_a_node_uses_the_targets_of_its_zone() {
    let mut stage = Setup {
        desired_count: 2,
        ..Setup::default()
    }
    .build();
    stage.settle();
    let own = stage.target_group.expect("it is balanced");
    let all: Vec<Zone> = (0..3).map(Zone).collect();
    let world = stage.timeline.world();
    assert_eq!(world.answering_zones(own), all);
    assert!(all.iter().all(|zone| world.routable(own, *zone).len() == 2));
    accept(
        &mut stage.timeline,
        set(own, "load_balancing.cross_zone.enabled", "false"),
    );
    let world = stage.timeline.world();
    let zone_of = |task| world.task(task).expect("it is there").zone;
    for zone in &all {
        let routable = world.routable(own, *zone);
        let is_used = stage
            .tasks_in(TaskStatus::Running)
            .iter()
            .any(|task| task.zone == *zone);
        assert_eq!(routable.len(), usize::from(is_used));
        assert!(routable.into_iter().all(|task| zone_of(task) == *zone));
        assert_eq!(world.answering_zones(own).contains(zone), is_used);
    }
}

#[test]
fn the_target_of_a_lost_instance_does_not_refuse_but_is_silent_and_then_stopped() {
    let mut stage = Setup {
        definition: bridge("shop/web:1"),
        health_check: sim::TargetHealthCheck {
            interval: Duration::from_secs(5),
            timeout: Duration::from_secs(2),
            ..sim::TargetHealthCheck::default()
        },
        ..Setup::default().on_instances(&["c6i.large", "c6i.large"])
    }
    .build();
    stage.settle();
    let instance = stage.instances()[0];
    let lost = stage.tasks_on(instance)[0].id;
    accept(&mut stage.timeline, Command::TerminateInstance { instance });
    let target = own_group(&stage).targets[&lost].clone();
    assert!(!target.is_reachable);
    let seen: Vec<TargetState> = std::iter::repeat_with(|| {
        stage.pass(Duration::from_millis(500));
        own_group(&stage).health_of(lost)
    })
    .take(40)
    .collect();
    assert!(seen.contains(&TargetState::Healthy), "it is found out late");
    assert!(
        seen.iter()
            .any(|state| matches!(state, TargetState::Draining { .. })),
        "the service deregisters it"
    );
}

#[test]
fn a_network_load_balancer_takes_one_to_three_minutes_and_the_whole_threshold_for_a_new_target() {
    let mut stage = Setup {
        desired_count: 1,
        is_network: true,
        ..Setup::default()
    }
    .build();
    assert_eq!(
        own_group(&stage).protocol.load_balancer_type(),
        LoadBalancerType::Network
    );
    while stage.tasks_in(TaskStatus::Running).is_empty() {
        stage.pass(Duration::from_millis(100));
    }
    let running_at = stage.now();
    while states(own_group(&stage)) == [TargetState::Registering] {
        stage.pass(Duration::from_millis(100));
    }
    let took = stage.now().since(running_at).as_secs();
    assert!((60..=180).contains(&took), "{took} s");
    assert_eq!(states(own_group(&stage)), [TargetState::Initial]);
    let probed_at = stage.now();
    while states(own_group(&stage)) == [TargetState::Initial] {
        stage.pass(Duration::from_millis(100));
    }
    let took = stage.now().since(probed_at).as_secs();
    assert!((4 * 30..=5 * 30).contains(&took), "{took} s");
    assert_eq!(states(own_group(&stage)), [TargetState::Healthy]);
}
