//! The containers of a task: their stages, signals, exit codes and health.

use alloc::string::String;
use alloc::sync::Arc;

use crate::load_balancer::probing::{Answers, Checks};
use crate::traffic::RequestTime;
use crate::{HealthAnswer, Image, OnSigterm, ProbeFailure, ProcessFaults, Time};

/// What a health path answers that has been made to fail.
const FAULTY_HEALTH: HealthAnswer = HealthAnswer::Status(500);

/// One container of a task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Container {
    /// How its process behaves: what the registry said when the image was pulled.
    pub image: Arc<Image>,
    /// What its process does on SIGTERM.
    pub on_sigterm: OnSigterm,
    /// What a person has made go wrong with its process.
    pub faults: ProcessFaults,
    /// How far it has come.
    pub stage: ContainerStage,
    /// `healthStatus`, for a container that defines a health check.
    pub health_status: HealthStatus,
    /// `reason`: why it never started, or was killed.
    pub reason: Option<String>,
    /// When its process started for the first time.
    pub started_at: Option<Time>,
    /// `restartCount`: how often its restart policy has started it again.
    pub restart_count: u32,
    /// When its restart policy started it again for the last time.
    pub restarted_at: Option<Time>,
    /// The probes of its health check while it runs.
    pub(crate) checks: Option<Checks>,
}

/// How far a container has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContainerStage {
    /// Nothing has happened yet, or it waits for its dependencies.
    Waiting,
    /// Its image is being pulled.
    Pulling {
        /// When the pull began.
        since: Time,
    },
    /// Its image is there: it is being created and started.
    Pulled,
    /// Its process runs.
    Running {
        /// When it started, or started again.
        since: Time,
    },
    /// Its process has been asked to stop.
    Stopping {
        /// When it started.
        since: Time,
        /// When it got SIGTERM.
        signalled_at: Time,
    },
    /// It has ended, or never started.
    Stopped {
        /// When.
        at: Time,
        /// Absent if it never started, or if its machine went away before it could be reported.
        exit_code: Option<u8>,
    },
}

/// `lastStatus` of a container.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContainerStatus {
    /// Not started yet.
    Pending,
    /// Started.
    Running,
    /// Ended.
    Stopped,
}

impl ContainerStatus {
    /// AWS's name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pending => "PENDING",
            Self::Running => "RUNNING",
            Self::Stopped => "STOPPED",
        }
    }
}

/// `healthStatus` of a container or a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HealthStatus {
    /// No check, or no verdict yet.
    Unknown,
    /// Its checks succeed.
    Healthy,
    /// Its checks fail.
    Unhealthy,
}

impl HealthStatus {
    /// AWS's name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unknown => "UNKNOWN",
            Self::Healthy => "HEALTHY",
            Self::Unhealthy => "UNHEALTHY",
        }
    }
}

impl Container {
    /// A container that has not begun.
    pub(crate) fn new(image: Arc<Image>) -> Self {
        Self {
            on_sigterm: image.on_sigterm,
            image,
            faults: ProcessFaults::default(),
            stage: ContainerStage::Waiting,
            health_status: HealthStatus::Unknown,
            reason: None,
            started_at: None,
            restart_count: 0,
            restarted_at: None,
            checks: None,
        }
    }

    /// `lastStatus`.
    pub const fn last_status(&self) -> ContainerStatus {
        match self.stage {
            ContainerStage::Waiting | ContainerStage::Pulling { .. } | ContainerStage::Pulled => {
                ContainerStatus::Pending
            }
            ContainerStage::Running { .. } | ContainerStage::Stopping { .. } => {
                ContainerStatus::Running
            }
            ContainerStage::Stopped { .. } => ContainerStatus::Stopped,
        }
    }

    /// The exit code, once it has ended after having run.
    pub const fn exit_code(&self) -> Option<u8> {
        match self.stage {
            ContainerStage::Stopped { exit_code, .. } => exit_code,
            _ => None,
        }
    }

    /// When it ended.
    pub const fn ended_at(&self) -> Option<Time> {
        match self.stage {
            ContainerStage::Stopped { at, .. } => Some(at),
            _ => None,
        }
    }

    /// Whether it has ended, or will never start.
    pub const fn has_ended(&self) -> bool {
        matches!(self.stage, ContainerStage::Stopped { .. })
    }

    /// Whether its process exists.
    pub const fn is_alive(&self) -> bool {
        matches!(
            self.stage,
            ContainerStage::Running { .. } | ContainerStage::Stopping { .. }
        )
    }

    /// What its process does on SIGTERM now.
    pub const fn heeds_sigterm(&self) -> OnSigterm {
        if self.faults.ignores_sigterm {
            OnSigterm::Ignores
        } else {
            self.on_sigterm
        }
    }

    /// How long its process takes for a request now.
    pub(crate) fn request_time(&self) -> RequestTime {
        let time = RequestTime {
            span: self.image.request,
            form: self.image.request_form,
        };
        time.slowed(self.faults.slowdown)
    }

    /// When its process has booted, while it runs and does not heed a request to stop.
    pub fn ready_at(&self) -> Option<Time> {
        match (self.stage, self.heeds_sigterm()) {
            (ContainerStage::Running { since }, _)
            | (ContainerStage::Stopping { since, .. }, OnSigterm::Ignores) => {
                Some(since + self.image.boot)
            }
            _ => None,
        }
    }

    /// What probes of its health path find, if they take statuses from `lowest` to `highest` as success.
    pub(crate) fn answers(&self, (lowest, highest): (u16, u16)) -> Answers {
        let Some(ready_at) = self.ready_at() else {
            return Answers::NOBODY;
        };
        let health = if self.faults.health_fails {
            FAULTY_HEALTH
        } else {
            self.image.health
        };
        let then = match health {
            HealthAnswer::Hangs => Err(ProbeFailure::TimedOut),
            HealthAnswer::Status(status) if (lowest..=highest).contains(&status) => Ok(()),
            HealthAnswer::Status(status) => Err(ProbeFailure::Status(status)),
        };
        Answers { ready_at, then }
    }

    /// What attempts to connect find.
    pub(crate) fn connections(&self) -> Answers {
        self.ready_at().map_or(Answers::NOBODY, |ready_at| Answers {
            ready_at,
            then: Ok(()),
        })
    }
}
