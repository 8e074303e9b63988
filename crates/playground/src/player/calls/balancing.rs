//! The calls to Elastic Load Balancing as commands of the core.

use document::script::{self, ActionType, Call};
use sim::{
    BalancingCommand, BalancingException, Cidr, Command, CreateLoadBalancer, CreateRule,
    CreateTargetGroup, Duration, Exception, ForwardAction, ListenerAction, LoadBalancerProtocol,
    LoadBalancerType, NewListener, QueryPair, Rejection, RuleCondition, TargetGroupAttributes,
    TargetGroupTuple,
};

use super::super::names::{Names, playground};

/// `TargetGroupStickinessConfig` without `DurationSeconds`.
const GROUP_STICKINESS: Duration = Duration::from_secs(3_600);

/// The command of one of these calls.
///
/// # Errors
/// What AWS would answer to a text that stands for nothing.
pub(super) fn command(call: &Call, names: &Names<'_>) -> Result<Command, Rejection> {
    Ok(match call {
        Call::CreateTargetGroup(input) => create_target_group(input)?.into(),
        Call::ModifyTargetGroup(input) => modify_target_group(input, names)?,
        Call::CreateLoadBalancer(input) => create_load_balancer(input, names)?.into(),
        _ => balancing_command(call, names)?.into(),
    })
}

fn balancing_command(call: &Call, names: &Names<'_>) -> Result<BalancingCommand, Rejection> {
    Ok(match call {
        Call::ModifyTargetGroupAttributes(input) => BalancingCommand::ModifyTargetGroupAttributes {
            target_group: names.target_group(&input.target_group),
            attributes: attributes(&input.attributes),
        },
        Call::DeleteTargetGroup(input) => BalancingCommand::DeleteTargetGroup {
            target_group: names.target_group(&input.target_group),
        },
        Call::ModifyLoadBalancerAttributes(input) => {
            BalancingCommand::ModifyLoadBalancerAttributes {
                load_balancer: names.load_balancer(&input.load_balancer),
                attributes: attributes(&input.attributes),
            }
        }
        Call::DeleteLoadBalancer(input) => BalancingCommand::DeleteLoadBalancer {
            load_balancer: names.load_balancer(&input.load_balancer),
        },
        Call::CreateListener(input) => BalancingCommand::CreateListener {
            load_balancer: names.load_balancer(&input.load_balancer),
            listener: NewListener {
                port: input.port,
                protocol: input.protocol,
                default_action: action(&input.default_actions, names)?,
            },
        },
        Call::ModifyListener(input) => BalancingCommand::ModifyListener {
            listener: names.listener(&input.listener),
            port: input.port,
            protocol: input.protocol,
            default_action: maybe_action(input.default_actions.as_deref(), names)?,
        },
        Call::DeleteListener(input) => BalancingCommand::DeleteListener {
            listener: names.listener(&input.listener),
        },
        Call::CreateRule(input) => BalancingCommand::CreateRule(CreateRule {
            listener: names.listener(&input.listener),
            priority: input.priority,
            conditions: conditions(&input.conditions)?,
            action: action(&input.actions, names)?,
        }),
        Call::ModifyRule(input) => BalancingCommand::ModifyRule {
            rule: names.listener_rule(&input.rule),
            conditions: input.conditions.as_deref().map(conditions).transpose()?,
            action: maybe_action(input.actions.as_deref(), names)?,
        },
        Call::SetRulePriorities(input) => BalancingCommand::SetRulePriorities {
            priorities: input
                .priorities
                .iter()
                .map(|one| (names.listener_rule(&one.rule), one.priority))
                .collect(),
        },
        Call::DeleteRule(input) => BalancingCommand::DeleteRule {
            rule: names.listener_rule(&input.rule),
        },
        _ => unreachable!("only calls to Elastic Load Balancing come here"),
    })
}

fn create_target_group(input: &script::CreateTargetGroup) -> Result<CreateTargetGroup, Rejection> {
    let protocol = input.protocol.unwrap_or(LoadBalancerProtocol::Http);
    Ok(CreateTargetGroup {
        name: input.name.clone(),
        target_type: input.target_type,
        protocol,
        port: input.port.unwrap_or(80),
        health_check: input.health_check().ok_or_else(bad_matcher)?,
        attributes: TargetGroupAttributes::of(protocol.load_balancer_type()),
    })
}

fn modify_target_group(
    input: &script::ModifyTargetGroup,
    names: &Names<'_>,
) -> Result<Command, Rejection> {
    let target_group = names.target_group(&input.target_group);
    Ok(Command::ModifyTargetGroup {
        target_group,
        health_check: input.health_check().ok_or_else(bad_matcher)?,
    })
}

fn bad_matcher() -> Rejection {
    playground(
        "A matcher is a code such as 200 or a range such as 200-299 here, and a health check port is a number or traffic-port."
            .to_owned(),
    )
}

