//! `healthCheck` of a container.

use alloc::string::String;
use alloc::vec::Vec;

use crate::Duration;

/// `healthCheck` of a container; its [`Default`] holds AWS's values for what is left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContainerHealthCheck {
    /// What is run; the first word is `CMD` or `CMD-SHELL`.
    pub command: Vec<String>,
    /// Between two probes: 5 to 300 s, default 30 s.
    pub interval: Duration,
    /// How long one probe may take: 2 to 60 s, default 5 s.
    pub timeout: Duration,
    /// Consecutive failures that make it unhealthy: 1 to 10, default 3.
    pub retries: u32,
    /// Failures this early do not count: 0 to 300 s, default 0 s.
    pub start_period: Duration,
}

impl Default for ContainerHealthCheck {
    fn default() -> Self {
        Self {
            command: Vec::new(),
            interval: Duration::from_secs(30),
            timeout: Duration::from_secs(5),
            retries: 3,
            start_period: Duration::ZERO,
        }
    }
}
