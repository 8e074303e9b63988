//! What is asked of listeners and their rules.

use alloc::format;
use alloc::vec::Vec;

use super::listener::{Listener, ListenerRule};
use super::listener_checks::{check_conditions, check_port, check_priority, validation};
use crate::event::EventKind;
use crate::id::{Purpose, derive};
use crate::limits::{LISTENER_RULES_MAX, LISTENERS_MAX, LOAD_BALANCERS_MAX};
use crate::table::Set;
use crate::{
    BalancingCommand, BalancingException, CreateRule, ListenerAction, ListenerChange, ListenerId,
    ListenerRuleId, LoadBalancer, LoadBalancerId, LoadBalancerProtocol, NewListener, Rejection,
    Response, Rule, RuleCondition, TargetGroupId, World,
};

impl World {
    /// The load balancer and the listener of this id.
    pub fn find_listener(&self, id: ListenerId) -> Option<(&LoadBalancer, &Listener)> {
        self.load_balancers().find_map(|balancer| {
            let mut listeners = balancer.listeners.iter();
            let found = listeners.find(|listener| listener.id == id)?;
            Some((balancer, found))
        })
    }

    /// The load balancer and the listener that have this rule, a default one included.
    pub fn find_listener_rule(&self, id: ListenerRuleId) -> Option<(&LoadBalancer, &Listener)> {
        self.load_balancers()
            .find_map(|balancer| Some((balancer, balancer.listener_of(id)?)))
    }

    pub(crate) fn handle_balancing_command(
        &mut self,
        command: BalancingCommand,
    ) -> Result<Response, Rejection> {
        match command {
            BalancingCommand::ModifyTargetGroupAttributes {
                target_group,
                attributes,
            } => self.modify_target_group_attributes(target_group, &attributes),
            BalancingCommand::DeleteTargetGroup { target_group } => {
                self.delete_target_group(target_group)
            }
            BalancingCommand::ModifyLoadBalancerAttributes {
                load_balancer,
                attributes,
            } => self.modify_load_balancer_attributes(load_balancer, &attributes),
            BalancingCommand::DeleteLoadBalancer { load_balancer } => {
                self.delete_load_balancer(load_balancer)
            }
            BalancingCommand::CreateListener {
                load_balancer,
                listener,
            } => self.create_listener(load_balancer, listener),
            BalancingCommand::ModifyListener {
                listener,
                port,
                protocol,
                default_action,
            } => self.modify_listener(listener, port, protocol, default_action),
            BalancingCommand::DeleteListener { listener } => self.delete_listener(listener),
            BalancingCommand::CreateRule(input) => self.create_rule(input),
            BalancingCommand::ModifyRule {
                rule,
                conditions,
                action,
            } => self.modify_rule(rule, conditions, action),
            BalancingCommand::SetRulePriorities { priorities } => {
                self.set_rule_priorities(&priorities)
            }
            BalancingCommand::DeleteRule { rule } => self.delete_rule(rule),
        }
    }

    fn create_listener(
        &mut self,
        id: LoadBalancerId,
        input: NewListener,
    ) -> Result<Response, Rejection> {
        let balancer = self.find_load_balancer(id)?;
        let listener = self.new_listener(balancer, input)?;
        let (response, port) = (Response::Listener(listener.id), listener.port);
        let balancer = self.load_balancer_mut(id);
        balancer.listeners.push(listener);
        balancer.listeners_ever += 1;
        self.listener_changed(id, port, ListenerChange::Created);
        Ok(response)
    }

