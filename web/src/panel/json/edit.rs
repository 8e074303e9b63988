//! Changes one value of a JSON text and leaves every other byte as it is.

use std::ops::Range;

use super::shape::Json;
use super::values::{Value, values};
use super::{TokenKind, tokens};

/// The text with a value at `path`, such as `containerDefinitions[0].healthCheck.interval`; objects that are missing on
/// the way are made. None if the way leads through something else, or to an element that is not there.
pub(crate) fn set_value(text: &str, path: &str, json: &Json) -> Option<String> {
    let values = values(text);
    if let Some(value) = find(&values, path) {
        let (before, after) = (&text[..value.span.start], &text[value.span.end..]);
        let json = json.write(indent_of(before), is_spread(text));
        return Some(format!("{before}{json}{after}"));
    }
    let (parent, name) = split(path)?;
    match find(&values, parent) {
        Some(object) if text[object.span.clone()].starts_with('{') => {
            Some(insert_member(text, object, name, json))
        }
        Some(value) if &text[value.span.clone()] != "null" => None,
        _ if parent.is_empty() => None,
        _ => set_value(text, parent, &Json::Object(vec![(name, json.clone())])),
    }
}

/// The text with another element at the end of the array at `path`; the array is made if it is missing.
pub(crate) fn push_element(text: &str, path: &str, json: &Json) -> Option<String> {
    let values = values(text);
    let array = find(&values, path).filter(|array| text[array.span.clone()].starts_with('['));
    let Some(array) = array.filter(|array| !inside(text, &array.span).trim().is_empty()) else {
        return set_value(text, path, &Json::Array(vec![json.clone()]));
    };
    let inside = inside(text, &array.span);
    let blank_length = inside.len() - inside.trim_start().len();
    let blank = match &inside[..blank_length] {
        blank if blank.contains('\n') => blank,
        _ => " ",
    };
    let last_end = array.span.start + 1 + inside.trim_end().len();
    let is_spread = inside.trim().contains('\n');
    let indent = blank.rsplit('\n').next().filter(|_| blank.contains('\n'));
    let indent = indent.unwrap_or_else(|| indent_of(&text[..array.span.start]));
    let json = json.write(indent, is_spread);
    let (before, after) = (&text[..last_end], &text[last_end..]);
    Some(format!("{before},{blank}{json}{after}"))
}

/// The text without the member or element at `path`, its comma and its line.
pub(crate) fn remove_value(text: &str, path: &str) -> Option<String> {
    let values = values(text);
    let value = find(&values, path).filter(|_| !path.is_empty())?;
    let tokens = tokens(text);
    let first = tokens.partition_point(|token| token.span.end <= value.span.start);
    // A member begins with its name.
    let first = first - if path.ends_with(']') { 0 } else { 2 };
    let next = tokens.partition_point(|token| token.span.start < value.span.end);
    let is_comma = |index: usize| {
        let token = tokens.get(index)?;
        (&text[token.span.clone()] == ",").then_some(token.span.clone())
    };
    let gap: Range<usize> = match (is_comma(first.checked_sub(1)?), is_comma(next)) {
        (Some(comma), _) => comma.start..value.span.end,
        (None, Some(_)) => tokens[first].span.start..tokens.get(next + 1)?.span.start,
        (None, None) => tokens[first - 1].span.end..tokens.get(next)?.span.start,
    };
    Some(format!("{}{}", &text[..gap.start], &text[gap.end..]))
}

fn find<'values>(values: &'values [Value], path: &str) -> Option<&'values Value> {
    values.iter().find(|value| value.path == path)
}

/// The object that a path leads through last, and the name in it.
fn split(path: &str) -> Option<(&str, &str)> {
    let (parent, name) = path.rsplit_once('.').unwrap_or(("", path));
    (!name.ends_with(']')).then_some((parent, name))
}

/// What is between the brackets of an object or array.
fn inside<'text>(text: &'text str, span: &Range<usize>) -> &'text str {
    text.get(span.start + 1..span.end - 1).unwrap_or_default()
}

/// The blanks at the beginning of the last line.
fn indent_of(before: &str) -> &str {
    let line = before.rsplit('\n').next().unwrap_or_default();
    &line[..line.len() - line.trim_start().len()]
}

/// Whether someone wrote this text over several lines.
fn is_spread(text: &str) -> bool {
    text.trim().contains('\n')
}

