//! What a script's world begins with.

use sim::{
    CapacityStrategyUpdate, CheckTimeoutDefault, Duration, FailedTasksReset, IdleTargetDrains,
    ImagePullShows, InitialTargetNeeds, LaunchThrottle, MaximumPercentCounts, ProtectionFromHealth,
    ProvisioningTimeout, QuickExit, Quotas, Span, SpotStopCode, Start, StopTaskOrder, Switches,
    Timings,
};

use super::Instant;
use crate::field::{Blank, Field};
use crate::json::{Node, Value};
use crate::reader::Reader;
use crate::record::{input, named, read_record, write_record};
use crate::writer::Writer;

/// Availability Zones of a Region at most.
const ZONES_MAX: u8 = 6;

input! {
    /// `start`; what is left out is as usual.
    pub(super) StartForm {
        Acts "seed" seed: Option<i64>;
        Acts "region" region: Option<Region>;
        Acts "account" account: Option<Account>;
        Acts "availabilityZones" availability_zones: Option<ZoneCount>;
        Acts "switches" switches: SwitchesForm;
        Acts "quotas" quotas: QuotasForm;
        Acts "timingsPreset" timings_preset: Option<TimingsPreset>;
        Acts "timings" timings: TimingsForm;
    }
}

impl StartForm {
    /// The beginning of a world.
    pub(super) fn into_start(self) -> Start {
        let mut start = Start::default();
        if let Some(seed) = self.seed {
            start.seed = seed.cast_unsigned();
        }
        if let Some(Region(region)) = self.region {
            start.region = region;
        }
        if let Some(Account(account)) = self.account {
            start.account = account;
        }
        if let Some(ZoneCount(count)) = self.availability_zones {
            start.zone_count = count;
        }
        if self.timings_preset == Some(TimingsPreset::ObservedStop) {
            start.timings = Timings::observed_stop();
        }
        self.switches.apply(&mut start);
        self.quotas.apply(&mut start.quotas);
        self.timings.apply(&mut start.timings);
        start
    }
}

/// A switch or a timing that is said replaces the usual one.
macro_rules! choices_of_start {
    ($(#[$doc:meta])* $form:ident makes $made:ident of $target:ty as $path:ident $body:expr; {
        $($json:literal $field:ident: $kind:ty;)+
    }) => {
        input! {
            $(#[$doc])*
            pub(super) $form {
                $(Acts $json $field: Option<$kind>;)+
            }
        }

        impl $form {
            fn apply(self, $path: &mut $target) {
                let target = $body;
                // Every field is named, so that none is forgotten.
                *target = $made {
                    $($field: self.$field.map_or(target.$field, Into::into),)+
                };
            }
        }
    };
}

choices_of_start! {
    /// `switches`: what to assume where AWS says nothing.
    SwitchesForm makes Switches of Start as start &mut start.switches; {
        "imagePullShows" image_pull_shows: ImagePullShows;
        "maximumPercentCounts" maximum_percent_counts: MaximumPercentCounts;
        "initialTargetNeeds" initial_target_needs: InitialTargetNeeds;
        "stopTask" stop_task: StopTaskOrder;
        "launchThrottle" launch_throttle: LaunchThrottle;
        "idleTargetDrains" idle_target_drains: IdleTargetDrains;
        "failedTasksReset" failed_tasks_reset: FailedTasksReset;
        "protectionFromHealth" protection_from_health: ProtectionFromHealth;
        "spotStopCode" spot_stop_code: SpotStopCode;
        "checkTimeoutDefault" check_timeout_default: CheckTimeoutDefault;
        "quickExit" quick_exit: QuickExit;
        "provisioningTimeout" provisioning_timeout: ProvisioningTimeout;
        "capacityStrategyUpdate" capacity_strategy_update: CapacityStrategyUpdate;
    }
}

choices_of_start! {
    /// `quotas` that AWS raises on request.
    QuotasForm makes Quotas of Quotas as quotas quotas; {
        "targetsPerTargetGroup" targets_per_target_group: TargetsPerTargetGroup;
    }
}

choices_of_start! {
    /// `timings`: how long AWS takes. Most are drawn from a span, `{"least": "1s", "most": "2s"}`; a single time is a
    /// span of nothing but it.
    TimingsForm makes Timings of Timings as timings timings; {
        "schedulerTick" scheduler_tick: Tick;
        "eniProvisioning" eni_provisioning: SpanForm;
        "fargateProvisioning" fargate_provisioning: SpanForm;
        "provisioningTimeout" provisioning_timeout: Instant;
        "agentAccepts" agent_accepts: SpanForm;
        "smallImagePull" small_image_pull: SpanForm;
        "largeImagePull" large_image_pull: SpanForm;
        "unreachablePull" unreachable_pull: SpanForm;
        "createAndStart" create_and_start: SpanForm;
        "activating" activating: SpanForm;
        "networkRegistration" network_registration: SpanForm;
        "deregistrationOverhead" deregistration_overhead: Instant;
        "stoppingOverhead" stopping_overhead: SpanForm;
        "deprovisioning" deprovisioning: SpanForm;
        "healthyAfterRunning" healthy_after_running: Instant;
        "messageRepeat" message_repeat: Instant;
        "agentPatience" agent_patience: Instant;
        "stoppedTaskRetention" stopped_task_retention: Instant;
        "stuckBeforeEvent" stuck_before_event: Instant;
        "quickExit" quick_exit: Instant;
        "steadyStateAfterCompletion" steady_state_after_completion: Instant;
    }
}

named! { MaximumPercentCounts, "choice" {
    "STOPPING_AT_MOST_100" => Self::StoppingAtMost100,
    "STOPPING" => Self::Stopping,
    "RUNNING" => Self::Running,
} }

named! { InitialTargetNeeds, "choice" {
    "ONE_SUCCESS" => Self::OneSuccess,
    "HEALTHY_THRESHOLD" => Self::HealthyThreshold,
} }

named! { StopTaskOrder, "choice" {
    "DRAINS_FIRST" => Self::DrainsFirst,
    "SIGNALS_AT_ONCE" => Self::SignalsAtOnce,
} }

named! { ImagePullShows, "choice" {
    "PENDING" => Self::Pending,
    "ACTIVATING" => Self::Activating,
} }

named! { LaunchThrottle, "choice" {
    "EXPONENTIAL" => Self::Exponential,
    "LINEAR" => Self::Linear,
} }

named! { IdleTargetDrains, "choice" {
    "FULL_DELAY" => Self::FullDelay,
    "WHILE_BUSY" => Self::WhileBusy,
} }

named! { SpotStopCode, "choice" {
    "SPOT_INTERRUPTION" => Self::SpotInterruption,
    "TERMINATION_NOTICE" => Self::TerminationNotice,
} }

named! { CheckTimeoutDefault, "choice" {
    "FIVE_SECONDS" => Self::FiveSeconds,
    "SIX_SECONDS" => Self::SixSeconds,
} }

named! { FailedTasksReset, "choice" {
    "HEALTHY" => Self::Healthy,
    "RUNNING" => Self::Running,
} }

named! { ProtectionFromHealth, "choice" {
    "NOT_PROTECTED" => Self::NotProtected,
    "PROTECTED" => Self::Protected,
} }

named! { ProvisioningTimeout, "choice" {
    "FAILS" => Self::Fails,
    "NEVER" => Self::Never,
} }

named! { CapacityStrategyUpdate, "choice" {
    "DEPLOYS_NOTHING" => Self::DeploysNothing,
    "NEEDS_FORCE" => Self::NeedsForce,
} }

named! { QuickExit, "choice" {
    "DOES_NOT_COUNT" => Self::DoesNotCount,
    "COUNTS" => Self::Counts,
} }

/// A set of timings by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TimingsPreset {
    /// What the specification recommends.
    Recommended,
    /// Those of the stop that was observed in whole.
    ObservedStop,
}

