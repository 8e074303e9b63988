//! The settings and the states of target groups and their targets, one sentence a test.

mod bounds;
mod checks;
mod routing;

use sim::{
    BalancingCommand, CheckTimeoutDefault, Command, CreateLoadBalancer, CreateRule,
    CreateTargetGroup, Duration, ListenerAction, LoadBalancerInput, LoadBalancerProtocol,
    ProbeFailure, Response, RolloutState, RuleCondition, Switches, TargetGroup,
    TargetGroupAttributes, TargetGroupId, TargetHealthCheckInput, TargetState, TargetType,
    TaskStatus, UnusedReason, UpdateService, Zone,
};

use crate::support::{Setup, Stage, accept};

fn create(stage: &mut Stage, input: CreateTargetGroup) -> TargetGroupId {
    match accept(&mut stage.timeline, input.into()) {
        Response::TargetGroup(group) => group,
        other => panic!("CreateTargetGroup answers with a target group, not {other:?}"),
    }
}

fn own_group(stage: &Stage) -> &TargetGroup {
    let group = stage.target_group.expect("it is balanced");
    let world = stage.timeline.world();
    world.target_group(group).expect("it exists")
}

fn states(group: &TargetGroup) -> Vec<TargetState> {
    group.targets.values().map(|target| target.state).collect()
}

fn first_listener(stage: &Stage) -> sim::ListenerId {
    let balancer = stage.load_balancer.expect("it is balanced");
    let world = stage.timeline.world();
    let balancer = world.load_balancer(balancer).expect("it exists");
    balancer.listeners[0].id
}

fn set(group: TargetGroupId, key: &str, value: &str) -> Command {
    BalancingCommand::ModifyTargetGroupAttributes {
        target_group: group,
        attributes: vec![(key.to_owned(), value.to_owned())],
    }
    .into()
}

/// Gives the service a second target group, which a rule forwards to.
fn attach_second(stage: &mut Stage, input: CreateTargetGroup) -> TargetGroupId {
    let second = create(stage, input);
    let rule = BalancingCommand::CreateRule(CreateRule {
        listener: first_listener(stage),
        priority: 1,
        conditions: vec![RuleCondition::PathPattern(vec!["/second/*".to_owned()])],
        action: ListenerAction::forward(second),
    });
    accept(&mut stage.timeline, rule.into());
    let groups = [stage.target_group.expect("it is balanced"), second];
    let update = UpdateService {
        load_balancers: Some(groups.map(attached).to_vec()),
        ..UpdateService::of(stage.service)
    };
    accept(
        &mut stage.timeline,
        Command::UpdateService(Box::new(update)),
    );
    second
}

fn attached(target_group: TargetGroupId) -> LoadBalancerInput {
    LoadBalancerInput {
        target_group,
        container_name: "app".to_owned(),
        container_port: 80,
        advanced_configuration: None,
    }
}

#[test]
fn a_task_in_two_target_groups_is_healthy_only_if_it_is_in_both() {
    let mut stage = Setup {
        grace_seconds: 7_200,
        ..Setup::default()
    }
    .build();
    stage.settle();
    let mut input = CreateTargetGroup::of("second", TargetType::Ip);
    input.health_check.port = Some(Some(9_000));
    let second = attach_second(&mut stage, input);
    stage.pass(Duration::from_secs(600));
    let world = stage.timeline.world();
    assert_eq!(
        stage.service().primary().rollout_state,
        RolloutState::InProgress
    );
    let refused = TargetState::Unhealthy(ProbeFailure::Refused);
    let found = world.target_group(second).expect("it exists");
    assert_eq!(states(found), [refused; 2]);
    for task in found.targets.keys() {
        let task = world.task(*task).expect("it is there");
        assert_eq!(own_group(&stage).health_of(task.id), TargetState::Healthy);
        assert!(!world.counts_as_healthy(task, world.now()));
    }
    let mend = Command::ModifyTargetGroup {
        target_group: second,
        health_check: TargetHealthCheckInput {
            port: Some(None),
            ..TargetHealthCheckInput::default()
        },
    };
    accept(&mut stage.timeline, mend);
    stage.settle();
    assert_eq!(
        stage.service().primary().rollout_state,
        RolloutState::Completed
    );
    assert_eq!(own_group(&stage).targets.len(), 2);
}

