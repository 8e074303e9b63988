//! Deployments by BLUE_GREEN, LINEAR and CANARY: stages, weights over time, hooks, and the way back.

mod garden;
mod hooks;
mod rollback;
mod rules;

use sim::{
    AdvancedConfiguration, BillItem, Command, DeploymentStrategy, Duration, HookAnswer,
    HookCommand, HookFunction, HookTimeoutAction, LifecycleStage as Stage, RolloutState,
    ServiceDeploymentStatus, StageWait, TaskStatus, Time, UpdateService, Wait,
};

use words::Language;

use crate::support::{Setup, accept, definition};
use garden::{BLUE_GREEN, Garden, canary, linear, minutes};

#[test]
fn a_blue_green_deployment_goes_through_its_stages_in_order_and_shifts_at_once() {
    let mut garden = Garden::planted();
    let from = garden.stage.next_event();
    garden.deploy(BLUE_GREEN, 5, vec![]);
    garden.stage.settle();
    assert_eq!(
        garden.stages(from),
        [
            "PRE_SCALE_UP",
            "SCALE_UP",
            "POST_SCALE_UP",
            "TEST_TRAFFIC_SHIFT",
            "POST_TEST_TRAFFIC_SHIFT",
            "PRE_PRODUCTION_TRAFFIC_SHIFT",
            "PRODUCTION_TRAFFIC_SHIFT",
            "POST_PRODUCTION_TRAFFIC_SHIFT",
            "BAKE_TIME",
            "CLEAN_UP",
        ]
    );
    assert_eq!(
        garden.statuses(from),
        ["PENDING", "IN_PROGRESS", "SUCCESSFUL"]
    );
    let bake = garden.time_of(from, Stage::BakeTime);
    let clean_up = garden.time_of(from, Stage::CleanUp);
    assert_eq!(clean_up.since(bake), minutes(5));
    let primary = garden.stage.service().primary();
    assert_eq!(primary.definition.to_string(), "web:2");
    assert_eq!(primary.rollout_state, RolloutState::Completed);
    assert_eq!(garden.stage.service().staged, None, "it is over");
    assert_eq!(garden.production(), [(0, 0), (1, 100)]);
    assert_eq!(garden.test(), [(0, 0), (1, 100)]);
}

#[test]
fn green_is_at_full_size_and_healthy_before_any_traffic_comes_and_blue_stays_until_clean_up() {
    let mut garden = Garden::planted();
    let blue: Vec<_> = garden.running();
    garden.deploy(BLUE_GREEN, 5, vec![]);
    garden.go_to_stage(Stage::ScaleUp);
    assert_eq!(garden.production(), [(0, 100), (1, 0)]);
    assert_eq!(garden.test(), [(0, 100), (1, 0)]);
    let counts = garden.requested();
    assert_eq!(counts, [2, 2], "green and blue are both wanted whole");
    garden.go_to_stage(Stage::BakeTime);
    assert_eq!(garden.stage.tasks_in(TaskStatus::Running).len(), 4);
    let wait = garden.wait();
    assert!(
        matches!(
            wait,
            Some(Wait::Stage(Stage::BakeTime, StageWait::Bake { .. }))
        ),
        "{wait:?}"
    );
    garden.stage.settle();
    let left: Vec<_> = garden.running();
    assert_eq!(left.len(), 2);
    assert!(left.iter().all(|task| !blue.contains(task)));
}

#[test]
fn the_target_group_of_green_is_the_other_one_at_every_deployment() {
    let mut garden = Garden::planted();
    let mut groups = vec![garden.group_in_use()];
    for _ in 0..3 {
        garden.deploy(BLUE_GREEN, 0, vec![]);
        garden.stage.settle();
        groups.push(garden.group_in_use());
        let configured = &garden.stage.service().primary().revision.load_balancers;
        assert_eq!(configured[0].target_group, garden.groups[0]);
    }
    let [one, two] = garden.groups;
    assert_eq!(groups, [one, two, one, two]);
    assert_eq!(garden.production(), [(0, 0), (1, 100)]);
}

