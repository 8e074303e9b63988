//! Health probes without probing: which probe will be the next to change something, and when.
//!
//! Probes are sent at fixed instants. What they find is known from when the process boots, so a probe whose result
//! changes nothing is never simulated; results in between are counted when somebody asks.

use crate::{Duration, Time};

/// How a probe failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ProbeFailure {
    /// An HTTP status that does not match, or that makes the health command fail.
    Status(u16),
    /// No answer within the timeout.
    TimedOut,
    /// Nobody listens.
    Refused,
    /// The machine of the target has stopped.
    Stopped,
}

/// What probes find: nobody before `ready_at`, from then on `then`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Answers {
    pub(crate) ready_at: Time,
    pub(crate) then: Result<(), ProbeFailure>,
}

impl Answers {
    /// Nobody will ever answer.
    pub(crate) const NOBODY: Self = Self {
        ready_at: Time::ZERO,
        then: Err(ProbeFailure::Refused),
    };

    /// Nothing answers, not even with a refusal.
    pub(crate) const SILENCE: Self = Self {
        ready_at: Time::ZERO,
        then: Err(ProbeFailure::TimedOut),
    };

    const fn at(self, instant: Time) -> Result<(), ProbeFailure> {
        if instant.as_millis() < self.ready_at.as_millis() {
            Err(ProbeFailure::Refused)
        } else {
            self.then
        }
    }
}

/// What the probes have made of their subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    Undecided,
    Healthy,
    Unhealthy,
}

/// When probes are sent, and how many results in a row decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Schedule {
    /// The first probe.
    pub(crate) first_at: Time,
    /// Between two probes; not zero.
    pub(crate) interval: Duration,
    /// How long a probe waits for an answer that does not come.
    pub(crate) timeout: Duration,
    /// Successes that make an undecided subject healthy.
    pub(crate) successes_at_first: u32,
    /// Successes that make an unhealthy subject healthy.
    pub(crate) successes_after_failure: u32,
    /// Failures that make a subject unhealthy.
    pub(crate) failures: u32,
    /// Failures of probes sent before this do not count while the subject is undecided.
    pub(crate) forgiving_until: Time,
}

/// A subject of probes: its schedule, its verdict, and the results in a row that count towards the next one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checks {
    schedule: Schedule,
    answers: Answers,
    verdict: Verdict,
    successes: u32,
    failures: u32,
    counted_until: Time,
}

/// The probe that will change the verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Change {
    /// When its result is known.
    pub(crate) decided_at: Time,
    /// What it finds.
    pub(crate) result: Result<(), ProbeFailure>,
}

impl Checks {
    /// Probes that begin now; nothing is known yet.
    pub(crate) const fn new(schedule: Schedule, answers: Answers, now: Time) -> Self {
        assert!(schedule.interval.as_millis() > 0, "probes need an interval");
        Self {
            schedule,
            answers,
            verdict: Verdict::Undecided,
            successes: 0,
            failures: 0,
            counted_until: now,
        }
    }

    pub(crate) const fn verdict(&self) -> Verdict {
        self.verdict
    }

    /// Successes in a row that would make the subject healthy in its present state.
    pub const fn successes_needed(&self) -> u32 {
        match self.verdict {
            Verdict::Undecided => self.schedule.successes_at_first,
            Verdict::Healthy | Verdict::Unhealthy => self.schedule.successes_after_failure,
        }
    }

    /// Successes in a row among the probes sent until `now`.
    pub fn successes_at(&self, now: Time) -> u32 {
        let mut copy = self.clone();
        copy.count_until(now);
        copy.successes
    }

    /// Failures in a row among the probes sent until `now`.
    pub(crate) fn failures_at(&self, now: Time) -> u32 {
        let mut copy = self.clone();
        copy.count_until(now);
        copy.failures
    }

    /// Failures in a row that make the subject unhealthy.
    pub(crate) const fn failures_needed(&self) -> u32 {
        self.schedule.failures
    }

