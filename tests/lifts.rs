//! Which setting would lift what a service waits for.

use sim::{
    CapacityProvider, CapacityProviderStrategyItem, Command, Duration, Image, OnSigterm, Setting,
    SettingChange, SettingValue, SpotCapacity, StopReason, TaskStatus, UpdateService, Wait,
};
use words::Language;

use crate::support::{Setup, Stage, accept, definition};

fn wait(stage: &Stage) -> Option<Wait> {
    stage.timeline.world().outlook(stage.service()).wait
}

fn lifts(stage: &Stage) -> Vec<SettingChange> {
    let wait = wait(stage).expect("the service waits");
    stage.timeline.world().lifts(stage.service(), wait)
}

const fn percents(setting: Setting, present: u32, tried: u32) -> SettingChange {
    SettingChange {
        setting,
        present: SettingValue::Percent(present),
        tried: SettingValue::Percent(tried),
    }
}

fn stuck() -> Stage {
    let mut stage = Setup {
        percents: (100, 125),
        ..Setup::default()
    }
    .build();
    stage.settle();
    stage.deploy(definition("shop/web:1"));
    stage.pass(Duration::from_secs(60));
    assert_eq!(wait(&stage), Some(Wait::Stuck));
    stage
}

#[test]
fn percents_lift_a_service_that_is_stuck_and_less_of_them_does_not() {
    let stage = stuck();
    assert_eq!(
        lifts(&stage),
        [
            percents(Setting::MaximumPercent, 125, 150),
            percents(Setting::MinimumHealthyPercent, 100, 50),
        ]
    );
    for (minimum, maximum, is_stuck) in [
        (100, 149, true),
        (51, 125, true),
        (100, 150, false),
        (50, 125, false),
    ] {
        let mut stage = stuck();
        let update = UpdateService {
            minimum_healthy_percent: Some(minimum),
            maximum_percent: Some(maximum),
            ..UpdateService::of(stage.service)
        };
        accept(
            &mut stage.timeline,
            Command::UpdateService(Box::new(update)),
        );
        stage.pass(Duration::from_secs(60));
        let was_stuck = wait(&stage) == Some(Wait::Stuck);
        assert_eq!(was_stuck, is_stuck, "{minimum} {maximum}");
    }
}

#[test]
fn lifts_are_said_in_both_languages() {
    let lifts = lifts(&stuck());
    assert_eq!(
        words::lift_lines(Language::English, &lifts),
        [
            "Each of these settings would lift what it waits for:",
            "  maximumPercent: 150% instead of 125%",
            "  minimumHealthyPercent: 50% instead of 100%",
        ]
    );
    assert_eq!(
        words::lift_lines(Language::Korean, &lifts),
        [
            "다음 설정 가운데 하나만 바꾸어도 더 기다리지 않습니다:",
            "  maximumPercent: 125% 대신 150%",
            "  minimumHealthyPercent: 100% 대신 50%",
        ]
    );
    assert!(words::lift_lines(Language::English, &[]).is_empty());
}

#[test]
fn a_shorter_delay_lifts_a_drain_that_is_waited_for() {
    let mut stage = Setup::default().build();
    stage.settle();
    stage.deploy(definition("shop/web:1"));
    stage.pass(Duration::from_secs(240));
    let Some(Wait::Draining { until, .. }) = wait(&stage) else {
        panic!("an old task drains");
    };
    let left_seconds = until.since(stage.now()).as_millis().div_ceil(1_000);
    let tried = 300 - left_seconds;
    assert_eq!(
        lifts(&stage),
        [SettingChange {
            setting: Setting::DeregistrationDelay,
            present: SettingValue::Seconds(300),
            tried: SettingValue::Seconds(tried),
        }]
    );
    let mut shorter = Setup {
        delay_seconds: tried,
        ..Setup::default()
    }
    .build();
    shorter.settle();
    shorter.deploy(definition("shop/web:1"));
    shorter.pass(Duration::from_secs(241));
    let draining = |stage: &Stage| stage.tasks_in(TaskStatus::Deactivating).len();
    assert_eq!((draining(&stage), draining(&shorter)), (2, 1));
}

