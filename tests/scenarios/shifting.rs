//! The scenario of a deployment that shifts traffic.

use sim::{LifecycleStage, StageWait, TaskStatus, Wait};

use super::COMPLETED;
use crate::played::{Played, at};

#[test]
fn scenario_l_a_canary_that_pauses_waits_for_a_person_before_each_of_its_two_steps() {
    let mut played = Played::until("canary_with_pause", "7m59s");
    let green = |played: &Played| {
        let staged = played.service().staged.as_ref();
        staged.map(|staged| staged.production_tenths)
    };
    let awaits = |played: &Played| {
        let latest = played.service().service_deployment();
        let detail = &latest.lifecycle_hook_details[0];
        assert_eq!(
            latest.lifecycle_stage.map(LifecycleStage::name),
            Some("PRE_PRODUCTION_TRAFFIC_SHIFT")
        );
        assert_eq!(detail.status.name(), "AWAITING_ACTION");
        let until = detail.expires_at.expect("a pause expires");
        let wait = StageWait::Pause { hook_id: 0, until };
        let stage = LifecycleStage::PreProductionTrafficShift;
        assert_eq!(played.wait(), Some(Wait::Stage(stage, wait)));
    };
    awaits(&played);
    assert_eq!(green(&played), Some(0));
    assert_eq!(played.revisions_in(TaskStatus::Running), [1, 1, 2, 2]);

    played.go_to("8m30s");
    let latest = played.service().service_deployment();
    assert_eq!(
        latest.lifecycle_stage,
        Some(LifecycleStage::ProductionTrafficShift)
    );
    assert_eq!(green(&played), Some(50), "5% goes to the new tasks");
    let weights = |played: &Played| {
        let action = &played.load_balancer().listeners[0].default_action;
        let groups = action.target_groups().iter();
        groups.map(|tuple| tuple.weight).collect::<Vec<_>>()
    };
    assert_eq!(weights(&played), [95, 5]);

    played.go_to("21m59s");
    awaits(&played);
    assert_eq!(
        green(&played),
        Some(50),
        "asked again, and nothing more yet"
    );

    played.go_to("22m30s");
    assert_eq!(weights(&played), [0, 100]);
    assert_eq!(
        played.service().service_deployment().lifecycle_stage,
        Some(LifecycleStage::BakeTime)
    );
    played.go_to("45m");
    played.said_after(at("22m"), COMPLETED);
    assert_eq!(played.revisions_in(TaskStatus::Running), [2, 2]);
    assert_eq!(played.load_balancer().totals.failed_count(), 0);
    assert_eq!(played.refused, []);
}
