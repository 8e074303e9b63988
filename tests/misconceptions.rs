//! The thirty misconceptions, one truth a test: each plays its script and asserts what the specification says, and that
//! what explains it is there to be shown.

mod breaker;
mod capacity;
mod health;
mod machines;
mod percents;
mod releases;
mod stopping;

use playground::scenarios;
use words::{Language, MisconceptionText};

#[test]
fn every_misconception_has_the_text_of_its_number_in_both_languages() {
    for row in scenarios().misconceptions {
        let place = usize::from(row.number) - 1;
        assert_eq!(MisconceptionText::ALL[place], row.text, "{}", row.number);
    }
    assert_eq!(MisconceptionText::ALL.len(), 30);
    for text in MisconceptionText::ALL {
        let of = |language: Language| (text.belief(language), text.truth(language));
        let (english, korean) = (of(Language::English), of(Language::Korean));
        assert_ne!(english.0, korean.0);
        assert_ne!(english.1, korean.1);
    }
}
