//! What services say of Availability Zone rebalancing.

use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt::Write;

use super::listed;
use crate::{DeploymentId, TaskId};

/// A service event of rebalancing, before its names are filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RebalancingMessage {
    /// It begins: the zones and how many tasks are in each.
    NotBalanced(Vec<(String, u32)>),
    /// It is done.
    Balanced(Vec<(String, u32)>),
    /// Tasks were started in a zone.
    Started(String, Vec<TaskId>),
    /// Tasks in a zone were told to stop.
    Stopped(String, Vec<TaskId>),
    /// It finds no place in a zone, on instances or on Fargate.
    Unplaceable(String, bool),
    /// So many protected tasks of a deployment keep it from stopping one.
    Held(DeploymentId, u32),
    /// It ended before its goal.
    Ended,
}

impl RebalancingMessage {
    /// The text as AWS prints it after the name of the service.
    pub(super) fn text(&self) -> String {
        match self {
            Self::NotBalanced(zones) => {
                alloc::format!(
                    "is not AZ balanced with {}. AZ Rebalancing in progress.",
                    counted(zones)
                )
            }
            Self::Balanced(zones) => alloc::format!("is AZ balanced with {}.", counted(zones)),
            Self::Started(zone, tasks) => alloc::format!(
                "has started {} tasks in {zone} to AZ Rebalance: {}.",
                tasks.len(),
                listed(tasks)
            ),
            Self::Stopped(zone, tasks) => alloc::format!(
                "has stopped {} running tasks in {zone} due to AZ rebalancing: {}.",
                tasks.len(),
                listed(tasks)
            ),
            Self::Unplaceable(zone, true) => alloc::format!(
                "is unable to place a task in {zone} because no container instance met all of its requirements."
            ),
            Self::Unplaceable(zone, false) => {
                alloc::format!("is unable to place a task in {zone}.")
            }
            Self::Held(deployment, count) => alloc::format!(
                "was unable to AZ Rebalance because {deployment} was unable to scale in due to {count} tasks under protection."
            ),
            Self::Ended => "stopped AZ Rebalancing.".to_string(),
        }
    }
}

fn counted(zones: &[(String, u32)]) -> String {
    let mut list = String::new();
    for (index, (zone, count)) in zones.iter().enumerate() {
        let comma = if index == 0 { "" } else { ", " };
        write!(list, "{comma}{count} tasks in {zone}").expect("writing to a string cannot fail");
    }
    list
}
