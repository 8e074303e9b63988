//! Functions that are asked at a stage, and pauses that a person ends.

use sim::{
    Command, Duration, HookAnswer, HookCommand, HookFunction, HookStatus, HookTimeoutAction,
    LifecycleStage as Stage, ServiceDeploymentStatus as Status, StageWait, Wait,
};

use super::garden::{BLUE_GREEN, Garden, canary, function, minutes, pause};

const ARN: &str = "arn:aws:lambda:ap-northeast-2:111122223333:function:check";

fn answers(garden: &mut Garden, answer: HookAnswer, takes_seconds: u64) {
    garden.hook(HookCommand::SetFunction {
        arn: ARN.to_owned(),
        function: HookFunction {
            answer,
            takes: Duration::from_secs(takes_seconds),
        },
    });
}

fn go_on(garden: &mut Garden, action: HookTimeoutAction) {
    let service_deployment = garden.stage.service().service_deployment().id;
    garden.hook(HookCommand::Continue {
        service_deployment,
        hook_id: Some(0),
        action,
    });
}

fn status(garden: &Garden) -> Status {
    garden.stage.service().service_deployment().status
}

#[test]
fn a_function_is_asked_at_each_of_its_stages_and_the_deployment_goes_on_when_it_succeeds() {
    let mut garden = Garden::planted();
    let from = garden.stage.next_event();
    let stages = [
        Stage::PreScaleUp,
        Stage::PostScaleUp,
        Stage::TestTrafficShift,
        Stage::PostTestTrafficShift,
        Stage::PreProductionTrafficShift,
        Stage::ProductionTrafficShift,
        Stage::PostProductionTrafficShift,
    ];
    garden.deploy(BLUE_GREEN, 0, vec![function(ARN, &stages)]);
    garden.stage.settle();
    let hooks = garden.hooks(from);
    let asked = hooks.iter().filter(|hook| hook.2 == "IN_PROGRESS").count();
    let succeeded = hooks.iter().filter(|hook| hook.2 == "SUCCEEDED").count();
    assert_eq!((asked, succeeded), (7, 7));
    assert_eq!(status(&garden), Status::Successful);
}

#[test]
fn a_function_in_progress_is_asked_again_after_30_s_or_its_call_back_delay() {
    for (delay, seconds) in [(None, 30), (Some(120), 120)] {
        let mut garden = Garden::planted();
        answers(
            &mut garden,
            HookAnswer::InProgress(delay.map(Duration::from_secs)),
            0,
        );
        let from = garden.stage.next_event();
        garden.deploy(BLUE_GREEN, 0, vec![function(ARN, &[Stage::PreScaleUp])]);
        garden.stage.pass(minutes(6));
        let hooks = garden.hooks(from);
        // Asked, answered; asked again `seconds` after each answer.
        let times: Vec<_> = hooks.iter().map(|hook| hook.0).collect();
        assert_eq!(times[2].since(times[1]), Duration::from_secs(seconds));
        assert!(
            matches!(
                garden.wait(),
                Some(Wait::Stage(
                    Stage::PreScaleUp,
                    StageWait::Hook { hook_id: 0, .. }
                ))
            ),
            "{:?}",
            garden.wait()
        );
        answers(&mut garden, HookAnswer::Succeeded, 0);
        garden.stage.settle();
        assert_eq!(status(&garden), Status::Successful);
    }
}

