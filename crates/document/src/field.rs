//! How plain values are read from JSON and written to it.

use sim::{Duration, PathStep};

use crate::json::{Node, Value, shown};
use crate::reader::Reader;
use crate::writer::Writer;

/// A value with one form in JSON. It is used behind `dyn`, so that the code that walks over records and lists exists
/// once.
pub(crate) trait Field {
    /// Reads it, or reports what stands there instead; then what it holds is not used.
    fn read(&mut self, node: &Node, reader: &mut Reader);

    /// Writes it.
    fn write(&self, writer: &mut Writer);

    /// Whether the field is left out when it is written.
    fn is_absent(&self) -> bool {
        false
    }
}

/// A value that can be there before it is read, and stays if it is left out.
pub(crate) trait Blank {
    /// The value.
    fn blank() -> Self;
}

/// Elements of one type.
trait List {
    /// Forgets all of them.
    fn clear(&mut self);

    /// Adds one to read.
    fn add(&mut self) -> &mut dyn Field;

    /// The element at this place.
    fn element(&self, index: usize) -> Option<&dyn Field>;
}

macro_rules! blanks {
    ($($type:ty, $blank:expr;)+) => {
        $(impl Blank for $type {
            fn blank() -> Self {
                $blank
            }
        })+
    };
}

blanks! {
    String, Self::new();
    bool, false;
    u8, 0;
    u16, 0;
    u32, 0;
    i32, 0;
    i64, 0;
    Duration, Self::ZERO;
    sim::Map<String, String>, Self::new();
}

impl Field for String {
    fn read(&mut self, node: &Node, reader: &mut Reader) {
        if let Some(text) = read_text(node, reader) {
            text.clone_into(self);
        }
    }

    fn write(&self, writer: &mut Writer) {
        writer.string(self);
    }
}

/// The text in the node, or a report that there is none.
pub(crate) fn read_text<'tree>(node: &'tree Node, reader: &mut Reader) -> Option<&'tree str> {
    if let Value::String(text) = &node.value {
        return Some(text);
    }
    reader.wrong_type(node, "a string", &quoted(node));
    None
}

/// What to write instead of a value that should be a string.
fn quoted(node: &Node) -> String {
    match &node.value {
        Value::Number(number) => format!("write \"{}\"", shown(number)),
        Value::Boolean(true) => "write \"true\"".to_owned(),
        Value::Boolean(false) => "write \"false\"".to_owned(),
        _ => String::new(),
    }
}

/// What to write instead of a text that should be something else.
fn unquoted(text: &str) -> String {
    format!("write {text} without quotes")
}

impl Field for bool {
    fn read(&mut self, node: &Node, reader: &mut Reader) {
        let hint = match &node.value {
            Value::Boolean(truth) => {
                *self = *truth;
                return;
            }
            Value::String(text) if text == "true" || text == "false" => unquoted(text),
            _ => String::new(),
        };
        reader.wrong_type(node, "true or false", &hint);
    }

    fn write(&self, writer: &mut Writer) {
        writer.raw(if *self { "true" } else { "false" });
    }
}

