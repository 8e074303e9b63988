//! `containerImages` of service revisions: the digests that tags stood for when they were resolved.

use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;

use crate::limits::DIGEST_ATTEMPTS_MAX;
use crate::table::{Map, Set};
use crate::{
    Image, Rule, Service, ServiceId, ServiceRevision, ServiceRevisionId, StartError, TaskId,
    TaskOrigin, Time, VersionConsistency, World,
};

/// What the images of one service revision stand for. Rule: `VersionConsistency`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RevisionImages {
    /// The images by their names, as they were when the first task asked for them.
    pub resolved: Map<String, Arc<Image>>,
    /// How often a digest could not be resolved.
    pub failed_attempt_count: u32,
    /// When the tasks were started that failed to resolve one last: together they are one attempt.
    failed_batch: Option<Time>,
}

impl RevisionImages {
    /// Whether tags are not resolved any more: each task takes what a tag stands for when it pulls it. Rule:
    /// `DigestsGivenUp`.
    pub const fn is_given_up(&self) -> bool {
        self.failed_attempt_count >= DIGEST_ATTEMPTS_MAX
    }
}

/// One of the `containerImages` of a service revision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContainerImage {
    /// `containerName`.
    pub container_name: String,
    /// `image`, as the task definition has it.
    pub image: String,
    /// `imageDigest`; none until it is resolved.
    pub image_digest: Option<String>,
}

impl Service {
    /// `containerImages` of one of its service revisions.
    pub fn container_images(&self, revision: &ServiceRevision) -> Vec<ContainerImage> {
        let images = self.images.get(&revision.id);
        let containers = &revision.definition.definition.container_definitions;
        let listed = containers.iter().map(|container| {
            let name = &container.image;
            let resolved = images.and_then(|images| images.resolved.get(name));
            ContainerImage {
                container_name: container.name.clone(),
                image: name.clone(),
                image_digest: resolved.map(|image| image.digest(name)),
            }
        });
        listed.collect()
    }

    /// Whether the digests of its PRIMARY deployment were given up.
    pub(super) fn lacks_digests(&self) -> bool {
        let leading = self.leading_deployment();
        let images = leading.and_then(|leading| self.images.get(&leading.revision.id));
        images.is_some_and(RevisionImages::is_given_up)
    }
}

impl World {
    /// What the tags of a task's service revision stand for, and whose they are; none where nothing is resolved.
    pub(crate) fn revision_images_of(
        &mut self,
        id: TaskId,
        container: usize,
    ) -> Option<&mut RevisionImages> {
        let task = &self.tasks[&id];
        let definition = &task.definition.definition.container_definitions[container];
        if definition.version_consistency == Some(VersionConsistency::Disabled) {
            return None;
        }
        let TaskOrigin::Service { service, .. } = task.origin else {
            return None;
        };
        let revision = self.deployment_of(task)?.revision.id;
        let images = &mut self.service_mut(service).images;
        Some(images.entry(revision).or_default())
    }

    /// A task cannot start because of an image: where its tag was still to be resolved, that attempt has failed.
    /// Rules: `DigestsGivenUp`, `OneAttemptPerBatch`.
    pub(crate) fn note_unresolved(&mut self, id: TaskId, container: usize, error: StartError) {
        let is_of_image = matches!(
            error,
            StartError::CannotPullContainer | StartError::CannotPullEcrContainer
        );
        let task = &self.tasks[&id];
        let name = task.definition.definition.container_definitions[container]
            .image
            .clone();
        let batch = task.created_at();
        // What names a digest has nothing to resolve.
        if !is_of_image || name.contains('@') {
            return;
        }
        let Some(images) = self.revision_images_of(id, container) else {
            return;
        };
        if images.resolved.contains_key(&name) || images.is_given_up() {
            return;
        }
        // Of batches that overlap, a later one may be through before one that has counted fails again.
        if images.failed_batch.is_none_or(|last| batch > last) {
            images.failed_batch = Some(batch);
            images.failed_attempt_count += 1;
            self.note_use(Rule::OneAttemptPerBatch);
        }
    }

    /// Service revisions that nothing names any more are not described either.
    pub(super) fn forget_revision_images(&mut self, id: ServiceId) {
        let service = self.service_mut(id);
        let mut named: Set<ServiceRevisionId> = Set::new();
        for revision in service.revisions() {
            named.insert(revision.id);
        }
        for deployment in &service.deployments {
            named.insert(deployment.revision.id);
        }
        service
            .images
            .retain(|revision, _| named.contains(revision));
    }
}