#[test]
fn a_rolling_update_afterwards_stays_in_the_target_group_that_has_the_traffic() {
    let mut garden = Garden::planted();
    garden.deploy(BLUE_GREEN, 0, vec![]);
    garden.stage.settle();
    garden.deploy(DeploymentStrategy::Rolling, 0, vec![]);
    garden.stage.settle();
    assert_eq!(garden.group_in_use(), garden.groups[1]);
    assert_eq!(garden.production(), [(0, 0), (1, 100)]);
}

#[test]
fn linear_steps_are_equal_and_each_but_the_last_bakes() {
    let table: [(u32, &[u32]); 3] = [
        (100, &[10, 20, 30, 40, 50, 60, 70, 80, 90, 100]),
        (300, &[30, 60, 90, 100]),
        (1_000, &[100]),
    ];
    for (tenths, percents) in table {
        let mut garden = Garden::planted();
        let from = garden.stage.next_event();
        garden.deploy(linear(tenths, 6), 0, vec![]);
        garden.stage.settle();
        let shifts = garden.shifts(from);
        let weights: Vec<u32> = shifts.iter().map(|(_, green)| *green).collect();
        assert_eq!(weights, percents, "{tenths} tenths");
        for pair in shifts.windows(2) {
            assert_eq!(pair[1].0.since(pair[0].0), minutes(6));
        }
        let last = shifts.last().expect("it shifted").0;
        assert_eq!(
            garden.time_of(from, Stage::BakeTime),
            last,
            "no bake after 100%"
        );
        let asked = garden.stages(from);
        let asked = asked
            .iter()
            .filter(|stage| **stage == "PRE_PRODUCTION_TRAFFIC_SHIFT");
        assert_eq!(asked.count(), percents.len(), "before every step");
    }
}

#[test]
fn a_canary_shifts_a_part_and_then_the_rest() {
    let mut garden = Garden::planted();
    let from = garden.stage.next_event();
    garden.deploy(canary(50, 10), 15, vec![]);
    garden.stage.settle();
    let shifts = garden.shifts(from);
    let weights: Vec<u32> = shifts.iter().map(|(_, green)| *green).collect();
    assert_eq!(weights, [5, 100]);
    assert_eq!(shifts[1].0.since(shifts[0].0), minutes(10));
    let clean_up = garden.time_of(from, Stage::CleanUp);
    assert_eq!(clean_up.since(shifts[1].0), minutes(15));
}

#[test]
fn of_a_thousand_requests_green_gets_exactly_its_tenths_of_a_percent() {
    for tenths in [1, 5, 50, 125, 333, 999] {
        let mut garden = Garden::planted();
        garden.deploy(canary(tenths, 10), 0, vec![]);
        garden.go_to_stage(Stage::ProductionTrafficShift);
        let service = garden.stage.service();
        let world = garden.stage.timeline.world();
        let shares = service.deployments.iter().map(|deployment| {
            let counts = world.revision_counts(service, deployment.revision.id);
            (counts.test_traffic_tenths, counts.production_traffic_tenths)
        });
        let shares: Vec<(u32, u32)> = shares.collect();
        assert_eq!(shares, [(1_000, tenths), (0, 1_000 - tenths)]);
        let forward = garden.forward();
        assert!(forward.total_weight() <= 1_000);
        let tuples = &forward.target_groups;
        let weights = tuples.iter().map(|tuple| tuple.weight);
        let shares = sim::Apportionment::default().give(weights, 1_000);
        let mut parts = tuples.iter().zip(shares);
        let green = parts.find(|(tuple, _)| tuple.target_group == garden.groups[1]);
        assert_eq!(green.map(|(_, share)| share), Some(tenths.into()));
    }
}

#[test]
fn a_desired_count_that_changes_on_the_way_is_that_of_both_revisions() {
    let mut garden = Garden::planted();
    garden.deploy(canary(100, 30), 0, vec![]);
    garden.go_to_stage(Stage::ProductionTrafficShift);
    garden.scale_to(3);
    garden.stage.pass(minutes(3));
    assert_eq!(garden.stage.tasks_in(TaskStatus::Running).len(), 6);
    garden.scale_to(1);
    garden.stage.pass(minutes(3));
    assert_eq!(garden.stage.tasks_in(TaskStatus::Running).len(), 2);
    assert_eq!(garden.requested(), [1, 1]);
}

