//! The strip of time under the picture: tasks by revision, what happened, and the requests of each second.

mod bands;
mod marks;
mod requests;

use sim::{Duration, ServiceId, ServiceSample, Start, Time, Timeline};
use words::Language;

use crate::brush::{Brush, line, mono, solid};
use crate::clock::clock_text;
use crate::frame::{Align, Fill, Frame};
use crate::geometry::{Point, Rectangle, Viewport};
use crate::governed::Governed;
use crate::theme::Color;

/// Seconds that the strip shows, the fewest that hold what is known; beyond the last it slides.
const SPANS: [u64; 3] = [210, 300, 420];
/// The known part of the strip ends here, so that there is a future.
const KNOWN_SHARE: f32 = 0.8;
/// Seconds between two labels of the axis.
const STEPS: [u64; 7] = [10, 15, 30, 60, 120, 300, 600];
/// Below this height the strip is nothing but bands and the playhead.
const FULL_HEIGHT: f32 = 110.0;

/// The strip of one service: its tasks by revision over time, what happened, and the requests of each second.
#[derive(Clone, Debug)]
pub struct Strip {
    window: Window,
    frame: Frame,
}

/// Which part of time is shown where.
#[derive(Clone, Copy, Debug)]
struct Window {
    from_ms: f64,
    span_ms: f64,
    left: f32,
    width: f32,
}

/// Everything that a part of the strip is drawn from.
struct Part<'a> {
    timeline: &'a Timeline,
    service: ServiceId,
    language: Language,
    window: Window,
    bands: Rectangle,
    /// The line on which bars of requests stand, if there is room for them.
    requests: Option<f32>,
    now: Time,
    known_until: Time,
    governed: Option<Governed>,
}

impl Strip {
    /// The strip of a timeline as it is known now, with what a value governs lit up.
    pub fn new(
        timeline: &Timeline,
        service: ServiceId,
        viewport: Viewport,
        language: Language,
        governed: Option<Governed>,
    ) -> Self {
        let is_full = viewport.height >= FULL_HEIGHT;
        let (left, right) = if is_full { (40.0, 24.0) } else { (2.0, 2.0) };
        let (now, known_until) = (timeline.now(), timeline.known_until());
        let window = Window::new(
            now,
            known_until,
            left,
            (viewport.width - left - right).max(20.0),
        );
        let bands = if is_full {
            Rectangle::new(left, 24.0, window.width, viewport.height - 85.0)
        } else {
            Rectangle::new(left, 6.0, window.width, viewport.height - 8.0)
        };
        let part = Part {
            timeline,
            service,
            language,
            window,
            bands,
            requests: is_full.then_some(viewport.height - 34.5),
            now,
            known_until,
            governed,
        };
        let mut brush = Brush::with_capacity(256);
        part.draw_future(&mut brush, viewport);
        bands::draw(&part, &mut brush);
        if is_full {
            requests::draw(&part, &mut brush);
            part.draw_axis(&mut brush, viewport);
        }
        marks::draw(&part, &mut brush);
        part.draw_playhead(&mut brush);
        Self {
            window,
            frame: Frame {
                viewport,
                shapes: brush.shapes,
            },
        }
    }

    /// The picture.
    pub fn frame(&self) -> Frame {
        self.frame.clone()
    }

    /// The instant at a distance from the left edge; the first or the last that is shown beyond those.
    pub fn time_at(&self, x: f32) -> Time {
        let window = self.window;
        let share = f64::from((x - window.left) / window.width).clamp(0.0, 1.0);
        Time::from_millis((window.from_ms + window.span_ms * share).round() as u64)
    }

    /// The seconds of the bar of requests at a distance from the left edge: the first one, and the first one after it.
    pub fn bar_at(&self, x: f32) -> (u64, u64) {
        let step = requests::step(self.window);
        let first = self.time_at(x).as_millis() / 1_000 / step * step;
        (first, first + step)
    }

    /// The distance of an instant from the left edge.
    pub fn x_of(&self, at: Time) -> f32 {
        self.window.x_of(at)
    }
}

impl Window {
    /// A window that holds the present, and everything that is known while that is not too much.
    fn new(now: Time, known_until: Time, left: f32, width: f32) -> Self {
        let known_ms = known_until.as_millis() as f64;
        let fits = |seconds: &&u64| known_ms <= (**seconds * 1_000) as f64 * f64::from(KNOWN_SHARE);
        let longest = SPANS[SPANS.len() - 1];
        let span_ms = (SPANS.iter().find(fits).unwrap_or(&longest) * 1_000) as f64;
        let edge_ms = (known_ms - span_ms * f64::from(KNOWN_SHARE)).max(0.0);
        let now_ms = now.as_millis() as f64;
        // Far in the past the strip turns pages, so that it stands still under a hand that drags.
        let page_ms = span_ms / 2.0;
        let from_ms = if now_ms >= edge_ms {
            edge_ms
        } else {
            ((now_ms / page_ms).floor() * page_ms - page_ms / 2.0)
                .min(edge_ms)
                .max(0.0)
        };
        Self {
            from_ms,
            span_ms,
            left,
            width,
        }
    }

