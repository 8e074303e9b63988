//! What could not be read, and so which broken rules only follow from it.

use sim::Rule;

use crate::reader::Reader;

/// The paths of values that were refused before the rules of Amazon ECS came to look at them.
pub(super) struct Unread {
    paths: Vec<String>,
}

impl Unread {
    /// All that `reader` could not read.
    pub(super) fn of(reader: &Reader) -> Self {
        let problems = reader.problems.iter().map(|problem| &problem.path);
        let paths = problems.chain(&reader.broken).cloned().collect();
        Self { paths }
    }

    /// Whether a rule that is broken at `path` may well be kept once everything can be read.
    pub(super) fn explains(&self, rule: Rule, path: &str) -> bool {
        let around = |outer: &str, inner: &str| {
            let rest = inner.strip_prefix(outer);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
        };
        self.paths
            .iter()
            .any(|unread| around(unread, path) || is_needed(last_field(unread), needs(rule)))
    }
}

fn is_needed(field: &str, needed: &[&str]) -> bool {
    needed.contains(&field) || !needed.is_empty() && field == "containerDefinitions"
}

/// The name of the innermost field of a path.
fn last_field(path: &str) -> &str {
    let field = path.rsplit('.').next().unwrap_or(path);
    field.split('[').next().unwrap_or(field)
}

/// The fields, other than its own, that a rule looks at to find something there.
fn needs(rule: Rule) -> &'static [&'static str] {
    match rule {
        Rule::DependencyExists
        | Rule::LinkTarget
        | Rule::VolumesFromContainer
        | Rule::ProxyContainer => &["name"],
        Rule::DependencyHealthCheck => &["healthCheck", "command"],
        Rule::DependencyNotEssential | Rule::EssentialContainer => &["essential"],
        Rule::ContainerNeedsMemory => &["memory", "memoryReservation", "requiresCompatibilities"],
        Rule::MountPointVolume => &["volumes", "name"],
        Rule::LogRouter => &[
            "logConfiguration",
            "logDriver",
            "firelensConfiguration",
            "type",
        ],
        Rule::AwslogsOptions => &["secretOptions"],
        Rule::ResourceRequirement => &["type", "inferenceAccelerators", "deviceName"],
        Rule::ProxyMode => &["networkMode"],
        _ => &[],
    }
}
