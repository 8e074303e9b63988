//! JSON to be written into a text, in one line or over several.

/// A value to write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Json<'name> {
    /// As it is written.
    Raw(String),
    /// Members in their order.
    Object(Vec<(&'name str, Self)>),
    /// Elements in their order.
    Array(Vec<Self>),
}

impl Json<'_> {
    /// A string.
    pub(crate) fn text(text: &str) -> Self {
        Self::Raw(quoted(text))
    }

    /// The value as text; `indent` is that of the line that it begins on.
    pub(super) fn write(&self, indent: &str, is_spread: bool) -> String {
        let deeper = format!("{indent}  ");
        let (open, close, parts) = match self {
            Self::Raw(text) => return text.clone(),
            Self::Object(members) => {
                let member = |(name, json): &(&str, Json<'_>)| {
                    format!("\"{name}\": {}", json.write(&deeper, is_spread))
                };
                ('{', '}', members.iter().map(member).collect::<Vec<_>>())
            }
            Self::Array(elements) => {
                let element = |json: &Json<'_>| json.write(&deeper, is_spread);
                ('[', ']', elements.iter().map(element).collect())
            }
        };
        match (parts.is_empty(), is_spread, open) {
            (true, ..) => format!("{open}{close}"),
            (false, true, _) => {
                let parts = parts.join(&format!(",\n{deeper}"));
                format!("{open}\n{deeper}{parts}\n{indent}{close}")
            }
            (false, false, '{') => format!("{{ {} }}", parts.join(", ")),
            (false, false, _) => format!("{open}{}{close}", parts.join(", ")),
        }
    }
}

/// A text as a JSON string.
pub(crate) fn quoted(text: &str) -> String {
    let mut json = String::with_capacity(text.len() + 2);
    json.push('"');
    for letter in text.chars() {
        match letter {
            '"' | '\\' => json.extend(['\\', letter]),
            '\n' => json.push_str("\\n"),
            '\t' => json.push_str("\\t"),
            letter if letter.is_control() => json.push_str(&format!("\\u{:04x}", letter as u32)),
            letter => json.push(letter),
        }
    }
    json.push('"');
    json
}

/// What a JSON string says; anything else as it is written.
pub(crate) fn unquoted(json: &str) -> String {
    let Some(inside) = json.strip_prefix('"') else {
        return json.to_owned();
    };
    let mut letters = inside.strip_suffix('"').unwrap_or(inside).chars();
    let mut text = String::with_capacity(inside.len());
    let mut units: Vec<u16> = Vec::new();
    while let Some(letter) = letters.next() {
        let escaped = if letter == '\\' { letters.next() } else { None };
        if escaped == Some('u') {
            let digits: String = letters.by_ref().take(4).collect();
            units.push(u16::from_str_radix(&digits, 16).unwrap_or(0xFFFD));
            continue;
        }
        text.push_str(&String::from_utf16_lossy(&std::mem::take(&mut units)));
        text.push(match escaped {
            Some('n') => '\n',
            Some('t') => '\t',
            Some('r') => '\r',
            Some('b') => '\u{8}',
            Some('f') => '\u{c}',
            Some(other) => other,
            None => letter,
        });
    }
    text.push_str(&String::from_utf16_lossy(&units));
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_quoted_is_read_back() {
        for text in ["", "a \"b\" \\ c", "두\n줄\t\u{1}", "/x"] {
            assert_eq!(unquoted(&quoted(text)), text);
        }
        assert_eq!(unquoted(r#""\ud83d\ude00\/ \u0041""#), "😀/ A");
        assert_eq!(unquoted("12"), "12");
    }
}
