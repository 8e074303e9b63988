//! The playground behind the page: it owns timeline and pictures, and lets them live frame by frame.

mod acting;
mod explained;
mod failing;

use std::rc::Rc;

use playground::{AnewCommands, OPENING_UNTIL, Opening};
use scene::Target;
use sim::{Duration, Rejection, Service, ServiceId, Time, Timeline, TrafficSecond, World};
use words::Language;
use words::page::PageText;
use yew::Callback;

use self::explained::{Explained, Subject};
use crate::action::Action;
use crate::branching::BranchNotice;
use crate::changes::Changes;
use crate::clock::Clock;
use crate::failing::{Asked, Failing};
use crate::fault_menu::{FaultMenu, MenuPlace};
use crate::inbox::{Inbox, Input};
use crate::later::core::Core;
use crate::launched::Launched;
use crate::opened::WorldName;
use crate::readout::Readout;
use crate::storage;
use crate::view::{Passage, View};

/// Events and transients in one frame; what is over waits for the next, and time with it.
const EVENTS_PER_FRAME_MAX: usize = 5_000;

/// Readouts are this far apart.
const READOUT_PERIOD_MS: f64 = 100.0;

/// How far a skip goes.
const SKIP: Duration = Duration::from_secs(10);

/// How long to look for the next event.
const STEP_MAX: Duration = Duration::from_secs(60);

/// Timeline, pictures, and what a person has chosen.
pub(crate) struct Playground {
    inbox: Inbox,
    publish: Callback<Rc<Readout>>,
    timeline: Timeline,
    focus: ServiceId,
    clock: Clock,
    changes: Changes,
    view: View,
    language: Language,
    selection: Option<Target>,
    fault_menu: Option<FaultMenu>,
    explained: Explained,
    asked: Option<Asked>,
    failing: Option<Rc<Failing>>,
    rejection: Option<Rejection>,
    launched: Option<Rc<Launched>>,
    anew: Option<AnewCommands>,
    core: Option<Core>,
    /// What waits for the core.
    held: Vec<Action>,
    branch_notice: BranchNotice,
    targets: Rc<[Target]>,
    name: WorldName,
    opened_count: u32,
    version: u64,
    differs: bool,
    published_at_ms: f64,
}

impl Playground {
    /// A playground at its opening.
    pub(crate) fn new(
        opening: Opening,
        name: WorldName,
        inbox: Inbox,
        publish: Callback<Rc<Readout>>,
    ) -> Self {
        let language = storage::language();
        Self {
            inbox,
            publish,
            timeline: opening.timeline,
            focus: opening.service,
            clock: Clock::new(storage::speed()),
            changes: Changes::default(),
            view: View::new(opening.service, language),
            language,
            selection: None,
            fault_menu: None,
            explained: Explained::default(),
            asked: None,
            failing: None,
            rejection: None,
            launched: None,
            anew: None,
            core: None,
            held: Vec::new(),
            branch_notice: BranchNotice::default(),
            targets: Rc::from([]),
            name,
            opened_count: 0,
            version: 0,
            differs: true,
            published_at_ms: 0.0,
        }
    }

    /// One frame: does what was asked, lets time pass, paints, and publishes.
    pub(crate) fn frame(&mut self, wall_ms: f64) {
        for input in self.inbox.take() {
            self.handle(input, wall_ms);
        }
        let span = self.clock.tick(wall_ms);
        // A person's command waits for the core at the instant at which it was given.
        if span > Duration::ZERO && self.held.is_empty() {
            let target = self.within_reach(self.timeline.now() + span);
            // Out of budget, the clock goes on from where the world stands: it drops time rather than spirals.
            self.timeline.advance_to(target, EVENTS_PER_FRAME_MAX);
            self.view.pass(Passage::Onward);
            self.differs = true;
        }
        let speed = if self.clock.is_playing() {
            self.clock.speed()
        } else {
            0
        };
        self.view.show(&self.timeline, self.focus, speed, wall_ms);
        self.differs |= self.explained.try_settings(self.core);
        self.differs |= self.look_up_failing(wall_ms);
        self.differs |= self.branch_notice.pass(self.timeline.now(), wall_ms);
        if self.differs && wall_ms - self.published_at_ms >= READOUT_PERIOD_MS {
            self.published_at_ms = wall_ms;
            self.differs = false;
            let readout = self.readout();
            self.publish.emit(readout);
        }
    }

