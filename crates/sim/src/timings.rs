//! Every duration of the model that AWS, and not the user, decides. The ledger names the source of each.

use crate::Duration;

/// From the least to the most that something takes; drawn uniformly, keyed by whom it happens to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Span {
    /// The shortest.
    pub least: Duration,
    /// The longest.
    pub most: Duration,
}

impl Span {
    /// From `least` to `most` milliseconds.
    pub const fn millis(least: u64, most: u64) -> Self {
        Self {
            least: Duration::from_millis(least),
            most: Duration::from_millis(most),
        }
    }

    /// From `least` to `most` seconds.
    pub const fn secs(least: u64, most: u64) -> Self {
        Self::millis(least * 1_000, most * 1_000)
    }
}

/// For so long a deployment that succeeded early stops what it has replaced. Rule: `DeferredCleanup`.
pub(crate) const DEFERRED_CLEANUP: Duration = Duration::from_secs(14 * 24 * 3_600);

/// The durations of one world; [`Timings::default`] is what the specification recommends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timings {
    /// Between two passes of the service scheduler.
    pub scheduler_tick: Duration,
    /// Attaching a network interface to a task on an instance.
    pub eni_provisioning: Span,
    /// Preparing a Fargate task: network interface and micro virtual machine.
    pub fargate_provisioning: Span,
    /// After so long in PROVISIONING a task of a capacity provider fails to start.
    pub provisioning_timeout: Duration,
    /// From PENDING until the agent begins to pull.
    pub agent_accepts: Span,
    /// Pulling an image of up to [`Timings::SMALL_IMAGE_MIB`].
    pub small_image_pull: Span,
    /// Pulling an image of [`Timings::LARGE_IMAGE_MIB`]; sizes between and beyond are in proportion.
    pub large_image_pull: Span,
    /// Until a pull to which no way leads is given up.
    pub unreachable_pull: Span,
    /// Creating and starting a container once its image is there.
    pub create_and_start: Span,
    /// Registering with the load balancer, before RUNNING.
    pub activating: Span,
    /// What a Network Load Balancer takes from then on until it probes a target.
    pub network_registration: Span,
    /// What DEACTIVATING takes beyond the configured deregistration delay.
    pub deregistration_overhead: Duration,
    /// From the end of the last container until the task leaves STOPPING.
    pub stopping_overhead: Span,
    /// Detaching and deleting the network interface.
    pub deprovisioning: Span,
    /// How long after RUNNING a task without any health check counts as healthy.
    pub healthy_after_running: Duration,
    /// An unchanged steady state, and every suppressed message, is said again after this long.
    pub message_repeat: Duration,
    /// How long Amazon ECS waits for a word of an agent until it counts as disconnected.
    pub agent_patience: Duration,
    /// How long a STOPPED task can still be described.
    pub stopped_task_retention: Duration,
    /// How long a deployment must be unable to move before an event says so.
    pub stuck_before_event: Duration,
    /// So soon after RUNNING an exit is a quick one.
    pub quick_exit: Duration,
    /// From the completed deployment to the steady state.
    pub steady_state_after_completion: Duration,
}

impl Timings {
    /// Up to this size an image counts as small.
    pub const SMALL_IMAGE_MIB: u32 = 100;
    /// An image of this size counts as large.
    pub const LARGE_IMAGE_MIB: u32 = 1_000;

    /// The timings of the stop that was observed in whole: 361 s after a delay of 300 s, 47 s for a process that does
    /// not end before its stopTimeout of 30 s, and 16 s.
    pub fn observed_stop() -> Self {
        Self {
            deregistration_overhead: Duration::from_secs(61),
            stopping_overhead: Span::secs(17, 17),
            deprovisioning: Span::secs(16, 16),
            ..Self::default()
        }
    }

    /// How long an image of `size_mib` takes to pull, at least and at most.
    pub const fn pull(&self, size_mib: u32) -> Span {
        Span {
            least: in_proportion(
                size_mib,
                self.small_image_pull.least,
                self.large_image_pull.least,
            ),
            most: in_proportion(
                size_mib,
                self.small_image_pull.most,
                self.large_image_pull.most,
            ),
        }
    }
}

const fn in_proportion(size_mib: u32, small: Duration, large: Duration) -> Duration {
    let beyond_mib = size_mib.saturating_sub(Timings::SMALL_IMAGE_MIB) as u64;
    let range_mib = (Timings::LARGE_IMAGE_MIB - Timings::SMALL_IMAGE_MIB) as u64;
    let slope_ms = large.as_millis().saturating_sub(small.as_millis());
    Duration::from_millis(small.as_millis() + slope_ms * beyond_mib / range_mib)
}

impl Default for Timings {
    fn default() -> Self {
        Self {
            scheduler_tick: Duration::from_secs(10),
            eni_provisioning: Span::secs(5, 10),
            fargate_provisioning: Span::secs(10, 20),
            provisioning_timeout: Duration::from_secs(900),
            agent_accepts: Span::secs(1, 2),
            small_image_pull: Span::secs(3, 5),
            large_image_pull: Span::secs(30, 60),
            unreachable_pull: Span::secs(120, 180),
            create_and_start: Span::secs(2, 3),
            activating: Span::secs(0, 5),
            network_registration: Span::secs(60, 180),
            deregistration_overhead: Duration::ZERO,
            stopping_overhead: Span::secs(0, 15),
            deprovisioning: Span::secs(10, 20),
            healthy_after_running: Duration::from_secs(40),
            message_repeat: Duration::from_secs(6 * 3_600),
            agent_patience: Duration::from_secs(180),
            stopped_task_retention: Duration::from_secs(3_600),
            stuck_before_event: Duration::from_secs(20),
            quick_exit: Duration::from_secs(30),
            steady_state_after_completion: Duration::from_millis(1),
        }
    }
}
