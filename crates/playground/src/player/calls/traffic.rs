//! What scripts say of clients.

use document::script::{PatternName, RequestKindForm, RetryForm, ReturningForm, SetTraffic};
use sim::{
    ArrivalPattern, Cidr, Command, Duration, Exception, Rejection, RequestKind, RetriedFailures,
    RetryPolicy, ReturningClients, Span, TrafficShape,
};

use crate::player::images::request_time;
use crate::player::names::Names;

/// How long a ramp or a spike takes that does not say it.
const CHANGE: Duration = Duration::from_secs(60);

/// # Errors
/// An address that is none.
pub(super) fn set(input: &SetTraffic, names: &Names<'_>) -> Result<Vec<Command>, Rejection> {
    let load_balancer = names.load_balancer(&input.load_balancer);
    let mut commands = vec![Command::SetTraffic {
        load_balancer,
        requests_per_second: input.requests_per_second,
    }];
    let shape = TrafficShape {
        pattern: pattern(input),
        client_timeout: input.client_timeout.map(|timeout| timeout.0),
        duration: input.request.as_ref().map(request_time),
        kinds: input.requests.iter().map(kind).collect::<Result<_, _>>()?,
        retries: input.retries.as_ref().map(retries),
        clients: input.returning.as_ref().map(returning),
    };
    if shape != TrafficShape::default() {
        commands.push(Command::ShapeTraffic {
            load_balancer,
            shape,
        });
    }
    Ok(commands)
}

fn retries(input: &RetryForm) -> RetryPolicy {
    RetryPolicy {
        count: input.count,
        backoff: input.backoff.0,
        doubles: input.doubles,
        failures: input.after.unwrap_or(RetriedFailures::All),
    }
}

fn returning(input: &ReturningForm) -> ReturningClients {
    ReturningClients {
        count: input.count,
        percent: input.percent,
        keep_alive: input.keep_alive.map(|keep_alive| keep_alive.0),
    }
}

/// What is left out is as in `GET /`.
fn kind(input: &RequestKindForm) -> Result<RequestKind, Rejection> {
    let plain = RequestKind::default();
    let source_ip = match &input.source_ip {
        None => plain.source_ip,
        Some(text) => match Cidr::parse(&format!("{text}/32")) {
            Some(range) => range.address,
            None => {
                return Err(Rejection::new(
                    Exception::Playground,
                    format!("'{text}' is not an IPv4 address such as 203.0.113.7."),
                ));
            }
        },
    };
    let headers = input.headers.iter();
    let lasting = input.web_socket.as_ref();
    Ok(RequestKind {
        method: input.method.clone().unwrap_or(plain.method),
        host: input.host.clone().unwrap_or(plain.host),
        path: input.path.clone().unwrap_or(plain.path),
        query: input.query.clone().unwrap_or(plain.query),
        headers: headers
            .map(|header| (header.name.clone(), header.value.clone()))
            .collect(),
        source_ip,
        port: input.port,
        weight: input.weight,
        web_socket: lasting.map(|lasting| Span {
            least: lasting.least.0,
            most: lasting.most.0,
        }),
    })
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
