//! The ledger and the code agree: every rule decides something, and every decision names its rules.

use std::fs;
use std::path::{Path, PathBuf};

use sim::{Duration, Event, EventKind, Rule, RuleSet, Standing};

use crate::swarm::play;

/// Every Rust file below a folder of the workspace.
fn sources(folder: &str) -> Vec<PathBuf> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).expect("the folder exists").flatten() {
            let path = entry.path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("..")
        .join(folder);
    let mut found = Vec::new();
    walk(&root, &mut found);
    found
}

/// The code of the core and of its documents, without comments and without the ledger itself.
fn code() -> String {
    let mut code = String::new();
    for path in sources("crates/sim/src")
        .into_iter()
        .chain(sources("crates/document/src"))
        .filter(|path| !path.to_string_lossy().contains("sim/src/rules"))
    {
        let text = fs::read_to_string(&path).expect("a source file is text");
        for line in text.lines() {
            code.push_str(line.split("//").next().unwrap_or_default());
            code.push('\n');
        }
    }
    code
}

/// Whether the code names the rule where it decides.
fn is_named(code: &str, rule: Rule) -> bool {
    let name = format!("Rule::{rule:?}");
    code.match_indices(&name).any(|(place, _)| {
        let next = code[place + name.len()..].chars().next();
        !next.is_some_and(|character| character.is_alphanumeric() || character == '_')
    })
}

#[test]
fn every_rule_of_the_ledger_decides_something() {
    let code = code();
    let idle: Vec<&Rule> = Rule::ALL
        .iter()
        .filter(|rule| !is_named(&code, **rule))
        .collect();
    assert!(idle.is_empty(), "no decision names {idle:?}");
}

#[test]
fn every_rule_that_a_comment_names_is_in_the_ledger() {
    let known: Vec<String> = Rule::ALL.iter().map(|rule| format!("{rule:?}")).collect();
    for path in sources("crates/sim/src") {
        let text = fs::read_to_string(&path).expect("a source file is text");
        for line in text.lines().filter(|line| line.contains("//")) {
            let Some((_, after)) = line.split_once("Rule: ").or(line.split_once("Rules: ")) else {
                continue;
            };
            let names = after.split('`').skip(1).step_by(2);
            for name in
                names.filter(|name| name.starts_with(|first: char| first.is_ascii_uppercase()))
            {
                assert!(
                    known.iter().any(|rule| rule == name),
                    "{}: there is no rule {name}",
                    path.display()
                );
            }
        }
    }
}

/// Whether Amazon ECS decided this, whoever asked for it.
fn is_decision(event: &Event) -> bool {
    !matches!(
        event.kind,
        EventKind::ClusterCreated(_)
            | EventKind::TargetGroupCreated(_)
            | EventKind::TargetGroupModified(_)
            | EventKind::LoadBalancerCreated(_)
            | EventKind::LoadBalancerModified(_)
            | EventKind::LoadBalancerDeleted(_)
            | EventKind::TargetGroupDeleted(_)
            | EventKind::ListenerChanged { .. }
            | EventKind::TrafficChanged { .. }
            | EventKind::ImagePushed(_)
            | EventKind::AlarmPut(_)
            | EventKind::ScalingChanged(_)
            | EventKind::AlarmStateChanged { .. }
            | EventKind::SpotCapacityChanged(_)
            | EventKind::ProcessFaultsChanged { .. }
            | EventKind::RoleChanged(_)
            | EventKind::SecretChanged { .. }
            | EventKind::LogGroupChanged { .. }
            | EventKind::HookFunctionChanged(_)
            | EventKind::ServiceUpdated(_)
    )
}

#[test]
fn every_decision_names_the_rules_that_it_rests_on() {
    let mut used = RuleSet::EMPTY;
    for seed in 1..=40 {
        let stage = play(seed);
        for event in stage.timeline.events_since(sim::EventSequence(0)) {
            assert!(
                !is_decision(event) || !event.rules.is_empty(),
                "seed {seed}: {:?} rests on no rule",
                event.kind
            );
            used.unite(event.rules);
        }
        let all = stage.timeline.world().rules_used();
        assert!(
            used.iter().all(|rule| all.contains(rule) || seed > 1),
            "a world knows the rules of its events"
        );
    }
    assert!(used.iter().count() > 30, "such worlds rest on many rules");
}

#[test]
fn every_entry_has_a_name_a_source_and_a_sentence_of_its_own() {
    let entries: Vec<_> = Rule::ALL.iter().map(|rule| rule.entry()).collect();
    for (index, entry) in entries.iter().enumerate() {
        let id = entry.id;
        assert!(
            id.bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'),
            "{id}"
        );
        assert!(entry.sentence.ends_with('.'), "{id}: a sentence ends");
        assert!(
            entries[..index]
                .iter()
                .all(|other| other.id != id && other.sentence != entry.sentence),
            "{id} stands twice"
        );
        let section = entry.source.split(' ').next().unwrap_or_default();
        assert!(
            section.split('.').all(|part| part.parse::<u32>().is_ok()),
            "{id}: {} begins with a section",
            entry.source
        );
    }
}

#[test]
fn what_nobody_confirms_is_an_assumption() {
    for entry in Rule::ALL.iter().map(|rule| rule.entry()) {
        if entry.source.contains("unconfirmed") {
            assert_eq!(entry.standing, Standing::Assumed, "{}", entry.id);
        }
    }
}

#[test]
fn a_person_is_told_which_assumptions_a_run_rests_on() {
    let mut stage = crate::support::Setup::default().build();
    stage.pass(Duration::from_secs(60));
    let used = stage.timeline.world().rules_used();
    let assumed: Vec<Rule> = used.assumptions().collect();
    assert!(assumed.contains(&Rule::Activating), "{assumed:?}");
    assert!(!assumed.contains(&Rule::TaskStatuses));
    assert!(used.contains(Rule::TaskStatuses) && !used.contains(Rule::FailOpen));
}
