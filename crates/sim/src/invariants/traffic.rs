//! What is true of the requests at the targets of every target group.

use crate::{FailureCause, LoadBalancer, TargetGroup, World};

pub(super) fn check(world: &World, group: &TargetGroup) {
    let name = &group.name;
    assert!(
        group
            .in_flight
            .next_end()
            .is_none_or(|ends_at| ends_at > world.now()),
        "{name}: what has ended is not in flight"
    );
    assert!(
        world.knows_who_is_routable(group),
        "{name}: round robin knows who is routable"
    );
    let mut in_flight = 0;
    for task in group.targets.keys() {
        let totals = group.in_flight.totals_of(*task);
        let here = group.in_flight.at(*task);
        assert_eq!(
            totals.requests,
            totals.answered + totals.failed_count() + here,
            "{name}: no target loses a request"
        );
        in_flight += here;
    }
    assert_eq!(
        in_flight,
        group.in_flight.count(),
        "{name}: requests are at targets"
    );
    let departed = group.in_flight.departed();
    assert_eq!(
        departed.requests,
        departed.answered + departed.failed_count(),
        "{name}: who has left has lost no request"
    );
}

/// Every request that arrived was answered, has failed with a cause, or is in flight.
pub(super) fn check_accounting(world: &World, load_balancer: &LoadBalancer) {
    let in_flight: u64 = world
        .target_groups()
        .filter(|group| group.load_balancer == Some(load_balancer.id))
        .map(|group| group.in_flight.count())
        .sum();
    let totals = &load_balancer.totals;
    assert_eq!(
        totals.arrived,
        totals.answered + totals.failed_count() + in_flight,
        "{} loses no request",
        load_balancer.name
    );
    let by_status: u64 = totals.statuses.values().sum();
    assert_eq!(
        totals.answered, by_status,
        "{}: what was answered has a status",
        load_balancer.name
    );
    let waiting = load_balancer.traffic.waiting.iter();
    assert_eq!(
        totals.retried,
        totals.retries + waiting.map(|one| one.count).sum::<u64>(),
        "{}: who tries again has come or is waiting",
        load_balancer.name
    );
    let clients = load_balancer.traffic.shape.clients;
    for sessions in load_balancer.sessions.values() {
        assert_eq!(
            Some(sessions.len()),
            clients.map(|clients| clients.count.into()),
            "{}: clients come back, all of them",
            load_balancer.name
        );
    }
    let mut at_targets = load_balancer.departed.clone();
    for group in world.target_groups() {
        if group.load_balancer == Some(load_balancer.id) {
            at_targets.add(&group.request_totals());
        }
    }
    assert_eq!(
        totals.answered,
        totals.answered_itself + at_targets.answered,
        "{}: what was answered was answered by targets",
        load_balancer.name
    );
    let mut failed = totals.failed.clone();
    failed.retain(|cause, _| {
        !matches!(
            cause,
            FailureCause::NoTarget | FailureCause::NoListener | FailureCause::FixedResponse(_)
        )
    });
    assert_eq!(
        failed, at_targets.failed,
        "{}: what failed at targets failed at each",
        load_balancer.name
    );
}
