//! The kinds of request that clients send: what listeners see of them.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use crate::limits::{REQUEST_HEADERS_MAX, REQUEST_KINDS_MAX, RULE_VALUE_LENGTH_MAX};
use crate::{Duration, HttpRequest, Rejection, Span};

/// One kind of request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestKind {
    /// Such as `GET`.
    pub method: String,
    /// `Host`.
    pub host: String,
    /// The path, from its `/`.
    pub path: String,
    /// What follows `?`.
    pub query: String,
    /// Names and values.
    pub headers: Vec<(String, String)>,
    /// The clients' IPv4 address.
    pub source_ip: u32,
    /// The port of the listener that it comes to; absent is the first listener.
    pub port: Option<u16>,
    /// Its part of the sum of all weights: 1 to 1,000.
    pub weight: u32,
    /// It opens a WebSocket connection that its client closes after so long; absent is an ordinary request.
    pub web_socket: Option<Span>,
}

impl Default for RequestKind {
    /// `GET /` to the first listener.
    fn default() -> Self {
        Self {
            method: "GET".to_string(),
            host: String::new(),
            path: "/".to_string(),
            query: String::new(),
            headers: Vec::new(),
            source_ip: 0,
            port: None,
            weight: 1,
            web_socket: None,
        }
    }
}

/// Highest weight of a kind. Ours.
const WEIGHT_MAX: u32 = 1_000;
/// Longest that a client keeps a WebSocket connection. Ours.
const WEB_SOCKET_MAX: Duration = Duration::from_secs(24 * 3_600);

impl RequestKind {
    /// Gives `act` what the rules of listeners look at.
    pub(crate) fn with_request<Answer>(
        &self,
        act: impl FnOnce(&HttpRequest<'_>) -> Answer,
    ) -> Answer {
        let headers = self.headers.iter();
        let headers: Vec<(&str, &str)> = headers
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        act(&HttpRequest {
            host: &self.host,
            path: &self.path,
            method: &self.method,
            headers: &headers,
            query: &self.query,
            source_ip: self.source_ip,
        })
    }

    fn check(&self) -> Result<(), Rejection> {
        let texts = [&self.method, &self.host, &self.path, &self.query];
        let pairs = self.headers.iter().flat_map(|(name, value)| [name, value]);
        if texts
            .into_iter()
            .chain(pairs)
            .any(|text| text.len() > RULE_VALUE_LENGTH_MAX)
            || self.headers.len() > REQUEST_HEADERS_MAX
        {
            return Err(Rejection::playground(format!(
                "A kind of request has texts of at most {RULE_VALUE_LENGTH_MAX} characters and at most {REQUEST_HEADERS_MAX} headers."
            )));
        }
        if self.method.is_empty() || !self.path.starts_with('/') {
            return Err(Rejection::playground(
                "A kind of request has a method, and a path that begins with /.",
            ));
        }
        if self.weight == 0 || self.weight > WEIGHT_MAX || self.port == Some(0) {
            return Err(Rejection::playground(format!(
                "The weight of a kind of request is between 1 and {WEIGHT_MAX}, and its port between 1 and 65535."
            )));
        }
        let Some(lasting) = self.web_socket else {
            return Ok(());
        };
        if lasting.least > lasting.most
            || lasting.least < Duration::from_millis(1)
            || lasting.most > WEB_SOCKET_MAX
        {
            return Err(Rejection::playground(
                "A WebSocket connection lasts between 1 ms and 24 h, and the shortest not longer than the longest.",
            ));
        }
        Ok(())
    }
}

/// # Errors
/// Kinds beyond the playground's bounds.
pub(super) fn check(kinds: &[RequestKind]) -> Result<(), Rejection> {
    if kinds.len() > REQUEST_KINDS_MAX {
        return Err(Rejection::playground(format!(
            "Clients send at most {REQUEST_KINDS_MAX} kinds of request."
        )));
    }
    kinds.iter().try_for_each(RequestKind::check)
}
