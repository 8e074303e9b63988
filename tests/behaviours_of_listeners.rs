//! What listeners do with requests by their rules, one sentence a test.

mod bounds;

use sim::{
    Apportionment, BalancingCommand, Cidr, Command, CreateLoadBalancer, CreateRule,
    CreateTargetGroup, Duration, FailureCause, ForwardAction, HttpRequest, Listener,
    ListenerAction, ListenerId, ListenerRuleId, LoadBalancerProtocol, LoadBalancerType,
    NewListener, QueryPair, Response, RuleCondition, TargetGroupId, TargetGroupTuple, TargetType,
};

use crate::support::{Setup, Stage, accept};

fn group(stage: &mut Stage, name: &str) -> TargetGroupId {
    let input = CreateTargetGroup::of(name, TargetType::Ip);
    match accept(&mut stage.timeline, input.into()) {
        Response::TargetGroup(group) => group,
        other => panic!("CreateTargetGroup answers with a target group, not {other:?}"),
    }
}

fn listener(stage: &Stage) -> &Listener {
    let balancer = stage.load_balancer.expect("it is balanced");
    let world = stage.timeline.world();
    &world.load_balancer(balancer).expect("it exists").listeners[0]
}

fn rule(
    listener: ListenerId,
    priority: u32,
    condition: RuleCondition,
    action: ListenerAction,
) -> Command {
    BalancingCommand::CreateRule(CreateRule {
        listener,
        priority,
        conditions: vec![condition],
        action,
    })
    .into()
}

fn add_rule(
    stage: &mut Stage,
    priority: u32,
    condition: RuleCondition,
    action: ListenerAction,
) -> ListenerRuleId {
    let listener = listener(stage).id;
    match accept(
        &mut stage.timeline,
        rule(listener, priority, condition, action),
    ) {
        Response::Rule(rule) => rule,
        other => panic!("CreateRule answers with a rule, not {other:?}"),
    }
}

fn path(pattern: &str) -> RuleCondition {
    RuleCondition::PathPattern(vec![pattern.to_owned()])
}

const fn answer(status_code: u16) -> ListenerAction {
    ListenerAction::FixedResponse { status_code }
}

fn weighted(weights: &[(TargetGroupId, u32)]) -> ListenerAction {
    let tuple = |(target_group, weight): &(TargetGroupId, u32)| TargetGroupTuple {
        target_group: *target_group,
        weight: *weight,
    };
    ListenerAction::Forward(ForwardAction {
        target_groups: weights.iter().map(tuple).collect(),
        stickiness: None,
    })
}

fn status_for(listener: &Listener, path: &str) -> u16 {
    let request = HttpRequest {
        path,
        ..HttpRequest::PLAIN
    };
    match listener.action_for(&request) {
        ListenerAction::FixedResponse { status_code } => *status_code,
        _ => 0,
    }
}

#[test]
fn the_rule_of_the_lowest_priority_that_a_request_meets_decides_and_the_default_action_comes_last()
{
    let mut stage = Setup::default().build();
    add_rule(&mut stage, 20, path("/api/*"), answer(404));
    let first = add_rule(&mut stage, 10, path("/api/v?/*"), answer(200));
    let found = listener(&stage);
    assert_eq!(status_for(found, "/api/v1/x"), 200);
    assert_eq!(status_for(found, "/api/v10/x"), 404);
    assert_eq!(status_for(found, "/API/v1/x"), 0, "paths mind case");
    let set = BalancingCommand::SetRulePriorities {
        priorities: vec![(first, 30)],
    };
    accept(&mut stage.timeline, set.into());
    assert_eq!(status_for(listener(&stage), "/api/v1/x"), 404);
}

