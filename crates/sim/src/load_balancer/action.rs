//! What a listener does with a request.

use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use crate::{Duration, TargetGroupId};

/// `Action`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListenerAction {
    /// `forward`: a target group gets the request.
    Forward(ForwardAction),
    /// `fixed-response`: the load balancer answers itself.
    FixedResponse {
        /// The HTTP status: 200 to 599, without the 300s.
        status_code: u16,
    },
    /// `redirect`: the client is sent elsewhere.
    Redirect {
        /// 301 or 302.
        status_code: u16,
        /// The port, where it differs.
        port: Option<u16>,
        /// The host, where it differs.
        host: Option<String>,
        /// The path, where it differs.
        path: Option<String>,
    },
}

/// `ForwardConfig`: 1 to 5 target groups share the requests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForwardAction {
    /// The target groups, each once.
    pub target_groups: Vec<TargetGroupTuple>,
    /// `TargetGroupStickinessConfig`: for so long a client stays with its target group, 1 s to 7 days; absent is off.
    pub stickiness: Option<Duration>,
}

/// One of the target groups of a forward.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TargetGroupTuple {
    /// Which.
    pub target_group: TargetGroupId,
    /// Its part of the sum of all weights: 0 to 999.
    pub weight: u32,
}

impl ListenerAction {
    /// Everything goes to one target group.
    pub fn forward(target_group: TargetGroupId) -> Self {
        Self::Forward(ForwardAction {
            target_groups: vec![TargetGroupTuple {
                target_group,
                weight: 1,
            }],
            stickiness: None,
        })
    }

    /// The target groups that it names.
    pub fn target_groups(&self) -> &[TargetGroupTuple] {
        match self {
            Self::Forward(forward) => &forward.target_groups,
            Self::FixedResponse { .. } | Self::Redirect { .. } => &[],
        }
    }
}

impl ForwardAction {
    /// The sum of the weights; 0 if nobody gets anything.
    pub fn total_weight(&self) -> u64 {
        let weights = self.target_groups.iter();
        weights.map(|tuple| u64::from(tuple.weight)).sum()
    }
}
