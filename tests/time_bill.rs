//! Where the time of a deployment went.

use sim::{BillItem, Duration, Saving, Setting, SettingChange, SettingValue, TimeBill};

use crate::support::{Setup, Stage, bridge, definition};

fn bill(stage: &Stage) -> TimeBill {
    let bill = stage.timeline.time_bill(stage.service().primary().id);
    bill.expect("the deployment is complete")
}

fn sum(bill: &TimeBill) -> u64 {
    bill.items.iter().map(|(_, span)| span.as_millis()).sum()
}

fn span(bill: &TimeBill, item: BillItem) -> Option<Duration> {
    let found = bill.items.iter().find(|(known, _)| *known == item);
    found.map(|(_, span)| *span)
}

#[test]
fn the_bill_of_a_replacement_adds_up_and_names_the_deregistration_delay() {
    let mut stage = Setup::default().build();
    stage.settle();
    stage.deploy(definition("shop/web:1"));
    stage.pass(Duration::from_secs(900));
    let bill = bill(&stage);
    assert_eq!(sum(&bill), bill.duration().as_millis());
    assert_eq!(
        span(&bill, BillItem::Draining),
        Some(Duration::from_secs(300)),
        "{bill:?}"
    );
    for item in [
        BillItem::Provisioning,
        BillItem::Pull,
        BillItem::Start,
        BillItem::TargetHealth,
    ] {
        assert!(span(&bill, item).is_some(), "{item:?} of {bill:?}");
    }
    assert_eq!(span(&bill, BillItem::Other), None, "{bill:?}");
}

#[test]
fn the_bill_of_a_deployment_without_health_checks_has_the_40_s_after_running() {
    let mut stage = Setup {
        balanced: false,
        definition: bridge("shop/web:1"),
        ..Setup::default()
    }
    .on_instances(&["m5.large"])
    .build();
    stage.settle();
    stage.deploy(bridge("shop/web:1"));
    stage.pass(Duration::from_secs(300));
    let bill = bill(&stage);
    assert_eq!(sum(&bill), bill.duration().as_millis());
    assert_eq!(span(&bill, BillItem::Other), None, "{bill:?}");
    assert!(
        span(&bill, BillItem::Tick).is_some(),
        "the scheduler ticks: {bill:?}"
    );
    assert_eq!(
        span(&bill, BillItem::RunningLongEnough),
        Some(Duration::from_secs(40)),
        "{bill:?}"
    );
}

#[test]
fn the_bill_of_a_running_deployment_goes_to_the_present_and_adds_up() {
    let mut stage = Setup::default().build();
    stage.settle();
    stage.deploy(definition("shop/web:1"));
    let began_at = stage.now();
    for (seconds, last) in [
        (3, BillItem::Tick),
        (15, BillItem::Provisioning),
        (180, BillItem::Draining),
    ] {
        stage.pass(Duration::from_secs(seconds));
        let bill = bill(&stage);
        assert_eq!((bill.end, bill.from), (None, began_at));
        assert_eq!(bill.until, stage.now());
        assert_eq!(sum(&bill), bill.duration().as_millis());
        assert!(span(&bill, last).is_some(), "{last:?} of {bill:?}");
    }
}

/// Everything that playing again finds, in slices of so much work, and how many those were.
fn savings(stage: &Stage, budget: u64) -> (Vec<Saving>, u32) {
    let deployment = stage.service().primary().id;
    let savings = stage.timeline.savings(deployment);
    let mut savings = savings.expect("the deployment is remembered");
    let mut slice_count = 1;
    while !savings.advance(budget) {
        slice_count += 1;
    }
    (savings.best().to_vec(), slice_count)
}

/// A stage whose second deployment is complete.
fn deployed(setup: Setup) -> Stage {
    let image = setup.definition.container_definitions[0].image.clone();
    let is_bridge = setup.definition.network_mode == bridge("").network_mode;
    let mut stage = setup.build();
    stage.settle();
    stage.deploy(if is_bridge {
        bridge(&image)
    } else {
        definition(&image)
    });
    stage.pass(Duration::from_secs(900));
    stage
}

#[test]
fn the_setting_that_saves_most_is_found_and_saves_what_it_says() {
    let stage = deployed(Setup::default());
    let (best, _) = savings(&stage, u64::MAX);
    assert_eq!(best.len(), 2, "{best:?}");
    assert!(best[0].saved >= best[1].saved, "{best:?}");
    assert_eq!(
        best[0].change,
        SettingChange {
            setting: Setting::DeregistrationDelay,
            present: SettingValue::Seconds(300),
            tried: SettingValue::Seconds(30),
        }
    );
    let shorter = deployed(Setup {
        delay_seconds: 30,
        ..Setup::default()
    });
    let saved = bill(&stage).duration().as_millis() - bill(&shorter).duration().as_millis();
    assert_eq!(best[0].saved.as_millis(), saved);
    let (again, _) = savings(&shorter, u64::MAX);
    let delays = again
        .iter()
        .filter(|saving| saving.change.setting == Setting::DeregistrationDelay);
    assert_eq!(delays.count(), 0, "{again:?}");
}

#[test]
fn trials_in_slices_find_the_same() {
    let stage = deployed(Setup {
        requests_per_second: 5,
        ..Setup::default()
    });
    let (best, slice_count) = savings(&stage, 500);
    assert!(slice_count > 4, "{slice_count} slices");
    assert_eq!(best, savings(&stage, u64::MAX).0);
}

#[test]
fn only_settings_that_touch_a_part_of_the_bill_are_tried() {
    let stage = deployed(
        Setup {
            balanced: false,
            percents: (100, 200),
            definition: bridge("shop/web:1"),
            ..Setup::default()
        }
        .on_instances(&["m5.large"]),
    );
    let (best, _) = savings(&stage, u64::MAX);
    for saving in &best {
        assert_eq!(saving.change.setting, Setting::MinimumHealthyPercent);
    }
}

#[test]
fn a_running_deployment_is_played_to_its_end_before_others_are_compared() {
    let mut stage = Setup::default().build();
    stage.settle();
    stage.deploy(definition("shop/web:1"));
    stage.pass(Duration::from_secs(200));
    let (early, _) = savings(&stage, 1_000);
    stage.pass(Duration::from_secs(700));
    let (late, _) = savings(&stage, u64::MAX);
    assert_eq!(early[0], late[0]);
}
