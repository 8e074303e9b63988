//! The cluster query language: what an expression says of an instance, and why a text is none.

mod grammar;
mod patterns;
mod robustness;
mod rules;

use std::borrow::Cow;

use sim::query::{Expression, Fact, Facts, Operator, Subject};

/// An instance, as the tests describe it.
#[derive(Clone)]
pub(crate) struct Host {
    pub(crate) agent_connected: bool,
    pub(crate) agent_version: &'static str,
    pub(crate) ec2_instance_id: Option<&'static str>,
    pub(crate) registered_at_ms: i64,
    pub(crate) running_tasks_count: u32,
    pub(crate) attributes: Vec<(&'static str, Option<&'static str>)>,
    pub(crate) task_groups: Vec<&'static str>,
}

/// 2018-06-18T22:28:28Z.
const REGISTERED_AT_MS: i64 = 1_529_360_908_000;

impl Default for Host {
    fn default() -> Self {
        Self {
            agent_connected: true,
            agent_version: "1.9.0",
            ec2_instance_id: Some("i-abcd1234"),
            registered_at_ms: REGISTERED_AT_MS,
            running_tasks_count: 4,
            attributes: vec![
                ("ecs.instance-type", Some("t2.micro")),
                ("ecs.availability-zone", Some("us-east-1a")),
                ("stack", Some("prod")),
                ("rank", Some("10")),
                ("gpu", None),
            ],
            task_groups: vec!["service:production", "database", "service:production"],
        }
    }
}

impl Facts for Host {
    fn agent_connected(&self) -> bool {
        self.agent_connected
    }

    fn agent_version(&self) -> Cow<'_, str> {
        self.agent_version.into()
    }

    fn ec2_instance_id(&self) -> Option<Cow<'_, str>> {
        self.ec2_instance_id.map(Cow::from)
    }

    fn registered_at_ms(&self) -> i64 {
        self.registered_at_ms
    }

    fn running_tasks_count(&self) -> u32 {
        self.running_tasks_count
    }

    fn attribute(&self, name: &str) -> Option<Cow<'_, str>> {
        let found = self.attributes.iter().find(|(known, _)| *known == name);
        found.map(|(_, value)| value.unwrap_or_default().into())
    }

    fn task_groups(&self) -> Vec<Cow<'_, str>> {
        self.task_groups.iter().copied().map(Cow::from).collect()
    }
}

