//! What the rest of the core takes hold of in a world.

use alloc::sync::Arc;

use crate::random::{Draw, draw, draw_duration};
use crate::timings::Span;
use crate::{
    Duration, Instance, InstanceId, LoadBalancer, LoadBalancerId, SchedulerWakes, Service,
    ServiceId, TargetGroup, TargetGroupId, Task, TaskId, World,
};

impl World {
    pub(crate) fn ticks_always(&self) -> bool {
        self.start.scheduler == SchedulerWakes::Always
    }

    pub(crate) fn draw(&self, purpose: Draw, subject: u128) -> u64 {
        draw(self.start.seed, purpose, subject)
    }

    pub(crate) fn draw_duration(&self, purpose: Draw, subject: u128, span: Span) -> Duration {
        draw_duration(self.start.seed, purpose, subject, span)
    }

    pub(crate) fn task_mut(&mut self, id: TaskId) -> &mut Task {
        Arc::make_mut(self.tasks.get_mut(&id).expect("the task exists"))
    }

    pub(crate) fn service_mut(&mut self, id: ServiceId) -> &mut Service {
        Arc::make_mut(self.services.get_mut(&id).expect("the service exists"))
    }

    pub(crate) fn instance_mut(&mut self, id: InstanceId) -> &mut Instance {
        Arc::make_mut(self.instances.get_mut(&id).expect("the instance exists"))
    }

    pub(crate) fn target_group_mut(&mut self, id: TargetGroupId) -> &mut TargetGroup {
        Arc::make_mut(
            self.target_groups
                .get_mut(&id)
                .expect("the target group exists"),
        )
    }

    pub(crate) fn load_balancer_mut(&mut self, id: LoadBalancerId) -> &mut LoadBalancer {
        Arc::make_mut(
            self.load_balancers
                .get_mut(&id)
                .expect("the load balancer exists"),
        )
    }
}
