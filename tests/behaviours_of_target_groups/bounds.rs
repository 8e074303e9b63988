//! How far the settings of target groups and load balancers may go: the last value that is taken, and the next.

use sim::{
    BalancingCommand, Command, CreateTargetGroup, Duration, LoadBalancerProtocol, LoadBalancerType,
    Stickiness, TargetGroupAttributes, TargetGroupId, TargetHealthCheckInput, TargetType,
};

use super::{create, own_group, set};
use crate::support::{Setup, Stage, accept};

fn network_group(stage: &mut Stage, name: &str) -> TargetGroupId {
    let mut input = CreateTargetGroup::of(name, TargetType::Ip);
    input.protocol = LoadBalancerProtocol::Tcp;
    input.attributes = TargetGroupAttributes::of(LoadBalancerType::Network);
    create(stage, input)
}

fn is_taken(stage: &mut Stage, command: Command) -> bool {
    stage.timeline.submit(command).is_ok()
}

#[test]
fn each_number_among_the_attributes_of_a_target_group_has_its_range() {
    let mut stage = Setup::default().build();
    let own = stage.target_group.expect("it is balanced");
    let cookie = "c".repeat(257);
    let ranges = [
        ("deregistration_delay.timeout_seconds", "0", "3600", "3601"),
        ("slow_start.duration_seconds", "30", "900", "901"),
        (
            "stickiness.lb_cookie.duration_seconds",
            "1",
            "604800",
            "604801",
        ),
        (
            "stickiness.app_cookie.duration_seconds",
            "1",
            "604800",
            "604801",
        ),
        (
            "stickiness.app_cookie.cookie_name",
            "",
            &cookie[1..],
            &cookie,
        ),
        (
            "target_group_health.unhealthy_state_routing.minimum_healthy_targets.count",
            "1",
            "1000",
            "1001",
        ),
        (
            "target_group_health.unhealthy_state_routing.minimum_healthy_targets.percentage",
            "1",
            "100",
            "101",
        ),
    ];
    for (key, least, most, next) in ranges {
        assert!(is_taken(&mut stage, set(own, key, least)), "{key}: {least}");
        assert!(is_taken(&mut stage, set(own, key, most)), "{key}: {most}");
        assert!(!is_taken(&mut stage, set(own, key, next)), "{key}: {next}");
    }
    assert_eq!(
        own_group(&stage).attributes.stickiness,
        Stickiness {
            duration: Duration::from_secs(604_800),
            cookie_name: cookie[1..].to_owned(),
            ..TargetGroupAttributes::of(LoadBalancerType::Application).stickiness
        }
    );
}

#[test]
fn anomaly_mitigation_is_on_or_off_and_only_with_weighted_random() {
    let mut stage = Setup::default().build();
    let own = stage.target_group.expect("it is balanced");
    let key = "load_balancing.algorithm.anomaly_mitigation";
    assert_eq!(
        stage.refusal(set(own, key, "on")),
        "InvalidConfigurationRequest: load_balancing.algorithm.anomaly_mitigation needs the weighted_random algorithm."
    );
    let weighted = set(own, "load_balancing.algorithm.type", "weighted_random");
    accept(&mut stage.timeline, weighted);
    accept(&mut stage.timeline, set(own, key, "on"));
    assert!(own_group(&stage).attributes.anomaly_mitigation);
    accept(&mut stage.timeline, set(own, key, "off"));
    assert!(!own_group(&stage).attributes.anomaly_mitigation);
    let both = BalancingCommand::ModifyTargetGroupAttributes {
        target_group: own,
        attributes: vec![
            (
                "load_balancing.algorithm.type".to_owned(),
                "round_robin".to_owned(),
            ),
            ("slow_start.duration_seconds".to_owned(), "900".to_owned()),
        ],
    };
    accept(&mut stage.timeline, both.into());
    assert_eq!(
        stage.refusal(set(own, key, "perhaps")),
        format!("ValidationError: 'perhaps' is not a valid value for '{key}'")
    );
}

#[test]
fn a_target_group_takes_only_the_attributes_of_its_kind_of_load_balancer() {
    let mut stage = Setup::default().build();
    let own = stage.target_group.expect("it is balanced");
    let network = network_group(&mut stage, "network");
    let of_network = [
        (
            "deregistration_delay.connection_termination.enabled",
            "true",
        ),
        (
            "target_health_state.unhealthy.connection_termination.enabled",
            "false",
        ),
        (
            "target_health_state.unhealthy.draining_interval_seconds",
            "60",
        ),
    ];
    let of_application = [
        ("load_balancing.algorithm.type", "weighted_random"),
        ("slow_start.duration_seconds", "30"),
    ];
    let unknown =
        |key| format!("ValidationError: Target group attribute key '{key}' is not recognized");
    for (key, value) in of_network {
        assert_eq!(stage.refusal(set(own, key, value)), unknown(key));
        accept(&mut stage.timeline, set(network, key, value));
    }
    for (key, value) in of_application {
        assert_eq!(stage.refusal(set(network, key, value)), unknown(key));
        accept(
            &mut stage.timeline,
            set(own, "load_balancing.algorithm.type", "round_robin"),
        );
        accept(&mut stage.timeline, set(own, key, value));
    }
    let source = set(network, "stickiness.type", "source_ip");
    accept(&mut stage.timeline, source);
    assert_eq!(
        stage.refusal(set(network, "stickiness.type", "lb_cookie")),
        "ValidationError: 'lb_cookie' is not a valid value for 'stickiness.type'"
    );
}

