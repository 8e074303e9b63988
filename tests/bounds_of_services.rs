//! How far the settings of services may go: the last value that is taken, and the next.

use sim::{
    CircuitBreakerThreshold, Command, CreateService, DeploymentAlarms, DeploymentCircuitBreaker,
    DeploymentConfigurationInput, DeploymentLifecycleHook, DeploymentStrategy, Duration,
    HookAnswer, HookCommand, HookFunction, HookTargetType, HookTimeoutAction, LifecycleStage,
    LoadBalancerInput, PlacementConstraint, PlacementConstraintType, PlacementStrategy,
    PlacementStrategyType, ScalingCommand, ServiceStatus, TaskDefinitionPlacementConstraint,
    TaskDefinitionPlacementConstraintType, ThresholdType, UpdateService,
};

use crate::support::{Setup, Stage, accept, bridge};

fn update(stage: &Stage, change: impl FnOnce(&mut UpdateService)) -> Command {
    let mut input = UpdateService::of(stage.service);
    change(&mut input);
    Command::UpdateService(Box::new(input))
}

fn configure(stage: &Stage, change: impl FnOnce(&mut DeploymentConfigurationInput)) -> Command {
    update(stage, |input| change(&mut input.deployment_configuration))
}

fn invalid(words: &str) -> String {
    format!("InvalidParameterException: {words}")
}

fn minutes(minutes: u64) -> Duration {
    Duration::from_secs(60 * minutes)
}

#[test]
fn the_percents_of_a_deployment_end_at_100_and_at_1000() {
    let mut stage = Setup::default().build();
    let percents = |stage: &Stage, minimum, maximum| {
        update(stage, |input| {
            input.minimum_healthy_percent = Some(minimum);
            input.maximum_percent = Some(maximum);
        })
    };
    for (minimum, maximum) in [(0, 1), (100, 100), (100, 1_000)] {
        let command = percents(&stage, minimum, maximum);
        accept(&mut stage.timeline, command);
    }
    let pair = "maximumPercent must be greater than 0 and at least minimumHealthyPercent.";
    for (minimum, maximum, words) in [
        (101, 200, "minimumHealthyPercent must be between 0 and 100."),
        (0, 0, pair),
        (100, 99, pair),
        (100, 1_001, "maximumPercent must be at most 1000."),
    ] {
        let command = percents(&stage, minimum, maximum);
        assert_eq!(stage.refusal(command), invalid(words));
    }
}

#[test]
fn a_service_has_5000_tasks_and_a_grace_period_of_68_years_at_most() {
    let mut stage = Setup {
        balanced: false,
        ..Setup::default()
    }
    .on_instances(&[])
    .build();
    let count = |stage: &Stage, count| update(stage, |input| input.desired_count = Some(count));
    let grace = |stage: &Stage, seconds| {
        update(stage, |input| {
            input.health_check_grace_period = Some(Duration::from_secs(seconds));
        })
    };
    let taken = [count(&stage, 5_000), grace(&stage, 2_147_483_647)];
    for command in taken {
        accept(&mut stage.timeline, command);
    }
    let refused = [
        (count(&stage, 5_001), "desiredCount must be at most 5000."),
        (
            grace(&stage, 2_147_483_648),
            "healthCheckGracePeriodSeconds must be at most 2147483647.",
        ),
    ];
    for (command, words) in refused {
        assert_eq!(stage.refusal(command), invalid(words));
    }
}

#[test]
fn traffic_shifts_in_steps_of_a_size_and_bakes_for_a_day_at_most() {
    let mut stage = Setup::default().build();
    let bake = |stage: &Stage, minutes_count| {
        configure(stage, |input| {
            input.bake_time = Some(minutes(minutes_count));
        })
    };
    let command = bake(&stage, 1_440);
    accept(&mut stage.timeline, command);
    let command = bake(&stage, 1_441);
    assert_eq!(
        stage.refusal(command),
        invalid("bakeTimeInMinutes must be between 0 and 1440.")
    );
    let linear = |step_percent_tenths, step_bake_time| DeploymentStrategy::Linear {
        step_percent_tenths,
        step_bake_time,
    };
    let canary = |canary_percent_tenths, canary_bake_time| DeploymentStrategy::Canary {
        canary_percent_tenths,
        canary_bake_time,
    };
    let refused = [
        (
            linear(29, minutes(1)),
            "stepPercent must be between 3.0 and 100.0.",
        ),
        (
            linear(1_001, minutes(1)),
            "stepPercent must be between 3.0 and 100.0.",
        ),
        (
            linear(30, minutes(1_441)),
            "stepBakeTimeInMinutes must be between 0 and 1440.",
        ),
        (
            canary(0, minutes(1)),
            "canaryPercent must be between 0.1 and 100.0.",
        ),
        (
            canary(1_001, minutes(1)),
            "canaryPercent must be between 0.1 and 100.0.",
        ),
        (
            canary(1, minutes(1_441)),
            "canaryBakeTimeInMinutes must be between 0 and 1440.",
        ),
    ];
    for (strategy, words) in refused {
        let command = configure(&stage, |input| input.strategy = Some(strategy));
        assert_eq!(stage.refusal(command), invalid(words));
    }
}

