//! Branches of a timeline: what was submitted, and which of it is shown.

use alloc::vec::Vec;

use super::{CommandNode, NodeId, Timeline};
use crate::{Command, Time};

impl Timeline {
    /// The commands of the branch that is shown, those after the present included.
    pub fn branch(&self) -> impl Iterator<Item = &CommandNode> {
        self.path.iter().map(|node| &self.nodes[node.0])
    }

    /// Every command ever submitted, in the order of submission, over all branches.
    pub fn nodes(&self) -> &[CommandNode] {
        &self.nodes
    }

    /// The last command of the branch that is shown.
    pub fn tip(&self) -> Option<NodeId> {
        self.path.last().copied()
    }

    /// Shows another branch, up to and with one command, at the instant of that command.
    pub fn switch_to(&mut self, tip: NodeId) {
        let mut path = Vec::new();
        let mut next = Some(tip);
        while let Some(node) = next {
            path.push(node);
            next = self.nodes[node.0].parent;
        }
        path.reverse();
        self.show_branch(path, self.nodes[tip.0].at);
    }

    /// Shows the branch without its last command, at the instant at which that was given.
    pub fn step_back(&mut self) {
        let Some(tip) = self.path.last().copied() else {
            return;
        };
        let mut path = self.path.clone();
        path.pop();
        self.show_branch(path, self.nodes[tip.0].at);
    }

    fn show_branch(&mut self, path: Vec<NodeId>, at: Time) {
        let common = self
            .path
            .iter()
            .zip(&path)
            .take_while(|(before, after)| before == after)
            .count();
        let leaves_at = |path: &[NodeId]| {
            path.get(common)
                .map_or(at, |node| self.nodes[node.0].at.min(at))
        };
        // Up to here both branches have the same history.
        let branched_at = leaves_at(&self.path).min(leaves_at(&path));
        self.path = path;
        self.keyframes.retain(|keyframe| keyframe.applied <= common);
        self.restore(branched_at, common);
        let first_new = self.world.event_count();
        self.forget_future(branched_at, first_new);
        self.run_until(at, u64::MAX);
    }

    /// The commands of this branch at one instant.
    pub(crate) fn commands_at(&self, at: Time) -> impl Iterator<Item = &Command> {
        self.path
            .iter()
            .map(|node| &self.nodes[node.0])
            .filter(move |node| node.at == at)
            .map(|node| &node.command)
    }
}
