//! What a swarm asks of deployments that go through stages.

use sim::{
    AdvancedConfiguration, BalancingCommand, Command, CreateTargetGroup,
    DeploymentConfigurationInput, DeploymentLifecycleHook, DeploymentStrategy, Duration,
    ForwardAction, HookAnswer, HookCommand, HookFunction, HookTargetType, HookTimeoutAction,
    LifecycleStage, ListenerAction, LoadBalancer, LoadBalancerInput, LoadBalancerType, StopType,
    TargetGroupId, TargetGroupTuple, UpdateService,
};

use super::Dice;
use crate::support::Stage;

const ARN: &str = "arn:aws:lambda:ap-northeast-2:111122223333:function:check";

pub(super) fn draw(dice: &mut Dice, stage: &Stage) -> Command {
    let service = stage.service();
    let latest = service.service_deployments.front();
    match (dice.roll(6), latest) {
        (0, _) => Command::Hook(HookCommand::SetFunction {
            arn: ARN.to_owned(),
            function: draw_function(dice),
        }),
        (1, Some(latest)) => Command::Hook(HookCommand::Continue {
            service_deployment: latest.id,
            hook_id: dice.pick(&[None, Some(0), Some(1)]),
            action: draw_action(dice),
        }),
        (2, Some(latest)) => Command::StopServiceDeployment {
            service_deployment: latest.id,
            stop_type: dice.pick(&[StopType::Rollback, StopType::Rollback, StopType::Abort]),
        },
        _ => draw_deployment(dice, stage),
    }
}

fn draw_function(dice: &mut Dice) -> HookFunction {
    let delay = Duration::from_secs(dice.roll(60));
    HookFunction {
        answer: dice.pick(&[
            HookAnswer::Succeeded,
            HookAnswer::Succeeded,
            HookAnswer::InProgress(None),
            HookAnswer::InProgress(Some(delay)),
            HookAnswer::Failed,
            HookAnswer::NoStatus,
            HookAnswer::Error,
            HookAnswer::Nothing,
        ]),
        takes: Duration::from_secs(dice.roll(40)),
    }
}

fn draw_action(dice: &mut Dice) -> HookTimeoutAction {
    dice.pick(&[HookTimeoutAction::Continue, HookTimeoutAction::Rollback])
}

/// A deployment by stages; before it, step by step, what its load balancer needs.
fn draw_deployment(dice: &mut Dice, stage: &Stage) -> Command {
    let update = UpdateService {
        deployment_configuration: draw_configuration(dice),
        force_new_deployment: dice.roll(3) > 0,
        ..UpdateService::of(stage.service)
    };
    let Some((one, balancer)) = balanced(stage) else {
        return Command::UpdateService(Box::new(update));
    };
    let Some(two) = second_group(stage) else {
        let world = stage.timeline.world();
        // It may have been deleted under the service.
        let Some(first) = world.target_group(one) else {
            return Command::UpdateService(Box::new(update));
        };
        return CreateTargetGroup::of("web-two", first.target_type).into();
    };
    let Some(listener) = balancer.listeners.first() else {
        return Command::UpdateService(Box::new(update));
    };
    if listener.default_action.target_groups().len() < 2 && dice.roll(4) > 0 {
        return forward_to_both(stage, [(one, 1), (two, 0)]);
    }
    let advanced = AdvancedConfiguration {
        alternate_target_group: two,
        production_listener_rule: listener.default_rule,
        test_listener_rule: None,
        role_arn: "ecsInfrastructureRole".to_owned(),
    };
    Command::UpdateService(Box::new(UpdateService {
        load_balancers: Some(vec![LoadBalancerInput {
            target_group: one,
            container_name: "app".to_owned(),
            container_port: 80,
            advanced_configuration: Some(advanced),
        }]),
        ..update
    }))
}

fn draw_configuration(dice: &mut Dice) -> DeploymentConfigurationInput {
    let bake_time = Duration::from_secs(60 * dice.roll(3));
    let strategy = dice.pick(&[
        DeploymentStrategy::Rolling,
        DeploymentStrategy::BlueGreen,
        DeploymentStrategy::Linear {
            step_percent_tenths: 333,
            step_bake_time: bake_time,
        },
        DeploymentStrategy::Canary {
            canary_percent_tenths: 125,
            canary_bake_time: bake_time,
        },
    ]);
    let is_rolling = strategy == DeploymentStrategy::Rolling;
    let hooks = (0..dice.roll(3)).map(|_| draw_hook(dice));
    let hooks: Vec<DeploymentLifecycleHook> = hooks.collect();
    DeploymentConfigurationInput {
        strategy: Some(strategy),
        bake_time: Some(bake_time),
        lifecycle_hooks: Some(if is_rolling { vec![] } else { hooks }),
        ..DeploymentConfigurationInput::NONE
    }
}

