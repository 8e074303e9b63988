//! Container instances: draining, silent agents, and where tasks fit.

use sim::{
    Connectivity, EventKind, FailureReason, InstanceStatus, PlacementShortfall, TaskStatus,
    TaskWait, Verdict, Wait, explain,
};

use crate::played::{Played, at, entered, span, stop_of};
use crate::scenarios::{STEADY, unplaceable};

#[test]
fn misconception_24_draining_replaces_service_tasks_and_leaves_standalone_ones() {
    let mut played = Played::until("misconception_24_draining", "2m29s");
    let draining = played.instance(1).id;
    let on_it = |played: &Played, status: TaskStatus| -> Vec<usize> {
        let is_there = |place: &usize| {
            let task = played.nth(*place);
            task.instance == Some(draining) && task.last_status == status
        };
        (1..=4).filter(is_there).collect()
    };
    let (old, pending) = (
        on_it(&played, TaskStatus::Running),
        on_it(&played, TaskStatus::Pending),
    );
    let ([old], [pending]) = (&old[..], &pending[..]) else {
        panic!("one of each revision is there: {old:?} {pending:?}");
    };
    played.go_to("8m");
    let stopped = played.nth(*pending);
    assert_eq!(
        entered(stopped, TaskStatus::Stopped),
        at("2m30s"),
        "PENDING stops at once"
    );
    let reason = "Service web: container instance is in DRAINING state".to_owned();
    assert_eq!(stop_of(stopped), ("ServiceSchedulerInitiated", reason));
    assert_eq!(
        played.times("(service web) stopped 1 pending tasks."),
        [at("2m30s")]
    );
    let replaced = entered(played.nth(*old), TaskStatus::Stopping);
    let new_ones = (3..=5).filter(|place| place != pending);
    for place in new_ones {
        let up = entered(played.nth(place), TaskStatus::Running);
        assert!(
            up + span("40s") <= replaced,
            "RUNNING ones go under min and max"
        );
    }
    let job = played.task("family:job/1");
    assert_eq!(job.instance, Some(draining));
    assert_eq!(
        job.last_status,
        TaskStatus::Running,
        "the standalone task runs on"
    );
    assert!(job.is_active());
    assert_eq!(played.instance(1).status, InstanceStatus::Draining);
}

#[test]
fn misconception_25_an_empty_draining_instance_stays_until_somebody_acts() {
    let mut played = Played::until("misconception_25_drained", "32m59s");
    let empty = played.instance(1);
    assert_eq!(empty.status, InstanceStatus::Draining);
    assert_eq!(empty.status_since, at("3m"));
    assert!(
        empty.reservations.is_empty(),
        "half an hour later it is still there"
    );
    played.go_to("35m59s");
    assert_eq!(
        played.instance(1).status,
        InstanceStatus::Active,
        "made ACTIVE again"
    );
    assert_eq!(
        played.instance(1).reservations.len(),
        2,
        "it takes tasks again"
    );
    played.go_to("38m59s");
    assert_eq!(played.instance(1).status, InstanceStatus::Draining);
    let id = played.instance(1).id;
    played.go_to("40m");
    assert!(
        played.world().instance(id).is_none(),
        "deregistered at last"
    );
    assert_eq!(played.refused, [], "without force, since it is empty");
    played.go_to("43m");
    let other = played.instance(2).id;
    assert_eq!(played.instance(2).status, InstanceStatus::Draining);
    played.go_to("45m");
    assert!(
        played.world().instance(other).is_none(),
        "or terminated, though it drained"
    );
}

