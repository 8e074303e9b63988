//! Worlds and commands drawn from a seed: every invariant holds after every step, and once the faults stop every
//! service settles. `SWARM_WORLDS` and `SWARM_SEED` choose how many and from where; a failure prints its seed.

mod balancing;
mod capacity;
mod deployments;
mod faults;
mod healing;
mod placement;
mod requests;
mod scheduling;
mod stages;
mod task_sets;
mod ticking;
mod traffic;

use sim::{
    AccountChange, CapacityStrategyUpdate, CheckTimeoutDefault, Command, ContainerCondition,
    ContainerDefinition, ContainerDependency, ContainerHealthCheck, ContainerRestartPolicy,
    CpuArchitecture, Duration, DurationForm, EntryPoint, FailedTasksReset, HealthAnswer,
    IdleTargetDrains, Image, ImagePullShows, InitialTargetNeeds, LaunchInstance, LaunchThrottle,
    LogConfiguration, LogDriver, MaximumPercentCounts, MemoryUse, OnSigterm, OwnExit, Permission,
    ProtectionFromHealth, ProvisioningTimeout, PullOutcome, QuickExit, Secret, Span, SpotStopCode,
    StopTaskOrder, Switches, TargetHealthCheck, TaskDefinition, TaskStatus, UpdateService, Zone,
};

use crate::support::{Setup, Stage, bridge, definition};

const WORLDS: u64 = 300;
const STEPS: u64 = 30;

/// SplitMix64: small, and the same everywhere.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut value = self.0;
        value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (value ^ (value >> 31)) % sides
    }

    fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        from[self.roll(from.len() as u64) as usize].clone()
    }
}

fn setting(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).ok().map_or(otherwise, |text| {
        text.parse().expect("a swarm setting is a number")
    })
}

#[test]
fn every_world_keeps_its_invariants_and_settles_once_the_faults_stop() {
    let first = setting("SWARM_SEED", 1);
    let worlds = setting("SWARM_WORLDS", WORLDS);
    for seed in first..first + worlds {
        println!("swarm seed {seed}");
        run(seed);
    }
}

fn run(seed: u64) {
    let mut stage = play(seed);
    healing::heal(&mut stage);
    stage.settle();
    task_sets::heal(&mut stage);
    stage.settle();
    let running = stage.tasks_in(TaskStatus::Running).len();
    assert_eq!(
        running,
        stage.service().desired_count as usize,
        "a steady service runs what it wants"
    );
    assert!(
        !running_old(&stage),
        "a steady service runs the PRIMARY deployment alone"
    );
}

/// A world after the commands that a seed draws.
pub(crate) fn play(seed: u64) -> Stage {
    let mut dice = Dice(seed);
    let mut stage = draw_setup(&mut dice, seed).build();
    for _ in 0..STEPS {
        let command = draw_command(&mut dice, &stage);
        // What AWS refuses changes nothing.
        let events_before = stage.next_event();
        if stage.timeline.submit(command).is_err() {
            assert_eq!(
                stage.next_event(),
                events_before,
                "a refused command does nothing"
            );
        }
        sim::check_invariants(stage.timeline.world());
        let pause = Duration::from_millis(dice.roll(40_000));
        stage.pass(pause);
    }
    stage
}

fn running_old(stage: &Stage) -> bool {
    let primary = stage.service().primary().id;
    stage
        .tasks_in(TaskStatus::Running)
        .iter()
        .any(|task| task.deployment() != Some(primary))
}

