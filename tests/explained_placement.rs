//! Why a task is where it is: the moment of its placement is asked again, and gives the place that it has.

use playground::{Opening, deploy, opening};
use sim::{Command, Duration, EventKind, EventSequence, TaskId, Timeline};

use crate::support::accept;

/// Every task whose creation is known, with its instance.
fn created(timeline: &Timeline) -> Vec<(TaskId, Option<sim::InstanceId>)> {
    let events = timeline.events_since(EventSequence(0)).iter();
    events
        .filter_map(|event| match event.kind {
            EventKind::TaskCreated { task, instance, .. } => Some((task, instance)),
            _ => None,
        })
        .collect()
}

fn check_all(timeline: &Timeline) -> usize {
    let tasks = created(timeline);
    for (task, instance) in &tasks {
        let explanation = timeline.why_here(*task).map(|why| why.explanation);
        let explanation = explanation.expect("the creation of the task is known");
        let place = explanation.place.expect("the task was placed");
        assert_eq!(place.instance, *instance, "{task}");
        let remaining: Vec<u32> = explanation
            .funnel
            .iter()
            .map(|level| level.remaining)
            .collect();
        assert!(remaining.is_sorted_by(|before, after| before >= after));
        assert_eq!(remaining.last(), Some(&1));
    }
    tasks.len()
}

#[test]
fn every_task_of_one_pass_is_explained_as_it_was_placed() {
    let Opening { timeline, .. } = opening();
    assert_eq!(check_all(&timeline), 8);
}

#[test]
fn tasks_of_a_rolling_update_and_after_a_fault_are_explained_as_they_were_placed() {
    let Opening {
        mut timeline,
        service,
        definition,
    } = opening();
    let service = deploy(&mut timeline, service, definition).expect("the deployment begins");
    let soon = timeline.now() + Duration::from_secs(60);
    timeline.seek(soon);
    let used = timeline
        .world()
        .instances()
        .find(|instance| !instance.reservations.is_empty());
    let instance = used.expect("the service has tasks").id;
    accept(&mut timeline, Command::TerminateInstance { instance });
    let later = timeline.now() + Duration::from_secs(240);
    timeline.seek(later);
    assert!(check_all(&timeline) >= 16);
    assert!(timeline.world().service(service).is_some());
}

#[test]
fn asking_changes_nothing() {
    let Opening { timeline, .. } = opening();
    let before = timeline.world().clone();
    let (task, _) = created(&timeline)[0];
    assert_eq!(
        timeline.why_here(task).map(|why| why.explanation),
        timeline.why_here(task).map(|why| why.explanation)
    );
    assert_eq!(timeline.world().event_count(), before.event_count());
}
