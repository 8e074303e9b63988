//! What is true of listeners, their rules, and the target groups behind them.

use crate::limits::{FORWARD_TARGET_GROUPS_MAX, FORWARD_WEIGHT_MAX};
use crate::table::Set;
use crate::{
    Listener, ListenerAction, LoadBalancer, Target, TargetGroup, TargetState, Task, TaskStatus,
    Timer, World,
};

pub(super) fn check(world: &World, balancer: &LoadBalancer) {
    let mut ports = Set::new();
    for listener in &balancer.listeners {
        let name = &balancer.name;
        assert!(
            ports.insert(listener.port),
            "{name} has one listener at a port"
        );
        check_rules(listener);
        for action in listener.actions() {
            check_action(world, balancer, action);
        }
    }
}

fn check_rules(listener: &Listener) {
    let mut before = 0;
    for rule in &listener.rules {
        assert!(
            rule.priority > before,
            "rules of port {} have priorities in order, each once",
            listener.port
        );
        before = rule.priority;
    }
}

fn check_action(world: &World, balancer: &LoadBalancer, action: &ListenerAction) {
    let ListenerAction::Forward(forward) = action else {
        return;
    };
    let name = &balancer.name;
    assert!(
        (1..=FORWARD_TARGET_GROUPS_MAX).contains(&forward.target_groups.len()),
        "{name} forwards to 1 to 5 target groups"
    );
    let mut groups = Set::new();
    for tuple in &forward.target_groups {
        assert!(
            tuple.weight <= FORWARD_WEIGHT_MAX,
            "{name} weighs within range"
        );
        assert!(
            groups.insert(tuple.target_group),
            "{name} forwards to a target group once"
        );
        let group = world
            .target_group(tuple.target_group)
            .expect("a listener forwards to target groups that exist");
        assert!(
            group.is_in_use && group.load_balancer == Some(balancer.id),
            "{} knows who forwards to it",
            group.name
        );
    }
}

/// A target group is in use exactly if something forwards to it.
pub(super) fn check_use(world: &World, group: &TargetGroup) {
    let balancer = group.load_balancer.map(|id| {
        world
            .load_balancer(id)
            .expect("a target group's load balancer exists")
    });
    let is_named =
        balancer.is_some_and(|balancer| balancer.target_groups().any(|id| id == group.id));
    assert_eq!(
        group.is_in_use, is_named,
        "{} is in use exactly if something forwards to it",
        group.name
    );
}

pub(super) fn check_target(world: &World, group: &TargetGroup, task: &Task, target: &Target) {
    let (name, id) = (&group.name, task.id);
    let waits_for_network = world
        .due_at(Timer::TargetRegistered(group.id, id))
        .is_some();
    if task.last_status == TaskStatus::Running {
        assert!(
            target.state.is_registered(),
            "{name}: a RUNNING task is registered"
        );
        assert_eq!(
            target.state == TargetState::Registering,
            waits_for_network,
            "{name}: registration is over unless the network takes its time"
        );
    }
    assert!(
        target.state.is_probed() || world.due_at(Timer::TargetHealth(group.id, id)).is_none(),
        "{name}: nobody probes {id}"
    );
    assert!(
        !target.state.is_probed() || group.is_in_use,
        "{name}: a target group that is not in use is not probed"
    );
    let drained_at = world.due_at(Timer::TargetDrained(group.id, id));
    match target.state {
        TargetState::Draining { until, .. } => assert!(
            drained_at == Some(until)
                || (drained_at.is_none()
                    && until <= world.now()
                    && (group.in_flight.at(id) > 0 || !group.ends_idle())),
            "{name}: draining ends, or the last flows of {id} do"
        ),
        TargetState::UnhealthyDraining { until, .. } => {
            assert_eq!(drained_at, Some(until), "{name}: unhealthy draining ends");
        }
        _ => assert_eq!(drained_at, None, "{name}: {id} does not drain"),
    }
    assert!(
        target.state.is_registered() || group.routable().all(|routable| routable != id),
        "{name}: a draining target gets nothing new"
    );
}
