//! What a listener and its rules may be.

use alloc::format;

use crate::limits::{
    FORWARD_TARGET_GROUPS_MAX, FORWARD_WEIGHT_MAX, RULE_PRIORITY_MAX, RULE_VALUE_LENGTH_MAX,
    RULE_VALUES_MAX, STICKINESS_SECONDS_MAX,
};
use crate::table::Set;
use crate::{
    BalancingException, Duration, ForwardAction, ListenerAction, LoadBalancer,
    LoadBalancerProtocol, LoadBalancerType, Rejection, Rule, RuleCondition, World,
};

/// # Errors
/// A protocol that the load balancer does not speak, or port 0. Rule: `ListenerProtocols`.
pub(super) fn check_port(
    kind: LoadBalancerType,
    protocol: LoadBalancerProtocol,
    port: u16,
) -> Result<(), Rejection> {
    if protocol.load_balancer_type() != kind {
        return Err(validation(format!(
            "Listener protocol '{}' must be one of '{}'",
            protocol.name(),
            kind.protocols()
        ))
        .by(Rule::ListenerProtocols));
    }
    if port == 0 {
        return Err(validation(format!(
            "Listener port '{port}' must be between 1 and 65535, inclusive"
        )));
    }
    Ok(())
}

/// # Errors
/// A priority out of range. Rule: `RulePriorities`.
pub(super) fn check_priority(priority: u32) -> Result<(), Rejection> {
    if (1..=RULE_PRIORITY_MAX).contains(&priority) {
        return Ok(());
    }
    Err(validation(format!(
        "Priority '{priority}' must be between 1 and {RULE_PRIORITY_MAX}, inclusive"
    ))
    .by(Rule::RulePriorities))
}

/// # Errors
/// No condition, too many values, or values that nothing can match. Rule: `RuleConditions`.
pub(super) fn check_conditions(conditions: &[RuleCondition]) -> Result<(), Rejection> {
    let refused = |message| Err(validation(message).by(Rule::RuleConditions));
    if conditions.is_empty() {
        return refused("A condition must be specified".into());
    }
    let value_count: usize = conditions.iter().map(RuleCondition::value_count).sum();
    if value_count > RULE_VALUES_MAX {
        return refused(format!(
            "The maximum number of condition values per rule is {RULE_VALUES_MAX}"
        ));
    }
    let mut fields = Set::new();
    for condition in conditions {
        let field = condition.field();
        let may_be_repeated = matches!(
            condition,
            RuleCondition::HttpHeader { .. } | RuleCondition::QueryString(_)
        );
        if !fields.insert(field) && !may_be_repeated {
            return refused(format!("Only one condition of field '{field}' is allowed"));
        }
        if condition.value_count() == 0 {
            return refused(format!("A condition value must be specified for '{field}'"));
        }
        check_texts(condition)?;
    }
    Ok(())
}

fn check_texts(condition: &RuleCondition) -> Result<(), Rejection> {
    let field = condition.field();
    let refused = |message| Err(validation(message).by(Rule::RuleConditions));
    for text in condition.texts() {
        if text.is_empty() || text.len() > RULE_VALUE_LENGTH_MAX {
            return refused(format!(
                "Condition values of '{field}' must be 1 to {RULE_VALUE_LENGTH_MAX} characters"
            ));
        }
        let is_method = text
            .bytes()
            .all(|byte| byte.is_ascii_uppercase() || byte == b'-' || byte == b'_');
        if matches!(condition, RuleCondition::HttpRequestMethod(_)) && !is_method {
            return refused(format!(
                "Condition values of '{field}' must be upper-case letters, hyphens and underscores"
            ));
        }
    }
    match condition {
        RuleCondition::HttpHeader { name, .. } if name.is_empty() || name.len() > 40 => {
            refused("HttpHeaderName must be 1 to 40 characters".into())
        }
        RuleCondition::QueryString(pairs) => {
            let mut keys = pairs.iter().filter_map(|pair| pair.key.as_ref());
            if keys.any(|key| key.len() > RULE_VALUE_LENGTH_MAX) {
                return refused(format!(
                    "Keys of '{field}' must be at most {RULE_VALUE_LENGTH_MAX} characters"
                ));
            }
            Ok(())
        }
        _ => Ok(()),
    }
}

