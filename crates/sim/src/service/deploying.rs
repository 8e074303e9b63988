//! How a deployment begins, and what becomes of its service deployment.

use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;

use super::requests::Configuration;
use super::{
    AlarmsProgress, CircuitBreakerProgress, Condition, Deployment, DeploymentStatus,
    MonitoringStatus, RolloutState, ServiceDeployment, ServiceDeploymentStatus, ServiceRevision,
    StatusReason,
};
use crate::event::EventKind;
use crate::limits::SERVICE_DEPLOYMENTS_MAX;
use crate::table::Set;
use crate::{
    DeploymentId, Duration, Rule, ServiceDeploymentId, ServiceId, ServiceRevisionId, World,
};

/// How long a service deployment can be described.
const HISTORY: Duration = Duration::from_secs(90 * 24 * 3_600);

impl World {
    /// Starts a deployment of a new revision with a service deployment of its own. Rule: `ServiceDeploymentHistory`.
    pub(super) fn start_deployment(
        &mut self,
        id: ServiceId,
        configuration: Configuration,
    ) -> DeploymentId {
        let now = self.now;
        self.supersede_service_deployment(id);
        let service = &self.services[&id];
        let ordinal = service.memory.deployments_ever;
        let revision = Arc::new(ServiceRevision {
            id: ServiceRevisionId::of(DeploymentId::of(id, ordinal)),
            created_at: now,
            definition: configuration.definition,
            load_balancers: configuration.load_balancers,
            launch_type: service.launch_type,
            subnet_zones: configuration.subnet_zones,
        });
        let in_use = self.deployments_in_use(id);
        let sources = service.deployments.iter();
        let sources = sources.filter(|deployment| in_use.contains(&deployment.id));
        let service_deployment = ServiceDeployment {
            id: ServiceDeploymentId::of(id, ordinal),
            created_at: now,
            started_at: None,
            finished_at: None,
            stopped_at: None,
            updated_at: now,
            source_revisions: sources
                .map(|deployment| deployment.revision.clone())
                .collect(),
            target_revision: revision.clone(),
            status: ServiceDeploymentStatus::Pending,
            status_reason: None,
            lifecycle_stage: None,
            lifecycle_hook_details: Vec::new(),
            deployment_configuration: Arc::new(service.deployment_configuration.clone()),
            rollback: None,
            circuit_breaker: CircuitBreakerProgress {
                status: MonitoringStatus::Disabled,
                failure_count: 0,
                threshold: 0,
            },
            alarms: AlarmsProgress {
                status: MonitoringStatus::Disabled,
                alarm_names: service.deployment_configuration.alarms.alarm_names.clone(),
                triggered_alarm_names: Vec::new(),
            },
        };
        let history = &mut self.service_mut(id).service_deployments;
        history.retain(|past| now.since(past.created_at) < HISTORY);
        history.truncate(SERVICE_DEPLOYMENTS_MAX - 1);
        history.push_front(Arc::new(service_deployment));
        self.forget_revision_images(id);
        self.begin_deployment(id, revision)
    }

    /// A new PRIMARY deployment of a revision, within the latest service deployment.
    pub(super) fn begin_deployment(
        &mut self,
        id: ServiceId,
        revision: Arc<ServiceRevision>,
    ) -> DeploymentId {
        let now = self.now;
        let watches_alarms = self.begin_to_watch(id);
        let service = self.service_mut(id);
        let deployment = DeploymentId::of(id, service.memory.deployments_ever);
        let service_deployment = service.service_deployment().id;
        service.memory.deployments_ever += 1;
        service.memory.start_failures = 0;
        service.memory.launch_not_before = now;
        service.memory.stuck_since = None;
        service.memory.failed_batch = None;
        for older in &mut service.deployments {
            older.status = DeploymentStatus::Active;
            older.updated_at = now;
        }
        let mut primary = Deployment::of_revision(deployment, revision, now);
        primary.service_deployment = Some(service_deployment);
        primary.watches_alarms = watches_alarms;
        service.deployments.insert(0, primary);
        self.stop_rebalancing(id);
        self.unsettle(id);
        self.resolve(id, Condition::StartImpaired);
        self.resolve(id, Condition::PartialLaunch);
        (self.handlers.begin_stages)(self, id);
        self.forget_empty_deployments(id);
        self.note_circuit_breaker(id);
        if self.services[&id].is_daemon() {
            self.capacity_changed(self.services[&id].cluster);
        }
        deployment
    }

    fn deployments_in_use(&self, id: ServiceId) -> Set<DeploymentId> {
        let tasks = self.services[&id].tasks.iter();
        tasks
            .filter_map(|task| self.tasks[task].deployment())
            .collect()
    }

    /// Older deployments without tasks are no longer described.
    pub(super) fn forget_empty_deployments(&mut self, id: ServiceId) {
        let in_use = self.deployments_in_use(id);
        let service = self.service_mut(id);
        let staged = service.staged.as_ref();
        let roles = staged.map(|staged| (Some(staged.green), staged.blue));
        let has_role =
            |of| roles.is_some_and(|(green, blue)| green == Some(of) || blue == Some(of));
        service.deployments.retain(|deployment| {
            deployment.status == DeploymentStatus::Primary
                || in_use.contains(&deployment.id)
                || has_role(deployment.id)
        });
        self.delete_unreferenced();
    }