/// Reads a whole number within the bounds.
fn read_integer(node: &Node, min: i64, max: i64, reader: &mut Reader) -> Option<i64> {
    let number = match &node.value {
        Value::Amount(amount) => return Some(i64::from(*amount)),
        Value::Number(number) => number,
        other => {
            let hint = match other {
                Value::String(text) if text.parse::<i64>().is_ok() => unquoted(text),
                _ => String::new(),
            };
            reader.wrong_type(node, "a whole number", &hint);
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
    ($($type:ident $min:expr, $max:expr, $is_absent:expr;)+) => {
        $(impl Field for $type {
            fn read(&mut self, node: &Node, reader: &mut Reader) {
                if let Some(value) = read_integer(node, $min, $max, reader) {
                    *self = Self::try_from(value).unwrap_or(*self);
                }
            }

            fn write(&self, writer: &mut Writer) {
                writer.integer(i64::from(*self));
            }

            fn is_absent(&self) -> bool {
                let is_absent: fn(Self) -> bool = $is_absent;
                is_absent(*self)
            }
        })+
    };
}

// AWS's integers have 32 bits and a sign. Those of 16 bits are ports, and port 0 is none.
integers! {
    u8 0, 255, |_| false;
    u16 0, 65_535, |port| port == 0;
    u32 0, 2_147_483_647, |_| false;
    i32 -2_147_483_648, 2_147_483_647, |_| false;
    i64 -9_007_199_254_740_991, 9_007_199_254_740_991, |_| false;
}

/// AWS's spans of time in task definitions are whole seconds.
impl Field for Duration {
    fn read(&mut self, node: &Node, reader: &mut Reader) {
        let mut seconds = 0_u32;
        seconds.read(node, reader);
        *self = Self::from_secs(u64::from(seconds));
    }

    fn write(&self, writer: &mut Writer) {
        writer.raw(&self.as_secs().to_string());
    }
}

impl<T> Blank for Option<T> {
    fn blank() -> Self {
        None
    }
}

impl<T: Field + Blank> Field for Option<T> {
    fn read(&mut self, node: &Node, reader: &mut Reader) {
        self.insert(T::blank()).read(node, reader);
    }

    fn write(&self, writer: &mut Writer) {
        if let Some(value) = self {
            value.write(writer);
        }
    }

    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<T> Blank for Vec<T> {
    fn blank() -> Self {
        Self::new()
    }
}

impl<T: Field + Blank> Field for Vec<T> {
    fn read(&mut self, node: &Node, reader: &mut Reader) {
        read_list(self, node, reader);
    }

    fn write(&self, writer: &mut Writer) {
        write_list(self, writer);
    }

    fn is_absent(&self) -> bool {
        self.is_empty()
    }
}

impl<T: Field + Blank> List for Vec<T> {
    fn clear(&mut self) {
        self.clear();
    }

    fn add(&mut self) -> &mut dyn Field {
        self.push(T::blank());
        self.last_mut().expect("one was added just now")
    }

    fn element(&self, index: usize) -> Option<&dyn Field> {
        self.get(index).map(|element| element as &dyn Field)
    }
}

fn read_list(list: &mut dyn List, node: &Node, reader: &mut Reader) {
    let Value::Array(elements) = &node.value else {
        let hint = "write [ before it and ] after it";
        reader.wrong_type(node, "an array", hint);
        return;
    };
    // Tags may stand both in the definition and beside it: the last ones count.
    list.clear();
    for (index, element) in elements.iter().enumerate() {
        if matches!(element.value, Value::Null) {
            continue;
        }
        if !reader.makes_room(element, 0) {
            break;
        }
        reader.enter(PathStep::Index(index));
        list.add().read(element, reader);
        reader.leave();
    }
}

fn write_list(list: &dyn List, writer: &mut Writer) {
    writer.open('[');
    let mut index = 0;
    while let Some(element) = list.element(index) {
        writer.element();
        element.write(writer);
        index += 1;
    }
    writer.close(']');
}

/// An object with names of the user's own, such as labels and the options of a log driver.
impl Field for sim::Map<String, String> {
    fn read(&mut self, node: &Node, reader: &mut Reader) {
        let Value::Object(members) = &node.value else {
            reader.wrong_type(node, "an object of names and strings", "");
            return;
        };
        self.clear();
        for member in members {
            match &member.node.value {
                Value::Null => {}
                Value::String(value) => {
                    self.insert(member.name.clone(), value.clone());
                }
                _ => {
                    let place = format!("`{}` in {}", shown(&member.name), reader.place());
                    reader.wrong_type_at(&place, &member.node, "a string", &quoted(&member.node));
                }
            }
        }
    }

    fn write(&self, writer: &mut Writer) {
        writer.open('{');
        for (name, value) in self {
            writer.name(name);
            writer.string(value);
        }
        writer.close('}');
    }

    fn is_absent(&self) -> bool {
        self.is_empty()
    }
}