/// Half of the worlds keep the assumptions as they are.
fn draw_switches(dice: &mut Dice) -> Switches {
    if dice.roll(2) == 0 {
        return Switches::default();
    }
    Switches {
        image_pull_shows: dice.pick(&[ImagePullShows::Pending, ImagePullShows::Activating]),
        maximum_percent_counts: dice.pick(&[
            MaximumPercentCounts::StoppingAtMost100,
            MaximumPercentCounts::Stopping,
            MaximumPercentCounts::Running,
        ]),
        initial_target_needs: dice.pick(&[
            InitialTargetNeeds::OneSuccess,
            InitialTargetNeeds::HealthyThreshold,
        ]),
        stop_task: dice.pick(&[StopTaskOrder::DrainsFirst, StopTaskOrder::SignalsAtOnce]),
        launch_throttle: dice.pick(&[LaunchThrottle::Exponential, LaunchThrottle::Linear]),
        idle_target_drains: dice.pick(&[IdleTargetDrains::FullDelay, IdleTargetDrains::WhileBusy]),
        spot_stop_code: dice.pick(&[
            SpotStopCode::SpotInterruption,
            SpotStopCode::TerminationNotice,
        ]),
        failed_tasks_reset: dice.pick(&[FailedTasksReset::Healthy, FailedTasksReset::Running]),
        protection_from_health: dice.pick(&[
            ProtectionFromHealth::NotProtected,
            ProtectionFromHealth::Protected,
        ]),
        check_timeout_default: dice.pick(&[
            CheckTimeoutDefault::FiveSeconds,
            CheckTimeoutDefault::SixSeconds,
        ]),
        quick_exit: dice.pick(&[QuickExit::DoesNotCount, QuickExit::Counts]),
        provisioning_timeout: dice.pick(&[ProvisioningTimeout::Fails, ProvisioningTimeout::Never]),
        capacity_strategy_update: dice.pick(&[
            CapacityStrategyUpdate::DeploysNothing,
            CapacityStrategyUpdate::NeedsForce,
        ]),
    }
}

fn draw_setup(dice: &mut Dice, seed: u64) -> Setup {
    let on_fargate = dice.roll(3) == 0;
    let mut definition = if on_fargate || dice.roll(2) == 0 {
        definition("shop/web:1")
    } else {
        bridge("shop/web:1")
    };
    draw_company(dice, &mut definition.container_definitions);
    if dice.roll(3) == 0 {
        ask_of_the_account(&mut definition);
    }
    let interval = 5 + dice.roll(40);
    let setup = Setup {
        seed,
        switches: draw_switches(dice),
        desired_count: dice.roll(7) as u32,
        percents: dice.pick(&[
            (100, 200),
            (50, 100),
            (0, 100),
            (50, 200),
            (75, 150),
            (100, 125),
            (100, 110),
        ]),
        balanced: dice.roll(4) > 0,
        delay_seconds: dice.pick(&[0, 1, 10, 60, 300]),
        grace_seconds: dice.pick(&[0, 0, 30, 120]),
        images: vec![("shop/init:1", job(3))],
        health_check: TargetHealthCheck {
            interval: Duration::from_secs(interval),
            timeout: Duration::from_secs(2 + dice.roll(interval - 3)),
            healthy_threshold: 2 + dice.roll(5) as u32,
            unhealthy_threshold: 2 + dice.roll(5) as u32,
            ..TargetHealthCheck::default()
        },
        requests_per_second: dice.pick(&[0, 1, 20, 80]),
        is_network: dice.roll(4) == 0,
        definition,
        ..Setup::default()
    };
    if on_fargate {
        let capacity = capacity::draw_strategy(dice);
        return Setup { capacity, ..setup };
    }
    let count = dice.roll(5) as usize;
    let types = (0..count)
        .map(|_| dice.pick(&["t3.small", "c6i.large", "m5.xlarge"]))
        .collect::<Vec<_>>();
    setup.on_instances(&types)
}

/// The first container reads a secret and writes to a log group, both with the execution role.
fn ask_of_the_account(definition: &mut TaskDefinition) {
    definition.execution_role_arn = Some("exec".to_owned());
    let mut options = sim::Map::new();
    for (name, value) in [
        ("awslogs-group", "/shop"),
        ("awslogs-region", "ap-northeast-2"),
        ("awslogs-stream-prefix", "app"),
    ] {
        options.insert(name.to_owned(), value.to_owned());
    }
    let app = &mut definition.container_definitions[0];
    app.secrets.push(Secret {
        name: "TOKEN".to_owned(),
        value_from: "/shop/token".to_owned(),
    });
    app.log_configuration = Some(LogConfiguration {
        log_driver: LogDriver::Awslogs,
        options,
        secret_options: vec![],
    });
}

