//! What is due when: only what is next, never a tick.

use core::cmp::Reverse;

use crate::event::Cause;
use crate::table::{Map, Set};
use crate::{InstanceId, LoadBalancerId, ServiceId, TargetGroupId, TaskId, Time};

/// A reason to wake. Timers due in one instant fire in the order of these variants, then of their subjects.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Timer {
    /// Requests at a target group end.
    Answers(TargetGroupId),
    /// Requests arrive at a load balancer.
    Arrivals(LoadBalancerId),
    /// Clients of a load balancer try again.
    Retries(LoadBalancerId),
    /// A task's resources are ready: PROVISIONING ends.
    Provisioned(TaskId),
    /// The agent takes the task and begins to pull.
    AgentAccepts(TaskId),
    /// A container's image is there.
    Pulled(TaskId, usize),
    /// A container is created and started.
    Started(TaskId, usize),
    /// The load balancer has been told: ACTIVATING ends.
    Activated(TaskId),
    /// A container's process ends by itself, or has finished after SIGTERM.
    Exits(TaskId, usize),
    /// A container of a task uses more memory than it may.
    OutOfMemory(TaskId),
    /// Containers that wait for this one have waited for its `startTimeout`.
    StartTimeout(TaskId, usize),
    /// The time between SIGTERM and SIGKILL is over.
    StopTimeout(TaskId, usize),
    /// A container's health check reaches another verdict.
    ContainerHealth(TaskId, usize),
    /// A health probe of a target reaches another verdict.
    TargetHealth(TargetGroupId, TaskId),
    /// A Network Load Balancer begins to probe a target.
    TargetRegistered(TargetGroupId, TaskId),
    /// A target has drained.
    TargetDrained(TargetGroupId, TaskId),
    /// The deregistration delay that a task waits for is over: DEACTIVATING ends.
    Deactivated(TaskId),
    /// A task's containers have ended: STOPPING ends.
    ContainersEnded(TaskId),
    /// The network interface is gone: DEPROVISIONING ends.
    Deprovisioned(TaskId),
    /// Amazon ECS counts a silent agent as disconnected.
    AgentMissed(InstanceId),
    /// A STOPPED task is no longer described.
    Forgotten(TaskId),
    /// The protection of a task from scale-in is over.
    ProtectionExpires(TaskId),
    /// A minute of a scaled service is over.
    ScalingPeriod(ServiceId),
    /// A service says that it is steady, just after its deployment completed.
    SaySteady(ServiceId),
    /// The scheduler looks at a service. Last, so that it sees the whole instant.
    ServicePass(ServiceId),
}

/// The timers of a world: each is armed at most once.
#[derive(Clone, Debug, Default)]
pub(crate) struct Agenda {
    /// The soonest last, where taking it moves nothing.
    due: Set<Reverse<(Time, Timer)>>,
    /// The timers of traffic last, which come and go most often.
    armed: Map<Reverse<Timer>, (Time, Cause)>,
}

impl Agenda {
    pub(crate) fn next(&self) -> Option<Time> {
        self.due.last().map(|Reverse((at, _))| *at)
    }

    pub(crate) fn due_at(&self, timer: Timer) -> Option<Time> {
        self.armed.get(&Reverse(timer)).map(|(at, _)| *at)
    }

    /// Arms a timer, or moves it.
    pub(crate) fn arm(&mut self, timer: Timer, at: Time, cause: Cause) {
        if let Some((before, _)) = self.armed.insert(Reverse(timer), (at, cause)) {
            self.due.remove(&Reverse((before, timer)));
        }
        self.due.insert(Reverse((at, timer)));
    }

    /// Arms a timer unless it is due at that time or earlier already.
    pub(crate) fn arm_by(&mut self, timer: Timer, at: Time, cause: Cause) {
        if self.due_at(timer).is_none_or(|before| before > at) {
            self.arm(timer, at, cause);
        }
    }

    pub(crate) fn cancel(&mut self, timer: Timer) {
        if let Some((at, _)) = self.armed.remove(&Reverse(timer)) {
            self.due.remove(&Reverse((at, timer)));
        }
    }

    /// Takes the first timer that is due at `now` or earlier.
    pub(crate) fn take_due(&mut self, now: Time) -> Option<(Timer, Cause)> {
        let Reverse((at, timer)) = *self.due.last()?;
        if at > now {
            return None;
        }
        self.due.remove(&Reverse((at, timer)));
        let (_, cause) = self
            .armed
            .remove(&Reverse(timer))
            .expect("what is due is armed");
        Some((timer, cause))
    }

    pub(crate) fn timers(&self) -> impl Iterator<Item = (Time, Timer)> {
        self.due.iter().rev().map(|Reverse(due)| *due)
    }

    pub(crate) fn len(&self) -> (usize, usize) {
        (self.due.len(), self.armed.len())
    }
}
