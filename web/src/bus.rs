//! What Amazon ECS has sent to Amazon EventBridge lately, for the panel of events.

use std::rc::Rc;

use document::eventbridge::{BusEvent, bus_events, pretty_text};
use sim::{Event, EventSequence, Time, Timeline, World};

/// The latest of each kind that are listed.
const LISTED_MAX: usize = 100;
/// Events that are looked through for them.
const LOOKED_THROUGH_MAX: usize = 5_000;
/// The kinds: values of `detail-type`.
pub(crate) const DETAIL_TYPES: [&str; 4] = [
    "ECS Task State Change",
    "ECS Container Instance State Change",
    "ECS Service Action",
    "ECS Deployment State Change",
];

/// Which of the events of a history, and which of those that are sent because of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct BusPlace {
    /// Because of which event.
    pub(crate) event: EventSequence,
    /// Its place among what is sent because of that.
    pub(crate) ordinal: usize,
}

/// One event on the bus, in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct BusLine {
    /// Which.
    pub(crate) place: BusPlace,
    /// When it was sent.
    pub(crate) at: Time,
    /// `detail-type`.
    pub(crate) detail_type: &'static str,
    /// What it tells, in AWS's words.
    pub(crate) what: String,
}

/// What the panel of events shows of the bus.
#[derive(Clone, Debug)]
pub(crate) struct Bus {
    /// The latest first.
    pub(crate) lines: Rc<Vec<BusLine>>,
    /// The one that is shown whole, and its JSON, as far as that is remembered.
    pub(crate) open: Option<(BusPlace, Option<Rc<String>>)>,
}

impl PartialEq for Bus {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.lines, &other.lines) && self.open == other.open
    }
}

/// The latest events on the bus, the newest first.
pub(crate) fn latest(timeline: &Timeline) -> Vec<BusLine> {
    let world = timeline.world();
    let events = timeline.events_since(EventSequence(0)).iter().rev();
    let mut counts = [0; DETAIL_TYPES.len()];
    let mut lines = Vec::new();
    for event in events.take(LOOKED_THROUGH_MAX) {
        for (ordinal, sent) in bus_events(world, event).iter().enumerate().rev() {
            let detail_type = sent.detail_type();
            let kind = DETAIL_TYPES.iter().position(|known| *known == detail_type);
            let Some(count) = kind.and_then(|kind| counts.get_mut(kind)) else {
                continue;
            };
            if *count < LISTED_MAX {
                *count += 1;
                lines.push(BusLine {
                    place: BusPlace {
                        event: event.sequence,
                        ordinal,
                    },
                    at: event.at,
                    detail_type,
                    what: what(world, event, sent),
                });
            }
        }
        if counts.iter().all(|count| *count == LISTED_MAX) {
            break;
        }
    }
    lines
}

fn what(world: &World, event: &Event, sent: &BusEvent) -> String {
    match sent {
        BusEvent::Task(_) => words::event_line(world, &event.kind),
        BusEvent::Instance(id) => {
            format!("{}: {}", id.ec2(), words::event_line(world, &event.kind))
        }
        BusEvent::Service(_, action) => {
            format!("{} {}", action.event_type.name(), action.event_name)
        }
        BusEvent::Deployment(_, change) => {
            format!("{} {}", change.event_type.name(), change.event_name)
        }
    }
}

/// The JSON of one of them: with its objects as they were at the end of its instant.
pub(crate) fn text(timeline: &Timeline, place: BusPlace) -> Option<String> {
    let (event, rest) = timeline.events_since(place.event).split_first()?;
    if event.sequence != place.event {
        return None;
    }
    let later = rest.iter().find(|other| other.at > event.at);
    let then = later.and_then(|later| timeline.world_before(later.sequence));
    let world = then.as_ref().unwrap_or(timeline.world());
    let before = timeline.world_before(place.event);
    pretty_text(world, before.as_ref(), event, place.ordinal)
}
