//! Looks up why the requests failed that a person points at.

use std::rc::Rc;

use scene::Target;
use sim::Time;

use super::Playground;
use crate::failing::{Asked, Failing, FailingOf, failed};
use crate::fault_menu::MenuPlace;

/// The failures of so many seconds are told of a target.
const LATELY: u64 = 60;

impl Playground {
    /// Looks it up; whether the answer is another one.
    pub(super) fn look_up_failing(&mut self, wall_ms: f64) -> bool {
        let found = self.asked.and_then(|asked| self.failing(asked, wall_ms));
        if self.failing.as_deref() == found.as_ref() {
            return false;
        }
        self.failing = found.map(Rc::new);
        true
    }

    fn failing(&self, asked: Asked, wall_ms: f64) -> Option<Failing> {
        let second = self.timeline.now().as_millis() / 1_000;
        let of_seconds = |(from, until): (u64, u64), at| {
            let lines = failed(&self.timeline, (from, until), None);
            let of = FailingOf::Since(Time::from_secs(from));
            Failing { of, lines, at }
        };
        let failing = match asked {
            Asked::Picture(point) => match self.view.failure_at(point, wall_ms) {
                Some(cross) => Failing {
                    of: FailingOf::Cross,
                    lines: vec![cross],
                    at: MenuPlace::Picture(point),
                },
                None => self.lately(self.view.hit(point)?, MenuPlace::Picture(point))?,
            },
            Asked::Focused(target) => {
                let place = self.view.place_of(target)?;
                self.lately(target, MenuPlace::Picture(place))?
            }
            Asked::Strip(x, point) => of_seconds(self.view.bar_at(x)?, MenuPlace::Window(point)),
            Asked::Present(corner) => of_seconds((second, second + 1), MenuPlace::Window(corner)),
        };
        (!failing.lines.is_empty()).then_some(failing)
    }

    fn lately(&self, target: Target, at: MenuPlace) -> Option<Failing> {
        if matches!(target, Target::Instance(_) | Target::Zone(_)) {
            return None;
        }
        let until = self.timeline.now().as_millis() / 1_000 + 1;
        let lines = failed(
            &self.timeline,
            (until.saturating_sub(LATELY), until),
            Some(target),
        );
        let of = FailingOf::Lately;
        Some(Failing { of, lines, at })
    }
}
