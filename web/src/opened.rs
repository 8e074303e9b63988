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

/// The name of the world on the page, and what is to be seen in it: it knows its words in each language.
#[derive(Clone)]
pub(crate) struct WorldName {
    name: Words,
    story: Option<Words>,
}

/// A text by a function of the language.
type Words = Rc<dyn Fn(Language) -> AttrValue>;

impl WorldName {
    /// A name.
    pub(crate) fn new(say: impl Fn(Language) -> AttrValue + 'static) -> Self {
        Self {
            name: Rc::new(say),
            story: None,
        }
    }

    /// The same with what is to be seen in the world.
    pub(crate) fn with_story(self, say: impl Fn(Language) -> AttrValue + 'static) -> Self {
        let story: Words = Rc::new(say);
        Self {
            story: Some(story),
            ..self
        }
    }

    /// The name in a language.
    pub(crate) fn say(&self, language: Language) -> AttrValue {
        (self.name)(language)
    }

    /// What is to be seen in the world, if that is told.
    pub(crate) fn story(&self, language: Language) -> Option<AttrValue> {
        self.story.as_ref().map(|say| say(language))
    }
}

impl PartialEq for WorldName {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.name, &other.name)
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
