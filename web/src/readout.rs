//! What the panels show: published at most ten times a second, and only if something differs.

use std::rc::Rc;

use playground::AnewCommands;
use scene::Target;
use sim::{
    Causes, Command, DeploymentId, EventSequence, Explanation, Rejection, Saving, Service,
    ServiceId, Time, TimeBill, TrafficSecond, World,
};
use words::Language;

use crate::branching::Branching;
use crate::bus::Bus;
use crate::failing::Failing;
use crate::fault_menu::FaultMenu;
use crate::later::core::Core;
use crate::launched::Launched;
use crate::opened::WorldName;

/// One state of the playground, for panels. Two readouts are equal if they have the same version.
#[derive(Clone, Debug)]
pub(crate) struct Readout {
    /// Grows with every readout.
    pub(crate) version: u64,
    /// What the world is called.
    pub(crate) name: WorldName,
    /// How often another world took the place of the one before.
    pub(crate) opened_count: u32,
    /// The instant that is shown.
    pub(crate) now: Time,
    /// How far this branch has been played.
    pub(crate) known_until: Time,
    /// Whether time passes.
    pub(crate) playing: bool,
    /// Simulated seconds in a second of the wall clock while time passes.
    pub(crate) speed: u32,
    /// A snapshot.
    pub(crate) world: World,
    /// The service that the page is about.
    pub(crate) focus: ServiceId,
    /// What is inspected.
    pub(crate) selection: Option<Target>,
    /// The menu of faults, if it is open.
    pub(crate) fault_menu: Option<FaultMenu>,
    /// Why the selected task is where it is, if one is selected and that is known.
    pub(crate) placement: Option<Rc<Explanation>>,
    /// Why the selected task stopped or stops, if one that does is selected and that is known.
    pub(crate) causes: Option<Rc<Causes>>,
    /// The latest deployment of the service that is complete, and where its time went, if that is known.
    pub(crate) bill: Option<(DeploymentId, Option<Rc<TimeBill>>)>,
    /// The settings that would have made that deployment shorter, the most first; none until they have been tried.
    pub(crate) savings: Option<Rc<[Saving]>>,
    /// The failed requests that a person points at, and why they failed.
    pub(crate) failing: Option<Rc<Failing>>,
    /// What is sent to Amazon EventBridge, while that is shown.
    pub(crate) bus: Option<Bus>,
    /// The refusal of the last action that was one.
    pub(crate) rejection: Option<Rejection>,
    /// What became of the last request to run tasks, until something else is done.
    pub(crate) launched: Option<Rc<Launched>>,
    /// What became of the commands when the world began anew, until something else is done.
    pub(crate) anew: Option<AnewCommands>,
    /// The requests of the last whole second.
    pub(crate) traffic: TrafficSecond,
    /// The sum of the last 60 whole seconds.
    pub(crate) traffic_minute: TrafficSecond,
    /// Whether there is a command to take back.
    pub(crate) can_undo: bool,
    /// Whether there is a command to do again.
    pub(crate) can_redo: bool,
    /// The new branch that the last command in the past began, while that is told.
    pub(crate) branching: Option<Branching>,
    /// The whole of Amazon ECS, once it has been fetched.
    pub(crate) core: Option<Core>,
    /// Of all words.
    pub(crate) language: Language,
    /// What is happening.
    pub(crate) title: String,
    /// What it waits for.
    pub(crate) sentence: String,
    /// What can be selected in the picture, in reading order.
    pub(crate) targets: Rc<[Target]>,
}

impl PartialEq for Readout {
    fn eq(&self, other: &Self) -> bool {
        self.version == other.version
    }
}

impl Readout {
    /// The service that the page is about.
    pub(crate) fn service(&self) -> Option<&Service> {
        self.world.service(self.focus)
    }

    /// What would be refused of a command now, in AWS's words. Nothing is as long as nobody can tell.
    pub(crate) fn refusal(&self, command: impl Into<Command>) -> Option<String> {
        let refusal = (self.core?.refuses)(&self.world, command.into())?;
        Some(refusal.message)
    }

    /// Events that have happened until the present: it differs whenever something has happened.
    pub(crate) const fn event_count(&self) -> EventSequence {
        self.world.event_count()
    }
}
