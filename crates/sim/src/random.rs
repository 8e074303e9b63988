//! Keyed draws: chance is a function of the seed, the purpose and the subject, so one more draw here never shifts
//! another elsewhere.

use crate::Duration;
use crate::id::mix;
use crate::timings::Span;

/// What is drawn; the subject tells for whom.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Draw {
    Provisioning = 1,
    AgentAccepts,
    Pull,
    CreateAndStart,
    Activating,
    StoppingOverhead,
    Deprovisioning,
    ServicePhase,
    ProbePhase,
    TieAmongInstances,
    TieAmongZones,
    ScaleInTie,
    ImageSize,
    Arrival,
    RequestDuration,
    DynamicPort,
    RandomStrategy,
    // Pinned: 18 was the number of a draw that is gone, and another number would be other chance for the same seed.
    DurationClass = 19,
    NetworkRegistration,
    Target,
}

/// 64 random bits for this purpose and subject.
pub(crate) const fn draw(seed: u64, purpose: Draw, subject: u128) -> u64 {
    mix(mix(((seed as u128) << 64) | purpose as u128) ^ subject) as u64
}

/// A duration drawn uniformly from the whole span, both ends included.
pub(crate) const fn draw_duration(seed: u64, purpose: Draw, subject: u128, span: Span) -> Duration {
    let (least, most) = (span.least.as_millis(), span.most.as_millis());
    assert!(least <= most, "a span runs from its least to its most");
    Duration::from_millis(least + draw(seed, purpose, subject) % (most - least + 1))
}
