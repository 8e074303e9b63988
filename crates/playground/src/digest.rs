//! A number for a whole history, to compare the native build with the one in the browser.

use sim::{Duration, EventSequence};

use crate::{deploy, opening};

/// Sixteen hexadecimal digits that change if any event of a busy quarter of an hour changes: the opening world, a
/// rolling update, and a scale-in.
pub fn history_digest() -> String {
    let mut opening = opening();
    let definition = document::read_task_definition(&opening.definition_text())
        .definition
        .expect("the text in the editor is valid");
    let timeline = &mut opening.timeline;
    deploy(timeline, opening.service, definition).expect("the definition suits the service");
    let deployed_until = timeline.now() + Duration::from_secs(600);
    timeline.seek(deployed_until);
    let scale_in = sim::UpdateService {
        desired_count: Some(3),
        ..sim::UpdateService::of(opening.service)
    };
    timeline
        .submit(sim::Command::UpdateService(Box::new(scale_in)))
        .expect("scaling in is allowed");
    let end = timeline.now() + Duration::from_secs(300);
    timeline.seek(end);
    let world = timeline.world();
    let history = format!(
        "{:?}{:?}",
        timeline.events_since(EventSequence(0)),
        world.load_balancers().collect::<Vec<_>>()
    );
    format!("{:016x}", fnv1a(history.as_bytes()))
}

/// FNV-1a with 64 bits.
fn fnv1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