impl World {
    /// # Errors
    /// An action that this load balancer cannot take. Rules: `ForwardTargets`, `OneLoadBalancerPerTargetGroup`.
    pub fn check_action(
        &self,
        balancer: &LoadBalancer,
        action: &ListenerAction,
    ) -> Result<(), Rejection> {
        if balancer.kind == LoadBalancerType::Network
            && !matches!(action, ListenerAction::Forward(_))
        {
            return Err(Rejection::balancing(
                BalancingException::InvalidLoadBalancerAction,
                "The action type of a listener of a Network Load Balancer must be 'forward'",
            )
            .by(Rule::ForwardTargets));
        }
        match action {
            ListenerAction::Forward(forward) => {
                check_forward(forward)?;
                for tuple in &forward.target_groups {
                    self.check_group(balancer, tuple.target_group)?;
                }
                Ok(())
            }
            ListenerAction::FixedResponse { status_code } => {
                let is_sound = matches!(status_code, 200..=299 | 400..=599);
                let message = "The fixed-response status code must match '^(2|4|5)\\d\\d$'";
                is_sound.then_some(()).ok_or_else(|| validation(message))
            }
            ListenerAction::Redirect { status_code, .. } => {
                let is_sound = matches!(status_code, 301 | 302);
                let message = "The redirect status code must be one of 'HTTP_301, HTTP_302'";
                is_sound.then_some(()).ok_or_else(|| validation(message))
            }
        }
    }

    fn check_group(
        &self,
        balancer: &LoadBalancer,
        id: crate::TargetGroupId,
    ) -> Result<(), Rejection> {
        let group = self.find_target_group(id)?;
        let arn = self.target_group_arn(id);
        let is_elsewhere = group
            .load_balancer
            .is_some_and(|other| other != balancer.id);
        if is_elsewhere && group.is_in_use {
            return Err(Rejection::balancing(
                BalancingException::TargetGroupAssociationLimit,
                format!(
                    "The following target groups cannot be associated with more than one load balancer: {arn}"
                ),
            )
            .by(Rule::OneLoadBalancerPerTargetGroup));
        }
        if is_elsewhere && group.in_flight.has_counted() {
            return Err(Rejection::playground(
                "A target group that has had requests stays with its load balancer here until that is deleted.",
            ));
        }
        if group.protocol.load_balancer_type() != balancer.kind {
            return Err(Rejection::balancing(
                BalancingException::IncompatibleProtocols,
                format!(
                    "The protocol '{}' of the target group '{arn}' is not supported by the load balancer, which must be one of '{}'",
                    group.protocol.name(),
                    balancer.kind.protocols()
                ),
            )
            .by(Rule::ListenerProtocols));
        }
        Ok(())
    }
}

/// Rule: `ForwardTargets`.
fn check_forward(forward: &ForwardAction) -> Result<(), Rejection> {
    let refused = |message| Err(validation(message).by(Rule::ForwardTargets));
    let count = forward.target_groups.len();
    if !(1..=FORWARD_TARGET_GROUPS_MAX).contains(&count) {
        return refused(format!(
            "A forward action must have between 1 and {FORWARD_TARGET_GROUPS_MAX} target groups"
        ));
    }
    let mut groups = Set::new();
    for tuple in &forward.target_groups {
        if !groups.insert(tuple.target_group) {
            return refused("Target groups must be unique in a forward action".into());
        }
        if tuple.weight > FORWARD_WEIGHT_MAX {
            return refused(format!(
                "Weight '{}' must be between 0 and {FORWARD_WEIGHT_MAX}, inclusive",
                tuple.weight
            ));
        }
    }
    let longest = Duration::from_secs(STICKINESS_SECONDS_MAX);
    let is_out = |span: Duration| span < Duration::from_secs(1) || span > longest;
    if forward.stickiness.is_some_and(is_out) {
        return refused(format!(
            "DurationSeconds must be between 1 and {STICKINESS_SECONDS_MAX}, inclusive"
        ));
    }
    Ok(())
}

pub(super) fn validation(message: impl Into<alloc::string::String>) -> Rejection {
    Rejection::balancing(BalancingException::Validation, message)
}
