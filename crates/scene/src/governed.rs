//! What a value of the editor governs in the picture, so that it can be lit up.

use sim::{Task, TaskStatus};

/// What a value governs. Where nothing of it is to be seen now, all tasks of the service are meant: it will govern them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Governed {
    /// How much CPU tasks hold: the bars and the tiles.
    Cpu,
    /// How much memory tasks hold: the bars and the tiles.
    Memory,
    /// What tasks take of their machines, and on which they may be: the machines.
    Machines,
    /// What tasks run.
    Tasks,
    /// How tasks start.
    Starting,
    /// Whether tasks are healthy.
    Checking,
    /// How tasks stop.
    Stopping,
    /// How tasks leave the load balancer.
    Draining,
    /// How many tasks there are: the tiles, and the bands over time.
    Count,
    /// How many tasks a deployment keeps and adds: the tiles, and the bounds over time.
    Bounds,
    /// How targets are probed.
    TargetGroup,
    /// What clients send.
    Traffic,
}

/// A part of the picture that may be lit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// The tile of a task of the service, running or gone.
    Task(TaskStatus),
    /// A machine.
    Machine,
    /// How much of a machine's CPU is held.
    CpuBar,
    /// How much of a machine's memory is held.
    MemoryBar,
    /// The clients, or the load balancer.
    Clients,
    /// The target group.
    TargetGroup,
}

impl Governed {
    /// Each with the name that the page knows it by.
    const NAMED: [(&'static str, Self); 12] = [
        ("cpu", Self::Cpu),
        ("memory", Self::Memory),
        ("machines", Self::Machines),
        ("tasks", Self::Tasks),
        ("starting", Self::Starting),
        ("checking", Self::Checking),
        ("stopping", Self::Stopping),
        ("draining", Self::Draining),
        ("count", Self::Count),
        ("bounds", Self::Bounds),
        ("target-group", Self::TargetGroup),
        ("traffic", Self::Traffic),
    ];

    /// The one of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::NAMED
            .iter()
            .find(|(other, _)| *other == name)
            .map(|(_, governed)| *governed)
    }

    /// Whether a part is lit; `any` says whether some task of the service is in a state that the value is about.
    pub(crate) fn lights(self, part: Part, any: bool) -> bool {
        match part {
            Part::Task(status) if any => self.is_about(status),
            Part::Task(status) => self.has_tasks() && status != TaskStatus::Stopped,
            Part::Machine => self == Self::Machines,
            Part::CpuBar => self == Self::Cpu,
            Part::MemoryBar => self == Self::Memory,
            Part::Clients => self == Self::Traffic,
            Part::TargetGroup => {
                matches!(self, Self::TargetGroup | Self::Draining | Self::Checking)
            }
        }
    }

    /// Whether it is about tasks at all.
    const fn has_tasks(self) -> bool {
        !matches!(self, Self::Machines | Self::TargetGroup | Self::Traffic)
    }

    /// Whether it is about tasks in this state.
    pub(crate) const fn is_about(self, status: TaskStatus) -> bool {
        match self {
            Self::Starting => matches!(status, TaskStatus::Provisioning | TaskStatus::Pending),
            Self::Checking => matches!(status, TaskStatus::Activating | TaskStatus::Running),
            Self::Stopping => matches!(status, TaskStatus::Stopping),
            Self::Draining => matches!(status, TaskStatus::Deactivating),
            _ => self.has_tasks() && !matches!(status, TaskStatus::Stopped),
        }
    }

    /// Whether a task is in a state that it is about.
    pub(crate) const fn is_about_task(self, task: &Task) -> bool {
        self.is_about(task.last_status)
    }
}