#[test]
fn the_target_groups_of_a_service_are_refused_in_words() {
    let mut stage = Setup::default().build();
    let own = stage.target_group.expect("it is balanced");
    let update = |load_balancers| {
        Command::UpdateService(Box::new(UpdateService {
            load_balancers: Some(load_balancers),
            ..UpdateService::of(stage.service)
        }))
    };
    let lone = CreateTargetGroup::of("lone", TargetType::Ip);
    let lone = match stage.timeline.submit(lone.into()) {
        Ok(Response::TargetGroup(group)) => group,
        other => panic!("{other:?}"),
    };
    let arn = stage.timeline.world().target_group_arn(lone);
    let no_balancer = format!(
        "InvalidParameterException: The target group with targetGroupArn {arn} does not have an associated load balancer."
    );
    let refused = [
        (update(vec![attached(lone)]), no_balancer.as_str()),
        (
            update(vec![attached(own); 6]),
            "InvalidParameterException: A service can have at most 5 target groups.",
        ),
        (
            update(vec![LoadBalancerInput {
                container_name: "api".to_owned(),
                ..attached(own)
            }]),
            "InvalidParameterException: The container api does not exist in the task definition.",
        ),
        (
            update(vec![LoadBalancerInput {
                container_port: 81,
                ..attached(own)
            }]),
            "InvalidParameterException: The container app did not have a container port 81 defined.",
        ),
    ];
    for (command, words) in refused {
        assert_eq!(stage.refusal(command), words);
    }
}

#[test]
fn targets_that_no_listener_forwards_to_are_unused_and_begin_anew_when_one_does() {
    let mut stage = Setup::default().build();
    stage.settle();
    let listener = first_listener(&stage);
    let modify = |default_action| {
        Command::from(BalancingCommand::ModifyListener {
            listener,
            port: None,
            protocol: None,
            default_action: Some(default_action),
        })
    };
    let closed = ListenerAction::FixedResponse { status_code: 503 };
    accept(&mut stage.timeline, modify(closed));
    let unused = TargetState::Unused(UnusedReason::NotInUse);
    assert_eq!(states(own_group(&stage)), [unused; 2]);
    assert_eq!(
        (unused.name(), unused.reason_code()),
        ("unused", Some("Target.NotInUse"))
    );
    assert_eq!(own_group(&stage).routable().count(), 0);
    stage.pass(Duration::from_secs(300));
    assert_eq!(states(own_group(&stage)), [unused; 2], "nobody probes them");
    assert_eq!(
        stage.tasks_in(TaskStatus::Running).len(),
        2,
        "nor replaces them"
    );
    let own = stage.target_group.expect("it is balanced");
    accept(&mut stage.timeline, modify(ListenerAction::forward(own)));
    assert_eq!(states(own_group(&stage)), [TargetState::Initial; 2]);
    stage.settle();
    assert_eq!(states(own_group(&stage)), [TargetState::Healthy; 2]);
}

#[test]
fn a_target_in_a_zone_that_is_not_enabled_is_unused() {
    let mut stage = Setup {
        desired_count: 3,
        ..Setup::default()
    }
    .build();
    stage.settle();
    let delete = BalancingCommand::DeleteLoadBalancer {
        load_balancer: stage.load_balancer.expect("it is balanced"),
    };
    accept(&mut stage.timeline, delete.into());
    let own = stage.target_group.expect("it is balanced");
    let narrow = CreateLoadBalancer {
        zones: vec![Zone(0), Zone(1)],
        ..CreateLoadBalancer::forwarding("narrow", 80, own)
    };
    accept(&mut stage.timeline, narrow.into());
    stage.pass(Duration::from_secs(60));
    for target in own_group(&stage).targets.values() {
        let expected = match target.zone {
            Zone(0 | 1) => TargetState::Healthy,
            _ => TargetState::Unused(UnusedReason::ZoneNotEnabled),
        };
        assert_eq!(target.state, expected);
    }
}

#[test]
fn what_is_no_target_is_said_to_be_not_registered() {
    let stage = Setup::default().build();
    let state = own_group(&stage).health_of(sim::TaskId::UNKNOWN);
    assert_eq!(state.name(), "unused");
    assert_eq!(state.reason_code(), Some("Target.NotRegistered"));
    assert_eq!(
        state.description().as_deref(),
        Some("Target is not registered to the target group")
    );
}

#[test]
fn attributes_have_ranges_and_not_all_go_together() {
    let mut stage = Setup::default().build();
    let own = stage.target_group.expect("it is balanced");
    let taken = [
        ("slow_start.duration_seconds", "30"),
        ("slow_start.duration_seconds", "0"),
        ("load_balancing.algorithm.type", "weighted_random"),
        ("load_balancing.algorithm.anomaly_mitigation", "on"),
        ("deregistration_delay.timeout_seconds", "3600"),
        ("stickiness.enabled", "true"),
        ("stickiness.lb_cookie.duration_seconds", "604800"),
        (
            "load_balancing.cross_zone.enabled",
            "use_load_balancer_configuration",
        ),
    ];
    for (key, value) in taken {
        accept(&mut stage.timeline, set(own, key, value));
    }
    let refused = [
        (
            "deregistration_delay.timeout_seconds",
            "3601",
            "ValidationError: 'deregistration_delay.timeout_seconds' must be between 0 and 3600, inclusive",
        ),
        (
            "slow_start.duration_seconds",
            "29",
            "ValidationError: 'slow_start.duration_seconds' must be between 30 and 900, inclusive",
        ),
        (
            "slow_start.duration_seconds",
            "30",
            "InvalidConfigurationRequest: You cannot use slow start with the weighted_random algorithm.",
        ),
        (
            "load_balancing.algorithm.type",
            "random",
            "ValidationError: 'random' is not a valid value for 'load_balancing.algorithm.type'",
        ),
        (
            "stickiness.type",
            "source_ip",
            "ValidationError: 'source_ip' is not a valid value for 'stickiness.type'",
        ),
        (
            "deregistration_delay.connection_termination.enabled",
            "true",
            "ValidationError: Target group attribute key 'deregistration_delay.connection_termination.enabled' is not recognized",
        ),
        (
            "colour",
            "red",
            "ValidationError: Target group attribute key 'colour' is not recognized",
        ),
    ];
    for (key, value, words) in refused {
        assert_eq!(stage.refusal(set(own, key, value)), words);
    }
}

