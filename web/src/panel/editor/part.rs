//! What every part of the editor sees, and which of it makes a part show itself anew.

use std::rc::Rc;
use std::sync::Arc;

use sim::{
    Alarm, Constraint, Deployment, DeploymentConfiguration, DeploymentId, DeploymentStatus,
    Duration, HookFunction, Instance, InstanceId, InstanceStatus, Listener, LoadBalancer,
    LoadBalancerAttributes, RolloutState, ServiceDeployment, ServiceId, ServiceLoadBalancer,
    ServiceStatus, Strategy, TargetGroup, TargetGroupAttributes, TargetHealthCheck,
    TaskDefinitionStatus, TaskSet, TrafficShape, Zone,
};
use words::Language;
use words::panel::EditorText;
use yew::prelude::*;

use crate::action::Action;
use crate::panel::draft::Draft;
use crate::panel::prospect::Prospect;
use crate::readout::Readout;

/// What a part of the editor sees. Two are equal if what the editor shows of the readout is.
#[derive(Clone, Properties)]
pub(crate) struct PartProps {
    /// What happens.
    pub(crate) readout: Rc<Readout>,
    /// What to do.
    pub(crate) act: Callback<Action>,
    /// What stands in the editor.
    pub(crate) draft: Draft,
    /// What deploying it would do; none without a service.
    pub(crate) prospect: Option<Rc<Prospect>>,
}

impl PartialEq for PartProps {
    fn eq(&self, other: &Self) -> bool {
        self.draft == other.draft
            && self.prospect == other.prospect
            && self.act == other.act
            && (self.readout == other.readout
                || Relevant::of(&self.readout) == Relevant::of(&other.readout))
    }
}

impl PartProps {
    /// Of all words.
    pub(crate) fn language(&self) -> Language {
        self.readout.language
    }

    /// A message in the language of the page.
    pub(crate) fn say(&self, text: EditorText) -> String {
        text.say(self.language())
    }
}

/// What the editor shows of a readout.
#[derive(PartialEq)]
struct Relevant<'readout> {
    language: Language,
    has_core: bool,
    focus: ServiceId,
    rejection: Option<&'readout sim::Rejection>,
    service: Option<ServiceView>,
    groups: Vec<GroupView<'readout>>,
    balancers: Vec<BalancerView<'readout>>,
    machines: Vec<MachineView>,
    alarms: Vec<Alarm>,
    hook_functions: Vec<HookFunction>,
}

/// What the editor shows of a target group.
type GroupView<'readout> = (
    &'readout str,
    &'readout TargetHealthCheck,
    &'readout TargetGroupAttributes,
);

/// What the editor shows of a load balancer.
type BalancerView<'readout> = (
    LoadBalancerAttributes,
    &'readout [Listener],
    (u32, &'readout TrafficShape),
);

/// What the editor shows of a machine: its id, its status, its CPU and memory that are left.
type MachineView = (InstanceId, InstanceStatus, u32, u32);

/// What the editor shows of a task set.
type TaskSetView = (DeploymentId, DeploymentStatus, Option<String>, u32);

/// What the editor shows of a service.
#[derive(PartialEq)]
struct ServiceView {
    status: ServiceStatus,
    service_deployment: Option<Arc<ServiceDeployment>>,
    desired_count: u32,
    percents: DeploymentConfiguration,
    attached: Vec<ServiceLoadBalancer>,
    grace: Duration,
    strategy: Vec<Strategy>,
    constraints: Vec<Constraint>,
    subnet_zones: Vec<Zone>,
    rollout_state: Option<RolloutState>,
    revisions: Vec<u32>,
    task_sets: Vec<TaskSetView>,
    /// The next number of the family, and how many revisions are ACTIVE.
    registered: (u32, usize),
    healthy_counts: (u32, u32),
}

impl<'readout> Relevant<'readout> {
    fn of(readout: &'readout Readout) -> Self {
        let world = &readout.world;
        let service = readout.service();
        Self {
            language: readout.language,
            has_core: readout.core.is_some(),
            focus: readout.focus,
            rejection: readout.rejection.as_ref(),
            service: service.map(|service| ServiceView::of(readout, service)),
            groups: world.target_groups().map(group_view).collect(),
            balancers: world.load_balancers().map(balancer_view).collect(),
            alarms: world.alarms().cloned().collect(),
            hook_functions: service.map_or_else(Vec::new, |service| {
                let hooks = service.deployment_configuration.lifecycle_hooks.iter();
                let arns = hooks.filter_map(|hook| hook.hook_target_arn.as_deref());
                arns.map(|arn| world.hook_function(arn)).collect()
            }),
            machines: world.instances().map(machine_view).collect(),
        }
    }
}

fn group_view(group: &TargetGroup) -> GroupView<'_> {
    (&group.name, &group.health_check, &group.attributes)
}

fn balancer_view(balancer: &LoadBalancer) -> BalancerView<'_> {
    let traffic = &balancer.traffic;
    (
        balancer.attributes,
        &balancer.listeners,
        (traffic.requests_per_second, &traffic.shape),
    )
}

fn machine_view(instance: &Instance) -> MachineView {
    let (cpu_units, memory_mib) = (
        instance.remaining_cpu_units(),
        instance.remaining_memory_mib(),
    );
    (instance.id, instance.status, cpu_units, memory_mib)
}

fn task_set_view((deployment, set): (&Deployment, &TaskSet)) -> TaskSetView {
    let external_id = set.external_id.clone();
    (
        deployment.id,
        deployment.status,
        external_id,
        set.scale_tenths,
    )
}

impl ServiceView {
    fn of(readout: &Readout, service: &sim::Service) -> Self {
        let leading = service.leading_deployment();
        let family = leading.map_or("", |leading| &leading.definition.definition.family);
        let outlook = readout.world.outlook(service);
        let listed = readout.world.revisions(family).iter();
        let active_count = listed
            .filter(|listed| listed.status == TaskDefinitionStatus::Active)
            .count();
        Self {
            status: service.status,
            service_deployment: service.service_deployments.front().cloned(),
            desired_count: service.desired_count,
            percents: service.deployment_configuration.clone(),
            attached: leading.map_or_else(Vec::new, |leading| leading.load_balancers.clone()),
            grace: service.health_check_grace_period,
            strategy: service.placement_strategy.clone(),
            constraints: service.placement_constraints.clone(),
            subnet_zones: leading.map_or_else(Vec::new, |leading| leading.subnet_zones.clone()),
            rollout_state: leading.map(|leading| leading.rollout_state),
            revisions: service
                .deployments
                .iter()
                .map(|deployment| deployment.definition.revision)
                .collect(),
            task_sets: service.task_sets().map(task_set_view).collect(),
            registered: (readout.world.next_revision(family), active_count),
            healthy_counts: (outlook.healthy_count, outlook.new_healthy_count),
        }
    }
}