#[test]
fn each_kind_of_condition_looks_at_its_part_of_the_request() {
    let request = HttpRequest {
        host: "Shop.Example.com",
        path: "/cart",
        method: "POST",
        headers: &[("X-Version", "Beta-7")],
        query: "lang=ko&user=Kim",
        source_ip: 0x0a01_0203,
    };
    let texts = |text: &str| vec![text.to_owned()];
    let pair = |key: Option<&str>, value: &str| {
        RuleCondition::QueryString(vec![QueryPair {
            key: key.map(str::to_owned),
            value: value.to_owned(),
        }])
    };
    let header = |name: &str, value: &str| RuleCondition::HttpHeader {
        name: name.to_owned(),
        values: texts(value),
    };
    let range = |text| RuleCondition::SourceIp(vec![Cidr::parse(text).expect("it is a range")]);
    let met = [
        RuleCondition::HostHeader(texts("*.example.com")),
        RuleCondition::PathPattern(vec!["/shop".to_owned(), "/c*t".to_owned()]),
        RuleCondition::HttpRequestMethod(texts("POST")),
        header("x-version", "beta-?"),
        pair(Some("user"), "kim"),
        pair(None, "ko"),
        range("10.1.0.0/16"),
        range("0.0.0.0/0"),
    ];
    let missed = [
        RuleCondition::HostHeader(texts("example.com")),
        RuleCondition::PathPattern(texts("/Cart")),
        RuleCondition::HttpRequestMethod(texts("GET")),
        header("x-version", "beta-??"),
        pair(Some("lang"), "kim"),
        range("10.2.0.0/16"),
    ];
    for condition in met {
        assert!(condition.is_met_by(&request), "{condition:?} is met");
    }
    for condition in missed {
        assert!(!condition.is_met_by(&request), "{condition:?} is not met");
    }
}

#[test]
fn shares_by_weight_are_never_a_whole_request_away_from_their_due() {
    for weights in [
        vec![90, 0, 10],
        vec![1, 1, 1, 1, 1],
        vec![999, 998, 7, 3, 1],
        vec![5, 3, 2, 1, 1],
        vec![875, 125],
        vec![1, 7, 11, 13, 40],
    ] {
        let sum: u64 = weights.iter().map(|weight| u64::from(*weight)).sum();
        for step in [1_u64, 2, 3, 7, 100, 4_999] {
            let mut apportionment = Apportionment::default();
            let mut given = vec![0_u64; weights.len()];
            for turn in 1..=200 {
                let shares = apportionment.give(weights.iter().copied(), step);
                assert_eq!(
                    shares.iter().sum::<u64>(),
                    step,
                    "every request goes somewhere"
                );
                for (place, share) in shares.iter().enumerate() {
                    given[place] += share;
                    let due = turn * step * u64::from(weights[place]);
                    let is_near = (given[place] * sum).abs_diff(due) < sum;
                    assert!(is_near, "{weights:?}, {turn} times {step}: {given:?}");
                }
            }
        }
    }
    let nobody = Apportionment::default().give([0, 0].into_iter(), 5);
    assert_eq!(nobody, [0, 0], "without any weight nobody gets one");
}

#[test]
fn a_target_group_without_targets_keeps_its_share_of_the_requests() {
    let mut stage = Setup {
        requests_per_second: 20,
        ..Setup::default()
    }
    .build();
    stage.settle();
    let empty = group(&mut stage, "empty");
    let full = stage.target_group.expect("it is balanced");
    let modify = BalancingCommand::ModifyListener {
        listener: listener(&stage).id,
        port: None,
        protocol: None,
        default_action: Some(weighted(&[(full, 3), (empty, 1)])),
    };
    accept(&mut stage.timeline, modify.into());
    let balancer = stage.load_balancer.expect("it is balanced");
    let totals = |stage: &Stage| {
        let world = stage.timeline.world();
        world
            .load_balancer(balancer)
            .expect("it exists")
            .totals
            .clone()
    };
    let before = totals(&stage);
    stage.pass(Duration::from_secs(100));
    let after = totals(&stage);
    let of_none = |totals: &sim::Totals| totals.failed.get(&FailureCause::NoTarget).copied();
    let failed = of_none(&after).unwrap_or(0) - of_none(&before).unwrap_or(0);
    assert_eq!(failed, 500, "a quarter of 2000");
}

