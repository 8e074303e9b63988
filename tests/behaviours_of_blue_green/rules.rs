//! The rules and causes that stages and hooks of a deployment name.

use sim::{Cause, EventKind, HookTargetType, LifecycleStage as Stage, Rule, RuleSet, TargetState};

use super::garden::{BLUE_GREEN, Garden, function, pause};

#[test]
fn a_stage_names_the_rules_that_make_it_what_it_is() {
    let mut garden = Garden::planted();
    let from = garden.stage.next_event();
    garden.deploy(BLUE_GREEN, 1, vec![]);
    garden.stage.settle();
    let rules = |wanted: Stage| -> RuleSet {
        let events = garden.stage.timeline.events_since(from).iter();
        let mut found = events.filter(|event| {
            matches!(event.kind, EventKind::LifecycleStageChanged { stage, .. } if stage == wanted)
        });
        found.next().expect("it came to the stage").rules
    };
    for (stage, named) in [
        (Stage::ScaleUp, vec![Rule::GreenAtFullSize]),
        (
            Stage::PreProductionTrafficShift,
            vec![Rule::AskedBeforeEveryStep],
        ),
        (Stage::BakeTime, vec![Rule::BakeTime]),
        (Stage::CleanUp, vec![Rule::CleanUp, Rule::CleanUpIsLast]),
    ] {
        for rule in named {
            let is_named = rules(stage).iter().any(|one| one == rule);
            assert!(is_named, "{} names {rule:?}", stage.name());
        }
    }
    let shared = rules(Stage::PostScaleUp);
    assert!(shared.iter().all(|rule| rule != Rule::BakeTime));
}

#[test]
fn scaling_up_ends_because_the_last_new_target_became_healthy() {
    let mut garden = Garden::planted();
    let from = garden.stage.next_event();
    garden.deploy(BLUE_GREEN, 1, vec![]);
    garden.go_to_stage(Stage::BakeTime);
    let events = garden.stage.timeline.events_since(from);
    let entered = events.iter().find(|event| {
        matches!(
            event.kind,
            EventKind::LifecycleStageChanged {
                stage: Stage::PostScaleUp,
                ..
            }
        )
    });
    let Cause::Event(cause) = entered.expect("it came there").cause else {
        panic!("an event is behind it");
    };
    let last = events.iter().rfind(|event| {
        matches!(
            event.kind,
            EventKind::TargetStateChanged {
                to: TargetState::Healthy,
                ..
            }
        )
    });
    assert_eq!(cause, last.expect("green is healthy").sequence);
}

#[test]
fn a_pause_and_a_function_name_their_own_rules() {
    let stages = [Stage::PostScaleUp];
    for (hook, own, other) in [
        (pause(&stages), Rule::PauseHooks, Rule::HookFunctions),
        (
            function("arn:check", &stages),
            Rule::HookFunctions,
            Rule::PauseHooks,
        ),
    ] {
        let is_pause = hook.target_type == HookTargetType::Pause;
        let mut garden = Garden::planted();
        let from = garden.stage.next_event();
        garden.deploy(BLUE_GREEN, 1, vec![hook]);
        garden.go_to_stage(Stage::PostScaleUp);
        garden.stage.pass(sim::Duration::from_secs(30));
        let events = garden.stage.timeline.events_since(from).iter();
        let changed: Vec<_> = events
            .filter(|event| matches!(event.kind, EventKind::LifecycleHookChanged { .. }))
            .collect();
        assert!(!changed.is_empty(), "pause: {is_pause}");
        for event in changed {
            assert!(event.rules.iter().any(|rule| rule == own));
            assert!(event.rules.iter().all(|rule| rule != other));
        }
    }
}
