//! Commands that change one value of a target group.

use sim::{BalancingCommand, Command, TargetGroup, TargetHealthCheck};
use yew::prelude::*;

use super::PartProps;
use crate::action::Action;

/// A `ModifyTargetGroup` with one other value.
pub(super) fn change_check<T: 'static>(
    part: &PartProps,
    group: &TargetGroup,
    set: fn(&mut TargetHealthCheck, T),
) -> Callback<T> {
    let (target_group, check) = (group.id, group.health_check.clone());
    part.act.reform(move |value: T| {
        let mut check = check.clone();
        set(&mut check, value);
        Action::Submit(Command::ModifyTargetGroup {
            target_group,
            health_check: check.into(),
        })
    })
}

pub(super) fn change_delay(part: &PartProps, group: &TargetGroup) -> Callback<u64> {
    let target_group = group.id;
    part.act.reform(move |seconds: u64| {
        let name = String::from("deregistration_delay.timeout_seconds");
        let command = BalancingCommand::ModifyTargetGroupAttributes {
            target_group,
            attributes: vec![(name, seconds.to_string())],
        };
        Action::Submit(command.into())
    })
}
