//! What is said of a world in which nobody has acted yet, apart from all that can be said after that.

pub(super) mod english;
pub(super) mod korean;

use sim::{Service, World};

use super::Facts;
use crate::Language;

/// The same as [`super::headline`] while nobody has acted; none where that needs more words than a beginning has.
pub fn opening_headline(
    language: Language,
    world: &World,
    service: &Service,
) -> Option<(String, String)> {
    let outlook = world.outlook(service);
    let facts = Facts {
        language,
        world,
        service,
        outlook: &outlook,
    };
    if outlook.cut_off_count > 0 {
        return None;
    }
    let title = facts.opening_title()?;
    let progress = facts.opening_progress()?;
    let sentence = match outlook.wait {
        Some(wait) => format!("{progress} {}", facts.opening_wait(wait)?),
        None => progress,
    };
    Some((title, sentence))
}

impl Facts<'_> {
    /// The title, if the service is steady or starts for the first time.
    pub(super) fn opening_title(&self) -> Option<String> {
        match self.language {
            Language::English => english::title(self),
            Language::Korean => korean::title(self),
        }
    }

    /// How far such a service has come.
    pub(super) fn opening_progress(&self) -> Option<String> {
        match self.language {
            Language::English => english::progress(self),
            Language::Korean => korean::progress(self),
        }
    }

    /// What such a service waits for.
    pub(super) fn opening_wait(&self, wait: sim::Wait) -> Option<String> {
        match self.language {
            Language::English => english::waiting(self, wait),
            Language::Korean => korean::waiting(self, wait),
        }
    }

    /// Whether it is steady, with nothing behind it that is worth a word.
    fn is_plainly_steady(&self) -> bool {
        self.rolled_back().is_none() && self.outlook.doubt.is_none()
    }
}
