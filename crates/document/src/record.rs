//! One table a type: the names of its fields in AWS's order, how each is read and written, and whether the core acts
//! on it.

use sim::PathStep;

use crate::field::{Field, read_text};
use crate::form::Form;
use crate::json::{Node, shown};
use crate::reader::Reader;
use crate::writer::Writer;

/// One field of a type of AWS's.
pub(crate) struct Row {
    /// The name in JSON.
    pub(crate) name: &'static str,
    pub(crate) effect: Effect,
    pub(crate) form: Form,
}

/// A type of AWS's with named fields.
pub(crate) trait Table {
    /// Its fields in AWS's order.
    const ROWS: &'static [Row];
}

/// A value of such a type.
pub(crate) trait Record {
    /// The table of its type.
    fn rows(&self) -> &'static [Row];

    /// The field of the row at this place.
    fn field(&self, place: usize) -> &dyn Field;

    /// The field of the row at this place, to read.
    fn field_mut(&mut self, place: usize) -> &mut dyn Field;
}

/// What a field does in the simulation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Effect {
    /// The core acts on it, or on its parts, or checks it.
    Acts,
    /// It is kept, and has no effect that the simulation could show.
    Kept,
    /// It would have an effect, and the core does not know it yet.
    NotSimulated,
}

/// Reads an object, and reports which fields it lacks.
pub(crate) fn read_record(record: &mut dyn Record, node: &Node, reader: &mut Reader) {
    let rows = record.rows();
    if !reader.makes_room(node, size_of_val(record)) {
        return;
    }
    let Some(members) = reader.members(node, rows) else {
        return;
    };
    for (place, node) in &members {
        let row = &rows[*place];
        reader.enter(PathStep::Field(row.name));
        reader.note(row.effect, node);
        row.form.read(record.field_mut(*place), node, reader);
        reader.leave();
    }
    for (place, row) in rows.iter().enumerate() {
        let is_missing = || members.iter().all(|(found, _)| *found != place);
        if row.form == Form::Required && is_missing() {
            reader.missing(node, row.name);
        }
    }
}

/// Writes an object.
pub(crate) fn write_record(record: &dyn Record, writer: &mut Writer) {
    writer.open('{');
    for (place, row) in record.rows().iter().enumerate() {
        let field = record.field(place);
        if row.form == Form::Required || !field.is_absent() {
            writer.name(row.name);
            row.form.write(field, writer);
        }
    }
    writer.close('}');
}

/// Makes a type of the core readable and writable: `Effect "jsonName" field`, then `as Form` if this field has a form
/// of its own in JSON, then `or value` if leaving it out means more than an empty value.
macro_rules! record {
    (@ $type:ty {
        $($effect:ident $json:literal $field:ident $(as $form:ident)? $(or $default:expr)?;)+
    }) => {
        impl $crate::record::Table for $type {
            const ROWS: &'static [$crate::record::Row] = &[$($crate::record::Row {
                name: $json,
                effect: $crate::record::Effect::$effect,
                form: $crate::record::form!($($form)?),
            },)+];
        }

        impl $crate::record::Record for $type {
            fn rows(&self) -> &'static [$crate::record::Row] {
                <Self as $crate::record::Table>::ROWS
            }

            fn field(&self, place: usize) -> &dyn $crate::field::Field {
                $crate::record::at_place!(place, $($field &self.$field,)+)
            }

            fn field_mut(&mut self, place: usize) -> &mut dyn $crate::field::Field {
                $crate::record::at_place!(place, $($field &mut self.$field,)+)
            }
        }

        impl $crate::field::Blank for $type {
            fn blank() -> Self {
                Self { $($field: $crate::record::blank!($($default)?),)+ }
            }
        }

        impl $crate::field::Field for $type {
            fn read(&mut self, node: &$crate::json::Node, reader: &mut $crate::reader::Reader) {
                $crate::record::read_record(self, node, reader);
            }

            fn write(&self, writer: &mut $crate::writer::Writer) {
                $crate::record::write_record(self, writer);
            }
        }
    };
    ($type:ident { $($rows:tt)+ }) => {
        $crate::record::record! { @ sim::$type { $($rows)+ } }
    };
}

/// The same for a type that exists only as text: makes the struct as well, with `field: Type` in each row.
macro_rules! input {
    ($(#[$doc:meta])* $visibility:vis $type:ident {
        $($effect:ident $json:literal $field:ident: $kind:ty $(, as $form:ident)? $(, or $default:expr)?;)+
    }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq)]
        $visibility struct $type {
            $(#[doc = concat!("`", $json, "`.")] $visibility $field: $kind,)+
        }

        $crate::record::record! { @ $type {
            $($effect $json $field $(as $form)? $(or $default)?;)+
        } }
    };
}

/// The form of a field.
macro_rules! form {
    () => {
        $crate::form::Form::Plain
    };
    ($form:ident) => {
        $crate::form::Form::$form
    };
}

/// What it means that a field is left out.
macro_rules! blank {
    () => {
        $crate::field::Blank::blank()
    };
    ($default:expr) => {
        $default
    };
}

/// The field at a place of the table; the compiler makes a table of offsets of it.
macro_rules! at_place {
    ($place:ident, $($name:ident $field:expr,)+) => {{
        #[expect(non_camel_case_types, reason = "a place has the name of its field")]
        #[derive(Clone, Copy)]
        enum Place {
            $($name,)+
        }
        $(if $place == Place::$name as usize {
            return $field;
        })+
        unreachable!("a place is one of the table")
    }};
}

/// Makes enums of the core readable and writable by their names on the wire; the text says what they are.
macro_rules! choices {
    ($($type:ident $what:literal;)+) => {
        $(impl $crate::field::Blank for sim::$type {
            fn blank() -> Self {
                Self::ALL[0]
            }
        }

        impl $crate::field::Field for sim::$type {
            fn read(&mut self, node: &$crate::json::Node, reader: &mut $crate::reader::Reader) {
                if let Some(place) = $crate::record::choose(node, $what, Self::NAMES, reader) {
                    *self = Self::ALL[place];
                }
            }

            fn write(&self, writer: &mut $crate::writer::Writer) {
                writer.string(self.name());
            }
        })+
    };
}

/// The place of the text in the node among the names.
pub(crate) fn choose(
    node: &Node,
    what: &str,
    names: &[&str],
    reader: &mut Reader,
) -> Option<usize> {
    let text = read_text(node, reader)?;
    let place = names.iter().position(|name| *name == text);
    if place.is_none() {
        let text = shown(text);
        let names = names.join(",");
        let message = format!("{text} is not a valid {what}. Must be one of [{names}]");
        reader.problem(node, message);
    }
    place
}

/// Gives values of the core their names in JSON; the text says what they are. The first one is there before reading.
macro_rules! named {
    ($type:ty, $what:literal { $($name:literal => $value:expr,)+ }) => {
        impl $crate::field::Blank for $type {
            fn blank() -> Self {
                [$($value),+][0]
            }
        }

        impl $crate::field::Field for $type {
            fn read(&mut self, node: &$crate::json::Node, reader: &mut $crate::reader::Reader) {
                const NAMES: &[&str] = &[$($name),+];
                if let Some(place) = $crate::record::choose(node, $what, NAMES, reader) {
                    *self = [$($value),+][place];
                }
            }

            fn write(&self, writer: &mut $crate::writer::Writer) {
                $(if *self == $value {
                    writer.string($name);
                })+
            }
        }
    };
}

pub(crate) use {at_place, blank, choices, form, input, named, record};