/// Behind the last member, on a line of its own if the first one is.
fn insert_member(text: &str, object: &Value, name: &str, json: &Json) -> String {
    let inside = inside(text, &object.span);
    let last_end = object.span.start + 1 + inside.trim_end().len();
    let first_name = tokens(inside)
        .into_iter()
        .find(|token| token.kind == TokenKind::Name);
    let blank = match &first_name {
        Some(token) if inside[..token.span.start].contains('\n') => &inside[..token.span.start],
        _ => " ",
    };
    let comma = if first_name.is_some() { "," } else { "" };
    let (is_spread, indent) = match blank.rsplit_once('\n') {
        Some((_, indent)) => (true, indent),
        None => (false, ""),
    };
    let json = json.write(indent, is_spread);
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

    fn raw(json: &str) -> Json<'static> {
        Json::Raw(json.to_owned())
    }

    #[test]
    fn a_value_is_replaced_in_place() {
        assert_eq!(
            set_value(TEXT, "a[0].image", &raw("\"y\"")).as_deref(),
            Some("{\n  \"a\": [\n    {\n      \"image\": \"y\"\n    }\n  ]\n}\n")
        );
    }

    #[test]
    fn a_new_member_stands_where_its_neighbours_stand() {
        assert_eq!(
            set_value(TEXT, "a[0].stopTimeout", &raw("30")).as_deref(),
            Some(
                "{\n  \"a\": [\n    {\n      \"image\": \"x\",\n      \"stopTimeout\": 30\n    }\n  ]\n}\n"
            )
        );
        assert_eq!(
            set_value("{}", "b", &raw("1")).as_deref(),
            Some("{ \"b\": 1}")
        );
        assert_eq!(set_value(TEXT, "a[1].b", &raw("1")), None);
        assert_eq!(set_value(TEXT, "a[0].image.b", &raw("1")), None);
    }

    #[test]
    fn objects_on_the_way_are_made() {
        assert_eq!(
            set_value(TEXT, "a[0].healthCheck.interval", &raw("5")).as_deref(),
            Some(
                "{\n  \"a\": [\n    {\n      \"image\": \"x\",\n      \"healthCheck\": {\n        \"interval\": 5\n      }\n    }\n  ]\n}\n"
            )
        );
        assert_eq!(
            set_value("{\"a\": null}", "a.b", &raw("5")).as_deref(),
            Some("{\"a\": { \"b\": 5 }}")
        );
    }

    #[test]
    fn an_element_is_written_as_its_neighbours_are() {
        let port = Json::Object(vec![("p", raw("2"))]);
        assert_eq!(
            push_element("{\"a\": [{\"p\": 1}]}", "a", &port).as_deref(),
            Some("{\"a\": [{\"p\": 1}, { \"p\": 2 }]}")
        );
        assert_eq!(
            push_element(TEXT, "a", &port).as_deref(),
            Some(
                "{\n  \"a\": [\n    {\n      \"image\": \"x\"\n    },\n    {\n      \"p\": 2\n    }\n  ]\n}\n"
            )
        );
        assert_eq!(
            push_element("{\n  \"a\": []\n}", "a", &port).as_deref(),
            Some("{\n  \"a\": [\n    {\n      \"p\": 2\n    }\n  ]\n}")
        );
        assert_eq!(
            push_element("{\n  \"b\": 1\n}", "a", &raw("1")).as_deref(),
            Some("{\n  \"b\": 1,\n  \"a\": [\n    1\n  ]\n}")
        );
    }

    #[test]
    fn what_is_removed_takes_its_comma_along() {
        let cases = [
            ("{\n  \"a\": 1,\n  \"b\": 2\n}", "a", "{\n  \"b\": 2\n}"),
            ("{\n  \"a\": 1,\n  \"b\": 2\n}", "b", "{\n  \"a\": 1\n}"),
            ("{\n  \"a\": 1\n}", "a", "{}"),
            ("[{\"a\": [1, 2]}, 3]", "[0]", "[3]"),
            ("[{\"a\": [1, 2]}, 3]", "[0].a[1]", "[{\"a\": [1]}, 3]"),
            ("[{\"a\": [1, 2]}, 3]", "[0].a", "[{}, 3]"),
        ];
        for (text, path, expected) in cases {
            assert_eq!(
                remove_value(text, path).as_deref(),
                Some(expected),
                "{text} {path}"
            );
        }
        assert_eq!(remove_value("{\"a\": 1}", "b"), None);
        assert_eq!(remove_value("{\"a\": 1}", ""), None);
    }
}
