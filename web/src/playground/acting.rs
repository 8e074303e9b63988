//! What acts on the world: commands, one edit after the other, undo and redo. It is in a part that is fetched later.

use std::rc::Rc;

use scene::Target;
use sim::{Command, Rejection, ServiceId, Switches, Timeline};

use super::Playground;
use super::explained::Explained;
use crate::action::Action;
use crate::changes::{Changes, Mark, go_back};
use crate::launched::Launched;
use crate::opened::Opened;
use crate::view::Passage;

impl Playground {
    /// Carries out an action that acts.
    pub(crate) fn act_on_world(&mut self, action: Action) {
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
            Action::ChangeStrategy(strategy) => self
                .change(|timeline, focus| playground::change_strategy(timeline, *focus, strategy)),
            Action::StartAnew(switches) => self.start_anew(*switches),
            Action::Open(opened) => self.open(*opened),
            Action::Undo => {
                let focus = self.changes.undo(&mut self.timeline);
                self.show_branch(focus);
            }
            Action::Redo => {
                let focus = self.changes.redo(&mut self.timeline);
                self.show_branch(focus);
            }
            _ => unreachable!("only what acts on the world comes here"),
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
        self.explained = Explained::default();
        self.select(None);
        self.show_branch(Some(anew.service));
        self.anew = Some(anew.commands);
        self.view.repaint_strip();
    }

    /// The world that was chosen takes the place of this one.
    fn open(&mut self, opened: Opened) {
        self.timeline = opened.timeline;
        self.changes = Changes::default();
        self.explained = Explained::default();
        self.select(None);
        self.show_branch(Some(opened.service));
        self.name = opened.name;
        self.opened_count += 1;
        self.view.repaint_strip();
        self.clock.play();
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
            self.branch_notice.branch(now, drops_future);
            self.view.focus(self.focus);
            self.view.pass(Passage::Command);
        } else if before != after {
            go_back(&mut self.timeline, before);
            self.view.pass(Passage::Jump);
        }
        self.view.repaint_strip();
    }

    fn show_branch(&mut self, focus: Option<ServiceId>) {
        let Some(focus) = focus else {
            return;
        };
        self.focus = focus;
        self.branch_notice.forget(self.timeline.now());
        self.rejection = None;
        self.launched = None;
        self.anew = None;
        self.view.focus(focus);
        self.view.pass(Passage::Jump);
    }
}
