//! Undo and redo: what each command of a person changed in the tree of commands.

use sim::{NodeId, ServiceId, Time, Timeline};

/// Steps that can be taken back.
const CHANGES_MAX: usize = 200;

/// Where the page stands in the tree of commands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    tip: Option<NodeId>,
    at: Time,
    focus: ServiceId,
}

impl Mark {
    /// Where it stands now.
    pub(crate) fn of(timeline: &Timeline, focus: ServiceId) -> Self {
        Self {
            tip: timeline.tip(),
            at: timeline.now(),
            focus,
        }
    }
}

/// What can be taken back and done again.
#[derive(Clone, Debug, Default)]
pub(crate) struct Changes {
    done: Vec<(Mark, Mark)>,
    undone: Vec<(Mark, Mark)>,
}

impl Changes {
    /// Whether there is something to take back.
    pub(crate) fn can_undo(&self) -> bool {
        !self.done.is_empty()
    }

    /// Whether there is something to do again.
    pub(crate) fn can_redo(&self) -> bool {
        !self.undone.is_empty()
    }

    /// Something was done since `before`; what was taken back can no longer be done again.
    pub(crate) fn note(&mut self, before: Mark, after: Mark) {
        if before.tip == after.tip {
            return;
        }
        self.undone.clear();
        if self.done.len() == CHANGES_MAX {
            self.done.remove(0);
        }
        self.done.push((before, after));
    }

    /// Takes the last change back, and gives the service that is in focus again.
    pub(crate) fn undo(&mut self, timeline: &mut Timeline) -> Option<ServiceId> {
        let (before, after) = self.done.pop()?;
        go_back(timeline, before);
        self.undone.push((before, after));
        Some(before.focus)
    }

    /// Does the last change again, and gives the service that is in focus again.
    pub(crate) fn redo(&mut self, timeline: &mut Timeline) -> Option<ServiceId> {
        let (before, after) = self.undone.pop()?;
        if let Some(tip) = after.tip {
            timeline.switch_to(tip);
        }
        self.done.push((before, after));
        Some(after.focus)
    }
}

/// Shows the branch and the instant of a mark.
pub(crate) fn go_back(timeline: &mut Timeline, mark: Mark) {
    if is_on_branch(timeline, mark.tip) {
        while timeline.tip() != mark.tip {
            timeline.step_back();
        }
    } else if let Some(tip) = mark.tip {
        // The change was made in the past: the commands that it dropped come back.
        timeline.switch_to(tip);
    }
    if timeline.now() != mark.at {
        timeline.seek(mark.at);
    }
}

/// Whether stepping back leads to this command.
fn is_on_branch(timeline: &Timeline, tip: Option<NodeId>) -> bool {
    let mut next = timeline.tip();
    while let Some(node) = next {
        if next == tip {
            return true;
        }
        next = timeline.nodes()[node.0].parent;
    }
    tip.is_none()
}
