//! What a text is, told by its contents.

use crate::json::{self, Value};
use crate::lines::Lines;

/// What a text is meant to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A task definition, or something that is nothing else.
    TaskDefinition,
    /// A script.
    Script,
    /// A docker compose file.
    #[cfg(feature = "compose")]
    Compose,
}

/// What a text is meant to be, even if it is broken.
pub fn kind_of(text: &str) -> Kind {
    let (root, _) = json::parse(text, &Lines::new(text));
    let is_script = match root.as_ref().map(|root| &root.value) {
        Some(Value::Object(members)) => members
            .iter()
            .any(|member| matches!(member.name.as_str(), "calls" | "start" | "until")),
        // What cannot be read to its end may still show what it is.
        None => text.contains("\"calls\""),
        Some(_) => false,
    };
    if is_script {
        return Kind::Script;
    }
    #[cfg(feature = "compose")]
    if crate::looks_like_compose(text) {
        return Kind::Compose;
    }
    Kind::TaskDefinition
}
