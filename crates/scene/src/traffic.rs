//! Requests as dots on the wires: each one that is drawn was really routed; at great speed they become a flow.

use std::collections::VecDeque;

use sim::{FailureCause, Map, TargetGroup, TargetGroupId, TaskId, Time, Transient, map_of};

/// Pixels in a millisecond: 160 in a second.
pub(crate) const SPEED: f32 = 0.16;
/// Dots alive at the most.
const DOTS_MAX: usize = 280;
/// Milliseconds between two dots, so that they can be told apart.
const DOT_PITCH_MS: f32 = 88.0;
/// Milliseconds between two failures.
const FAILURE_PITCH_MS: f32 = 160.0;
/// Failures alive at the most.
const FAILURES_MAX: usize = 40;
/// Milliseconds that a dot lives at the most: no way is longer.
const LIFE_MAX_MS: f32 = 40_000.0;
/// Rates are measured over this much wall-clock time.
const WINDOW_MS: f32 = 700.0;

/// A request on its way, or a failure on its way back.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Dot {
    /// Through which target group.
    pub(crate) group: TargetGroupId,
    /// Where it goes to, or comes from; none if it got no further than the target group.
    pub(crate) target: Option<TaskId>,
    /// When it set out, on the clock of the flow.
    pub(crate) born: f32,
    /// Why it failed, and with how many others, if it is a failure.
    pub(crate) failure: Option<(FailureCause, u64)>,
}

/// Through which target group to which task.
type Way = (TargetGroupId, TaskId);

/// The traffic that is seen.
#[derive(Clone, Debug, Default)]
pub(crate) struct Traffic {
    /// Milliseconds of wall-clock time that were not paused.
    clock: f64,
    dots: VecDeque<Dot>,
    failures: VecDeque<Dot>,
    /// Requests of each target when the window began, and when that was.
    counts: Map<Way, u64>,
    counted_from: Option<Time>,
    counted_ms: f32,
    rates: Map<Way, f32>,
}

impl Traffic {
    /// Forgets every request.
    pub(crate) fn clear(&mut self) {
        *self = Self {
            clock: self.clock,
            ..Self::default()
        };
    }

    /// The clock of the flow.
    pub(crate) const fn clock(&self) -> f32 {
        // The clock restarts before single precision would show.
        self.clock as f32
    }

    pub(crate) fn dots(&self) -> impl Iterator<Item = &Dot> {
        self.dots.iter()
    }

    pub(crate) fn failures(&self) -> impl Iterator<Item = &Dot> {
        self.failures.iter()
    }

    /// Requests in a simulated second through a target group to one task.
    pub(crate) fn rate(&self, group: TargetGroupId, task: TaskId) -> f32 {
        self.rates.get(&(group, task)).copied().unwrap_or(0.0)
    }

    /// Lets so much wall-clock time pass at a speed, with what happened in it.
    pub(crate) fn advance(
        &mut self,
        elapsed_ms: f32,
        speed: f32,
        groups: &[&TargetGroup],
        now: Time,
        transients: &[Transient],
    ) {
        if speed <= 0.0 {
            return;
        }
        self.clock += f64::from(elapsed_ms);
        if self.clock > 3_600_000.0 {
            self.clock = 0.0;
            self.dots.clear();
            self.failures.clear();
        }
        let clock = self.clock();
        let is_old = |dot: &Dot| clock - dot.born > LIFE_MAX_MS;
        while self.dots.front().is_some_and(is_old) {
            self.dots.pop_front();
        }
        while self.failures.front().is_some_and(is_old) {
            self.failures.pop_front();
        }
        self.sample(clock, elapsed_ms, groups, transients);
        self.measure(elapsed_ms, groups, now);
    }

    /// Dots that have arrived go.
    pub(crate) fn retire(&mut self, is_under_way: impl Fn(&Dot, bool) -> bool) {
        self.dots.retain(|dot| is_under_way(dot, false));
        self.failures.retain(|dot| is_under_way(dot, true));
    }

    fn sample(
        &mut self,
        clock: f32,
        elapsed_ms: f32,
        groups: &[&TargetGroup],
        transients: &[Transient],
    ) {
        let is_shown = |wanted| groups.iter().any(|group| group.id == wanted);
        let routed_count = transients
            .iter()
            .filter(|transient| matches!(transient, Transient::Routed { .. }))
            .count();
        let mut seen = 0;
        for transient in transients {
            match *transient {
                Transient::Routed {
                    target_group,
                    target,
                    ..
                } if is_shown(target_group) => {
                    // What happened within one frame is spread over it.
                    let share = seen as f32 / routed_count.max(1) as f32;
                    seen += 1;
                    let born = clock - elapsed_ms * (1.0 - share);
                    let latest = self.dots.back().map_or(f32::MIN, |dot| dot.born);
                    if born - latest >= DOT_PITCH_MS && self.dots.len() < DOTS_MAX {
                        self.dots.push_back(Dot {
                            group: target_group,
                            target: Some(target),
                            born,
                            failure: None,
                        });
                    }
                }
                Transient::Failed {
                    target_group,
                    target,
                    count,
                    cause,
                    ..
                } if is_shown(target_group) => {
                    let latest = self.failures.back().map_or(f32::MIN, |dot| dot.born);
                    if clock - latest >= FAILURE_PITCH_MS && self.failures.len() < FAILURES_MAX {
                        self.failures.push_back(Dot {
                            group: target_group,
                            target,
                            born: clock,
                            failure: Some((cause, count)),
                        });
                    }
                }
                _ => {}
            }
        }
    }

    fn measure(&mut self, elapsed_ms: f32, groups: &[&TargetGroup], now: Time) {
        self.counted_ms += elapsed_ms;
        let from = self.counted_from.filter(|from| *from <= now);
        let simulated_ms = from.map_or(0, |from| now.since(from).as_millis());
        if from.is_some() && (self.counted_ms < WINDOW_MS || simulated_ms < 1_000) {
            return;
        }
        let counts = map_of(groups.iter().flat_map(|group| {
            let requests = |task: &TaskId| group.in_flight.requests_of(*task);
            let tasks = group.targets.keys();
            tasks.map(move |task| ((group.id, *task), requests(task)))
        }));
        if from.is_some() {
            let rate = |(way, count): (&Way, &u64)| {
                let before = self.counts.get(way).copied().unwrap_or(0);
                let more = count.saturating_sub(before);
                (more > 0).then(|| (*way, more as f32 * 1_000.0 / simulated_ms as f32))
            };
            self.rates = map_of(counts.iter().filter_map(rate));
        }
        self.counts = counts;
        self.counted_from = Some(now);
        self.counted_ms = 0.0;
    }
}
