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

    /// How `count` requests are shared by weight, each target group's part within one request of its due. `offset` is
    /// drawn: over all offsets each target group's part is exactly its due. Empty if all weights are 0. Rules:
    /// `WeightedForward`, `AllWeightsZero`.
    pub fn shares(&self, count: u32, offset: u64) -> Vec<(TargetGroupId, u32)> {
        let total = self.total_weight();
        if total == 0 {
            return Vec::new();
        }
        // Request k stands at offset + k * total on a line of length count * total.
        let offset = offset % total;
        let standing_before = |end: u64| {
            let length = (end * u64::from(count)).saturating_sub(offset);
            u32::try_from(length.div_ceil(total)).map_or(count, |before| before.min(count))
        };
        let (mut weight, mut before) = (0, 0);
        let mut shares = Vec::new();
        for tuple in &self.target_groups {
            weight += u64::from(tuple.weight);
            let until = standing_before(weight);
            if until > before {
                shares.push((tuple.target_group, until - before));
            }
            before = until;
        }
        shares
    }
}
