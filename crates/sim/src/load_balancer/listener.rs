//! Listeners: for each request, the first rule that it meets says what is done with it.

use alloc::vec::Vec;

use super::action::ListenerAction;
use super::condition::{HttpRequest, RuleCondition};
use super::protocol::LoadBalancerProtocol;
use crate::{ListenerId, ListenerRuleId};

/// A listener of a load balancer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listener {
    /// Its id.
    pub id: ListenerId,
    /// Where clients connect to; unique in its load balancer.
    pub port: u16,
    /// What it speaks.
    pub protocol: LoadBalancerProtocol,
    /// The rule that every other request meets; it has no conditions, and its action is the default action.
    pub default_rule: ListenerRuleId,
    /// `DefaultActions`.
    pub default_action: ListenerAction,
    /// The other rules, those that are asked first in front: no two have the same priority. Rule: `RulePriorities`.
    pub rules: Vec<ListenerRule>,
    /// Rules ever made, the default one included: the next one's ordinal.
    pub(crate) rules_ever: u64,
}

/// A rule of a listener.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListenerRule {
    /// Its id.
    pub id: ListenerRuleId,
    /// 1 to 50,000; the lowest is asked first.
    pub priority: u32,
    /// A request meets the rule if it meets all of them.
    pub conditions: Vec<RuleCondition>,
    /// What is done with it then.
    pub action: ListenerAction,
}

impl Listener {
    /// The first rule that a request meets; none if only the default one is left.
    pub fn rule_for(&self, request: &HttpRequest<'_>) -> Option<&ListenerRule> {
        self.rules.iter().find(|rule| {
            rule.conditions
                .iter()
                .all(|condition| condition.is_met_by(request))
        })
    }

    /// What is done with a request. Rule: `RulePriorities`.
    pub fn action_for(&self, request: &HttpRequest<'_>) -> &ListenerAction {
        self.rule_for(request)
            .map_or(&self.default_action, |rule| &rule.action)
    }

    /// The action of one of its rules, the default one included.
    pub fn action_of(&self, id: ListenerRuleId) -> Option<&ListenerAction> {
        if id == self.default_rule {
            return Some(&self.default_action);
        }
        let mut rules = self.rules.iter();
        rules.find(|rule| rule.id == id).map(|rule| &rule.action)
    }

    pub(crate) fn action_mut(&mut self, id: ListenerRuleId) -> Option<&mut ListenerAction> {
        if id == self.default_rule {
            return Some(&mut self.default_action);
        }
        let mut rules = self.rules.iter_mut();
        let found = rules.find(|rule| rule.id == id);
        found.map(|rule| &mut rule.action)
    }

    /// Its actions, the default one last.
    pub fn actions(&self) -> impl Iterator<Item = &ListenerAction> {
        let of_rules = self.rules.iter().map(|rule| &rule.action);
        of_rules.chain(core::iter::once(&self.default_action))
    }
}
