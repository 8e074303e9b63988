//! The way back to blue.

use sim::{
    AlarmCommand, AlarmState, BalancingCommand, Command, DeploymentAlarms,
    DeploymentCircuitBreaker, DeploymentConfigurationInput, Duration, HookAnswer, HookCommand,
    HookFunction, Image, LifecycleStage as Stage, ListenerAction,
    ServiceDeploymentStatus as Status, StopType, TaskStatus,
};

use super::garden::{BLUE_GREEN, Garden, canary, configuration, function, minutes};
use crate::support::{accept, definition};

fn stop(garden: &mut Garden, stop_type: StopType) {
    let service_deployment = garden.stage.service().service_deployment().id;
    accept(
        &mut garden.stage.timeline,
        Command::StopServiceDeployment {
            service_deployment,
            stop_type,
        },
    );
}

#[test]
fn stopping_gives_all_traffic_back_to_blue_at_once_and_then_scales_green_down() {
    let mut garden = Garden::planted();
    garden.deploy(BLUE_GREEN, 30, vec![]);
    garden.go_to_stage(Stage::BakeTime);
    assert_eq!(garden.production(), [(0, 0), (1, 100)]);
    let blue = garden.of_revision(1);
    let from = garden.stage.next_event();
    stop(&mut garden, StopType::Rollback);
    garden.stage.pass(Duration::from_secs(10));
    assert_eq!(garden.production(), [(0, 100), (1, 0)]);
    assert_eq!(garden.test(), [(0, 100), (1, 0)]);
    assert_eq!(garden.of_revision(1), blue, "nobody of blue was touched");
    garden.stage.settle();
    assert_eq!(
        garden.statuses(from),
        [
            "ROLLBACK_REQUESTED",
            "ROLLBACK_IN_PROGRESS",
            "ROLLBACK_SUCCESSFUL"
        ]
    );
    assert_eq!(
        garden.stages(from),
        ["PRODUCTION_TRAFFIC_SHIFT", "TEST_TRAFFIC_SHIFT", "CLEAN_UP"]
    );
    assert_eq!(garden.of_revision(1), blue);
    assert_eq!(garden.stage.tasks_in(TaskStatus::Running).len(), 2);
    assert_eq!(garden.group_in_use(), garden.groups[0]);
}

#[test]
fn the_hooks_of_the_shifts_run_again_on_the_way_back() {
    let arn = "arn:aws:lambda:ap-northeast-2:111122223333:function:check";
    let mut garden = Garden::planted();
    let stages = [
        Stage::PreScaleUp,
        Stage::TestTrafficShift,
        Stage::ProductionTrafficShift,
    ];
    garden.deploy(canary(100, 30), 0, vec![function(arn, &stages)]);
    garden.go_to_stage(Stage::ProductionTrafficShift);
    garden.stage.pass(minutes(1));
    let from = garden.stage.next_event();
    stop(&mut garden, StopType::Rollback);
    garden.stage.settle();
    let hooks: Vec<_> = garden.hooks(from).iter().map(|hook| hook.2).collect();
    assert_eq!(
        hooks,
        ["IN_PROGRESS", "SUCCEEDED", "IN_PROGRESS", "SUCCEEDED"]
    );
}

#[test]
fn a_hook_that_fails_on_the_way_back_makes_the_rollback_fail_with_all_traffic_on_blue() {
    let arn = "arn:aws:lambda:ap-northeast-2:111122223333:function:check";
    let mut garden = Garden::planted();
    let stages = [Stage::ProductionTrafficShift];
    garden.deploy(canary(100, 30), 0, vec![function(arn, &stages)]);
    garden.go_to_stage(Stage::ProductionTrafficShift);
    garden.stage.pass(minutes(1));
    garden.hook(HookCommand::SetFunction {
        arn: arn.to_owned(),
        function: HookFunction {
            answer: HookAnswer::Failed,
            ..HookFunction::default()
        },
    });
    stop(&mut garden, StopType::Rollback);
    garden.stage.pass(minutes(5));
    let latest = garden.stage.service().service_deployment();
    assert_eq!(latest.status, Status::RollbackFailed);
    assert_eq!(garden.production(), [(0, 100), (1, 0)]);
    garden.deploy(BLUE_GREEN, 0, vec![]);
    garden.stage.settle();
    assert_eq!(
        garden.stage.service().primary().definition.to_string(),
        "web:3"
    );
    assert_eq!(garden.stage.tasks_in(TaskStatus::Running).len(), 2);
}

#[test]
fn the_circuit_breaker_rolls_back_during_scale_up_and_blue_keeps_all_traffic() {
    let mut garden = Garden::planted();
    let from = garden.stage.next_event();
    let breaker = DeploymentConfigurationInput {
        deployment_circuit_breaker: Some(DeploymentCircuitBreaker {
            enable: true,
            rollback: true,
            ..DeploymentCircuitBreaker::default()
        }),
        ..configuration(BLUE_GREEN, 0, vec![])
    };
    garden.deploy_definition(definition("playground/missing:1.0"), breaker);
    garden.stage.settle();
    assert_eq!(
        garden.stages(from),
        ["PRE_SCALE_UP", "SCALE_UP", "CLEAN_UP"]
    );
    assert_eq!(
        garden.reason(),
        "Service deployment rolled back because the circuit breaker threshold was exceeded."
    );
    assert_eq!(garden.production(), [(0, 100), (1, 0)]);
    assert_eq!(garden.of_revision(1).len(), 2);
}