#[test]
fn misconception_26_a_disconnected_agent_freezes_what_is_known_while_containers_go_on() {
    let mut played = Played::until("agent_disconnect", "5m29s");
    let task = played.nth(1);
    assert!(task.containers[0].is_alive());
    assert_eq!(
        (task.last_status, task.stop.clone()),
        (TaskStatus::Running, None)
    );
    assert_eq!(
        played.world().connectivity(task).0,
        Connectivity::Disconnected
    );
    assert_eq!(played.service().tasks.len(), 1, "nothing replaces it");
    played.said_after(at("5m"), &unplaceable("encountered error \"AGENT\"."));
    assert_eq!(played.outlook().cut_off_count, 1);
    played.go_to("5m59s");
    assert_eq!(
        played.nth(1).last_status,
        TaskStatus::Running,
        "even StopTask shows only later"
    );
    assert_eq!(played.task_wait(1), Some(TaskWait::Agent));
    played.go_to("8m");
    assert_eq!(entered(played.nth(1), TaskStatus::Stopping), at("6m"));
    played.said_after(at("6m"), STEADY);
}

#[test]
fn misconception_27_spread_is_best_effort_and_constraints_are_binding() {
    let mut played = Played::until("misconception_27_best_effort", "1m59s");
    let counts = [1, 2].map(|place| played.instance(place).reservations.len());
    assert_eq!(counts, [3, 1], "zone b has room for one");
    played.said_after(at("0s"), STEADY);
    played.go_to("5m");
    assert_eq!(played.count(TaskStatus::Running), 4, "the fifth waits");
    played.said_after(at("2m"), &unplaceable("has insufficient memory available."));
    let closest = PlacementShortfall::Closest(played.instance(2).id, FailureReason::Memory);
    assert_eq!(played.wait(), Some(Wait::Capacity(closest)));
    assert!(
        played.instance(1).remaining_memory_mib() > 600,
        "though zone a has room"
    );
    let request = played.world().next_request(played.service().id);
    let explanation = explain(played.world(), &request.expect("a task is wanted"));
    let verdict = explanation
        .candidate(played.instance(1).id)
        .map(|candidate| &candidate.verdict);
    let Some(Verdict::Lacks(lacks, failed)) = verdict else {
        panic!("zone a may not take it: {verdict:?}");
    };
    assert_eq!(lacks.len(), 1, "nothing but the constraint: {lacks:?}");
    assert_eq!(failed[0].seen.as_deref(), Some("ap-northeast-2a"));
}

#[test]
fn misconception_28_a_further_task_may_lack_memory_a_port_an_attribute_its_zone_or_an_interface() {
    let mut played = Played::begin("misconception_28_cpu_is_left");
    let steps = [
        (
            "1m59s",
            "1m",
            FailureReason::Memory,
            "has insufficient memory available.",
        ),
        (
            "3m59s",
            "2m",
            FailureReason::Ports,
            "is already using a port required by your task.",
        ),
        (
            "5m59s",
            "4m",
            FailureReason::Attribute,
            "is missing an attribute required by your task.",
        ),
        (
            "7m59s",
            "6m",
            FailureReason::Location,
            "encountered error \"LOCATION\".",
        ),
    ];
    for (until, after, reason, lack) in steps {
        played.go_to(until);
        played.said_after(at(after), &unplaceable(lack));
        let instance = played.instance(1);
        assert!(instance.remaining_cpu_units() >= 256, "there is CPU left");
        let closest = PlacementShortfall::Closest(instance.id, reason);
        assert_eq!(played.wait(), Some(Wait::Capacity(closest)));
        let request = played.world().next_request(played.service().id);
        let request = request.expect("a task is wanted");
        assert!(
            !sim::lacks_of(played.world(), &request, instance).is_empty(),
            "and which is told"
        );
    }
    let said = |kind: &EventKind| {
        matches!(
            kind,
            EventKind::ServiceSaid {
                message: sim::ServiceMessage::Unplaceable(_),
                ..
            }
        )
    };
    assert_eq!(played.how_often(said), 4);
    let network = Played::until("eni_limit", "59s");
    let lack = unplaceable("encountered error \"RESOURCE:ENI\".");
    network.said_after(at("0s"), &lack);
    let instance = network.instance(1);
    assert!(instance.remaining_cpu_units() >= 256, "there is CPU left");
    let closest = PlacementShortfall::Closest(instance.id, FailureReason::Eni);
    assert_eq!(network.wait(), Some(Wait::Capacity(closest)));
}