    /// When the first probe after `now` is sent.
    pub fn next_after(&self, now: Time) -> Time {
        let next_instant = now + Duration::from_millis(1);
        if next_instant <= self.schedule.first_at {
            return self.schedule.first_at;
        }
        let passed = next_instant.since(self.schedule.first_at).as_millis();
        let count = passed.div_ceil(self.schedule.interval.as_millis());
        self.schedule.first_at + self.schedule.interval.times(count)
    }

    /// From `now` on, probes find something else.
    pub(crate) fn answers_change(&mut self, answers: Answers, now: Time) {
        self.count_until(now);
        self.answers = answers;
    }

    /// From `now` on, probes are sent differently; results in a row so far stay.
    pub(crate) fn schedule_changes(&mut self, schedule: Schedule, now: Time) {
        self.count_until(now);
        self.schedule = schedule;
    }

    /// The verdict becomes what a probe has found.
    pub(crate) fn decide(&mut self, result: Result<(), ProbeFailure>, now: Time) {
        self.count_until(now);
        self.verdict = match result {
            Ok(()) => Verdict::Healthy,
            Err(_) => Verdict::Unhealthy,
        };
        self.successes = 0;
        self.failures = 0;
    }

    /// The next probe whose result changes the verdict, if inputs stay as they are.
    pub(crate) fn next_change(&self) -> Option<Change> {
        let mut copy = self.clone();
        loop {
            let sent_at = copy.next_after(copy.counted_until);
            let result = copy.answers.at(sent_at);
            copy.count(sent_at, result);
            copy.counted_until = sent_at;
            if copy.is_decided(result) {
                let waits = result == Err(ProbeFailure::TimedOut);
                return Some(Change {
                    decided_at: if waits {
                        sent_at + copy.schedule.timeout
                    } else {
                        sent_at
                    },
                    result,
                });
            }
            let inputs_constant =
                sent_at >= copy.answers.ready_at && sent_at >= copy.schedule.forgiving_until;
            let changes_nothing = match result {
                Ok(()) => copy.verdict == Verdict::Healthy,
                Err(_) => copy.verdict == Verdict::Unhealthy,
            };
            if inputs_constant && changes_nothing {
                return None;
            }
        }
    }

    const fn is_decided(&self, result: Result<(), ProbeFailure>) -> bool {
        match (result, self.verdict) {
            (Ok(()), Verdict::Undecided | Verdict::Unhealthy) => {
                self.successes >= self.successes_needed()
            }
            (Err(_), Verdict::Undecided | Verdict::Healthy) => {
                self.failures >= self.schedule.failures
            }
            (Ok(()), Verdict::Healthy) | (Err(_), Verdict::Unhealthy) => false,
        }
    }

    fn count(&mut self, sent_at: Time, result: Result<(), ProbeFailure>) {
        let forgiven = self.verdict == Verdict::Undecided
            && sent_at < self.schedule.forgiving_until
            && result.is_err();
        match result {
            Ok(()) => {
                self.successes = self.successes.saturating_add(1);
                self.failures = 0;
            }
            Err(_) => {
                self.successes = 0;
                if !forgiven {
                    self.failures = self.failures.saturating_add(1);
                }
            }
        }
    }

    /// Counts the probes sent after the last count and until `now`, in one step where they all find the same.
    fn count_until(&mut self, now: Time) {
        while self.next_after(self.counted_until) <= now {
            let sent_at = self.next_after(self.counted_until);
            let result = self.answers.at(sent_at);
            self.count(sent_at, result);
            self.counted_until = sent_at;
            let constant =
                sent_at >= self.answers.ready_at && sent_at >= self.schedule.forgiving_until;
            if constant {
                let more = now.since(sent_at).as_millis() / self.schedule.interval.as_millis();
                let more_count = u32::try_from(more).unwrap_or(u32::MAX);
                match result {
                    Ok(()) => self.successes = self.successes.saturating_add(more_count),
                    Err(_) => self.failures = self.failures.saturating_add(more_count),
                }
                break;
            }
        }
        self.counted_until = self.counted_until.max(now);
    }
}