fn draw_hook(dice: &mut Dice) -> DeploymentLifecycleHook {
    let target_type = dice.pick(&[HookTargetType::Lambda, HookTargetType::Pause]);
    let stages = LifecycleStage::ALL.iter().copied();
    let stages = stages.filter(|stage| stage.takes(target_type));
    let is_lambda = target_type == HookTargetType::Lambda;
    DeploymentLifecycleHook {
        hook_target_arn: is_lambda.then(|| ARN.to_owned()),
        target_type,
        lifecycle_stages: stages.filter(|_| dice.roll(3) == 0).collect(),
        timeout: Duration::from_secs(60 * (1 + dice.roll(3))),
        timeout_action: draw_action(dice),
    }
}

fn balanced(stage: &Stage) -> Option<(TargetGroupId, &LoadBalancer)> {
    let world = stage.timeline.world();
    let balancer = world.load_balancer(stage.load_balancer?)?;
    let is_application = balancer.kind == LoadBalancerType::Application;
    is_application.then_some((stage.target_group?, balancer))
}

fn second_group(stage: &Stage) -> Option<TargetGroupId> {
    let mut groups = stage.timeline.world().target_groups();
    let found = groups.find(|group| group.name == "web-two");
    found.map(|group| group.id)
}

fn forward_to_both(stage: &Stage, weights: [(TargetGroupId, u32); 2]) -> Command {
    let balancer = stage.load_balancer.expect("it is balanced");
    let world = stage.timeline.world();
    let balancer = world.load_balancer(balancer).expect("it is there");
    let target_groups = weights.map(|(target_group, weight)| TargetGroupTuple {
        target_group,
        weight,
    });
    BalancingCommand::ModifyListener {
        listener: balancer.listeners[0].id,
        port: None,
        protocol: None,
        default_action: Some(ListenerAction::Forward(ForwardAction {
            target_groups: target_groups.to_vec(),
            stickiness: None,
        })),
    }
    .into()
}

/// Functions succeed again, and requests go to either target group.
pub(super) fn heal(stage: &Stage) -> Vec<Command> {
    let mut commands = vec![Command::Hook(HookCommand::SetFunction {
        arn: ARN.to_owned(),
        function: HookFunction::default(),
    })];
    if let (Some((one, _)), Some(two)) = (balanced(stage), second_group(stage)) {
        commands.push(forward_to_both(stage, [(one, 1), (two, 1)]));
    }
    commands
}

/// No hook holds the last deployment up; where the target groups cannot take turns, it is a rolling one.
pub(super) fn unhooked(
    stage: &Stage,
    healed: DeploymentConfigurationInput,
) -> DeploymentConfigurationInput {
    DeploymentConfigurationInput {
        strategy: (!takes_turns(stage)).then_some(DeploymentStrategy::Rolling),
        lifecycle_hooks: Some(vec![]),
        ..healed
    }
}

/// Nothing but a rolling update.
pub(super) fn rolling(healed: DeploymentConfigurationInput) -> DeploymentConfigurationInput {
    DeploymentConfigurationInput {
        strategy: Some(DeploymentStrategy::Rolling),
        lifecycle_hooks: Some(vec![]),
        ..healed
    }
}

/// The load balancers without turns, where somebody has deleted a rule that they would take turns by.
pub(super) fn without_turns(stage: &Stage) -> Option<Vec<LoadBalancerInput>> {
    let attached = &stage.service().primary().revision.load_balancers;
    let plain = attached.iter().map(|attached| LoadBalancerInput {
        target_group: attached.target_group,
        container_name: attached.container_name.clone(),
        container_port: attached.container_port,
        advanced_configuration: None,
    });
    (!takes_turns(stage)).then(|| plain.collect())
}

/// Not after a return to before the target groups took turns, nor without their rules.
fn takes_turns(stage: &Stage) -> bool {
    let world = stage.timeline.world();
    let mut attached = stage.service().primary().revision.load_balancers.iter();
    attached.all(|attached| {
        attached
            .advanced_configuration
            .as_ref()
            .is_some_and(|advanced| {
                let production = Some(advanced.production_listener_rule);
                let mut rules = [production, advanced.test_listener_rule]
                    .into_iter()
                    .flatten();
                rules.all(|rule| world.find_listener_rule(rule).is_some())
            })
    })
}
