//! Where turns are taken: at the load balancer's node of a zone, or at all of them together.

use super::regime::Regime;
use crate::{TaskId, Zone};

/// What comes to a node; each takes its turns by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Line {
    /// Requests.
    Requests,
    /// Connections that stay open.
    Connections,
    /// Requests of clients that come back, which have their targets already.
    Clients,
}

/// The turns among the targets of one target group at one node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Node {
    /// Its zone, if it uses the targets of its zone alone; none stands for all nodes.
    pub(super) zone: Option<Zone>,
    pub(super) line: Line,
    /// Who gets what comes; none until something does.
    pub(super) regime: Option<Regime>,
    /// The target that got the latest of an earlier regime: round robin goes on behind it.
    pub(super) latest: Option<TaskId>,
}

impl Node {
    pub(super) const fn new(zone: Option<Zone>, line: Line) -> Self {
        Self {
            zone,
            line,
            regime: None,
            latest: None,
        }
    }
}
