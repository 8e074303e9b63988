//! The words of a field: its name, and what became of its value.

use words::panel::FieldText;
use yew::prelude::*;

use super::FieldProps;

/// What became of the value, or becomes of it.
pub(super) fn outcome(
    props: &FieldProps,
    typed: Option<&AttrValue>,
    error: Option<&AttrValue>,
    applied: Option<&AttrValue>,
) -> String {
    if let Some(error) = error {
        return error.to_string();
    }
    let text = match (typed, applied) {
        (Some(typed), _) if *typed != props.value => FieldText::Pending {
            value: typed.to_string(),
        },
        (None, Some(applied)) if *applied == props.value => {
            let value = applied.to_string();
            FieldText::Applied { value }
        }
        _ => return String::new(),
    };
    text.say(props.language)
}

/// A name that may go on in the next line before each of its capitals, dots and underscores.
pub(super) fn breakable(name: &str) -> Html {
    let mut starts: Vec<usize> = name
        .char_indices()
        .filter(|(_, letter)| letter.is_ascii_uppercase() || matches!(letter, '.' | '_'))
        .map(|(index, _)| index)
        .collect();
    starts.push(name.len());
    let mut start = 0;
    let mut parts = Vec::new();
    for end in starts {
        parts.push(html! { <>{ &name[start..end] }<wbr /></> });
        start = end;
    }
    parts.into_iter().collect()
}
