//! Images come to the machine of a task: from the registry, from its disk, or not at all.

use alloc::string::String;
use alloc::sync::Arc;

use super::refusals::Refusal;
use super::signals::on_sigterm;
use crate::agenda::Timer;
use crate::event::EventKind;
use crate::id::{Purpose, derive_named};
use crate::random::Draw;
use crate::{ContainerStage, Image, PullOutcome, Rule, RuleSet, Task, TaskId, Time, World};

impl World {
    /// The pull of a container's image begins, unless the image is on the disk of the instance already.
    pub(super) fn start_pull(&mut self, id: TaskId, container: usize) {
        let task = &self.tasks[&id];
        let name = image_name(task, container);
        let cached = task
            .instance
            .and_then(|instance| self.instances[&instance].cached_images.get(&name).cloned());
        let (image, by_digest) = self.resolve_image(id, container, &name);
        let task = &self.tasks[&id];
        let refusal = self.pull_refusal(task, &name, &image);
        let is_refused = refusal.is_some();
        if let Some(cached) = cached.filter(|cached| is_refused || *cached == image) {
            self.note_use(if is_refused {
                Rule::CachedImageFallback
            } else {
                Rule::ImagePullTime
            });
            self.set_image(id, container, cached);
            self.image_is_there(id, container);
            return;
        }
        let now = self.now;
        let span = match refusal {
            None => self.start.timings.pull(image.size_mib),
            Some(Refusal::Unreachable) => self.start.timings.unreachable_pull,
            Some(_) => self.start.timings.small_image_pull,
        };
        let subject = derive_named(id.0, Purpose::Task, &name) ^ container as u128;
        let mut rules = RuleSet::from(Rule::ImagePullTime);
        rules.unite(by_digest);
        let at = match self.pull_under_way(id, &name, &image) {
            Some(at) => {
                rules.insert(Rule::OnePullPerImage);
                at
            }
            None => now + self.draw_duration(Draw::Pull, subject, span),
        };
        rules.unite(waiting_rules(&self.tasks[&id], container));
        self.set_image(id, container, image);
        self.task_mut(id).containers[container].stage = ContainerStage::Pulling { since: now };
        let started = EventKind::PullStarted {
            task: id,
            container,
        };
        self.emit_by(rules, started);
        self.arm(Timer::Pulled(id, container), at);
    }

    /// What a name in the registry stands for: to a task of a service, what it stood for when the first task of its
    /// service revision asked. Rules: `VersionConsistency`, `DigestsGivenUp`.
    fn resolve_image(&mut self, id: TaskId, container: usize, name: &str) -> (Arc<Image>, RuleSet) {
        let image = self.image(name);
        let is_there = image.pull == PullOutcome::Succeeds;
        let Some(images) = self.revision_images_of(id, container) else {
            return (image, RuleSet::EMPTY);
        };
        if let Some(resolved) = images.resolved.get(name) {
            return (resolved.clone(), RuleSet::from(Rule::VersionConsistency));
        }
        if images.is_given_up() {
            return (image, RuleSet::from(Rule::DigestsGivenUp));
        }
        if !is_there {
            return (image, RuleSet::EMPTY);
        }
        images.resolved.insert(name.into(), image.clone());
        (image, RuleSet::from(Rule::VersionConsistency))
    }

    /// When the pull of the same image onto the same machine ends, if one is under way. Rule: `OnePullPerImage`.
    fn pull_under_way(&self, id: TaskId, name: &str, image: &Arc<Image>) -> Option<Time> {
        let pulled_by = |task: &Task| {
            let definitions = &task.definition.definition.container_definitions;
            let mut parts = task.containers.iter().enumerate();
            let (container, _) = parts.find(|(index, part)| {
                matches!(part.stage, ContainerStage::Pulling { .. })
                    && definitions[*index].image == name
                    && part.image == *image
            })?;
            self.due_at(Timer::Pulled(task.id, container))
        };
        let task = &self.tasks[&id];
        let Some(instance) = task.instance else {
            return pulled_by(task);
        };
        let neighbours = self.instances[&instance].reservations.keys();
        neighbours
            .filter_map(|neighbour| pulled_by(&self.tasks[neighbour]))
            .min()
    }

    pub(crate) fn on_pulled(&mut self, id: TaskId, container: usize) {
        let task = &self.tasks[&id];
        let name = image_name(task, container);
        let image = task.containers[container].image.clone();
        if let Some(refusal) = self.pull_refusal(task, &name, &image) {
            if self.is_cut_off(id) {
                self.hold_back(id, Timer::Pulled(id, container));
                return;
            }
            let (error, detail) = self.refusal_text(task, &name, refusal);
            self.rest_on(refusal.rule());
            (self.handlers.fail_start)(self, id, Some(container), error, detail);
            return;
        }
        if let Some(instance) = task.instance {
            let cached = &mut self.instance_mut(instance).cached_images;
            cached.insert(name, image);
        }
        self.emit_by(
            Rule::ImagePullTime,
            EventKind::PullStopped {
                task: id,
                container,
            },
        );
        self.image_is_there(id, container);
    }

    /// The container is created and started next.
    fn image_is_there(&mut self, id: TaskId, container: usize) {
        let now = self.now;
        let task = self.task_mut(id);
        task.containers[container].stage = ContainerStage::Pulled;
        let is_missing = |stage| {
            matches!(
                stage,
                ContainerStage::Waiting | ContainerStage::Pulling { .. }
            )
        };
        if !task.containers.iter().any(|part| is_missing(part.stage)) {
            task.pull_stopped_at = Some(now);
        }
        let span = self.start.timings.create_and_start;
        let subject = id.0 ^ container as u128;
        let at = now + self.draw_duration(Draw::CreateAndStart, subject, span);
        self.arm(Timer::Started(id, container), at);
    }

    fn set_image(&mut self, id: TaskId, container: usize, image: Arc<Image>) {
        let task = self.task_mut(id);
        let definition = &task.definition.definition.container_definitions[container];
        let part = &mut task.containers[container];
        part.on_sigterm = on_sigterm(definition, &image);
        part.image = image;
    }
}

/// What a container rests on that had to wait.
pub(super) fn waiting_rules(task: &Task, container: usize) -> RuleSet {
    let definition = &task.definition.definition.container_definitions[container];
    if definition.depends_on.is_empty() {
        RuleSet::EMPTY
    } else {
        RuleSet::from(Rule::DependencyConditions)
    }
}

fn image_name(task: &Task, container: usize) -> String {
    task.definition.definition.container_definitions[container]
        .image
        .clone()
}
