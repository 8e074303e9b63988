//! Which targets get what comes to a node, and what it finds there: as it is until one of them changes.

use alloc::vec::Vec;

use super::lane::{Answer, Lane};
use super::node::{Line, Node};
use super::regime::{self, Regime, Routable};
use crate::{Target, TargetGroup, TargetGroupId, TargetState, TaskId, Time, World, Zone};

/// What an application answers whose own call to AWS was refused.
const FAILED_CALL_STATUS: u16 = 500;

/// The targets of a node, and what is true of them together.
struct Found {
    routable: Vec<Routable>,
    /// Whether one of them is not healthy.
    fails_open: bool,
    /// When the first of their answers changes by time alone, or the last slow start ends.
    valid_until: Option<Time>,
}

impl TargetGroup {
    /// The turns at a node that has begun.
    pub(super) fn regime_mut(&mut self, node: usize) -> &mut Regime {
        let regime = &mut self.nodes[node].regime;
        regime.as_mut().expect("it has begun")
    }
}

impl World {
    /// Sees to it that a node knows who gets what comes next, and says which one it is; none if nobody does.
    pub(super) fn begin_regime(
        &mut self,
        id: TargetGroupId,
        zone: Option<Zone>,
        line: Line,
    ) -> Option<usize> {
        let now = self.now;
        let group = &self.target_groups[&id];
        let mut nodes = group.nodes.iter();
        let found = nodes.position(|node| node.zone == zone && node.line == line);
        let node = found.unwrap_or(group.nodes.len());
        if found.is_none() {
            self.target_group_mut(id).nodes.push(Node::new(zone, line));
        }
        let group = &self.target_groups[&id];
        match &group.nodes[node].regime {
            Some(regime) if regime.valid_until.is_none_or(|until| until > now) => {
                return Some(node);
            }
            Some(_) => self.end_regime(id),
            None => {}
        }
        let group = &self.target_groups[&id];
        let is_of_each = line == Line::Clients || self.gives_each_its_share(group);
        let Found {
            routable,
            fails_open,
            valid_until,
        } = self.find_routable(id, zone, line);
        if routable.is_empty() {
            return None;
        }
        let latest = self.target_groups[&id].nodes[node].latest;
        let (first, openings) = regime::sort(&routable, latest);
        let group = self.target_group_mut(id);
        let mut regime = if is_of_each {
            let lanes = routable
                .iter()
                .map(|target| Lane::new(alloc::vec![target.task], target.answer, line, 0));
            let lanes = lanes.map(|lane| group.in_flight.open(lane));
            Regime::of_each(&routable, first, lanes)
        } else {
            let opened = openings.into_iter().map(|opening| {
                let members = opening.members.clone();
                let lane = Lane::new(members, opening.answer, line, opening.first);
                (group.in_flight.open(lane), opening)
            });
            Regime::new(&routable, first, opened)
        };
        regime.valid_until = valid_until;
        regime.fails_open = fails_open;
        group.nodes[node].regime = Some(regime);
        Some(node)
    }

    /// The targets that get new requests, or their answers, are no longer what they were.
    pub(crate) fn end_regime(&mut self, id: TargetGroupId) {
        let mut nodes = self.target_groups[&id].nodes.iter();
        if nodes.all(|node| node.regime.is_none()) {
            return;
        }
        let group = self.target_group_mut(id);
        for node in &mut group.nodes {
            let Some(regime) = node.regime.take() else {
                continue;
            };
            node.latest = regime.latest().or(node.latest);
            for lane in regime.lanes() {
                group.in_flight.close(lane);
            }
        }
    }

    /// What applications may do has changed: their answers may be others.
    pub(crate) fn end_regimes(&mut self) {
        let ids: Vec<TargetGroupId> = self.target_groups.keys().copied().collect();
        for id in ids {
            self.end_regime(id);
            for (_, target) in self.target_group_mut(id).targets.iter_mut() {
                target.answer = None;
            }
        }
    }

    /// Whether the turns of a target group are those of the targets and answers that there are.
    pub(crate) fn knows_who_is_routable(&self, group: &TargetGroup) -> bool {
        let mut nodes = group.nodes.iter();
        nodes.all(|node| self.node_knows_who_is_routable(group, node))
    }

    fn node_knows_who_is_routable(&self, group: &TargetGroup, node: &Node) -> bool {
        let Some(regime) = &node.regime else {
            return true;
        };
        let answers = |task: &TaskId| self.answer_of(*task, &group.targets[task]).0;
        let is_past = regime.valid_until.is_some_and(|until| until <= self.now);
        targets_of(group, node.zone, node.line)
            .map(|(task, _)| task)
            .eq(regime.targets().iter().copied())
            && (is_past
                || regime.is_of_each()
                    == (node.line == Line::Clients || self.gives_each_its_share(group)))
            && (is_past
                || regime.targets().iter().all(|task| {
                    regime
                        .lanes()
                        .map(|lane| group.in_flight.lane(lane))
                        .any(|lane| lane.index_of(*task).is_some() && lane.answer == answers(task))
                }))
    }

    /// The targets of a node with their answers, which are noted.
    fn find_routable(&mut self, id: TargetGroupId, zone: Option<Zone>, line: Line) -> Found {
        let now = self.now;
        let group = &self.target_groups[&id];
        let mut routable = Vec::new();
        let mut found = Vec::new();
        let mut fails_open = false;
        let mut valid_until = self.next_end_of_slow_start(group);
        for (task, target) in targets_of(group, zone, line) {
            let noted = target.answer;
            let noted = noted.filter(|(_, until)| until.is_none_or(|until| until > now));
            let (answer, until) = noted.unwrap_or_else(|| {
                let answer = self.answer_of(task, target);
                found.push((task, answer));
                answer
            });
            valid_until = [valid_until, until].into_iter().flatten().min();
            fails_open |= target.state != TargetState::Healthy && line != Line::Clients;
            routable.push(Routable { task, answer });
        }
        for (task, answer) in found {
            let targets = &mut self.target_group_mut(id).targets;
            let target = targets.get_mut(&task).expect("it was there a moment ago");
            target.answer = Some(answer);
        }
        Found {
            routable,
            fails_open,
            valid_until,
        }
    }

    /// What requests find at a target, and until when if time alone changes it.
    fn answer_of(&self, task: TaskId, target: &Target) -> (Answer, Option<Time>) {
        if !target.is_reachable {
            return (Answer::Silent, None);
        }
        let part = &self.tasks[&task].containers[target.container];
        match part.ready_at() {
            Some(ready_at) if ready_at <= self.now => {}
            later => return (Answer::Refused, later),
        }
        let lacks_role = part.image.calls_aws && !self.may_call_aws(task);
        let answer = Answer::Status {
            status: if lacks_role {
                FAILED_CALL_STATUS
            } else {
                part.image.response_status
            },
            time: part.request_time(),
            slowdown: part.faults.slowdown,
            lacks_role,
        };
        (answer, None)
    }
}

/// The targets of a node in id order: those that get new requests, or every one where clients have been bound before.
fn targets_of(
    group: &TargetGroup,
    zone: Option<Zone>,
    line: Line,
) -> impl Iterator<Item = (TaskId, &Target)> {
    group.routable_targets(zone, line == Line::Clients)
}