#[test]
fn a_task_that_dies_is_replaced_by_one_of_its_own_revision() {
    let mut garden = Garden::planted();
    garden.deploy(canary(100, 30), 0, vec![]);
    garden.go_to_stage(Stage::ProductionTrafficShift);
    let blue = garden.of_revision(1);
    accept(
        &mut garden.stage.timeline,
        Command::KillContainer {
            task: blue[0],
            container: 0,
            exit_code: 1,
        },
    );
    garden.stage.pass(minutes(3));
    let now = garden.of_revision(1);
    assert_eq!(now.len(), 2);
    assert!(!now.contains(&blue[0]));
    assert_eq!(garden.of_revision(2).len(), 2);
}

#[test]
fn a_service_without_a_load_balancer_goes_through_the_stages_without_a_shift() {
    let mut stage = Setup {
        balanced: false,
        deployment_configuration: garden::configuration(BLUE_GREEN, 5, vec![]),
        ..Setup::default()
    }
    .build();
    stage.settle();
    assert!(
        stage.now() < Time::ZERO + minutes(5),
        "nothing to return to: no bake"
    );
    let began = stage.now();
    stage.deploy(definition("shop/web:2"));
    stage.settle();
    assert!(stage.now().since(began) >= minutes(5));
    assert_eq!(stage.service().primary().definition.to_string(), "web:2");
    let status = stage.service().service_deployment().status;
    assert_eq!(status, ServiceDeploymentStatus::Successful);
}

#[test]
fn what_a_strategy_needs_of_load_balancers_is_checked() {
    let mut garden = Garden::planted();
    let service = garden.stage.service;
    let advanced = garden.advanced();
    let refuse = |garden: &mut Garden, advanced, strategy| {
        let update = UpdateService {
            load_balancers: Some(vec![garden.attached(advanced)]),
            deployment_configuration: garden::configuration(strategy, 0, vec![]),
            ..UpdateService::of(service)
        };
        garden
            .stage
            .refusal(Command::UpdateService(Box::new(update)))
    };
    let without = refuse(&mut garden, None, BLUE_GREEN);
    assert_eq!(
        without,
        "InvalidParameterException: advancedConfiguration field is required for all loadBalancers when using a \
         non-ROLLING deployment strategy."
    );
    let same = AdvancedConfiguration {
        alternate_target_group: garden.groups[0],
        ..advanced.clone()
    };
    assert_eq!(
        refuse(&mut garden, Some(same), BLUE_GREEN),
        "InvalidParameterException: targetGroupArn and alternateTargetGroupArn must differ."
    );
    let unknown = AdvancedConfiguration {
        production_listener_rule: sim::ListenerRuleId::UNKNOWN,
        ..advanced
    };
    assert_eq!(
        refuse(&mut garden, Some(unknown), BLUE_GREEN),
        "InvalidParameterException: One or more listener rules were not found."
    );
    let update = UpdateService {
        load_balancers: Some(vec![]),
        deployment_configuration: garden::configuration(canary(50, 10), 0, vec![]),
        ..UpdateService::of(service)
    };
    assert_eq!(
        garden
            .stage
            .refusal(Command::UpdateService(Box::new(update))),
        "InvalidParameterException: The deployment strategy CANARY needs an Application Load Balancer."
    );
}

#[test]
fn the_bill_of_a_canary_shows_what_its_bake_times_and_its_hooks_took() {
    let arn = "arn:aws:lambda:ap-northeast-2:111122223333:function:check";
    let mut garden = Garden::planted();
    garden.hook(HookCommand::SetFunction {
        arn: arn.to_owned(),
        function: HookFunction {
            answer: HookAnswer::Succeeded,
            takes: minutes(2),
        },
    });
    let hook = garden::function(arn, &[Stage::PostScaleUp]);
    garden.deploy(canary(50, 10), 15, vec![hook]);
    garden.stage.settle();
    let deployment = garden.stage.service().primary().id;
    let bill = garden.stage.timeline.time_bill(deployment);
    let bill = bill.expect("it is complete");
    let span = |wanted| {
        let found = bill.items.iter().find(|(item, _)| *item == wanted);
        found.map(|(_, span)| *span)
    };
    assert_eq!(span(BillItem::Bake), Some(minutes(25)), "{bill:?}");
    assert_eq!(span(BillItem::Hook), Some(minutes(2)), "{bill:?}");
    assert_eq!(span(BillItem::Other), None, "{bill:?}");
}

