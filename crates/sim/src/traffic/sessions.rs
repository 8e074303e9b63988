//! Clients that come back: with a cookie or an address that keeps them at a target, or with a connection that does.

use alloc::collections::VecDeque;
use alloc::vec::Vec;

use crate::limits::RETURNING_CLIENTS_MAX;
use crate::{Duration, Rejection, TargetGroupId, TaskId, Time};

/// Clients that send requests again and again, each in its turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReturningClients {
    /// How many: 1 to 10,000.
    pub count: u32,
    /// How many per cent of the requests they send; every other request is that of a new client.
    pub percent: u8,
    /// How long they keep a connection open. At a Network Load Balancer its requests stay with one target for that
    /// long; at an Application Load Balancer it ends at the load balancer, and does not matter. Absent is for one
    /// request.
    pub keep_alive: Option<Duration>,
}

/// Longest that a connection is kept. Ours.
const KEEP_ALIVE_MAX: Duration = Duration::from_secs(24 * 3_600);

impl ReturningClients {
    /// # Errors
    /// Numbers beyond the playground's bounds.
    pub(super) fn check(self) -> Result<(), Rejection> {
        let lives_too_long = self
            .keep_alive
            .is_some_and(|keep_alive| keep_alive == Duration::ZERO || keep_alive > KEEP_ALIVE_MAX);
        if !(1..=RETURNING_CLIENTS_MAX).contains(&self.count)
            || !(1..=100).contains(&self.percent)
            || lives_too_long
        {
            return Err(Rejection::playground(alloc::format!(
                "1 to {RETURNING_CLIENTS_MAX} clients come back, send 1 to 100 percent of the requests, and keep a connection for at most 24 h."
            )));
        }
        Ok(())
    }
}

/// Clients next to each other of whom the same is true.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Session {
    /// The target group that their latest request went to.
    pub(super) group: Option<TargetGroupId>,
    /// The target that it went to.
    pub(super) target: Option<TaskId>,
    /// When that was.
    pub(super) seen_at: Time,
    /// When they came to that target: since then they have their connection.
    pub(super) opened_at: Time,
    /// How many they are.
    pub(super) count: u64,
}

impl Session {
    /// These clients, but fewer.
    pub(super) const fn part(self, count: u64) -> Self {
        Self { count, ..self }
    }
}

/// The returning clients of one rule, in the order of their turns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sessions(VecDeque<Session>);

impl Sessions {
    /// Clients who have not been here yet.
    pub(super) fn of(count: u32) -> Self {
        Self(VecDeque::from([Session {
            group: None,
            target: None,
            seen_at: Time::ZERO,
            opened_at: Time::ZERO,
            count: count.into(),
        }]))
    }

    /// How many clients there are.
    pub(crate) fn len(&self) -> u64 {
        self.0.iter().map(|session| session.count).sum()
    }

    /// Those whose turn is next.
    pub(super) fn take(&mut self, count: u64) -> Vec<Session> {
        let mut taken = Vec::new();
        let mut left = count;
        while left > 0
            && let Some(first) = self.0.front_mut()
        {
            let part = first.count.min(left);
            taken.push(first.part(part));
            left -= part;
            first.count -= part;
            if first.count == 0 {
                self.0.pop_front();
            }
        }
        taken
    }

    /// They have had their turn.
    pub(super) fn put(&mut self, session: Session) {
        match self.0.back_mut() {
            Some(last) if last.part(0) == session.part(0) => last.count += session.count,
            _ => self.0.push_back(session),
        }
    }

    /// Those who are with a target.
    pub(super) fn at(
        &self,
        group: TargetGroupId,
        target: TaskId,
    ) -> impl Iterator<Item = &Session> {
        let sessions = self.0.iter();
        sessions
            .filter(move |session| session.group == Some(group) && session.target == Some(target))
    }

    /// Nobody is with a target any more; says how many were.
    pub(super) fn leave(&mut self, group: TargetGroupId, target: TaskId) -> u64 {
        let mut count = 0;
        for session in &mut self.0 {
            if session.group == Some(group) && session.target == Some(target) {
                session.target = None;
                count += session.count;
            }
        }
        count
    }
}
