//! Which of the model's events are service actions and deployment state changes, and what these say.

use sim::{
    CapacityProvider, DeploymentId, EventKind, InstanceId, PlacementShortfall, RebalancingMessage,
    RolloutState, ServiceId, ServiceMessage, StabilityStatus, TaskSetChange, Time, World,
};

use super::{exactly, to_the_second};
use crate::writer::Writer;

/// `eventType`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventType {
    /// `INFO`.
    Info,
    /// `WARN`.
    Warn,
    /// `ERROR`.
    Error,
}

impl EventType {
    /// AWS's name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Info => "INFO",
            Self::Warn => "WARN",
            Self::Error => "ERROR",
        }
    }
}

/// What an `ECS Service Action` says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceAction {
    /// `eventType`.
    pub event_type: EventType,
    /// `eventName`.
    pub event_name: &'static str,
    /// `reason`, `capacityProviderArns` and `containerInstanceArns`.
    pub shortage: Shortage,
}

/// What a service action is short of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shortage {
    /// `reason`.
    pub reason: Option<String>,
    /// `capacityProviderArns`.
    pub capacity_provider: Option<CapacityProvider>,
    /// `containerInstanceArns`.
    pub instance: Option<InstanceId>,
}

/// What an `ECS Deployment State Change` says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DeploymentStateChange {
    /// `eventType`.
    pub event_type: EventType,
    /// `eventName`.
    pub event_name: &'static str,
    /// `deploymentId`.
    pub deployment: DeploymentId,
}

/// The service actions that an event is, and whose.
pub(super) fn service_actions(world: &World, kind: &EventKind) -> Vec<(ServiceId, ServiceAction)> {
    let mut actions = Vec::from_iter(service_action(world, kind));
    if let EventKind::ServiceSaid {
        service,
        message: ServiceMessage::SteadyState,
    } = kind
    {
        let providers = steady_providers(world, *service);
        actions.extend(providers.map(|action| (*service, action)));
    }
    actions
}

/// The capacity providers of a service are steady with it.
fn steady_providers(world: &World, service: ServiceId) -> impl Iterator<Item = ServiceAction> {
    let strategy = world.service(service).map_or(&[][..], |service| {
        service.capacity_provider_strategy.as_slice()
    });
    strategy.iter().map(|item| {
        let shortage = Shortage {
            capacity_provider: Some(item.capacity_provider),
            ..Shortage::default()
        };
        ServiceAction::new(EventType::Info, "CAPACITY_PROVIDER_STEADY_STATE", shortage)
    })
}

/// The service action that an event is, and whose; none where AWS sends none.
fn service_action(world: &World, kind: &EventKind) -> Option<(ServiceId, ServiceAction)> {
    match kind {
        EventKind::ServiceSaid { service, message } => {
            ServiceAction::of(message).map(|action| (*service, action))
        }
        EventKind::DeploymentChanged {
            service,
            rollout_state: RolloutState::InProgress,
            ..
        } => Some((
            *service,
            ServiceAction::info("SERVICE_DEPLOYMENT_IN_PROGRESS"),
        )),
        EventKind::TaskSetChanged {
            service,
            change: TaskSetChange::Stability(StabilityStatus::SteadyState),
            ..
        } => Some((*service, ServiceAction::info("TASKSET_STEADY_STATE"))),
        EventKind::DesiredCountComputed { service, .. } => {
            let action = ServiceAction::info("SERVICE_DESIRED_COUNT_UPDATED");
            Some((*service, action))
        }
        EventKind::DaemonConstraintViolated { service, task } => {
            let shortage = Shortage {
                instance: world.task(*task).and_then(|task| task.instance),
                ..Shortage::default()
            };
            let event_name = "SERVICE_DAEMON_PLACEMENT_CONSTRAINT_VIOLATED";
            let action = ServiceAction::new(EventType::Error, event_name, shortage);
            Some((*service, action))
        }
        _ => None,
    }
}

