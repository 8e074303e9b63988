//! What differs between two JSON texts.

use sim::Map;

use super::values::values;

/// One value that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Change {
    /// Its place in AWS's names.
    pub(crate) path: String,
    /// What it was; none if it is new.
    pub(crate) before: Option<String>,
    /// What it is; none if it is gone.
    pub(crate) after: Option<String>,
}

/// The values without values in them that differ, in the order of their paths.
pub(crate) fn changes(before: &str, after: &str) -> Vec<Change> {
    let mut both: Map<String, [Option<&str>; 2]> = Map::new();
    for (side, text) in [before, after].into_iter().enumerate() {
        for value in values(text).into_iter().filter(|value| value.is_leaf) {
            both.entry(value.path).or_default()[side] = Some(&text[value.span]);
        }
    }
    both.into_iter()
        .filter(|(_, [before, after])| before != after)
        .map(|(path, [before, after])| Change {
            path,
            before: before.map(str::to_owned),
            after: after.map(str::to_owned),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changed_added_and_removed_values_are_found() {
        let found = changes(
            r#"{"a": 1, "b": [{"c": "x"}], "d": []}"#,
            r#"{"a": 2, "b": [{"c": "x"}, 3]}"#,
        );
        let shown: Vec<String> = found
            .iter()
            .map(|change| format!("{} {:?} {:?}", change.path, change.before, change.after))
            .collect();
        assert_eq!(
            shown,
            [
                r#"a Some("1") Some("2")"#,
                r#"b[1] None Some("3")"#,
                r#"d Some("[]") None"#,
            ]
        );
    }
}
