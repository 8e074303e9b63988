//! Everything that a person can ask of the page: callbacks put it into a queue, the next frame carries it out.

use scene::{Governed, Point, Target};
use sim::{Command, DeploymentStrategy, Switches, TaskDefinition, Time};
use words::Language;

use crate::amendment::Amendment;
use crate::bus::BusPlace;
use crate::opened::Opened;

/// One thing to do.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Action {
    /// Act at the present instant; in the past this drops what was known after it.
    Submit(Command),
    /// The same with a command that is made of the world as it is then.
    Amend(Amendment),
    /// The same with several commands: one step of undo.
    SubmitAll(Vec<Command>),
    /// Register a definition and bring it into the service in focus.
    Deploy(Box<TaskDefinition>),
    /// Deploy the service in focus by another strategy, and prepare its load balancer for that.
    ChangeStrategy(DeploymentStrategy),
    /// Begin the world anew under other assumptions, with the commands that were given until now.
    StartAnew(Box<Switches>),
    /// Show another world in place of this one.
    Open(Box<Opened>),
    /// Let time pass.
    Play,
    /// Stop time.
    Pause,
    /// The other one of the two.
    TogglePlay,
    /// Simulated seconds in a second of the wall clock: one of [`crate::clock::SPEEDS`].
    SetSpeed(u32),
    /// Show another instant: at the most as far as has been played.
    Seek(Time),
    /// Ten seconds on, played if need be.
    SkipForward,
    /// Ten seconds back.
    SkipBack,
    /// To the next event, and pause.
    StepForward,
    /// To the event before, and pause.
    StepBack,
    /// Inspect something, or nothing.
    Select(Option<Target>),
    /// Outline what is under the pointer, in the picture or in a list.
    Hover(Option<Target>),
    /// Outline what has the keyboard.
    Focus(Option<Target>),
    /// Light up what a value governs.
    Govern(Option<Governed>),
    /// Open the menu of faults of a task, container instance or zone: at a point of the window, or at its place in the
    /// picture.
    OpenFaults(Target, Option<Point>),
    /// Close it.
    CloseFaults,
    /// List what is sent to Amazon EventBridge, or do not any more.
    ShowBus(bool),
    /// Show one such event whole, or none.
    OpenBusEvent(Option<BusPlace>),
    /// Take the last command back.
    Undo,
    /// Do again what was taken back.
    Redo,
    /// Speak another language.
    SetLanguage(Language),
    /// Close the notice that tells of a new branch.
    DismissNotice,
    /// Forget the refusal of the last action.
    DismissRejection,
}

impl Action {
    /// Whether it acts on the world: only the whole core can do that.
    pub(crate) const fn acts(&self) -> bool {
        matches!(
            self,
            Self::Submit(_)
                | Self::Amend(_)
                | Self::SubmitAll(_)
                | Self::Deploy(_)
                | Self::ChangeStrategy(_)
                | Self::StartAnew(_)
                | Self::Open(_)
                | Self::Undo
                | Self::Redo
        )
    }

    /// Whether it leads to another instant: after an action that waits, it waits as well.
    pub(crate) const fn travels(&self) -> bool {
        matches!(
            self,
            Self::Seek(_) | Self::SkipForward | Self::SkipBack | Self::StepForward | Self::StepBack
        )
    }
}
