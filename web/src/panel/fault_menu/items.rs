//! What the menu offers: made of the world as it is.

use scene::Target;
use sim::{
    Command, ContainerStage, Fault, HowDisconnected, Instance, InstanceStatus, ProcessFaults, Task,
    World,
};
use words::panel::FaultMenuText;

use crate::panel::cluster::change_status;

/// So many times slower is a process that is made slower.
const SLOWDOWN: u32 = 10;
/// The exit code of a process that is killed.
const KILLED: u8 = 137;

/// One entry.
pub(super) struct Item {
    /// What it says.
    pub(super) text: FaultMenuText,
    /// For a fault that can be taken back, whether it is there.
    pub(super) is_on: Option<bool>,
    /// What it does.
    pub(super) command: Command,
}

/// What the menu is called.
pub(super) fn title(world: &World, target: Target) -> FaultMenuText {
    match target {
        Target::Task(id) => FaultMenuText::TaskFaults {
            task: world.task(id).map_or_else(String::new, Task::short_id),
        },
        Target::Instance(id) => FaultMenuText::InstanceFaults {
            instance: id.ec2().to_string(),
        },
        Target::Zone(zone) => FaultMenuText::ZoneFaults {
            zone: world.zone_name(zone),
        },
        _ => FaultMenuText::Open,
    }
}

/// The entries in groups: of the process and its task, of the machine, of the zone.
pub(super) fn items(world: &World, target: Target) -> Vec<Vec<Item>> {
    let (task, instance) = match target {
        Target::Task(id) => {
            let task = world.task(id);
            (task, task.and_then(|task| task.instance))
        }
        Target::Instance(id) => (None, Some(id)),
        _ => (None, None),
    };
    let instance = instance.and_then(|id| world.instance(id));
    let zone = match target {
        Target::Zone(zone) => Some(zone),
        _ => instance
            .map(|instance| instance.zone)
            .or(task.map(|task| task.zone)),
    };
    let mut of_place = instance.map_or_else(Vec::new, instance_items);
    of_place.extend(zone.map(|zone| Item {
        text: FaultMenuText::LoseZone {
            zone: world.zone_name(zone),
        },
        is_on: None,
        command: Command::Fault(Fault::LoseZone(zone)),
    }));
    let groups = [task.map_or_else(Vec::new, task_items), of_place];
    groups
        .into_iter()
        .filter(|group| !group.is_empty())
        .collect()
}

fn task_items(task: &Task) -> Vec<Item> {
    let mut items = Vec::new();
    let id = task.id;
    let runs = |index: &usize| {
        matches!(
            task.containers[*index].stage,
            ContainerStage::Running { .. }
        )
    };
    let running: Vec<usize> = (0..task.containers.len()).filter(runs).collect();
    let is_essential = |index: &&usize| task.is_essential(**index);
    if let Some(container) = running.iter().find(is_essential).copied() {
        items.push(Item {
            text: FaultMenuText::Kill,
            is_on: None,
            command: Command::KillContainer {
                task: id,
                container,
                exit_code: KILLED,
            },
        });
        items.extend(process_items(task, container));
        if task.memory_limit_mib(container).is_some() {
            items.push(Item {
                text: FaultMenuText::FillMemory,
                is_on: None,
                command: Command::FillMemory {
                    task: id,
                    container,
                },
            });
        }
    }
    if task.is_active() {
        items.push(Item {
            text: FaultMenuText::StopTask,
            is_on: None,
            command: Command::StopTask {
                cluster: None,
                task: id,
                reason: None,
            },
        });
    }
    items
}

/// Faults of the process: each can be taken back.
fn process_items(task: &Task, container: usize) -> Vec<Item> {
    let now = task.containers[container].faults;
    let item = |text: FaultMenuText, is_on: bool, faults: ProcessFaults| Item {
        text,
        is_on: Some(is_on),
        command: Command::Fault(Fault::Process {
            task: task.id,
            container,
            faults,
        }),
    };
    let is_slow = now.slowdown > 1;
    vec![
        item(
            FaultMenuText::HealthFails,
            now.health_fails,
            ProcessFaults {
                health_fails: !now.health_fails,
                ..now
            },
        ),
        item(
            FaultMenuText::Slower { times: SLOWDOWN },
            is_slow,
            ProcessFaults {
                slowdown: if is_slow { 1 } else { SLOWDOWN },
                ..now
            },
        ),
        item(
            FaultMenuText::IgnoresSigterm,
            now.ignores_sigterm,
            ProcessFaults {
                ignores_sigterm: !now.ignores_sigterm,
                ..now
            },
        ),
    ]
}

fn instance_items(instance: &Instance) -> Vec<Item> {
    let id = instance.id;
    let is_silent = instance.silent_since.is_some();
    let agent = if is_silent {
        Command::ConnectAgent { instance: id }
    } else {
        Command::DisconnectAgent {
            instance: id,
            how: HowDisconnected::Silent,
        }
    };
    vec![
        Item {
            text: FaultMenuText::AgentSilent,
            is_on: Some(is_silent),
            command: agent,
        },
        Item {
            text: FaultMenuText::Draining,
            is_on: Some(instance.status == InstanceStatus::Draining),
            command: change_status(instance),
        },
        Item {
            text: FaultMenuText::LoseInstance,
            is_on: None,
            command: Command::TerminateInstance { instance: id },
        },
    ]
}
