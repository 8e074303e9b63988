//! Variables in values, as docker compose knows them: `$NAME`, `${NAME}`, `${NAME:-default}` and their kin.

use super::yaml::shown;

/// How deep defaults may stand in defaults.
const DEPTH_MAX: usize = 8;
/// Variables of one value that are told.
const VARIABLES_MAX: usize = 100;
/// The longest text that a value becomes.
const LENGTH_MAX: usize = 65_536;

/// Variables that every shell sets, and what paths say instead.
const FOLDERS: &[(&str, &str)] = &[("HOME", "~"), ("PWD", ".")];

/// A value with its variables replaced.
pub(super) struct Interpolated {
    pub(super) text: String,
    /// Each variable as it is written, and what was read instead of it.
    pub(super) variables: Vec<(String, String)>,
    /// What is wrong with the value.
    pub(super) problem: Option<String>,
}

/// Replaces variables. None has a value here: the default is read, or nothing.
pub(super) fn interpolate(text: &str) -> Interpolated {
    let mut result = Interpolated {
        text: String::new(),
        variables: Vec::new(),
        problem: None,
    };
    replace(text, 0, &mut result);
    result
}

fn replace(text: &str, depth: usize, result: &mut Interpolated) {
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('$') {
        result.text.push_str(before);
        rest = match after.chars().next() {
            Some('$') => {
                result.text.push('$');
                &after[1..]
            }
            Some('{') => match closing_brace(after) {
                Some(end) if depth < DEPTH_MAX => {
                    braced(&after[1..end], depth, result);
                    &after[end + 1..]
                }
                _ => return refuse(text, result),
            },
            Some(letter) if letter == '_' || letter.is_ascii_alphabetic() => {
                let end = name_length(after);
                let name = &after[..end];
                unset(&format!("${name}"), name, result);
                &after[end..]
            }
            _ => return refuse(text, result),
        };
        if result.text.len() > LENGTH_MAX || result.problem.is_some() {
            return;
        }
    }
    result.text.push_str(rest);
}

fn refuse(text: &str, result: &mut Interpolated) {
    let text = shown(text);
    result.problem = Some(format!(
        "`{text}` has a `$` that begins no variable: write `$$` for a dollar sign."
    ));
}

/// Where the brace that opens the text closes, braces inside counted.
fn closing_brace(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (place, letter) in text.bytes().enumerate() {
        match letter {
            b'{' => depth += 1,
            b'}' => {
                depth -= 1;
                if depth == 0 {
                    return Some(place);
                }
            }
            _ => {}
        }
    }
    None
}

fn name_length(text: &str) -> usize {
    text.bytes()
        .position(|byte| !(byte.is_ascii_alphanumeric() || byte == b'_'))
        .unwrap_or(text.len())
}

/// `NAME`, `NAME:-default`, `NAME-default`, `NAME:?sentence`, `NAME?sentence`, `NAME:+other`, `NAME+other`.
fn braced(inside: &str, depth: usize, result: &mut Interpolated) {
    let (name, rest) = inside.split_at(name_length(inside));
    let written = format!("${{{}}}", shown(inside));
    let is_name = !name.is_empty() && !name.starts_with(|letter: char| letter.is_ascii_digit());
    let operator = rest.strip_prefix(':').unwrap_or(rest);
    let mut letters = operator.chars();
    match letters.next() {
        _ if !is_name => refuse(inside, result),
        None if rest.is_empty() => unset(&written, name, result),
        Some('-') => {
            let start = result.text.len();
            replace(letters.as_str(), depth + 1, result);
            let default = shown(&result.text[start..]);
            let sentence = format!("`{name}` is not set here: its default `{default}` is used.");
            tell(written, sentence, result);
        }
        Some('?') => {
            let sentence =
                format!("`{name}` must be set, and is not set here: it is read as empty.");
            tell(written, sentence, result);
        }
        Some('+') => unset(&written, name, result),
        _ => refuse(inside, result),
    }
}

fn unset(written: &str, name: &str, result: &mut Interpolated) {
    let name = shown(name);
    let known = FOLDERS.iter().find(|(folder, _)| *folder == name);
    if let Some((_, path)) = known {
        result.text.push_str(path);
        let sentence = format!("`{name}` is a folder of the machine: it is read as `{path}`.");
        tell(written.to_owned(), sentence, result);
        return;
    }
    let sentence = format!("`{name}` is not set here and has no default: it is read as empty.");
    tell(written.to_owned(), sentence, result);
}

fn tell(written: String, sentence: String, result: &mut Interpolated) {
    if result.variables.len() < VARIABLES_MAX {
        result.variables.push((written, sentence));
    }
}