named! { TimingsPreset, "set of timings" {
    "RECOMMENDED" => Self::Recommended,
    "OBSERVED_STOP" => Self::ObservedStop,
} }

impl From<Instant> for Duration {
    fn from(instant: Instant) -> Self {
        instant.0
    }
}

/// A span that is drawn from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct SpanForm(Span);

impl From<SpanForm> for Span {
    fn from(form: SpanForm) -> Self {
        form.0
    }
}

input! {
    /// The two ends of a span.
    Ends {
        Acts "least" least: Instant, as Required;
        Acts "most" most: Instant, as Required;
    }
}

impl Blank for SpanForm {
    fn blank() -> Self {
        Self(Span::secs(0, 0))
    }
}

impl Field for SpanForm {
    fn read(&mut self, node: &Node, reader: &mut Reader) {
        let mut ends = Ends::blank();
        if matches!(node.value, Value::Object(_)) {
            read_record(&mut ends, node, reader);
        } else {
            ends.least.read(node, reader);
            ends.most = ends.least;
        }
        if ends.least > ends.most {
            reader.problem(node, "`least` must not be more than `most`.".to_owned());
        }
        let (least, most) = (ends.least.0, ends.most.0);
        self.0 = Span { least, most };
    }

    fn write(&self, writer: &mut Writer) {
        let ends = Ends {
            least: Instant(self.0.least),
            most: Instant(self.0.most),
        };
        write_record(&ends, writer);
    }
}

/// Makes a value of a script's start that is a value of another type within bounds.
macro_rules! bounded {
    ($(#[$doc:meta])* $type:ident($kind:ty), $is_sound:expr, $message:literal) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub(super) struct $type($kind);

        impl Blank for $type {
            fn blank() -> Self {
                Self(Blank::blank())
            }
        }

        impl Field for $type {
            fn read(&mut self, node: &Node, reader: &mut Reader) {
                let problem_count = reader.problems.len();
                self.0.read(node, reader);
                let is_sound: fn(&$kind) -> bool = $is_sound;
                if reader.problems.len() == problem_count && !is_sound(&self.0) {
                    reader.problem(node, $message.to_owned());
                }
            }

            fn write(&self, writer: &mut Writer) {
                self.0.write(writer);
            }
        }
    };
}

bounded! {
    /// Such as `ap-northeast-2`.
    Region(String),
    |name| {
        (1..=32).contains(&name.len())
            && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
    },
    "A Region is 1 to 32 lower-case letters, digits and hyphens, such as ap-northeast-2."
}

bounded! {
    /// Twelve digits.
    Account(String),
    |account| account.len() == 12 && account.bytes().all(|byte| byte.is_ascii_digit()),
    "An account has twelve digits, such as \"111122223333\"."
}

bounded! {
    /// How many Availability Zones there are.
    ZoneCount(u8),
    |count| (1..=ZONES_MAX).contains(count),
    "A Region has 1 to 6 Availability Zones here."
}

bounded! {
    /// The targets of one target group.
    TargetsPerTargetGroup(u32),
    |count| *count >= 1,
    "A target group takes at least one target."
}

impl From<TargetsPerTargetGroup> for usize {
    fn from(count: TargetsPerTargetGroup) -> Self {
        count.0 as Self
    }
}

bounded! {
    /// The scheduler's tick.
    Tick(Instant),
    |tick| tick.0 >= Duration::from_secs(1),
    "The scheduler ticks at most once a second."
}

impl From<Tick> for Duration {
    fn from(tick: Tick) -> Self {
        tick.0.0
    }
}
