//! `TargetHealth`: the states of targets, their reason codes and descriptions. Rule: `TargetStates`.

use alloc::format;
use alloc::string::String;

use super::probing::ProbeFailure;
use crate::Time;

/// `TargetHealth` of a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TargetState {
    /// `initial`, `Elb.RegistrationInProgress`.
    Registering,
    /// `initial`, `Elb.InitialHealthChecking`.
    Initial,
    /// `healthy`.
    Healthy,
    /// `unhealthy`, and how its latest probes failed.
    Unhealthy(ProbeFailure),
    /// `unhealthy.draining`: unhealthy at a Network Load Balancer, and its flows may go on for a while.
    UnhealthyDraining {
        /// How its latest probes failed.
        failure: ProbeFailure,
        /// Until when.
        until: Time,
    },
    /// `unused`: nobody probes it, and it gets nothing.
    Unused(UnusedReason),
    /// `draining`, `Target.DeregistrationInProgress`.
    Draining {
        /// When it was deregistered.
        since: Time,
        /// When the deregistration delay is over.
        until: Time,
    },
}

/// Why a target is `unused`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnusedReason {
    /// `Target.NotInUse`: no listener forwards to its target group.
    NotInUse,
    /// `Target.NotInUse`: its zone is not enabled for the load balancer.
    ZoneNotEnabled,
    /// `Target.InvalidState`: its instance does not run any more.
    Stopped,
    /// `Target.NotRegistered`: it is no target of the group.
    NotRegistered,
}

impl TargetState {
    /// AWS's state name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Registering | Self::Initial => "initial",
            Self::Healthy => "healthy",
            Self::Unhealthy(_) => "unhealthy",
            Self::UnhealthyDraining { .. } => "unhealthy.draining",
            Self::Unused(_) => "unused",
            Self::Draining { .. } => "draining",
        }
    }

    /// AWS's reason code; a healthy target has none.
    pub const fn reason_code(self) -> Option<&'static str> {
        Some(match self {
            Self::Registering => "Elb.RegistrationInProgress",
            Self::Initial => "Elb.InitialHealthChecking",
            Self::Healthy => return None,
            Self::Unhealthy(failure) | Self::UnhealthyDraining { failure, .. } => match failure {
                ProbeFailure::Status(_) => "Target.ResponseCodeMismatch",
                ProbeFailure::TimedOut => "Target.Timeout",
                ProbeFailure::Refused => "Target.FailedHealthChecks",
                ProbeFailure::Stopped => "Target.InvalidState",
            },
            Self::Unused(UnusedReason::NotInUse | UnusedReason::ZoneNotEnabled) => {
                "Target.NotInUse"
            }
            Self::Unused(UnusedReason::Stopped) => "Target.InvalidState",
            Self::Unused(UnusedReason::NotRegistered) => "Target.NotRegistered",
            Self::Draining { .. } => "Target.DeregistrationInProgress",
        })
    }

    /// AWS's description; a healthy target has none.
    pub fn description(self) -> Option<String> {
        let fixed = match self {
            Self::Registering => "Target registration is in progress",
            Self::Initial => "Initial health checks in progress",
            Self::Healthy => return None,
            Self::Unhealthy(failure) | Self::UnhealthyDraining { failure, .. } => match failure {
                ProbeFailure::Status(status) => {
                    return Some(format!("Health checks failed with these codes: [{status}]"));
                }
                ProbeFailure::TimedOut => "Request timed out",
                ProbeFailure::Refused => "Health checks failed",
                ProbeFailure::Stopped => "Target is in the stopped state",
            },
            Self::Unused(UnusedReason::NotInUse) => {
                "Target group is not configured to receive traffic from the load balancer"
            }
            Self::Unused(UnusedReason::ZoneNotEnabled) => {
                "Target is in an Availability Zone that is not enabled for the load balancer"
            }
            Self::Unused(UnusedReason::Stopped) => "Target is in the stopped state",
            Self::Unused(UnusedReason::NotRegistered) => {
                "Target is not registered to the target group"
            }
            Self::Draining { .. } => "Target deregistration is in progress",
        };
        Some(fixed.into())
    }

    /// How the probes of a target failed that its service replaces: an unhealthy one, or one whose machine has stopped.
    pub const fn failure(self) -> Option<ProbeFailure> {
        match self {
            Self::Unhealthy(failure) | Self::UnhealthyDraining { failure, .. } => Some(failure),
            Self::Unused(UnusedReason::Stopped) => Some(ProbeFailure::Stopped),
            _ => None,
        }
    }

    /// Whether the load balancer has not been told to forget it.
    pub const fn is_registered(self) -> bool {
        !matches!(
            self,
            Self::Draining { .. } | Self::Unused(UnusedReason::NotRegistered)
        )
    }

    /// Whether it is probed.
    pub const fn is_probed(self) -> bool {
        matches!(
            self,
            Self::Initial | Self::Healthy | Self::Unhealthy(_) | Self::UnhealthyDraining { .. }
        )
    }
}
