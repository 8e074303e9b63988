//! The requests that clients send: how many, how that changes with time, and when clients give up.

use sim::limits::{REQUESTS_PER_SECOND_MAX, TRAFFIC_PATTERN_HOURS_MAX};
use sim::{ArrivalPattern, Command, Duration, LoadBalancer, LoadBalancerId, TrafficShape};
use words::panel::FieldText;
use yew::prelude::*;

use super::super::PartProps;
use super::duration::duration;
use super::kinds::kinds;
use super::retries::retries;
use super::returning::returning;
use crate::action::Action;
use crate::amendment::Amendment;
use crate::panel::field::{ChoiceField, NumberField, number_field};

/// Milliseconds that a client waits at the most.
const CLIENT_TIMEOUT_MAX: u64 = 4_000_000;
const PATTERN_NAMES: [&str; 4] = ["steady", "ramp", "spike", "daily"];

/// The part of the load balancer's tab.
pub(in super::super) fn traffic(part: &PartProps, balancer: &LoadBalancer) -> Html {
    let language = part.language();
    html! {
        <>
            <h3>{ format!("{} · {}", FieldText::Traffic.say(language), balancer.name) }</h3>
            { rate(part, balancer) }
            { pattern(part, balancer) }
            { parameters(part, balancer) }
            { patience(part, balancer) }
            { duration(part, balancer) }
            { retries(part, balancer) }
            { returning(part, balancer) }
            { kinds(part, balancer) }
        </>
    }
}

/// A new rate keeps the shape: `SetTraffic` alone would make it steady.
fn rate(part: &PartProps, balancer: &LoadBalancer) -> Html {
    let (load_balancer, shape) = (balancer.id, balancer.traffic.shape.clone());
    let on_commit = part.act.reform(move |value: u64| {
        let set = Command::SetTraffic {
            load_balancer,
            requests_per_second: u32::try_from(value).unwrap_or(u32::MAX),
        };
        if shape == TrafficShape::default() {
            return Action::Submit(set);
        }
        let reshape = Command::ShapeTraffic {
            load_balancer,
            shape: shape.clone(),
        };
        Action::SubmitAll(vec![set, reshape])
    });
    number_field(NumberField {
        id: "requests-per-second",
        governs: Some("traffic"),
        name: "requests per second",
        value: balancer.traffic.requests_per_second.into(),
        max: REQUESTS_PER_SECOND_MAX.into(),
        step: 10,
        slider_max: Some(500),
        unit: FieldText::UnitPerSecond,
        on_commit,
        ..NumberField::plain(part.language(), FieldText::RequestsPerSecond)
    })
}

/// A `ShapeTraffic` with one other value.
fn reshape<Value: Clone + 'static>(
    part: &PartProps,
    load_balancer: LoadBalancerId,
    set: impl Fn(&mut TrafficShape, Value) + Clone + 'static,
) -> Callback<Value> {
    part.act.reform(move |value: Value| {
        let set = set.clone();
        Action::Amend(Amendment::new(move |world| {
            let mut shape = world.load_balancer(load_balancer)?.traffic.shape.clone();
            set(&mut shape, value.clone());
            Some(Command::ShapeTraffic {
                load_balancer,
                shape,
            })
        }))
    })
}

fn pattern(part: &PartProps, balancer: &LoadBalancer) -> Html {
    let language = part.language();
    let value = match balancer.traffic.shape.pattern {
        ArrivalPattern::Steady => PATTERN_NAMES[0],
        ArrivalPattern::Ramp { .. } => PATTERN_NAMES[1],
        ArrivalPattern::Spike { .. } => PATTERN_NAMES[2],
        ArrivalPattern::Daily => PATTERN_NAMES[3],
    };
    let texts = [
        FieldText::PatternSteady,
        FieldText::PatternRamp,
        FieldText::PatternSpike,
        FieldText::PatternDaily,
    ];
    let names = PATTERN_NAMES.into_iter().zip(texts);
    let names = names
        .map(|(name, text)| (name.into(), text.say(language).into()))
        .collect::<Vec<(AttrValue, AttrValue)>>();
    let rate = balancer.traffic.requests_per_second;
    let on_commit = reshape(part, balancer.id, move |shape, name: AttrValue| {
        shape.pattern = usual(&name, rate);
    });
    html! {
        <ChoiceField id="traffic-pattern" name={FieldText::Pattern.say(language)} {value} {names}
            help={FieldText::PatternHelp.say(language)} check={Callback::from(|_| None)} {on_commit} />
    }
}

