//! Every sentence that ECS Playground shows to people about Amazon ECS, in each language.
//!
//! AWS's own texts (states, field names, service events, errors) are not here: they stay in English, as AWS shows them.

mod bill;
mod causes;
mod clock;
mod explanation;
mod failure;
mod outlook;
pub mod page;
pub mod panel;
mod particle;
pub mod placement;
mod setting;
pub mod stage;
mod story;
mod transcript;
mod waiting;

pub use bill::{BillText, bill_lines};
pub use causes::{CauseText, CommandText, cause_lines, cause_sentences, command_sentence};
pub use clock::clock;
pub use explanation::{ExplanationText, change_line, funnel_line, lack_line};
pub use failure::failure;
pub use outlook::{headline, opening_headline};
pub use setting::{SettingText, lift_lines, saving_lines};
pub use story::{MisconceptionText, ScenarioText};
pub use transcript::{event_line, failure_line, refusal_line, transcript_line};
pub use waiting::{WaitText, task_wait};

/// A language of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// 한국어.
    Korean,
}

impl Language {
    /// Every language, in the order of the menu.
    pub const ALL: &[Self] = &[Self::English, Self::Korean];

    /// The BCP 47 tag.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Korean => "ko",
        }
    }

    /// The language of a BCP 47 tag such as `ko-KR`; English for every other one.
    pub fn from_tag(tag: &str) -> Self {
        if tag.to_ascii_lowercase().starts_with("ko") {
            Self::Korean
        } else {
            Self::English
        }
    }
}
