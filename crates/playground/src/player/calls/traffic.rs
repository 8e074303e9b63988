//! What scripts say of clients.

use document::script::{PatternName, SetTraffic};
use sim::{ArrivalPattern, Command, Duration, TrafficShape};

use crate::player::names::Names;

/// How long a ramp or a spike takes that does not say it.
const CHANGE: Duration = Duration::from_secs(60);

pub(super) fn set(input: &SetTraffic, names: &Names<'_>) -> Vec<Command> {
    let load_balancer = names.load_balancer(&input.load_balancer);
    let mut commands = vec![Command::SetTraffic {
        load_balancer,
        requests_per_second: input.requests_per_second,
    }];
    let shape = TrafficShape {
        pattern: pattern(input),
        client_timeout: input.client_timeout.map(|timeout| timeout.0),
    };
    if shape != TrafficShape::default() {
        commands.push(Command::ShapeTraffic {
            load_balancer,
            shape,
        });
    }
    commands
}

fn pattern(input: &SetTraffic) -> ArrivalPattern {
    let to = input
        .to_requests_per_second
        .unwrap_or(input.requests_per_second);
    let over = input.over.map_or(CHANGE, |over| over.0);
    match input.pattern {
        None => ArrivalPattern::Steady,
        Some(PatternName::Daily) => ArrivalPattern::Daily,
        Some(PatternName::Ramp) => ArrivalPattern::Ramp { to, over },
        Some(PatternName::Spike) => ArrivalPattern::Spike {
            to,
            after: input.after.map_or(Duration::ZERO, |after| after.0),
            lasting: over,
        },
    }
}
