//! Tasks that are in fewer target groups than they should be: their target group is gone, or full.

use alloc::vec::Vec;

use crate::service::Condition;
use crate::{
    FailureCause, RegistrationFailure, Rule, ServiceId, ServiceLoadBalancer, ServiceMessage,
    TargetGroupId, TaskId, TaskStatus, Timer, World,
};

impl World {
    /// Why a target group takes no further target. Rule: `TargetsPerTargetGroup`.
    pub(super) fn obstacle_to_register(&self, id: TargetGroupId) -> Option<RegistrationFailure> {
        let Some(group) = self.target_groups.get(&id) else {
            return Some(RegistrationFailure::TargetGroupNotFound);
        };
        let is_full = group.targets.len() >= self.start.quotas.targets_per_target_group;
        is_full.then_some(RegistrationFailure::TooManyTargets)
    }

    /// A task is not registered; the scheduler of its service says so, and tries again.
    pub(super) fn note_unregistered(
        &mut self,
        id: TaskId,
        group: TargetGroupId,
        failure: RegistrationFailure,
    ) {
        if failure == RegistrationFailure::TooManyTargets {
            self.note_use(Rule::TargetsPerTargetGroup);
        }
        if let Some(service) = self.tasks[&id].service() {
            let memory = &mut self.service_mut(service).memory;
            memory.lacks_targets = true;
            memory.unregistered.insert((group, failure));
            self.wake(service);
        }
    }

    /// A target has left: there may be room for another one.
    pub(super) fn wake_who_lacks_targets(&mut self) {
        let lacking = self
            .services()
            .filter(|service| service.memory.lacks_targets);
        let lacking: Vec<ServiceId> = lacking.map(|service| service.id).collect();
        for service in lacking {
            self.wake(service);
        }
    }

    /// A target group that no listener forwards to goes: its targets are forgotten, and what services know of it is its
    /// name. Rule: `TargetGroupGone`.
    pub(super) fn remove_target_group(&mut self, id: TargetGroupId) {
        let targets: Vec<TaskId> = self.target_groups[&id].targets.keys().copied().collect();
        for task in targets {
            self.cut_requests(id, task, FailureCause::TargetGroupDeleted);
            self.agenda.cancel(Timer::TargetHealth(id, task));
            self.agenda.cancel(Timer::TargetRegistered(id, task));
            self.forget_target(id, task, Rule::TargetGroupGone);
        }
        self.agenda.cancel(Timer::Answers(id));
        let group = self.target_groups.remove(&id).expect("it was found");
        if let Some(balancer) = group.load_balancer {
            let totals = group.request_totals();
            self.load_balancer_mut(balancer).departed.add(&totals);
        }
        let attached = self.services().filter(|service| service.is_attached_to(id));
        let attached: Vec<ServiceId> = attached.map(|service| service.id).collect();
        for service in &attached {
            self.service_mut(*service).memory.lacks_targets = true;
            self.wake(*service);
        }
        self.forget_departed_target_groups();
        if self.is_named_by_a_service(id) {
            let name = group.name.clone();
            self.departed_target_groups.insert(id, name);
            self.rest_on(Rule::TargetGroupGone);
        }
    }

    /// Whether a service is attached to a target group, or may return to a service revision that is.
    fn is_named_by_a_service(&self, id: TargetGroupId) -> bool {
        self.services().any(|service| {
            let mut revisions = service.revisions();
            service.is_attached_to(id) || revisions.any(|revision| revision.is_attached_to(id))
        })
    }

    /// Deleted target groups that no service names any more have no name either.
    fn forget_departed_target_groups(&mut self) {
        let mut departed = core::mem::take(&mut self.departed_target_groups);
        departed.retain(|id, _| self.is_named_by_a_service(*id));
        self.departed_target_groups = departed;
    }

    /// Registers the tasks of a service that are in fewer target groups than they should be, and says what is missing.
    /// Rules: `TargetGroupGone`, `TargetsPerTargetGroup`.
    pub(crate) fn mend_targets(&mut self, id: ServiceId) {
        let mut gone = Vec::new();
        let mut is_lacking = false;
        for (task, attached) in self.missing_targets(id) {
            let group = attached.target_group;
            match self.obstacle_to_register(group) {
                Some(RegistrationFailure::TargetGroupNotFound) => gone.push((task, group)),
                None if self.tasks[&task].last_status == TaskStatus::Running => {
                    self.register_target(task, &attached);
                    self.start_checks_in(group, task, id);
                    self.resolve(id, Condition::Unregistered(group));
                }
                Some(RegistrationFailure::TooManyTargets) | None => is_lacking = true,
            }
        }
        let failed = core::mem::take(&mut self.service_mut(id).memory.unregistered);
        for (group, failure) in failed {
            let message = ServiceMessage::FailedToRegister(group, failure);
            self.say_lasting(id, Condition::Unregistered(group), message);
        }
        for (task, target_group) in &gone {
            self.say_target_group_gone(id, *task, *target_group);
        }
        self.resolve_conditions(id, |condition| match condition {
            Condition::TargetGroupGone(said) => !gone.iter().any(|(task, _)| task == said),
            _ => false,
        });
        self.service_mut(id).memory.lacks_targets = is_lacking || !gone.is_empty();
    }

    fn say_target_group_gone(&mut self, id: ServiceId, task: TaskId, target_group: TargetGroupId) {
        let state = &self.tasks[&task];
        let is_running = state.last_status == TaskStatus::Running;
        if let Some(deployment) = state.deployment().filter(|_| is_running) {
            let message = ServiceMessage::TargetGroupNotFound {
                deployment,
                task,
                target_group,
            };
            self.say_lasting(id, Condition::TargetGroupGone(task), message);
        }
    }

    /// The tasks of a service that should be in a target group and are not, with what attaches them to it; those that
    /// are not registered yet aside.
    fn missing_targets(&self, id: ServiceId) -> Vec<(TaskId, ServiceLoadBalancer)> {
        let tasks = self.services[&id]
            .tasks
            .iter()
            .map(|task| &self.tasks[task]);
        let up =
            tasks.filter(|task| task.is_active() && task.last_status >= TaskStatus::Activating);
        let mut missing = Vec::new();
        for task in up {
            let attached = self
                .deployment_of(task)
                .map_or(&[][..], |of| &of.load_balancers);
            for attached in attached {
                let group = self.target_groups.get(&attached.target_group);
                if group.is_none_or(|group| !group.targets.contains_key(&task.id)) {
                    missing.push((task.id, attached.clone()));
                }
            }
        }
        missing
    }
}
