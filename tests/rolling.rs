//! The arithmetic of a rolling update, and the plan of one pass for any census.

use sim::{Bounds, Census, DeploymentConfiguration, Situation, TaskStanding, plan_pass};

#[test]
fn the_minimum_rounds_up_and_the_maximum_rounds_down() {
    // desired, minimum percent, maximum percent, lower, upper
    let table = [
        (4, 100, 200, 4, 8),
        (4, 50, 100, 2, 4),
        (4, 50, 200, 2, 8),
        (2, 75, 100, 2, 2),
        (3, 100, 125, 3, 3),
        (1, 100, 150, 1, 1),
        (1, 50, 100, 1, 1),
        (1, 0, 100, 0, 1),
        (10, 100, 110, 10, 11),
    ];
    for (desired, minimum_healthy_percent, maximum_percent, lower, upper) in table {
        let percents = DeploymentConfiguration {
            minimum_healthy_percent,
            maximum_percent,
            ..DeploymentConfiguration::default()
        };
        assert_eq!(
            Bounds::of(desired, &percents),
            Bounds { lower, upper },
            "{desired} at {percents:?}"
        );
    }
}

/// A census from a number: two bits a task for what it is, and whether it is healthy.
fn census(mut seed: u64, count: u32, sample: &[TaskStanding]) -> Census {
    let mut roll = |sides: u64| {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % sides
    };
    let tasks = (0..count)
        .map(|index| {
            let standing = &sample[index as usize % sample.len()];
            let is_active = roll(4) > 0;
            let is_running = roll(3) > 0;
            let is_healthy = is_active && is_running && roll(3) > 0;
            let is_failing = is_active && is_running && !is_healthy && roll(2) == 0;
            TaskStanding {
                is_new: roll(2) == 0,
                is_active,
                is_running,
                is_healthy,
                is_moving: false,
                serves: is_healthy,
                failure: is_failing.then_some(sim::HealthFailure::Container),
                is_capped: is_active,
                is_leaving: !is_active,
                lot: roll(1 << 30),
                ..standing.clone()
            }
        })
        .collect();
    Census {
        tasks,
        stop_steps: None,
    }
}

#[test]
fn no_plan_starts_beyond_the_maximum_or_stops_healthy_old_tasks_below_the_minimum() {
    let opening = playground::opening();
    let world = opening.timeline.world();
    let service = world.service(opening.service).expect("it exists");
    let sample = world.census(service).tasks;
    for seed in 0..4_000 {
        let count = (seed % 9) as u32;
        let census = census(seed, count, &sample);
        let desired_count = (seed / 9 % 7) as u32;
        let (minimum_healthy_percent, maximum_percent) = [
            (100, 200),
            (50, 100),
            (0, 100),
            (100, 125),
            (75, 150),
            (50, 200),
        ][(seed % 6) as usize];
        let bounds = Bounds::of(
            desired_count,
            &DeploymentConfiguration {
                minimum_healthy_percent,
                maximum_percent,
                ..DeploymentConfiguration::default()
            },
        );
        let plan = plan_pass(&Situation {
            desired_count,
            minimum_healthy_percent,
            bounds,
            launch_max: 100,
            census: &census,
        });
        let capped = census.count(|task| task.is_capped);
        assert!(
            plan.start_count == 0 || capped + plan.start_count <= bounds.upper,
            "seed {seed}: starts too many"
        );
        let stopped = |which: &dyn Fn(&TaskStanding) -> bool| {
            census.count(|task| which(task) && plan.stop.contains(&task.task))
        };
        let healthy_old_stopped = stopped(&|task| task.is_healthy && !task.is_new);
        let healthy = census.count(|task| task.is_healthy);
        assert!(
            healthy_old_stopped == 0 || healthy - healthy_old_stopped >= bounds.lower,
            "seed {seed}: stops {healthy_old_stopped} of {healthy} healthy, lower {}",
            bounds.lower
        );
        let new_stopped = stopped(&|task| task.is_new);
        let sound_new =
            census.count(|task| task.is_new && task.is_active && task.failure.is_none());
        assert!(
            new_stopped == 0 || sound_new - new_stopped >= desired_count,
            "seed {seed}: stops wanted tasks"
        );
    }
}
