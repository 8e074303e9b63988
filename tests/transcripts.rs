//! Whole scenarios as text: every event, its time and AWS's words. The files in `golden/` were read line by line
//! against the specification; `UPDATE_EXPECT=1` writes them anew, to be read again.

use expect_test::{ExpectFile, expect_file};
use sim::{Command, Duration, HowDisconnected, Image, InstanceStatus, OnSigterm, OwnExit, Span};

use crate::behaviours_of_dependencies::{after, alone, checked, container, ends, helper};
use crate::support::{Setup, Stage, accept, bridge, definition};

/// Lets a steady service deploy `web:2` and gives the history from the deployment on.
fn check_update(setup: Setup, minutes: u64, expected: ExpectFile) {
    let mut stage = setup.build();
    stage.settle();
    stage.pass(Duration::from_secs(20));
    let from = stage.next_event();
    let next = stage.service().primary().definition.definition.clone();
    stage.deploy(sim::TaskDefinition {
        family: "web".to_owned(),
        ..next
    });
    stage.pass(Duration::from_secs(minutes * 60));
    check(&stage, from, expected);
}

fn check(stage: &Stage, from: sim::EventSequence, expected: ExpectFile) {
    expected.assert_eq(&stage.transcript(from));
}

#[test]
fn a_rolling_update_at_100_200_starts_all_new_tasks_before_it_stops_an_old_one() {
    check_update(
        Setup::default(),
        10,
        expect_file!["golden/rolling_100_200.txt"],
    );
}

#[test]
fn a_rolling_update_at_50_100_stops_half_before_it_starts_any() {
    let setup = Setup {
        desired_count: 4,
        percents: (50, 100),
        delay_seconds: 60,
        definition: bridge("shop/web:1"),
        ..Setup::default()
    };
    let instances = ["c6i.large", "c6i.large", "c6i.large"];
    check_update(
        setup.on_instances(&instances),
        10,
        expect_file!["golden/rolling_50_100.txt"],
    );
}

#[test]
fn three_tasks_at_100_125_are_stuck_and_an_event_says_so() {
    let setup = Setup {
        desired_count: 3,
        percents: (100, 125),
        ..Setup::default()
    };
    check_update(setup, 5, expect_file!["golden/stuck_100_125.txt"]);
}

/// One task with requests of a minute, one every ten seconds, replaced behind this delay.
fn check_draining(delay_seconds: u64, expected: ExpectFile) {
    let slow = Image {
        request: Span::secs(60, 60),
        ..Image::default()
    };
    let setup = Setup {
        desired_count: 1,
        delay_seconds,
        requests_per_second: 1,
        images: vec![("shop/web:1", slow)],
        ..Setup::default()
    };
    check_update(setup, 4, expected);
}

#[test]
fn a_delay_shorter_than_the_requests_cuts_them_off() {
    check_draining(15, expect_file!["golden/draining_cut_off.txt"]);
}

#[test]
fn a_delay_longer_than_the_requests_lets_them_finish() {
    check_draining(90, expect_file!["golden/draining_finished.txt"]);
}

#[test]
fn a_crash_loop_starts_a_task_at_every_tick_without_end() {
    let crashing = Image {
        exit: OwnExit::After {
            running: Duration::from_secs(8),
            code: 1,
        },
        ..Image::default()
    };
    let mut stage = Setup {
        desired_count: 1,
        images: vec![("shop/web:1", crashing)],
        definition: bridge("shop/web:1"),
        ..Setup::default()
    }
    .on_instances(&["c6i.large"])
    .build();
    stage.pass(Duration::from_secs(120));
    check(
        &stage,
        sim::EventSequence(0),
        expect_file!["golden/crash_loop.txt"],
    );
}

#[test]
fn a_draining_instance_at_100_200_keeps_its_task_until_the_replacement_is_healthy() {
    let setup = Setup {
        delay_seconds: 30,
        ..Setup::default()
    };
    let mut stage = setup.on_instances(&["m5.large", "m5.large"]).build();
    stage.settle();
    stage.pass(Duration::from_secs(20));
    let from = stage.next_event();
    let instance = stage.instances()[0];
    stage.set_state(instance, InstanceStatus::Draining);
    stage.pass(Duration::from_secs(240));
    check(&stage, from, expect_file!["golden/drain_100_200.txt"]);
}

#[test]
fn a_silent_agent_is_missed_after_three_minutes_and_reports_when_it_is_back() {
    let setup = Setup {
        delay_seconds: 10,
        definition: bridge("shop/web:1"),
        ..Setup::default()
    };
    let mut stage = setup.on_instances(&["m5.large", "m5.large"]).build();
    stage.settle();
    stage.pass(Duration::from_secs(20));
    let from = stage.next_event();
    let instance = stage.instances()[0];
    let task = stage.tasks_on(instance)[0].id;
    let how = HowDisconnected::Silent;
    accept(
        &mut stage.timeline,
        Command::DisconnectAgent { instance, how },
    );
    stage.pass(Duration::from_secs(200));
    let exit_code = 1;
    let kill = Command::KillContainer {
        task,
        container: 0,
        exit_code,
    };
    accept(&mut stage.timeline, kill);
    stage.pass(Duration::from_secs(180));
    accept(&mut stage.timeline, Command::ConnectAgent { instance });
    stage.pass(Duration::from_secs(60));
    check(&stage, from, expect_file!["golden/agent_disconnect.txt"]);
}