fn create_load_balancer(
    input: &script::CreateLoadBalancer,
    names: &Names<'_>,
) -> Result<CreateLoadBalancer, Rejection> {
    let usual = match input.kind {
        LoadBalancerType::Application => LoadBalancerProtocol::Http,
        LoadBalancerType::Network => LoadBalancerProtocol::Tcp,
    };
    let listener = match input.default_actions.as_slice() {
        [] => None,
        actions => Some(NewListener {
            port: input.port,
            protocol: input.protocol.unwrap_or(usual),
            default_action: action(actions, names)?,
        }),
    };
    Ok(CreateLoadBalancer {
        name: input.name.clone(),
        kind: input.kind,
        zones: names.subnets(&input.subnets)?,
        listener,
    })
}

fn attributes(inputs: &[script::BalancingAttribute]) -> Vec<(String, String)> {
    let pairs = inputs.iter();
    pairs
        .map(|input| (input.key.clone(), input.value.clone()))
        .collect()
}

fn maybe_action(
    actions: Option<&[script::Action]>,
    names: &Names<'_>,
) -> Result<Option<ListenerAction>, Rejection> {
    actions.map(|actions| action(actions, names)).transpose()
}

/// One action, which ends what is done with a request; `authenticate-*` before it is not simulated.
fn action(actions: &[script::Action], names: &Names<'_>) -> Result<ListenerAction, Rejection> {
    let [action] = actions else {
        return Err(validation("Exactly one action must be specified here"));
    };
    match action.kind {
        ActionType::Forward => forward(action, names),
        ActionType::FixedResponse => {
            let config = action.fixed_response.as_ref();
            let code = config.and_then(|config| config.status_code.parse().ok());
            let status_code = code.ok_or_else(|| {
                validation("The fixed-response status code must match '^(2|4|5)\\d\\d$'")
            })?;
            Ok(ListenerAction::FixedResponse { status_code })
        }
        ActionType::Redirect => redirect(action),
    }
}

fn forward(action: &script::Action, names: &Names<'_>) -> Result<ListenerAction, Rejection> {
    let Some(config) = &action.forward else {
        let name = action.target_group.as_deref();
        let name = name.ok_or_else(|| {
            validation("A target group ARN must be specified for action type 'forward'")
        })?;
        return Ok(ListenerAction::forward(names.target_group(name)));
    };
    let stickiness = config.stickiness.as_ref().filter(|config| config.enabled);
    let tuple = |input: &script::TargetGroupTuple| TargetGroupTuple {
        target_group: names.target_group(&input.target_group),
        weight: input.weight,
    };
    Ok(ListenerAction::Forward(ForwardAction {
        target_groups: config.target_groups.iter().map(tuple).collect(),
        stickiness: stickiness.map(|config| config.duration.unwrap_or(GROUP_STICKINESS)),
    }))
}

fn redirect(action: &script::Action) -> Result<ListenerAction, Rejection> {
    let config = action.redirect.as_ref();
    let config = config.ok_or_else(|| validation("A redirect needs its RedirectConfig"))?;
    let status_code = match config.status_code.as_str() {
        "HTTP_301" => 301,
        "HTTP_302" => 302,
        _ => {
            let message = "The redirect status code must be one of 'HTTP_301, HTTP_302'";
            return Err(validation(message));
        }
    };
    let port =
        match config.port.as_deref() {
            None | Some("#{port}") => None,
            Some(port) => Some(port.parse().map_err(|_| {
                validation("Redirect port must be between 1 and 65535 or '#{port}'")
            })?),
        };
    Ok(ListenerAction::Redirect {
        status_code,
        port,
        host: config.host.clone(),
        path: config.path.clone(),
    })
}

fn conditions(inputs: &[script::Condition]) -> Result<Vec<RuleCondition>, Rejection> {
    inputs.iter().map(condition).collect()
}

fn condition(input: &script::Condition) -> Result<RuleCondition, Rejection> {
    let values = |config: &Option<script::ConditionValues>| {
        let config = config.as_ref();
        config.map_or_else(|| input.values.clone(), |config| config.values.clone())
    };
    Ok(match input.field.as_str() {
        "host-header" => RuleCondition::HostHeader(values(&input.host_header)),
        "path-pattern" => RuleCondition::PathPattern(values(&input.path_pattern)),
        "http-request-method" => {
            RuleCondition::HttpRequestMethod(values(&input.http_request_method))
        }
        "http-header" => match &input.http_header {
            Some(config) => RuleCondition::HttpHeader {
                name: config.name.clone(),
                values: config.values.clone(),
            },
            None => return Err(validation("http-header needs its HttpHeaderConfig")),
        },
        "query-string" => {
            let pairs = input.query_string.iter().flat_map(|config| &config.values);
            let pair = |pair: &script::QueryStringPair| QueryPair {
                key: pair.key.clone(),
                value: pair.value.clone(),
            };
            RuleCondition::QueryString(pairs.map(pair).collect())
        }
        "source-ip" => {
            let ranges = values(&input.source_ip);
            let range = |text: &String| {
                Cidr::parse(text)
                    .ok_or_else(|| validation("The source IP must be an IPv4 range in CIDR format"))
            };
            RuleCondition::SourceIp(ranges.iter().map(range).collect::<Result<_, _>>()?)
        }
        _ => {
            return Err(validation(
                "Condition field must be one of '[host-header, path-pattern, http-header, http-request-method, query-string, source-ip]'",
            ));
        }
    })
}

fn validation(message: &str) -> Rejection {
    Rejection::new(
        Exception::Balancing(BalancingException::Validation),
        message,
    )
}
