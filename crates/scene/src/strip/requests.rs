//! Requests a second: answered ones up, failed ones down.

use sim::{Time, TrafficSecond};
use words::stage as say;

use super::{Part, Window};
use crate::brush::{Brush, line, mono, sans, solid};
use crate::frame::Align;
use crate::geometry::{Point, Rectangle};
use crate::theme::Color;

/// The highest bar of answered and of failed requests.
const ANSWERED_HEIGHT: f32 = 13.0;
const FAILED_HEIGHT: f32 = 9.0;
/// A bar with its gap is at least so wide.
const PITCH_MIN: f32 = 4.4;

pub(super) fn draw(part: &Part<'_>, brush: &mut Brush) {
    let Some(base) = part.requests else {
        return;
    };
    let window = part.window;
    let step = step(window);
    let first = window.from().as_millis() / 1_000 / step * step;
    let last = window.until().as_millis().min(part.known_until.as_millis()) / 1_000;
    let bars: Vec<(u64, TrafficSecond)> = (first..last)
        .step_by(step as usize)
        .filter(|from| from + step <= last)
        .map(|from| (from, sum(part, from, step)))
        .collect();
    let per_second = |count: u32| count as f32 / step as f32;
    let most = bars
        .iter()
        .map(|(_, bar)| bar.answered.max(bar.failed))
        .max()
        .unwrap_or(0)
        .max(1);
    for (from, bar) in &bars {
        let left = window.x_of(Time::from_secs(*from)).max(window.left);
        let right = window
            .x_of(Time::from_secs(from + step))
            .min(window.right());
        let width = right - left - 1.4;
        if width <= 0.0 {
            continue;
        }
        let is_ahead = Time::from_secs(*from) >= part.now;
        let pale = if is_ahead { 0.4 } else { 1.0 };
        if bar.answered > 0 {
            let height = (ANSWERED_HEIGHT * bar.answered as f32 / most as f32).max(1.0);
            let bounds = Rectangle::new(left, base - 0.5 - height, width, height);
            brush.faded(0.62 * pale, |brush| {
                brush.rectangle(bounds, 0.0, solid(Color::Ok), None);
            });
        }
        if bar.failed > 0 {
            let height = (FAILED_HEIGHT * bar.failed as f32 / most as f32).max(2.5);
            let bounds = Rectangle::new(left, base + 1.0, width, height);
            brush.faded(pale, |brush| {
                brush.rectangle(bounds, 0.0, solid(Color::Bad), None);
            });
        }
    }
    let points = vec![
        Point::new(window.left, base),
        Point::new(window.right(), base),
    ];
    brush.line(points, line(Color::Line2, 1.0));
    if bars.iter().any(|(_, bar)| bar.answered + bar.failed > 0) {
        let unit = say::per_second(part.language);
        let number = say::compact_briefly(part.language, per_second(most).round() as u32);
        let at = Point::new(window.left - 6.0, base + 0.5);
        let text = format!("{number}{unit}");
        let style = mono(11.0, Color::Ink3);
        let style = if style.width(&text) <= 32.0 {
            style
        } else {
            sans(10.0, Color::Ink3)
        };
        brush.text(text, at, style, Align::End, 34.0);
    }
}

/// Seconds of one bar.
pub(super) fn step(window: Window) -> u64 {
    let second = window.width * 1_000.0 / window.span_ms as f32;
    [1_u64, 2, 5, 10, 30]
        .into_iter()
        .find(|step| second * *step as f32 >= PITCH_MIN)
        .unwrap_or(60)
}

fn sum(part: &Part<'_>, from: u64, step: u64) -> TrafficSecond {
    let mut sum = TrafficSecond::default();
    for second in (from..from + step).filter_map(|second| part.timeline.traffic().get(&second)) {
        sum.answered += second.answered;
        sum.failed += second.failed;
    }
    sum
}
