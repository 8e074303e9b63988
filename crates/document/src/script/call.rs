//! The table of calls: a row for each, and the type of its input.

use sim::TaskDefinition;

use super::{
    alarms, deployments, instance, listeners, load_balancing, playground, scaling, service, task,
    traffic,
};
use crate::field::{Blank, Field};
use crate::record::{Row, Table};

/// What is to be known of a call without making one.
pub struct CallForm {
    /// Its name.
    pub name: &'static str,
    /// What it does, in a few words.
    pub summary: &'static str,
    rows: &'static [Row],
}

impl CallForm {
    /// The names of the fields of its input, those that must be there marked so.
    pub fn fields(&self) -> impl Iterator<Item = (&'static str, bool)> {
        self.rows
            .iter()
            .filter(|row| row.effect == crate::record::Effect::Acts)
            .map(|row| (row.name, row.form == crate::form::Form::Required))
    }
}

macro_rules! calls {
    ($($name:ident($input:ty) $summary:literal;)+) => {
        /// A call with its input.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Call {
            $(#[doc = $summary] $name(Box<$input>),)+
        }

        impl Call {
            /// Every call, those of AWS first.
            pub const FORMS: &[CallForm] = &[$(CallForm {
                name: stringify!($name),
                summary: $summary,
                rows: <$input as Table>::ROWS,
            },)+];

            /// Its name.
            pub const fn name(&self) -> &'static str {
                match self {
                    $(Self::$name(_) => stringify!($name),)+
                }
            }

            /// The call of this name with nothing in its input.
            pub(super) fn named(name: &str) -> Option<Self> {
                $(if name == stringify!($name) {
                    return Some(Self::$name(Box::new(Blank::blank())));
                })+
                None
            }

            pub(super) fn input(&self) -> &dyn Field {
                match self {
                    $(Self::$name(input) => input.as_ref(),)+
                }
            }

            pub(super) fn input_mut(&mut self) -> &mut dyn Field {
                match self {
                    $(Self::$name(input) => input.as_mut(),)+
                }
            }
        }
    };
}

// A new call is one row here, its input as a table in one of the modules beside, and one arm in the player.
calls! {
    CreateCluster(instance::CreateCluster) "makes a cluster; without a name, the cluster `default`";
    DeleteCluster(instance::DeleteCluster) "deletes a cluster";
    RegisterTaskDefinition(TaskDefinition) "registers the next revision of a family";
    DeregisterTaskDefinition(task::DeregisterTaskDefinition) "makes a revision INACTIVE";
    DeleteTaskDefinitions(task::DeleteTaskDefinitions) "deletes INACTIVE revisions";
    CreateTargetGroup(load_balancing::CreateTargetGroup) "makes a target group";
    ModifyTargetGroup(load_balancing::ModifyTargetGroup) "changes how a target group checks health";
    ModifyTargetGroupAttributes(load_balancing::ModifyTargetGroupAttributes) "changes attributes of a target group";
    DeleteTargetGroup(load_balancing::DeleteTargetGroup) "deletes a target group";
    CreateLoadBalancer(load_balancing::CreateLoadBalancer) "makes a load balancer, with a listener if it has default actions";
    ModifyLoadBalancerAttributes(load_balancing::ModifyLoadBalancerAttributes) "changes attributes of a load balancer";
    DeleteLoadBalancer(load_balancing::DeleteLoadBalancer) "deletes a load balancer with its listeners";
    CreateListener(listeners::CreateListener) "makes a listener";
    ModifyListener(listeners::ModifyListener) "changes the port or the default action of a listener";
    DeleteListener(listeners::DeleteListener) "deletes a listener";
    CreateRule(listeners::CreateRule) "makes a rule of a listener";
    ModifyRule(listeners::ModifyRule) "changes conditions or actions of a rule";
    SetRulePriorities(listeners::SetRulePriorities) "gives rules other priorities";
    DeleteRule(listeners::DeleteRule) "deletes a rule";
    CreateService(service::CreateService) "makes a service";
    UpdateService(service::UpdateService) "changes a service; what is left out stays";
    DeleteService(service::DeleteService) "deletes a service";
    CreateTaskSet(service::CreateTaskSet) "makes a task set of a service with the EXTERNAL deployment controller";
    UpdateTaskSet(service::UpdateTaskSet) "scales a task set";
    UpdateServicePrimaryTaskSet(service::UpdateServicePrimaryTaskSet) "lets a task set serve production";
    DeleteTaskSet(service::DeleteTaskSet) "deletes a task set";
    UpdateTaskProtection(task::UpdateTaskProtection) "keeps scale-in and deployments from stopping tasks, or lets them again";
    StopServiceDeployment(deployments::StopServiceDeployment) "rolls a deployment of a service back, or aborts it";
    ContinueServiceDeployment(deployments::ContinueServiceDeployment) "ends the pause of a lifecycle hook";
    RegisterScalableTarget(scaling::RegisterScalableTarget) "lets a service be scaled between two counts";
    DeregisterScalableTarget(scaling::DeregisterScalableTarget) "lets a service be scaled no more";
    PutScalingPolicy(scaling::PutScalingPolicy) "scales a service by the requests of each target in a minute";
    PutMetricAlarm(alarms::PutMetricAlarm) "makes a CloudWatch alarm in state OK, or changes it";
    SetAlarmState(alarms::SetAlarmState) "sets the state of a CloudWatch alarm";
    RunTask(task::RunTask) "starts tasks that belong to no service";
    StartTask(task::StartTask) "starts such tasks on instances that it names";
    StopTask(task::StopTask) "stops a task";
    UpdateContainerInstancesState(instance::UpdateContainerInstancesState) "drains container instances, or lets them take tasks again";
    DeregisterContainerInstance(instance::DeregisterContainerInstance) "takes a container instance out of its cluster";
    PutAttributes(instance::Attributes) "gives container instances attributes";
    DeleteAttributes(instance::Attributes) "takes attributes of container instances away";
    LaunchInstances(playground::LaunchInstances) "machines start and register as container instances";
    TerminateInstance(playground::TerminateInstance) "a machine is gone, with all that ran on it";
    DisconnectAgent(playground::DisconnectAgent) "the agent of a container instance says nothing more";
    ConnectAgent(playground::ConnectAgent) "a silent agent is back";
    KillContainer(playground::KillContainer) "the process of a container ends";
    SetHookFunction(deployments::SetHookFunction) "from now on the function behind a lifecycle hook answers so";
    FillMemory(playground::FillMemory) "a container uses all the memory that it may, and more";
    ChangeProcess(playground::ChangeProcess) "the process of a container behaves so from now on; without a fault as its image again";
    LoseZone(playground::LoseZone) "the machines and the Fargate tasks of an Availability Zone are gone";
    SetFargateSpotCapacity(playground::SetFargateSpotCapacity) "Fargate Spot runs out of capacity, or has some again";
    InterruptSpotTask(playground::InterruptSpotTask) "Fargate takes the capacity of a task on Fargate Spot back";
    SetRole(playground::SetRole) "from now on a role may do this and nothing else";
    PutSecret(playground::SecretInput) "a secret is there";
    DeleteSecret(playground::SecretInput) "a secret is not there any more";
    CreateLogGroup(playground::LogGroupInput) "a log group is there";
    DeleteLogGroup(playground::LogGroupInput) "a log group is not there any more";
    PushImage(playground::PushImage) "from now on an image of this name behaves so";
    SetTraffic(traffic::SetTraffic) "clients send so many requests a second";
}

impl Blank for Call {
    fn blank() -> Self {
        Self::CreateCluster(Box::new(Blank::blank()))
    }
}
