//! A program for wasm32 that traps unless the simulated Amazon ECS writes the history there that it writes natively.

/// What the native tests have written: `tests/determinism.rs` compares it too.
const NATIVE: &str = include_str!("../../golden/history_digest.txt");

fn main() {
    assert_eq!(
        playground::history_digest(),
        NATIVE,
        "wasm and native differ"
    );
}
