//! How the images behave that the definition names.

use sim::{Command, TaskDefinition, ready_made};
use web_sys::HtmlSelectElement;
use words::panel::FaultText;
use yew::prelude::*;

use crate::action::Action;
use crate::panel::PanelProps;
use crate::panel::form::about_image;

/// A choice for each image.
pub(super) fn images(panel: &PanelProps, definition: &TaskDefinition) -> Html {
    let language = panel.readout.language;
    let mut names: Vec<&str> = definition
        .container_definitions
        .iter()
        .map(|container| container.image.as_str())
        .collect();
    names.sort_unstable();
    names.dedup();
    html! {
        <>
            { for names.into_iter().map(|name| one(panel, name)) }
            <p class="panel-hint">{ FaultText::ImagesHelp.say(language) }</p>
        </>
    }
}

fn one(panel: &PanelProps, name: &str) -> Html {
    let language = panel.readout.language;
    let behaviours = ready_made();
    let image = panel.readout.world.image(name);
    let named = behaviours.iter().find(|(known, _)| *known == name);
    let mut same = behaviours.iter().filter(|(_, other)| *other == *image);
    let chosen = named
        .filter(|(_, other)| *other == *image)
        .or(same.next_back())
        .map(|(known, _)| *known);
    let onchange = {
        let (behaviours, name) = (behaviours.clone(), name.to_owned());
        let act = panel.act.clone();
        move |event: Event| {
            let value = event.target_unchecked_into::<HtmlSelectElement>().value();
            let found = behaviours.iter().find(|(known, _)| *known == value);
            if let Some((_, image)) = found {
                act.emit(Action::Submit(Command::PushImage {
                    name: name.clone(),
                    image: image.clone(),
                }));
            }
        }
    };
    let label = FaultText::BehavesLike {
        image: name.to_owned(),
    };
    let label = label.say(language);
    html! {
        <div class="fault-image" key={name.to_owned()}>
            <label>
                <span>{ label }</span>
                <select {onchange}>
                    if chosen.is_none() {
                        <option value="" selected=true>{ FaultText::AsItIs.say(language) }</option>
                    }
                    { for behaviours.iter().map(|(known, _)| html! {
                        <option value={*known} selected={Some(*known) == chosen}>{ short(known) }</option>
                    }) }
                </select>
            </label>
            <p class="panel-hint">{ about_image(chosen.unwrap_or(name)).say(language) }</p>
        </div>
    }
}

/// `slow-boot` of `playground/slow-boot:1.0`; two of one name keep their tags.
fn short(name: &str) -> &str {
    let name = name.strip_prefix("playground/").unwrap_or(name);
    name.strip_suffix(":1.0").unwrap_or(name)
}
