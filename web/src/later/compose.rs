//! What reads docker compose files: fetched once somebody has one.

use document::ComposeReading;
use wasm_split_helpers::wasm_split;

use super::NotLoaded;

/// Reads a compose file.
pub(crate) type ReadCompose = fn(&str) -> ComposeReading;

/// Fetches it.
///
/// # Errors
/// When it cannot be fetched.
#[wasm_split(compose, fallible)]
pub(crate) fn compose() -> Result<ReadCompose, NotLoaded> {
    Ok(document::read_compose)
}
