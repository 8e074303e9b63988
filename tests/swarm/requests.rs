//! What a swarm asks of tasks outside services, of revisions, and of container instances and their agents.

use sim::{
    Command, ContainerOverride, HowDisconnected, InstanceId, InstanceStatus, LaunchType,
    NetworkMode, RunTask, StartTask, TaskOverride, Zone,
};

use super::Dice;
use crate::support::Stage;

pub(super) fn draw(dice: &mut Dice, stage: &Stage) -> Command {
    let world = stage.timeline.world();
    let cluster = stage.cluster;
    let instances: Vec<InstanceId> = world.instances().map(|instance| instance.id).collect();
    let sides = if instances.is_empty() { 4 } else { 10 };
    match dice.roll(sides) {
        0 | 1 => Command::RunTask(Box::new(draw_run(dice, stage))),
        2 => Command::DeregisterTaskDefinition {
            task_definition: draw_revision(dice, stage),
        },
        3 => Command::DeleteTaskDefinitions {
            task_definitions: vec![draw_revision(dice, stage), draw_revision(dice, stage)],
        },
        4 => Command::StartTask(Box::new(StartTask {
            subnet_zones: draw_run(dice, stage).subnet_zones,
            ..StartTask::of(
                cluster,
                "web",
                &[dice.pick(&instances), dice.pick(&instances)],
            )
        })),
        5 | 6 => Command::UpdateContainerInstancesState {
            cluster,
            container_instances: vec![dice.pick(&instances)],
            status: dice.pick(&[InstanceStatus::Active, InstanceStatus::Draining]),
        },
        7 => Command::DeregisterContainerInstance {
            cluster,
            container_instance: dice.pick(&instances),
            force: dice.roll(2) == 0,
        },
        8 => Command::DisconnectAgent {
            instance: dice.pick(&instances),
            how: dice.pick(&[HowDisconnected::Silent, HowDisconnected::Clean]),
        },
        _ => Command::ConnectAgent {
            instance: dice.pick(&instances),
        },
    }
}

fn draw_run(dice: &mut Dice, stage: &Stage) -> RunTask {
    let service = stage.service();
    let definition = &service.primary().definition.definition;
    let is_awsvpc = definition.effective_network_mode() == NetworkMode::Awsvpc;
    let launch_type = match (service.launch_type, is_awsvpc) {
        (LaunchType::Fargate, true) => dice.pick(&[LaunchType::Fargate, LaunchType::Ec2]),
        _ => LaunchType::Ec2,
    };
    RunTask {
        count: dice.roll(4) as u32,
        group: dice.pick(&[None, Some("batch".to_owned())]),
        subnet_zones: if is_awsvpc {
            vec![Zone(dice.roll(3) as u8)]
        } else {
            vec![]
        },
        overrides: TaskOverride {
            container_overrides: dice.pick(&[
                vec![],
                vec![ContainerOverride {
                    name: "app".to_owned(),
                    command: Some(vec!["report".to_owned()]),
                    ..ContainerOverride::default()
                }],
            ]),
            ..TaskOverride::default()
        },
        client_token: dice.pick(&[None, None, Some("once".to_owned())]),
        ..RunTask::of(stage.cluster, "web", launch_type)
    }
}

fn draw_revision(dice: &mut Dice, stage: &Stage) -> String {
    let next = stage.timeline.world().next_revision("web");
    format!("web:{}", dice.roll(u64::from(next)) + 1)
}

/// Every instance is ACTIVE and its agent there; machines that are gone are deregistered.
pub(super) fn heal(stage: &Stage) -> Vec<Command> {
    let cluster = stage.cluster;
    let mut commands = Vec::new();
    for instance in stage.timeline.world().instances() {
        if instance.is_gone {
            commands.push(Command::DeregisterContainerInstance {
                cluster,
                container_instance: instance.id,
                force: true,
            });
            continue;
        }
        commands.push(Command::UpdateContainerInstancesState {
            cluster,
            container_instances: vec![instance.id],
            status: InstanceStatus::Active,
        });
        if instance.silent_since.is_some() {
            commands.push(Command::ConnectAgent {
                instance: instance.id,
            });
        }
    }
    commands
}
