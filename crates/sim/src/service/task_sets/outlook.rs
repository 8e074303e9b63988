//! What a service with task sets does and waits for.

use super::super::Activity;
use crate::{Service, Timer, Wait, World};

impl World {
    /// What a service with task sets does.
    pub(crate) fn task_set_activity(&self, service: &Service) -> Activity {
        if service.deployments.is_empty() {
            return Activity::WithoutTaskSet;
        }
        let wanted = self.wanted_in_all(service);
        if service.steady_since.is_some() {
            return if wanted == 0 {
                Activity::Idle
            } else {
                Activity::Steady
            };
        }
        let census = self.census(service);
        let on_draining = census.count(|task| task.is_on_draining);
        let active = census.count(|task| task.is_active);
        if on_draining > 0 {
            Activity::MovingOff(on_draining)
        } else if census.tasks.iter().any(|task| task.failure.is_some()) {
            Activity::Recovering(None)
        } else if active > wanted || census.tasks.iter().any(|task| task.is_leaving) {
            Activity::ScalingIn
        } else {
            Activity::ScalingOut
        }
    }

    /// What its task sets wait for: a task to come up or to go, or the next look of the scheduler.
    pub(in super::super) fn task_set_wait(&self, service: &Service) -> Option<Wait> {
        let throttled_until = service.memory.launch_not_before;
        let throttle = (throttled_until > self.now).then_some(Wait::Throttle(throttled_until));
        throttle
            .or_else(|| self.rising_wait(service))
            .or_else(|| self.leaving_wait(service, false))
            .or_else(|| self.first_protection(service.tasks.iter()))
            .or_else(|| {
                self.due_at(Timer::ServicePass(service.id))
                    .map(Wait::NextPass)
            })
    }
}
