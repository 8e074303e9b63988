//! What a person has asked for, kept by the tab so that a start after a panic loses only the last of it.
//!
//! Each action is stored before it is carried out, with the instant at which it acts: the history is then the same.

mod line;

use sim::{Time, World};
use web_sys::Storage;

use crate::action::Action;

/// Entries kept; what is asked for after them is not restored.
const ENTRIES_MAX: usize = 200;

/// Said by the panic hook: the next start restores.
const STOPPED: &str = "playground-stopped";
/// Where entries are, with their number.
const ENTRY: &str = "playground-entry-";

/// The recording of this tab.
#[derive(Clone, Debug)]
pub(crate) struct Recording {
    entry_count: usize,
    // An action that cannot be stored ends the recording: what follows may rest on it.
    is_complete: bool,
}

/// One entry of an earlier recording.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    /// When it acts.
    pub(crate) at: Time,
    line: String,
}

impl Entry {
    /// What to do, in the world as it is then; none if it names what is not there.
    pub(crate) fn action(&self, world: &World) -> Option<Action> {
        line::read(&self.line, world)
    }
}

/// Called in a panic: what is stored is to be restored, except for the last entry, which may have caused it.
pub(crate) fn note_stop() {
    if let Some(storage) = storage() {
        // Without storage there is nothing to restore either.
        let _ = storage.set_item(STOPPED, "");
    }
}

impl Recording {
    /// A new recording, and the entries of the one before if a panic ended it.
    pub(crate) fn start() -> (Self, Vec<Entry>) {
        let recording = Self {
            entry_count: 0,
            is_complete: true,
        };
        (recording, take_stored())
    }

    /// Stores what is about to be done.
    pub(crate) fn note(&mut self, at: Time, action: &Action) {
        let Some(line) = line::write(action) else {
            self.is_complete &= !line::acts(action);
            return;
        };
        if !self.is_complete || self.entry_count == ENTRIES_MAX {
            return;
        }
        let key = format!("{ENTRY}{}", self.entry_count);
        let text = format!("{} {line}", at.as_millis());
        self.is_complete = storage().is_some_and(|storage| storage.set_item(&key, &text).is_ok());
        self.entry_count += 1;
    }
}

/// Takes everything out of the storage.
fn take_stored() -> Vec<Entry> {
    let Some(storage) = storage() else {
        return Vec::new();
    };
    let take = |key: &str| {
        let text = storage.get_item(key).ok().flatten()?;
        storage.remove_item(key).ok()?;
        Some(text)
    };
    let mut entries: Vec<Entry> = (0..ENTRIES_MAX)
        .map_while(|number| take(&format!("{ENTRY}{number}")))
        .filter_map(|text| {
            let (at, line) = text.split_once(' ')?;
            Some(Entry {
                at: Time::from_millis(at.parse().ok()?),
                line: line.to_owned(),
            })
        })
        .collect();
    entries.pop();
    match take(STOPPED) {
        Some(_) => entries,
        None => Vec::new(),
    }
}

fn storage() -> Option<Storage> {
    web_sys::window()?.session_storage().ok().flatten()
}