#[test]
fn the_threshold_of_a_circuit_breaker_is_a_percent_or_a_count_of_at_least_one() {
    let mut stage = Setup::default().build();
    let breaker = |stage: &Stage, kind, value| {
        configure(stage, |input| {
            input.deployment_circuit_breaker = Some(DeploymentCircuitBreaker {
                threshold: CircuitBreakerThreshold { kind, value },
                ..DeploymentCircuitBreaker::default()
            });
        })
    };
    for (kind, most) in [
        (ThresholdType::BoundedPercent, 100),
        (ThresholdType::UnboundedPercent, 100),
        (ThresholdType::Count, 5_000),
    ] {
        for value in [1, most] {
            let command = breaker(&stage, kind, value);
            accept(&mut stage.timeline, command);
        }
        let words = format!(
            "The value of a thresholdConfiguration of type {} must be between 1 and {most}.",
            kind.name()
        );
        for value in [0, most + 1] {
            let command = breaker(&stage, kind, value);
            assert_eq!(stage.refusal(command), invalid(&words));
        }
    }
}

#[test]
fn alarms_have_a_hundred_names_of_255_characters_at_most_and_one_at_least_when_they_are_enabled() {
    let mut stage = Setup::default().build();
    let alarms = |stage: &Stage, enable, alarm_names| {
        configure(stage, |input| {
            input.alarms = Some(DeploymentAlarms {
                alarm_names,
                enable,
                rollback: false,
            });
        })
    };
    let long = "a".repeat(256);
    let count = |count: usize| vec!["errors".to_owned(); count];
    for (enable, names) in [
        (false, vec![]),
        (true, count(100)),
        (true, vec![long[1..].to_owned()]),
    ] {
        let command = alarms(&stage, enable, names);
        accept(&mut stage.timeline, command);
    }
    let length = "The name of an alarm has 1 to 255 characters.";
    for (names, words) in [
        (count(101), "alarmNames can have at most 100 names."),
        (
            vec![],
            "alarmNames can not be empty when alarms are enabled.",
        ),
        (vec![long], length),
        (vec!["errors".to_owned(), String::new()], length),
    ] {
        let command = alarms(&stage, true, names);
        assert_eq!(stage.refusal(command), invalid(words));
    }
}

#[test]
fn a_service_has_twenty_lifecycle_hooks_at_most_and_names_of_functions_end() {
    let mut stage = Setup::default().build();
    let hooks = |stage: &Stage, count| {
        let hook = DeploymentLifecycleHook {
            hook_target_arn: None,
            target_type: HookTargetType::Pause,
            lifecycle_stages: vec![LifecycleStage::PreScaleUp],
            timeout: minutes(1),
            timeout_action: HookTimeoutAction::Continue,
        };
        configure(stage, |input| {
            input.lifecycle_hooks = Some(vec![hook; count]);
        })
    };
    let command = hooks(&stage, 20);
    assert_eq!(
        stage.refusal(command),
        invalid("lifecycleHooks need the deployment strategy BLUE_GREEN, LINEAR or CANARY."),
        "twenty are not too many"
    );
    let command = hooks(&stage, 21);
    assert_eq!(
        stage.refusal(command),
        invalid("A service can have at most 20 lifecycle hooks.")
    );
    let function = |length: usize| {
        Command::Hook(HookCommand::SetFunction {
            arn: "f".repeat(length),
            function: HookFunction {
                answer: HookAnswer::Succeeded,
                ..HookFunction::default()
            },
        })
    };
    accept(&mut stage.timeline, function(1));
    accept(&mut stage.timeline, function(2_048));
    for length in [0, 2_049] {
        assert_eq!(
            stage.refusal(function(length)),
            "PlaygroundException: The ARN of a function has 1 to 2048 characters."
        );
    }
}

