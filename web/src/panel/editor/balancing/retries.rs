//! Whether clients send failed requests again, and when.

use sim::{Duration, LoadBalancer, RetriedFailures, RetryPolicy, TrafficShape};
use words::panel::TrafficText;
use yew::prelude::*;

use super::super::PartProps;
use super::shaping::Shaping;

const FAILURES: [(&str, RetriedFailures); 3] = [
    ("ALL", RetriedFailures::All),
    ("GATEWAY", RetriedFailures::Gateway),
    ("TIMEOUTS", RetriedFailures::Timeouts),
];

/// As people mostly begin: once, soon.
const USUAL: RetryPolicy = RetryPolicy {
    count: 1,
    backoff: Duration::from_millis(200),
    doubles: true,
    failures: RetriedFailures::All,
};

/// The part of the load balancer's tab.
pub(super) fn retries(part: &PartProps, balancer: &LoadBalancer) -> Html {
    let fields = Shaping { part, balancer };
    let policy = balancer.traffic.shape.retries;
    let count = policy.map_or(0, |policy| policy.count);
    let count = fields.text(
        ("retry-count".to_owned(), "retries"),
        count.to_string(),
        TrafficText::RetryCount,
        |shape, value| {
            let count = value.trim().parse().map_err(|_| TrafficText::BadNumber)?;
            let usual = shape.retries.unwrap_or(USUAL);
            shape.retries = (count > 0).then_some(RetryPolicy { count, ..usual });
            Ok(())
        },
    );
    html! {
        <div role="group" aria-labelledby="retries-title">
            <h3 id="retries-title">{ TrafficText::Retries.say(part.language()) }</h3>
            { count }
            { policy.map(|policy| details(fields, policy)) }
        </div>
    }
}

fn change(shape: &mut TrafficShape, set: impl FnOnce(&mut RetryPolicy)) {
    if let Some(policy) = &mut shape.retries {
        set(policy);
    }
}

fn details(fields: Shaping<'_>, policy: RetryPolicy) -> Html {
    let backoff = fields.text(
        ("retry-backoff".to_owned(), "backoff (ms)"),
        policy.backoff.as_millis().to_string(),
        TrafficText::RetryBackoff,
        |shape, value| {
            let millis: u32 = value.trim().parse().map_err(|_| TrafficText::BadNumber)?;
            let backoff = Duration::from_millis(millis.into());
            change(shape, |policy| policy.backoff = backoff);
            Ok(())
        },
    );
    let doubles = fields.tick(
        ("retry-doubles", "exponential"),
        policy.doubles,
        TrafficText::RetryDoubles,
        |shape, value| change(shape, |policy| policy.doubles = value),
    );
    let texts = [
        TrafficText::RetryAll,
        TrafficText::RetryGateway,
        TrafficText::RetryTimeouts,
    ];
    let names = FAILURES.iter().map(|(name, _)| *name).zip(texts);
    let mut chosen = FAILURES.iter();
    let chosen = chosen.find(|(_, failures)| *failures == policy.failures);
    let failures = fields.choice(
        ("retry-failures", "after"),
        chosen.map_or(FAILURES[0].0, |(name, _)| name),
        names.collect(),
        TrafficText::RetryFailures,
        |shape, value| {
            if let Some((_, failures)) = FAILURES.iter().find(|(name, _)| *name == value) {
                change(shape, |policy| policy.failures = *failures);
            }
        },
    );
    html! { <>{ backoff }{ doubles }{ failures }</> }
}
