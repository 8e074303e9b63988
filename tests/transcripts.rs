//! Whole scenarios as text: every event, its time and AWS's words.

use crate::support::{Setup, definition};

#[test]
fn look() {
    let mut stage = Setup::default().build();
    stage.settle();
    stage.deploy(definition("shop/web:2"));
    stage.settle();
    println!("{}", stage.transcript(sim::EventSequence(0)));
}
