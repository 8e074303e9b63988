//! What a JSON text says at each place, as far as that can be made out.

use super::shape::unquoted;
use super::values::{Value, values};

/// A text with its values.
#[derive(Clone, Debug)]
pub(crate) struct Outline {
    text: String,
    values: Vec<Value>,
}

/// A place in a text: elements that are `null` count in the text, but not for AWS.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// The path in the text.
    pub(crate) at: String,
    /// The path in AWS's names, as problems have it.
    pub(crate) name: String,
}

impl Place {
    /// A member of the object at this place; members of members are written with dots.
    pub(crate) fn member(&self, name: &str) -> Self {
        let join = |path: &str| {
            if path.is_empty() {
                name.to_owned()
            } else {
                format!("{path}.{name}")
            }
        };
        Self {
            at: join(&self.at),
            name: join(&self.name),
        }
    }
}

impl Outline {
    /// The values of a text.
    pub(crate) fn new(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            values: values(text),
        }
    }

    /// The text.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// The task definition in this text: the whole of it, or what its wrapper holds.
    pub(crate) fn root(&self) -> Place {
        const WRAPPER: &str = "taskDefinition";
        let is_wrapped = self.raw(WRAPPER).is_some_and(|json| json.starts_with('{'));
        Place {
            at: if is_wrapped { WRAPPER } else { "" }.to_owned(),
            name: String::new(),
        }
    }

    /// The JSON at a path.
    pub(crate) fn raw(&self, at: &str) -> Option<&str> {
        let value = self.values.iter().find(|value| value.path == at)?;
        Some(&self.text[value.span.clone()])
    }

    /// What the scalar at a place says, without quotes; none if it is missing or `null`.
    pub(crate) fn value(&self, place: &Place) -> Option<String> {
        self.raw(&place.at)
            .filter(|json| *json != "null" && !json.starts_with(['{', '[']))
            .map(unquoted)
    }

    /// Whether something stands at a place.
    pub(crate) fn has(&self, place: &Place) -> bool {
        self.raw(&place.at).is_some_and(|json| json != "null")
    }

    /// The elements of the array at a place.
    pub(crate) fn elements(&self, place: &Place) -> Vec<Place> {
        let mut elements = Vec::new();
        for index in 0.. {
            let at = format!("{}[{index}]", place.at);
            match self.raw(&at) {
                None => break,
                Some("null") => {}
                Some(_) => elements.push(Place {
                    at,
                    name: format!("{}[{}]", place.name, elements.len()),
                }),
            }
        }
        elements
    }

    /// The names in the object at a place.
    pub(crate) fn names(&self, place: &Place) -> Vec<&str> {
        let start = format!("{}.", place.at);
        let name = |value: &'_ Value| value.path.strip_prefix(&start).map(str::len);
        self.values
            .iter()
            .filter_map(|value| {
                let length = name(value)?;
                let name = &value.path[value.path.len() - length..];
                (!name.contains(['.', '['])).then_some(name)
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nulls_count_in_the_text_and_not_in_names() {
        let outline = Outline::new(r#"{"taskDefinition": {"a": [null, {"b": "\"c\""}]}}"#);
        let elements = outline.elements(&outline.root().member("a"));
        let place = elements[0].member("b");
        assert_eq!(elements.len(), 1);
        assert_eq!(place.at, "taskDefinition.a[1].b");
        assert_eq!(place.name, "a[0].b");
        assert_eq!(outline.value(&place).as_deref(), Some("\"c\""));
        assert_eq!(outline.names(&elements[0]), ["b"]);
    }
}