impl ServiceAction {
    /// The service action that goes with something that a service says; none where AWS sends none.
    pub fn of(message: &ServiceMessage) -> Option<Self> {
        Some(match message {
            ServiceMessage::Started(_)
            | ServiceMessage::ReplacedUnhealthy(_)
            | ServiceMessage::Rebalancing(RebalancingMessage::Started(..)) => {
                Self::info("TASKS_STARTED")
            }
            ServiceMessage::StoppedRunning(_)
            | ServiceMessage::StoppedPending(_)
            | ServiceMessage::Rebalancing(RebalancingMessage::Stopped(..)) => {
                Self::info("TASKS_STOPPED")
            }
            ServiceMessage::Rebalancing(RebalancingMessage::NotBalanced(_)) => {
                Self::info("SERVICE_REBALANCING_STARTED")
            }
            ServiceMessage::Rebalancing(RebalancingMessage::Balanced(_)) => {
                Self::info("SERVICE_REBALANCING_COMPLETED")
            }
            ServiceMessage::Rebalancing(RebalancingMessage::Ended) => {
                Self::info("SERVICE_REBALANCING_STOPPED")
            }
            ServiceMessage::Rebalancing(RebalancingMessage::Unplaceable(..)) => Self::new(
                EventType::Error,
                "SERVICE_TASK_PLACEMENT_FAILURE",
                Shortage::default(),
            ),
            ServiceMessage::SteadyState => Self::info("SERVICE_STEADY_STATE"),
            ServiceMessage::DeploymentCompleted(_) => Self::info("SERVICE_DEPLOYMENT_COMPLETED"),
            ServiceMessage::DeploymentFailed(_, failing) => Self::new(
                EventType::Error,
                "SERVICE_DEPLOYMENT_FAILED",
                Shortage {
                    reason: Some(failing.what().to_owned()),
                    ..Shortage::default()
                },
            ),
            ServiceMessage::OperationsThrottled => Self::new(
                EventType::Error,
                "ECS_OPERATION_THROTTLED",
                Shortage::default(),
            ),
            ServiceMessage::Unplaceable(shortfall) => Self::new(
                EventType::Error,
                "SERVICE_TASK_PLACEMENT_FAILURE",
                Shortage::of(*shortfall),
            ),
            ServiceMessage::StartImpaired => Self::new(
                EventType::Warn,
                "SERVICE_TASK_START_IMPAIRED",
                Shortage::default(),
            ),
            ServiceMessage::HeldByProtection(_, count)
            | ServiceMessage::Rebalancing(RebalancingMessage::Held(_, count)) => Self::new(
                EventType::Info,
                "TASKSET_SCALE_IN_FAILURE_BY_TASK_PROTECTION",
                Shortage {
                    reason: Some(format!("{count} tasks under protection")),
                    ..Shortage::default()
                },
            ),
            ServiceMessage::OfTaskSet(_, message) => return Self::of(message),
            ServiceMessage::ComputedDesiredCount(..) => Self::info("SERVICE_DESIRED_COUNT_UPDATED"),
            ServiceMessage::Registered(..)
            | ServiceMessage::Deregistered(..)
            | ServiceMessage::BegunDraining(_)
            | ServiceMessage::Unhealthy { .. }
            | ServiceMessage::FailedContainerHealthChecks(_)
            | ServiceMessage::RollingBack(_)
            | ServiceMessage::FailedToRegister(..)
            | ServiceMessage::TargetGroupNotFound { .. }
            | ServiceMessage::CouldNotLaunch(..)
            | ServiceMessage::Stuck => return None,
        })
    }

    fn info(event_name: &'static str) -> Self {
        Self::new(EventType::Info, event_name, Shortage::default())
    }

    const fn new(event_type: EventType, event_name: &'static str, shortage: Shortage) -> Self {
        Self {
            event_type,
            event_name,
            shortage,
        }
    }

    pub(super) fn write(&self, writer: &mut Writer, world: &World, service: ServiceId, at: Time) {
        writer.text_member("eventType", self.event_type.name());
        writer.text_member("eventName", self.event_name);
        let cluster = world.service(service).map(|service| service.cluster);
        if let Some(cluster) = cluster {
            writer.text_member("clusterArn", &world.cluster_arn(cluster));
        }
        let shortage = &self.shortage;
        if let Some(provider) = shortage.capacity_provider {
            let arn = world.capacity_provider_arn(provider);
            writer.array_member("capacityProviderArns", [arn], |writer, arn| {
                writer.string(&arn);
            });
        }
        if let (Some(instance), Some(cluster)) = (shortage.instance, cluster) {
            let arn = world.instance_arn_in(cluster, instance);
            writer.array_member("containerInstanceArns", [arn], |writer, arn| {
                writer.string(&arn);
            });
        }
        if let Some(reason) = &shortage.reason {
            writer.text_member("reason", reason);
        }
        writer.text_member("createdAt", &exactly(world, at));
    }
}

impl Shortage {
    fn of(shortfall: PlacementShortfall) -> Self {
        let reason = match shortfall {
            PlacementShortfall::NoInstances => "NO ACTIVE INSTANCES",
            PlacementShortfall::Closest(_, reason) => reason.reason(),
            PlacementShortfall::NoSpotCapacity => "RESOURCE:FARGATE",
            PlacementShortfall::ProvisioningLimit => "tasks provisioning capacity limit",
        };
        let is_spot = matches!(shortfall, PlacementShortfall::NoSpotCapacity);
        Self {
            reason: Some(reason.to_owned()),
            capacity_provider: is_spot.then_some(CapacityProvider::FargateSpot),
            instance: shortfall.closest(),
        }
    }
}

impl DeploymentStateChange {
    /// What is said of a deployment that has come to a state.
    pub const fn of(deployment: DeploymentId, rollout_state: RolloutState) -> Self {
        let (event_type, event_name) = match rollout_state {
            RolloutState::InProgress => (EventType::Info, "SERVICE_DEPLOYMENT_IN_PROGRESS"),
            RolloutState::Completed => (EventType::Info, "SERVICE_DEPLOYMENT_COMPLETED"),
            RolloutState::Failed => (EventType::Error, "SERVICE_DEPLOYMENT_FAILED"),
        };
        Self {
            event_type,
            event_name,
            deployment,
        }
    }

    pub(super) fn write(&self, writer: &mut Writer, world: &World, service: ServiceId, at: Time) {
        writer.text_member("eventType", self.event_type.name());
        writer.text_member("eventName", self.event_name);
        writer.text_member("deploymentId", &self.deployment.to_string());
        writer.text_member("updatedAt", &to_the_second(world, at));
        let deployment = world
            .service(service)
            .and_then(|service| service.deployment(self.deployment));
        if let Some(deployment) = deployment {
            writer.text_member("reason", &deployment.rollout_state_reason());
        }
    }
}
