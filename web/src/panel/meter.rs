//! How much of something is used, as a bar and in numbers.

use words::Language;
use words::panel::InspectorText;
use yew::prelude::*;

/// One bar with its name above and its numbers under it.
pub(crate) fn meter(name: &str, used: u32, total: u32, unit: &str, language: Language) -> Html {
    let percent = (u64::from(used) * 100)
        .checked_div(u64::from(total))
        .unwrap_or(0);
    let numbers = InspectorText::Used {
        used: grouped(used.into()),
        total: grouped(total.into()) + unit,
        left: grouped(total.saturating_sub(used).into()),
    };
    html! {
        <div class="panel-meter">
            <span>{ name }</span>
            <svg viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
                <rect width="100" height="1" class="ground" />
                <rect width={percent.to_string()} height="1" class="used" />
            </svg>
            <span class="panel-hint">{ numbers.say(language) }</span>
        </div>
    }
}

/// `3,584`.
pub(crate) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() * 4 / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_by_thousands() {
        assert_eq!(
            [0, 999, 1_000, 1_234_567].map(grouped),
            ["0", "999", "1,000", "1,234,567"]
        );
    }
}
