//! How long one simulated hour takes here, natively: a service of so many tasks behind a load balancer under much
//! traffic, with one rolling update at the beginning of the hour.

use std::time::{Duration, Instant};

use sim::{Command, Handlers, RolloutState, UpdateService};

/// Tasks, and requests a second.
const ROWS: [(u32, u32); 5] = [
    (100, 10_000),
    (1_000, 1_000),
    (1_000, 10_000),
    (1_000, 100_000),
    (5_000, 10_000),
];
const HOUR: sim::Duration = sim::Duration::from_secs(3_600);

fn main() {
    println!();
    println!("one simulated hour with one rolling update (release, native)");
    println!(
        "{:>8} {:>10} {:>12} {:>14} {:>12} {:>10}",
        "tasks", "instances", "requests/s", "requests", "rolled out", "took"
    );
    for (task_count, requests_per_second) in ROWS {
        let row = play(task_count, requests_per_second);
        println!(
            "{task_count:>8} {:>10} {requests_per_second:>12} {:>14} {:>10} s {:>7.0} ms",
            row.instance_count,
            row.request_count,
            row.rollout.as_millis() / 1_000,
            row.took.as_secs_f64() * 1e3,
        );
    }
}

struct Row {
    instance_count: usize,
    request_count: u64,
    /// From the update until its deployment was complete.
    rollout: sim::Duration,
    took: Duration,
}

fn play(task_count: u32, requests_per_second: u32) -> Row {
    // 1,000 tasks on 201 instances.
    let per_zone = task_count.div_ceil(15);
    let opening = playground::fleet_on(Handlers::ALL, task_count, per_zone, requests_per_second);
    let mut world = opening.timeline.world().clone();
    while world.poll_event().is_some() {}
    let began_at = world.now();
    let arrived = |world: &sim::World| -> u64 {
        let balancers = world.load_balancers();
        balancers.map(|balancer| balancer.totals.arrived).sum()
    };
    let arrived_before = arrived(&world);
    let begin = Instant::now();
    let definition = Command::RegisterTaskDefinition(Box::new(opening.definition.clone()));
    world
        .handle_command(began_at, definition)
        .expect("the definition is sound");
    let update = UpdateService {
        task_definition: Some("web".to_owned()),
        ..UpdateService::of(opening.service)
    };
    world
        .handle_command(began_at, Command::UpdateService(Box::new(update)))
        .expect("the service can be updated");
    let mut rollout = None;
    while let Some(due) = world.poll_timeout().filter(|due| *due <= began_at + HOUR) {
        world.handle_timeout(due);
        while let Some(event) = world.poll_event() {
            if let sim::EventKind::DeploymentChanged { .. } = event.kind {
                let service = world.service(opening.service).expect("it exists");
                if service.primary().rollout_state == RolloutState::Completed {
                    rollout.get_or_insert(event.at.since(began_at));
                }
            }
        }
    }
    Row {
        instance_count: world.instances().count(),
        request_count: arrived(&world) - arrived_before,
        took: begin.elapsed(),
        rollout: rollout.expect("the update is through within the hour"),
    }
}
