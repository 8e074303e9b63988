//! Changes one value of a JSON text and leaves every other byte as it is.

use super::values::{Value, values};
use super::{TokenKind, tokens};

/// The text with `json` as the value of the member `name` of the object at `path`; none if there is no such object.
pub(crate) fn set_value(text: &str, path: &str, name: &str, json: &str) -> Option<String> {
    let values = values(text);
    let find = |path: &str| values.iter().find(|value| value.path == path);
    let member = if path.is_empty() {
        name.to_owned()
    } else {
        format!("{path}.{name}")
    };
    if let Some(value) = find(&member) {
        let (before, after) = (&text[..value.span.start], &text[value.span.end..]);
        return Some(format!("{before}{json}{after}"));
    }
    let object = find(path).filter(|value| text[value.span.clone()].starts_with('{'))?;
    Some(insert_member(text, object, name, json))
}

/// Behind the last member, on a line of its own if the first one is.
fn insert_member(text: &str, object: &Value, name: &str, json: &str) -> String {
    let inside = &text[object.span.start + 1..object.span.end - 1];
    let last_end = object.span.start + 1 + inside.trim_end().len();
    let first_name = tokens(inside)
        .into_iter()
        .find(|token| token.kind == TokenKind::Name);
    let blank = match &first_name {
        Some(token) if inside[..token.span.start].contains('\n') => &inside[..token.span.start],
        _ => " ",
    };
    let comma = if first_name.is_some() { "," } else { "" };
    format!(
        "{}{comma}{blank}\"{name}\": {json}{}",
        &text[..last_end],
        &text[last_end..]
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "{\n  \"a\": [\n    {\n      \"image\": \"x\"\n    }\n  ]\n}\n";

    #[test]
    fn a_value_is_replaced_in_place() {
        assert_eq!(
            set_value(TEXT, "a[0]", "image", "\"y\"").as_deref(),
            Some("{\n  \"a\": [\n    {\n      \"image\": \"y\"\n    }\n  ]\n}\n")
        );
    }

    #[test]
    fn a_new_member_stands_where_its_neighbours_stand() {
        assert_eq!(
            set_value(TEXT, "a[0]", "stopTimeout", "30").as_deref(),
            Some(
                "{\n  \"a\": [\n    {\n      \"image\": \"x\",\n      \"stopTimeout\": 30\n    }\n  ]\n}\n"
            )
        );
        assert_eq!(
            set_value("{}", "", "b", "1").as_deref(),
            Some("{ \"b\": 1}")
        );
        assert_eq!(set_value(TEXT, "a[1]", "b", "1"), None);
    }
}
