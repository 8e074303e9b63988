//! The text in the editor, and what it says.

use std::rc::Rc;

use document::{Reading, read_task_definition, write_task_definition};
use gloo_timers::callback::Timeout;
use sim::TaskDefinition;
use yew::prelude::*;

/// Milliseconds without a key before the text is read.
const READ_PAUSE_MS: u32 = 150;

/// A text that has been read.
#[derive(Debug)]
pub(crate) struct Read {
    /// The text.
    pub(crate) text: AttrValue,
    /// What it says.
    pub(crate) reading: Reading,
}

impl PartialEq for Read {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Read {
    fn of(text: &AttrValue) -> Rc<Self> {
        Rc::new(Self {
            text: text.clone(),
            reading: read_task_definition(text),
        })
    }
}

/// The text in the editor with the latest text that was read.
#[derive(Clone, PartialEq)]
pub(crate) struct Draft {
    text: UseStateHandle<AttrValue>,
    read: UseStateHandle<Rc<Read>>,
}

impl Draft {
    /// What stands in the editor.
    pub(crate) fn text(&self) -> AttrValue {
        (*self.text).clone()
    }

    /// What was read last; while someone types it lags behind the text.
    pub(crate) fn read(&self) -> Rc<Read> {
        (*self.read).clone()
    }

    /// Whether what was read last is what stands in the editor.
    pub(crate) fn is_fresh(&self) -> bool {
        self.read.text == *self.text
    }

    /// Someone types: it is read after a pause.
    pub(crate) fn type_text(&self, text: AttrValue) {
        self.text.set(text);
    }

    /// Another text takes its place: it is read at once. Its lines end as they do in text fields.
    pub(crate) fn replace(&self, text: &str) {
        let text = AttrValue::from(text.replace("\r\n", "\n").replace('\r', "\n"));
        self.read.set(Read::of(&text));
        self.text.set(text);
    }

    /// Reads the text now if that has not happened.
    pub(crate) fn read_now(&self) -> Rc<Read> {
        if self.is_fresh() {
            return self.read();
        }
        let read = Read::of(&self.text);
        self.read.set(read.clone());
        read
    }
}

/// A draft that begins with this definition.
#[hook]
pub(crate) fn use_draft(initial: &TaskDefinition) -> Draft {
    let read = use_state(|| Read::of(&AttrValue::from(write_task_definition(initial))));
    let text = use_state(|| read.text.clone());
    let draft = Draft { text, read };
    {
        let draft = draft.clone();
        use_effect_with(draft.text(), move |_| {
            let timeout = (!draft.is_fresh()).then(|| {
                Timeout::new(READ_PAUSE_MS, move || {
                    draft.read_now();
                })
            });
            move || drop(timeout)
        });
    }
    draft
}
