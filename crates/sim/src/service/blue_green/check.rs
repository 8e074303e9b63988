//! What AWS refuses in the load balancers of a service whose deployments go through stages.

use alloc::format;

use super::super::{DeploymentConfiguration, DeploymentStrategy};
use super::AdvancedConfiguration;
use crate::limits::ACCOUNT_NAME_MAX;
use crate::{LoadBalancerType, Rejection, Rule, SchedulingStrategy, ServiceLoadBalancer, World};

impl World {
    /// # Errors
    /// What AWS refuses in the load balancers of a service with this configuration.
    pub(crate) fn check_stages(
        &self,
        configuration: &DeploymentConfiguration,
        attached: &[ServiceLoadBalancer],
        scheduling: SchedulingStrategy,
    ) -> Result<(), Rejection> {
        let is_rolling = configuration.strategy == DeploymentStrategy::Rolling;
        if scheduling == SchedulingStrategy::Daemon && !is_rolling {
            let name = configuration.strategy.name();
            return Err(Rejection::invalid_parameter(format!(
                "The daemon scheduling strategy does not support the deployment strategy {name}."
            ))
            .by(Rule::StagedRequirements));
        }
        for attached in attached {
            if let Some(advanced) = &attached.advanced_configuration {
                self.check_advanced(attached, advanced)?;
            } else if !is_rolling {
                return Err(Rejection::invalid_parameter(
                    "advancedConfiguration field is required for all loadBalancers when using a non-ROLLING deployment strategy.",
                )
                .by(Rule::StagedRequirements));
            }
        }
        let needs_alb = matches!(
            configuration.strategy,
            DeploymentStrategy::Linear { .. } | DeploymentStrategy::Canary { .. }
        );
        let is_shifted = !attached.is_empty()
            && attached.iter().all(|attached| {
                let advanced = attached.advanced_configuration.as_ref();
                advanced.is_some_and(|advanced| self.is_application(advanced))
            });
        if needs_alb && !is_shifted {
            let name = configuration.strategy.name();
            return Err(Rejection::invalid_parameter(format!(
                "The deployment strategy {name} needs an Application Load Balancer."
            ))
            .by(Rule::StagedRequirements));
        }
        Ok(())
    }

    fn is_application(&self, advanced: &AdvancedConfiguration) -> bool {
        let rule = self.find_listener_rule(advanced.production_listener_rule);
        rule.is_some_and(|(balancer, _)| balancer.kind == LoadBalancerType::Application)
    }

    fn check_advanced(
        &self,
        attached: &ServiceLoadBalancer,
        advanced: &AdvancedConfiguration,
    ) -> Result<(), Rejection> {
        let refuse = |message: alloc::string::String| {
            Err(Rejection::invalid_parameter(message).by(Rule::StagedRequirements))
        };
        let alternate = advanced.alternate_target_group;
        if alternate == attached.target_group {
            return refuse("targetGroupArn and alternateTargetGroupArn must differ.".into());
        }
        let group = self.target_group(alternate).filter(|group| group.is_in_use);
        let Some(group) = group else {
            let arn = self.target_group_arn(alternate);
            return refuse(format!(
                "The target group with targetGroupArn {arn} does not have an associated load balancer."
            ));
        };
        let own = self.target_group(attached.target_group);
        if own.is_some_and(|own| own.target_type != group.target_type) {
            return refuse(
                "targetGroupArn and alternateTargetGroupArn must have the same target type.".into(),
            );
        }
        let rules = [
            Some(advanced.production_listener_rule),
            advanced.test_listener_rule,
        ];
        let mut rules = rules.into_iter().flatten();
        if rules.any(|rule| self.find_listener_rule(rule).is_none()) {
            return refuse("One or more listener rules were not found.".into());
        }
        if advanced.test_listener_rule == Some(advanced.production_listener_rule) {
            return refuse("productionListenerRule and testListenerRule must differ.".into());
        }
        if advanced.role_arn.is_empty() || advanced.role_arn.len() > ACCOUNT_NAME_MAX {
            return refuse(format!(
                "roleArn must have 1 to {ACCOUNT_NAME_MAX} characters."
            ));
        }
        Ok(())
    }
}
