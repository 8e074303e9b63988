//! How wide a text may become, without a font at hand: a conservative table of advances.

use crate::frame::{Family, Text};

/// No text is painted smaller than this.
pub(crate) const SIZE_MIN: f32 = 10.0;
/// How far a text shrinks before it loses characters.
const SHRINK_MIN: f32 = 0.86;
const ELLIPSIS: char = '…';

/// The text to paint and its size in CSS pixels, so that it stays within its `width_max`: first a little smaller, then
/// shortened with an ellipsis, and empty where not even that fits.
pub fn fitted(text: &Text) -> (String, f32) {
    let em_count = ems(&text.content, text.family, text.weight);
    if em_count * text.size <= text.width_max {
        return (text.content.clone(), text.size);
    }
    let size = (text.width_max / em_count)
        .max(text.size * SHRINK_MIN)
        .min(text.size)
        .max(SIZE_MIN.min(text.size));
    if em_count * size <= text.width_max + 0.01 {
        return (text.content.clone(), size);
    }
    (shortened(text, text.width_max / size), size)
}

fn shortened(text: &Text, ems_max: f32) -> String {
    let mut left = ems_max - advance(ELLIPSIS, text.family, text.weight);
    let mut content = String::new();
    for character in text.content.chars() {
        left -= advance(character, text.family, text.weight);
        if left < 0.0 {
            break;
        }
        content.push(character);
    }
    let kept = content.trim_end().len();
    content.truncate(kept);
    if !content.is_empty() {
        content.push(ELLIPSIS);
    }
    content
}

/// The width of a text in CSS pixels, rather too large than too small.
pub(crate) fn width(content: &str, size: f32, family: Family, weight: u16) -> f32 {
    ems(content, family, weight) * size
}

fn ems(content: &str, family: Family, weight: u16) -> f32 {
    content
        .chars()
        .map(|character| advance(character, family, weight))
        .sum()
}

fn advance(character: char, family: Family, weight: u16) -> f32 {
    if is_full_width(character) {
        return 1.0;
    }
    if family == Family::Mono {
        return 0.602;
    }
    let regular = match character {
        'i' | 'j' | 'l' | '\'' | '.' | ',' | ':' | ';' | '|' | '!' | '·' => 0.29,
        'f' | 'r' | 't' | 'I' | '(' | ')' | '[' | ']' | '/' | ' ' => 0.37,
        'm' | 'w' | 'M' | 'W' | '%' | '…' | '@' => 0.9,
        'A'..='Z' => 0.7,
        _ => 0.59,
    };
    if weight > 400 {
        regular * 1.05
    } else {
        regular
    }
}

/// Hangul, Chinese characters and their punctuation.
const fn is_full_width(character: char) -> bool {
    matches!(character, '\u{1100}'..='\u{11FF}' | '\u{2E80}'..='\u{D7FF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FFEF}')
}
