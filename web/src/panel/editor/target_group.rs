//! The command that changes how long targets drain.

use sim::{BalancingCommand, TargetGroup};
use yew::prelude::*;

use super::PartProps;
use crate::action::Action;

/// A `ModifyTargetGroupAttributes` with another delay.
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