#[test]
fn what_a_listener_or_a_rule_cannot_be_is_refused_in_words() {
    let mut stage = Setup::default().build();
    let found = listener(&stage);
    let (id, default_rule) = (found.id, found.default_rule);
    let full = stage.target_group.expect("it is balanced");
    let balancer = stage.load_balancer.expect("it is balanced");
    add_rule(&mut stage, 10, path("/a"), answer(200));
    let texts = |count: usize| (0..count).map(|place| format!("/{place}")).collect();
    let lone = weighted(&[(full, 1000)]);
    let create = |port, protocol| {
        let listener = NewListener {
            port,
            protocol,
            default_action: ListenerAction::forward(full),
        };
        Command::from(BalancingCommand::CreateListener {
            load_balancer: balancer,
            listener,
        })
    };
    let refused = [
        (
            rule(id, 10, path("/b"), answer(200)),
            "PriorityInUse: Priority '10' is currently in use",
        ),
        (
            rule(id, 0, path("/b"), answer(200)),
            "ValidationError: Priority '0' must be between 1 and 50000, inclusive",
        ),
        (
            rule(id, 11, RuleCondition::PathPattern(texts(6)), answer(200)),
            "ValidationError: The maximum number of condition values per rule is 5",
        ),
        (
            rule(id, 11, path("/b"), answer(302)),
            "ValidationError: The fixed-response status code must match '^(2|4|5)\\d\\d$'",
        ),
        (
            rule(id, 11, path("/b"), lone),
            "ValidationError: Weight '1000' must be between 0 and 999, inclusive",
        ),
        (
            rule(
                id,
                11,
                path("/b"),
                ListenerAction::forward(TargetGroupId::UNKNOWN),
            ),
            "TargetGroupNotFound: One or more target groups not found",
        ),
        (
            rule(ListenerId::UNKNOWN, 11, path("/b"), answer(200)),
            "ListenerNotFound: One or more listeners not found",
        ),
        (
            create(80, LoadBalancerProtocol::Http),
            "DuplicateListener: A listener already exists on this port for this load balancer",
        ),
        (
            create(81, LoadBalancerProtocol::Tcp),
            "ValidationError: Listener protocol 'TCP' must be one of 'HTTP, HTTPS'",
        ),
    ];
    for (command, words) in refused {
        assert_eq!(stage.refusal(command), words);
    }
    let delete = BalancingCommand::DeleteRule { rule: default_rule };
    let refusal = stage.refusal(delete.into());
    assert!(refusal.starts_with("OperationNotPermitted: Default rule 'arn:aws:"));
    let delete = BalancingCommand::DeleteTargetGroup { target_group: full };
    let refusal = stage.refusal(delete.into());
    assert!(refusal.starts_with("ResourceInUse: Target group 'arn:aws:"));
}

#[test]
fn a_target_group_belongs_to_one_load_balancer_that_speaks_its_protocol() {
    let mut stage = Setup::default().build();
    let full = stage.target_group.expect("it is balanced");
    let other = CreateLoadBalancer::forwarding("other", 80, full);
    let refusal = stage.refusal(other.into());
    assert!(refusal.starts_with("TargetGroupAssociationLimit: The following target groups cannot"));
    let network = CreateLoadBalancer {
        kind: LoadBalancerType::Network,
        listener: Some(NewListener {
            port: 80,
            protocol: LoadBalancerProtocol::Tcp,
            default_action: ListenerAction::forward(group(&mut stage, "http")),
        }),
        ..CreateLoadBalancer::forwarding("network", 80, full)
    };
    let refusal = stage.refusal(network.into());
    assert!(refusal.starts_with("IncompatibleProtocols: "), "{refusal}");
}

#[test]
fn a_load_balancer_without_a_listener_answers_nobody_and_a_deleted_one_has_lost_nothing_before() {
    let mut stage = Setup {
        requests_per_second: 20,
        ..Setup::default()
    }
    .build();
    stage.settle();
    let balancer = stage.load_balancer.expect("it is balanced");
    let delete = BalancingCommand::DeleteListener {
        listener: listener(&stage).id,
    };
    accept(&mut stage.timeline, delete.into());
    stage.pass(Duration::from_secs(10));
    let world = stage.timeline.world();
    let totals = &world.load_balancer(balancer).expect("it exists").totals;
    assert_eq!(totals.failed.get(&FailureCause::NoListener), Some(&200));
    let delete = BalancingCommand::DeleteLoadBalancer {
        load_balancer: balancer,
    };
    accept(&mut stage.timeline, delete.into());
    stage.pass(Duration::from_secs(10));
    assert!(stage.timeline.world().load_balancer(balancer).is_none());
}
