//! A frame as a self-contained SVG document.

use std::fmt::Write;

use crate::frame::{Align, Family, Fill, Frame, Shape, ShapeKind, Stroke, Text};
use crate::geometry::Point;
use crate::measure::fitted;
use crate::theme::{Color, Theme};

const SANS: &str = "Inter,Pretendard,'Noto Sans KR','Noto Sans CJK KR',system-ui,sans-serif";
const MONO: &str = "'JetBrains Mono','Noto Sans Mono CJK KR',ui-monospace,Menlo,monospace";

/// The text of an SVG document that shows a frame; equal frames give equal texts.
pub fn svg(frame: &Frame, theme: Theme) -> String {
    let mut writer = Writer {
        theme,
        patterns: Vec::new(),
        definitions: String::new(),
        body: String::new(),
    };
    for shape in &frame.shapes {
        writer.shape(shape);
    }
    let (width, height) = (Number(frame.viewport.width), Number(frame.viewport.height));
    let stage = theme.color(Color::Stage);
    let Writer {
        definitions, body, ..
    } = writer;
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" \
         font-family=\"{SANS}\"><defs>{definitions}</defs>\
         <rect width=\"{width}\" height=\"{height}\" fill=\"{stage}\"/>{body}</svg>"
    )
}

struct Writer {
    theme: Theme,
    patterns: Vec<String>,
    definitions: String,
    body: String,
}

impl Writer {
    fn shape(&mut self, shape: &Shape) {
        if shape.opacity <= 0.0 {
            return;
        }
        match &shape.kind {
            ShapeKind::Rectangle {
                bounds,
                radius,
                fill,
                stroke,
            } => {
                put(
                    &mut self.body,
                    format_args!(
                        "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"",
                        Number(bounds.x),
                        Number(bounds.y),
                        Number(bounds.width),
                        Number(bounds.height)
                    ),
                );
                if *radius > 0.0 {
                    put(&mut self.body, format_args!(" rx=\"{}\"", Number(*radius)));
                }
                self.paint(fill.as_ref(), stroke.as_ref());
            }
            ShapeKind::Polygon {
                points,
                fill,
                stroke,
            } => {
                self.points("polygon", points);
                self.paint(fill.as_ref(), stroke.as_ref());
            }
            ShapeKind::Circle {
                centre,
                radius,
                fill,
                stroke,
            } => {
                put(
                    &mut self.body,
                    format_args!(
                        "<circle cx=\"{}\" cy=\"{}\" r=\"{}\"",
                        Number(centre.x),
                        Number(centre.y),
                        Number(*radius)
                    ),
                );
                self.paint(fill.as_ref(), stroke.as_ref());
            }
            ShapeKind::Line { points, stroke } => {
                self.points("polyline", points);
                self.paint(None, Some(stroke));
                self.body
                    .push_str(" stroke-linecap=\"round\" stroke-linejoin=\"round\"");
            }
            ShapeKind::Text(text) => return self.text(text, shape.opacity),
        }
        self.opacity(shape.opacity);
        self.body.push_str("/>");
    }

    fn points(&mut self, name: &str, points: &[Point]) {
        put(&mut self.body, format_args!("<{name} points=\""));
        for (index, point) in points.iter().enumerate() {
            let separator = if index == 0 { "" } else { " " };
            put(
                &mut self.body,
                format_args!("{separator}{},{}", Number(point.x), Number(point.y)),
            );
        }
        self.body.push('"');
    }

    fn opacity(&mut self, opacity: f32) {
        if opacity < 1.0 {
            put(
                &mut self.body,
                format_args!(" opacity=\"{}\"", Number(opacity)),
            );
        }
    }

    fn paint(&mut self, fill: Option<&Fill>, stroke: Option<&Stroke>) {
        match fill {
            None => self.body.push_str(" fill=\"none\""),
            Some(Fill::Solid(color)) => {
                let value = self.theme.color(*color);
                put(&mut self.body, format_args!(" fill=\"{value}\""));
            }
            Some(pattern) => {
                let id = self.pattern(*pattern);
                put(&mut self.body, format_args!(" fill=\"url(#{id})\""));
            }
        }
        let Some(stroke) = stroke else {
            return;
        };
        put(
            &mut self.body,
            format_args!(
                " stroke=\"{}\" stroke-width=\"{}\"",
                self.theme.color(stroke.color),
                Number(stroke.width)
            ),
        );
        if let Some((dash, gap)) = stroke.dash {
            put(
                &mut self.body,
                format_args!(" stroke-dasharray=\"{} {}\"", Number(dash), Number(gap)),
            );
        }
    }