    /// # Errors
    /// A listener that this load balancer cannot have.
    pub(super) fn new_listener(
        &self,
        balancer: &LoadBalancer,
        input: NewListener,
    ) -> Result<Listener, Rejection> {
        check_port(balancer.kind, input.protocol, input.port)?;
        check_port_is_free(balancer, input.port, None)?;
        self.check_action(balancer, &input.default_action)?;
        if balancer.listeners.len() >= LISTENERS_MAX {
            return Err(too_many(
                BalancingException::TooManyListeners,
                LISTENERS_MAX,
                "listeners",
            ));
        }
        let groups: Vec<_> = action_groups(&input.default_action);
        check_group_count(balancer, &groups)?;
        let id = ListenerId(derive(
            balancer.id.0,
            Purpose::Listener,
            balancer.listeners_ever,
        ));
        Ok(Listener {
            id,
            port: input.port,
            protocol: input.protocol,
            default_rule: ListenerRuleId(derive(id.0, Purpose::ListenerRule, 0)),
            default_action: input.default_action,
            rules: Vec::new(),
            rules_ever: 1,
        })
    }

    fn modify_listener(
        &mut self,
        id: ListenerId,
        port: Option<u16>,
        protocol: Option<LoadBalancerProtocol>,
        default_action: Option<ListenerAction>,
    ) -> Result<Response, Rejection> {
        let (balancer, listener) = self.find_listener(id).ok_or_else(no_listener)?;
        let port = port.unwrap_or(listener.port);
        let protocol = protocol.unwrap_or(listener.protocol);
        check_port(balancer.kind, protocol, port)?;
        check_port_is_free(balancer, port, Some(id))?;
        if let Some(action) = &default_action {
            self.check_action(balancer, action)?;
            check_group_count(balancer, &action_groups(action))?;
        }
        let balancer = balancer.id;
        let listener = self.listener_mut(balancer, id);
        listener.port = port;
        listener.protocol = protocol;
        if let Some(action) = default_action {
            listener.default_action = action;
        }
        self.listener_changed(balancer, port, ListenerChange::Modified);
        Ok(Response::Done)
    }

    fn delete_listener(&mut self, id: ListenerId) -> Result<Response, Rejection> {
        let (balancer, listener) = self.find_listener(id).ok_or_else(no_listener)?;
        let (balancer, port) = (balancer.id, listener.port);
        let listeners = &mut self.load_balancer_mut(balancer).listeners;
        listeners.retain(|listener| listener.id != id);
        self.listener_changed(balancer, port, ListenerChange::Deleted);
        Ok(Response::Done)
    }

    fn create_rule(&mut self, input: CreateRule) -> Result<Response, Rejection> {
        let (balancer, listener) = self.find_listener(input.listener).ok_or_else(no_listener)?;
        if balancer.kind == crate::LoadBalancerType::Network {
            return Err(Rejection::balancing(
                BalancingException::InvalidConfigurationRequest,
                "Listeners of a Network Load Balancer have no rules beside the default one",
            )
            .by(Rule::ForwardTargets));
        }
        check_priority(input.priority)?;
        check_conditions(&input.conditions)?;
        self.check_action(balancer, &input.action)?;
        check_group_count(balancer, &action_groups(&input.action))?;
        if listener
            .rules
            .iter()
            .any(|rule| rule.priority == input.priority)
        {
            return Err(priority_in_use(input.priority));
        }
        let rule_count: usize = balancer.listeners.iter().map(|one| one.rules.len()).sum();
        if rule_count >= LISTENER_RULES_MAX {
            return Err(too_many(
                BalancingException::TooManyRules,
                LISTENER_RULES_MAX,
                "rules",
            ));
        }
        let (balancer, port) = (balancer.id, listener.port);
        let ordinal = listener.rules_ever;
        let id = ListenerRuleId(derive(listener.id.0, Purpose::ListenerRule, ordinal));
        let listener = self.listener_mut(balancer, input.listener);
        listener.rules_ever += 1;
        listener.rules.push(ListenerRule {
            id,
            priority: input.priority,
            conditions: input.conditions,
            action: input.action,
        });
        listener.sort_rules();
        self.listener_changed(balancer, port, ListenerChange::RuleCreated(input.priority));
        Ok(Response::Rule(id))
    }

