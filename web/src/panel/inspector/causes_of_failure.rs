//! Why requests failed, in words.

use sim::{CutCause, FailureCause};
use words::Language;
use words::panel::{InspectorText, TrafficText};

/// A cause with its status.
pub(in crate::panel) fn cause_text(cause: FailureCause, language: Language) -> String {
    let text = match cause {
        FailureCause::NoListener => InspectorText::FailureNoListener,
        FailureCause::FixedResponse(status) => InspectorText::FailureFixed { status },
        FailureCause::NoTarget => InspectorText::FailureNoTarget,
        FailureCause::ConnectTimedOut => InspectorText::FailureConnect,
        FailureCause::TargetRefused => InspectorText::FailureRefused,
        FailureCause::TargetClosed => InspectorText::FailureClosed,
        FailureCause::IdleTimeout => InspectorText::FailureIdle,
        FailureCause::ClientTimeout => InspectorText::FailureClient,
        FailureCause::DelayElapsed => InspectorText::FailureDelay,
        FailureCause::TargetGroupDeleted => InspectorText::FailureGroupDeleted,
        FailureCause::TargetAnswered(status) => InspectorText::FailureAnswered { status },
        FailureCause::TargetUnhealthy => return TrafficText::Unhealthy.say(language),
        FailureCause::ConnectionCut(cut) => return cut_text(cut).say(language),
    };
    text.say(language)
}

const fn cut_text(cut: CutCause) -> TrafficText {
    match cut {
        CutCause::TargetClosed => TrafficText::CutClosed,
        CutCause::DelayElapsed => TrafficText::CutDelay,
        CutCause::TargetGroupDeleted => TrafficText::CutGroupDeleted,
        CutCause::TargetUnhealthy => TrafficText::CutUnhealthy,
        CutCause::TargetLost => TrafficText::CutLost,
        CutCause::NoListener => TrafficText::CutDeleted,
    }
}
