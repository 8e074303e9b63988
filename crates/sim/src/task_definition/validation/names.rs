//! Names that are taken, and where.

use super::super::TaskDefinition;
use crate::Map;

/// Names of the definition, and which of all that were taken each was first.
#[derive(Default)]
pub(super) struct Names<'definition> {
    places: Map<&'definition str, usize>,
    count: usize,
}

impl<'definition> Names<'definition> {
    /// The names of the containers, with their places in the list.
    #[inline(never)]
    pub(super) fn of_containers(definition: &'definition TaskDefinition) -> Self {
        let mut names = Self::default();
        for container in &definition.container_definitions {
            names.take(&container.name);
        }
        names
    }

    /// Takes a name; false if it was taken already.
    // Many checks call it: inlining it would double their code.
    #[inline(never)]
    pub(super) fn take(&mut self, name: &'definition str) -> bool {
        let place = self.count;
        self.count += 1;
        self.places.try_insert(name, place).is_none()
    }

    /// How many were taken before this name, if it is one of them.
    #[inline(never)]
    pub(super) fn place(&self, name: &str) -> Option<usize> {
        self.places.get(name).copied()
    }

    /// Whether it is taken.
    pub(super) fn contains(&self, name: &str) -> bool {
        self.place(name).is_some()
    }
}
