//! What is true of the deployments of every service.

use crate::limits::SERVICE_DEPLOYMENTS_MAX;
use crate::{
    MonitoringStatus, RolloutState, Service, ServiceDeployment, ServiceDeploymentStatus as Status,
    ServiceStatus, World,
};

pub(super) fn check(world: &World, service: &Service) {
    let name = &service.name;
    if service.status == ServiceStatus::Inactive {
        assert!(
            service.service_deployments.is_empty(),
            "{name}: its history goes with it"
        );
        return;
    }
    if service.has_task_sets() {
        assert!(
            service.service_deployments.is_empty(),
            "{name}: task sets are not of service deployments"
        );
        return;
    }
    assert!(
        (1..=SERVICE_DEPLOYMENTS_MAX).contains(&service.service_deployments.len()),
        "{name} has deployed, and remembers a bounded number of times"
    );
    for (place, past) in service.service_deployments.iter().enumerate() {
        check_one(past);
        assert!(
            place == 0 || past.status.is_final() || past.status == Status::StopRequested,
            "{name}: only the latest service deployment is under way"
        );
    }
    for deployment in &service.deployments {
        assert_eq!(
            deployment.definition, deployment.revision.definition,
            "{name}: a deployment deploys its revision"
        );
    }
    check_primary(service);
    if let Some((_, revision)) = &service.last_completed {
        super::check_definition(world, &revision.definition);
    }
}

fn check_primary(service: &Service) {
    let name = &service.name;
    let (primary, latest) = (service.primary(), service.service_deployment());
    assert_eq!(
        primary.service_deployment,
        Some(latest.id),
        "{name}: the PRIMARY deployment is of the latest service deployment"
    );
    let is_active = service.status == ServiceStatus::Active;
    assert!(
        !is_active
            || latest.status.is_under_way() == (primary.rollout_state == RolloutState::InProgress),
        "{name}: {:?} while its service deployment is {:?}",
        primary.rollout_state,
        latest.status
    );
    assert_eq!(
        primary.failing.is_some(),
        primary.rollout_state == RolloutState::Failed || primary.rolls_back_to.is_some(),
        "{name}: what failed or returns says why"
    );
    if primary.rollout_state == RolloutState::Completed {
        let completed = service.last_completed.as_ref();
        assert_eq!(
            completed.map(|(deployment, _)| *deployment),
            Some(primary.id),
            "{name} could return to what has completed"
        );
    }
    // What has tripped keeps the count that tripped it while the service returns to what worked.
    let has_tripped = latest.circuit_breaker.status == MonitoringStatus::Triggered;
    if latest.status.is_under_way() && is_active && !has_tripped {
        assert_eq!(
            latest.circuit_breaker.failure_count, primary.failed_tasks,
            "{name}: one notion of failures"
        );
    }
}

fn check_one(past: &ServiceDeployment) {
    let id = past.id;
    assert_eq!(
        past.finished_at.is_some(),
        past.status.is_final(),
        "{id} has finished exactly if nothing changes it"
    );
    assert_eq!(
        past.stopped_at.is_some(),
        past.status.is_final() && past.status != Status::Successful,
        "{id} has stopped unless it succeeded"
    );
    assert!(
        !past.status.is_final() || past.alarms.status != MonitoringStatus::Monitoring,
        "{id} watches nothing after its end"
    );
    assert!(
        past.rollback.is_some() || past.status != Status::RollbackInProgress,
        "{id} returns to something"
    );
}