pub(crate) fn parse(text: &str) -> Expression {
    Expression::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn holds(text: &str) -> bool {
    parse(text).matches(&Host::default())
}

/// Asserts what each expression says of the usual instance.
fn check_truth(cases: &[(&str, bool)]) {
    for (text, truth) in cases {
        assert_eq!(holds(text), *truth, "{text}");
    }
}

#[test]
fn the_examples_of_the_documentation_hold() {
    check_truth(&[
        ("attribute:ecs.instance-type =~ t2.*", true),
        (
            "attribute:ecs.availability-zone in [us-east-1a, us-east-1b]",
            true,
        ),
        ("attribute:stack == prod and runningTasksCount < 5", true),
        ("task:group == service:production", true),
        ("not(task:group == database)", false),
        ("agentVersion < 1.14.5", true),
        ("ec2InstanceId in ['i-abcd1234', 'i-wxyx7890']", true),
        ("attribute:gpu exists", true),
    ]);
}

#[test]
fn each_subject_takes_its_operators_and_no_others() {
    let operators = |subject: &str| -> String {
        let value = match subject {
            "agentConnected" => "true",
            "agentVersion" => "1.2",
            "registeredAt" => "2018-06-18",
            "runningTasksCount" => "3",
            _ => "a",
        };
        let takes = |spelling: &str, operator: &Operator| {
            let argument = match operator {
                Operator::In | Operator::NotIn => format!("[{value}]"),
                Operator::Exists | Operator::NotExists => String::new(),
                _ => value.to_owned(),
            };
            Expression::parse(&format!("{subject} {spelling} {argument}")).is_ok()
        };
        let mut taken = Vec::new();
        for operator in Operator::ALL {
            let is_taken = takes(operator.symbol(), operator);
            assert_eq!(is_taken, takes(operator.word(), operator), "{operator}");
            if is_taken {
                taken.push(operator.symbol());
            }
        }
        taken.join(" ")
    };
    let texts = "== != in !in =~ !~";
    let orders = "== != > >= < <=";
    assert_eq!(operators("agentConnected"), texts);
    assert_eq!(operators("agentVersion"), orders);
    assert_eq!(operators("ec2InstanceId"), texts);
    assert_eq!(operators("registeredAt"), orders);
    assert_eq!(operators("runningTasksCount"), orders);
    assert_eq!(operators("task:group"), texts);
    assert_eq!(
        operators("attribute:stack"),
        "== != > >= < <= in !in =~ !~ exists !exists"
    );
    assert_eq!(
        Subject::Attribute("stack".to_owned()).operators(),
        Operator::ALL
    );
}

#[test]
fn words_and_symbols_mean_the_same() {
    for operator in Operator::ALL {
        let argument = match operator {
            Operator::In | Operator::NotIn => "[prod, test]",
            Operator::Exists | Operator::NotExists => "",
            _ => "prod",
        };
        let with = |spelling: &str| parse(&format!("attribute:stack {spelling} {argument}"));
        assert_eq!(with(operator.symbol()), with(operator.word()));
    }
    let words = parse("not agentConnected equals true and runningTasksCount less_than 2");
    assert_eq!(
        words,
        parse("!agentConnected==true&&runningTasksCount<2"),
        "spaces are free"
    );
    assert_eq!(
        parse("agentConnected == true or agentConnected == false"),
        parse("agentConnected==true||agentConnected==false")
    );
}

#[test]
fn not_binds_tighter_than_and_and_and_tighter_than_or() {
    let flags = [("true", true), ("false", false)];
    for (first, a) in flags {
        for (second, b) in flags {
            for (third, c) in flags {
                let [p, q, r] =
                    [first, second, third].map(|flag| format!("agentConnected == {flag}"));
                check_truth(&[
                    (&format!("{p} or {q} and {r}"), a || b && c),
                    (&format!("{p} and {q} or {r}"), a && b || c),
                    (&format!("({p} or {q}) and {r}"), (a || b) && c),
                    (&format!("not {p} and {q}"), !a && b),
                    (&format!("not ({p} and {q})"), !(a && b)),
                    (&format!("!{p} || !!{q} && {r}"), !a || b && c),
                ]);
            }
        }
    }
}

#[test]
fn a_missing_attribute_equals_nothing() {
    check_truth(&[
        ("attribute:absent == prod", false),
        ("attribute:absent != prod", true),
        ("attribute:absent in [prod]", false),
        ("attribute:absent !in [prod]", true),
        ("attribute:absent =~ .*", false),
        ("attribute:absent !~ .*", true),
        ("attribute:absent < z", false),
        ("attribute:absent >= ''", false),
        ("attribute:absent exists", false),
        ("attribute:absent !exists", true),
        ("attribute:gpu !exists", false),
        ("attribute:gpu == gpu", false),
        ("attribute:gpu != gpu", true),
        ("attribute:gpu =~ .*", false),
        ("attribute:gpu < z", false),
    ]);
    let external = Host {
        ec2_instance_id: None,
        ..Host::default()
    };
    assert!(!parse("ec2InstanceId =~ .*").matches(&external));
    assert!(parse("ec2InstanceId != i-1").matches(&external));
}

#[test]
fn values_of_attributes_are_in_the_order_of_numbers_or_else_of_texts() {
    check_truth(&[
        ("attribute:rank > 9", true),
        ("attribute:rank > 9.99", true),
        ("attribute:rank >= 10.0", true),
        ("attribute:rank == 10.0", false),
        ("attribute:rank > -11", true),
        ("attribute:rank < 9a", true),
        ("attribute:stack > dev", true),
        ("attribute:stack <= prod", true),
        ("attribute:stack == Prod", false),
    ]);
    let debt = |text: &str| {
        let host = Host {
            attributes: vec![("debt", Some("-2.50"))],
            ..Host::default()
        };
        parse(text).matches(&host)
    };
    assert!(debt("attribute:debt < -2.4"));
    assert!(debt("attribute:debt > -2.51"));
    assert!(debt("attribute:debt < -0"));
    assert!(debt("attribute:debt <= -2.5"));
    assert!(debt("attribute:debt >= -02.5"));
}

#[test]
fn a_task_group_is_any_of_those_on_the_instance_and_its_negation_none() {
    check_truth(&[
        ("task:group == database", true),
        ("task:group != database", false),
        ("task:group != cache", true),
        ("task:group in [cache, database]", true),
        ("task:group !in [cache, database]", false),
        ("task:group =~ service:.*", true),
        ("task:group !~ service:.*", false),
    ]);
    let empty = Host {
        task_groups: vec![],
        ..Host::default()
    };
    assert!(!parse("task:group =~ .*").matches(&empty));
    assert!(parse("task:group != database").matches(&empty));
}

#[test]
fn versions_are_compared_number_by_number() {
    check_truth(&[
        ("agentVersion < 1.14.5", true),
        ("agentVersion > 1.8.99", true),
        ("agentVersion == 1.9", true),
        ("agentVersion != 1.9.0.1", true),
        ("agentVersion >= 1.10", false),
    ]);
    let odd = Host {
        agent_version: "unknown",
        ..Host::default()
    };
    for (operator, truth) in [("==", false), ("!=", true), ("<", false), (">=", false)] {
        let expression = parse(&format!("agentVersion {operator} 1.9"));
        assert_eq!(expression.matches(&odd), truth, "{operator}");
    }
}

#[test]
fn dates_are_instants() {
    check_truth(&[
        ("registeredAt == 2018-06-18T22:28:28+00:00", true),
        ("registeredAt == 2018-06-18T22:28:28Z", true),
        ("registeredAt == 2018-06-18T22:28:28", true),
        ("registeredAt == '2018-06-19T00:28:28+02:00'", true),
        ("registeredAt == 2018-06-18T17:58:28-04:30", true),
        ("registeredAt < 2018-06-18T22:28:28.001Z", true),
        ("registeredAt > 2018-06-18", true),
        ("registeredAt < 2018-06-19", true),
        ("registeredAt == 2018-06-18", false),
        ("registeredAt > 2016-02-29", true),
        ("registeredAt < 9999-12-31T23:59:59Z", true),
        ("registeredAt > 0000-01-01", true),
    ]);
}

#[test]
fn dates_are_shown_as_they_are_read() {
    for text in [
        "1970-01-01T00:00:00Z",
        "2000-02-29T23:59:59Z",
        "1969-12-31T23:59:59.999Z",
        "2100-03-01T00:00:00Z",
        "0001-01-01T12:00:00Z",
        "9999-12-31T23:59:59.010Z",
    ] {
        let is_it = parse(&format!("registeredAt == {text}"));
        // Bisect for the instant that the text names, with nothing but comparisons.
        let is_after = parse(&format!("registeredAt >= {text}"));
        let (mut before, mut at) = (-70_000_000_000_000, 260_000_000_000_000);
        while at - before > 1 {
            let middle = before + (at - before) / 2;
            let host = Host {
                registered_at_ms: middle,
                ..Host::default()
            };
            if is_after.matches(&host) {
                at = middle;
            } else {
                before = middle;
            }
        }
        let host = Host {
            registered_at_ms: at,
            ..Host::default()
        };
        assert!(is_it.matches(&host), "{text}");
        assert_eq!(Fact::Instant(at).to_string(), text);
    }
}

#[test]
fn an_explanation_shows_each_part_and_what_stood_there() {
    let text = "(attribute:stack == test or runningTasksCount > 9) and not(task:group =~ d.*) \
                and agentConnected == true and attribute:gpu == a and attribute:absent exists";
    let host = Host::default();
    let explanation = parse(text).explain(&host);
    assert!(!explanation.holds);
    assert_eq!(explanation.parts.len(), 5);
    assert_eq!(
        explanation.parts[0].text,
        "attribute:stack == test or runningTasksCount > 9"
    );
    let shown = |fact: &Option<Fact<'_>>| match fact {
        Some(Fact::Missing) => "nothing".to_owned(),
        Some(Fact::NameOnly) => "a name".to_owned(),
        Some(fact) => fact.to_string(),
        None => "several".to_owned(),
    };
    let decisive: Vec<String> = explanation
        .decisive()
        .iter()
        .map(|part| format!("{} is {}: {}", part.text, part.holds, shown(&part.fact)))
        .collect();
    assert_eq!(
        decisive,
        [
            "attribute:stack == test is false: prod",
            "runningTasksCount > 9 is false: 4",
            "task:group =~ d.* is true: database, service:production",
            "attribute:gpu == a is false: a name",
            "attribute:absent exists is false: nothing",
        ]
    );
    let host = Host {
        agent_connected: false,
        ..host
    };
    let expression = parse("agentConnected == true or registeredAt < 2019-01-01");
    let explanation = expression.explain(&host);
    assert!(explanation.holds);
    let [part] = explanation.decisive()[..] else {
        panic!("one part made it true");
    };
    assert_eq!(shown(&part.fact), "2018-06-18T22:28:28Z");
}
