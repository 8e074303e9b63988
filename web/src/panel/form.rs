//! The task definition as a form. The JSON text is the one truth: each field shows a place of it, and changes no other.

mod check;
mod choice;
mod command;
mod container;
mod dependencies;
mod environment;
mod evidence;
mod head;
mod health_check;
mod image;
mod input;
mod lifetime;
mod logs;
mod ports;
mod restart;
mod rows;
mod share;
mod size;
mod slider;
mod surroundings;

use std::rc::Rc;

pub(crate) use image::about_image;
use sim::{Service, World};
use words::Language;
use words::panel::FormText;
use yew::prelude::*;

use super::draft::{Draft, Read};
use super::json::{Json, Outline, Place, push_element, remove_value, set_value};
use super::prospect::Prospect;

/// What the form is made from.
#[derive(Clone)]
pub(crate) struct Form {
    /// What the text says.
    pub(crate) outline: Rc<Outline>,
    /// The text, and what was read of it.
    pub(crate) draft: Draft,
    /// What differs from the revision that runs.
    pub(crate) prospect: Option<Rc<Prospect>>,
    /// Of the words.
    pub(crate) language: Language,
}

impl Form {
    /// The form of the text in the editor.
    pub(crate) fn new(draft: &Draft, prospect: Option<Rc<Prospect>>, language: Language) -> Self {
        Self {
            outline: Rc::new(Outline::new(&draft.text())),
            draft: draft.clone(),
            prospect,
            language,
        }
    }

    /// The form as elements.
    pub(crate) fn html(&self, world: &World, service: Option<&Service>) -> Html {
        let root = self.outline.root();
        let containers = self.outline.elements(&root.member("containerDefinitions"));
        let sections = containers
            .iter()
            .enumerate()
            .map(|(index, place)| container::container(self, place, index, world, service));
        html! {
            <div class="form">
                { size::size(self, &root, &containers) }
                { surroundings::surroundings(self, &root) }
                { for sections }
                { container::add(self, &root, &containers) }
            </div>
        }
    }

    fn say(&self, text: FormText) -> String {
        text.say(self.language)
    }

    fn value(&self, place: &Place) -> Option<String> {
        self.outline.value(place)
    }

    fn read(&self) -> Rc<Read> {
        self.draft.read()
    }

    /// What is wrong at exactly this place.
    fn problem(&self, place: &Place) -> Option<String> {
        let read = self.read();
        let mut problems = read.reading.problems.iter();
        let problem = problems.find(|problem| problem.path == place.name)?;
        Some(problem.text.clone())
    }

    /// How many problems are at this place and inside it.
    fn problem_count(&self, place: &Place) -> usize {
        let is_inside = |path: &str| {
            path.strip_prefix(&place.name)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
        };
        let read = self.read();
        let problems = read.reading.problems.iter();
        problems.filter(|problem| is_inside(&problem.path)).count()
    }

    /// What the running revision has at this place, if that differs; inside, none if it has nothing there.
    fn before(&self, place: &Place) -> Option<Option<String>> {
        let prospect = self.prospect.as_ref()?;
        let mut changes = prospect.changes.as_ref()?.iter();
        let change = changes.find(|change| change.path == place.name)?;
        Some(change.before.clone())
    }

    /// Someone types: the text is read after a pause.
    fn type_value(&self, place: &Place, json: &Json<'_>) {
        if let Some(text) = set_value(self.outline.text(), &place.at, json) {
            self.draft.type_text(text.into());
        }
    }

    /// A choice was made: the text is read at once.
    fn put(&self, place: &Place, json: &Json<'_>) {
        self.replace(set_value(self.outline.text(), &place.at, json));
    }

    fn push(&self, place: &Place, json: &Json<'_>) {
        self.replace(push_element(self.outline.text(), &place.at, json));
    }

    fn remove(&self, place: &Place) {
        self.replace(remove_value(self.outline.text(), &place.at));
    }

    fn replace(&self, text: Option<String>) {
        if let Some(text) = text {
            self.draft.replace(&text);
        }
    }
}

/// The id of the element that shows a place, by its path in AWS's names.
pub(crate) fn field_id(path: &str) -> String {
    format!("form-{}", path.replace(['.', '[', ']'], "-"))
}
