//! `cargo xtask`: builds, serves and tests ECS Playground (a simulator of Amazon ECS).
fn main() {}