    fn x_of(&self, at: Time) -> f32 {
        let share = (at.as_millis() as f64 - self.from_ms) / self.span_ms;
        self.left + self.width * share as f32
    }

    fn from(&self) -> Time {
        Time::from_millis(self.from_ms as u64)
    }

    fn until(&self) -> Time {
        Time::from_millis((self.from_ms + self.span_ms) as u64)
    }

    const fn right(&self) -> f32 {
        self.left + self.width
    }
}

impl Part<'_> {
    fn start(&self) -> &Start {
        self.timeline.start()
    }

    /// The samples that say something of the window: the last before it, and those in it.
    fn samples(&self) -> &[ServiceSample] {
        let samples = self.timeline.samples(self.service);
        let first = samples.partition_point(|sample| sample.at <= self.window.from());
        let end = samples.partition_point(|sample| sample.at <= self.window.until());
        &samples[first.saturating_sub(1)..end]
    }

    /// Where an instant is, kept within the known part of the window.
    fn known_x(&self, at: Time) -> f32 {
        let end = self.window.x_of(self.known_until).min(self.window.right());
        self.window
            .x_of(at)
            .min(end.max(self.window.left))
            .max(self.window.left)
    }

    /// What has not been played.
    fn draw_future(&self, brush: &mut Brush, viewport: Viewport) {
        let from = self.window.x_of(self.known_until).max(self.window.left);
        if from >= self.window.right() {
            return;
        }
        let bottom = self
            .requests
            .map_or(viewport.height - 2.0, |line| line + 6.0);
        let top = if self.requests.is_some() { 18.0 } else { 2.0 };
        let bounds = Rectangle::new(from, top, self.window.right() - from, bottom - top);
        let hatch = Fill::Hatch {
            ground: Color::Panel,
            stripe: Color::Line,
            pitch: 8.0,
            width: 1.0,
        };
        brush.rectangle(bounds, 0.0, Some(hatch), None);
    }

    fn draw_axis(&self, brush: &mut Brush, viewport: Viewport) {
        let pixels = |seconds: u64| {
            self.window.width * (seconds * 1_000) as f32 / self.window.span_ms as f32
        };
        let step = STEPS
            .into_iter()
            .find(|step| pixels(*step) >= 92.0)
            .unwrap_or(1_200);
        let style = mono(11.0, Color::Ink3);
        let epoch_seconds = self.start().epoch_ms / 1_000;
        let first = (epoch_seconds + self.window.from().as_millis() / 1_000).div_ceil(step) * step;
        let mut at = Time::from_secs(first.saturating_sub(epoch_seconds));
        let baseline = viewport.height - 7.0;
        while at <= self.window.until() {
            let x = self.window.x_of(at);
            let tick = vec![
                Point::new(x, viewport.height - 27.0),
                Point::new(x, viewport.height - 24.0),
            ];
            brush.line(tick, line(Color::Line2, 1.0));
            let align = if x < self.window.left + 24.0 {
                Align::Start
            } else if x > self.window.right() - 24.0 {
                Align::End
            } else {
                Align::Middle
            };
            let text = clock_text(self.start(), at);
            brush.text(text, Point::new(x, baseline), style, align, 60.0);
            at += Duration::from_secs(step);
        }
    }

    fn draw_playhead(&self, brush: &mut Brush) {
        let x = self.window.x_of(self.now);
        let bottom = self
            .requests
            .map_or(self.bands.bottom() + 1.0, |line| line + 5.5);
        let stem = vec![Point::new(x, 10.0), Point::new(x, bottom)];
        brush.line(stem, line(Color::Ink, 1.6));
        if self.requests.is_none() {
            brush.circle(Point::new(x, 5.0), 4.5, solid(Color::Ink), None);
            return;
        }
        let head = [
            (-6.0, 3.0),
            (6.0, 3.0),
            (6.0, 10.0),
            (0.0, 16.0),
            (-6.0, 10.0),
        ]
        .map(|(dx, y)| Point::new(x + dx, y));
        brush.polygon(head.into(), solid(Color::Ink), None);
    }
}