    fn modify_rule(
        &mut self,
        id: ListenerRuleId,
        conditions: Option<Vec<RuleCondition>>,
        action: Option<ListenerAction>,
    ) -> Result<Response, Rejection> {
        let (balancer, listener) = self.find_listener_rule(id).ok_or_else(no_rule)?;
        if id == listener.default_rule {
            return Err(not_permitted(format!(
                "Default rule '{}' cannot be modified",
                self.listener_rule_arn(id)
            )));
        }
        if let Some(conditions) = &conditions {
            check_conditions(conditions)?;
        }
        if let Some(action) = &action {
            self.check_action(balancer, action)?;
            check_group_count(balancer, &action_groups(action))?;
        }
        let (balancer, listener, port) = (balancer.id, listener.id, listener.port);
        let listener = self.listener_mut(balancer, listener);
        let mut rules = listener.rules.iter_mut();
        let rule = rules
            .find(|rule| rule.id == id)
            .expect("the listener has the rule");
        if let Some(conditions) = conditions {
            rule.conditions = conditions;
        }
        if let Some(action) = action {
            rule.action = action;
        }
        let change = ListenerChange::RuleModified(rule.priority);
        self.listener_changed(balancer, port, change);
        Ok(Response::Done)
    }

    fn set_rule_priorities(
        &mut self,
        priorities: &[(ListenerRuleId, u32)],
    ) -> Result<Response, Rejection> {
        let Some((first, _)) = priorities.first() else {
            return Err(validation("At least one rule priority must be specified"));
        };
        let (balancer, listener) = self.find_listener_rule(*first).ok_or_else(no_rule)?;
        let mut next = listener.clone();
        let mut named = Set::new();
        for (id, priority) in priorities {
            check_priority(*priority)?;
            if *id == listener.default_rule {
                return Err(not_permitted(format!(
                    "The priority of the default rule '{}' cannot be set",
                    self.listener_rule_arn(*id)
                )));
            }
            if !named.insert(*id) {
                return Err(validation("A rule can be given one priority"));
            }
            let mut rules = next.rules.iter_mut();
            let rule = rules.find(|rule| rule.id == *id).ok_or_else(no_rule)?;
            rule.priority = *priority;
        }
        next.sort_rules();
        let doubled = next.rules.windows(2).find_map(|pair| {
            let [before, after] = pair else { return None };
            (before.priority == after.priority).then_some(after.priority)
        });
        if let Some(priority) = doubled {
            return Err(priority_in_use(priority));
        }
        let (balancer, id, port) = (balancer.id, listener.id, listener.port);
        *self.listener_mut(balancer, id) = next;
        self.listener_changed(balancer, port, ListenerChange::PrioritiesSet);
        Ok(Response::Done)
    }

    fn delete_rule(&mut self, id: ListenerRuleId) -> Result<Response, Rejection> {
        let (balancer, listener) = self.find_listener_rule(id).ok_or_else(no_rule)?;
        let Some(rule) = listener.rules.iter().find(|rule| rule.id == id) else {
            return Err(not_permitted(format!(
                "Default rule '{}' cannot be deleted",
                self.listener_rule_arn(id)
            )));
        };
        let change = ListenerChange::RuleDeleted(rule.priority);
        let (balancer, listener, port) = (balancer.id, listener.id, listener.port);
        let rules = &mut self.listener_mut(balancer, listener).rules;
        rules.retain(|rule| rule.id != id);
        self.listener_changed(balancer, port, change);
        Ok(Response::Done)
    }

    /// Amazon ECS sets the weights of the target groups of a rule, a default one included. Target groups that the
    /// rule does not forward to are left out; what is not named keeps its weight. False if there is no such rule, or
    /// it does not forward.
    pub(crate) fn set_forward_weights(
        &mut self,
        id: ListenerRuleId,
        weights: &[(TargetGroupId, u32)],
    ) -> bool {
        let Some((balancer, listener)) = self.find_listener_rule(id) else {
            return false;
        };
        let (balancer, listener, port) = (balancer.id, listener.id, listener.port);
        let listener = self.listener_mut(balancer, listener);
        let priority = listener.rules.iter().find(|rule| rule.id == id);
        let change = priority.map_or(ListenerChange::Modified, |rule| {
            ListenerChange::RuleModified(rule.priority)
        });
        let Some(ListenerAction::Forward(forward)) = listener.action_mut(id) else {
            return false;
        };
        for tuple in &mut forward.target_groups {
            let mut named = weights.iter();
            if let Some((_, weight)) = named.find(|(group, _)| *group == tuple.target_group) {
                tuple.weight = *weight;
            }
        }
        self.rest_on(Rule::WeightedForward);
        self.listener_changed(balancer, port, change);
        true
    }