#[test]
fn stickiness_by_a_cookie_of_the_application_needs_the_name_of_the_cookie() {
    let mut stage = Setup::default().build();
    let own = stage.target_group.expect("it is balanced");
    for (key, value) in [
        ("stickiness.type", "app_cookie"),
        ("stickiness.enabled", "false"),
    ] {
        accept(&mut stage.timeline, set(own, key, value));
    }
    assert_eq!(
        stage.refusal(set(own, "stickiness.enabled", "true")),
        "InvalidConfigurationRequest: stickiness.app_cookie.cookie_name must be set to enable app_cookie stickiness."
    );
    let name = set(own, "stickiness.app_cookie.cookie_name", "session");
    accept(&mut stage.timeline, name);
    accept(&mut stage.timeline, set(own, "stickiness.enabled", "true"));
    assert_eq!(
        own_group(&stage).attributes.stickiness.cookie_name,
        "session"
    );
}

#[test]
fn a_load_balancer_takes_only_the_attributes_of_its_kind() {
    for (is_network, own_key, value, other_key) in [
        (
            false,
            "idle_timeout.timeout_seconds",
            "4000",
            "load_balancing.cross_zone.enabled",
        ),
        (
            true,
            "load_balancing.cross_zone.enabled",
            "true",
            "idle_timeout.timeout_seconds",
        ),
    ] {
        let mut stage = Setup {
            is_network,
            ..Setup::default()
        }
        .build();
        let load_balancer = stage.load_balancer.expect("it is balanced");
        let set = |key: &str, value: &str| {
            Command::from(BalancingCommand::ModifyLoadBalancerAttributes {
                load_balancer,
                attributes: vec![(key.to_owned(), value.to_owned())],
            })
        };
        accept(&mut stage.timeline, set(own_key, value));
        let world = stage.timeline.world();
        let balancer = world.load_balancer(load_balancer).expect("it exists");
        if is_network {
            assert!(balancer.attributes.cross_zone);
        } else {
            assert_eq!(balancer.attributes.idle_timeout, Duration::from_secs(4_000));
        }
        assert_eq!(
            stage.refusal(set(other_key, "1")),
            format!("ValidationError: Load balancer attribute key '{other_key}' is not recognized")
        );
    }
}

#[test]
fn the_path_of_a_health_check_is_absolute_and_at_most_1024_characters_long() {
    let mut stage = Setup::default().build();
    let own = stage.target_group.expect("it is balanced");
    let longest = format!("/{}", "a".repeat(1_023));
    let check = |path: &str| Command::ModifyTargetGroup {
        target_group: own,
        health_check: TargetHealthCheckInput {
            path: Some(path.to_owned()),
            ..TargetHealthCheckInput::default()
        },
    };
    accept(&mut stage.timeline, check(&longest));
    assert_eq!(own_group(&stage).health_check.path, longest);
    for wrong in ["health", "", &format!("{longest}a")] {
        assert_eq!(
            stage.refusal(check(wrong)),
            "ValidationError: HealthCheckPath must begin with '/' and be at most 1024 characters."
        );
    }
}

#[test]
fn the_settings_of_a_health_check_are_taken_at_the_ends_of_their_ranges() {
    let mut stage = Setup::default().build();
    let target_group = stage.target_group.expect("it is balanced");
    let seconds = |seconds| Some(Duration::from_secs(seconds));
    let check =
        |(interval, timeout): (u64, u64), thresholds: u32, highest| Command::ModifyTargetGroup {
            target_group,
            health_check: TargetHealthCheckInput {
                port: Some(Some(1)),
                interval: seconds(interval),
                timeout: seconds(timeout),
                healthy_threshold: Some(thresholds),
                unhealthy_threshold: Some(thresholds),
                matcher: Some((200, highest)),
                ..TargetHealthCheckInput::default()
            },
        };
    accept(&mut stage.timeline, check((5, 2), 2, 200));
    accept(&mut stage.timeline, check((300, 120), 10, 499));
    for (command, words) in [
        (
            check((5, 5), 2, 200),
            "Health check timeout must be smaller than the interval.",
        ),
        (
            check((301, 5), 2, 200),
            "HealthCheckIntervalSeconds must be between 5 and 300.",
        ),
        (
            check((300, 121), 2, 200),
            "HealthCheckTimeoutSeconds must be between 2 and 120.",
        ),
        (
            check((5, 2), 1, 200),
            "HealthyThresholdCount must be between 2 and 10.",
        ),
        (
            check((5, 2), 2, 199),
            "Matcher must be between 200 and 499.",
        ),
    ] {
        assert_eq!(stage.refusal(command), format!("ValidationError: {words}"));
    }
    let no_port = Command::ModifyTargetGroup {
        target_group,
        health_check: TargetHealthCheckInput {
            port: Some(Some(0)),
            ..TargetHealthCheckInput::default()
        },
    };
    assert_eq!(
        stage.refusal(no_port),
        "ValidationError: Health check port '0' must be 'traffic-port' or between 1 and 65535, inclusive"
    );
}

#[test]
fn a_target_group_that_a_listener_forwards_to_is_in_use_and_another_can_be_deleted() {
    let mut stage = Setup::default().build();
    let own = stage.target_group.expect("it is balanced");
    let lone = create(&mut stage, CreateTargetGroup::of("lone", TargetType::Ip));
    let delete = |target_group| Command::from(BalancingCommand::DeleteTargetGroup { target_group });
    accept(&mut stage.timeline, delete(lone));
    assert!(stage.timeline.world().target_group(lone).is_none());
    assert!(stage.refusal(delete(own)).starts_with("ResourceInUse: "));
}
