//! A world that a person chose to look at, in place of the one on the page.

use std::fmt;
use std::rc::Rc;

use sim::{ServiceId, Timeline};
use words::Language;
use yew::AttrValue;

/// A world, and what the page calls it.
#[derive(Clone)]
pub(crate) struct Opened {
    /// The world, standing where it is to be seen first.
    pub(crate) timeline: Timeline,
    /// The service that the page is about.
    pub(crate) service: ServiceId,
    /// Its name.
    pub(crate) name: WorldName,
}

/// The name of the world on the page: it knows its words in each language.
#[derive(Clone)]
pub(crate) struct WorldName(Rc<dyn Fn(Language) -> AttrValue>);

impl WorldName {
    /// A name by a function of the language.
    pub(crate) fn new(say: impl Fn(Language) -> AttrValue + 'static) -> Self {
        Self(Rc::new(say))
    }

    /// The name in a language.
    pub(crate) fn say(&self, language: Language) -> AttrValue {
        (self.0)(language)
    }
}

impl PartialEq for WorldName {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl fmt::Debug for WorldName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.say(Language::English))
    }
}

impl PartialEq for Opened {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl fmt::Debug for Opened {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.name.fmt(formatter)
    }
}
