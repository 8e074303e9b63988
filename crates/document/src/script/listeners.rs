//! The inputs of the calls about listeners and their rules, as AWS has them.

use sim::{Duration, LoadBalancerProtocol};

use super::service::Unread;
use crate::record::{input, named};

input! {
    /// The input of `CreateListener`.
    pub CreateListener {
        Acts "LoadBalancerArn" load_balancer: String, as Required;
        Acts "Port" port: u16, as Required;
        Acts "Protocol" protocol: LoadBalancerProtocol, as Required;
        Acts "DefaultActions" default_actions: Vec<Action>, as Required;
        Kept "Certificates" certificates: Unread;
        Kept "SslPolicy" ssl_policy: Unread;
        Kept "Tags" tags: Unread;
    }
}

input! {
    /// The input of `ModifyListener`; what is left out stays.
    pub ModifyListener {
        Acts "ListenerArn" listener: String, as Required;
        Acts "Port" port: Option<u16>;
        Acts "Protocol" protocol: Option<LoadBalancerProtocol>;
        Acts "DefaultActions" default_actions: Option<Vec<Action>>;
        Kept "Certificates" certificates: Unread;
        Kept "SslPolicy" ssl_policy: Unread;
    }
}

input! {
    /// The input of `DeleteListener`.
    pub DeleteListener {
        Acts "ListenerArn" listener: String, as Required;
    }
}

input! {
    /// The input of `CreateRule`.
    pub CreateRule {
        Acts "ListenerArn" listener: String, as Required;
        Acts "Priority" priority: u32, as Required;
        Acts "Conditions" conditions: Vec<Condition>, as Required;
        Acts "Actions" actions: Vec<Action>, as Required;
        Kept "Tags" tags: Unread;
    }
}

input! {
    /// The input of `ModifyRule`; what is left out stays.
    pub ModifyRule {
        Acts "RuleArn" rule: String, as Required;
        Acts "Conditions" conditions: Option<Vec<Condition>>;
        Acts "Actions" actions: Option<Vec<Action>>;
    }
}

input! {
    /// The input of `SetRulePriorities`.
    pub SetRulePriorities {
        Acts "RulePriorities" priorities: Vec<RulePriority>, as Required;
    }
}

input! {
    /// One of `RulePriorities`.
    pub RulePriority {
        Acts "RuleArn" rule: String, as Required;
        Acts "Priority" priority: u32, as Required;
    }
}

input! {
    /// The input of `DeleteRule`.
    pub DeleteRule {
        Acts "RuleArn" rule: String, as Required;
    }
}

/// `Type` of an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActionType {
    /// `forward`.
    Forward,
    /// `fixed-response`.
    FixedResponse,
    /// `redirect`.
    Redirect,
}

named! { ActionType, "action type" {
    "forward" => Self::Forward,
    "fixed-response" => Self::FixedResponse,
    "redirect" => Self::Redirect,
} }

input! {
    /// One of `Actions` or `DefaultActions`.
    pub Action {
        Acts "Type" kind: ActionType;
        Acts "TargetGroupArn" target_group: Option<String>;
        Acts "ForwardConfig" forward: Option<ForwardConfig>;
        Acts "FixedResponseConfig" fixed_response: Option<FixedResponseConfig>;
        Acts "RedirectConfig" redirect: Option<RedirectConfig>;
        Kept "Order" order: Unread;
    }
}

input! {
    /// `ForwardConfig`.
    pub ForwardConfig {
        Acts "TargetGroups" target_groups: Vec<TargetGroupTuple>, as Required;
        Acts "TargetGroupStickinessConfig" stickiness: Option<TargetGroupStickinessConfig>;
    }
}

input! {
    /// One of `TargetGroups`.
    pub TargetGroupTuple {
        Acts "TargetGroupArn" target_group: String, as Required;
        Acts "Weight" weight: u32, or 1;
    }
}

input! {
    /// `TargetGroupStickinessConfig`.
    pub TargetGroupStickinessConfig {
        Acts "Enabled" enabled: bool;
        Acts "DurationSeconds" duration: Option<Duration>;
    }
}

input! {
    /// `FixedResponseConfig`.
    pub FixedResponseConfig {
        Acts "StatusCode" status_code: String, as Required;
        Kept "ContentType" content_type: Unread;
        Kept "MessageBody" message_body: Unread;
    }
}

input! {
    /// `RedirectConfig`.
    pub RedirectConfig {
        Acts "StatusCode" status_code: String, as Required;
        Acts "Host" host: Option<String>;
        Acts "Path" path: Option<String>;
        Acts "Port" port: Option<String>;
        Kept "Protocol" protocol: Unread;
        Kept "Query" query: Unread;
    }
}

input! {
    /// One of `Conditions`; `Values` are those of `host-header` and `path-pattern`.
    pub Condition {
        Acts "Field" field: String, as Required;
        Acts "Values" values: Vec<String>;
        Acts "HostHeaderConfig" host_header: Option<ConditionValues>;
        Acts "PathPatternConfig" path_pattern: Option<ConditionValues>;
        Acts "HttpHeaderConfig" http_header: Option<HttpHeaderConfig>;
        Acts "HttpRequestMethodConfig" http_request_method: Option<ConditionValues>;
        Acts "QueryStringConfig" query_string: Option<QueryStringConfig>;
        Acts "SourceIpConfig" source_ip: Option<ConditionValues>;
    }
}

input! {
    /// `Values` of a condition.
    pub ConditionValues {
        Acts "Values" values: Vec<String>, as Required;
    }
}

input! {
    /// `HttpHeaderConfig`.
    pub HttpHeaderConfig {
        Acts "HttpHeaderName" name: String, as Required;
        Acts "Values" values: Vec<String>, as Required;
    }
}

input! {
    /// `QueryStringConfig`.
    pub QueryStringConfig {
        Acts "Values" values: Vec<QueryStringPair>, as Required;
    }
}

input! {
    /// One of the values of `QueryStringConfig`.
    pub QueryStringPair {
        Acts "Key" key: Option<String>;
        Acts "Value" value: String, as Required;
    }
}
