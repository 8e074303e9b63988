//! The conditions of listener rules: which requests meet them.

use alloc::string::String;
use alloc::vec::Vec;

/// The parts of a request that rules look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HttpRequest<'a> {
    /// `Host`.
    pub host: &'a str,
    /// The path, from its `/`.
    pub path: &'a str,
    /// Such as `GET`.
    pub method: &'a str,
    /// Names and values.
    pub headers: &'a [(&'a str, &'a str)],
    /// What follows `?`.
    pub query: &'a str,
    /// The client's IPv4 address.
    pub source_ip: u32,
}

impl HttpRequest<'_> {
    /// `GET /` without anything special.
    pub const PLAIN: Self = Self {
        host: "",
        path: "/",
        method: "GET",
        headers: &[],
        query: "",
        source_ip: 0,
    };
}

/// `RuleCondition`: met by a request that matches one of the values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RuleCondition {
    /// `host-header`: with wildcards, in any case.
    HostHeader(Vec<String>),
    /// `path-pattern`: with wildcards.
    PathPattern(Vec<String>),
    /// `http-header`: with wildcards, in any case.
    HttpHeader {
        /// `HttpHeaderName`.
        name: String,
        /// `Values`.
        values: Vec<String>,
    },
    /// `http-request-method`: to the letter.
    HttpRequestMethod(Vec<String>),
    /// `query-string`: with wildcards, in any case.
    QueryString(Vec<QueryPair>),
    /// `source-ip`.
    SourceIp(Vec<Cidr>),
}

/// One of the values of `query-string`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryPair {
    /// `Key`; absent is any.
    pub key: Option<String>,
    /// `Value`.
    pub value: String,
}

/// A range of IPv4 addresses, such as `10.0.0.0/8`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cidr {
    /// The first address.
    pub address: u32,
    /// How many of its bits count: at most 32.
    pub prefix_length: u8,
}

impl RuleCondition {
    /// `Field`.
    pub const fn field(&self) -> &'static str {
        match self {
            Self::HostHeader(_) => "host-header",
            Self::PathPattern(_) => "path-pattern",
            Self::HttpHeader { .. } => "http-header",
            Self::HttpRequestMethod(_) => "http-request-method",
            Self::QueryString(_) => "query-string",
            Self::SourceIp(_) => "source-ip",
        }
    }

    /// How many values it has.
    pub const fn value_count(&self) -> usize {
        match self {
            Self::HostHeader(values)
            | Self::PathPattern(values)
            | Self::HttpHeader { values, .. }
            | Self::HttpRequestMethod(values) => values.len(),
            Self::QueryString(values) => values.len(),
            Self::SourceIp(values) => values.len(),
        }
    }

    /// Whether a request meets it.
    pub fn is_met_by(&self, request: &HttpRequest<'_>) -> bool {
        match self {
            Self::HostHeader(values) => any_matches(values, request.host, Case::Ignored),
            Self::PathPattern(values) => any_matches(values, request.path, Case::Minded),
            Self::HttpHeader { name, values } => request.headers.iter().any(|(header, value)| {
                header.eq_ignore_ascii_case(name) && any_matches(values, value, Case::Ignored)
            }),
            Self::HttpRequestMethod(values) => values.iter().any(|value| value == request.method),
            Self::QueryString(pairs) => pairs.iter().any(|pair| pair.is_in(request.query)),
            Self::SourceIp(ranges) => ranges.iter().any(|range| range.contains(request.source_ip)),
        }
    }

    /// Every text among its values.
    pub(crate) fn texts(&self) -> Vec<&str> {
        match self {
            Self::HostHeader(values)
            | Self::PathPattern(values)
            | Self::HttpHeader { values, .. }
            | Self::HttpRequestMethod(values) => values.iter().map(String::as_str).collect(),
            Self::QueryString(pairs) => pairs.iter().map(|pair| pair.value.as_str()).collect(),
            Self::SourceIp(_) => Vec::new(),
        }
    }
}

impl QueryPair {
    fn is_in(&self, query: &str) -> bool {
        query.split('&').any(|pair| {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            let is_key = |wanted: &String| matches(wanted, key, Case::Ignored);
            self.key.as_ref().is_none_or(is_key) && matches(&self.value, value, Case::Ignored)
        })
    }
}

impl Cidr {
    /// The range that a text such as `10.0.0.0/8` stands for.
    pub fn parse(text: &str) -> Option<Self> {
        let (address, length) = text.split_once('/')?;
        let prefix_length: u8 = length.parse().ok().filter(|length| *length <= 32)?;
        let mut bits = 0_u32;
        let mut part_count = 0;
        for part in address.split('.') {
            bits = (bits << 8) | u32::from(part.parse::<u8>().ok()?);
            part_count += 1;
        }
        (part_count == 4).then_some(Self {
            address: bits,
            prefix_length,
        })
    }

    /// Whether an address is in it.
    pub const fn contains(self, address: u32) -> bool {
        let free_bits = 32 - self.prefix_length as u32;
        (address as u64 ^ self.address as u64) >> free_bits == 0
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Case {
    Minded,
    Ignored,
}

fn any_matches(patterns: &[String], text: &str, case: Case) -> bool {
    patterns.iter().any(|pattern| matches(pattern, text, case))
}

/// Whether a text matches a pattern in which `*` stands for anything and `?` for one character.
fn matches(pattern: &str, text: &str, case: Case) -> bool {
    let (pattern, text) = (pattern.as_bytes(), text.as_bytes());
    let is_like = |wanted: u8, found: u8| {
        wanted == b'?'
            || wanted == found
            || (case == Case::Ignored && wanted.eq_ignore_ascii_case(&found))
    };
    let (mut at, mut read) = (0, 0);
    // Behind the latest `*`, and how much of the text it has taken.
    let mut latest_star: Option<(usize, usize)> = None;
    while read < text.len() {
        if pattern.get(at) == Some(&b'*') {
            latest_star = Some((at + 1, read));
            at += 1;
        } else if pattern
            .get(at)
            .is_some_and(|wanted| is_like(*wanted, text[read]))
        {
            at += 1;
            read += 1;
        } else if let Some((behind, taken_until)) = latest_star {
            latest_star = Some((behind, taken_until + 1));
            (at, read) = (behind, taken_until + 1);
        } else {
            return false;
        }
    }
    pattern[at..].iter().all(|left| *left == b'*')
}
