//! How a deployment fails, and how a service returns to what worked.

use alloc::sync::Arc;

use super::{Failing, Rollback, RolloutState, ServiceDeploymentStatus, ServiceRevision};
use super::{StatusReason, StopType};
use crate::event::EventKind;
use crate::{
    DeploymentId, Exception, LifecycleStage, Rejection, Response, Rule, ServiceDeploymentId,
    ServiceId, ServiceMessage, ServiceStatus, TaskOrigin, World,
};

impl World {
    /// The PRIMARY deployment has failed: it starts nothing any more, and the service returns to the last one that
    /// completed if it is to and there is one. Rules: `FailedLaunchesNothing`, `RollbackToCompleted`.
    pub(super) fn fail_deployment(&mut self, id: ServiceId, failing: Failing) {
        self.fail_deployment_because(id, failing, reason_of_rollback(failing));
    }

    /// The same for a reason of its own.
    pub(super) fn fail_deployment_because(
        &mut self,
        id: ServiceId,
        failing: Failing,
        reason: StatusReason,
    ) {
        let now = self.now;
        let configuration = &self.services[&id].deployment_configuration;
        let wants_rollback = match failing {
            Failing::CircuitBreaker => configuration.deployment_circuit_breaker.rollback,
            Failing::Alarm => configuration.alarms.rollback,
            Failing::Stopped => {
                let status = self.services[&id].service_deployment().status;
                status == ServiceDeploymentStatus::RollbackRequested
            }
            Failing::Hook | Failing::Network | Failing::TimedOut => true,
        };
        let primary = &mut self.service_mut(id).deployments[0];
        primary.rollout_state = RolloutState::Failed;
        primary.failing = Some(failing);
        primary.updated_at = now;
        let (deployment, was_returning) = (primary.id, primary.rolls_back_to.is_some());
        self.emit_by(
            [Rule::FailedLaunchesNothing, Rule::RolloutStateReasons],
            EventKind::DeploymentChanged {
                service: id,
                deployment,
                rollout_state: RolloutState::Failed,
            },
        );
        if failing != Failing::Stopped {
            self.say(id, ServiceMessage::DeploymentFailed(deployment, failing));
        }
        let returns_to = wants_rollback
            .then(|| {
                let blue = self.blue_to_return_to(id);
                let completed = self.take_last_completed(id);
                blue.or(completed.filter(|_| self.services[&id].staged.is_none()))
            })
            .flatten();
        match returns_to {
            Some((completed, revision)) => {
                self.roll_back(id, failing, reason, completed, revision);
            }
            None if was_returning || wants_rollback => {
                self.rest_on(Rule::RollbackStalls);
                if was_returning && self.services[&id].staged.is_some() {
                    self.rest_on(Rule::ReturnThatFails);
                }
                self.set_service_deployment(
                    id,
                    ServiceDeploymentStatus::RollbackFailed,
                    Some(reason),
                );
            }
            None => self.stop_service_deployment_because(id, failing),
        }
    }

    fn stop_service_deployment_because(&mut self, id: ServiceId, failing: Failing) {
        let reason = match failing {
            Failing::CircuitBreaker => StatusReason::CircuitBreakerStopped,
            Failing::Alarm => StatusReason::AlarmStopped,
            Failing::Hook | Failing::Network | Failing::TimedOut => {
                unreachable!("these roll back")
            }
            Failing::Stopped => StatusReason::RequestedStop,
        };
        if self.services[&id]
            .service_deployment()
            .status
            .is_under_way()
        {
            self.set_service_deployment(id, ServiceDeploymentStatus::StopRequested, Some(reason));
        }
    }

    /// The last deployment that completed, unless what it needs is gone. It is one no longer until the return to it
    /// completes.
    fn take_last_completed(
        &mut self,
        id: ServiceId,
    ) -> Option<(DeploymentId, Arc<ServiceRevision>)> {
        let completed = self.service_mut(id).last_completed.take()?;
        let exists = |attached: &super::ServiceLoadBalancer| {
            self.target_group(attached.target_group)
                .is_some_and(|group| group.is_in_use)
        };
        completed
            .1
            .load_balancers
            .iter()
            .all(exists)
            .then_some(completed)
    }

