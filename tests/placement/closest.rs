//! Which instance a service that finds no room names as the closest, and what that lacks.

use sim::{
    Command, EventKind, EventSequence, FailureReason, InstanceId, InstanceStatus, LaunchInstance,
    PlacementStrategyType, ServiceMessage, Zone,
};

use super::yard::{Yard, bare, binpack, strategy};
use crate::support::accept;

/// The instances that services named as the closest, and what these lack.
fn closest(yard: &Yard) -> Vec<(InstanceId, FailureReason)> {
    let events = yard.timeline.events_since(EventSequence(0)).iter();
    let named =
        events.filter_map(|event| match &event.kind {
            EventKind::ServiceSaid {
                message:
                    ServiceMessage::Unplaceable(sim::PlacementShortfall::Closest(instance, reason)),
                ..
            } => Some((*instance, *reason)),
            _ => None,
        });
    named.collect()
}

#[test]
fn the_closest_instance_lacks_the_fewest_things() {
    for seed in 0..6 {
        let mut yard = Yard::new(seed);
        // Less CPU than t3.medium has, and more memory.
        yard.register(bare("wide", 1_500, 6_000));
        yard.launch("m6g.medium", 0);
        yard.launch("m6g.medium", 1);
        let near = yard.launch("t3.medium", 2);
        yard.serve("wide", 1, |_| {});
        yard.pass(60);
        assert_eq!(
            closest(&yard)[0],
            (near, FailureReason::Memory),
            "seed {seed}"
        );
    }
}

#[test]
fn an_instance_that_drains_or_is_of_another_cluster_is_not_the_closest() {
    for seed in 0..6 {
        let mut yard = Yard::new(seed);
        yard.register(bare("wide", 4_000, 6_000));
        let far = yard.launch("t3.medium", 0);
        let draining = yard.launch("t3.large", 1);
        let name = "other".to_owned();
        let command = Command::CreateCluster { name };
        let sim::Response::Cluster(other) = accept(&mut yard.timeline, command) else {
            panic!("CreateCluster answers with a cluster");
        };
        yard.launch_as(LaunchInstance::of(other, "t3.large", Zone(2)));
        yard.pass(1);
        let drain = Command::UpdateContainerInstancesState {
            cluster: yard.cluster,
            container_instances: vec![draining],
            status: InstanceStatus::Draining,
        };
        accept(&mut yard.timeline, drain);
        yard.serve("wide", 1, |_| {});
        yard.pass(60);
        let named: Vec<InstanceId> = closest(&yard).iter().map(|(id, _)| *id).collect();
        assert!(
            !named.is_empty() && named.iter().all(|id| *id == far),
            "seed {seed}"
        );
    }
}

#[test]
fn random_comes_before_the_strategies_that_stand_after_it() {
    let mut yard = Yard::new(1);
    yard.register(bare("small", 256, 256));
    let machines = [0, 1, 2, 0].map(|zone| yard.launch("c6i.large", zone));
    for _ in 0..24 {
        let random = strategy(PlacementStrategyType::Random, "");
        yard.run("small", |input| {
            input.placement_strategy = vec![random, binpack("memory")];
        })
        .expect("there is room");
    }
    let counts = yard.counts(&machines);
    assert!(counts.iter().all(|count| *count >= 2), "{counts:?}");
}
