//! How far the conditions and actions of listener rules may go: the last value that is taken, and the next.

use sim::{
    Cidr, Duration, ForwardAction, HttpRequest, ListenerAction, QueryPair, RuleCondition,
    TargetGroupTuple,
};

use super::{add_rule, answer, group, listener, path, rule, weighted};
use crate::support::Setup;

fn texts(text: &str) -> Vec<String> {
    vec![text.to_owned()]
}

fn header(name: &str, value: &str) -> RuleCondition {
    RuleCondition::HttpHeader {
        name: name.to_owned(),
        values: texts(value),
    }
}

fn query(key: Option<&str>, value: &str) -> RuleCondition {
    RuleCondition::QueryString(vec![QueryPair {
        key: key.map(str::to_owned),
        value: value.to_owned(),
    }])
}

#[test]
fn the_texts_of_a_condition_have_a_length_and_an_alphabet() {
    let long = "a".repeat(129);
    let most = &long[1..];
    let taken = [
        path(most),
        RuleCondition::HostHeader(texts("a")),
        header(&long[..40], most),
        header("x", "1"),
        query(Some(most), most),
        query(None, "1"),
        RuleCondition::HttpRequestMethod(texts("M-SEARCH")),
        RuleCondition::HttpRequestMethod(texts("A_B")),
    ];
    let values = |field| format!("Condition values of '{field}' must be 1 to 128 characters");
    let methods = "Condition values of 'http-request-method' must be upper-case letters, hyphens and underscores";
    let header_name = "HttpHeaderName must be 1 to 40 characters";
    let refused = [
        (path(""), values("path-pattern")),
        (path(&long), values("path-pattern")),
        (
            RuleCondition::HostHeader(texts(&long)),
            values("host-header"),
        ),
        (header("", "1"), header_name.to_owned()),
        (header(&long[..41], "1"), header_name.to_owned()),
        (header("x", &long), values("http-header")),
        (
            query(Some(&long), "1"),
            "Keys of 'query-string' must be at most 128 characters".to_owned(),
        ),
        (query(None, ""), values("query-string")),
        (
            RuleCondition::HttpRequestMethod(texts("get")),
            methods.to_owned(),
        ),
        (
            RuleCondition::HttpRequestMethod(texts("GET ")),
            methods.to_owned(),
        ),
        (
            RuleCondition::PathPattern(vec![]),
            "A condition value must be specified for 'path-pattern'".to_owned(),
        ),
    ];
    let mut stage = Setup::default().build();
    let id = listener(&stage).id;
    for (priority, condition) in (1..).zip(taken) {
        add_rule(&mut stage, priority, condition, answer(200));
    }
    for (condition, words) in refused {
        let refusal = stage.refusal(rule(id, 50, condition, answer(200)));
        assert_eq!(refusal, format!("ValidationError: {words}"));
    }
}

#[test]
fn headers_and_query_strings_may_be_conditions_twice_and_nothing_else() {
    let twice = |one: RuleCondition| vec![one.clone(), one];
    let mut stage = Setup::default().build();
    let listener = listener(&stage).id;
    let mut rule = |priority, conditions| {
        let input = sim::CreateRule {
            listener,
            priority,
            conditions,
            action: answer(200),
        };
        let command = sim::BalancingCommand::CreateRule(input);
        let result = stage.timeline.submit(command.into());
        result.err().map(|refusal| refusal.to_string())
    };
    assert_eq!(rule(1, twice(header("x", "1"))), None);
    assert_eq!(rule(2, twice(query(None, "1"))), None);
    let only_one =
        |field| format!("ValidationError: Only one condition of field '{field}' is allowed");
    assert_eq!(rule(3, twice(path("/a"))), Some(only_one("path-pattern")));
    assert_eq!(
        rule(3, twice(RuleCondition::HostHeader(texts("a")))),
        Some(only_one("host-header"))
    );
}

