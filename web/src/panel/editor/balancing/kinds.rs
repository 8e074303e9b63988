//! The kinds of request that clients send, one below the other.

use sim::limits::REQUEST_KINDS_MAX;
use sim::{Duration, LoadBalancer, RequestKind, Span, TrafficShape};
use words::panel::TrafficText;
use yew::prelude::*;

use super::super::PartProps;
use super::shaping::Shaping;
use crate::panel::icon::Icon;

/// The part of the load balancer's tab.
pub(super) fn kinds(part: &PartProps, balancer: &LoadBalancer) -> Html {
    let language = part.language();
    let fields = Shaping { part, balancer };
    let kinds = &balancer.traffic.shape.kinds;
    let rows = kinds.iter().enumerate();
    let rows = rows.map(|(index, kind)| row(fields, index, kind));
    let add = fields.press(|shape| shape.kinds.push(RequestKind::default()));
    html! {
        <div role="group" aria-labelledby="kinds-title">
            <h3 id="kinds-title">{ TrafficText::Kinds.say(language) }</h3>
            <p class="panel-hint">{ TrafficText::KindsHelp.say(language) }</p>
            <ol class="panel-rules">{ for rows }</ol>
            if kinds.len() < REQUEST_KINDS_MAX {
                <div class="panel-action">
                    <button type="button" class="panel-button" id="add-kind" onclick={add}>
                        { TrafficText::AddKind.say(language) }
                    </button>
                </div>
            }
        </div>
    }
}

/// One kind: what listeners see of it, its weight, and how long it stays connected.
fn row(fields: Shaping<'_>, index: usize, kind: &RequestKind) -> Html {
    let number = index + 1;
    let label = TrafficText::RemoveKind { number }.say(fields.part.language());
    let remove = fields.press(move |shape| {
        if index < shape.kinds.len() {
            shape.kinds.remove(index);
        }
    });
    let port = kind.port.map_or_else(String::new, |port| port.to_string());
    html! {
        <li key={index}>
            <p class="panel-line">
                <code>{ format!("{number} {} {}{}", kind.method, kind.host, kind.path) }</code>
                <button type="button" class="panel-icon-button panel-line-end" onclick={remove} title={label.clone()} aria-label={label}>{ Icon::Close.html() }</button>
            </p>
            { text(fields, index, "method", kind.method.clone(), TrafficText::Method, |kind, value| {
                kind.method = value.to_owned();
                Ok(())
            }) }
            { text(fields, index, "host", kind.host.clone(), TrafficText::Host, |kind, value| {
                kind.host = value.to_owned();
                Ok(())
            }) }
            { text(fields, index, "path", path(kind), TrafficText::Path, |kind, value| {
                let (path, query) = value.split_once('?').unwrap_or((value, ""));
                kind.path = path.to_owned();
                kind.query = query.to_owned();
                Ok(())
            }) }
            { text(fields, index, "port", port, TrafficText::Port, |kind, value| {
                let port = (!value.is_empty()).then(|| value.parse()).transpose();
                kind.port = port.map_err(|_| TrafficText::BadPort)?;
                Ok(())
            }) }
            { text(fields, index, "weight", kind.weight.to_string(), TrafficText::Weight, |kind, value| {
                kind.weight = value.parse().map_err(|_| TrafficText::BadNumber)?;
                Ok(())
            }) }
            { text(fields, index, "WebSocket", seconds(kind.web_socket), TrafficText::WebSocket, |kind, value| {
                kind.web_socket = read_seconds(value).ok_or(TrafficText::BadSpan)?;
                Ok(())
            }) }
        </li>
    }
}

fn text(
    fields: Shaping<'_>,
    index: usize,
    name: &'static str,
    value: String,
    help: TrafficText,
    set: fn(&mut RequestKind, &str) -> Result<(), TrafficText>,
) -> Html {
    let id = format!("kind-{}-{}", index + 1, name.to_ascii_lowercase());
    fields.text(
        (id, name),
        value,
        help,
        move |shape: &mut TrafficShape, value| {
            shape
                .kinds
                .get_mut(index)
                .map_or(Ok(()), |kind| set(kind, value.trim()))
        },
    )
}

fn path(kind: &RequestKind) -> String {
    let query = if kind.query.is_empty() { "" } else { "?" };
    format!("{}{query}{}", kind.path, kind.query)
}

/// `60-600`, or `60` if both are alike, or `0` for an ordinary request.
fn seconds(span: Option<Span>) -> String {
    match span.map(|span| (span.least.as_secs(), span.most.as_secs())) {
        None => "0".to_owned(),
        Some((least, most)) if least == most => least.to_string(),
        Some((least, most)) => format!("{least}-{most}"),
    }
}

fn read_seconds(text: &str) -> Option<Option<Span>> {
    let (least, most) = text.split_once('-').unwrap_or((text, text));
    let read = |text: &str| text.trim().parse::<u32>().ok();
    let (least, most) = (read(least)?, read(most)?);
    Some((most > 0).then(|| Span {
        least: Duration::from_secs(least.into()),
        most: Duration::from_secs(most.into()),
    }))
}