#[test]
fn health_checks_have_the_defaults_of_their_load_balancer() {
    let defaults = |switch, protocol: LoadBalancerProtocol, checked| {
        let mut stage = Setup {
            switches: Switches {
                check_timeout_default: switch,
                ..Switches::default()
            },
            ..Setup::default()
        }
        .build();
        let mut input = CreateTargetGroup::of("other", TargetType::Ip);
        input.protocol = protocol;
        input.attributes = TargetGroupAttributes::of(protocol.load_balancer_type());
        input.health_check.protocol = checked;
        let group = create(&mut stage, input);
        let group = stage
            .timeline
            .world()
            .target_group(group)
            .expect("it exists");
        let check = group.health_check.clone();
        (check.protocol, check.timeout.as_secs(), check.matcher)
    };
    use CheckTimeoutDefault::{FiveSeconds, SixSeconds};
    use LoadBalancerProtocol::{Http, Https, Tcp};
    assert_eq!(defaults(FiveSeconds, Http, None), (Http, 5, (200, 200)));
    assert_eq!(defaults(SixSeconds, Http, None), (Http, 6, (200, 200)));
    assert_eq!(
        defaults(SixSeconds, Http, Some(Https)),
        (Https, 10, (200, 200))
    );
    assert_eq!(defaults(FiveSeconds, Tcp, None), (Tcp, 10, (200, 399)));
    assert_eq!(
        defaults(FiveSeconds, Tcp, Some(Http)),
        (Http, 6, (200, 399))
    );
}

#[test]
fn health_check_settings_out_of_range_are_refused() {
    let mut stage = Setup::default().build();
    let own = stage.target_group.expect("it is balanced");
    let seconds = |seconds| Some(Duration::from_secs(seconds));
    let usual = TargetHealthCheckInput::default;
    let refused = [
        (
            TargetHealthCheckInput {
                interval: seconds(4),
                ..usual()
            },
            "HealthCheckIntervalSeconds must be between 5 and 300.",
        ),
        (
            TargetHealthCheckInput {
                timeout: seconds(30),
                ..usual()
            },
            "Health check timeout must be smaller than the interval.",
        ),
        (
            TargetHealthCheckInput {
                healthy_threshold: Some(11),
                ..usual()
            },
            "HealthyThresholdCount must be between 2 and 10.",
        ),
        (
            TargetHealthCheckInput {
                healthy_threshold: Some(1),
                ..usual()
            },
            "HealthyThresholdCount must be between 2 and 10.",
        ),
        (
            TargetHealthCheckInput {
                unhealthy_threshold: Some(1),
                ..usual()
            },
            "UnhealthyThresholdCount must be between 2 and 10.",
        ),
        (
            TargetHealthCheckInput {
                unhealthy_threshold: Some(11),
                ..usual()
            },
            "UnhealthyThresholdCount must be between 2 and 10.",
        ),
        (
            TargetHealthCheckInput {
                interval: seconds(301),
                ..usual()
            },
            "HealthCheckIntervalSeconds must be between 5 and 300.",
        ),
        (
            TargetHealthCheckInput {
                timeout: seconds(1),
                ..usual()
            },
            "HealthCheckTimeoutSeconds must be between 2 and 120.",
        ),
        (
            TargetHealthCheckInput {
                interval: seconds(300),
                timeout: seconds(121),
                ..usual()
            },
            "HealthCheckTimeoutSeconds must be between 2 and 120.",
        ),
        (
            TargetHealthCheckInput {
                matcher: Some((200, 500)),
                ..usual()
            },
            "Matcher must be between 200 and 499.",
        ),
        (
            TargetHealthCheckInput {
                protocol: Some(LoadBalancerProtocol::Tcp),
                ..usual()
            },
            "Health check protocol 'TCP' must be one of 'HTTP, HTTPS'",
        ),
    ];
    for (health_check, words) in refused {
        let target_group = own;
        let command = Command::ModifyTargetGroup {
            target_group,
            health_check,
        };
        assert_eq!(stage.refusal(command), format!("ValidationError: {words}"));
    }
}