#[test]
fn a_forward_has_five_target_groups_at_most_each_once_with_a_weight_and_a_time_of_stickiness() {
    let mut stage = Setup::default().build();
    let groups: Vec<_> = (0..6)
        .map(|number| (group(&mut stage, &format!("group-{number}")), 1))
        .collect();
    let id = listener(&stage).id;
    let sticky = |duration| {
        ListenerAction::Forward(ForwardAction {
            target_groups: vec![TargetGroupTuple {
                target_group: groups[0].0,
                weight: 999,
            }],
            stickiness: Some(duration),
        })
    };
    let seconds = Duration::from_secs;
    let taken = [
        weighted(&groups[..5]),
        sticky(seconds(1)),
        sticky(seconds(604_800)),
    ];
    for (priority, action) in (1..).zip(taken) {
        add_rule(&mut stage, priority, path("/a"), action);
    }
    let count = "A forward action must have between 1 and 5 target groups";
    let time = "DurationSeconds must be between 1 and 604800, inclusive";
    let refused = [
        (weighted(&groups), count),
        (weighted(&[]), count),
        (
            weighted(&[groups[0], groups[0]]),
            "Target groups must be unique in a forward action",
        ),
        (sticky(Duration::from_millis(999)), time),
        (sticky(seconds(604_801)), time),
    ];
    for (action, words) in refused {
        let refusal = stage.refusal(rule(id, 50, path("/a"), action));
        assert_eq!(refusal, format!("ValidationError: {words}"));
    }
}

#[test]
fn a_listener_forwards_to_as_many_target_groups_as_there_can_be() {
    let mut stage = Setup::default().build();
    let mut groups = vec![stage.target_group.expect("it is balanced")];
    groups.extend((1..100).map(|number| group(&mut stage, &format!("group-{number}"))));
    for (priority, five) in (1..).zip(groups.chunks(5)) {
        let five: Vec<_> = five.iter().map(|group| (*group, 1)).collect();
        add_rule(&mut stage, priority, path("/a"), weighted(&five));
    }
    let world = stage.timeline.world();
    assert!(groups.iter().all(|group| {
        world
            .target_group(*group)
            .is_some_and(|group| group.is_in_use)
    }));
    assert_eq!(listener(&stage).rules.len(), 20);
    add_rule(&mut stage, 50, path("/b"), weighted(&[(groups[99], 1)]));
}

#[test]
fn a_range_of_addresses_begins_and_ends_where_its_prefix_says() {
    let range = |text| Cidr::parse(text).expect("it is a range");
    let ends = [
        ("10.1.2.0/24", 0x0a01_0200, 0x0a01_02ff),
        ("10.1.2.3/32", 0x0a01_0203, 0x0a01_0203),
        ("192.168.128.0/17", 0xc0a8_8000, 0xc0a8_ffff),
    ];
    for (text, first, last) in ends {
        let range = range(text);
        assert!(range.contains(first) && range.contains(last), "{text}");
        assert!(
            !range.contains(first - 1) && !range.contains(last + 1),
            "{text}"
        );
    }
    for wrong in [
        "10.0.0.0",
        "10.0.0/8",
        "10.0.0.0.0/8",
        "10.0.0.256/8",
        "10.0.0.0/33",
        "a.0.0.0/8",
    ] {
        assert_eq!(Cidr::parse(wrong), None, "{wrong}");
    }
}

#[test]
fn a_star_takes_as_much_of_a_text_as_what_follows_it_leaves() {
    let meets = |pattern: &str, path: &str| {
        let request = HttpRequest {
            path,
            ..HttpRequest::PLAIN
        };
        RuleCondition::PathPattern(texts(pattern)).is_met_by(&request)
    };
    for (pattern, text) in [
        ("*", "/"),
        ("/a*b", "/ab"),
        ("/a*b", "/aXbYb"),
        ("*ab", "/aab"),
        ("/*/x*y*", "/a/b/xx/y/z"),
        ("*a?c", "/abab-abc"),
        ("/a**", "/a"),
    ] {
        assert!(meets(pattern, text), "{pattern} takes {text}");
    }
    for (pattern, text) in [
        ("/a*b", "/aXbY"),
        ("/a*b*", "/a-"),
        ("/a?", "/a"),
        ("*ab", "/aba"),
        ("/a", "/ab"),
        ("/ab", "/a"),
        ("*aab", "/ab"),
    ] {
        assert!(!meets(pattern, text), "{pattern} does not take {text}");
    }
}
