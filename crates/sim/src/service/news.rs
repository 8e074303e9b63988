//! What the scheduler of a service has heard: the events that let it decide, and are named as the cause.

use alloc::vec::Vec;

use super::census::Census;
use super::rolling::Plan;
use crate::event::{Cause, EventKind};
use crate::table::Map;
use crate::{
    DesiredStatus, EventSequence, HealthStatus, RolloutState, ServiceId, TargetState, TaskId,
    TaskStatus, World,
};

/// The latest event of each kind that a pass of the scheduler can rest on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct News {
    /// Its settings changed, a deployment began or came to another stage, or it is being deleted.
    settings: Option<EventSequence>,
    /// A task was told to stop, or its room became free.
    room: Option<EventSequence>,
    /// A task that was told to stop came to be STOPPING.
    left: Option<EventSequence>,
    /// An instance with tasks of it drains.
    draining: Option<EventSequence>,
    /// The cluster has more to give, after a task had no place.
    capacity: Option<EventSequence>,
    /// A task was started for an unhealthy one.
    replacement: Option<EventSequence>,
    /// Since which event a task may be healthy.
    sound: Map<TaskId, EventSequence>,
    /// Since which event a task fails.
    failing: Map<TaskId, EventSequence>,
}

/// What the stops of one pass can rest on.
pub(super) struct Occasions {
    /// Since when each healthy new task is, the latest last; no more than there are stops.
    healthy: Vec<EventSequence>,
}

impl World {
    /// An event that concerns a service.
    pub(crate) fn note_news(&mut self, id: ServiceId, sequence: EventSequence, kind: &EventKind) {
        match *kind {
            EventKind::ServiceCreated(_)
            | EventKind::ServiceUpdated(_)
            | EventKind::ServiceDraining(_)
            | EventKind::LifecycleStageChanged { .. }
            | EventKind::LifecycleHookChanged { .. }
            | EventKind::TaskSetChanged { .. }
            | EventKind::DeploymentChanged {
                rollout_state: RolloutState::InProgress,
                ..
            } => self.news_mut(id).settings = Some(sequence),
            EventKind::TaskDesiredStatusChanged { .. } => {
                self.news_mut(id).room = Some(sequence);
            }
            EventKind::TaskStatusChanged { task, to, .. } => {
                self.note_status(id, sequence, task, to);
            }
            EventKind::TaskHealthChanged { task, to } => match to {
                HealthStatus::Healthy => self.note_sound(id, sequence, task),
                HealthStatus::Unhealthy => self.note_failing(id, sequence, task),
                HealthStatus::Unknown => {}
            },
            EventKind::TargetStateChanged { task, to, .. } => match to {
                TargetState::Healthy => self.note_sound(id, sequence, task),
                TargetState::Unhealthy(_) => self.note_failing(id, sequence, task),
                _ => {}
            },
            _ => {}
        }
    }

    fn note_status(
        &mut self,
        id: ServiceId,
        sequence: EventSequence,
        task: TaskId,
        to: TaskStatus,
    ) {
        let state = &self.tasks[&task];
        let is_told = state.desired_status == DesiredStatus::Stopped;
        match to {
            TaskStatus::Running => self.note_sound(id, sequence, task),
            TaskStatus::Stopped => {
                let had_room = self.is_capped(&self.services[&id], state);
                let news = self.news_mut(id);
                news.sound.remove(&task);
                news.failing.remove(&task);
                news.left = Some(sequence).filter(|_| is_told).or(news.left);
                news.room = Some(sequence).filter(|_| had_room).or(news.room);
            }
            TaskStatus::Stopping if is_told => self.news_mut(id).left = Some(sequence),
            _ => {}
        }
    }

    fn note_sound(&mut self, id: ServiceId, sequence: EventSequence, task: TaskId) {
        let news = self.news_mut(id);
        news.sound.insert(task, sequence);
        news.failing.remove(&task);
    }

    fn note_failing(&mut self, id: ServiceId, sequence: EventSequence, task: TaskId) {
        let news = self.news_mut(id);
        news.failing.entry(task).or_insert(sequence);
    }

