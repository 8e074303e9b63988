//! What a swarm asks of the schedulers of services beside counts and percents.

use sim::{
    AvailabilityZoneRebalancing, Command, CreateService, LaunchType, NetworkMode,
    SchedulingStrategy, ServiceStatus, TaskId, UpdateService, UpdateTaskProtection, Zone,
};

use super::Dice;
use crate::support::Stage;

pub(super) fn draw(dice: &mut Dice, stage: &Stage) -> Command {
    if dice.roll(3) == 0
        && let Some(command) = super::traffic::draw(dice, stage)
    {
        return command;
    }
    match dice.roll(5) {
        0 => Command::UpdateService(Box::new(UpdateService {
            availability_zone_rebalancing: Some(dice.pick(&[
                AvailabilityZoneRebalancing::Enabled,
                AvailabilityZoneRebalancing::Disabled,
            ])),
            ..UpdateService::of(stage.service)
        })),
        1 | 2 => draw_daemon(dice, stage),
        _ => draw_protection(dice, stage),
    }
}

/// A DAEMON service beside the one that the swarm is about comes, goes, or gets a new deployment.
fn draw_daemon(dice: &mut Dice, stage: &Stage) -> Command {
    let world = stage.timeline.world();
    let present = world
        .services()
        .find(|service| service.is_daemon() && service.status == ServiceStatus::Active);
    if let Some(daemon) = present {
        return match dice.roll(3) {
            0 => Command::DeleteService {
                service: daemon.id,
                force: false,
            },
            1 => Command::UpdateService(Box::new(UpdateService {
                force_new_deployment: true,
                ..UpdateService::of(daemon.id)
            })),
            _ => Command::UpdateService(Box::new(UpdateService {
                minimum_healthy_percent: Some(dice.pick(&[0, 50, 100])),
                desired_count: dice.pick(&[None, None, Some(3)]),
                ..UpdateService::of(daemon.id)
            })),
        };
    }
    let definition = &stage.service().primary().definition.definition;
    let is_awsvpc = definition.effective_network_mode() == NetworkMode::Awsvpc;
    Command::CreateService(Box::new(CreateService {
        deployment_configuration: sim::DeploymentConfigurationInput::NONE,
        cluster: stage.cluster,
        service_name: "agent".to_owned(),
        task_definition: Some("web".to_owned()),
        deployment_controller: sim::DeploymentController::Ecs,
        desired_count: None,
        scheduling_strategy: SchedulingStrategy::Daemon,
        availability_zone_rebalancing: None,
        launch_type: LaunchType::Ec2,
        capacity_provider_strategy: vec![],
        minimum_healthy_percent: dice.pick(&[None, Some(50), Some(100)]),
        maximum_percent: None,
        health_check_grace_period: None,
        load_balancers: vec![],
        subnet_zones: if is_awsvpc {
            vec![Zone(0), Zone(1)]
        } else {
            vec![]
        },
        placement_constraints: vec![],
        placement_strategy: vec![],
    }))
}

fn draw_protection(dice: &mut Dice, stage: &Stage) -> Command {
    let tasks: Vec<TaskId> = stage.timeline.world().tasks().map(|task| task.id).collect();
    let chosen = (0..dice.roll(4))
        .filter(|_| !tasks.is_empty())
        .map(|_| dice.pick(&tasks));
    // `pick` needs the dice for itself.
    let chosen: Vec<TaskId> = chosen.collect();
    Command::UpdateTaskProtection(Box::new(UpdateTaskProtection {
        cluster: stage.cluster,
        tasks: chosen,
        protection_enabled: dice.roll(4) > 0,
        expires_in_minutes: dice.pick(&[None, Some(1), Some(10), Some(3_000)]),
    }))
}

/// Nothing is protected any more.
pub(super) fn heal(stage: &Stage) -> Vec<Command> {
    let protected = stage
        .timeline
        .world()
        .tasks()
        .filter(|task| task.protected_until.is_some());
    protected
        .map(|task| {
            Command::UpdateTaskProtection(Box::new(UpdateTaskProtection {
                cluster: stage.cluster,
                tasks: vec![task.id],
                protection_enabled: false,
                expires_in_minutes: None,
            }))
        })
        .collect()
}
