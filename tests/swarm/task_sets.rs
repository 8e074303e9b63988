//! What a swarm asks of a service that runs task sets, beside the one that it is about.

use sim::{
    Command, CreateTaskSet, DeploymentController, DeploymentId, Duration, LaunchType, NetworkMode,
    Service, ServiceStatus, TaskSetCommand, UpdateService, Zone,
};

use super::Dice;
use crate::behaviours_of_task_sets::input;
use crate::support::{Stage, accept};

fn present(stage: &Stage) -> Option<&Service> {
    let mut services = stage.timeline.world().services();
    services.find(|service| {
        service.deployment_controller == DeploymentController::External
            && service.status == ServiceStatus::Active
    })
}

/// An EXTERNAL service comes, goes, or its task sets change.
pub(super) fn draw(dice: &mut Dice, stage: &Stage) -> Command {
    let Some(service) = present(stage) else {
        let input = input(stage, DeploymentController::External);
        return Command::CreateService(Box::new(input));
    };
    let id = service.id;
    let sets: Vec<DeploymentId> = service.task_sets().map(|(set, _)| set.id).collect();
    let command = match dice.roll(9) {
        0..=2 => TaskSetCommand::Create(draw_task_set(dice, stage, id)),
        3 if dice.roll(4) == 0 => {
            return Command::DeleteService {
                service: id,
                force: true,
            };
        }
        3 | 4 => {
            return Command::UpdateService(Box::new(UpdateService {
                desired_count: Some(dice.roll(5) as u32),
                ..UpdateService::of(id)
            }));
        }
        _ if sets.is_empty() => TaskSetCommand::Create(draw_task_set(dice, stage, id)),
        5 => TaskSetCommand::UpdatePrimary {
            service: id,
            task_set: dice.pick(&sets),
        },
        6 => TaskSetCommand::Delete {
            service: id,
            task_set: dice.pick(&sets),
            force: dice.roll(3) > 0,
        },
        _ => TaskSetCommand::Update {
            service: id,
            task_set: dice.pick(&sets),
            scale_tenths: dice.pick(&[0, 1, 333, 500, 1_000]),
        },
    };
    Command::TaskSet(Box::new(command))
}

fn draw_task_set(dice: &mut Dice, stage: &Stage, service: sim::ServiceId) -> CreateTaskSet {
    let definition = &stage.service().primary().definition.definition;
    let is_awsvpc = definition.effective_network_mode() == NetworkMode::Awsvpc;
    CreateTaskSet {
        launch_type: dice.pick(&[LaunchType::Ec2, LaunchType::Fargate]),
        subnet_zones: if is_awsvpc {
            vec![Zone(0), Zone(1)]
        } else {
            vec![]
        },
        scale_tenths: dice.pick(&[0, 250, 500, 1_000]),
        ..CreateTaskSet::of(service, "web")
    }
}

/// What a swarm has made of its task sets goes, and a new one comes where nothing goes wrong any more.
pub(super) fn heal(stage: &mut Stage) {
    let Some(service) = present(stage) else {
        return;
    };
    let (id, launch_type) = (service.id, stage.service().launch_type);
    let sets: Vec<DeploymentId> = service.task_sets().map(|(set, _)| set.id).collect();
    for task_set in sets {
        let command = TaskSetCommand::Delete {
            service: id,
            task_set,
            force: true,
        };
        // One that is DRAINING goes anyway.
        let _ = stage.timeline.submit(Command::TaskSet(Box::new(command)));
    }
    stage.pass(Duration::from_secs(1_800));
    let definition = stage.service().primary().definition.definition.clone();
    let register = Command::RegisterTaskDefinition(Box::new(definition));
    accept(&mut stage.timeline, register);
    let mut dice = Dice(1);
    let whole = CreateTaskSet {
        launch_type,
        ..draw_task_set(&mut dice, stage, id)
    };
    accept(
        &mut stage.timeline,
        Command::TaskSet(Box::new(TaskSetCommand::Create(whole))),
    );
    stage.pass(Duration::from_secs(1_800));
    let service = present(stage).expect("it is still there");
    let counts: Vec<_> = service
        .task_sets()
        .map(|(set, _)| stage.timeline.world().task_set_counts(service, set.id))
        .collect();
    assert_eq!(counts.len(), 1, "the others are gone");
    assert_eq!(
        (counts[0].running, counts[0].pending),
        (counts[0].computed_desired, 0),
        "the new task set has what it wants"
    );
}