#[test]
fn the_headline_says_in_both_languages_what_a_deployment_waits_for() {
    let mut garden = Garden::planted();
    let stages = [Stage::PreProductionTrafficShift];
    garden.deploy(canary(125, 10), 15, vec![garden::pause(&stages)]);
    garden.go_to_stage(Stage::PreProductionTrafficShift);
    let says = |garden: &Garden, english: &str, korean: &str| {
        let world = garden.stage.timeline.world();
        for (language, part) in [(Language::English, english), (Language::Korean, korean)] {
            let (_, sentence) = words::headline(language, world, garden.stage.service());
            assert!(sentence.contains(part), "{sentence}");
        }
    };
    says(
        &garden,
        "Call ContinueServiceDeployment to go on: paused at PRE_PRODUCTION_TRAFFIC_SHIFT until ",
        "ContinueServiceDeployment를 호출해야 계속됩니다. PRE_PRODUCTION_TRAFFIC_SHIFT 단계에서 ",
    );
    let go_on = |garden: &mut Garden| {
        let service_deployment = garden.stage.service().service_deployment().id;
        garden.hook(HookCommand::Continue {
            service_deployment,
            hook_id: None,
            action: HookTimeoutAction::Continue,
        });
    };
    go_on(&mut garden);
    garden.go_to_stage(Stage::ProductionTrafficShift);
    says(
        &garden,
        "12.5% of production traffic goes to the new tasks until ",
        "프로덕션 트래픽의 12.5%가 새 태스크로 갑니다",
    );
    garden.stage.pass(minutes(11));
    go_on(&mut garden);
    garden.go_to_stage(Stage::BakeTime);
    says(
        &garden,
        "All traffic goes to the new tasks; the old ones stay until ",
        "모든 트래픽이 새 태스크로 갑니다.",
    );
}

#[test]
fn a_new_update_on_the_way_sends_traffic_back_and_reconciles_first() {
    let mut garden = Garden::planted();
    garden.deploy(canary(100, 30), 0, vec![]);
    garden.go_to_stage(Stage::ProductionTrafficShift);
    assert_eq!(garden.production(), [(0, 90), (1, 10)]);
    let from = garden.stage.next_event();
    garden.deploy(BLUE_GREEN, 0, vec![]);
    garden.stage.pass(Duration::from_secs(10));
    assert_eq!(garden.production(), [(0, 100), (1, 0)]);
    assert_eq!(garden.stages(from), ["RECONCILE_SERVICE"]);
    garden.stage.settle();
    assert_eq!(
        garden.statuses(from),
        [
            "STOP_REQUESTED",
            "PENDING",
            "STOPPED",
            "IN_PROGRESS",
            "SUCCESSFUL"
        ]
    );
    assert_eq!(
        garden.stages(from)[..3],
        ["RECONCILE_SERVICE", "PRE_SCALE_UP", "SCALE_UP"]
    );
    assert_eq!(
        garden.stage.service().primary().definition.to_string(),
        "web:3"
    );
    assert_eq!(garden.production(), [(0, 0), (1, 100)]);
}

#[test]
fn a_service_that_is_deleted_on_the_way_goes_with_all_of_its_tasks() {
    let mut garden = Garden::planted();
    garden.deploy(canary(100, 30), 0, vec![]);
    garden.go_to_stage(Stage::ProductionTrafficShift);
    let service = garden.stage.service;
    accept(
        &mut garden.stage.timeline,
        Command::DeleteService {
            service,
            force: true,
        },
    );
    garden.stage.pass(minutes(5));
    assert_eq!(garden.stage.service().status, sim::ServiceStatus::Inactive);
    assert_eq!(garden.stage.tasks_in(TaskStatus::Running).len(), 0);
}