/// A process that ignores SIGTERM is killed at last.
#[test]
fn a_shorter_stop_timeout_lifts_the_wait_for_a_process_that_ignores_sigterm() {
    let stubborn = Image {
        on_sigterm: OnSigterm::Ignores,
        ..Image::default()
    };
    let mut stage = Setup {
        balanced: false,
        percents: (50, 100),
        images: vec![("shop/web:1", stubborn)],
        ..Setup::default()
    }
    .build();
    stage.settle();
    stage.deploy(definition("shop/web:1"));
    let mut found = None;
    for _ in 0..60 {
        stage.pass(Duration::from_secs(5));
        if let Some(wait @ Wait::Stopping { .. }) = wait(&stage) {
            let lifts = stage.timeline.world().lifts(stage.service(), wait);
            found = found.or(lifts.first().copied());
        }
    }
    let lift = found.expect("an old task is waited for");
    assert_eq!(lift.setting, Setting::StopTimeout);
    assert_eq!(lift.present, SettingValue::Seconds(30));
    assert!(lift.tried < lift.present, "{lift:?}");
}

#[test]
fn fargate_lifts_the_wait_for_fargate_spot() {
    let mut stage = Setup {
        balanced: false,
        capacity: vec![CapacityProviderStrategyItem {
            capacity_provider: CapacityProvider::FargateSpot,
            base: 0,
            weight: 1,
        }],
        ..Setup::default()
    }
    .build();
    accept(
        &mut stage.timeline,
        Command::ChangeSpotCapacity(SpotCapacity::Unavailable),
    );
    stage.pass(Duration::from_secs(120));
    assert_eq!(
        lifts(&stage),
        [SettingChange {
            setting: Setting::CapacityProvider,
            present: SettingValue::Provider(CapacityProvider::FargateSpot),
            tried: SettingValue::Provider(CapacityProvider::Fargate),
        }]
    );
}

/// One task that boots for 90 s, with AWS's default health check of the load balancer.
fn slow(grace_seconds: u64) -> Stage {
    let image = Image {
        boot: Duration::from_secs(90),
        ..Image::default()
    };
    Setup {
        desired_count: 1,
        grace_seconds,
        delay_seconds: 30,
        images: vec![("shop/web:1", image)],
        ..Setup::default()
    }
    .build()
}

fn has_failed_checks(stage: &Stage) -> bool {
    stage.timeline.world().tasks().any(|task| {
        let stop = task.stop.as_ref();
        stop.is_some_and(|(_, reason)| matches!(reason, StopReason::FailedElbHealthChecks(_)))
    })
}

#[test]
fn a_longer_grace_period_lifts_the_wait_for_tasks_that_are_replaced_before_they_are_up() {
    let mut stage = slow(0);
    stage.pass(Duration::from_secs(60));
    let is_grace = |lift: &SettingChange| lift.setting == Setting::HealthCheckGracePeriod;
    assert!(
        !lifts(&stage).iter().any(is_grace),
        "nothing has failed yet"
    );
    let mut found = None;
    for _ in 0..120 {
        stage.pass(Duration::from_secs(5));
        found = found.or_else(|| {
            let wait = wait(&stage)?;
            let lifts = stage.timeline.world().lifts(stage.service(), wait);
            lifts.into_iter().find(is_grace)
        });
    }
    assert!(has_failed_checks(&stage));
    let lift = found.expect("a longer grace period would help");
    assert_eq!(lift.present, SettingValue::Seconds(0));
    let SettingValue::Seconds(seconds) = lift.tried else {
        panic!("{lift:?}");
    };
    let mut stage = slow(seconds);
    stage.settle();
    assert!(!has_failed_checks(&stage));
}
