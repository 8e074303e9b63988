//! `CreateTaskSet`, `UpdateTaskSet`, `UpdateServicePrimaryTaskSet` and `DeleteTaskSet`.

use alloc::format;
use alloc::vec::Vec;

use super::super::{Condition, DeploymentStatus, ServiceStatus};
use super::creation::NewTaskSet;
use super::{DeploymentController, StabilityStatus, TaskSet, TaskSetChange};
use crate::command::{CreateTaskSet, TaskSetCommand};
use crate::event::EventKind;
use crate::limits::{EXTERNAL_ID_LENGTH_MAX, TASK_SETS_MAX};
use crate::{
    DeploymentId, Exception, Rejection, Response, Rule, Service, ServiceId, ServiceMessage, World,
};

/// The whole of the desired count, in tenths of a percent.
const SCALE_MAX: u32 = 1_000;

impl World {
    pub(crate) fn handle_task_set_command(
        &mut self,
        command: TaskSetCommand,
    ) -> Result<Response, Rejection> {
        match command {
            TaskSetCommand::Create(input) => self.create_task_set(input),
            TaskSetCommand::Update {
                service,
                task_set,
                scale_tenths,
            } => {
                self.check_task_set(service, task_set)?;
                check_scale(scale_tenths)?;
                self.scale_task_set(service, task_set, scale_tenths);
                Ok(Response::Done)
            }
            TaskSetCommand::UpdatePrimary { service, task_set } => {
                self.check_task_set(service, task_set)?;
                self.make_primary(service, task_set);
                Ok(Response::Done)
            }
            TaskSetCommand::Delete {
                service,
                task_set,
                force,
            } => {
                self.check_deletion(service, task_set, force)?;
                self.delete_task_set(service, task_set);
                Ok(Response::Done)
            }
        }
    }

    fn create_task_set(&mut self, input: CreateTaskSet) -> Result<Response, Rejection> {
        let id = input.service;
        let service = self.external_service(id)?;
        let count = service.task_sets().count();
        Rejection::unless_below("task sets of a service", count, TASK_SETS_MAX)?;
        check_scale(input.scale_tenths)?;
        if input
            .external_id
            .as_ref()
            .is_some_and(|external| external.len() > EXTERNAL_ID_LENGTH_MAX)
        {
            return Err(Rejection::invalid_parameter(format!(
                "externalId can have at most {EXTERNAL_ID_LENGTH_MAX} characters."
            )));
        }
        let definition = self.resolve_task_definition(&input.task_definition, Exception::Client)?;
        let constraints: Vec<_> = service
            .placement_constraints
            .iter()
            .map(crate::Constraint::shape)
            .collect();
        let (of_definition, launch_type) = (&definition.definition, input.launch_type);
        crate::placement::check_constraints(&constraints, of_definition, launch_type)?;
        crate::capacity::check_capacity_strategy(&input.capacity_provider_strategy)?;
        let configuration = self.check_configuration(
            definition,
            input.launch_type,
            &input.load_balancers,
            &input.subnet_zones,
        )?;
        let task_set = self.start_task_set(
            id,
            NewTaskSet {
                configuration,
                launch_type: input.launch_type,
                capacity_provider_strategy: input.capacity_provider_strategy,
                status: DeploymentStatus::Active,
                scale_tenths: input.scale_tenths,
                external_id: input.external_id,
                started_by: None,
            },
        );
        Ok(Response::TaskSet {
            service: id,
            task_set,
        })
    }

    /// # Errors
    /// There is no such ACTIVE service, or its task sets are not those of its caller. Rule: `ExternalController`.
    fn external_service(&self, id: ServiceId) -> Result<&Service, Rejection> {
        let service = self
            .service(id)
            .ok_or_else(|| Rejection::new(Exception::ServiceNotFound, "Service not found."))?;
        if service.status != ServiceStatus::Active {
            return Err(Rejection::new(
                Exception::ServiceNotActive,
                "Service was not ACTIVE.",
            ));
        }
        if service.deployment_controller != DeploymentController::External {
            let name = service.deployment_controller.name();
            return Err(Rejection::invalid_parameter(format!(
                "Task sets can only be changed in services with the EXTERNAL deployment controller, not with {name}."
            ))
            .by(Rule::ExternalController));
        }
        Ok(service)
    }

    fn check_task_set(&self, id: ServiceId, task_set: DeploymentId) -> Result<(), Rejection> {
        let found = self.external_service(id)?.task_set(task_set);
        let Some((deployment, _)) = found else {
            return Err(Rejection::new(
                Exception::TaskSetNotFound,
                "The specified task set wasn't found.",
            ));
        };
        if deployment.status == DeploymentStatus::Draining {
            return Err(Rejection::invalid_parameter(
                "The task set is being deleted: its status is DRAINING.",
            )
            .by(Rule::TaskSetStatuses));
        }
        Ok(())
    }