    /// An instance with tasks of a service drains.
    pub(crate) fn note_draining(&mut self, id: ServiceId, sequence: EventSequence) {
        self.news_mut(id).draining = Some(sequence);
    }

    /// The latest event gave the cluster room, after a task of the service had no place.
    pub(crate) fn note_capacity(&mut self, id: ServiceId) {
        if let Cause::Event(sequence) = self.latest_cause() {
            self.news_mut(id).capacity = Some(sequence);
        }
    }

    /// Starts a task in `act`, and names what made it possible: the `index`th start of a plan.
    pub(super) fn start_because<T>(
        &mut self,
        id: ServiceId,
        plan: &Plan,
        index: u32,
        act: impl FnOnce(&mut Self) -> T,
    ) -> T {
        let news = &self.services[&id].memory.news;
        let is_replacement = index >= plan.start_count - plan.replacing_count;
        let failed = news.failing.values().max().copied();
        let freed = [news.settings, news.room, news.capacity, news.draining];
        let occasion = failed
            .filter(|_| is_replacement)
            .max(freed.into_iter().max().flatten());
        let before = self.event_count();
        let done = self.because_of_some(occasion, act);
        if is_replacement && self.event_count() > before {
            self.news_mut(id).replacement = Some(before);
        }
        done
    }

    /// What the stops of a plan can rest on.
    pub(super) fn occasions_to_stop(&self, id: ServiceId, census: &Census) -> Occasions {
        let news = &self.services[&id].memory.news;
        let healthy = census.tasks.iter();
        let healthy = healthy.filter(|task| task.is_new && task.is_active && task.is_healthy);
        let mut healthy: Vec<EventSequence> = healthy
            .filter_map(|task| news.sound.get(&task.task).copied())
            .collect();
        healthy.sort_unstable();
        let stops = census.tasks.iter();
        let stops = stops.filter(|task| !task.is_new && task.is_active && task.is_healthy);
        let surplus = healthy.len().saturating_sub(stops.count());
        healthy.drain(..surplus);
        Occasions { healthy }
    }

    /// The event that made it possible to stop a task: a change of settings or of its instance, or a new task that is
    /// healthy in its stead.
    pub(super) fn occasion_to_stop(
        &self,
        id: ServiceId,
        census: &Census,
        occasions: &mut Occasions,
        task: TaskId,
    ) -> Option<EventSequence> {
        let news = &self.services[&id].memory.news;
        let standing = census.tasks.iter().find(|standing| standing.task == task)?;
        let asked = if standing.is_moving {
            news.draining
        } else {
            news.settings
        };
        if standing.is_new {
            // A surplus is wanted, or remains when an unhealthy task that was replaced recovers.
            let recovered = news.sound.values().max().copied();
            return asked.max(recovered.filter(|_| news.replacement > news.settings));
        }
        if standing.is_healthy {
            asked.max(occasions.healthy.pop())
        } else {
            asked.max(news.failing.get(&task).copied())
        }
    }

    /// The latest event that changed what the service should do: its settings, a deployment, or a stage of one.
    pub(super) fn latest_settings(&self, id: ServiceId) -> Option<EventSequence> {
        self.services[&id].memory.news.settings
    }

    /// Since which event an unhealthy task fails.
    pub(super) fn failing_since(&self, id: ServiceId, task: TaskId) -> Option<EventSequence> {
        self.services[&id].memory.news.failing.get(&task).copied()
    }

    /// The event after which nothing was missing any more.
    pub(super) fn occasion_to_settle(&self, id: ServiceId) -> Option<EventSequence> {
        let news = &self.services[&id].memory.news;
        let sound = news.sound.values().max().copied();
        sound.max(news.left).max(news.settings).max(news.draining)
    }

    /// What happens in here happens because of this event, if one is known.
    pub(super) fn because_of_some<T>(
        &mut self,
        event: Option<EventSequence>,
        act: impl FnOnce(&mut Self) -> T,
    ) -> T {
        match event {
            Some(event) => {
                let mut done = None;
                self.because_of(event, |world| done = Some(act(world)));
                done.expect("it was done")
            }
            None => act(self),
        }
    }

    fn news_mut(&mut self, id: ServiceId) -> &mut News {
        &mut self.service_mut(id).memory.news
    }
}
