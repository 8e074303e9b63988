//! Clients that come back, and how long they keep a connection.

use sim::{Duration, LoadBalancer, ReturningClients, TrafficShape};
use words::panel::TrafficText;
use yew::prelude::*;

use super::super::PartProps;
use super::shaping::Shaping;

/// As people mostly begin.
const USUAL: ReturningClients = ReturningClients {
    count: 100,
    percent: 100,
    keep_alive: None,
};

/// The part of the load balancer's tab.
pub(super) fn returning(part: &PartProps, balancer: &LoadBalancer) -> Html {
    let fields = Shaping { part, balancer };
    let clients = balancer.traffic.shape.clients;
    let count = fields.text(
        ("client-count".to_owned(), "clients"),
        clients.map_or(0, |clients| clients.count).to_string(),
        TrafficText::ClientCount,
        |shape, value| {
            let count = value.trim().parse().map_err(|_| TrafficText::BadNumber)?;
            let usual = shape.clients.unwrap_or(USUAL);
            shape.clients = (count > 0).then_some(ReturningClients { count, ..usual });
            Ok(())
        },
    );
    html! {
        <div role="group" aria-labelledby="clients-title">
            <h3 id="clients-title">{ TrafficText::Clients.say(part.language()) }</h3>
            { count }
            { clients.map(|clients| details(fields, clients)) }
        </div>
    }
}

fn change(shape: &mut TrafficShape, set: impl FnOnce(&mut ReturningClients)) {
    if let Some(clients) = &mut shape.clients {
        set(clients);
    }
}

fn details(fields: Shaping<'_>, clients: ReturningClients) -> Html {
    let percent = fields.text(
        ("client-percent".to_owned(), "percent"),
        clients.percent.to_string(),
        TrafficText::ClientPercent,
        |shape, value| {
            let percent = value.trim().parse().map_err(|_| TrafficText::BadNumber)?;
            change(shape, |clients| clients.percent = percent);
            Ok(())
        },
    );
    let keep_alive = fields.text(
        ("keep-alive".to_owned(), "keep-alive (s)"),
        clients.keep_alive.map_or(0, Duration::as_secs).to_string(),
        TrafficText::KeepAlive,
        |shape, value| {
            let seconds: u32 = value.trim().parse().map_err(|_| TrafficText::BadNumber)?;
            let keep_alive = (seconds > 0).then(|| Duration::from_secs(seconds.into()));
            change(shape, |clients| clients.keep_alive = keep_alive);
            Ok(())
        },
    );
    html! { <>{ percent }{ keep_alive }</> }
}
