//! A new task set by the page's form: which calls it takes.

use playground::{NewTaskSet, calls_for_task_set};
use sim::{Command, TaskDefinition, TaskSetCommand, Timeline};

use crate::played::Played;

/// The calls for a definition in the world of two task sets, before there is a second one.
fn calls(group: Option<&str>, change: fn(&mut TaskDefinition)) -> (Timeline, Vec<Command>) {
    let played = Played::until("two_task_sets", "3m30s");
    let world = played.world();
    let service = played.service();
    let (primary, _) = service.primary_task_set().expect("the first one");
    let mut definition = primary.definition.definition.clone();
    change(&mut definition);
    let find = |name: &str| {
        let mut groups = world.target_groups();
        groups
            .find(|group| group.name == name)
            .map(|group| group.id)
    };
    let wanted = NewTaskSet {
        scale_tenths: 250,
        external_id: Some("mine".to_owned()),
        target_group: group.and_then(find),
    };
    let calls = calls_for_task_set(world, service, &definition, wanted);
    (played.into_timeline(), calls)
}

/// The definition, external id, scale and target group of each task set once the calls were made.
fn sets(mut timeline: Timeline, calls: Vec<Command>) -> Vec<(String, String, u32, Option<String>)> {
    for call in calls {
        timeline.submit(call).expect("it is accepted");
    }
    let world = timeline.world();
    let service = world.services().next().expect("there is one");
    let sets = service.task_sets().map(|(deployment, set)| {
        let attached = deployment.load_balancers.first();
        let group = attached.and_then(|attached| world.target_group(attached.target_group));
        (
            deployment.definition.to_string(),
            set.external_id.clone().unwrap_or_default(),
            set.scale_tenths,
            group.map(|group| group.name.clone()),
        )
    });
    sets.collect()
}

#[test]
fn a_draft_that_a_task_set_runs_already_is_not_registered_again() {
    let (timeline, calls) = calls(Some("web-two"), |_| {});
    assert_eq!(calls.len(), 1, "{calls:?}");
    let last = sets(timeline, calls).pop();
    let expected = (
        "web:1".to_owned(),
        "mine".to_owned(),
        250,
        Some("web-two".to_owned()),
    );
    assert_eq!(last, Some(expected));
}

#[test]
fn a_draft_that_differs_is_registered_first() {
    let (timeline, calls) = calls(None, |definition| {
        definition.container_definitions[0].image = "shop/web:2".into();
    });
    assert!(matches!(calls[0], Command::RegisterTaskDefinition(_)));
    let last = sets(timeline, calls).pop();
    assert_eq!(
        last,
        Some(("web:2".to_owned(), "mine".to_owned(), 250, None))
    );
}

#[test]
fn a_draft_without_a_port_is_refused_where_a_target_group_needs_one() {
    let (mut timeline, calls) = calls(Some("web-two"), |definition| {
        definition.container_definitions[0].port_mappings.clear();
    });
    let Some(Command::TaskSet(create)) = calls.last() else {
        panic!("the last call creates the task set: {calls:?}");
    };
    assert!(matches!(**create, TaskSetCommand::Create(_)));
    timeline.submit(calls[0].clone()).expect("it is valid");
    let refused = timeline.submit(calls[1].clone()).expect_err("no port");
    assert_eq!(
        refused.to_string(),
        "InvalidParameterException: The container app did not have a container port 80 defined."
    );
}