    /// Rule: `TaskSetDeletion`.
    fn check_deletion(
        &self,
        id: ServiceId,
        task_set: DeploymentId,
        force: bool,
    ) -> Result<(), Rejection> {
        self.check_task_set(id, task_set)?;
        let service = &self.services[&id];
        let is_primary = service
            .primary_task_set()
            .is_some_and(|(primary, _)| primary.id == task_set);
        let message = if service.computed_desired_count(task_set) > 0 {
            "The task set cannot be deleted while it is scaled above 0."
        } else if is_primary {
            "The primary task set cannot be deleted."
        } else {
            return Ok(());
        };
        if force {
            return Ok(());
        }
        Err(Rejection::invalid_parameter(message).by(Rule::TaskSetDeletion))
    }

    /// A task set gets another part of the desired count. Rule: `TaskSetScale`.
    pub(in super::super) fn scale_task_set(
        &mut self,
        id: ServiceId,
        task_set: DeploymentId,
        scale_tenths: u32,
    ) {
        let before = self.services[&id].computed_desired_count(task_set);
        if let Some(scaled) = self.task_set_mut(id, task_set) {
            scaled.scale_tenths = scale_tenths;
        }
        self.emit_by(
            Rule::TaskSetScale,
            EventKind::TaskSetChanged {
                service: id,
                task_set,
                change: TaskSetChange::Scaled(scale_tenths),
            },
        );
        self.note_computed_count(id, task_set, before);
    }

    /// A task set serves production from now on; where its tasks run and listen becomes that of the service. Rule:
    /// `TaskSetStatuses`.
    pub(in super::super) fn make_primary(&mut self, id: ServiceId, task_set: DeploymentId) {
        let now = self.now;
        let service = self.service_mut(id);
        let place = service
            .deployments
            .iter()
            .position(|deployment| deployment.id == task_set);
        let Some(place) = place else {
            return;
        };
        if service.deployments[place].status == DeploymentStatus::Primary {
            return;
        }
        for deployment in &mut service.deployments {
            if deployment.status == DeploymentStatus::Primary {
                deployment.status = DeploymentStatus::Active;
                deployment.updated_at = now;
            }
        }
        let mut primary = service.deployments.remove(place);
        primary.status = DeploymentStatus::Primary;
        primary.updated_at = now;
        service.launch_type = primary.revision.launch_type;
        if let Some(set) = &primary.task_set {
            service.capacity_provider_strategy = set.capacity_provider_strategy.clone();
        }
        service.deployments.insert(0, primary);
        self.emit_by(
            Rule::TaskSetStatuses,
            EventKind::TaskSetChanged {
                service: id,
                task_set,
                change: TaskSetChange::MadePrimary,
            },
        );
    }

    /// A task set stops all of its tasks, and is gone with the last one. Rules: `TaskSetStatuses`, `TaskSetDeletion`.
    pub(in super::super) fn delete_task_set(&mut self, id: ServiceId, task_set: DeploymentId) {
        let now = self.now;
        let before = self.services[&id].computed_desired_count(task_set);
        let mut deployments = self.service_mut(id).deployments.iter_mut();
        let Some(deleted) = deployments.find(|deployment| deployment.id == task_set) else {
            return;
        };
        deleted.status = DeploymentStatus::Draining;
        deleted.updated_at = now;
        self.resolve(id, Condition::Protected(task_set));
        self.emit_by(
            [Rule::TaskSetStatuses, Rule::TaskSetDeletion],
            EventKind::TaskSetChanged {
                service: id,
                task_set,
                change: TaskSetChange::Draining,
            },
        );
        self.note_computed_count(id, task_set, before);
    }

    /// What the desired count of a service was has changed: so have those of its task sets.
    pub(crate) fn note_computed_counts(&mut self, id: ServiceId, before: &[(DeploymentId, u32)]) {
        for (task_set, before) in before {
            self.note_computed_count(id, *task_set, *before);
        }
    }

    /// The `computedDesiredCount` of each task set.
    pub(crate) fn computed_counts(&self, id: ServiceId) -> Vec<(DeploymentId, u32)> {
        let service = &self.services[&id];
        let sets = service.task_sets().map(|(deployment, _)| deployment.id);
        sets.map(|set| (set, service.computed_desired_count(set)))
            .collect()
    }

    /// Says the `computedDesiredCount` of a task set if it is another one now. Rules: `TaskSetScale`, `TaskSetEvents`.
    pub(super) fn note_computed_count(
        &mut self,
        id: ServiceId,
        task_set: DeploymentId,
        before: u32,
    ) {
        let count = self.services[&id].computed_desired_count(task_set);
        if count == before {
            return;
        }
        self.unsettle(id);
        self.set_stability(id, task_set, StabilityStatus::Stabilizing);
        self.rest_on([Rule::TaskSetScale, Rule::TaskSetEvents]);
        self.say(id, ServiceMessage::ComputedDesiredCount(task_set, count));
    }

    pub(super) fn task_set_mut(
        &mut self,
        id: ServiceId,
        task_set: DeploymentId,
    ) -> Option<&mut TaskSet> {
        let mut deployments = self.service_mut(id).deployments.iter_mut();
        let found = deployments.find(|deployment| deployment.id == task_set)?;
        found.task_set.as_mut()
    }
}

fn check_scale(scale_tenths: u32) -> Result<(), Rejection> {
    if scale_tenths > SCALE_MAX {
        return Err(
            Rejection::invalid_parameter("scale must be between 0 and 100 PERCENT.")
                .by(Rule::TaskSetScale),
        );
    }
    Ok(())
}
