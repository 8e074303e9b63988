//! Everything that can be asked of Amazon ECS, or done to it.

mod balancing;
mod faults;
mod launch;
mod scheduling;
mod task_sets;

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

pub use balancing::{
    BalancingCommand, CreateLoadBalancer, CreateRule, CreateTargetGroup, NewListener,
};
pub use faults::{Fault, ProcessFaults};
pub use launch::{ContainerOverride, RunTask, StartTask, TaskOverride};
pub use scheduling::UpdateTaskProtection;
pub use task_sets::{CreateTaskSet, TaskSetCommand};

use crate::{
    AccountChange, AdvancedConfiguration, AlarmCommand, Attribute, AvailabilityZoneRebalancing,
    CapacityProviderStrategyItem, ClusterId, DeploymentConfigurationInput, DeploymentController,
    DeploymentId, Duration, HookCommand, HowDisconnected, Image, InstanceId, InstanceStatus,
    LaunchType, ListenerId, ListenerRuleId, LoadBalancerId, PlacementConstraint, PlacementStrategy,
    ScalingCommand, SchedulingStrategy, ServiceDeploymentId, ServiceId, SpotCapacity, StopType,
    TargetGroupId, TargetHealthCheckInput, TaskDefinition, TaskId, TrafficShape, Zone,
};