/// A pattern as people mostly want it: three times the rate, soon, for a minute.
fn usual(name: &str, rate: u32) -> ArrivalPattern {
    let to = rate.saturating_mul(3).clamp(1, REQUESTS_PER_SECOND_MAX);
    let minute = Duration::from_secs(60);
    match name {
        "ramp" => ArrivalPattern::Ramp { to, over: minute },
        "spike" => ArrivalPattern::Spike {
            to,
            after: Duration::from_secs(10),
            lasting: minute,
        },
        "daily" => ArrivalPattern::Daily,
        _ => ArrivalPattern::Steady,
    }
}

/// What belongs to the pattern.
fn parameters(part: &PartProps, balancer: &LoadBalancer) -> Html {
    let language = part.language();
    let change = |set: fn(&mut ArrivalPattern, u64)| {
        reshape(part, balancer.id, move |shape, value| {
            set(&mut shape.pattern, value);
        })
    };
    let seconds = |help| NumberField {
        governs: Some("traffic"),
        min: 1,
        max: TRAFFIC_PATTERN_HOURS_MAX * 3_600,
        step: 10,
        ..NumberField::plain(language, help)
    };
    let peak = |to: u32| NumberField {
        id: "pattern-to",
        governs: Some("traffic"),
        name: "to",
        value: to.into(),
        max: REQUESTS_PER_SECOND_MAX.into(),
        step: 10,
        unit: FieldText::UnitPerSecond,
        on_commit: change(|pattern, value| {
            let rate = u32::try_from(value).unwrap_or(u32::MAX);
            if let ArrivalPattern::Ramp { to, .. } | ArrivalPattern::Spike { to, .. } = pattern {
                *to = rate;
            }
        }),
        ..NumberField::plain(language, FieldText::PatternTo)
    };
    let fields = match balancer.traffic.shape.pattern {
        ArrivalPattern::Steady | ArrivalPattern::Daily => Vec::new(),
        ArrivalPattern::Ramp { to, over } => vec![
            peak(to),
            NumberField {
                id: "pattern-over",
                name: "over",
                value: over.as_secs(),
                on_commit: change(|pattern, value| {
                    if let ArrivalPattern::Ramp { over, .. } = pattern {
                        *over = Duration::from_secs(value);
                    }
                }),
                ..seconds(FieldText::PatternOver)
            },
        ],
        ArrivalPattern::Spike { to, after, lasting } => vec![
            peak(to),
            NumberField {
                id: "pattern-after",
                name: "after",
                value: after.as_secs(),
                min: 0,
                on_commit: change(|pattern, value| {
                    if let ArrivalPattern::Spike { after, .. } = pattern {
                        *after = Duration::from_secs(value);
                    }
                }),
                ..seconds(FieldText::PatternAfter)
            },
            NumberField {
                id: "pattern-lasting",
                name: "lasting",
                value: lasting.as_secs(),
                on_commit: change(|pattern, value| {
                    if let ArrivalPattern::Spike { lasting, .. } = pattern {
                        *lasting = Duration::from_secs(value);
                    }
                }),
                ..seconds(FieldText::PatternLasting)
            },
        ],
    };
    fields.into_iter().map(number_field).collect()
}

/// How long a client waits; 0 is as long as it takes.
fn patience(part: &PartProps, balancer: &LoadBalancer) -> Html {
    let timeout = balancer.traffic.shape.client_timeout;
    number_field(NumberField {
        id: "client-timeout",
        governs: Some("traffic"),
        name: "client timeout",
        value: timeout.map_or(0, Duration::as_millis),
        max: CLIENT_TIMEOUT_MAX,
        step: 500,
        unit: FieldText::UnitMilliseconds,
        on_commit: reshape(part, balancer.id, |shape, value| {
            shape.client_timeout = (value > 0).then(|| Duration::from_millis(value));
        }),
        ..NumberField::plain(part.language(), FieldText::ClientTimeout)
    })
}
