//! Why clients get errors.

/// Why a client got an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FailureCause {
    /// No answer: the load balancer has no listener.
    NoListener,
    /// The load balancer itself answers with this status of 500 or more, as an action says.
    FixedResponse(u16),
    /// 503: the target group has no target to send it to.
    NoTarget,
    /// 504: nothing answers at the target's address, not even with a refusal.
    ConnectTimedOut,
    /// 502: nobody listens at the target.
    TargetRefused,
    /// 502: the target's process ended while it worked on the request.
    TargetClosed,
    /// 502: the deregistration delay ended while the target worked on the request.
    DelayElapsed,
    /// 502: the target group was deleted while its target worked on the request.
    TargetGroupDeleted,
    /// A Network Load Balancer ended the flow because its target turned unhealthy.
    TargetUnhealthy,
    /// 504: no answer came within the idle timeout of the load balancer.
    IdleTimeout,
    /// 460: the client gave up before an answer came.
    ClientTimeout,
    /// The target itself answered with this status of 500 or more.
    TargetAnswered(u16),
    /// A WebSocket connection, or a flow as long, was open and ended before its client closed it.
    ConnectionCut(CutCause),
}

/// What ended a connection that was open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CutCause {
    /// The target's process ended.
    TargetClosed,
    /// The deregistration delay ended.
    DelayElapsed,
    /// The target group was deleted.
    TargetGroupDeleted,
    /// The target turned unhealthy.
    TargetUnhealthy,
    /// The target's machine is gone, and the idle timeout ended.
    TargetLost,
    /// The load balancer was deleted.
    NoListener,
}

impl FailureCause {
    /// The HTTP status that the client sees; 0 without an answer.
    pub const fn status(self) -> u16 {
        match self {
            Self::NoListener | Self::TargetUnhealthy | Self::ConnectionCut(_) => 0,
            Self::NoTarget => 503,
            Self::ConnectTimedOut => 504,
            Self::TargetRefused
            | Self::TargetClosed
            | Self::DelayElapsed
            | Self::TargetGroupDeleted => 502,
            Self::IdleTimeout => 504,
            Self::ClientTimeout => 460,
            Self::TargetAnswered(status) | Self::FixedResponse(status) => status,
        }
    }

    /// What becomes of an open connection where a request would fail by this cause.
    pub(crate) const fn of_connection(self) -> Self {
        match self {
            Self::TargetClosed => Self::ConnectionCut(CutCause::TargetClosed),
            Self::TargetUnhealthy => Self::ConnectionCut(CutCause::TargetUnhealthy),
            Self::DelayElapsed => Self::ConnectionCut(CutCause::DelayElapsed),
            Self::TargetGroupDeleted => Self::ConnectionCut(CutCause::TargetGroupDeleted),
            Self::IdleTimeout => Self::ConnectionCut(CutCause::TargetLost),
            Self::NoListener => Self::ConnectionCut(CutCause::NoListener),
            other => other,
        }
    }
}
