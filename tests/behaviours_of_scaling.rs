//! Service Auto Scaling by target tracking, one sentence a test.

use sim::{
    BalancingCommand, Command, Duration, EventKind, Response, ScalingCommand, TargetTracking, Time,
};

use crate::behaviours_of_task_sets::code_deploy;
use crate::support::{Setup, Stage, accept, definition};

const fn minutes(count: u64) -> Duration {
    Duration::from_secs(60 * count)
}

/// A steady service of so many tasks that get so many requests a second, with a policy for what each should get in a
/// minute, and when it began.
fn tracking(desired_count: u32, requests_per_second: u32, policy: TargetTracking) -> (Stage, Time) {
    let mut stage = Setup {
        desired_count,
        requests_per_second,
        delay_seconds: 0,
        ..Setup::default()
    }
    .build();
    stage.settle();
    stage.pass(Duration::from_secs(10));
    register(&mut stage, 1, 20);
    let service = stage.service;
    let put = ScalingCommand::PutPolicy { service, policy };
    accept(&mut stage.timeline, Command::Scaling(put));
    let began = stage.now();
    (stage, began)
}

const fn policy(target_value: u32) -> TargetTracking {
    TargetTracking {
        target_value,
        scale_in_cooldown: Duration::from_secs(300),
        scale_out_cooldown: Duration::from_secs(300),
        disable_scale_in: false,
    }
}

fn register(stage: &mut Stage, min_capacity: u32, max_capacity: u32) {
    let register = ScalingCommand::RegisterTarget {
        service: stage.service,
        min_capacity,
        max_capacity,
    };
    accept(&mut stage.timeline, Command::Scaling(register));
}

/// When the desired count changed, in seconds after this time, from what and to what.
fn scalings(stage: &Stage, since: Time) -> Vec<(u64, u32, u32)> {
    let events = stage.timeline.events_since(sim::EventSequence(0)).iter();
    let scalings = events.filter_map(|event| match event.kind {
        EventKind::DesiredCountScaled { from, to, .. } => {
            Some((event.at.since(since).as_secs(), from, to))
        }
        _ => None,
    });
    scalings.collect()
}

fn set_traffic(stage: &mut Stage, requests_per_second: u32) {
    let load_balancer = stage.load_balancer.expect("it is balanced");
    let set = Command::SetTraffic {
        load_balancer,
        requests_per_second,
    };
    accept(&mut stage.timeline, set);
}

#[test]
fn three_minutes_above_the_target_scale_out_to_what_the_requests_need() {
    // 300 requests a minute for each of two tasks: 600 need six tasks of 101.
    let (mut stage, began) = tracking(2, 10, policy(101));
    stage.pass(Duration::from_millis(179_999));
    assert_eq!(scalings(&stage, began), []);
    stage.pass(Duration::from_millis(1));
    assert_eq!(scalings(&stage, began), [(180, 2, 6)]);
    stage.pass(minutes(10));
    assert_eq!(scalings(&stage, began).len(), 1, "six get less than 101");
}

#[test]
fn as_many_requests_as_the_target_are_not_above_it() {
    let (mut stage, began) = tracking(2, 10, policy(300));
    stage.pass(minutes(30));
    assert_eq!(scalings(&stage, began), []);
}

#[test]
fn fewer_than_three_minutes_in_a_row_above_the_target_change_nothing() {
    let (mut stage, began) = tracking(2, 10, policy(300));
    for _ in 0..3 {
        set_traffic(&mut stage, 20);
        stage.pass(minutes(2));
        set_traffic(&mut stage, 10);
        stage.pass(minutes(2));
    }
    assert_eq!(scalings(&stage, began), []);
}

#[test]
fn fifteen_minutes_below_nine_tenths_of_the_target_scale_in_and_nine_tenths_are_not_below() {
    for (requests_per_second, expected) in [(45, vec![]), (44, vec![(900, 10, 9)])] {
        let (mut stage, began) = tracking(10, requests_per_second, policy(300));
        stage.pass(minutes(15));
        assert_eq!(scalings(&stage, began), expected);
    }
}

#[test]
fn nothing_scales_in_where_that_is_disabled() {
    let (mut stage, began) = tracking(
        4,
        10,
        TargetTracking {
            disable_scale_in: true,
            ..policy(300)
        },
    );
    stage.pass(minutes(20));
    assert_eq!(scalings(&stage, began), []);
}

