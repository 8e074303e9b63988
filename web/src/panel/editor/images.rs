//! Chooses how the main container behaves: one of the ready-made images.

use sim::ready_made;
use wasm_bindgen::JsCast;
use web_sys::HtmlSelectElement;
use words::panel::EditorText;
use yew::prelude::*;

use super::PartProps;
use crate::panel::json::set_value;
use crate::panel::prospect::main_container;

/// The choice of images; it edits the text.
pub(super) fn images(part: &PartProps) -> Html {
    let read = part.draft.read();
    let service = part.readout.service();
    let main = service
        .zip(read.reading.definition.as_ref())
        .and_then(|(service, definition)| {
            let index = main_container(service, definition)?;
            Some((index, &definition.container_definitions[index]))
        });
    let onchange = {
        let draft = part.draft.clone();
        let index = main.map_or(0, |(index, _)| index);
        move |event: Event| {
            let select = event
                .target()
                .and_then(|target| target.dyn_into::<HtmlSelectElement>().ok());
            let Some(name) = select.map(|select| select.value()) else {
                return;
            };
            let path = format!("containerDefinitions[{index}]");
            if let Some(text) = set_value(&draft.text(), &path, "image", &format!("\"{name}\"")) {
                draft.replace(&text);
            }
        }
    };
    let chosen = main.map_or("", |(_, container)| container.image.as_str());
    let is_ready_made = ready_made().iter().any(|(name, _)| *name == chosen);
    let label = main.map_or(EditorText::ImageUnknown, |(_, container)| {
        EditorText::Image {
            container: container.name.clone(),
        }
    });
    let help = match main {
        None => EditorText::FixFirst,
        Some((_, container)) => about(&container.image),
    };
    html! {
        <div class="panel-images">
            <label for="definition-image">{ part.say(label) }</label>
            <select id="definition-image" disabled={main.is_none()} {onchange}
                aria-describedby="definition-image-help">
                if !is_ready_made {
                    <option selected=true value={chosen.to_owned()}>{ chosen }</option>
                }
                { for ready_made().into_iter().map(|(name, _)| html! {
                    <option value={name} selected={name == chosen}>{ name }</option>
                }) }
            </select>
            <p id="definition-image-help" class="panel-hint">{ part.say(help) }</p>
        </div>
    }
}

/// How an image behaves, in a sentence.
fn about(name: &str) -> EditorText {
    match name.split(':').next() {
        Some("playground/web") => EditorText::ImageOrdinary,
        Some("playground/slow-boot") => EditorText::ImageSlowBoot,
        Some("playground/slow-requests") => EditorText::ImageSlowRequests,
        Some("playground/ignores-sigterm") => EditorText::ImageIgnoresSigterm,
        Some("playground/failing-health") => EditorText::ImageFailingHealth,
        Some("playground/crash") => EditorText::ImageCrash,
        Some("playground/missing") => EditorText::ImageMissing,
        _ => EditorText::ImageOther,
    }
}