    /// What the panels show now.
    pub(crate) fn readout(&mut self) -> Rc<Readout> {
        self.version += 1;
        let world = self.timeline.world().clone();
        let now = world.now();
        let (title, sentence) = match world.service(self.focus) {
            Some(service) => self.headline(&world, service),
            None => (PageText::NoService.say(self.language), String::new()),
        };
        if !self.view.targets().eq(self.targets.iter().copied()) {
            self.targets = self.view.targets().collect();
        }
        let second = now.as_millis() / 1_000;
        let traffic = self.traffic_between(second.saturating_sub(1), second);
        let traffic_minute = self.traffic_between(second.saturating_sub(60), second);
        let subject = Subject {
            timeline: &self.timeline,
            selection: self.selection,
            core: self.core,
        };
        let bill = world
            .service(self.focus)
            .and_then(|service| self.explained.bill(subject, service));
        let savings = bill
            .as_ref()
            .and_then(|(id, _)| self.explained.savings(*id));
        Rc::new(Readout {
            version: self.version,
            name: self.name.clone(),
            opened_count: self.opened_count,
            now,
            known_until: self.timeline.known_until(),
            playing: self.clock.is_playing(),
            speed: self.clock.speed(),
            world,
            focus: self.focus,
            selection: self.selection,
            fault_menu: self.fault_menu,
            placement: self.explained.placement(subject),
            causes: self.explained.causes(subject),
            failing: self.failing.clone(),
            bill,
            savings,
            bus: self.explained.bus(subject),
            rejection: self.rejection.clone(),
            launched: self.launched.clone(),
            anew: self.anew,
            traffic,
            traffic_minute,
            can_undo: self.changes.can_undo(),
            can_redo: self.changes.can_redo(),
            branching: self.branch_notice.told(),
            core: self.core,
            language: self.language,
            title,
            sentence,
            targets: self.targets.clone(),
        })
    }

    /// Until the core is there nobody has acted, and few words do.
    fn headline(&self, world: &World, service: &Service) -> (String, String) {
        match self.core {
            Some(core) => (core.headline)(self.language, world, service),
            None => words::opening_headline(self.language, world, service)
                .unwrap_or_else(|| (service.name.clone(), String::new())),
        }
    }

    /// The requests of all seconds from one up to another.
    fn traffic_between(&self, from: u64, until: u64) -> TrafficSecond {
        let seconds = (from..until).filter_map(|second| self.timeline.traffic().get(&second));
        seconds.fold(TrafficSecond::default(), |sum, second| TrafficSecond {
            answered: sum.answered + second.answered,
            failed: sum.failed + second.failed,
        })
    }

    fn handle(&mut self, input: Input, wall_ms: f64) {
        match input {
            // Nothing of what the panels show.
            Input::Act(Action::Govern(governed)) => self.view.govern(governed, wall_ms),
            Input::Act(action) => {
                self.differs = true;
                self.act(action);
            }
            Input::Core(core) => {
                self.differs = true;
                self.core = Some(core);
                self.timeline.set_handlers(core.handlers);
                for action in std::mem::take(&mut self.held) {
                    self.act(action);
                }
            }
            Input::ShowStage(surface) => self.view.show_stage(surface),
            Input::ResizeStage(viewport) => {
                // What can be selected depends on the size.
                self.differs = true;
                self.view.resize_stage(viewport);
            }
            Input::PointAt(point) => {
                let target = point.and_then(|point| self.view.hit(point));
                self.view.hover(target);
                self.asked = point.map(Asked::Picture);
            }
            Input::AskStrip(asked) => self.asked = asked,
            Input::Pick(point) => {
                self.differs = true;
                self.select(self.view.hit(point));
            }
            Input::OpenFaults(point) => {
                if let Some(target) = self.view.hit(point) {
                    self.open_faults(target, MenuPlace::Picture(point));
                }
            }
            Input::ShowStrip(surface) => self.view.show_strip(surface),
            Input::ResizeStrip(viewport) => self.view.resize_strip(viewport),
            Input::Scrub(x) => {
                if let Some(at) = self.view.time_at(x) {
                    self.differs = true;
                    self.act(Action::Seek(at));
                }
            }
            Input::SetTheme(theme) => self.view.set_theme(theme),
            Input::ReduceMotion(reduced) => self.view.set_reduced_motion(reduced),
        }
    }

