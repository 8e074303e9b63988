//! Capacity providers and auto scaling.

use sim::{
    CapacityProvider, EventKind, PlacementShortfall, RolloutState, Rule, TaskStatus, Time, Wait,
};

use crate::played::{Played, assert_within, at};
use crate::scenarios::{COMPLETED, NO_SPOT};

#[test]
fn misconception_30_fargate_spot_never_falls_back_and_a_base_on_fargate_runs_anyway() {
    let mut played = Played::until("misconception_30_fallback", "3m59s");
    assert_eq!(
        played.service().tasks.len(),
        0,
        "four minutes later nothing runs"
    );
    played.said_after(at("0s"), NO_SPOT);
    assert_eq!(
        played.wait(),
        Some(Wait::Capacity(PlacementShortfall::NoSpotCapacity))
    );
    played.go_to("7m59s");
    assert_eq!(played.count(TaskStatus::Running), 1, "the base on FARGATE");
    assert_eq!(
        played.nth(1).capacity_provider,
        Some(CapacityProvider::Fargate)
    );
    assert_eq!(
        played.wait(),
        Some(Wait::Capacity(PlacementShortfall::NoSpotCapacity))
    );
    played.go_to("10m");
    assert_eq!(
        played.nth(2).capacity_provider,
        Some(CapacityProvider::FargateSpot)
    );
    played.said_after(at("8m"), COMPLETED);
}

/// When Application Auto Scaling changed the desired count, from what to what.
fn scaled(played: &Played) -> Vec<(Time, u32, u32)> {
    let scaled = played.events().iter().filter_map(|event| match event.kind {
        EventKind::DesiredCountScaled { from, to, .. } => Some((event.at, from, to)),
        _ => None,
    });
    scaled.collect()
}

#[test]
fn misconception_29_scaling_in_waits_for_a_deployment_and_scaling_out_does_not() {
    let mut played = Played::until("misconception_29_scaling_in", "17m59s");
    assert_eq!(
        scaled(&played),
        [],
        "at the target nothing happens, and 13 minutes are too few"
    );
    // The low alarm has its 15 datapoints at 20 minutes, while the deployment drains.
    played.go_to("22m30s");
    assert_eq!(
        played.service().primary().rollout_state,
        RolloutState::InProgress
    );
    assert_eq!(played.service().desired_count, 4);
    assert!(
        played
            .world()
            .rules_used()
            .contains(Rule::ScaleInWaitsForDeployment)
    );
    played.go_to("29m59s");
    let completed = played.said_after(at("18m"), COMPLETED);
    let [(at_scale_in, 4, 1)] = scaled(&played)[..] else {
        panic!(
            "it shrinks to ceil(4 * 120 / 600) = 1, once: {:?}",
            scaled(&played)
        );
    };
    assert_within(at_scale_in.since(completed), "0s", "1m");
    // Above the target for three minutes: it grows although the next deployment is under way.
    played.go_to("34m30s");
    assert_eq!(
        played.service().primary().rollout_state,
        RolloutState::InProgress
    );
    let (at_scale_out, from, to) = *scaled(&played).last().expect("it has shrunk");
    assert_eq!(from, 1);
    assert!(to > 1, "it grows");
    assert_within(at_scale_out.since(at("30m")), "2m", "4m30s");
}
