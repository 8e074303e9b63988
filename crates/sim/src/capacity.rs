//! The capacity providers of Fargate: which of them each task is bound to, and Fargate Spot, which may run out.

mod spot;

use alloc::borrow::ToOwned;
use alloc::format;
use alloc::string::String;

pub use spot::SpotCapacity;

use crate::limits::{CAPACITY_BASE_MAX, CAPACITY_PROVIDERS_MAX, CAPACITY_WEIGHT_MAX};
use crate::{Deployment, Rejection, Rule, Service, World};

wire_names! {
    /// A capacity provider that every account has.
    CapacityProvider {
        /// Fargate as it is.
        Fargate "FARGATE",
        /// Spare Fargate capacity: cheaper, and taken back at two minutes' notice.
        FargateSpot "FARGATE_SPOT",
    }
}

/// One of `capacityProviderStrategy`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CapacityProviderStrategyItem {
    /// `capacityProvider`.
    pub capacity_provider: CapacityProvider,
    /// `base`: so many tasks come here first. 0 to 100,000, default 0.
    pub base: u32,
    /// `weight`: the share of the tasks beyond the base. 0 to 1,000, default 0.
    pub weight: u32,
}

/// Rule: `CapacityProviderStrategy`.
///
/// # Errors
/// More providers than AWS takes, one twice, two with a base, numbers out of range, or nothing to go by.
pub(crate) fn check_capacity_strategy(
    items: &[CapacityProviderStrategyItem],
) -> Result<(), Rejection> {
    let refuse =
        |text: String| Err(Rejection::invalid_parameter(text).by(Rule::CapacityProviderStrategy));
    if items.len() > CAPACITY_PROVIDERS_MAX {
        return refuse(format!(
            "A capacity provider strategy can have at most {CAPACITY_PROVIDERS_MAX} capacity providers."
        ));
    }
    let is_named_twice = |(place, item): (usize, &CapacityProviderStrategyItem)| {
        let before = &items[..place];
        before
            .iter()
            .any(|other| other.capacity_provider == item.capacity_provider)
    };
    if items.iter().enumerate().any(is_named_twice) {
        return refuse(
            "A capacity provider strategy can name a capacity provider once.".to_owned(),
        );
    }
    if items.iter().filter(|item| item.base > 0).count() > 1 {
        return refuse(
            "Only one capacity provider of a strategy can have a base above 0.".to_owned(),
        );
    }
    if let Some(item) = items.iter().find(|item| item.base > CAPACITY_BASE_MAX) {
        return refuse(format!(
            "base must be between 0 and {CAPACITY_BASE_MAX}, not {}.",
            item.base
        ));
    }
    if let Some(item) = items.iter().find(|item| item.weight > CAPACITY_WEIGHT_MAX) {
        return refuse(format!(
            "weight must be between 0 and {CAPACITY_WEIGHT_MAX}, not {}.",
            item.weight
        ));
    }
    let has_weight = items.iter().any(|item| item.weight > 0);
    let is_lone_base = matches!(items, [item] if item.base > 0);
    if !items.is_empty() && !has_weight && !is_lone_base {
        return refuse(
            "At least one capacity provider of a strategy needs a weight above 0.".to_owned(),
        );
    }
    Ok(())
}

/// The provider of the next task, by how many tasks each has: first one whose base is not reached, then the one that is
/// furthest behind its weight, the earlier of the list on a tie. Rule: `CapacityProviderChoice`.
pub fn choose_provider(
    items: &[CapacityProviderStrategyItem],
    task_count: impl Fn(CapacityProvider) -> u32,
) -> Option<CapacityProvider> {
    let below_base = items
        .iter()
        .find(|item| task_count(item.capacity_provider) < item.base);
    if let Some(item) = below_base {
        return Some(item.capacity_provider);
    }
    let mut best: Option<(u64, u64, CapacityProvider)> = None;
    for item in items.iter().filter(|item| item.weight > 0) {
        let beyond = u64::from(task_count(item.capacity_provider).saturating_sub(item.base));
        let weight = u64::from(item.weight);
        // beyond / weight < best's, without a division.
        if best
            .is_none_or(|(best_beyond, best_weight, _)| beyond * best_weight < best_beyond * weight)
        {
            best = Some((beyond, weight, item.capacity_provider));
        }
    }
    // A lone provider with a base and no weight takes what is beyond its base too.
    let fallback = || items.first().map(|item| item.capacity_provider);
    best.map(|(.., provider)| provider).or_else(fallback)
}

impl World {
    /// The provider that the next task of a deployment is bound to; none where the service has a launch type.
    pub(crate) fn next_provider(
        &self,
        service: &Service,
        deployment: &Deployment,
    ) -> Option<CapacityProvider> {
        let active = |provider| {
            let tasks = service.tasks.iter().map(|task| &self.tasks[task]);
            let bound = tasks.filter(|task| {
                task.is_active()
                    && task.deployment() == Some(deployment.id)
                    && task.capacity_provider == Some(provider)
            });
            u32::try_from(bound.count()).expect("quotas bound the tasks of a service")
        };
        let items = match &deployment.task_set {
            Some(task_set) => &task_set.capacity_provider_strategy,
            None => &service.capacity_provider_strategy,
        };
        choose_provider(items, active)
    }
}
