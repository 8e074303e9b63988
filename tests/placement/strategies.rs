//! Strategies, worked out by hand.

use sim::{
    Command, FunnelStep, PlacementStrategyType, Strategy, UpdateService, Verdict, choose, explain,
};

use super::yard::{Yard, bare, binpack, distinct, member_of, spread, strategy};
use crate::support::accept;

/// 256 units and 512 MiB.
fn small() -> sim::TaskDefinition {
    bare("small", 256, 512)
}

fn run_many(yard: &mut Yard, count: usize, strategies: &[sim::PlacementStrategy]) {
    for _ in 0..count {
        yard.run("small", |input| {
            input.placement_strategy = strategies.to_vec();
        })
        .expect("there is room");
    }
}

#[test]
fn binpack_fills_one_instance_and_spread_shares_six_tasks_among_three() {
    for seed in 0..20 {
        let mut yard = Yard::new(seed);
        yard.register(small());
        let machines = [0, 1, 2].map(|zone| yard.launch("c6i.large", zone));
        run_many(&mut yard, 6, &[binpack("memory")]);
        let mut counts = yard.counts(&machines);
        counts.sort_unstable();
        assert_eq!(counts, [0, 0, 6], "one is full, two are empty");

        let mut yard = Yard::new(seed);
        yard.register(small());
        let machines = [0, 1, 2].map(|zone| yard.launch("c6i.large", zone));
        run_many(&mut yard, 6, &[spread("instanceId")]);
        assert_eq!(yard.counts(&machines), [2, 2, 2]);
    }
}

#[test]
fn binpack_by_cpu_and_by_memory_differ_where_machines_do() {
    let mut yard = Yard::new(1);
    yard.register(small());
    // m6g.medium: 1,024 units and 3,913 MiB. t3.small: 2,048 units and 1,926 MiB.
    let little_cpu = yard.launch("m6g.medium", 0);
    let little_memory = yard.launch("t3.small", 0);
    let by_cpu = yard.run("small", |input| {
        input.placement_strategy = vec![binpack("CPU")];
    });
    assert_eq!(yard.place(by_cpu.expect("there is room")), little_cpu);
    let by_memory = yard.run("small", |input| {
        input.placement_strategy = vec![binpack("memory")];
    });
    assert_eq!(yard.place(by_memory.expect("there is room")), little_memory);
}

#[test]
fn spread_over_uneven_zones_comes_before_binpack() {
    for seed in 0..20 {
        let mut yard = Yard::new(seed);
        yard.register(small());
        let roomy = yard.launch("m5.large", 0);
        let narrow = yard.launch("c5.large", 0);
        let alone = yard.launch("c5.large", 1);
        // Zones a and b take turns; in a, the c5.large has less left than the m5.large.
        let strategies = [spread("attribute:ecs.availability-zone"), binpack("memory")];
        run_many(&mut yard, 4, &strategies);
        assert_eq!(yard.counts(&[roomy, narrow, alone]), [0, 2, 2]);
        // Three more fit on each c5.large (7 of 512 MiB); zone b then is full, and a gets the rest.
        run_many(&mut yard, 11, &strategies);
        assert_eq!(yard.counts(&[roomy, narrow, alone]), [1, 7, 7]);
    }
}

#[test]
fn instances_without_the_attribute_are_one_bucket() {
    for seed in 0..20 {
        let mut yard = Yard::new(seed);
        yard.register(small());
        let first = yard.launch_with("m5.large", 0, &[("rack", "1")]);
        let second = yard.launch_with("m5.large", 0, &[("rack", "2")]);
        let without = [yard.launch("m5.large", 0), yard.launch("m5.large", 0)];
        run_many(&mut yard, 3, &[spread("attribute:rack")]);
        assert_eq!(yard.counts(&[first, second]), [1, 1]);
        assert_eq!(yard.counts(&without).iter().sum::<usize>(), 1);
        run_many(&mut yard, 3, &[spread("attribute:rack")]);
        assert_eq!(yard.counts(&[first, second]), [2, 2]);
        assert_eq!(yard.counts(&without).iter().sum::<usize>(), 2);
    }
}