#[test]
fn an_alarm_during_the_bake_time_rolls_back() {
    let mut garden = Garden::planted();
    accept(
        &mut garden.stage.timeline,
        Command::Alarm(AlarmCommand::Put {
            name: "errors".to_owned(),
            period: Duration::from_secs(60),
            evaluation_periods: 1,
        }),
    );
    let watched = DeploymentConfigurationInput {
        alarms: Some(DeploymentAlarms {
            alarm_names: vec!["errors".to_owned()],
            enable: true,
            rollback: true,
        }),
        ..configuration(BLUE_GREEN, 30, vec![])
    };
    garden.deploy_definition(definition("shop/web:2"), watched);
    garden.go_to_stage(Stage::BakeTime);
    accept(
        &mut garden.stage.timeline,
        Command::Alarm(AlarmCommand::SetState {
            name: "errors".to_owned(),
            state: AlarmState::Alarm,
        }),
    );
    garden.stage.pass(Duration::from_secs(10));
    assert_eq!(garden.production(), [(0, 100), (1, 0)]);
    garden.stage.settle();
    let latest = garden.stage.service().service_deployment();
    assert_eq!(latest.status, Status::RollbackSuccessful);
    assert_eq!(
        garden.reason(),
        "Service deployment rolled back because an alarm was detected."
    );
}

#[test]
fn from_clean_up_on_the_old_revision_must_be_deployed_again() {
    let mut garden = Garden::planted();
    garden.deploy(BLUE_GREEN, 0, vec![]);
    garden.go_to_stage(Stage::CleanUp);
    let service_deployment = garden.stage.service().service_deployment().id;
    let refusal = garden.stage.refusal(Command::StopServiceDeployment {
        service_deployment,
        stop_type: StopType::Rollback,
    });
    assert_eq!(
        refusal,
        "ConflictException: The service deployment cannot be stopped in its current status."
    );
}

#[test]
fn a_rule_that_leads_to_one_group_only_rolls_back_with_the_reason_of_aws() {
    let mut garden = Garden::planted();
    let balancer = garden.stage.load_balancer.expect("it is balanced");
    let world = garden.stage.timeline.world();
    let listener = &world.load_balancer(balancer).expect("it exists").listeners[0];
    let modify = BalancingCommand::ModifyListener {
        listener: listener.id,
        port: None,
        protocol: None,
        default_action: Some(ListenerAction::forward(garden.groups[0])),
    };
    accept(&mut garden.stage.timeline, modify.into());
    let from = garden.stage.next_event();
    garden.deploy(BLUE_GREEN, 0, vec![]);
    garden.stage.settle();
    assert_eq!(
        garden.reason(),
        "Service deployment rolled back because of invalid networking configuration. Both targetGroup and \
         alternateTargetGroup must be associated with the productionListenerRule or testListenerRule."
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
    assert_eq!(garden.of_revision(1).len(), 2);
    assert_eq!(garden.of_revision(2).len(), 0, "green never started");
}

#[test]
fn a_broken_green_fails_its_share_of_the_requests_and_none_after_the_rollback() {
    let mut garden = Garden::planted();
    let load_balancer = garden.stage.load_balancer.expect("it is balanced");
    accept(
        &mut garden.stage.timeline,
        Command::PushImage {
            name: "shop/web:2".to_owned(),
            image: Image {
                response_status: 500,
                ..Image::default()
            },
        },
    );
    accept(
        &mut garden.stage.timeline,
        Command::SetTraffic {
            load_balancer,
            requests_per_second: 20,
        },
    );
    let totals = |garden: &Garden| {
        let world = garden.stage.timeline.world();
        let balancer = world.load_balancer(load_balancer).expect("it exists");
        (balancer.totals.arrived, balancer.totals.failed_count())
    };
    garden.deploy(canary(100, 30), 0, vec![]);
    garden.go_to_stage(Stage::ProductionTrafficShift);
    let (before, failed) = totals(&garden);
    assert_eq!(failed, 0, "green got nothing before its stage");
    garden.stage.pass(minutes(20));
    let (arrived, failed) = totals(&garden);
    let share = failed as f64 / (arrived - before) as f64;
    assert!((0.09..0.11).contains(&share), "{share} of the requests");
    stop(&mut garden, StopType::Rollback);
    garden.stage.pass(minutes(1));
    let (_, failed) = totals(&garden);
    garden.stage.settle();
    assert_eq!(totals(&garden).1, failed, "blue answers everything again");
}

#[test]
fn a_hook_that_fails_is_the_reason_of_the_rollout() {
    let arn = "arn:aws:lambda:ap-northeast-2:111122223333:function:check";
    let mut garden = Garden::planted();
    let blue = garden.stage.service().primary().id;
    let set = HookCommand::SetFunction {
        arn: arn.to_owned(),
        function: HookFunction {
            answer: HookAnswer::Failed,
            ..HookFunction::default()
        },
    };
    accept(&mut garden.stage.timeline, Command::Hook(set));
    garden.deploy(BLUE_GREEN, 5, vec![function(arn, &[Stage::PostScaleUp])]);
    let mut reasons: Vec<String> = vec![];
    for _ in 0..240 {
        garden.stage.pass(Duration::from_millis(500));
        for deployment in &garden.stage.service().deployments {
            let reason = deployment.rollout_state_reason();
            if !reasons.contains(&reason) {
                reasons.push(reason);
            }
        }
    }
    let failed = reasons
        .iter()
        .filter(|reason| reason.starts_with("ECS deployment failed: "));
    let failed: Vec<&str> = failed.map(String::as_str).collect();
    let blue = format!("ECS deployment failed: rolling back to deploymentId {blue}.");
    assert_eq!(
        failed,
        [&*blue, "ECS deployment failed: lifecycle hook failed."]
    );
}
