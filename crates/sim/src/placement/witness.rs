//! "Why here?" of a task that exists: the instant of its creation is played again, and looked at before the choice.

use alloc::boxed::Box;

use super::{Explanation, Place, Request, choose, explain};
use crate::{EventKind, TaskId, Timeline, World};

/// Waits for the placement of one task, and keeps what there was then.
#[derive(Clone, Debug)]
pub(crate) struct Witness {
    task: TaskId,
    seen: Option<WhyHere>,
}

/// What a task was placed by.
#[derive(Clone, Debug)]
pub struct WhyHere {
    /// The world just before the choice.
    pub world: Box<World>,
    /// What the task asked.
    pub request: Request,
    /// What became of every instance.
    pub explanation: Explanation,
}

impl World {
    /// Looks for the best place for a task that is created next, or says on what its absence rests.
    pub(crate) fn choose_place(
        &mut self,
        request: &Request,
    ) -> (Option<Place>, Option<crate::PlacementShortfall>) {
        let is_awaited = self
            .witness
            .as_ref()
            .is_some_and(|witness| witness.task == request.task && witness.seen.is_none());
        if is_awaited {
            (self.handlers.bear_witness)(self, request);
        }
        let (place, tally) = choose(self, request);
        self.rest_on(tally.rules);
        (place, tally.shortfall)
    }

    /// Keeps what a choice is made from.
    pub(crate) fn bear_witness(&mut self, request: &Request) {
        let mut world = Box::new(self.clone());
        world.witness = None;
        let explanation = explain(&world, request);
        if let Some(witness) = &mut self.witness {
            witness.seen = Some(WhyHere {
                world,
                request: request.clone(),
                explanation,
            });
        }
    }
}

impl Timeline {
    /// Why a task is where it is; none for one whose creation is not remembered, or that nobody chose a place for.
    pub fn why_here(&self, task: TaskId) -> Option<WhyHere> {
        let created = self.events_since(crate::EventSequence(0)).iter().rev();
        let created = created.into_iter().find(
            |event| matches!(event.kind, EventKind::TaskCreated { task: id, .. } if id == task),
        )?;
        let mut world = self.world_before(created.sequence)?;
        world.witness = Some(Box::new(Witness { task, seen: None }));
        world.handle_timeout(created.at);
        for command in self.commands_at(created.at) {
            if world.has_witnessed() {
                break;
            }
            world.repeat_command(created.at, command);
        }
        world.witness?.seen
    }
}

impl World {
    fn has_witnessed(&self) -> bool {
        let witness = self.witness.as_ref();
        witness.is_some_and(|witness| witness.seen.is_some())
    }
}