/// One task that boots for 90 s, with AWS's default health check of the load balancer.
fn check_grace(grace_seconds: u64, expected: ExpectFile) {
    let slow = Image {
        boot: Duration::from_secs(90),
        ..Image::default()
    };
    let mut stage = Setup {
        desired_count: 1,
        grace_seconds,
        delay_seconds: 30,
        images: vec![("shop/web:1", slow)],
        ..Setup::default()
    }
    .build();
    stage.pass(Duration::from_secs(420));
    check(&stage, sim::EventSequence(0), expected);
}

#[test]
fn a_grace_period_shorter_than_the_boot_lets_tasks_be_replaced_before_they_are_up() {
    check_grace(0, expect_file!["golden/grace_too_short.txt"]);
}

#[test]
fn a_grace_period_longer_than_the_boot_lets_them_come_up() {
    check_grace(300, expect_file!["golden/grace_long_enough.txt"]);
}

#[test]
fn a_task_that_ignores_sigterm_is_killed_after_its_stop_timeout() {
    let deaf = Image {
        on_sigterm: OnSigterm::Ignores,
        ..Image::default()
    };
    let setup = Setup {
        desired_count: 1,
        balanced: false,
        images: vec![("shop/web:1", deaf)],
        definition: definition("shop/web:1"),
        ..Setup::default()
    };
    check_update(setup, 4, expect_file!["golden/ignores_sigterm.txt"]);
}

/// The history of a task of these containers, on an instance, from its creation until it has stopped.
fn check_life(
    parts: Vec<sim::ContainerDefinition>,
    images: Vec<(&'static str, Image)>,
    seconds: u64,
    expected: ExpectFile,
) {
    let definition = sim::TaskDefinition {
        container_definitions: parts,
        ..bridge("shop/web:1")
    };
    let setup = Setup {
        definition,
        ..alone(vec![], images)
    };
    let mut stage = setup.on_instances(&["m5.xlarge"]).build();
    stage.pass(Duration::from_secs(seconds));
    let input = sim::UpdateService {
        desired_count: Some(0),
        ..sim::UpdateService::of(stage.service)
    };
    let update = Command::UpdateService(Box::new(input));
    accept(&mut stage.timeline, update);
    stage.pass(Duration::from_secs(120));
    check(&stage, sim::EventSequence(0), expected);
}

#[test]
fn a_chain_of_containers_starts_in_order_and_stops_in_reverse() {
    use sim::ContainerCondition::{Healthy, Success};
    let parts = vec![
        helper("migrate"),
        checked(after(container("app"), "migrate", Success)),
        after(container("sidecar"), "app", Healthy),
    ];
    let deaf = Image {
        on_sigterm: OnSigterm::Ignores,
        ..Image::default()
    };
    let images = vec![("shop/migrate:1", ends(12, 0)), ("shop/sidecar:1", deaf)];
    check_life(
        parts,
        images,
        90,
        expect_file!["golden/dependency_chain.txt"],
    );
}

#[test]
fn a_restart_policy_restarts_after_its_period_and_not_within_it() {
    let restarted = |part| sim::ContainerDefinition {
        restart_policy: Some(sim::ContainerRestartPolicy {
            enabled: true,
            ignored_exit_codes: vec![0],
            restart_attempt_period: Some(Duration::from_secs(60)),
        }),
        ..part
    };
    let parts = vec![restarted(container("app")), restarted(helper("logs"))];
    let images = vec![("shop/app:1", ends(65, 1)), ("shop/logs:1", ends(59, 2))];
    check_life(
        parts,
        images,
        150,
        expect_file!["golden/restart_policy.txt"],
    );
}

#[test]
fn a_container_that_runs_out_of_memory_is_killed_and_its_task_replaced() {
    let leaking = Image {
        memory: sim::MemoryUse::Grows {
            base_mib: 80,
            mib_per_minute: 120,
        },
        ..Image::default()
    };
    let app = sim::ContainerDefinition {
        memory_mib: Some(256),
        ..container("app")
    };
    let images = vec![("shop/app:1", leaking)];
    check_life(
        vec![app],
        images,
        150,
        expect_file!["golden/out_of_memory.txt"],
    );
}

#[test]
fn an_execution_role_that_may_not_pull_keeps_tasks_on_fargate_from_starting() {
    let private = sim::ContainerDefinition {
        image: "111122223333.dkr.ecr.ap-northeast-2.amazonaws.com/shop:1".to_owned(),
        ..container("app")
    };
    let definition = sim::TaskDefinition {
        execution_role_arn: Some("ecsTaskExecutionRole".to_owned()),
        container_definitions: vec![private],
        ..definition("shop/web:1")
    };
    let mut stage = Setup {
        definition,
        ..alone(vec![], vec![])
    }
    .build();
    let change = sim::AccountChange::SetRole {
        role: "ecsTaskExecutionRole".to_owned(),
        allows: sim::Set::new(),
    };
    accept(&mut stage.timeline, Command::ChangeAccount(change));
    stage.pass(Duration::from_secs(90));
    check(
        &stage,
        sim::EventSequence(0),
        expect_file!["golden/execution_role.txt"],
    );
}

#[test]
fn a_shell_as_process_1_makes_a_task_stop_with_137_after_its_stop_timeout() {
    let app = sim::ContainerDefinition {
        entry_point: vec!["sh".to_owned(), "-c".to_owned()],
        command: vec!["node server.js".to_owned()],
        stop_timeout: Some(Duration::from_secs(30)),
        ..container("app")
    };
    check_life(
        vec![app],
        vec![],
        90,
        expect_file!["golden/shell_entrypoint.txt"],
    );
}
