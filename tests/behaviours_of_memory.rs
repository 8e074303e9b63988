//! What happens to containers that use much memory, and what signals reach, one sentence a test.

use sim::{
    Command, ContainerDefinition, ContainerStage, Duration, EntryPoint, EventKind, Image,
    LinuxParameters, MemoryUse, StopCode, TaskDefinition, TaskStatus,
};

use crate::behaviours_of_dependencies::{alone, container, first, helper, of};
use crate::support::{Setup, Stage, accept, bridge};

const OUT_OF_MEMORY: &str = "OutOfMemoryError: Container killed due to memory usage";

/// Boots for 5 s, and uses so much from then on.
fn hungry(base_mib: u32, mib_per_minute: u32) -> Image {
    Image {
        memory: MemoryUse::Grows {
            base_mib,
            mib_per_minute,
        },
        ..Image::default()
    }
}

fn limited(part: ContainerDefinition, memory_mib: u32) -> ContainerDefinition {
    ContainerDefinition {
        memory_mib: Some(memory_mib),
        ..part
    }
}

/// How long a container of the first task lasted.
fn lifetime(stage: &Stage, index: usize) -> Duration {
    let part = &first(stage).containers[index];
    let ContainerStage::Stopped { at, .. } = part.stage else {
        panic!("it has ended, not {:?}", part.stage);
    };
    at.since(part.started_at.expect("it has started"))
}

#[test]
fn a_container_that_grows_beyond_its_hard_limit_is_killed_with_137_and_says_why() {
    let parts = vec![limited(container("app"), 200)];
    let mut stage = alone(parts, vec![("shop/app:1", hungry(80, 120))]).build();
    stage.pass(Duration::from_secs(120));
    let task = first(&stage);
    let part = &task.containers[0];
    assert_eq!(part.exit_code(), Some(137));
    assert_eq!(part.reason.as_deref(), Some(OUT_OF_MEMORY));
    let (code, _) = task.stop.as_ref().expect("it stops");
    assert_eq!(*code, StopCode::EssentialContainerExited);
    // 120 MiB more than its base take a minute after the boot of 5 s.
    let lasted = lifetime(&stage, 0).as_millis();
    assert!((65_000..65_010).contains(&lasted), "{lasted}");
}

#[test]
fn a_base_beyond_the_limit_kills_while_the_process_boots() {
    let parts = vec![limited(container("app"), 100)];
    let mut stage = alone(parts, vec![("shop/app:1", hungry(200, 0))]).build();
    stage.pass(Duration::from_secs(60));
    let lasted = lifetime(&stage, 0).as_millis();
    assert!(
        (2_500..2_510).contains(&lasted),
        "half of the boot: {lasted}"
    );
}

#[test]
fn without_a_limit_of_its_own_a_container_may_use_the_memory_of_its_task() {
    let mut stage = alone(
        vec![container("app")],
        vec![("shop/app:1", hungry(392, 120))],
    )
    .build();
    stage.pass(Duration::from_secs(150));
    let lasted = lifetime(&stage, 0).as_millis();
    assert!((65_000..65_010).contains(&lasted), "512 MiB: {lasted}");
}

#[test]
fn of_containers_that_use_too_much_together_the_one_that_uses_most_is_killed() {
    let parts = vec![container("app"), helper("cache")];
    let images = vec![
        ("shop/app:1", hungry(200, 0)),
        ("shop/cache:1", hungry(250, 60)),
    ];
    let mut stage = alone(parts, images).build();
    stage.pass(Duration::from_secs(300));
    let task = first(&stage);
    assert_eq!(task.containers[1].reason.as_deref(), Some(OUT_OF_MEMORY));
    assert_eq!(
        task.last_status,
        TaskStatus::Running,
        "it was not essential"
    );
    assert_eq!(task.memory_used_mib(0, stage.now()), Some(200));
}

#[test]
fn the_soft_limit_kills_nobody() {
    let soft = ContainerDefinition {
        memory_reservation_mib: Some(64),
        ..container("app")
    };
    let definition = TaskDefinition {
        memory_mib: None,
        ..TaskDefinition {
            container_definitions: vec![soft],
            ..bridge("shop/web:1")
        }
    };
    let setup = Setup {
        definition,
        ..alone(vec![], vec![("shop/app:1", hungry(500, 100))])
    };
    let mut stage = setup.on_instances(&["m5.large"]).build();
    stage.pass(Duration::from_secs(1_800));
    assert_eq!(first(&stage).last_status, TaskStatus::Running);
    let fill = Command::FillMemory {
        task: first(&stage).id,
        container: 0,
    };
    let rejection = stage.timeline.submit(fill).expect_err("nothing limits it");
    assert_eq!(
        rejection.message,
        "This container has no memory limit: neither of its own nor of its task."
    );
}

