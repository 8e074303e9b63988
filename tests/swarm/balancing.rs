//! What a swarm asks of load balancers, listeners and target groups.

use sim::{
    BalancingCommand, Command, CreateRule, CreateTargetGroup, ForwardAction, Listener,
    ListenerAction, ListenerRuleId, LoadBalancerProtocol, LoadBalancerType, NewListener, Response,
    RuleCondition, TargetGroupAttributes, TargetGroupId, TargetGroupTuple, TargetType,
};

use super::Dice;
use crate::support::{Stage, accept};

const ATTRIBUTES: &[(&str, &[&str])] = &[
    (
        "deregistration_delay.timeout_seconds",
        &["0", "5", "90", "200"],
    ),
    (
        "deregistration_delay.connection_termination.enabled",
        &["true", "false"],
    ),
    (
        "target_group_health.unhealthy_state_routing.minimum_healthy_targets.count",
        &["1", "2", "4"],
    ),
    (
        "target_group_health.unhealthy_state_routing.minimum_healthy_targets.percentage",
        &["off", "50", "100"],
    ),
    (
        "target_health_state.unhealthy.connection_termination.enabled",
        &["true", "false"],
    ),
    (
        "target_health_state.unhealthy.draining_interval_seconds",
        &["0", "20", "120"],
    ),
    ("load_balancing.cross_zone.enabled", &["true", "false"]),
];

pub(super) fn draw(dice: &mut Dice, stage: &Stage) -> Command {
    let (Some(target_group), Some(load_balancer)) = (stage.target_group, stage.load_balancer)
    else {
        return Command::CreateCluster {
            name: "default".to_owned(),
        };
    };
    let world = stage.timeline.world();
    let balancer = world.load_balancer(load_balancer).expect("it is there");
    let group = world.target_group(target_group);
    if group.is_some_and(|group| !group.is_in_use) && dice.roll(3) == 0 {
        return BalancingCommand::DeleteTargetGroup { target_group }.into();
    }
    let Some(listener) = balancer.listeners.first() else {
        return create_listener(stage, ListenerAction::forward(target_group));
    };
    match dice.roll(8) {
        0..3 => {
            let (key, values) = dice.pick(ATTRIBUTES);
            BalancingCommand::ModifyTargetGroupAttributes {
                target_group,
                attributes: vec![(key.to_owned(), dice.pick(values).to_owned())],
            }
        }
        3 | 4 => BalancingCommand::CreateRule(CreateRule {
            listener: listener.id,
            priority: dice.roll(5) as u32,
            conditions: vec![RuleCondition::PathPattern(vec![
                dice.pick(&["/", "/*", "/cart"]).to_owned(),
            ])],
            action: draw_action(dice, target_group),
        }),
        5 => BalancingCommand::SetRulePriorities {
            priorities: vec![(draw_rule(dice, listener), dice.roll(5) as u32)],
        },
        6 => BalancingCommand::DeleteRule {
            rule: draw_rule(dice, listener),
        },
        _ if dice.roll(2) == 0 => BalancingCommand::DeleteListener {
            listener: listener.id,
        },
        _ => BalancingCommand::ModifyListener {
            listener: listener.id,
            port: Some(80 + dice.roll(3) as u16),
            protocol: None,
            default_action: Some(draw_action(dice, target_group)),
        },
    }
    .into()
}

fn create_listener(stage: &Stage, default_action: ListenerAction) -> Command {
    let load_balancer = stage.load_balancer.expect("it is balanced");
    let balancer = stage.timeline.world().load_balancer(load_balancer);
    let protocol = match balancer.expect("it is there").kind {
        LoadBalancerType::Application => LoadBalancerProtocol::Http,
        LoadBalancerType::Network => LoadBalancerProtocol::Tcp,
    };
    BalancingCommand::CreateListener {
        load_balancer,
        listener: NewListener {
            port: 80,
            protocol,
            default_action,
        },
    }
    .into()
}

fn draw_action(dice: &mut Dice, target_group: TargetGroupId) -> ListenerAction {
    match dice.roll(4) {
        0 => ListenerAction::FixedResponse {
            status_code: dice.pick(&[200, 503]),
        },
        1 => ListenerAction::Redirect {
            status_code: 301,
            port: Some(443),
            host: None,
            path: None,
        },
        _ => ListenerAction::Forward(ForwardAction {
            target_groups: vec![TargetGroupTuple {
                target_group,
                weight: dice.roll(3) as u32,
            }],
            stickiness: dice.pick(&[None, None, Some(sim::Duration::from_secs(20))]),
        }),
    }
}

fn draw_rule(dice: &mut Dice, listener: &Listener) -> ListenerRuleId {
    let mut rules: Vec<ListenerRuleId> = listener.rules.iter().map(|rule| rule.id).collect();
    rules.push(listener.default_rule);
    dice.pick(&rules)
}

/// Another target group in the place of one that was deleted.
pub(super) fn recreate(stage: &mut Stage, is_awsvpc: bool) -> Option<TargetGroupId> {
    let world = stage.timeline.world();
    let balancer = world.load_balancer(stage.load_balancer?)?;
    if world.target_group(stage.target_group?).is_some() {
        return None;
    }
    let target_type = if is_awsvpc {
        TargetType::Ip
    } else {
        TargetType::Instance
    };
    let mut input = CreateTargetGroup::of("web-tg", target_type);
    if balancer.kind == LoadBalancerType::Network {
        input.protocol = LoadBalancerProtocol::Tcp;
        input.attributes = TargetGroupAttributes::of(LoadBalancerType::Network);
    }
    let Response::TargetGroup(group) = accept(&mut stage.timeline, input.into()) else {
        panic!("CreateTargetGroup answers with a target group");
    };
    stage.target_group = Some(group);
    Some(group)
}

/// Requests go to the target group again.
pub(super) fn heal(stage: &Stage) -> Vec<Command> {
    let (Some(target_group), Some(load_balancer)) = (stage.target_group, stage.load_balancer)
    else {
        return vec![];
    };
    let world = stage.timeline.world();
    let balancer = world.load_balancer(load_balancer).expect("it is there");
    let forward = ListenerAction::forward(target_group);
    vec![match balancer.listeners.first() {
        None => create_listener(stage, forward),
        Some(listener) => BalancingCommand::ModifyListener {
            listener: listener.id,
            port: None,
            protocol: None,
            default_action: Some(forward),
        }
        .into(),
    }]
}