#[test]
fn a_function_that_fails_answers_nothing_or_says_no_status_rolls_back_and_the_reason_says_so() {
    let table = [
        (HookAnswer::Failed, "returned FAILED status"),
        (HookAnswer::NoStatus, "did not return a hookStatus"),
        (HookAnswer::Error, "ended with an error"),
        (HookAnswer::Nothing, "did not answer within 15 minutes"),
    ];
    for (answer, how) in table {
        let mut garden = Garden::planted();
        answers(&mut garden, answer, 1);
        let from = garden.stage.next_event();
        garden.deploy(BLUE_GREEN, 0, vec![function(ARN, &[Stage::PreScaleUp])]);
        garden.stage.settle();
        assert_eq!(
            garden.reason(),
            format!(
                "Service deployment rolled back because PRE_SCALE_UP lifecycle hook(s) failed. Lifecycle hook target \
                 {ARN} {how}."
            )
        );
        assert_eq!(
            garden.statuses(from),
            [
                "PENDING",
                "IN_PROGRESS",
                "ROLLBACK_IN_PROGRESS",
                "ROLLBACK_SUCCESSFUL"
            ]
        );
        let (asked, failed) = (garden.hooks(from)[0].0, garden.hooks(from)[1].0);
        if answer == HookAnswer::Nothing {
            assert_eq!(failed.since(asked), minutes(15));
        }
        assert_eq!(
            garden.stage.service().primary().definition.to_string(),
            "web:1"
        );
    }
}

#[test]
fn a_pause_waits_for_a_person_and_is_asked_again_before_the_next_step() {
    let mut garden = Garden::planted();
    let stages = [Stage::PreProductionTrafficShift];
    garden.deploy(canary(50, 10), 0, vec![pause(&stages)]);
    garden.go_to_stage(Stage::PreProductionTrafficShift);
    let began = garden.stage.now();
    garden.stage.pass(minutes(60));
    let detail = garden
        .stage
        .service()
        .service_deployment()
        .lifecycle_hook_details[0]
        .clone();
    assert_eq!(detail.status, HookStatus::AwaitingAction);
    let expires = detail.expires_at.expect("a pause expires");
    assert!(
        expires.since(began) <= minutes(1_440),
        "by default after a day"
    );
    assert_eq!(status(&garden), Status::InProgress);
    assert_eq!(garden.production(), [(0, 100), (1, 0)]);
    assert_eq!(
        garden.wait(),
        Some(Wait::Stage(
            Stage::PreProductionTrafficShift,
            StageWait::Pause {
                hook_id: 0,
                until: expires
            }
        ))
    );
    go_on(&mut garden, HookTimeoutAction::Continue);
    garden.stage.pass(Duration::from_secs(11));
    assert_eq!(garden.production(), [(0, 95), (1, 5)]);
    garden.stage.pass(minutes(11));
    assert_eq!(
        garden.stage.service().lifecycle_stage(),
        Some(Stage::PreProductionTrafficShift)
    );
    let detail = &garden
        .stage
        .service()
        .service_deployment()
        .lifecycle_hook_details[0];
    assert_eq!(detail.status, HookStatus::AwaitingAction);
    assert_eq!(garden.production(), [(0, 95), (1, 5)]);
    go_on(&mut garden, HookTimeoutAction::Continue);
    garden.stage.settle();
    assert_eq!(status(&garden), Status::Successful);
}

#[test]
fn a_pause_that_nobody_ends_does_what_its_timeout_says() {
    for (action, wanted) in [
        (HookTimeoutAction::Rollback, Status::RollbackSuccessful),
        (HookTimeoutAction::Continue, Status::Successful),
    ] {
        let mut garden = Garden::planted();
        let mut hook = pause(&[Stage::PostScaleUp]);
        hook.timeout = minutes(30);
        hook.timeout_action = action;
        let from = garden.stage.next_event();
        garden.deploy(BLUE_GREEN, 0, vec![hook]);
        garden.stage.settle();
        assert_eq!(status(&garden), wanted);
        let hooks = garden.hooks(from);
        assert_eq!((hooks[0].2, hooks[1].2), ("AWAITING_ACTION", "TIMED_OUT"));
        assert_eq!(hooks[1].0.since(hooks[0].0), minutes(30));
    }
}

