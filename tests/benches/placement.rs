//! How long Amazon ECS's placement takes here, natively: as many tasks as there are instances, one after the other.

use std::time::{Duration, Instant};

use sim::{
    ClusterId, Command, ContainerDefinition, LaunchInstance, LaunchType, NetworkMode,
    PlacementConstraint, PlacementConstraintType, PlacementStrategy, PlacementStrategyType,
    Response, RunTask, Start, TaskDefinition, Time, World, Zone,
};

const SIZES: [u32; 3] = [50, 500, 5_000];
/// `RunTask` starts at most so many at once.
const BATCH: u32 = 10;

/// What the tasks of one row ask.
struct Row {
    name: &'static str,
    strategy: Vec<PlacementStrategy>,
    constraints: Vec<PlacementConstraint>,
}

fn main() {
    println!("placement: tasks onto as many instances (release, native)");
    println!(
        "{:<32} {:>8} {:>12} {:>12}",
        "", "tasks", "in all", "per task"
    );
    for row in rows() {
        for size in SIZES {
            let took = place(&row, size);
            println!(
                "{:<32} {size:>8} {:>9.1} ms {:>9.1} us",
                row.name,
                took.as_secs_f64() * 1e3,
                took.as_secs_f64() * 1e6 / f64::from(size),
            );
        }
    }
}

fn rows() -> Vec<Row> {
    use PlacementStrategyType::{Binpack, Spread};
    let row = |name, strategy, constraints| Row {
        name,
        strategy,
        constraints,
    };
    let az = || strategy(Spread, "attribute:ecs.availability-zone");
    let distinct = PlacementConstraint {
        r#type: PlacementConstraintType::DistinctInstance,
        expression: None,
    };
    let member_of = PlacementConstraint {
        r#type: PlacementConstraintType::MemberOf,
        expression: Some(
            "attribute:ecs.instance-type =~ m5.* and runningTasksCount < 3".to_owned(),
        ),
    };
    vec![
        row("random", vec![], vec![]),
        row(
            "spread az, instanceId",
            vec![az(), strategy(Spread, "instanceId")],
            vec![],
        ),
        row(
            "spread az, binpack memory",
            vec![az(), strategy(Binpack, "memory")],
            vec![],
        ),
        row(
            "spread instance-type",
            vec![strategy(Spread, "attribute:ecs.instance-type")],
            vec![],
        ),
        row("distinctInstance", vec![az()], vec![distinct]),
        row("memberOf", vec![az()], vec![member_of]),
    ]
}

fn strategy(r#type: PlacementStrategyType, field: &str) -> PlacementStrategy {
    PlacementStrategy {
        r#type,
        field: Some(field.to_owned()),
    }
}

/// How long it takes to place so many tasks.
fn place(row: &Row, size: u32) -> Duration {
    let (mut world, cluster) = cluster(size);
    let begin = Instant::now();
    for _ in 0..size / BATCH {
        let input = RunTask {
            count: BATCH,
            placement_strategy: row.strategy.clone(),
            capacity_provider_strategy: Vec::new(),
            placement_constraints: row.constraints.clone(),
            ..RunTask::of(cluster, "web", LaunchType::Ec2)
        };
        let answer = order(&mut world, Command::RunTask(Box::new(input)));
        let Response::Tasks { failures, .. } = answer else {
            panic!("RunTask answers with tasks");
        };
        assert!(failures.is_empty(), "{}: there is room", row.name);
        while world.poll_event().is_some() {}
    }
    begin.elapsed()
}

/// A cluster with so many instances in three zones.
fn cluster(size: u32) -> (World, ClusterId) {
    let mut world = World::new(Start::default());
    let name = "default".to_owned();
    let Response::Cluster(cluster) = order(&mut world, Command::CreateCluster { name }) else {
        panic!("CreateCluster answers with a cluster");
    };
    for zone in (0..3).cycle().take(size as usize) {
        let launch = LaunchInstance::of(cluster, "m5.large", Zone(zone));
        order(&mut world, launch.into());
    }
    let definition = TaskDefinition {
        family: "web".to_owned(),
        network_mode: Some(NetworkMode::Bridge),
        cpu_units: Some(256),
        memory_mib: Some(512),
        container_definitions: vec![ContainerDefinition {
            name: "app".to_owned(),
            image: "shop/web:1".to_owned(),
            ..ContainerDefinition::default()
        }],
        ..TaskDefinition::default()
    };
    order(
        &mut world,
        Command::RegisterTaskDefinition(Box::new(definition)),
    );
    (world, cluster)
}

fn order(world: &mut World, command: Command) -> Response {
    match world.handle_command(Time::ZERO, command) {
        Ok(response) => response,
        Err(rejection) => panic!("{rejection}"),
    }
}