/// A request to the world: an AWS call, or something that only the playground can do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// `CreateCluster`; an existing name gives the existing cluster.
    CreateCluster {
        /// `clusterName`.
        name: String,
    },
    /// `DeleteCluster`.
    DeleteCluster {
        /// `cluster`.
        cluster: ClusterId,
    },
    /// `RegisterTaskDefinition`.
    RegisterTaskDefinition(Box<TaskDefinition>),
    /// `DeregisterTaskDefinition`.
    DeregisterTaskDefinition {
        /// `taskDefinition`: `family:revision`, or its ARN.
        task_definition: String,
    },
    /// `DeleteTaskDefinitions`.
    DeleteTaskDefinitions {
        /// `taskDefinitions`: 1 to 10 of `family:revision`, or their ARNs.
        task_definitions: Vec<String>,
    },
    /// `CreateTargetGroup`.
    CreateTargetGroup(Box<CreateTargetGroup>),
    /// `ModifyTargetGroup`.
    ModifyTargetGroup {
        /// Which.
        target_group: TargetGroupId,
        /// The health check settings.
        health_check: TargetHealthCheckInput,
    },
    /// `CreateLoadBalancer`.
    CreateLoadBalancer(Box<CreateLoadBalancer>),
    /// What else is asked of Elastic Load Balancing.
    Balancing(Box<BalancingCommand>),
    /// `CreateService`.
    CreateService(Box<CreateService>),
    /// `UpdateService`.
    UpdateService(Box<UpdateService>),
    /// `DeleteService`.
    DeleteService {
        /// Which.
        service: ServiceId,
        /// Needed while tasks are desired.
        force: bool,
    },
    /// `UpdateTaskProtection`.
    UpdateTaskProtection(Box<UpdateTaskProtection>),
    /// `StopServiceDeployment`.
    StopServiceDeployment {
        /// `serviceDeploymentArn`.
        service_deployment: ServiceDeploymentId,
        /// `stopType`.
        stop_type: StopType,
    },
    /// What is asked of the task sets of a service.
    TaskSet(Box<TaskSetCommand>),
    /// What is asked of CloudWatch.
    Alarm(AlarmCommand),
    /// What is asked of Application Auto Scaling.
    Scaling(ScalingCommand),
    /// What is asked of lifecycle hooks.
    Hook(HookCommand),
    /// `RunTask`.
    RunTask(Box<RunTask>),
    /// `StartTask`.
    StartTask(Box<StartTask>),
    /// `StopTask`.
    StopTask {
        /// `cluster`; absent is that of the task.
        cluster: Option<ClusterId>,
        /// Which.
        task: TaskId,
        /// Shown as its `stoppedReason`.
        reason: Option<String>,
    },
    /// Playground: a machine starts and registers with a cluster.
    LaunchInstance(Box<LaunchInstance>),
    /// `PutAttributes`.
    PutAttributes {
        /// `cluster`.
        cluster: ClusterId,
        /// `attributes`, each with its `targetId`.
        attributes: Vec<(InstanceId, Attribute)>,
    },
    /// `DeleteAttributes`.
    DeleteAttributes {
        /// `cluster`.
        cluster: ClusterId,
        /// The names of `attributes`, each with its `targetId`.
        attributes: Vec<(InstanceId, String)>,
    },
    /// `UpdateContainerInstancesState`.
    UpdateContainerInstancesState {
        /// `cluster`.
        cluster: ClusterId,
        /// `containerInstances`, 1 to 10.
        container_instances: Vec<InstanceId>,
        /// `status`.
        status: InstanceStatus,
    },
    /// `DeregisterContainerInstance`.
    DeregisterContainerInstance {
        /// `cluster`.
        cluster: ClusterId,
        /// `containerInstance`.
        container_instance: InstanceId,
        /// `force`: needed while tasks are there.
        force: bool,
    },
    /// Playground, a fault: the agent of a container instance says nothing more.
    DisconnectAgent {
        /// On which instance.
        instance: InstanceId,
        /// How it goes.
        how: HowDisconnected,
    },
    /// Playground: a silent agent is back.
    ConnectAgent {
        /// On which instance.
        instance: InstanceId,
    },
    /// Playground, a fault: a machine is gone, with all that ran on it.
    TerminateInstance {
        /// Which.
        instance: InstanceId,
    },
    /// Playground, a fault: the process of a container ends.
    KillContainer {
        /// Whose.
        task: TaskId,
        /// Which, by its place in the definition.
        container: usize,
        /// With which exit code.
        exit_code: u8,
    },
    /// Playground, a fault: a container uses all the memory that it may, and more.
    FillMemory {
        /// Whose.
        task: TaskId,
        /// Which, by its place in the definition.
        container: usize,
    },
    /// Playground, a fault: something goes wrong with one process, or with a whole zone.
    Fault(Fault),
    /// Playground: Fargate Spot runs out of capacity, or has some again.
    ChangeSpotCapacity(SpotCapacity),
    /// Playground: Fargate takes the capacity of a task on Fargate Spot back.
    InterruptSpotTask {
        /// Which.
        task: TaskId,
    },
    /// Playground: the account around Amazon ECS changes.
    ChangeAccount(AccountChange),
    /// Playground: from now on an image of this name behaves so, for containers that pull it.
    PushImage {
        /// The name as task definitions write it.
        name: String,
        /// How it behaves.
        image: Image,
    },
    /// Playground: clients send so many requests a second.
    SetTraffic {
        /// To which load balancer.
        load_balancer: LoadBalancerId,
        /// How many a second.
        requests_per_second: u32,
    },
    /// Playground: how the rate changes with time from now on, and when clients give up. `SetTraffic` makes it steady.
    ShapeTraffic {
        /// To which load balancer.
        load_balancer: LoadBalancerId,
        /// In which manner.
        shape: TrafficShape,
    },
}

