//! How a staged deployment begins: which deployment is blue, and which target group is green's.

use alloc::vec::Vec;

use super::super::DeploymentStrategy;
use super::StagedDeployment;
use crate::{
    Deployment, DeploymentId, LifecycleStage, Rule, Service, ServiceId, ServiceLoadBalancer,
    TargetGroupId, World,
};

impl World {
    /// The PRIMARY deployment has just begun: where its strategy has stages it is green, and gets the target groups
    /// that have no production traffic. Rule: `TargetGroupsAlternate`.
    pub(crate) fn begin_stages(&mut self, id: ServiceId) {
        let service = self.services[&id].clone();
        let serving = serving_deployment(&service);
        let configuration = &service.service_deployment().deployment_configuration;
        let is_staged = configuration.strategy != DeploymentStrategy::Rolling;
        let primary = service.primary();
        let alternates = primary.load_balancers.iter();
        let alternates = alternates.filter(|attached| attached.advanced_configuration.is_some());
        if !is_staged && service.staged.is_none() && alternates.count() == 0 {
            return;
        }
        let attached: Vec<ServiceLoadBalancer> = primary.revision.load_balancers.clone();
        let resolved = attached.into_iter().map(|attached| {
            // A rolling update stays in the target group of what it replaces, whether that ever ran or not.
            let replaced = service.deployments.get(1).filter(|_| !is_staged);
            let in_use = serving.or(replaced);
            let in_use = in_use.and_then(|serving| group_in_use(serving, &attached));
            let other = in_use.and_then(|in_use| other_group(&attached, in_use));
            let next = if is_staged { other } else { in_use };
            attached.with_target_group(next)
        });
        let resolved: Vec<ServiceLoadBalancer> = resolved.collect();
        let staged = is_staged.then(|| StagedDeployment {
            green: primary.id,
            blue: serving.map(|serving| serving.id),
            stage_since: self.now,
            production_tenths: 0,
            test_tenths: 0,
            returning: None,
        });
        if serving.is_some() && is_staged {
            self.note_use(Rule::TargetGroupsAlternate);
        }
        let service = self.service_mut(id);
        service.deployments[0].load_balancers = resolved;
        service.staged = staged;
    }
}

/// The deployment that production traffic goes to as a new one begins.
fn serving_deployment(service: &Service) -> Option<&Deployment> {
    let older = |id: DeploymentId| {
        service
            .deployments
            .iter()
            .skip(1)
            .find(|past| past.id == id)
    };
    if let Some(staged) = &service.staged {
        let stage = service.service_deployments.get(1)?.lifecycle_stage;
        let is_over = staged.returning.is_none() && stage == Some(LifecycleStage::CleanUp);
        return if is_over {
            older(staged.green)
        } else {
            staged.blue.and_then(older)
        };
    }
    let completed = service.last_completed.as_ref();
    completed
        .and_then(|(completed, _)| older(*completed))
        .or_else(|| service.deployments.get(1).filter(|past| past.has_run))
}

/// The target group of the pair of an attachment that a deployment's tasks are in.
fn group_in_use(serving: &Deployment, attached: &ServiceLoadBalancer) -> Option<TargetGroupId> {
    let groups = serving.load_balancers.iter().map(|used| used.target_group);
    let mut groups = groups.filter(|group| {
        *group == attached.target_group || Some(*group) == attached.alternate_target_group()
    });
    groups.next()
}

/// The other target group of the pair of an attachment.
fn other_group(attached: &ServiceLoadBalancer, group: TargetGroupId) -> Option<TargetGroupId> {
    let alternate = attached.alternate_target_group()?;
    Some(if group == alternate {
        attached.target_group
    } else {
        alternate
    })
}

impl ServiceLoadBalancer {
    /// The target group that takes turns with the one in use.
    pub fn alternate_target_group(&self) -> Option<TargetGroupId> {
        let advanced = self.advanced_configuration.as_ref();
        advanced.map(|advanced| advanced.alternate_target_group)
    }

    /// The same pair of target groups with this one in use.
    fn with_target_group(mut self, group: Option<TargetGroupId>) -> Self {
        if let (Some(group), Some(advanced)) = (group, &mut self.advanced_configuration)
            && group == advanced.alternate_target_group
        {
            advanced.alternate_target_group = self.target_group;
            self.target_group = group;
        }
        self
    }
}
