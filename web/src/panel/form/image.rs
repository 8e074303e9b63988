//! `image` of a container, and which ready-made one behaves how.

use sim::ready_made;
use web_sys::HtmlSelectElement;
use words::panel::{EditorText, FormText};
use yew::prelude::*;

use super::Form;
use super::input::{Input, Kind};
use crate::panel::json::{Json, Place};

/// The name of the image, the ready-made ones, and how it behaves.
pub(super) fn image(form: &Form, container: &Place) -> Html {
    let place = container.member("image");
    let chosen = form.value(&place).unwrap_or_default();
    let ready_made = ready_made();
    let size = ready_made.iter().find(|(name, _)| *name == chosen);
    let name = form.value(&container.member("name")).unwrap_or_default();
    let label = EditorText::Image { container: name }.say(form.language);
    let onchange = {
        let form = form.clone();
        move |event: Event| {
            let element: HtmlSelectElement = event.target_unchecked_into();
            form.put(&place, &Json::text(&element.value()));
        }
    };
    html! {
        <div class="form-image" data-governs="tasks">
            { form.input(&Input {
                label: EditorText::ImageUnknown.say(form.language),
                unit: size.map_or_else(String::new, |(_, image)| format!("{} MB", image.size_mib)),
                is_required: true,
                ..Input::of(container, "image", Kind::Text)
            }) }
            <select class="form-ready-made" aria-label={label} {onchange}>
                if size.is_none() {
                    <option selected=true value={chosen.clone()}>{ form.say(FormText::OwnImage) }</option>
                }
                { for ready_made.iter().map(|(name, _)| html! {
                    <option value={*name} selected={*name == chosen}>{ *name }</option>
                }) }
            </select>
            <p class="panel-hint">{ about_image(&chosen).say(form.language) }</p>
        </div>
    }
}

/// How an image behaves, in a sentence.
pub(crate) fn about_image(name: &str) -> EditorText {
    match name.split(':').next() {
        Some("playground/web") => EditorText::ImageOrdinary,
        Some("playground/slow-boot") => EditorText::ImageSlowBoot,
        Some("playground/slow-requests") => EditorText::ImageSlowRequests,
        Some("playground/ignores-sigterm") => EditorText::ImageIgnoresSigterm,
        Some("playground/failing-health") => EditorText::ImageFailingHealth,
        Some("playground/crash") => EditorText::ImageCrash,
        Some("playground/segfault") => EditorText::ImageSegfault,
        Some("playground/crash-in-6-minutes") => EditorText::ImageCrashInMinutes,
        Some("playground/migrate") => EditorText::ImageMigrate,
        Some("playground/migrate-fails") => EditorText::ImageMigrateFails,
        Some("playground/memory-leak") => EditorText::ImageMemoryLeak,
        Some("playground/shell-entrypoint") => EditorText::ImageShell,
        Some("playground/calls-aws") => EditorText::ImageCallsAws,
        Some("playground/arm64-only") => EditorText::ImageArm,
        Some("playground/rate-limited") => EditorText::ImageRateLimited,
        Some("playground/unreachable") => EditorText::ImageUnreachable,
        Some("playground/missing") => EditorText::ImageMissing,
        _ => EditorText::ImageOther,
    }
}