    /// A new deployment of the revision that the last completed one deployed. Rule: `RollbackToCompleted`.
    fn roll_back(
        &mut self,
        id: ServiceId,
        failing: Failing,
        reason: StatusReason,
        completed: DeploymentId,
        revision: Arc<ServiceRevision>,
    ) {
        let before = self.services[&id].staged.clone();
        let blue = self.services[&id].deployment(completed);
        let attached = blue.map(|blue| blue.load_balancers.clone());
        self.latest_service_deployment_mut(id).rollback = Some(Rollback {
            reason: reason.clone(),
            started_at: self.now,
            revision: revision.clone(),
        });
        self.rest_on(Rule::RollbackToCompleted);
        self.set_service_deployment(
            id,
            ServiceDeploymentStatus::RollbackInProgress,
            Some(reason),
        );
        self.say(id, ServiceMessage::RollingBack(completed));
        let deployment = self.begin_deployment(id, revision);
        self.adopt_tasks(id);
        let primary = &mut self.service_mut(id).deployments[0];
        primary.failing = Some(failing);
        primary.rolls_back_to = Some(completed);
        let blue = before.zip(attached);
        self.emit_by(
            [
                Rule::RollbackToCompleted,
                Rule::RollbackAdopts,
                Rule::RolloutStateReasons,
            ],
            EventKind::DeploymentChanged {
                service: id,
                deployment,
                rollout_state: RolloutState::InProgress,
            },
        );
        if let Some((before, attached)) = blue {
            self.return_to_blue(id, &before, attached);
        }
    }

    /// What still runs of the revision that the service returns to goes on, and belongs to the PRIMARY deployment from
    /// now on. Rule: `RollbackAdopts`.
    fn adopt_tasks(&mut self, id: ServiceId) {
        let service = self.services[&id].clone();
        let primary = service.primary();
        for task in service.tasks.iter() {
            let state = &self.tasks[task];
            let deployment = self.deployment_of(state);
            let is_of_it =
                deployment.is_some_and(|before| before.revision.id == primary.revision.id);
            if is_of_it && state.is_active() {
                self.task_mut(*task).origin = TaskOrigin::Service {
                    service: id,
                    deployment: primary.id,
                };
            }
        }
        self.forget_empty_deployments(id);
    }

    /// `StopServiceDeployment`: the deployment is rolled back, or only stopped. Rule: `StopServiceDeployment`.
    pub(crate) fn stop_service_deployment(
        &mut self,
        service_deployment: ServiceDeploymentId,
        stop_type: StopType,
    ) -> Result<Response, Rejection> {
        use ServiceDeploymentStatus as Status;
        let is_it = |service: &&crate::Service| {
            let mut history = service.service_deployments.iter();
            history.any(|past| past.id == service_deployment)
        };
        let service = self.services().find(is_it).ok_or_else(|| {
            Rejection::new(
                Exception::ServiceDeploymentNotFound,
                "Service deployment not found.",
            )
        })?;
        let latest = service.service_deployment();
        let is_too_late = service.lifecycle_stage() == Some(LifecycleStage::CleanUp);
        let is_stoppable = !is_too_late
            && latest.id == service_deployment
            && service.status == ServiceStatus::Active
            && matches!(latest.status, Status::Pending | Status::InProgress);
        if !is_stoppable {
            return Err(Rejection::new(
                Exception::Conflict,
                "The service deployment cannot be stopped in its current status.",
            )
            .by(Rule::StopServiceDeployment));
        }
        let has_blue = self.blue_to_return_to(service.id).is_some();
        let has_completed = service.last_completed.is_some() && service.staged.is_none();
        if stop_type == StopType::Rollback && !has_blue && !has_completed {
            return Err(Rejection::invalid_parameter(
                "The service deployment cannot be rolled back: no deployment of the service has completed.",
            )
            .by(Rule::StopServiceDeployment));
        }
        let id = service.id;
        match stop_type {
            StopType::Rollback => self.set_service_deployment(
                id,
                Status::RollbackRequested,
                Some(StatusReason::RequestedRollback),
            ),
            StopType::Abort => self.fail_deployment(id, Failing::Stopped),
        }
        self.wake(id);
        Ok(Response::Done)
    }

    /// The scheduler takes up a rollback that a person asked for.
    pub(super) fn take_up_rollback(&mut self, id: ServiceId) {
        let status = self.services[&id].service_deployment().status;
        if status == ServiceDeploymentStatus::RollbackRequested {
            self.rest_on(Rule::StopServiceDeployment);
            self.fail_deployment(id, Failing::Stopped);
        }
    }
}

fn reason_of_rollback(failing: Failing) -> StatusReason {
    match failing {
        Failing::Hook | Failing::Network | Failing::TimedOut => {
            unreachable!("what fails a stage names a reason of its own")
        }
        Failing::CircuitBreaker => StatusReason::CircuitBreakerRolledBack,
        Failing::Alarm => StatusReason::AlarmRolledBack,
        Failing::Stopped => StatusReason::RequestedRollback,
    }
}
