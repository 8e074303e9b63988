//! Whatever happens, a scheduler that looks only where it must writes the history of one that always looks.

use sim::{EventSequence, SchedulerWakes, Start, Timeline};

use super::play;

const WORLDS: u64 = 60;

#[test]
fn a_lazy_scheduler_writes_the_history_of_one_that_always_ticks_whatever_happens() {
    for seed in 1..=WORLDS {
        let stage = play(seed);
        let mut ticking = Timeline::new(Start {
            scheduler: SchedulerWakes::Always,
            ..stage.timeline.start().clone()
        });
        for node in stage.timeline.branch() {
            ticking.seek(node.at);
            ticking
                .submit(node.command.clone())
                .expect("it was taken before");
        }
        ticking.seek(stage.now());
        let (lazy, always) = (history(&stage.timeline), history(&ticking));
        let pairs = lazy.iter().zip(&always);
        let same = pairs.take_while(|(one, other)| one == other).count();
        assert_eq!(
            lazy.get(same),
            always.get(same),
            "swarm seed {seed}: the first line that differs"
        );
    }
}

fn history(timeline: &Timeline) -> Vec<String> {
    let events = timeline.events_since(EventSequence(0)).iter();
    events
        .map(|event| words::transcript_line(timeline.world(), event))
        .collect()
}
