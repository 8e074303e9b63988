//! Where the time of a deployment went.

use sim::{BillItem, Duration, TimeBill};

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
fn a_deployment_that_is_not_complete_has_no_bill() {
    let mut stage = Setup::default().build();
    stage.settle();
    stage.deploy(definition("shop/web:1"));
    stage.pass(Duration::from_secs(60));
    let deployment = stage.service().primary().id;
    assert_eq!(stage.timeline.time_bill(deployment), None);
}
