//! Scale-in protection: tasks that scale-in, deployments and rebalancing leave alone until a time.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::census::Census;
use super::rolling::Plan;
use super::{Condition, RolloutState};
use crate::agenda::Timer;
use crate::event::EventKind;
use crate::limits::{PROTECTED_TASKS_PER_CALL_MAX, PROTECTION_MINUTES_MAX};
use crate::table::Map;
use crate::{
    ClusterId, DeploymentId, Duration, Failure, ProtectionFromHealth, Rejection, Response, Rule,
    ServiceId, ServiceMessage, Task, TaskId, Time, UpdateTaskProtection, World,
};

/// How long a protection lasts of which nobody says so, in minutes. Rule: `ScaleInProtection`.
const PROTECTION_MINUTES: u32 = 120;

/// The protection of some tasks: until when each is protected, none for those that are not.
pub type TaskProtections = Vec<(TaskId, Option<Time>)>;

impl World {
    /// `GetTaskProtection`: until when tasks are protected, and those of which it cannot be told. No tasks asks for all
    /// tasks of services in the cluster.
    ///
    /// # Errors
    /// A cluster that is not there, or too many tasks.
    pub fn task_protection(
        &self,
        cluster: ClusterId,
        tasks: &[TaskId],
    ) -> Result<(TaskProtections, Vec<Failure>), Rejection> {
        self.active_cluster(cluster)?;
        check_task_count(tasks.len(), 0)?;
        let of_services = self
            .tasks()
            .filter(|task| task.cluster == cluster && task.is_active());
        let all: Vec<TaskId> = match tasks {
            [] => of_services
                .filter(|task| task.service().is_some())
                .map(|task| task.id)
                .collect(),
            asked => asked.to_vec(),
        };
        let mut known = Vec::new();
        let mut failures = Vec::new();
        for id in all {
            match self.protectable(cluster, id) {
                Ok(task) => known.push((id, task.protected_until)),
                Err(reason) => failures.push(self.protection_failure(cluster, id, reason)),
            }
        }
        Ok((known, failures))
    }

    /// `UpdateTaskProtection`: each task that can be protected, or let go; the others are named with the reason.
    pub(crate) fn update_task_protection(
        &mut self,
        input: UpdateTaskProtection,
    ) -> Result<Response, Rejection> {
        let UpdateTaskProtection {
            cluster,
            tasks,
            protection_enabled,
            expires_in_minutes,
        } = input;
        self.active_cluster(cluster)?;
        check_task_count(tasks.len(), 1)?;
        let minutes = expires_in_minutes.unwrap_or(PROTECTION_MINUTES);
        if !(1..=PROTECTION_MINUTES_MAX).contains(&minutes) {
            return Err(Rejection::invalid_parameter(format!(
                "expiresInMinutes must be between 1 and {PROTECTION_MINUTES_MAX}."
            ))
            .by(Rule::ScaleInProtection));
        }
        let until = self.now + Duration::from_secs(u64::from(minutes) * 60);
        let mut failures = Vec::new();
        let mut changed = Vec::new();
        for id in tasks {
            let blocked = protection_enabled && self.is_held_by_protection(id);
            let reason = match self.protectable(cluster, id) {
                Err(reason) => reason,
                Ok(_) if blocked => "DEPLOYMENT_BLOCKED",
                Ok(_) => {
                    self.set_protection(id, protection_enabled.then_some(until));
                    changed.push(id);
                    continue;
                }
            };
            self.note_use(Rule::ProtectionFailures);
            failures.push(self.protection_failure(cluster, id, reason));
        }
        Ok(Response::ProtectedTasks {
            tasks: changed,
            failures,
        })
    }

