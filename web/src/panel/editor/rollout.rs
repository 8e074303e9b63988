//! How deployments of the service go: what can be done to the one under way, and what makes one fail or succeed.

mod actions;
mod alarms;
mod breaker;
mod configuring;
mod early_success;
mod function;
mod hooks;
mod new_alarm;
mod strategy;
mod waiting;

pub(super) use self::actions::actions;
pub(super) use self::alarms::alarms;
pub(super) use self::breaker::breaker;
pub(super) use self::early_success::early_success;
pub(super) use self::hooks::hooks;
pub(super) use self::strategy::strategy;