    /// The id of a pattern, which is its content: the same id never means two things in one page.
    fn pattern(&mut self, fill: Fill) -> String {
        let (id, definition) = match fill {
            Fill::Solid(_) => return String::new(),
            Fill::Hatch {
                ground,
                stripe,
                pitch,
                width,
            } => {
                let (ground, stripe) = (self.theme.color(ground), self.theme.color(stripe));
                let (pitch, width) = (Number(pitch), Number(width));
                (
                    format!("hatch{}-{}-{pitch}-{width}", &ground[1..], &stripe[1..]),
                    format!(
                        "width=\"{pitch}\" height=\"{pitch}\" patternTransform=\"rotate(45)\" patternUnits=\"userSpaceOnUse\">\
                         <rect width=\"{pitch}\" height=\"{pitch}\" fill=\"{ground}\"/>\
                         <rect width=\"{width}\" height=\"{pitch}\" fill=\"{stripe}\"/>"
                    ),
                )
            }
            Fill::Dots {
                color,
                pitch,
                radius,
            } => {
                let color = self.theme.color(color);
                let (middle, pitch, radius) = (Number(pitch / 2.0), Number(pitch), Number(radius));
                (
                    format!("dots{}-{pitch}-{radius}", &color[1..]),
                    format!(
                        "width=\"{pitch}\" height=\"{pitch}\" patternUnits=\"userSpaceOnUse\">\
                         <circle cx=\"{middle}\" cy=\"{middle}\" r=\"{radius}\" fill=\"{color}\"/>"
                    ),
                )
            }
        };
        if !self.patterns.contains(&id) {
            put(
                &mut self.definitions,
                format_args!("<pattern id=\"{id}\" {definition}</pattern>"),
            );
            self.patterns.push(id.clone());
        }
        id
    }

    fn text(&mut self, text: &Text, opacity: f32) {
        let (content, size) = fitted(text);
        if content.is_empty() {
            return;
        }
        put(
            &mut self.body,
            format_args!(
                "<text x=\"{}\" y=\"{}\" font-size=\"{}\" fill=\"{}\"",
                Number(text.at.x),
                Number(text.at.y),
                Number(size),
                self.theme.color(text.color)
            ),
        );
        if text.weight > 400 {
            put(
                &mut self.body,
                format_args!(" font-weight=\"{}\"", text.weight),
            );
        }
        match text.align {
            Align::Start => {}
            Align::Middle => self.body.push_str(" text-anchor=\"middle\""),
            Align::End => self.body.push_str(" text-anchor=\"end\""),
        }
        if text.family == Family::Mono {
            put(&mut self.body, format_args!(" font-family=\"{MONO}\""));
        }
        self.opacity(opacity);
        self.body.push('>');
        escape(&content, &mut self.body);
        self.body.push_str("</text>");
    }
}

fn escape(content: &str, into: &mut String) {
    for character in content.chars() {
        match character {
            '&' => into.push_str("&amp;"),
            '<' => into.push_str("&lt;"),
            '>' => into.push_str("&gt;"),
            '"' => into.push_str("&quot;"),
            _ => into.push(character),
        }
    }
}

fn put(into: &mut String, arguments: std::fmt::Arguments<'_>) {
    into.write_fmt(arguments)
        .expect("writing to a string does not fail");
}

/// A length as CSS and SVG write it, with at most two decimals. (The standard library's text of a float costs the page
/// 14 KiB of machine code.)
#[derive(Clone, Copy, Debug)]
pub struct Number(pub f32);

impl std::fmt::Display for Number {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let hundredths = (f64::from(self.0) * 100.0).round() as i64;
        if hundredths < 0 {
            formatter.write_str("-")?;
        }
        let (whole, rest) = (hundredths.abs() / 100, hundredths.abs() % 100);
        match rest {
            0 => write!(formatter, "{whole}"),
            tenths if tenths % 10 == 0 => write!(formatter, "{whole}.{}", tenths / 10),
            hundredths => write!(formatter, "{whole}.{hundredths:02}"),
        }
    }
}
