//! The attributes of target groups and load balancers, the rules of listeners, and how requests come.

mod attributes;
mod duration;
mod form;
mod health;
mod kinds;
mod listeners;
mod retries;
mod returning;
mod rules;
mod shaping;
mod shifting;
mod traffic;

pub(super) use self::attributes::{balancer_attributes, group_attributes};
pub(super) use self::health::{change_check, protocol_and_port};
pub(super) use self::listeners::Listeners;
pub(super) use self::shifting::shifting;
pub(super) use self::traffic::traffic;
