//! Failed requests and cut connections in a few words, for transcripts.

use sim::{CutCause, FailureCause};

/// A failed request in a few words.
pub fn failure(cause: FailureCause) -> String {
    let why = match cause {
        FailureCause::NoListener => "the load balancer is gone",
        FailureCause::FixedResponse(_) => "the listener answers itself",
        FailureCause::NoTarget => "no registered target",
        FailureCause::ConnectTimedOut => "nothing answers at the target's address",
        FailureCause::TargetRefused => "the target does not listen",
        FailureCause::TargetClosed => "the process ended",
        FailureCause::TargetUnhealthy => "the target turned unhealthy",
        FailureCause::IdleTimeout => "no answer within the idle timeout",
        FailureCause::ClientTimeout => "the client gave up",
        FailureCause::DelayElapsed => "the deregistration delay ended",
        FailureCause::TargetGroupDeleted => "the target group was deleted",
        FailureCause::TargetAnswered(_) => "the target answered so",
        FailureCause::ConnectionCut(cut) => return format!("connection cut ({})", end(cut)),
    };
    format!("{} ({why})", cause.status())
}

const fn end(cut: CutCause) -> &'static str {
    match cut {
        CutCause::TargetClosed => "the process ended",
        CutCause::DelayElapsed => "the deregistration delay ended",
        CutCause::TargetGroupDeleted => "the target group was deleted",
        CutCause::TargetUnhealthy => "the target turned unhealthy",
        CutCause::TargetLost => "the machine is gone",
        CutCause::NoListener => "the load balancer is gone",
    }
}
