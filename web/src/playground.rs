//! The playground behind the page: it owns timeline and pictures, and lets them live frame by frame.

use std::rc::Rc;

use playground::{AnewCommands, Opening};
use scene::Target;
use sim::{
    Command, Duration, Explanation, NodeId, Rejection, ServiceId, Switches, TaskId, Time, Timeline,
};
use words::Language;
use words::page::PageText;
use yew::Callback;

use crate::action::Action;
use crate::changes::{Changes, Mark, go_back};
use crate::clock::Clock;
use crate::inbox::{Inbox, Input};
use crate::launched::Launched;
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

/// A task, and the branch on which it is.
type PlacementKey = (TaskId, Option<NodeId>);

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
    placement: Option<(PlacementKey, Option<Rc<Explanation>>)>,
    rejection: Option<Rejection>,
    launched: Option<Rc<Launched>>,
    anew: Option<AnewCommands>,
    branched_at: Option<Time>,
    targets: Rc<[Target]>,
    version: u64,
    differs: bool,
    published_at_ms: f64,
}

impl Playground {
    /// A playground at its opening.
    pub(crate) fn new(opening: Opening, inbox: Inbox, publish: Callback<Rc<Readout>>) -> Self {
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
            placement: None,
            rejection: None,
            launched: None,
            anew: None,
            branched_at: None,
            targets: Rc::from([]),
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
        if span > Duration::ZERO {
            let target = self.timeline.now() + span;
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
            Some(service) => words::headline(self.language, &world, service),
            None => (PageText::NoService.say(self.language), String::new()),
        };
        if !self.view.targets().eq(self.targets.iter().copied()) {
            self.targets = self.view.targets().collect();
        }
        let second = (now.as_millis() / 1_000).checked_sub(1);
        let traffic = second.and_then(|second| self.timeline.traffic().get(&second).copied());
        Rc::new(Readout {
            version: self.version,
            now,
            known_until: self.timeline.known_until(),
            playing: self.clock.is_playing(),
            speed: self.clock.speed(),
            world,
            focus: self.focus,
            selection: self.selection,
            placement: self.explain_selected(),
            rejection: self.rejection.clone(),
            launched: self.launched.clone(),
            anew: self.anew,
            traffic: traffic.unwrap_or_default(),
            can_undo: self.changes.can_undo(),
            can_redo: self.changes.can_redo(),
            branched_at: self.branched_at,
            language: self.language,
            title,
            sentence,
            targets: self.targets.clone(),
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
            Input::ShowStage(surface) => self.view.show_stage(surface),
            Input::ResizeStage(viewport) => {
                // What can be selected depends on the size.
                self.differs = true;
                self.view.resize_stage(viewport);
            }
            Input::PointAt(point) => {
                let target = point.and_then(|point| self.view.hit(point));
                self.view.hover(target);
            }
            Input::Pick(point) => {
                self.differs = true;
                self.select(self.view.hit(point));
            }
            Input::ShowStrip(surface) => self.view.show_strip(surface),
            Input::ResizeStrip(viewport) => self.view.resize_strip(viewport),
            Input::Scrub(x) => {
                if let Some(at) = self.view.time_at(x) {
                    self.differs = true;
                    self.seek(at.min(self.timeline.known_until()));
                }
            }
            Input::SetTheme(theme) => self.view.set_theme(theme),
            Input::ReduceMotion(reduced) => self.view.set_reduced_motion(reduced),
        }
    }

    fn act(&mut self, action: Action) {
        match action {
            Action::Submit(command) => self.submit(command),
            Action::Amend(amendment) => {
                if let Some(command) = amendment.command(self.timeline.world()) {
                    self.submit(command);
                }
            }
            Action::SubmitAll(commands) => self.change(|timeline, _| {
                let mut commands = commands.into_iter();
                commands.try_for_each(|command| timeline.submit(command).map(drop))
            }),
            Action::Deploy(definition) => self.change(|timeline, focus| {
                *focus = playground::deploy(timeline, *focus, *definition)?;
                Ok(())
            }),
            Action::StartAnew(switches) => self.start_anew(*switches),
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
                self.timeline.step_forward(self.timeline.now() + STEP_MAX);
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
            Action::Hover(target) => self.view.hover(target),
            Action::Focus(target) => self.view.keyboard_focus(target),
            Action::Undo => {
                let focus = self.changes.undo(&mut self.timeline);
                self.show_branch(focus);
            }
            Action::Redo => {
                let focus = self.changes.redo(&mut self.timeline);
                self.show_branch(focus);
            }
            Action::SetLanguage(language) => {
                self.language = language;
                self.view.set_language(language);
                storage::keep_language(language);
            }
            Action::DismissNotice => self.branched_at = None,
            Action::DismissRejection => self.rejection = None,
        }
    }

    fn submit(&mut self, command: Command) {
        let place = Launched::place(&command);
        let mut taken = None;
        self.change(|timeline, _| {
            taken = Some(timeline.submit(command)?);
            Ok(())
        });
        let answer = taken.ok_or_else(|| self.rejection.clone());
        let launched = place.and_then(|on| match answer {
            Ok(response) => Launched::new(on, Ok(response)),
            Err(rejection) => Launched::new(on, Err(rejection?)),
        });
        if let Some(first) = launched.as_ref().and_then(Launched::to_show) {
            self.select(Some(Target::Task(first)));
        }
        self.launched = launched.map(Rc::new);
    }

    /// Another world takes the place of this one.
    fn start_anew(&mut self, switches: Switches) {
        let anew = playground::start_anew(&self.timeline, self.focus, switches);
        self.timeline = anew.timeline;
        self.changes = Changes::default();
        self.placement = None;
        self.select(None);
        self.show_branch(Some(anew.service));
        self.anew = Some(anew.commands);
        self.view.repaint_strip();
    }

    /// Acts on the world: all of it is one step of undo, or, refused, never happened.
    fn change(&mut self, how: impl FnOnce(&mut Timeline, &mut ServiceId) -> Result<(), Rejection>) {
        let before = Mark::of(&self.timeline, self.focus);
        let now = self.timeline.now();
        let drops_future = now < self.timeline.known_until();
        self.launched = None;
        self.anew = None;
        self.rejection = how(&mut self.timeline, &mut self.focus).err();
        let after = Mark::of(&self.timeline, self.focus);
        if self.rejection.is_none() {
            self.changes.note(before, after);
            self.branched_at = drops_future.then_some(now);
            self.view.focus(self.focus);
            self.view.pass(Passage::Command);
        } else if before != after {
            go_back(&mut self.timeline, before);
            self.view.pass(Passage::Jump);
        }
        self.view.repaint_strip();
    }

    /// Why the selected task is where it is; asked once on each branch.
    fn explain_selected(&mut self) -> Option<Rc<Explanation>> {
        let Some(Target::Task(task)) = self.selection else {
            return None;
        };
        let key = (task, self.timeline.tip());
        if self.placement.as_ref().is_none_or(|(of, _)| *of != key) {
            let why = self.timeline.why_here(task);
            let explanation = why.map(|why| Rc::new(why.explanation));
            self.placement = Some((key, explanation));
        }
        self.placement.as_ref()?.1.clone()
    }

    fn show_branch(&mut self, focus: Option<ServiceId>) {
        let Some(focus) = focus else {
            return;
        };
        self.focus = focus;
        self.branched_at = None;
        self.rejection = None;
        self.launched = None;
        self.anew = None;
        self.view.focus(focus);
        self.view.pass(Passage::Jump);
    }

    fn seek(&mut self, at: Time) {
        self.timeline.seek(at);
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
