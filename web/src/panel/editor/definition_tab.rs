//! The task definition as a form or as text, with everything that is to be said about it.

use document::write_task_definition;
use gloo_timers::callback::Timeout;
use scene::Hue;
use words::panel::{EditorText, FormText};
use yew::prelude::*;

use super::PartProps;
use super::code_field::{select_bytes, use_code_field};
use super::compose::{Compose, use_compose};
use super::go_to::{Destination, focus_field};
use super::lists::{changes, not_simulated, problems};
use super::open_file::{DropArea, open_file, use_drop_area};
use super::view_switch::{Shown, view_switch};
use crate::panel::chip::revision_chip;
use crate::panel::form::Form;
use crate::panel::icon::Icon;

/// The first tab.
#[hook]
pub(super) fn use_definition_tab(part: &PartProps) -> Html {
    let (field, file) = (use_node_ref(), use_node_ref());
    let shown = use_state(|| Shown::Form);
    let show = {
        let shown = shown.clone();
        Callback::from(move |which| shown.set(which))
    };
    let draft = &part.draft;
    let latest = draft.read();
    let language = part.language();
    let go_to = {
        let (field, draft, show) = (field.clone(), draft.clone(), show.clone());
        let is_form = *shown == Shown::Form;
        Callback::from(move |to: Destination| {
            if is_form && focus_field(&to.path) {
                return;
            }
            show.emit(Shown::Json);
            let (field, draft) = (field.clone(), draft.clone());
            // Once the text is there.
            Timeout::new(0, move || select_bytes(&field, &draft.text(), &to.span)).forget();
        })
    };
    let Compose {
        on_text: on_file,
        html: compose,
    } = use_compose(draft, language);
    let DropArea {
        is_dragging,
        ondrop,
        ondragover,
        ondragleave,
    } = use_drop_area(&on_file);
    let mistakes = if draft.is_fresh() {
        latest
            .reading
            .problems
            .iter()
            .map(|problem| problem.span.clone())
            .collect()
    } else {
        Vec::new()
    };
    let code = use_code_field(&field, draft, mistakes, language);
    html! {
        <div class={classes!("panel-definition", is_dragging.then_some("dragging"))}
            {ondrop} {ondragover} {ondragleave}>
            <div class="panel-definition-top">
                { standing(part) }
                { view_switch(*shown, &show, language) }
            </div>
            { compose }
            <div class="panel-definition-form" hidden={*shown != Shown::Form}>
                if *shown == Shown::Form {
                    { form(part, &go_to) }
                }
            </div>
            <div class="panel-tools" hidden={*shown != Shown::Json}>
                { open_file(&file, &on_file, language) }
                { format_button(part) }
            </div>
            <div class="panel-definition-text" hidden={*shown != Shown::Json}>
                { code }
            </div>
            <p id="definition-help" class="panel-hidden">{ part.say(EditorText::CodeHelp) }</p>
            { problems(&latest.reading, &go_to, language) }
            { not_simulated(&latest.reading, &go_to, language) }
        </div>
    }
}

/// The form of the text, or why there is none.
fn form(part: &PartProps, go_to: &Callback<Destination>) -> Html {
    let language = part.language();
    let read = part.draft.read();
    let mut problems = read.reading.problems.iter();
    // Nothing of a text that is not JSON has a place.
    let broken = problems.find(|problem| problem.path.is_empty() && problem.rule.is_none());
    let Some(problem) = broken else {
        let readout = &part.readout;
        return Form::new(&part.draft, part.prospect.clone(), language)
            .html(&readout.world, readout.service());
    };
    let line = FormText::ShowLine { line: problem.line };
    let to = Destination {
        path: String::new(),
        span: problem.span.clone(),
    };
    html! {
        <div class="form-broken">
            <p>{ Icon::Warning.html() }{ FormText::Broken.say(language) }</p>
            <p lang="en">{ &problem.text }</p>
            <button type="button" class="panel-button" onclick={go_to.reform(move |_| to.clone())}>
                { line.say(language) }
            </button>
        </div>
    }
}

/// Which revision the text is or becomes, and what it changes.
fn standing(part: &PartProps) -> Html {
    let Some(prospect) = &part.prospect else {
        return Html::default();
    };
    let service = part.readout.service();
    let leading = service.and_then(|service| service.leading_deployment());
    let running = leading.filter(|_| prospect.is_running());
    let (name, hue) = match service {
        Some(service) if running.is_some() => {
            let number = running.map_or(0, |running| running.definition.revision);
            (&prospect.running, scene::revision_hue(service, number))
        }
        Some(service) => (&prospect.next, scene::next_revision_hue(service)),
        None => (&prospect.next, Hue::Blue),
    };
    html! {
        <span class="panel-standing">
            { revision_chip(name, hue) }
            if let Some(found) = &prospect.changes {
                { changes(found, prospect, part.language()) }
            }
        </span>
    }
}

fn format_button(part: &PartProps) -> Html {
    let definition = part.draft.read().reading.definition.clone();
    let is_disabled = definition.is_none();
    let draft = part.draft.clone();
    let onclick = move |_| {
        if let Some(definition) = &definition {
            draft.replace(&write_task_definition(definition));
        }
    };
    html! {
        <button type="button" class="panel-button quiet" {onclick} disabled={is_disabled}
            title={part.say(EditorText::FormatHelp)}>
            { part.say(EditorText::Format) }
        </button>
    }
}
