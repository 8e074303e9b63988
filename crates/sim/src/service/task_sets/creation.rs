//! Services whose deployment controller is EXTERNAL or CODE_DEPLOY: how they and their task sets begin.

use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;

use super::super::requests::{Configuration, Settings};
use super::super::{Deployment, DeploymentStatus, ServiceRevision};
use super::{DeploymentController, StabilityStatus, TaskSet, TaskSetChange, check};
use crate::event::EventKind;
use crate::placement::{check_constraints, check_strategy};
use crate::{
    AvailabilityZoneRebalancing, CapacityProviderStrategyItem, CreateService, DeploymentId,
    Exception, LaunchType, Rejection, Response, Rule, Service, ServiceId, ServiceRevisionId,
    TaskDefinition, World,
};

/// What a new task set is, checked.
pub(in super::super) struct NewTaskSet {
    pub(in super::super) configuration: Configuration,
    pub(in super::super) launch_type: LaunchType,
    pub(in super::super) capacity_provider_strategy: Vec<CapacityProviderStrategyItem>,
    pub(in super::super) status: DeploymentStatus,
    pub(in super::super) scale_tenths: u32,
    pub(in super::super) external_id: Option<String>,
    pub(in super::super) started_by: Option<String>,
}

impl World {
    /// `CreateService` with another controller than ECS. With CODE_DEPLOY its first task set, PRIMARY and whole, comes
    /// with it.
    pub(crate) fn create_service_of_task_sets(
        &mut self,
        input: CreateService,
    ) -> Result<Response, Rejection> {
        self.check_new_service(&input)?;
        check::check_creation(&input)?;
        let rule = match input.deployment_controller {
            DeploymentController::CodeDeploy => Rule::CodeDeployController,
            _ => Rule::ExternalController,
        };
        let configuration = self.first_configuration(&input)?;
        let service = self.service_of_task_sets(input, configuration.as_ref())?;
        let (launch_type, capacity_provider_strategy) = (
            service.launch_type,
            service.capacity_provider_strategy.clone(),
        );
        let id = service.id;
        self.services.insert(id, Arc::new(service));
        self.emit_by(rule, EventKind::ServiceCreated(id));
        let deployment = configuration.map(|configuration| {
            self.start_task_set(
                id,
                NewTaskSet {
                    configuration,
                    launch_type,
                    capacity_provider_strategy,
                    status: DeploymentStatus::Primary,
                    scale_tenths: 1_000,
                    external_id: None,
                    started_by: None,
                },
            )
        });
        Ok(Response::Service {
            service: id,
            deployment,
        })
    }

    /// # Errors
    /// What AWS refuses in the first task set of a service. Rules: `CodeDeployController`, `ExternalController`.
    fn first_configuration(
        &self,
        input: &CreateService,
    ) -> Result<Option<Configuration>, Rejection> {
        let Some(name) = &input.task_definition else {
            return match input.deployment_controller {
                DeploymentController::External => Ok(None),
                _ => Err(super::super::requests::no_task_definition()),
            };
        };
        let definition = self.resolve_task_definition(name, Exception::Client)?;
        let (attached, zones) = (&input.load_balancers, &input.subnet_zones);
        self.check_configuration(definition, input.launch_type, attached, zones)
            .map(Some)
    }

    fn service_of_task_sets(
        &self,
        input: CreateService,
        configuration: Option<&Configuration>,
    ) -> Result<Service, Rejection> {
        let deployment_configuration = self.first_deployment_configuration(&input)?;
        check::check_configuration(input.deployment_controller, &deployment_configuration)?;
        let blank = TaskDefinition::default();
        let definition = configuration.map_or(&blank, |first| &first.definition.definition);
        let placement_constraints =
            check_constraints(&input.placement_constraints, definition, input.launch_type)?;
        let placement_strategy = check_strategy(&input.placement_strategy, input.launch_type)?;
        crate::capacity::check_capacity_strategy(&input.capacity_provider_strategy)?;
        let settings = Settings {
            deployment_configuration,
            placement_constraints,
            placement_strategy,
            availability_zone_rebalancing: AvailabilityZoneRebalancing::Disabled,
        };
        self.service_of(input, settings)
    }

    /// A task set begins: after the others, but a PRIMARY one before them. Rule: `TaskSetStatuses`.
    pub(in super::super) fn start_task_set(
        &mut self,
        id: ServiceId,
        new: NewTaskSet,
    ) -> DeploymentId {
        let now = self.now;
        let service = self.service_mut(id);
        let task_set = DeploymentId::of(id, service.memory.deployments_ever);
        service.memory.deployments_ever += 1;
        let revision = Arc::new(ServiceRevision {
            id: ServiceRevisionId::of(task_set),
            created_at: now,
            definition: new.configuration.definition,
            load_balancers: new.configuration.load_balancers,
            launch_type: new.launch_type,
            subnet_zones: new.configuration.subnet_zones,
        });
        let mut deployment = Deployment::of_revision(task_set, revision, now);
        deployment.status = new.status;
        deployment.task_set = Some(TaskSet {
            external_id: new.external_id,
            started_by: new.started_by,
            scale_tenths: new.scale_tenths,
            capacity_provider_strategy: new.capacity_provider_strategy,
            stability_status: StabilityStatus::Stabilizing,
            stability_status_at: now,
        });
        service.deployments.push(deployment);
        self.forget_revision_images(id);
        let service = self.service_mut(id);
        service.memory.start_failures = 0;
        service.memory.launch_not_before = now;
        service.memory.failed_batch = None;
        self.unsettle(id);
        self.emit_by(
            Rule::TaskSetStatuses,
            EventKind::TaskSetChanged {
                service: id,
                task_set,
                change: TaskSetChange::Created,
            },
        );
        self.note_computed_count(id, task_set, 0);
        task_set
    }
}
