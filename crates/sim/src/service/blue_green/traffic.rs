//! Which part of the traffic goes to green: the weights of the rules that lead to both target groups.

use alloc::vec::Vec;

use super::super::DeploymentStrategy;
use super::{ALL_TENTHS, AdvancedConfiguration};
use crate::event::EventKind;
use crate::{
    DeploymentId, Duration, ListenerAction, ListenerRuleId, Rule, Service, ServiceId,
    ServiceLoadBalancer, ServiceRevisionId, TargetGroupId, World,
};

/// Which traffic a deployment shifts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShiftedTraffic {
    /// What the production listener rule leads.
    Production,
    /// What the test listener rule leads.
    Test,
}

/// How a deployment moves production traffic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Steps {
    /// The first step and each one after it, in tenths of a percent.
    step_tenths: u32,
    /// What every step but the last is; a canary has one.
    is_repeated: bool,
    /// How long each step but the last stays.
    pub(super) bake_time: Duration,
}

impl Steps {
    /// Rules: `ShiftAtOnce`, `LinearSteps`, `CanarySteps`.
    pub(super) const fn of(strategy: DeploymentStrategy) -> Self {
        match strategy {
            DeploymentStrategy::Rolling | DeploymentStrategy::BlueGreen => Self {
                step_tenths: ALL_TENTHS,
                is_repeated: false,
                bake_time: Duration::ZERO,
            },
            DeploymentStrategy::Linear {
                step_percent_tenths,
                step_bake_time,
            } => Self {
                step_tenths: step_percent_tenths,
                is_repeated: true,
                bake_time: step_bake_time,
            },
            DeploymentStrategy::Canary {
                canary_percent_tenths,
                canary_bake_time,
            } => Self {
                step_tenths: canary_percent_tenths,
                is_repeated: false,
                bake_time: canary_bake_time,
            },
        }
    }

    /// What green gets after the step that follows when it gets this much.
    pub(super) fn after(self, tenths: u32) -> u32 {
        match (tenths, self.is_repeated) {
            (0, _) | (_, true) => (tenths + self.step_tenths).min(ALL_TENTHS),
            (_, false) => ALL_TENTHS,
        }
    }
}

/// The rule by which a strategy moves traffic.
pub(super) const fn rule_of(strategy: DeploymentStrategy) -> Rule {
    match strategy {
        DeploymentStrategy::Rolling | DeploymentStrategy::BlueGreen => Rule::ShiftAtOnce,
        DeploymentStrategy::Linear { .. } => Rule::LinearSteps,
        DeploymentStrategy::Canary { .. } => Rule::CanarySteps,
    }
}

/// The weights of blue and green that share traffic exactly so; in percent where that does. Rule: `ShiftByWeights`.
pub(super) const fn weights(green_tenths: u32) -> (u32, u32) {
    if green_tenths.is_multiple_of(10) {
        let percent = green_tenths / 10;
        (100 - percent, percent)
    } else {
        (ALL_TENTHS - green_tenths, green_tenths)
    }
}

impl Service {
    /// What a revision should get of test and of production traffic, in tenths of a percent.
    pub(in super::super) fn traffic_tenths(&self, revision: ServiceRevisionId) -> (u32, u32) {
        let is_of = |id: DeploymentId| {
            let deployment = self.deployment(id);
            deployment.is_some_and(|deployment| deployment.revision.id == revision)
        };
        match &self.staged {
            Some(staged) if is_of(staged.green) => (staged.test_tenths, staged.production_tenths),
            Some(staged) if staged.blue.is_some_and(is_of) => (
                ALL_TENTHS - staged.test_tenths,
                ALL_TENTHS - staged.production_tenths,
            ),
            None if self
                .leading_deployment()
                .is_some_and(|leading| is_of(leading.id)) =>
            {
                (ALL_TENTHS, ALL_TENTHS)
            }
            _ => (0, 0),
        }
    }
}

impl World {
    /// Whether the rules of every attachment lead to both of its target groups. Rule: `BothGroupsOnTheRule`.
    pub(super) fn leads_to_both_groups(&self, id: ServiceId) -> bool {
        let attached = self.services[&id].primary().load_balancers.iter();
        let mut pairs = attached.filter_map(|attached| {
            let advanced = attached.advanced_configuration.as_ref()?;
            Some((attached.target_group, advanced))
        });
        pairs.all(|(group, advanced)| {
            let groups = [group, advanced.alternate_target_group];
            let rules = [
                Some(advanced.production_listener_rule),
                advanced.test_listener_rule,
            ];
            let mut rules = rules.into_iter().flatten();
            rules.all(|rule| groups.iter().all(|group| self.forwards_to(rule, *group)))
        })
    }

    fn forwards_to(&self, rule: ListenerRuleId, group: TargetGroupId) -> bool {
        let action = self
            .find_listener_rule(rule)
            .and_then(|(_, listener)| listener.action_of(rule));
        let groups = action.map_or(&[][..], ListenerAction::target_groups);
        groups.iter().any(|tuple| tuple.target_group == group)
    }

    /// Production or test traffic is shared so from now on. Rules: `ShiftByWeights`, `TargetGroupsAlternate`.
    pub(super) fn shift(&mut self, id: ServiceId, traffic: ShiftedTraffic, green_tenths: u32) {
        let staged = self.staged_mut(id);
        match traffic {
            ShiftedTraffic::Production => staged.production_tenths = green_tenths,
            ShiftedTraffic::Test => staged.test_tenths = green_tenths,
        }
        let (blue_weight, green_weight) = weights(green_tenths);
        let mut has_shifted = false;
        for (advanced, green_group, blue_group) in self.pairs(id) {
            let rule = match traffic {
                ShiftedTraffic::Production => Some(advanced.production_listener_rule),
                ShiftedTraffic::Test => advanced.test_listener_rule,
            };
            let wanted = [(blue_group, blue_weight), (green_group, green_weight)];
            if let Some(rule) = rule.filter(|rule| !self.has_weights(*rule, wanted)) {
                self.rest_on([Rule::ShiftByWeights, Rule::TargetGroupsAlternate]);
                has_shifted |= self.set_forward_weights(rule, &wanted);
            }
        }
        if has_shifted {
            let service_deployment = self.services[&id].service_deployment().id;
            self.emit_by(
                Rule::ShiftByWeights,
                EventKind::TrafficShifted {
                    service: id,
                    service_deployment,
                    traffic,
                    green_tenths,
                },
            );
        }
    }

    /// The attachments of a staged deployment with the target group of green and that of blue.
    fn pairs(&self, id: ServiceId) -> Vec<(AdvancedConfiguration, TargetGroupId, TargetGroupId)> {
        let primary = self.services[&id].primary();
        let is_green = primary.id == self.staged(id).green;
        let pair = |attached: &ServiceLoadBalancer| {
            let advanced = attached.advanced_configuration.clone()?;
            let (own, other) = (attached.target_group, advanced.alternate_target_group);
            Some(if is_green {
                (advanced, own, other)
            } else {
                (advanced, other, own)
            })
        };
        primary.load_balancers.iter().filter_map(pair).collect()
    }

    fn has_weights(&self, rule: ListenerRuleId, wanted: [(TargetGroupId, u32); 2]) -> bool {
        let action = self
            .find_listener_rule(rule)
            .and_then(|(_, listener)| listener.action_of(rule));
        let groups = action.map_or(&[][..], ListenerAction::target_groups);
        wanted.iter().all(|(group, weight)| {
            let mut named = groups.iter().filter(|tuple| tuple.target_group == *group);
            named.all(|tuple| tuple.weight == *weight)
        })
    }
}
