//! A task definition that asks for less.

use alloc::vec::Vec;

use crate::{ContainerDefinition, TaskDefinition};

/// The definition with at most so much reserved, its containers made smaller where they would not fit any more: the
/// largest first.
pub(super) fn resized(
    definition: &TaskDefinition,
    cpu_units: Option<u32>,
    memory_mib: Option<u32>,
) -> TaskDefinition {
    let mut definition = definition.clone();
    if let Some(most) = cpu_units {
        if definition.cpu_units.is_some() {
            definition.cpu_units = Some(most);
        }
        lower(&mut definition, most, |container| {
            container.cpu_units.iter_mut().collect()
        });
    }
    if let Some(most) = memory_mib {
        let has_own = definition.memory_mib.is_some();
        if has_own {
            definition.memory_mib = Some(most);
            lower(&mut definition, most, |container| {
                container.memory_mib.iter_mut().collect()
            });
        }
        lower(&mut definition, most, |container| {
            let soft = container.memory_reservation_mib.iter_mut();
            match soft.len() {
                0 => container.memory_mib.iter_mut().collect(),
                _ => soft.collect(),
            }
        });
        for container in &mut definition.container_definitions {
            if let (Some(hard), Some(soft)) =
                (container.memory_mib, container.memory_reservation_mib)
            {
                container.memory_reservation_mib = Some(soft.min(hard));
            }
        }
    }
    definition
}

/// Lowers the largest of the containers' amounts until their sum is at most `most`.
fn lower(
    definition: &mut TaskDefinition,
    most: u32,
    amounts: impl Fn(&mut ContainerDefinition) -> Vec<&mut u32>,
) {
    let containers = definition.container_definitions.iter_mut();
    let mut amounts: Vec<&mut u32> = containers.flat_map(amounts).collect();
    loop {
        let sum = amounts
            .iter()
            .fold(0_u32, |sum, amount| sum.saturating_add(**amount));
        let excess = sum.saturating_sub(most);
        let largest = amounts.iter_mut().max_by_key(|amount| ***amount);
        match largest {
            Some(amount) if excess > 0 => **amount -= excess.min(**amount),
            _ => return,
        }
    }
}