/// The input of `CreateService`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CreateService {
    /// `cluster`.
    pub cluster: ClusterId,
    /// `serviceName`.
    pub service_name: String,
    /// `taskDefinition`: `family` or `family:revision`; none with the EXTERNAL deployment controller.
    pub task_definition: Option<String>,
    /// `desiredCount`; none with the DAEMON scheduling strategy.
    pub desired_count: Option<u32>,
    /// `deploymentController`.
    pub deployment_controller: DeploymentController,
    /// `schedulingStrategy`.
    pub scheduling_strategy: SchedulingStrategy,
    /// `availabilityZoneRebalancing`; absent is ENABLED where that is possible.
    pub availability_zone_rebalancing: Option<AvailabilityZoneRebalancing>,
    /// `launchType`.
    pub launch_type: LaunchType,
    /// `deploymentConfiguration`: minimumHealthyPercent, absent 100, or 0 for DAEMON.
    pub minimum_healthy_percent: Option<u32>,
    /// `deploymentConfiguration`: maximumPercent, absent 200, or 100 for DAEMON.
    pub maximum_percent: Option<u32>,
    /// The rest of `deploymentConfiguration`.
    pub deployment_configuration: DeploymentConfigurationInput,
    /// `healthCheckGracePeriodSeconds`, absent 0.
    pub health_check_grace_period: Option<Duration>,
    /// `loadBalancers`.
    pub load_balancers: Vec<LoadBalancerInput>,
    /// The zones of `networkConfiguration`'s subnets; needed in awsvpc mode.
    pub subnet_zones: Vec<Zone>,
    /// `placementConstraints`.
    pub placement_constraints: Vec<PlacementConstraint>,
    /// `placementStrategy`.
    pub placement_strategy: Vec<PlacementStrategy>,
    /// `capacityProviderStrategy`: Fargate's providers, in place of a launch type; the launch type is FARGATE then.
    pub capacity_provider_strategy: Vec<CapacityProviderStrategyItem>,
}

impl CreateService {
    /// A REPLICA service of the ECS deployment controller on EC2, and nothing else said: it has no definition yet.
    pub fn of(cluster: ClusterId, service_name: &str) -> Self {
        Self {
            cluster,
            service_name: String::from(service_name),
            task_definition: None,
            desired_count: None,
            deployment_controller: DeploymentController::Ecs,
            scheduling_strategy: SchedulingStrategy::Replica,
            availability_zone_rebalancing: None,
            launch_type: LaunchType::Ec2,
            minimum_healthy_percent: None,
            maximum_percent: None,
            deployment_configuration: DeploymentConfigurationInput::NONE,
            health_check_grace_period: None,
            load_balancers: Vec::new(),
            subnet_zones: Vec::new(),
            placement_constraints: Vec::new(),
            placement_strategy: Vec::new(),
            capacity_provider_strategy: Vec::new(),
        }
    }
}

/// The input of `UpdateService`; absent stays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UpdateService {
    /// `service`.
    pub service: ServiceId,
    /// `desiredCount`.
    pub desired_count: Option<u32>,
    /// `taskDefinition`: `family` or `family:revision`.
    pub task_definition: Option<String>,
    /// `deploymentConfiguration`: minimumHealthyPercent.
    pub minimum_healthy_percent: Option<u32>,
    /// `deploymentConfiguration`: maximumPercent.
    pub maximum_percent: Option<u32>,
    /// The rest of `deploymentConfiguration`.
    pub deployment_configuration: DeploymentConfigurationInput,
    /// `healthCheckGracePeriodSeconds`.
    pub health_check_grace_period: Option<Duration>,
    /// `loadBalancers`; an empty list detaches.
    pub load_balancers: Option<Vec<LoadBalancerInput>>,
    /// The zones of `networkConfiguration`'s subnets.
    pub subnet_zones: Option<Vec<Zone>>,
    /// `placementConstraints`; an empty list removes them.
    pub placement_constraints: Option<Vec<PlacementConstraint>>,
    /// `placementStrategy`; an empty list removes it.
    pub placement_strategy: Option<Vec<PlacementStrategy>>,
    /// `capacityProviderStrategy`; for tasks that are started from now on.
    pub capacity_provider_strategy: Option<Vec<CapacityProviderStrategyItem>>,
    /// `availabilityZoneRebalancing`.
    pub availability_zone_rebalancing: Option<AvailabilityZoneRebalancing>,
    /// `forceNewDeployment`.
    pub force_new_deployment: bool,
}

