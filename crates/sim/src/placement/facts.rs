//! A container instance as the cluster query language sees it.

use alloc::borrow::Cow;
use alloc::string::ToString;
use alloc::vec::Vec;

use super::query::Facts;
use crate::instance::AGENT_VERSION;
use crate::{Instance, World};

/// One instance of a world.
pub(super) struct InstanceFacts<'world> {
    pub(super) world: &'world World,
    pub(super) instance: &'world Instance,
}

impl Facts for InstanceFacts<'_> {
    fn agent_connected(&self) -> bool {
        self.instance.agent_connected
    }

    fn agent_version(&self) -> Cow<'_, str> {
        Cow::Borrowed(AGENT_VERSION)
    }

    fn ec2_instance_id(&self) -> Option<Cow<'_, str>> {
        Some(Cow::Owned(self.instance.id.ec2().to_string()))
    }

    fn registered_at_ms(&self) -> i64 {
        let at = self.world.start().epoch_ms + self.instance.registered_at.as_millis();
        i64::try_from(at).unwrap_or(i64::MAX)
    }

    fn running_tasks_count(&self) -> u32 {
        self.instance.running_tasks_count()
    }

    fn attribute(&self, name: &str) -> Option<Cow<'_, str>> {
        self.world.attribute(self.instance, name)
    }

    fn task_groups(&self) -> Vec<Cow<'_, str>> {
        let groups = self.instance.groups().keys();
        groups
            .map(|group| Cow::Owned(self.world.group_text(group)))
            .collect()
    }
}
