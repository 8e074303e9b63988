//! What is refused of task sets, and of services with other deployment controllers than ECS.

use sim::{
    Command, CreateService, CreateTaskSet, DeploymentController, LaunchType, TaskSetCommand,
    UpdateService, Zone,
};

use super::{code_deploy, create_fargate, external, fargate, input};
use crate::support::{Setup, accept, definition};

#[test]
fn an_external_service_takes_nothing_that_belongs_to_its_task_sets() {
    let mut stage = Setup::default().build();
    let plain = input(&stage, DeploymentController::External);
    let with_definition = CreateService {
        task_definition: Some("web".to_owned()),
        ..plain.clone()
    };
    let with_zones = CreateService {
        subnet_zones: vec![Zone(0)],
        ..plain.clone()
    };
    let on_fargate = CreateService {
        launch_type: LaunchType::Fargate,
        ..plain
    };
    for (input, what) in [
        (with_definition, "A task definition"),
        (with_zones, "A network configuration"),
        (on_fargate, "A launch type or a capacity provider strategy"),
    ] {
        assert_eq!(
            stage.refusal(Command::CreateService(Box::new(input))),
            format!(
                "InvalidParameterException: {what} cannot be specified for a service with the EXTERNAL deployment controller: specify it in its task sets."
            )
        );
    }
}

#[test]
fn only_the_controller_ecs_has_daemons_and_a_circuit_breaker() {
    let mut stage = Setup::default().build();
    for controller in [
        DeploymentController::External,
        DeploymentController::CodeDeploy,
    ] {
        let plain = input(&stage, controller);
        let name = controller.name();
        let daemon = CreateService {
            scheduling_strategy: sim::SchedulingStrategy::Daemon,
            desired_count: None,
            ..plain
        };
        assert_eq!(
            stage.refusal(Command::CreateService(Box::new(daemon))),
            format!(
                "InvalidParameterException: The daemon scheduling strategy does not support the {name} deployment controller."
            )
        );
    }
    let mut breaker = input(&stage, DeploymentController::External);
    breaker.deployment_configuration.deployment_circuit_breaker =
        Some(sim::DeploymentCircuitBreaker {
            enable: true,
            ..sim::DeploymentCircuitBreaker::default()
        });
    assert_eq!(
        stage.refusal(Command::CreateService(Box::new(breaker))),
        "InvalidParameterException: Deployment circuit breaker can only be used with the ECS deployment controller, not with EXTERNAL."
    );
}

#[test]
fn task_sets_are_those_of_external_services_alone() {
    let mut stage = Setup::default().build();
    let service = stage.service;
    let create = TaskSetCommand::Create(CreateTaskSet::of(service, "web"));
    assert_eq!(
        stage.refusal(Command::TaskSet(Box::new(create))),
        "InvalidParameterException: Task sets can only be changed in services with the EXTERNAL deployment controller, not with ECS."
    );
}

#[test]
fn an_update_of_a_service_with_task_sets_changes_no_definition() {
    let mut stage = external(Setup::default());
    create_fargate(&mut stage, 1_000);
    let update = UpdateService::of(stage.service);
    let with_definition = UpdateService {
        task_definition: Some("web".to_owned()),
        ..update.clone()
    };
    let forced = UpdateService {
        force_new_deployment: true,
        ..update
    };
    for (update, what) in [
        (with_definition, "update task definition"),
        (forced, "force a new deployment"),
    ] {
        assert_eq!(
            stage.refusal(Command::UpdateService(Box::new(update))),
            format!(
                "InvalidParameterException: Unable to {what} on services with a EXTERNAL deployment controller. Create a new task set instead."
            )
        );
    }
}

#[test]
fn a_scale_is_a_percentage() {
    let mut stage = external(Setup::default());
    let create = TaskSetCommand::Create(fargate(&stage, 1_001));
    assert_eq!(
        stage.refusal(Command::TaskSet(Box::new(create))),
        "InvalidParameterException: scale must be between 0 and 100 PERCENT."
    );
}

#[test]
fn a_service_has_a_bounded_number_of_task_sets() {
    let mut stage = external(Setup::default());
    for _ in 0..sim::limits::TASK_SETS_MAX {
        create_fargate(&mut stage, 0);
    }
    let one_more = TaskSetCommand::Create(fargate(&stage, 0));
    assert_eq!(
        stage.refusal(Command::TaskSet(Box::new(one_more))),
        "LimitExceededException: There can be at most 10 task sets of a service."
    );
}

#[test]
fn a_code_deploy_service_needs_a_load_balancer_and_a_definition() {
    let mut stage = Setup::default().build();
    let plain = code_deploy(&stage);
    let unbalanced = CreateService {
        load_balancers: vec![],
        ..plain.clone()
    };
    assert_eq!(
        stage.refusal(Command::CreateService(Box::new(unbalanced))),
        "InvalidParameterException: A service with the CODE_DEPLOY deployment controller needs one load balancer: an Application Load Balancer or a Network Load Balancer."
    );
    let undefined = CreateService {
        task_definition: None,
        ..plain
    };
    assert_eq!(
        stage.refusal(Command::CreateService(Box::new(undefined))),
        "ClientException: TaskDefinition cannot be blank."
    );
}

#[test]
fn a_task_set_has_a_definition_of_its_own() {
    let mut stage = external(Setup::default());
    let one = create_fargate(&mut stage, 1_000);
    accept(
        &mut stage.timeline,
        Command::RegisterTaskDefinition(Box::new(definition("shop/web:2"))),
    );
    let two = create_fargate(&mut stage, 1_000);
    stage.settle();
    let revision = |task_set| {
        let (set, _) = stage.service().task_set(task_set).expect("it is there");
        set.definition.revision
    };
    assert_eq!((revision(one), revision(two)), (1, 2));
    assert_eq!(stage.service().tasks.len(), 6);
}
