//! How plain values are read from JSON and written to it.

use sim::{Duration, PathStep};

use crate::json::{Node, Value, shown};
use crate::reader::Reader;
use crate::writer::Writer;

/// A value with one form in JSON.
pub(crate) trait Field: Sized {
    /// Reads it, or reports what stands there instead.
    fn read(node: &Node, reader: &mut Reader) -> Option<Self>;

    /// Writes it.
    fn write(&self, writer: &mut Writer);

    /// What a field means that is left out; none if it must be there.
    fn absent() -> Option<Self> {
        None
    }

    /// Whether the field is left out when it is written.
    fn is_absent(&self) -> bool {
        false
    }
}

/// A form in JSON of a `T` that has, in this field, a form of its own.
pub(crate) trait Form<T> {
    /// Reads it, or reports what stands there instead.
    fn read(node: &Node, reader: &mut Reader) -> Option<T>;

    /// Writes it.
    fn write(value: &T, writer: &mut Writer);

    /// What a field means that is left out; none if it must be there.
    fn absent() -> Option<T> {
        None
    }

    /// Whether the field is left out when it is written.
    fn is_absent(_value: &T) -> bool {
        false
    }
}

/// The form that every [`Field`] has.
pub(crate) struct Plain;

impl<T: Field> Form<T> for Plain {
    fn read(node: &Node, reader: &mut Reader) -> Option<T> {
        T::read(node, reader)
    }

    fn write(value: &T, writer: &mut Writer) {
        value.write(writer);
    }

    fn absent() -> Option<T> {
        T::absent()
    }

    fn is_absent(value: &T) -> bool {
        value.is_absent()
    }
}

/// A field that must be there, even if it is empty.
pub(crate) struct Required;

impl<T: Field> Form<T> for Required {
    fn read(node: &Node, reader: &mut Reader) -> Option<T> {
        T::read(node, reader)
    }

    fn write(value: &T, writer: &mut Writer) {
        value.write(writer);
    }
}

/// A field in which an empty text is as good as none.
pub(crate) struct OrEmpty;

impl<T: Field> Form<Option<T>> for OrEmpty {
    fn read(node: &Node, reader: &mut Reader) -> Option<Option<T>> {
        if matches!(&node.value, Value::String(text) if text.is_empty()) {
            return Some(None);
        }
        T::read(node, reader).map(Some)
    }

    fn write(value: &Option<T>, writer: &mut Writer) {
        value.write(writer);
    }

    fn absent() -> Option<Option<T>> {
        Some(None)
    }

    fn is_absent(value: &Option<T>) -> bool {
        value.is_none()
    }
}

impl Field for String {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let text = as_text(node);
        if text.is_none() {
            reader.wrong_type(node, "a string", &quoted(node));
        }
        text
    }

    fn write(&self, writer: &mut Writer) {
        writer.string(self);
    }
}

fn as_text(node: &Node) -> Option<String> {
    match &node.value {
        Value::String(text) => Some(text.clone()),
        _ => None,
    }
}

/// What to write instead of a value that should be a string.
fn quoted(node: &Node) -> String {
    match &node.value {
        Value::Number(number) => format!("write \"{}\"", shown(number)),
        Value::Boolean(truth) => format!("write \"{truth}\""),
        _ => String::new(),
    }
}

impl Field for bool {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        match &node.value {
            Value::Boolean(truth) => return Some(*truth),
            Value::String(text) if text == "true" || text == "false" => {
                reader.wrong_type(
                    node,
                    "true or false",
                    &format!("write {text} without quotes"),
                );
            }
            _ => reader.wrong_type(node, "true or false", ""),
        }
        None
    }

    fn write(&self, writer: &mut Writer) {
        writer.raw(if *self { "true" } else { "false" });
    }
}

/// Reads a whole number within the bounds.
fn read_integer(node: &Node, min: i64, max: i64, reader: &mut Reader) -> Option<i64> {
    let number = match &node.value {
        Value::Number(number) => number,
        Value::String(text) if text.parse::<i64>().is_ok() => {
            reader.wrong_type(
                node,
                "a whole number",
                &format!("write {text} without quotes"),
            );
            return None;
        }
        _ => {
            reader.wrong_type(node, "a whole number", "");
            return None;
        }
    };
    let value: Option<i64> = number.parse().ok();
    if value.is_none_or(|value| value < min || value > max) {
        let place = reader.place();
        let number = shown(number);
        reader.problem(
            node,
            format!("{place} must be a whole number from {min} to {max}, not {number}."),
        );
        return None;
    }
    value
}

macro_rules! integers {
    ($($type:ident $min:expr, $max:expr;)+) => {
        $(impl Field for $type {
            fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
                let value = read_integer(node, $min, $max, reader)?;
                Self::try_from(value).ok()
            }

            fn write(&self, writer: &mut Writer) {
                writer.raw(&self.to_string());
            }
        })+
    };
}

// AWS's integers have 32 bits and a sign.
integers! {
    u16 0, 65_535;
    u32 0, 2_147_483_647;
    i32 -2_147_483_648, 2_147_483_647;
    i64 -9_007_199_254_740_991, 9_007_199_254_740_991;
}

/// AWS's spans of time in task definitions are whole seconds.
impl Field for Duration {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let seconds = u32::read(node, reader)?;
        Some(Self::from_secs(u64::from(seconds)))
    }

    fn write(&self, writer: &mut Writer) {
        writer.raw(&self.as_secs().to_string());
    }
}

impl<T: Field> Field for Option<T> {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        T::read(node, reader).map(Some)
    }

    fn write(&self, writer: &mut Writer) {
        if let Some(value) = self {
            value.write(writer);
        }
    }

    fn absent() -> Option<Self> {
        Some(None)
    }

    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<T: Field> Field for Vec<T> {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let Value::Array(elements) = &node.value else {
            let hint = "write [ before it and ] after it";
            reader.wrong_type(node, "an array", hint);
            return None;
        };
        let is_present = |(_, element): &(usize, &Node)| !matches!(element.value, Value::Null);
        let mut values = Self::new();
        for (index, element) in elements.iter().enumerate().filter(is_present) {
            reader.enter(PathStep::Index(index));
            values.extend(T::read(element, reader));
            reader.leave();
        }
        Some(values)
    }

    fn write(&self, writer: &mut Writer) {
        writer.open('[');
        for element in self {
            writer.element();
            element.write(writer);
        }
        writer.close(']');
    }

    fn absent() -> Option<Self> {
        Some(Self::new())
    }

    fn is_absent(&self) -> bool {
        self.is_empty()
    }
}

/// An object with names of the user's own, such as labels and the options of a log driver.
impl Field for sim::Map<String, String> {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let Value::Object(members) = &node.value else {
            reader.wrong_type(node, "an object of names and strings", "");
            return None;
        };
        let mut values = Self::new();
        for member in members {
            if matches!(member.node.value, Value::Null) {
                continue;
            }
            if let Some(value) = as_text(&member.node) {
                values.insert(member.name.clone(), value);
            } else {
                let place = format!("`{}` in {}", shown(&member.name), reader.place());
                reader.wrong_type_at(&place, &member.node, "a string", &quoted(&member.node));
            }
        }
        Some(values)
    }

    fn write(&self, writer: &mut Writer) {
        writer.open('{');
        for (name, value) in self {
            writer.name(name);
            writer.string(value);
        }
        writer.close('}');
    }

    fn absent() -> Option<Self> {
        Some(Self::new())
    }

    fn is_absent(&self) -> bool {
        self.is_empty()
    }
}