#[test]
fn filling_the_memory_of_a_container_kills_it_at_once() {
    let mut stage = alone(vec![container("app")], vec![]).build();
    stage.settle();
    let task = first(&stage).id;
    let fill = Command::FillMemory { task, container: 0 };
    accept(&mut stage.timeline, fill.clone());
    let part = &first(&stage).containers[0];
    assert_eq!(part.exit_code(), Some(137));
    assert_eq!(part.reason.as_deref(), Some(OUT_OF_MEMORY));
    assert!(
        stage.timeline.submit(fill).is_err(),
        "it does not run any more"
    );
}

#[test]
fn a_killed_process_is_not_taken_for_one_that_ran_out_of_memory() {
    let mut stage = alone(vec![container("app")], vec![]).build();
    stage.settle();
    let kill = Command::KillContainer {
        task: first(&stage).id,
        container: 0,
        exit_code: 137,
    };
    accept(&mut stage.timeline, kill);
    assert_eq!(first(&stage).containers[0].reason, None);
}

/// How a task ends that is told to stop: its exit code, and how long after SIGTERM.
fn stopped(part: ContainerDefinition, image: Image) -> (Option<u8>, u64) {
    let mut stage = alone(vec![part], vec![("shop/app:1", image)]).build();
    stage.settle();
    let stop = Command::StopTask {
        cluster: None,
        task: first(&stage).id,
        reason: None,
    };
    accept(&mut stage.timeline, stop);
    let told = stage.now();
    stage.pass(Duration::from_secs(60));
    let task = first(&stage);
    let ContainerStage::Stopped { at, exit_code } = task.containers[0].stage else {
        panic!("it has ended");
    };
    (exit_code, at.since(told).as_secs())
}

fn with_command(entry_point: &[&str], command: &[&str]) -> ContainerDefinition {
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    ContainerDefinition {
        entry_point: words(entry_point),
        command: words(command),
        ..container("app")
    }
}

#[test]
fn a_shell_as_process_1_keeps_sigterm_from_the_application() {
    let shell = with_command(&["sh", "-c"], &["node server.js"]);
    assert_eq!(stopped(shell, Image::default()), (Some(137), 30));
    let shell = with_command(&[], &["/bin/bash", "-c", "node server.js"]);
    assert_eq!(stopped(shell, Image::default()), (Some(137), 30));
    let image = Image {
        entry_point: EntryPoint::Shell,
        ..Image::default()
    };
    assert_eq!(stopped(container("app"), image), (Some(137), 30));
}

#[test]
fn the_application_gets_sigterm_if_it_is_process_1_itself() {
    let exec = with_command(&["sh", "-c"], &["exec node server.js"]);
    assert_eq!(stopped(exec, Image::default()), (Some(0), 2));
    let exec = with_command(&["node"], &["server.js"]);
    let image = Image {
        entry_point: EntryPoint::Shell,
        ..Image::default()
    };
    assert_eq!(
        stopped(exec, image),
        (Some(0), 2),
        "it replaces the image's"
    );
}

#[test]
fn behind_an_init_process_the_shell_dies_of_sigterm() {
    let with_init = ContainerDefinition {
        linux_parameters: Some(LinuxParameters {
            init_process_enabled: Some(true),
            ..LinuxParameters::default()
        }),
        ..with_command(&["sh", "-c"], &["node server.js"])
    };
    assert_eq!(stopped(with_init, Image::default()), (Some(143), 0));
}

#[test]
fn a_restart_forgets_the_memory_that_its_predecessor_used() {
    let part = ContainerDefinition {
        restart_policy: Some(sim::ContainerRestartPolicy {
            enabled: true,
            ignored_exit_codes: vec![],
            restart_attempt_period: Some(Duration::from_secs(60)),
        }),
        ..limited(container("app"), 200)
    };
    let setup = Setup {
        definition: of(vec![part]),
        ..alone(vec![], vec![("shop/app:1", hungry(80, 120))])
    };
    let mut stage = setup.build();
    stage.pass(Duration::from_secs(250));
    let task = first(&stage);
    assert_eq!(task.containers[0].restart_count, 3);
    assert_eq!(task.containers[0].reason, None, "it runs");
    let events = stage.timeline.events_since(sim::EventSequence(0));
    let killed = events
        .iter()
        .filter(|event| matches!(event.kind, EventKind::OutOfMemory { limit_mib: 200, .. }));
    assert_eq!(killed.count(), 3);
}
