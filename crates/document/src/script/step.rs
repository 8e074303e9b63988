//! One timed call.

use std::ops::Range;

use sim::PathStep;

use super::{Call, Instant};
use crate::field::{Blank, Field, read_text};
use crate::form::Form;
use crate::json::{Node, Value, shown};
use crate::reader::Reader;
use crate::record::{Effect, Row};
use crate::suggestion;
use crate::writer::Writer;

/// A call and when it takes place.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// When.
    pub at: Instant,
    /// What is called, with its input.
    pub call: Call,
    /// Its bytes in the text.
    pub span: Range<usize>,
    /// The line in which it begins, from 1.
    pub line: u32,
}

const AT: &str = "at";
const CALL: &str = "call";
const INPUT: &str = "input";

const ROWS: &[Row] = &[row(AT), row(CALL), row(INPUT)];

const fn row(name: &'static str) -> Row {
    Row {
        name,
        effect: Effect::Acts,
        form: Form::Required,
    }
}

impl Blank for Step {
    fn blank() -> Self {
        Self {
            at: Instant::default(),
            call: Call::blank(),
            span: 0..0,
            line: 0,
        }
    }
}

/// The input is read by the table of the call, wherever the name of the call stands.
impl Field for Step {
    fn read(&mut self, node: &Node, reader: &mut Reader) {
        self.span = node.span.clone();
        let Some(members) = reader.members(node, ROWS) else {
            return;
        };
        let member = |name: &str| {
            let named = members.iter().find(|(place, _)| ROWS[*place].name == name);
            named.map(|(_, node)| *node)
        };
        match member(AT) {
            Some(at) => {
                reader.enter(PathStep::Field(AT));
                self.at.read(at, reader);
                reader.leave();
            }
            None => reader.missing(node, AT),
        }
        let Some(call) = member(CALL) else {
            reader.missing(node, CALL);
            return;
        };
        reader.enter(PathStep::Field(CALL));
        let found = find_call(call, reader);
        reader.leave();
        let Some(mut call) = found else { return };
        let empty = Node {
            span: node.span.clone(),
            value: Value::Object(Vec::new()),
        };
        reader.enter(PathStep::Field(INPUT));
        call.input_mut()
            .read(member(INPUT).unwrap_or(&empty), reader);
        reader.leave();
        self.call = call;
    }

    fn write(&self, writer: &mut Writer) {
        writer.open('{');
        writer.name(AT);
        self.at.write(writer);
        writer.name(CALL);
        writer.string(self.call.name());
        writer.name(INPUT);
        self.call.input().write(writer);
        writer.close('}');
    }
}

fn find_call(node: &Node, reader: &mut Reader) -> Option<Call> {
    let name = read_text(node, reader)?;
    let found = Call::named(name);
    if found.is_none() {
        let names: Vec<Row> = Call::FORMS.iter().map(|form| row(form.name)).collect();
        let hint = suggestion::hint(name, &names);
        let known: Vec<&str> = Call::FORMS.iter().map(|form| form.name).collect();
        let (name, known) = (shown(name), known.join(", "));
        let message = format!("There is no call \"{name}\": the calls are {known}{hint}");
        reader.problem(node, message);
    }
    found
}
