//! The input of the call that sets what clients do.

use sim::RetriedFailures;

use super::{Instant, RequestForm};
use crate::record::{input, named};

input! {
    /// The input of `SetTraffic`.
    pub SetTraffic {
        Acts "loadBalancer" load_balancer: String, as Required;
        Acts "requestsPerSecond" requests_per_second: u32, as Required;
        Acts "pattern" pattern: Option<PatternName>;
        Acts "toRequestsPerSecond" to_requests_per_second: Option<u32>;
        Acts "after" after: Option<Instant>;
        Acts "over" over: Option<Instant>;
        Acts "clientTimeout" client_timeout: Option<Instant>;
        Acts "request" request: Option<RequestForm>;
        Acts "requests" requests: Vec<RequestKindForm>;
        Acts "retries" retries: Option<RetryForm>;
        Acts "returning" returning: Option<ReturningForm>;
    }
}

/// How the rate of requests changes with time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PatternName {
    /// In a straight line `over` a time.
    Ramp,
    /// `after` a time, `over` a time.
    Spike,
    /// As a day goes.
    Daily,
}

named! { PatternName, "pattern" {
    "RAMP" => Self::Ramp,
    "SPIKE" => Self::Spike,
    "DAILY" => Self::Daily,
} }

input! {
    /// One kind of request.
    pub RequestKindForm {
        Acts "method" method: Option<String>;
        Acts "host" host: Option<String>;
        Acts "path" path: Option<String>;
        Acts "query" query: Option<String>;
        Acts "headers" headers: Vec<HeaderForm>;
        Acts "sourceIp" source_ip: Option<String>;
        Acts "port" port: Option<u16>;
        Acts "weight" weight: u32, or 1;
        Acts "webSocket" web_socket: Option<LastingForm>;
    }
}

input! {
    /// One header of a request.
    pub HeaderForm {
        Acts "name" name: String, as Required;
        Acts "value" value: String, as Required;
    }
}

input! {
    /// How long clients keep a connection open.
    pub LastingForm {
        Acts "least" least: Instant, as Required;
        Acts "most" most: Instant, as Required;
    }
}

input! {
    /// When clients send a failed request again.
    pub RetryForm {
        Acts "count" count: u8, as Required;
        Acts "backoff" backoff: Instant, as Required;
        Acts "doubles" doubles: bool;
        Acts "after" after: Option<RetriedFailures>;
    }
}

input! {
    /// Clients that come back.
    pub ReturningForm {
        Acts "count" count: u32, as Required;
        Acts "percent" percent: u8, or 100;
        Acts "keepAlive" keep_alive: Option<Instant>;
    }
}

named! { RetriedFailures, "group of failures" {
    "ALL" => Self::All,
    "GATEWAY" => Self::Gateway,
    "TIMEOUTS" => Self::Timeouts,
} }