#[test]
fn a_pause_can_be_longer_than_a_day_and_a_stage_without_one_cannot() {
    let mut garden = Garden::planted();
    let mut hook = pause(&[Stage::PreScaleUp]);
    hook.timeout = minutes(20_160);
    garden.deploy(BLUE_GREEN, 0, vec![hook]);
    garden.stage.pass(minutes(13 * 1_440));
    assert_eq!(status(&garden), Status::InProgress);

    let mut garden = Garden::planted();
    answers(&mut garden, HookAnswer::InProgress(None), 1);
    let from = garden.stage.next_event();
    garden.deploy(BLUE_GREEN, 0, vec![function(ARN, &[Stage::PreScaleUp])]);
    garden.stage.pass(minutes(1_441));
    assert_eq!(
        garden.statuses(from)[2..],
        ["ROLLBACK_IN_PROGRESS", "ROLLBACK_SUCCESSFUL"]
    );
    assert_eq!(
        garden.reason(),
        "Service deployment rolled back because PRE_SCALE_UP timed out."
    );
}

#[test]
fn a_deployment_ends_after_30_days_whatever_its_pauses_say() {
    let mut garden = Garden::planted();
    let mut hook = pause(&[
        Stage::PreScaleUp,
        Stage::PostScaleUp,
        Stage::PostTestTrafficShift,
    ]);
    hook.timeout = minutes(20_160);
    hook.timeout_action = HookTimeoutAction::Continue;
    let from = garden.stage.next_event();
    garden.deploy(BLUE_GREEN, 0, vec![hook]);
    let began = garden.stage.now();
    garden.stage.pass(minutes(30 * 1_440 - 1));
    assert_eq!(status(&garden), Status::InProgress);
    garden.stage.pass(minutes(5));
    assert_eq!(status(&garden), Status::RollbackSuccessful);
    let returned = garden.time_of(from, Stage::CleanUp);
    assert!(returned.since(began) >= minutes(30 * 1_440));
    assert_eq!(
        garden.reason(),
        "Service deployment rolled back because POST_TEST_TRAFFIC_SHIFT timed out."
    );
}

#[test]
fn both_kinds_of_hook_at_a_stage_must_complete() {
    let mut garden = Garden::planted();
    answers(&mut garden, HookAnswer::InProgress(None), 1);
    let stages = [Stage::PreScaleUp];
    garden.deploy(BLUE_GREEN, 0, vec![pause(&stages), function(ARN, &stages)]);
    garden.go_to_stage(Stage::PreScaleUp);
    go_on(&mut garden, HookTimeoutAction::Continue);
    garden.stage.pass(minutes(5));
    assert_eq!(
        garden.stage.service().lifecycle_stage(),
        Some(Stage::PreScaleUp)
    );
    answers(&mut garden, HookAnswer::Succeeded, 1);
    garden.stage.settle();
    assert_eq!(status(&garden), Status::Successful);
}

#[test]
fn only_a_hook_that_waits_can_be_ended_and_pauses_are_not_for_every_stage() {
    let mut garden = Garden::planted();
    garden.deploy(BLUE_GREEN, 0, vec![pause(&[Stage::PreScaleUp])]);
    garden.go_to_stage(Stage::PreScaleUp);
    let service_deployment = garden.stage.service().service_deployment().id;
    let other = garden.stage.refusal(Command::Hook(HookCommand::Continue {
        service_deployment,
        hook_id: Some(1),
        action: HookTimeoutAction::Continue,
    }));
    assert_eq!(
        other,
        "InvalidParameterException: The service deployment has no lifecycle hook of this hookId that awaits an action."
    );
    go_on(&mut garden, HookTimeoutAction::Rollback);
    garden.stage.settle();
    assert_eq!(status(&garden), Status::RollbackSuccessful);
    for stage in [
        Stage::TestTrafficShift,
        Stage::ProductionTrafficShift,
        Stage::BakeTime,
    ] {
        let update = sim::UpdateService {
            deployment_configuration: super::garden::configuration(
                BLUE_GREEN,
                0,
                vec![pause(&[stage])],
            ),
            ..sim::UpdateService::of(garden.stage.service)
        };
        assert_eq!(
            garden
                .stage
                .refusal(Command::UpdateService(Box::new(update))),
            format!(
                "InvalidParameterException: A lifecycle hook of type PAUSE cannot be at the stage {}.",
                stage.name()
            )
        );
    }
}
