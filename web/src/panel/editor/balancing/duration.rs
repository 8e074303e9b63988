//! How long requests take: always as long, spread, or with a long tail.

use sim::{Duration, DurationForm, LoadBalancer, RequestTime, Span};
use words::panel::TrafficText;
use yew::prelude::*;

use super::super::PartProps;
use super::shaping::Shaping;

/// The part of the load balancer's tab.
pub(super) fn duration(part: &PartProps, balancer: &LoadBalancer) -> Html {
    let fields = Shaping { part, balancer };
    let time = balancer.traffic.shape.duration;
    let takes = fields.text(
        ("request-duration".to_owned(), "request (ms)"),
        time.map_or_else(String::new, |time| millis(time.span)),
        TrafficText::RequestTakes,
        |shape, value| {
            let form = shape
                .duration
                .map_or(DurationForm::Spread, |time| time.form);
            let span = read(value.trim()).ok_or(TrafficText::BadMillis)?;
            shape.duration = span.map(|span| RequestTime { span, form });
            Ok(())
        },
    );
    let tail = time.map(|time| {
        fields.tick(
            ("request-long-tail", "long tail"),
            time.form == DurationForm::LongTail,
            TrafficText::LongTail,
            |shape, value| {
                if let Some(time) = &mut shape.duration {
                    time.form = if value {
                        DurationForm::LongTail
                    } else {
                        DurationForm::Spread
                    };
                }
            },
        )
    });
    html! {
        <div role="group" aria-labelledby="duration-title">
            <h3 id="duration-title">{ TrafficText::RequestDuration.say(part.language()) }</h3>
            { takes }
            { tail }
        </div>
    }
}

/// `40-160`, or `80` if both are alike.
fn millis(span: Span) -> String {
    let (least, most) = (span.least.as_millis(), span.most.as_millis());
    if least == most {
        least.to_string()
    } else {
        format!("{least}-{most}")
    }
}

/// The span; nothing for an empty text, and none for one that cannot be read.
fn read(text: &str) -> Option<Option<Span>> {
    if text.is_empty() {
        return Some(None);
    }
    let (least, most) = text.split_once('-').unwrap_or((text, text));
    let read = |text: &str| text.trim().parse::<u32>().ok();
    let (least, most) = (read(least)?, read(most)?);
    Some(Some(Span {
        least: Duration::from_millis(least.into()),
        most: Duration::from_millis(most.into()),
    }))
}