#[test]
fn a_target_group_is_attached_once_and_a_service_has_five_at_most() {
    let mut stage = Setup::default().build();
    let target_group = stage.target_group.expect("it is balanced");
    let attach = |stage: &Stage, count| {
        let attached = LoadBalancerInput {
            target_group,
            container_name: "app".to_owned(),
            container_port: 80,
            advanced_configuration: None,
        };
        update(stage, |input| {
            input.load_balancers = Some(vec![attached; count]);
        })
    };
    for count in [2, 5] {
        let command = attach(&stage, count);
        assert_eq!(
            stage.refusal(command),
            invalid("A target group can be attached to a service once.")
        );
    }
    let command = attach(&stage, 6);
    assert_eq!(
        stage.refusal(command),
        invalid("A service can have at most 5 target groups.")
    );
}

#[test]
fn a_service_has_ten_constraints_with_those_of_its_definition_and_five_strategies_at_most() {
    let constraint = || PlacementConstraint {
        r#type: PlacementConstraintType::MemberOf,
        expression: Some("attribute:ecs.os-type == linux".to_owned()),
    };
    let mut definition = bridge("shop/web:1");
    definition.placement_constraints = vec![
        TaskDefinitionPlacementConstraint {
            r#type: Some(TaskDefinitionPlacementConstraintType::MemberOf),
            expression: constraint().expression,
        };
        4
    ];
    let mut stage = Setup {
        balanced: false,
        definition,
        ..Setup::default()
    }
    .on_instances(&["c6i.large"])
    .build();
    let constraints = |stage: &Stage, count| {
        update(stage, |input| {
            input.placement_constraints = Some(vec![constraint(); count]);
        })
    };
    let strategies = |stage: &Stage, count| {
        let spread = PlacementStrategy {
            r#type: PlacementStrategyType::Spread,
            field: Some("instanceId".to_owned()),
        };
        update(stage, |input| {
            input.placement_strategy = Some(vec![spread; count]);
        })
    };
    let taken = [constraints(&stage, 6), strategies(&stage, 5)];
    for command in taken {
        accept(&mut stage.timeline, command);
    }
    let command = constraints(&stage, 7);
    assert_eq!(
        stage.refusal(command),
        invalid(
            "A task can have at most 10 placement constraints, those of its task definition included."
        )
    );
    let command = strategies(&stage, 6);
    assert_eq!(
        stage.refusal(command),
        invalid("A service or task can have at most 5 placement strategies.")
    );
}

#[test]
fn the_bounds_of_automatic_scaling_are_in_order_and_end_at_5000() {
    let mut stage = Setup {
        balanced: false,
        desired_count: 1,
        ..Setup::default()
    }
    .build();
    let service = stage.service;
    let register = |min_capacity, max_capacity| {
        Command::Scaling(ScalingCommand::RegisterTarget {
            service,
            min_capacity,
            max_capacity,
        })
    };
    for (least, most) in [(0, 5_000), (1, 1)] {
        accept(&mut stage.timeline, register(least, most));
    }
    for (least, most) in [(2, 1), (0, 5_001)] {
        assert_eq!(
            stage.refusal(register(least, most)),
            invalid("MinCapacity must be at most MaxCapacity, and that at most 5000.")
        );
    }
}

fn again(stage: &Stage) -> Command {
    Command::CreateService(Box::new(CreateService {
        cluster: stage.cluster,
        service_name: "web".to_owned(),
        task_definition: Some("web".to_owned()),
        deployment_controller: sim::DeploymentController::Ecs,
        desired_count: Some(1),
        scheduling_strategy: sim::SchedulingStrategy::Replica,
        availability_zone_rebalancing: None,
        launch_type: sim::LaunchType::Ec2,
        minimum_healthy_percent: None,
        maximum_percent: None,
        deployment_configuration: DeploymentConfigurationInput::NONE,
        health_check_grace_period: None,
        load_balancers: vec![],
        subnet_zones: vec![],
        placement_constraints: vec![],
        placement_strategy: vec![],
        capacity_provider_strategy: vec![],
    }))
}

#[test]
fn the_name_of_a_service_is_free_again_when_its_last_task_is_gone() {
    let mut stage = Setup {
        balanced: false,
        definition: bridge("shop/web:1"),
        ..Setup::default()
    }
    .on_instances(&["c6i.large"])
    .build();
    stage.settle();
    let create = again(&stage);
    assert_eq!(
        stage.refusal(create),
        invalid("Creation of service was not idempotent.")
    );
    let delete = Command::DeleteService {
        service: stage.service,
        force: true,
    };
    accept(&mut stage.timeline, delete);
    assert_eq!(stage.service().status, ServiceStatus::Draining);
    let create = again(&stage);
    assert_eq!(
        stage.refusal(create),
        invalid("Unable to Start a service that is still Draining.")
    );
    stage.pass(Duration::from_secs(300));
    let create = again(&stage);
    accept(&mut stage.timeline, create);
}