    /// A task that protection can be asked of. Rule: `ProtectionFailures`.
    fn protectable(&self, cluster: ClusterId, id: TaskId) -> Result<&Task, &'static str> {
        let task = self.task(id).filter(|task| task.cluster == cluster);
        let task = task.ok_or("MISSING")?;
        if task.service().is_some() && task.is_active() {
            Ok(task)
        } else {
            Err("TASK_NOT_VALID")
        }
    }

    fn protection_failure(&self, cluster: ClusterId, id: TaskId, reason: &str) -> Failure {
        let arn = self.task_arn_in(cluster, id);
        Failure {
            arn: Some(arn),
            reason: String::from(reason),
        }
    }

    /// Whether protected tasks already keep the deployment of this task's service from its end. Rule:
    /// `ProtectionFailures`.
    fn is_held_by_protection(&self, id: TaskId) -> bool {
        let service = self.task(id).and_then(Task::service);
        let service = service.and_then(|service| self.service(service));
        service.is_some_and(|service| {
            self.has_said_protected(service.id)
                && service
                    .leading_deployment()
                    .is_some_and(|leading| leading.rollout_state == RolloutState::InProgress)
        })
    }

    fn set_protection(&mut self, id: TaskId, until: Option<Time>) {
        if self.tasks[&id].protected_until == until {
            return;
        }
        self.task_mut(id).protected_until = until;
        self.emit_by(
            Rule::ScaleInProtection,
            EventKind::TaskProtectionChanged { task: id, until },
        );
        self.agenda.cancel(Timer::ProtectionExpires(id));
        if let Some(until) = until {
            self.arm(Timer::ProtectionExpires(id), until);
        }
    }

    pub(crate) fn on_protection_expires(&mut self, id: TaskId) {
        self.set_protection(id, None);
    }

    /// A task that is told to stop is not protected any more.
    pub(crate) fn end_protection(&mut self, id: TaskId) {
        if self.tasks[&id].protected_until.is_some() {
            self.task_mut(id).protected_until = None;
            self.agenda.cancel(Timer::ProtectionExpires(id));
        }
    }

    /// Whether scale-in and deployments leave a task alone. Rule: `ScaleInProtection`.
    pub(super) const fn is_protected(task: &Task, is_on_draining: bool) -> bool {
        task.protected_until.is_some() && !is_on_draining
    }

    /// Whether the replacement of unhealthy tasks leaves a task alone as well. Rule: `ProtectionFromHealth`.
    pub(super) fn is_spared_for_health(&self, task: &Task) -> bool {
        task.protected_until.is_some()
            && self.start.switches.protection_from_health == ProtectionFromHealth::Protected
    }

    /// Whether it was said that protected tasks hold a service up.
    pub(super) fn has_said_protected(&self, id: ServiceId) -> bool {
        let mut said = self.services[&id].memory.said.keys();
        said.any(|condition| matches!(condition, Condition::Protected(_)))
    }

    /// Says which protected tasks should have been stopped.
    pub(crate) fn note_protected(&mut self, id: ServiceId, plan: &Plan) {
        let mut held: Map<DeploymentId, u32> = Map::new();
        for task in &plan.held {
            let deployment = self.tasks[task].deployment();
            *held
                .entry(deployment.expect("a service started it"))
                .or_insert(0) += 1;
        }
        let said: Vec<Condition> = self.services[&id].memory.said.keys().copied().collect();
        for condition in said {
            if matches!(condition, Condition::Protected(of) if !held.contains_key(&of)) {
                self.resolve(id, condition);
            }
        }
        for (deployment, count) in held {
            self.say_lasting(
                id,
                Condition::Protected(deployment),
                ServiceMessage::HeldByProtection(deployment, count),
            );
        }
    }
}

/// The protected tasks among those that answer to this, at most so many.
pub(super) fn held(
    census: &Census,
    candidates: impl Fn(&super::TaskStanding) -> bool,
    count: u32,
) -> impl Iterator<Item = TaskId> {
    census
        .tasks
        .iter()
        .filter(move |task| task.is_protected && candidates(task))
        .map(|task| task.task)
        .take(count as usize)
}

/// Rule: `ScaleInProtection`.
fn check_task_count(count: usize, least: usize) -> Result<(), Rejection> {
    if count < least {
        return Err(Rejection::invalid_parameter("Tasks cannot be empty."));
    }
    if count > PROTECTED_TASKS_PER_CALL_MAX {
        return Err(Rejection::invalid_parameter(format!(
            "tasks can have at most {PROTECTED_TASKS_PER_CALL_MAX} entries."
        ))
        .by(Rule::ScaleInProtection));
    }
    Ok(())
}
