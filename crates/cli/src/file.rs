//! Files as the command line names them.

use std::ffi::OsStr;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use crate::console::{Console, Failure};

/// More than any document may have; what follows is not read.
const LENGTH_MAX: u64 = 1_048_576 + 1;

/// Something that was read.
pub(crate) struct Text {
    /// How the file is called.
    pub(crate) name: String,
    /// What is in it.
    pub(crate) contents: Contents,
}

/// What is in a file.
pub(crate) enum Contents {
    /// Text.
    Text(String),
    /// Something else, from this line and column on.
    Binary {
        /// From 1.
        line: usize,
        /// From 1.
        column: usize,
    },
}

/// Reads a file, or the standard input for `-`.
///
/// # Errors
/// A sentence that says why it cannot be read.
pub(crate) fn read(path: &OsStr, console: &mut Console<'_>) -> Result<Text, Failure> {
    let name = shown(path);
    let mut bytes = Vec::new();
    let done = if path == "-" {
        console.input.take(LENGTH_MAX).read_to_end(&mut bytes)
    } else if Path::new(path).is_dir() {
        let sentence = format!("{name} is a directory: name the files in it.");
        return Err(Failure::failed(sentence));
    } else {
        File::open(path).and_then(|file| file.take(LENGTH_MAX).read_to_end(&mut bytes))
    };
    if let Err(error) = done {
        return Err(Failure::failed(format!("{name} cannot be read: {error}.")));
    }
    Ok(Text {
        name,
        contents: decode(bytes),
    })
}

/// Text, if it is one; a text that was cut off in the middle of a letter is still one.
fn decode(bytes: Vec<u8>) -> Contents {
    let is_cut = bytes.len() as u64 == LENGTH_MAX;
    match String::from_utf8(bytes) {
        Ok(text) => Contents::Text(text),
        Err(error) => {
            let is_whole = error.utf8_error().error_len().is_some() || !is_cut;
            let valid = error.utf8_error().valid_up_to();
            let before = String::from_utf8_lossy(&error.as_bytes()[..valid]).into_owned();
            if !is_whole {
                return Contents::Text(before + "?");
            }
            let last_line = before.rsplit('\n').next().unwrap_or("");
            Contents::Binary {
                line: before.matches('\n').count() + 1,
                column: last_line.chars().count() + 1,
            }
        }
    }
}

/// A path on one line.
pub(crate) fn shown(path: &OsStr) -> String {
    let letters = path.to_string_lossy();
    letters
        .chars()
        .map(|letter| if letter.is_control() { '?' } else { letter })
        .collect()
}