    fn act(&mut self, action: Action) {
        let waits = action.acts() || (action.travels() && !self.held.is_empty());
        match (self.core, action) {
            (None, action) if waits => self.held.push(action),
            (Some(core), action) if action.acts() => (core.act)(self, action),
            (_, action) => self.act_on_page(action),
        }
    }

    /// What acts on the page alone.
    fn act_on_page(&mut self, action: Action) {
        match action {
            Action::Play => self.clock.play(),
            Action::Pause => self.clock.pause(),
            Action::TogglePlay if self.clock.is_playing() => self.clock.pause(),
            Action::TogglePlay => self.clock.play(),
            Action::SetSpeed(speed) => {
                self.clock.set_speed(speed);
                storage::keep_speed(self.clock.speed());
            }
            Action::Seek(at) => self.seek(at.min(self.timeline.known_until())),
            Action::SkipForward => self.seek(self.timeline.now() + SKIP),
            Action::SkipBack => self.seek(earlier(self.timeline.now(), SKIP)),
            Action::StepForward => {
                self.clock.pause();
                let until = self.within_reach(self.timeline.now() + STEP_MAX);
                self.timeline.step_forward(until);
                self.view.pass(Passage::Onward);
            }
            Action::StepBack => {
                self.clock.pause();
                let at = self.timeline.previous_event_at().unwrap_or(Time::ZERO);
                self.seek(at);
            }
            Action::Select(target) => self.select(target),
            // Carried out where the time of the frame is known.
            Action::Govern(_) => {}
            // Carried out where the core is.
            Action::Submit(_)
            | Action::Amend(_)
            | Action::SubmitAll(_)
            | Action::Deploy(_)
            | Action::ChangeStrategy(_)
            | Action::StartAnew(_)
            | Action::Open(_)
            | Action::Undo
            | Action::Redo => {}
            Action::Hover(target) => self.view.hover(target),
            Action::Focus(target) => {
                self.view.keyboard_focus(target);
                self.asked = target.map(Asked::Focused);
            }
            Action::OpenFaults(target, point) => {
                let centre = self.view.place_of(target).map(MenuPlace::Picture);
                let at = point.map(MenuPlace::Window).or(centre);
                if let Some(at) = at {
                    self.open_faults(target, at);
                }
            }
            Action::CloseFaults => self.fault_menu = None,
            Action::ShowBus(is_shown) => self.explained.show_bus(is_shown),
            Action::OpenBusEvent(place) => self.explained.open_bus_event(place),
            Action::SetLanguage(language) => {
                self.language = language;
                self.view.set_language(language);
                storage::keep_language(language);
            }
            Action::DismissNotice => self.branch_notice.dismiss(),
            Action::DismissRejection => self.rejection = None,
        }
    }

    /// Opens the menu of what has one.
    fn open_faults(&mut self, target: Target, at: MenuPlace) {
        if matches!(
            target,
            Target::Task(_) | Target::Instance(_) | Target::Zone(_)
        ) {
            self.differs = true;
            self.fault_menu = Some(FaultMenu { target, at });
        }
    }

    /// An instant, or the last one before it that can be reached without the core.
    fn within_reach(&self, at: Time) -> Time {
        match self.core {
            Some(_) => at,
            None => at.min(OPENING_UNTIL.max(self.timeline.now())),
        }
    }

    fn seek(&mut self, at: Time) {
        self.timeline.seek(self.within_reach(at));
        self.view.pass(Passage::Jump);
    }

    fn select(&mut self, target: Option<Target>) {
        self.selection = target;
        self.view.select(target);
    }
}

fn earlier(at: Time, span: Duration) -> Time {
    Time::from_millis(at.as_millis().saturating_sub(span.as_millis()))
}
