//! The conditions of a rule as people type them, one value a line.

use std::fmt::Write;

use sim::{Cidr, QueryPair, RuleCondition};
use words::panel::FieldText;

/// AWS's names of the fields, in the order in which the form offers them.
pub(super) const FIELDS: [&str; 6] = [
    "path-pattern",
    "host-header",
    "http-header",
    "http-request-method",
    "query-string",
    "source-ip",
];

/// A condition that is being typed.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ConditionDraft {
    /// One of [`FIELDS`].
    pub(super) field: &'static str,
    /// `HttpHeaderName`.
    pub(super) header: String,
    /// A value a line.
    pub(super) values: String,
}

impl ConditionDraft {
    /// A condition without values.
    pub(super) const fn of(field: &'static str) -> Self {
        Self {
            field,
            header: String::new(),
            values: String::new(),
        }
    }

    /// A condition that is there.
    pub(super) fn from_condition(condition: &RuleCondition) -> Self {
        let (header, values) = match condition {
            RuleCondition::HttpHeader { name, values } => (name.clone(), values.clone()),
            other => (String::new(), values(other)),
        };
        Self {
            field: condition.field(),
            header,
            values: values.join("\n"),
        }
    }

    /// The condition, or what is wrong with it that only a text can have.
    pub(super) fn read(&self) -> Result<RuleCondition, FieldText> {
        let lines = self.values.lines().map(str::trim);
        let values: Vec<String> = lines
            .filter(|line| !line.is_empty())
            .map(str::to_owned)
            .collect();
        Ok(match self.field {
            "host-header" => RuleCondition::HostHeader(values),
            "http-header" => RuleCondition::HttpHeader {
                name: self.header.trim().to_owned(),
                values,
            },
            "http-request-method" => RuleCondition::HttpRequestMethod(values),
            "query-string" => {
                RuleCondition::QueryString(values.iter().map(|value| query_pair(value)).collect())
            }
            "source-ip" => RuleCondition::SourceIp(
                values
                    .into_iter()
                    .map(|value| Cidr::parse(&value).ok_or(FieldText::BadRange { value }))
                    .collect::<Result<_, _>>()?,
            ),
            _ => RuleCondition::PathPattern(values),
        })
    }
}

/// `key=value`, or a value of any key.
fn query_pair(text: &str) -> QueryPair {
    match text.split_once('=') {
        Some((key, value)) => QueryPair {
            key: Some(key.to_owned()),
            value: value.to_owned(),
        },
        None => QueryPair {
            key: None,
            value: text.to_owned(),
        },
    }
}

/// `path-pattern /api/*, host-header example.com`.
pub(in super::super) fn describe_conditions(conditions: &[RuleCondition]) -> String {
    let mut text = String::new();
    for (index, condition) in conditions.iter().enumerate() {
        let comma = if index == 0 { "" } else { ", " };
        let values = values(condition).join(" | ");
        // Writing to a string cannot fail.
        let _ = write!(text, "{comma}{} {values}", condition.field());
    }
    text
}

pub(super) fn values(condition: &RuleCondition) -> Vec<String> {
    match condition {
        RuleCondition::HostHeader(values)
        | RuleCondition::PathPattern(values)
        | RuleCondition::HttpRequestMethod(values) => values.clone(),
        RuleCondition::HttpHeader { name, values } => {
            let values = values.iter();
            values.map(|value| format!("{name}: {value}")).collect()
        }
        RuleCondition::QueryString(pairs) => pairs
            .iter()
            .map(|pair| match &pair.key {
                Some(key) => format!("{key}={}", pair.value),
                None => pair.value.clone(),
            })
            .collect(),
        RuleCondition::SourceIp(ranges) => ranges
            .iter()
            .map(|range| {
                let [first, second, third, fourth] = range.address.to_be_bytes();
                format!("{first}.{second}.{third}.{fourth}/{}", range.prefix_length)
            })
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_read_as_it_was_shown() {
        let ranges = ["10.0.0.0/8", "192.168.1.0/24"];
        let pair = |key: Option<&str>, value: &str| QueryPair {
            key: key.map(str::to_owned),
            value: value.to_owned(),
        };
        let conditions = [
            RuleCondition::PathPattern(vec!["/api/*".into(), "/v?".into()]),
            RuleCondition::HostHeader(vec!["*.example.com".into()]),
            RuleCondition::HttpHeader {
                name: "X-Stage".into(),
                values: vec!["green, or so".into()],
            },
            RuleCondition::HttpRequestMethod(vec!["GET".into(), "POST".into()]),
            RuleCondition::QueryString(vec![pair(Some("a"), "1"), pair(None, "x")]),
            RuleCondition::SourceIp(ranges.iter().filter_map(|text| Cidr::parse(text)).collect()),
        ];
        for (condition, field) in conditions.iter().zip(FIELDS) {
            let draft = ConditionDraft::from_condition(condition);
            assert_eq!(draft.field, field);
            assert_eq!(draft.read().as_ref(), Ok(condition));
        }
    }

    #[test]
    fn a_range_of_addresses_that_is_none_is_told() {
        let values = "10.0.0.0/8\n10.0.0.1".to_owned();
        let draft = ConditionDraft {
            values,
            ..ConditionDraft::of("source-ip")
        };
        let value = "10.0.0.1".to_owned();
        assert_eq!(draft.read(), Err(FieldText::BadRange { value }));
    }
}