fn draw_account_change(dice: &mut Dice) -> AccountChange {
    let (secret, name) = ("/shop/token".to_owned(), "/shop".to_owned());
    match dice.roll(5) {
        0 => AccountChange::DeleteSecret { secret },
        1 => AccountChange::PutSecret { secret },
        2 => AccountChange::DeleteLogGroup { name },
        3 => AccountChange::CreateLogGroup { name },
        _ => AccountChange::SetRole {
            role: "exec".to_owned(),
            allows: Permission::ALL
                .iter()
                .copied()
                .filter(|_| dice.roll(4) > 0)
                .collect(),
        },
    }
}

/// Other containers beside the first one, which may wait for them.
fn draw_company(dice: &mut Dice, parts: &mut Vec<ContainerDefinition>) {
    if dice.roll(2) == 0 {
        return;
    }
    let wait = |name: &str, condition| ContainerDependency {
        container_name: name.to_owned(),
        condition,
    };
    let part = |name: &str, image: &str| ContainerDefinition {
        name: name.to_owned(),
        image: image.to_owned(),
        essential: Some(false),
        ..ContainerDefinition::default()
    };
    let restart_policy = (dice.roll(2) == 0).then(|| ContainerRestartPolicy {
        enabled: true,
        ignored_exit_codes: vec![0],
        restart_attempt_period: Some(Duration::from_secs(60)),
    });
    let side = ContainerDefinition {
        health_check: Some(ContainerHealthCheck {
            command: vec!["CMD".to_owned()],
            interval: Duration::from_secs(5 + dice.roll(20)),
            ..ContainerHealthCheck::default()
        }),
        restart_policy: restart_policy.clone(),
        start_timeout: dice.pick(&[None, Some(Duration::from_secs(40))]),
        stop_timeout: Some(Duration::from_secs(2 + dice.roll(40))),
        ..part("side", "shop/side:1")
    };
    let condition = dice.pick(&[ContainerCondition::Complete, ContainerCondition::Success]);
    parts[0].depends_on.push(wait("init", condition));
    let condition = dice.pick(&[ContainerCondition::Start, ContainerCondition::Healthy]);
    parts[0].depends_on.push(wait("side", condition));
    parts[0].restart_policy = restart_policy;
    let last = ContainerDefinition {
        depends_on: vec![wait("app", ContainerCondition::Start)],
        ..part("last", "shop/side:1")
    };
    parts.extend([part("init", "shop/init:1"), side, last]);
}

/// A job that ends by itself with success.
fn job(seconds: u64) -> Image {
    Image {
        exit: OwnExit::After {
            running: Duration::from_secs(seconds),
            code: 0,
        },
        ..Image::default()
    }
}

fn draw_image(dice: &mut Dice) -> Image {
    Image {
        size_mib: 20 + dice.roll(900) as u32,
        pull: dice.pick(&[
            PullOutcome::Succeeds,
            PullOutcome::Succeeds,
            PullOutcome::Succeeds,
            PullOutcome::NotFound,
            PullOutcome::RateLimited,
            PullOutcome::Unreachable,
        ]),
        architecture: dice.pick(&[None, None, None, Some(CpuArchitecture::Arm64)]),
        entry_point: dice.pick(&[EntryPoint::Exec, EntryPoint::Exec, EntryPoint::Shell]),
        memory: dice.pick(&[
            MemoryUse::Modest,
            MemoryUse::Grows {
                base_mib: 100,
                mib_per_minute: 300,
            },
            MemoryUse::Grows {
                base_mib: 900,
                mib_per_minute: 0,
            },
        ]),
        calls_aws: dice.roll(4) == 0,
        boot: Duration::from_secs(dice.roll(100)),
        health: dice.pick(&[
            HealthAnswer::Status(200),
            HealthAnswer::Status(503),
            HealthAnswer::Hangs,
        ]),
        response_status: dice.pick(&[200, 500]),
        request: Span::millis(10, 10 + dice.roll(30_000)),
        request_form: dice.pick(&[DurationForm::Spread, DurationForm::LongTail]),
        on_sigterm: dice.pick(&[
            OnSigterm::Ignores,
            OnSigterm::Exits {
                after: Duration::ZERO,
                code: 143,
            },
            OnSigterm::Exits {
                after: Duration::from_secs(20),
                code: 0,
            },
            OnSigterm::Exits {
                after: Duration::from_secs(50),
                code: 0,
            },
        ]),
        exit: dice.pick(&[
            OwnExit::Never,
            OwnExit::After {
                running: Duration::from_secs(1),
                code: 1,
            },
            OwnExit::After {
                running: Duration::from_secs(45),
                code: 0,
            },
        ]),
    }
}

