//! Files as the command line names them.

use std::ffi::OsStr;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use document::Problem;

use crate::console::{Console, Failure};

/// More than any document may have; what follows is not read.
const LENGTH_MAX: u64 = 1_048_576 + 1;

/// Something that was read.
pub(crate) struct Text {
    /// How the file is called.
    pub(crate) name: String,
    /// What is in it, or where it is no text.
    pub(crate) contents: Result<String, Problem>,
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
fn decode(mut bytes: Vec<u8>) -> Result<String, Problem> {
    if bytes.len() as u64 == LENGTH_MAX
        && let Err(error) = str::from_utf8(&bytes)
        && error.error_len().is_none()
    {
        bytes.truncate(error.valid_up_to());
        bytes.resize(LENGTH_MAX as usize, b' ');
    }
    document::text_of(&bytes).map(str::to_owned)
}

/// A path on one line.
pub(crate) fn shown(path: &OsStr) -> String {
    let letters = path.to_string_lossy();
    letters
        .chars()
        .map(|letter| if letter.is_control() { '?' } else { letter })
        .collect()
}
