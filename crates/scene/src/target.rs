//! What can be pointed at in the picture.

use sim::{InstanceId, LoadBalancerId, TargetGroupId, TaskId};

/// One thing in the picture that can be selected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// A task.
    Task(TaskId),
    /// A container instance.
    Instance(InstanceId),
    /// A target group.
    TargetGroup(TargetGroupId),
    /// A load balancer.
    LoadBalancer(LoadBalancerId),
    /// Those who send requests.
    Clients,
}
