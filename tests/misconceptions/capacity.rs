//! Capacity providers and auto scaling.

use sim::{CapacityProvider, PlacementShortfall, TaskStatus, Wait};

use crate::played::{Played, at};
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