#[test]
fn spreading_counts_the_tasks_of_the_own_group_only() {
    let mut yard = Yard::new(3);
    yard.register(small());
    let machines = [yard.launch("m5.large", 0), yard.launch("m5.large", 1)];
    for _ in 0..3 {
        let other = yard.run("small", |input| {
            input.group = Some("other".to_owned());
            input.placement_constraints = vec![member_of("attribute:ecs.availability-zone =~ .*a")];
        });
        assert_eq!(yard.place(other.expect("there is room")), machines[0]);
    }
    run_many(&mut yard, 4, &[spread("host")]);
    assert_eq!(yard.counts(&machines), [5, 2], "two of the group on each");
}

#[test]
fn tasks_outside_services_are_placed_by_lot() {
    let mut seen = std::collections::BTreeSet::new();
    for seed in 0..40 {
        let mut yard = Yard::new(seed);
        yard.register(small());
        let machines = [0, 0, 0].map(|zone| yard.launch("m5.large", zone));
        run_many(&mut yard, 2, &[]);
        seen.insert(yard.counts(&machines));
    }
    assert!(
        seen.contains(&vec![2, 0, 0]) && seen.contains(&vec![1, 1, 0]),
        "lots neither spread nor pack: {seen:?}"
    );
}

#[test]
fn the_funnel_tells_each_step_and_who_was_left() {
    let mut yard = Yard::new(5);
    yard.register(small());
    let machines = [
        yard.launch("m5.large", 0),
        yard.launch("c5.large", 0),
        yard.launch("t2.micro", 1),
        yard.launch_with("c5.large", 1, &[("stack", "prod")]),
    ];
    let drained = yard.launch("c5.large", 2);
    accept(
        &mut yard.timeline,
        Command::UpdateContainerInstancesState {
            cluster: yard.cluster,
            container_instances: vec![drained],
            status: sim::InstanceStatus::Draining,
        },
    );
    yard.register(bare("large", 256, 1_024));
    let service = yard.serve("large", 0, |input| {
        input.placement_strategy =
            vec![spread("attribute:ecs.availability-zone"), binpack("memory")];
        input.placement_constraints = vec![distinct()];
    });
    let explanation = explain(yard.world(), &yard.request(service));
    let remaining: Vec<_> = explanation
        .funnel
        .iter()
        .map(|level| (level.step, level.remaining, level.best))
        .collect();
    assert_eq!(
        remaining,
        [
            (FunnelStep::Cluster, 5, None),
            (FunnelStep::Able, 4, None),
            (FunnelStep::Attributes, 4, None),
            (FunnelStep::Resources, 3, None),
            (FunnelStep::Constraints, 3, None),
            (FunnelStep::Strategy(0), 3, Some(0)),
            (FunnelStep::Strategy(1), 2, Some(3_913)),
            (FunnelStep::Tie, 1, None),
        ]
    );
    assert_eq!(explanation.tied_count(), 2);
    assert!(!explanation.is_default_strategy);
    let ranking = explanation.ranking();
    assert_eq!(ranking.len(), 3);
    assert_eq!(ranking[2].0, machines[0], "the m5.large has the most left");
    let best = explanation.place.and_then(|place| place.instance);
    assert_eq!(best, Some(ranking[0].0));
    let micro = explanation.candidate(machines[2]).expect("it was asked");
    let needed = sim::Lack::Memory {
        needed: 1_024,
        remaining: 933,
    };
    assert_eq!(micro.verdict, Verdict::Lacks(vec![needed], vec![]));
}

#[test]
fn why_here_is_asked_of_the_world_just_before_each_choice() {
    let mut yard = Yard::new(9);
    yard.register(small());
    for zone in [0, 0, 1, 2] {
        yard.launch("m5.large", zone);
    }
    let service = yard.serve("small", 9, |_| {});
    yard.pass(30);
    let tasks: Vec<_> = yard.world().tasks().map(|task| task.id).collect();
    assert_eq!(tasks.len(), 9);
    let mut own_counts = Vec::new();
    for task in tasks {
        let why = yard.timeline.why_here(task).expect("it was placed");
        let placed = yard.world().task(task).expect("it runs");
        let place = why.explanation.place.expect("it has a place");
        assert_eq!((place.zone, place.instance), (placed.zone, placed.instance));
        assert_eq!(why.request.task, task);
        assert!(why.world.task(task).is_none(), "it was not there yet");
        own_counts.push(
            why.world
                .service(service)
                .expect("it was there")
                .tasks
                .len(),
        );
    }
    own_counts.sort_unstable();
    assert_eq!(
        own_counts,
        [0, 1, 2, 3, 4, 5, 6, 7, 8],
        "one choice after the other"
    );

    let alone = yard.run("small", |input| {
        input.placement_strategy = vec![binpack("cpu")];
    });
    let alone = alone.expect("there is room");
    let why = yard.timeline.why_here(alone).expect("it was placed");
    assert_eq!(why.explanation.strategy, [Strategy::BinpackCpu]);
    assert_eq!(
        why.explanation.place.and_then(|place| place.instance),
        Some(yard.place(alone))
    );
}