    fn listener_mut(&mut self, balancer: LoadBalancerId, id: ListenerId) -> &mut Listener {
        let mut listeners = self.load_balancer_mut(balancer).listeners.iter_mut();
        listeners
            .find(|listener| listener.id == id)
            .expect("the load balancer has the listener")
    }

    fn listener_changed(
        &mut self,
        load_balancer: LoadBalancerId,
        port: u16,
        change: ListenerChange,
    ) {
        self.emit(EventKind::ListenerChanged {
            load_balancer,
            port,
            change,
        });
        self.refresh_use(load_balancer);
    }

    /// A listener or a rule changed: some target groups are forwarded to now, and some are not any more.
    pub(super) fn refresh_use(&mut self, id: LoadBalancerId) {
        let balancer = &self.load_balancers[&id];
        let mut used = Set::new();
        for group in balancer.target_groups() {
            used.insert(group);
        }
        let changed: Vec<(TargetGroupId, bool)> = self
            .target_groups
            .values()
            .filter(|group| used.contains(&group.id) || group.load_balancer == Some(id))
            .map(|group| (group.id, used.contains(&group.id)))
            .collect();
        for (group, is_in_use) in changed {
            let changed = self.target_group_mut(group);
            changed.is_in_use = is_in_use;
            changed.load_balancer = Some(id);
            self.target_use_changes(group);
        }
    }
}

impl Listener {
    fn sort_rules(&mut self) {
        self.rules.sort_by_key(|rule| rule.priority);
    }
}

fn action_groups(action: &ListenerAction) -> Vec<TargetGroupId> {
    let tuples = action.target_groups().iter();
    tuples.map(|tuple| tuple.target_group).collect()
}

/// Rule: `BalancingQuotas`.
fn check_group_count(balancer: &LoadBalancer, added: &[TargetGroupId]) -> Result<(), Rejection> {
    let mut all = Set::new();
    for group in balancer.target_groups().chain(added.iter().copied()) {
        all.insert(group);
    }
    if all.len() > LOAD_BALANCERS_MAX {
        return Err(too_many(
            BalancingException::TooManyTargetGroups,
            LOAD_BALANCERS_MAX,
            "target groups",
        ));
    }
    Ok(())
}

fn check_port_is_free(
    balancer: &LoadBalancer,
    port: u16,
    itself: Option<ListenerId>,
) -> Result<(), Rejection> {
    let mut others = balancer.listeners.iter();
    if others.any(|other| other.port == port && Some(other.id) != itself) {
        return Err(Rejection::balancing(
            BalancingException::DuplicateListener,
            "A listener already exists on this port for this load balancer",
        ));
    }
    Ok(())
}

fn priority_in_use(priority: u32) -> Rejection {
    Rejection::balancing(
        BalancingException::PriorityInUse,
        format!("Priority '{priority}' is currently in use"),
    )
    .by(Rule::RulePriorities)
}

fn not_permitted(message: alloc::string::String) -> Rejection {
    Rejection::balancing(BalancingException::OperationNotPermitted, message)
        .by(Rule::RulePriorities)
}

fn too_many(exception: BalancingException, most: usize, what: &str) -> Rejection {
    Rejection::balancing(
        exception,
        format!("A load balancer can have at most {most} {what}"),
    )
    .by(Rule::BalancingQuotas)
}

fn no_listener() -> Rejection {
    Rejection::balancing(
        BalancingException::ListenerNotFound,
        "One or more listeners not found",
    )
}

fn no_rule() -> Rejection {
    Rejection::balancing(
        BalancingException::RuleNotFound,
        "One or more rules not found",
    )
}
