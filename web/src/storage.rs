//! What this browser remembers of its person: language and speed. Everything works where it may not remember.

use web_sys::Storage;
use words::Language;

use crate::clock::SPEEDS;

const LANGUAGE: &str = "playground-language";
const SPEED: &str = "playground-speed";

/// The speed of who has chosen none.
const SPEED_AT_FIRST: u32 = 10;

/// The language chosen earlier, else the browser's.
pub(crate) fn language() -> Language {
    let tag = read(LANGUAGE).or_else(|| web_sys::window()?.navigator().language());
    Language::from_tag(&tag.unwrap_or_default())
}

/// Remembers a choice of language.
pub(crate) fn keep_language(language: Language) {
    write(LANGUAGE, language.tag());
}

/// The speed chosen earlier, else the usual one.
pub(crate) fn speed() -> u32 {
    read(SPEED)
        .and_then(|text| text.parse().ok())
        .filter(|speed| SPEEDS.contains(speed))
        .unwrap_or(SPEED_AT_FIRST)
}

/// Remembers a choice of speed.
pub(crate) fn keep_speed(speed: u32) {
    write(SPEED, &speed.to_string());
}

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}

fn read(key: &str) -> Option<String> {
    storage()?.get_item(key).ok().flatten()
}

fn write(key: &str, value: &str) {
    if let Some(storage) = storage() {
        // A full or forbidden storage forgets; nothing else depends on it.
        let _ = storage.set_item(key, value);
    }
}
