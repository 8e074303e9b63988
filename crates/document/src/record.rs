//! One table a type: the names of its fields in AWS's order, how each is read and written, and whether the core acts
//! on it.

use crate::field::Field;
use crate::json::{Node, shown};
use crate::reader::Reader;

/// A type of AWS's with named fields.
pub(crate) trait Record {
    /// The names in JSON, in AWS's order.
    const NAMES: &'static [&'static str];
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

/// What a field holds: what was read, or what it means that it was left out.
pub(crate) fn settle<T>(
    read: Option<Option<T>>,
    absent: Option<T>,
    object: &Node,
    name: &'static str,
    reader: &mut Reader,
) -> Option<T> {
    match (read, absent) {
        (Some(value), _) => value,
        (None, Some(value)) => Some(value),
        (None, None) => {
            reader.missing(object, name);
            None
        }
    }
}

/// Makes a type of the core readable and writable: `Effect "jsonName" field`, then `as Form` if this field has a form
/// of its own in JSON, then `or value` if it may be left out although its type has no empty value.
macro_rules! record {
    ($type:ident {
        $($effect:ident $json:literal $field:ident $(as $form:ident)? $(or $default:expr)?;)+
    }) => {
        impl $crate::record::Record for sim::$type {
            const NAMES: &'static [&'static str] = &[$($json,)+];
        }

        impl $crate::field::Field for sim::$type {
            fn read(
                node: &$crate::json::Node,
                reader: &mut $crate::reader::Reader,
            ) -> Option<Self> {
                $(let mut $field = None;)+
                for (name, node) in reader.members(node, <Self as $crate::record::Record>::NAMES)? {
                    reader.enter(sim::PathStep::Field(name));
                    match name {
                        $($json => {
                            reader.note($crate::record::Effect::$effect, node);
                            $field = Some($crate::record::form!($($form)?, read)(node, reader));
                        })+
                        other => unreachable!("`{other}` is not in the table"),
                    }
                    reader.leave();
                }
                $(let $field = {
                    let absent = $crate::record::absent!($($form)?, $($default)?);
                    $crate::record::settle($field, absent, node, $json, reader)
                };)+
                Some(Self { $($field: $field?,)+ })
            }

            fn write(&self, writer: &mut $crate::writer::Writer) {
                writer.open('{');
                $(if !$crate::record::form!($($form)?, is_absent)(&self.$field) {
                    writer.name($json);
                    $crate::record::form!($($form)?, write)(&self.$field, writer);
                })+
                writer.close('}');
            }
        }
    };
}

/// A function of a field's form.
macro_rules! form {
    (, $function:ident) => {
        <$crate::field::Plain as $crate::field::Form<_>>::$function
    };
    ($form:ident, $function:ident) => {
        <$form as $crate::field::Form<_>>::$function
    };
}

/// What it means that a field is left out.
macro_rules! absent {
    ($($form:ident)?, $default:expr) => {
        Some($default)
    };
    ($($form:ident)?,) => {
        $crate::record::form!($($form)?, absent)()
    };
}

/// Makes enums of the core readable and writable by their names on the wire; the text says what they are.
macro_rules! choices {
    ($($type:ident $what:literal;)+) => {
        $(impl $crate::field::Field for sim::$type {
            fn read(
                node: &$crate::json::Node,
                reader: &mut $crate::reader::Reader,
            ) -> Option<Self> {
                let name = |place: usize| Self::ALL.get(place).map(|choice| choice.name());
                let place = $crate::record::choose(node, $what, name, reader)?;
                Some(Self::ALL[place])
            }

            fn write(&self, writer: &mut $crate::writer::Writer) {
                writer.string(self.name());
            }
        })+
    };
}

/// The place of the text in the node among the names that `name` tells one after the other. It is no closure, so
/// that there is one function for all enums.
pub(crate) fn choose(
    node: &Node,
    what: &str,
    name: fn(usize) -> Option<&'static str>,
    reader: &mut Reader,
) -> Option<usize> {
    let text = <String as Field>::read(node, reader)?;
    let names: Vec<&str> = (0..).map_while(name).collect();
    let place = names.iter().position(|name| *name == text);
    if place.is_none() {
        let text = shown(&text);
        let names = names.join(",");
        let message = format!("{text} is not a valid {what}. Must be one of [{names}]");
        reader.problem(node, message);
    }
    place
}

pub(crate) use {absent, choices, form, record};