fn draw_command(dice: &mut Dice, stage: &Stage) -> Command {
    let update = UpdateService::of(stage.service);
    let tasks: Vec<_> = stage.timeline.world().tasks().map(|task| task.id).collect();
    let instances: Vec<_> = stage
        .timeline
        .world()
        .instances()
        .map(|instance| instance.id)
        .collect();
    match dice.roll(28) {
        26 | 27 => task_sets::draw(dice, stage),
        24 | 25 => stages::draw(dice, stage),
        20 | 21 => scheduling::draw(dice, stage),
        0 => Command::UpdateService(Box::new(UpdateService {
            desired_count: Some(dice.roll(9) as u32),
            ..update
        })),
        1 => Command::UpdateService(Box::new(UpdateService {
            force_new_deployment: true,
            ..update
        })),
        2 => {
            let next = stage.service().primary().definition.definition.clone();
            Command::RegisterTaskDefinition(Box::new(next))
        }
        3 => Command::UpdateService(Box::new(UpdateService {
            task_definition: Some("web".to_owned()),
            ..update
        })),
        4 if dice.roll(2) == 0 => Command::ChangeAccount(draw_account_change(dice)),
        4 => {
            let (minimum, maximum) = dice.pick(&[
                (100, 200),
                (50, 100),
                (100, 100),
                (0, 150),
                (90, 120),
                (100, 90),
            ]);
            Command::UpdateService(Box::new(UpdateService {
                minimum_healthy_percent: Some(minimum),
                maximum_percent: Some(maximum),
                ..update
            }))
        }
        5 if !tasks.is_empty() && dice.roll(3) == 0 => Command::FillMemory {
            task: dice.pick(&tasks),
            container: dice.roll(3) as usize,
        },
        5 | 6 if !tasks.is_empty() => Command::KillContainer {
            task: dice.pick(&tasks),
            container: dice.roll(3) as usize,
            exit_code: dice.pick(&[0, 1, 139]),
        },
        7 if !tasks.is_empty() => Command::StopTask {
            cluster: None,
            task: dice.pick(&tasks),
            reason: None,
        },
        8 if !instances.is_empty() => Command::TerminateInstance {
            instance: dice.pick(&instances),
        },
        8 | 9 if dice.roll(4) == 0 => faults::draw(dice, &tasks),
        9 if dice.roll(3) == 0 => capacity::draw(dice, stage.service, &tasks),
        9 => LaunchInstance::of(
            stage.cluster,
            dice.pick(&["t3.small", "c6i.large"]),
            Zone(dice.roll(3) as u8),
        )
        .into(),
        10 => match stage.target_group {
            Some(target_group) => Command::ModifyTargetGroup {
                target_group,
                health_check: TargetHealthCheck {
                    interval: Duration::from_secs(5 + dice.roll(60)),
                    timeout: Duration::from_secs(2 + dice.roll(8)),
                    ..TargetHealthCheck::default()
                }
                .into(),
            },
            None => Command::CreateCluster {
                name: "default".to_owned(),
            },
        },
        11 => Command::PushImage {
            name: dice
                .pick(&["shop/web:1", "shop/web:1", "shop/init:1", "shop/side:1"])
                .to_owned(),
            image: draw_image(dice),
        },
        12 => placement::draw(dice, stage),
        13 => deployments::draw(dice, stage),
        22 | 23 => balancing::draw(dice, stage),
        _ => requests::draw(dice, stage),
    }
}