#[test]
fn scaling_in_waits_for_its_cooldown_and_goes_on_as_soon_as_it_is_over() {
    let (mut stage, began) = tracking(
        4,
        10,
        TargetTracking {
            scale_in_cooldown: minutes(20),
            ..policy(300)
        },
    );
    stage.pass(minutes(15));
    assert_eq!(scalings(&stage, began), [(900, 4, 2)]);
    set_traffic(&mut stage, 4);
    stage.pass(minutes(20));
    assert_eq!(scalings(&stage, began), [(900, 4, 2), (2_100, 2, 1)]);
}

#[test]
fn scaling_keeps_within_the_bounds_and_new_bounds_act_at_once() {
    let (mut stage, began) = tracking(2, 10, policy(101));
    register(&mut stage, 1, 3);
    stage.pass(minutes(3));
    assert_eq!(scalings(&stage, began), [(180, 2, 3)]);
    register(&mut stage, 4, 8);
    assert_eq!(scalings(&stage, began)[1..], [(180, 3, 4)]);
    register(&mut stage, 0, 1);
    assert_eq!(scalings(&stage, began)[2..], [(180, 4, 1)]);
    set_traffic(&mut stage, 0);
    register(&mut stage, 1, 8);
    stage.pass(minutes(40));
    assert_eq!(stage.service().desired_count, 1);
}

#[test]
fn scaling_in_waits_for_the_end_of_a_deployment() {
    let (mut stage, began) = tracking(4, 10, policy(300));
    stage.pass(minutes(14) + Duration::from_secs(50));
    stage.deploy(definition("shop/web:2"));
    stage.pass(Duration::from_secs(10));
    assert_eq!(scalings(&stage, began), []);
    while stage.service().primary().rollout_state == sim::RolloutState::InProgress {
        stage.pass(Duration::from_secs(1));
    }
    assert_eq!(scalings(&stage, began), []);
    let completed = stage.now().since(began).as_secs();
    stage.pass(minutes(2));
    let next_minute = completed.next_multiple_of(60);
    assert_eq!(scalings(&stage, began), [(next_minute, 4, 2)]);
}

#[test]
fn what_is_not_registered_is_not_scaled_and_not_deregistered() {
    let (mut stage, began) = tracking(2, 10, policy(101));
    let service = stage.service;
    let deregister = || Command::Scaling(ScalingCommand::DeregisterTarget { service });
    accept(&mut stage.timeline, deregister());
    stage.pass(minutes(10));
    assert_eq!(scalings(&stage, began), []);
    let refused =
        format!("InvalidParameterException: No scalable target found for service {service}.");
    assert_eq!(stage.refusal(deregister()), refused);
    let put = Command::Scaling(ScalingCommand::PutPolicy {
        service,
        policy: policy(1),
    });
    assert_eq!(stage.refusal(put), refused);
    register(&mut stage, 1, 20);
    let put = Command::Scaling(ScalingCommand::PutPolicy {
        service,
        policy: policy(0),
    });
    assert_eq!(
        stage.refusal(put),
        "InvalidParameterException: TargetValue must be greater than 0."
    );
}

#[test]
fn minutes_without_a_healthy_target_are_no_data() {
    let (mut stage, began) = tracking(2, 10, policy(2_000));
    let delete = BalancingCommand::DeleteLoadBalancer {
        load_balancer: stage.load_balancer.expect("it is balanced"),
    };
    accept(&mut stage.timeline, delete.into());
    stage.pass(minutes(20));
    assert_eq!(scalings(&stage, began), []);
}

#[test]
fn a_code_deploy_service_cannot_scale_by_its_requests() {
    let (mut stage, _) = tracking(2, 10, policy(101));
    let input = code_deploy(&stage);
    let answer = accept(&mut stage.timeline, Command::CreateService(Box::new(input)));
    let Response::Service { service, .. } = answer else {
        panic!("CreateService answers with a service");
    };
    stage.service = service;
    register(&mut stage, 1, 20);
    let put = Command::Scaling(ScalingCommand::PutPolicy {
        service,
        policy: policy(101),
    });
    assert_eq!(
        stage.refusal(put),
        "InvalidParameterException: ALBRequestCountPerTarget is not supported for services with the CODE_DEPLOY deployment controller."
    );
}