    pub(super) fn announce_deployment(&mut self, service: ServiceId, deployment: DeploymentId) {
        self.emit_by(
            [Rule::UpdatesThatDeploy, Rule::RolloutStateReasons],
            EventKind::DeploymentChanged {
                service,
                deployment,
                rollout_state: RolloutState::InProgress,
            },
        );
        self.announce_service_deployment(service);
    }

    fn announce_service_deployment(&mut self, id: ServiceId) {
        let latest = self.services[&id].service_deployment();
        let (service_deployment, status) = (latest.id, latest.status);
        self.emit_by(
            [
                Rule::ServiceDeploymentStatuses,
                Rule::ServiceDeploymentHistory,
            ],
            EventKind::ServiceDeploymentChanged {
                service: id,
                service_deployment,
                status,
            },
        );
    }

    /// The latest service deployment goes on to another status. Rule: `ServiceDeploymentStatuses`.
    pub(super) fn set_service_deployment(
        &mut self,
        id: ServiceId,
        status: ServiceDeploymentStatus,
        reason: Option<StatusReason>,
    ) {
        use ServiceDeploymentStatus as Status;
        let now = self.now;
        let latest = self.latest_service_deployment_mut(id);
        assert!(
            latest.status.leads_to(status),
            "{:?} does not lead to {status:?}",
            latest.status
        );
        latest.status = status;
        latest.updated_at = now;
        let is_said = reason.is_some();
        latest.status_reason = reason.or_else(|| latest.status_reason.take());
        if matches!(status, Status::InProgress) {
            latest.started_at = Some(now);
        }
        if status.is_final() {
            latest.finished_at = Some(now);
        }
        if matches!(
            status,
            Status::Stopped | Status::RollbackSuccessful | Status::RollbackFailed
        ) {
            latest.stopped_at = Some(now);
        }
        if status.is_final() || status == Status::StopRequested {
            latest.circuit_breaker.status = latest.circuit_breaker.status.ended();
            latest.alarms.status = latest.alarms.status.ended();
        }
        if is_said {
            self.rest_on(Rule::ServiceDeploymentReasons);
        }
        self.announce_service_deployment(id);
    }

    pub(super) fn latest_service_deployment_mut(
        &mut self,
        id: ServiceId,
    ) -> &mut ServiceDeployment {
        let history = &mut self.service_mut(id).service_deployments;
        Arc::make_mut(history.front_mut().expect("a service has deployed once"))
    }

    /// The latest service deployment gives way to a new one, or to the end of its service.
    pub(super) fn supersede_service_deployment(&mut self, id: ServiceId) {
        use ServiceDeploymentStatus as Status;
        let Some(latest) = self.services[&id].service_deployments.front() else {
            return;
        };
        let reason = Some(StatusReason::Superseded);
        match latest.status {
            Status::Pending | Status::InProgress => {
                self.set_service_deployment(id, Status::StopRequested, reason);
            }
            Status::RollbackRequested | Status::RollbackInProgress => {
                self.set_service_deployment(id, Status::RollbackFailed, reason);
            }
            _ => {}
        }
    }

    /// What the scheduler does first: a service deployment that is new begins, and one that is to stop has stopped.
    pub(super) fn move_service_deployments(&mut self, id: ServiceId) {
        use ServiceDeploymentStatus as Status;
        let now = self.now;
        let history = &self.services[&id].service_deployments;
        let stopping: Vec<usize> = history
            .iter()
            .enumerate()
            .filter(|(_, past)| past.status == Status::StopRequested)
            .map(|(place, _)| place)
            .collect();
        for place in stopping {
            let history = &mut self.service_mut(id).service_deployments;
            let past = Arc::make_mut(&mut history[place]);
            past.status = Status::Stopped;
            past.updated_at = now;
            past.stopped_at = Some(now);
            past.finished_at = Some(now);
            let service_deployment = past.id;
            self.emit_by(
                Rule::ServiceDeploymentStatuses,
                EventKind::ServiceDeploymentChanged {
                    service: id,
                    service_deployment,
                    status: Status::Stopped,
                },
            );
        }
        let latest = self.services[&id].service_deployments.front();
        if latest.is_some_and(|latest| latest.status == Status::Pending) {
            self.set_service_deployment(id, Status::InProgress, None);
        }
    }

    /// The alarms among these that are in ALARM.
    pub(super) fn alarms_in_alarm(&self, names: &[String]) -> Vec<String> {
        let is_in_alarm = |name: &&String| {
            let alarm = self.alarms.get(*name);
            alarm.is_some_and(|alarm| alarm.state == crate::AlarmState::Alarm)
        };
        names.iter().filter(is_in_alarm).cloned().collect()
    }
}
