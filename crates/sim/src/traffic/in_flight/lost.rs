//! Requests at a machine that is gone: nobody says so, and they wait until somebody's patience ends.

use alloc::vec::Vec;

use super::{InFlight, Work};
use crate::limits::NETWORK_IDLE_TIMEOUT;
use crate::traffic::lane::{Answer, Lane, Run};
use crate::traffic::node::Line;
use crate::{Duration, FailureCause, LoadBalancerType, Rule, TargetGroupId, TaskId, Time, World};

impl InFlight {
    /// Takes everything that is in flight at one target out of its lanes, none of which may be open.
    fn take_out(&mut self, target: TaskId) -> Vec<(Line, Work, u64)> {
        let mut taken = Vec::new();
        for (work, lane, turns) in self.cohorts() {
            let lane = &self.lanes[&lane];
            let index = lane.index_of(target).filter(|index| !lane.is_cut(*index));
            let count = index.map_or(0, |index| lane.share_of(&turns, index));
            if count > 0 {
                taken.push((lane.work(), *work, count));
            }
        }
        taken.sort_unstable_by_key(|(_, work, _)| work.ordinal);
        for (_, lane) in self.lanes.iter_mut() {
            if let Some(index) = lane.index_of(target) {
                self.count -= lane.take_out(index);
            }
        }
        taken
    }

    /// Puts requests to one target into a lane of their own, where none come any more.
    fn put_in(&mut self, target: TaskId, line: Line, taken: &[(Line, Work, u64)]) {
        let lane = Lane::new(alloc::vec![target], Answer::Silent, line, 0);
        let id = self.open(lane);
        let mut first = 0;
        for (_, work, count) in taken.iter().filter(|(of, _, _)| *of == line) {
            let run = Run {
                first,
                until: first + count,
            };
            first = run.until;
            self.give(id, run, None);
            self.begin(id, run, *work);
        }
        self.close(id);
    }
}

impl World {
    /// Nothing answers at a target any more: what is in flight there waits in vain. Rules: `LostTargetTimesOut`,
    /// `IdleTimeout`.
    pub(crate) fn leave_waiting(&mut self, id: TargetGroupId, task: TaskId) {
        let now = self.now;
        let group = &self.target_groups[&id];
        let Some(balancer) = group.load_balancer.and_then(|id| self.load_balancer(id)) else {
            return;
        };
        let client_timeout = balancer.traffic.shape.client_timeout;
        let idle = match balancer.kind {
            LoadBalancerType::Application => balancer.attributes.idle_timeout,
            LoadBalancerType::Network => NETWORK_IDLE_TIMEOUT,
        };
        let is_network = balancer.kind == LoadBalancerType::Network;
        let in_flight = &mut self.target_group_mut(id).in_flight;
        let mut taken = in_flight.take_out(task);
        for (line, work, _) in &mut taken {
            // Until now something passed through a connection; of a request nothing has since it arrived.
            let silent_since = match line {
                Line::Requests | Line::Clients if !is_network => work.arrived_at,
                _ => now,
            };
            let timeout = client_timeout.filter(|_| *line != Line::Connections);
            (work.ends_at, work.failure) = patience(*work, silent_since + idle, timeout);
            work.ends_at = work.ends_at.max(now + Duration::from_millis(1));
            work.failure = work.failure.map(|cause| match line {
                Line::Requests | Line::Clients => cause,
                Line::Connections => cause.of_connection(),
            });
        }
        for line in [Line::Requests, Line::Connections, Line::Clients] {
            if taken.iter().any(|(of, _, _)| *of == line) {
                in_flight.put_in(task, line, &taken);
            }
        }
        if !taken.is_empty() {
            self.note_use(Rule::IdleTimeout);
            self.arm_answers(id);
        }
    }
}

/// Who gives up first, the load balancer or the client, and when.
fn patience(
    work: Work,
    idle_at: Time,
    client_timeout: Option<Duration>,
) -> (Time, Option<FailureCause>) {
    match client_timeout.map(|timeout| work.arrived_at + timeout) {
        Some(at) if at < idle_at => (at, Some(FailureCause::ClientTimeout)),
        _ => (idle_at, Some(FailureCause::IdleTimeout)),
    }
}
