//! The agent of a container instance: its connection to Amazon ECS, lost and found again.

use alloc::vec::Vec;

use crate::agenda::Timer;
use crate::event::EventKind;
use crate::table::Set;
use crate::{
    Connectivity, HowDisconnected, InstanceId, Rejection, Response, Rule, Task, TaskId, Time, World,
};

impl World {
    /// `connectivity` of a task, and `connectivityAt`: when it was last connected. Rule: `AgentHeartbeat`.
    pub fn connectivity(&self, task: &Task) -> (Connectivity, Time) {
        let instance = task.instance.and_then(|instance| self.instance(instance));
        let Some(instance) = instance else {
            return (Connectivity::Connected, task.created_at());
        };
        let connectivity = if instance.agent_connected {
            Connectivity::Connected
        } else {
            Connectivity::Disconnected
        };
        (connectivity, instance.connected_at.max(task.created_at()))
    }

    /// Whether nothing that happens to a task reaches Amazon ECS, and nothing that it says reaches the task's machine.
    pub fn is_cut_off(&self, id: TaskId) -> bool {
        self.task(id)
            .and_then(|task| self.instance(task.instance?))
            .is_some_and(|instance| instance.silent_since.is_some())
    }

    /// What only the agent could tell waits until it is back; false if the agent is there. Rule: `StatusFrozen`.
    pub(crate) fn holds_back(&mut self, timer: Timer) -> bool {
        let (Timer::Provisioned(task)
        | Timer::AgentAccepts(task)
        | Timer::Activated(task)
        | Timer::Deactivated(task)
        | Timer::ContainersEnded(task)
        | Timer::Deprovisioned(task)) = timer
        else {
            return false;
        };
        if !self.is_cut_off(task) {
            return false;
        }
        self.hold_back(task, timer);
        true
    }

    pub(crate) fn hold_back(&mut self, task: TaskId, timer: Timer) {
        let instance = self.tasks[&task].instance.expect("it is cut off");
        self.instance_mut(instance).unreported.insert((task, timer));
    }

    /// The agent says nothing more: after a clean shutdown Amazon ECS knows at once, otherwise when it misses it.
    pub(crate) fn disconnect_agent(
        &mut self,
        id: InstanceId,
        how: HowDisconnected,
    ) -> Result<Response, Rejection> {
        let instance = self
            .instance(id)
            .ok_or_else(|| Rejection::playground("There is no such container instance."))?;
        if instance.silent_since.is_some() {
            return Err(Rejection::playground(
                "The agent of this container instance is silent already.",
            ));
        }
        let now = self.now;
        self.instance_mut(id).silent_since = Some(now);
        self.emit_by(Rule::StatusFrozen, EventKind::AgentFellSilent(id));
        match how {
            HowDisconnected::Clean => self.on_agent_missed(id),
            HowDisconnected::Silent => {
                let patience = self.start.timings.agent_patience;
                self.arm(Timer::AgentMissed(id), now + patience);
            }
        }
        Ok(Response::Done)
    }

    /// Amazon ECS has not heard from an agent for too long. Rules: `AgentHeartbeat`, `DisconnectedNotReplaced`.
    pub(crate) fn on_agent_missed(&mut self, id: InstanceId) {
        let now = self.now;
        let instance = self.instance_mut(id);
        instance.agent_connected = false;
        instance.disconnected_at = Some(now);
        let cluster = instance.cluster;
        self.emit_by(
            [
                Rule::AgentHeartbeat,
                Rule::StatusFrozen,
                Rule::DisconnectedNotReplaced,
            ],
            EventKind::AgentDisconnected(id),
        );
        self.instances_changed(cluster);
    }

    /// The agent is back, and tells in one instant what has happened meanwhile. Rule: `ReconnectReports`.
    pub(crate) fn connect_agent(&mut self, id: InstanceId) -> Result<Response, Rejection> {
        let instance = self
            .instance(id)
            .ok_or_else(|| Rejection::playground("There is no such container instance."))?;
        if instance.silent_since.is_none() {
            return Err(Rejection::playground(
                "The agent of this container instance is connected.",
            ));
        }
        if instance.is_gone {
            return Err(Rejection::playground(
                "The machine of this container instance is gone: nobody is there to connect.",
            ));
        }
        self.agenda.cancel(Timer::AgentMissed(id));
        let now = self.now;
        let instance = self.instance_mut(id);
        let was_missed = !core::mem::replace(&mut instance.agent_connected, true);
        if was_missed {
            instance.connected_at = now;
        }
        instance.silent_since = None;
        instance.disconnected_at = None;
        let unreported = core::mem::take(&mut instance.unreported);
        let (cluster, tasks): (_, Vec<TaskId>) = (
            instance.cluster,
            instance.reservations.keys().copied().collect(),
        );
        self.emit_by(Rule::ReconnectReports, EventKind::AgentConnected(id));
        for task in tasks {
            let held = unreported.iter().filter(|(subject, _)| *subject == task);
            let held: Set<Timer> = held.map(|(_, timer)| *timer).collect();
            self.report_task(task, &held);
        }
        self.instances_changed(cluster);
        Ok(Response::Done)
    }

    /// A machine goes away whose agent Amazon ECS had lost before: its processes end, and nobody reports it. Rule:
    /// `TerminatedUnnoticed`.
    pub(crate) fn terminate_unnoticed(&mut self, id: InstanceId) -> Result<Response, Rejection> {
        if self.instances[&id].is_gone {
            return Err(Rejection::playground(
                "The machine of this container instance is gone already.",
            ));
        }
        self.instance_mut(id).is_gone = true;
        self.emit_by(Rule::TerminatedUnnoticed, EventKind::InstanceTerminated(id));
        let tasks: Vec<TaskId> = self.instances[&id].reservations.keys().copied().collect();
        for task in tasks {
            self.end_containers_unnoticed(task);
        }
        Ok(Response::Done)
    }
}