impl UpdateService {
    /// An update of this service that changes nothing yet.
    pub const fn of(service: ServiceId) -> Self {
        Self {
            service,
            desired_count: None,
            task_definition: None,
            minimum_healthy_percent: None,
            maximum_percent: None,
            deployment_configuration: DeploymentConfigurationInput::NONE,
            health_check_grace_period: None,
            load_balancers: None,
            subnet_zones: None,
            placement_constraints: None,
            placement_strategy: None,
            capacity_provider_strategy: None,
            availability_zone_rebalancing: None,
            force_new_deployment: false,
        }
    }
}

/// A machine to start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LaunchInstance {
    /// Where it registers.
    pub cluster: ClusterId,
    /// Such as `c6i.large`.
    pub instance_type: String,
    /// In which Availability Zone.
    pub zone: Zone,
    /// Its custom attributes (`ECS_INSTANCE_ATTRIBUTES`).
    pub attributes: Vec<Attribute>,
    /// Whether the account setting `awsvpcTrunking` is on.
    pub awsvpc_trunking: bool,
}

impl LaunchInstance {
    /// A machine of this type without attributes of its own and without trunking.
    pub fn of(cluster: ClusterId, instance_type: &str, zone: Zone) -> Self {
        Self {
            cluster,
            instance_type: String::from(instance_type),
            zone,
            attributes: Vec::new(),
            awsvpc_trunking: false,
        }
    }
}

impl From<LaunchInstance> for Command {
    fn from(input: LaunchInstance) -> Self {
        Self::LaunchInstance(Box::new(input))
    }
}

/// One of `loadBalancers`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoadBalancerInput {
    /// `targetGroupArn`.
    pub target_group: TargetGroupId,
    /// `containerName`.
    pub container_name: String,
    /// `containerPort`.
    pub container_port: u16,
    /// `advancedConfiguration`.
    pub advanced_configuration: Option<AdvancedConfiguration>,
}

/// One of `failures`: what part of a request that was taken could not be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// `arn`: of what.
    pub arn: Option<String>,
    /// `reason`, in AWS's words.
    pub reason: String,
}

/// What a command that was taken has made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Response {
    /// Nothing to name.
    Done,
    /// A cluster.
    Cluster(ClusterId),
    /// A container instance.
    Instance(InstanceId),
    /// Container instances.
    Instances {
        /// `containerInstances`: those that were found.
        changed: Vec<InstanceId>,
        /// `failures`.
        failures: Vec<Failure>,
    },
    /// A revision: its family and number.
    TaskDefinition {
        /// `family`.
        family: String,
        /// `revision`.
        revision: u32,
    },
    /// Revisions that are being deleted, and those that cannot be.
    TaskDefinitions {
        /// `taskDefinitions`: the family and number of each.
        deleted: Vec<(String, u32)>,
        /// `failures`.
        failures: Vec<Failure>,
    },
    /// Tasks that were started.
    Tasks {
        /// `tasks`.
        tasks: Vec<TaskId>,
        /// `failures`.
        failures: Vec<Failure>,
    },
    /// Tasks whose protection is as it was asked.
    ProtectedTasks {
        /// `protectedTasks`.
        tasks: Vec<TaskId>,
        /// `failures`.
        failures: Vec<Failure>,
    },
    /// A target group.
    TargetGroup(TargetGroupId),
    /// A load balancer.
    LoadBalancer(LoadBalancerId),
    /// A listener, with its default rule.
    Listener(ListenerId),
    /// A rule of a listener.
    Rule(ListenerRuleId),
    /// A service, and the deployment that began.
    Service {
        /// The service.
        service: ServiceId,
        /// The deployment, if one began.
        deployment: Option<DeploymentId>,
    },
    /// A task set.
    TaskSet {
        /// Of which service.
        service: ServiceId,
        /// Which.
        task_set: DeploymentId,
    },
}