#[test]
fn an_update_of_strategies_starts_no_deployment_and_counts_from_then_on() {
    let mut yard = Yard::new(2);
    yard.register(small());
    let machines = [0, 1].map(|zone| yard.launch("m5.large", zone));
    let service = yard.serve("small", 2, |_| {});
    yard.pass(60);
    assert_eq!(yard.counts(&machines), [1, 1]);
    let update = UpdateService {
        desired_count: Some(5),
        placement_strategy: Some(vec![binpack("memory")]),
        ..UpdateService::of(service)
    };
    let answer = accept(&mut yard.timeline, Command::UpdateService(Box::new(update)));
    assert!(matches!(
        answer,
        sim::Response::Service {
            deployment: None,
            ..
        }
    ));
    yard.pass(60);
    let mut counts = yard.counts(&machines);
    counts.sort_unstable();
    assert_eq!(counts, [1, 4]);
    assert!(choose(yard.world(), &yard.request(service)).0.is_some());
}

#[test]
fn scale_in_follows_the_strategies() {
    let scaled = |strategies: Vec<sim::PlacementStrategy>, fill: &[u8]| {
        let mut yard = Yard::new(4);
        yard.register(small());
        let machines: Vec<_> = (0..3).map(|zone| yard.launch("m5.large", zone)).collect();
        // The tasks go where the expression says, then the strategies hold.
        let service = yard.serve("small", 0, |_| {});
        let mut desired_count = 0;
        for zone in fill {
            desired_count += 1;
            let zone = char::from(b'a' + zone);
            let update = UpdateService {
                desired_count: Some(desired_count),
                placement_constraints: Some(vec![member_of(&format!(
                    "attribute:ecs.availability-zone =~ .*{zone}"
                ))]),
                ..UpdateService::of(service)
            };
            accept(&mut yard.timeline, Command::UpdateService(Box::new(update)));
            yard.pass(120);
        }
        let update = UpdateService {
            desired_count: Some(desired_count - 2),
            placement_constraints: Some(vec![]),
            placement_strategy: Some(strategies),
            ..UpdateService::of(service)
        };
        accept(&mut yard.timeline, Command::UpdateService(Box::new(update)));
        yard.pass(300);
        yard.counts(&machines)
    };
    let fill = [0, 0, 0, 0, 1, 1, 2];
    assert_eq!(scaled(vec![], &fill), [2, 2, 1], "the fullest zone gives");
    assert_eq!(scaled(vec![spread("instanceId")], &fill), [2, 2, 1]);
    // The machine in zone c would have the most left, and then, empty, gives no more: b is next.
    assert_eq!(scaled(vec![binpack("memory")], &fill), [4, 1, 0]);
    let random = scaled(vec![strategy(PlacementStrategyType::Random, "")], &fill);
    assert_eq!(random.iter().sum::<usize>(), 5);
}

#[test]
fn scaling_in_a_packed_service_empties_one_instance_before_it_touches_the_next() {
    for seed in 0..8 {
        let mut yard = Yard::new(seed);
        yard.register(small());
        let machines = [0, 1, 2].map(|zone| yard.launch("m5.large", zone));
        let service = yard.serve("small", 9, |input| {
            input.placement_strategy = vec![spread("instanceId")];
        });
        yard.pass(90);
        assert_eq!(yard.counts(&machines), [3, 3, 3]);
        let update = UpdateService {
            desired_count: Some(4),
            placement_strategy: Some(vec![binpack("memory")]),
            ..UpdateService::of(service)
        };
        accept(&mut yard.timeline, Command::UpdateService(Box::new(update)));
        yard.pass(120);
        let mut counts = yard.counts(&machines);
        counts.sort_unstable();
        assert_eq!(counts, [0, 1, 3], "seed {seed}");
    }
}
