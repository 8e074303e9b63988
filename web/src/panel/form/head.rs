//! The head of a container in the form, by which it folds.

use words::panel::FormText;
use yew::prelude::*;

use super::Form;
use super::input::problem_text;
use crate::panel::icon::Icon;
use crate::panel::json::Place;

/// Its name, whether the task lives and dies with it, its ports, and how much is wrong in it.
pub(super) fn head(form: &Form, container: &Place, index: usize) -> Html {
    let name = form
        .value(&container.member("name"))
        .unwrap_or_else(|| form.say(FormText::Container { index: index + 1 }));
    let is_essential = form.value(&container.member("essential")).as_deref() != Some("false");
    let kind = if is_essential {
        FormText::Essential
    } else {
        FormText::Sidecar
    };
    let problem_count = form.problem_count(container);
    html! {
        <summary>
            <b class="form-container-name">{ name }</b>
            <span class="panel-state">{ form.say(kind) }</span>
            <span class="panel-aside">
                if problem_count > 0 {
                    <span class="form-problem-count">{ Icon::Warning.html() }{ problem_count }</span>
                } else {
                    { aside(form, container) }
                }
            </span>
        </summary>
    }
}

/// `new in web:8`, or its ports.
fn aside(form: &Form, container: &Place) -> String {
    if is_new(form, container) {
        let revision = form.prospect.as_ref().map(|prospect| prospect.next.clone());
        return form.say(FormText::New {
            revision: revision.unwrap_or_default(),
        });
    }
    let ports = form.outline.elements(&container.member("portMappings"));
    let ports: Vec<String> = ports
        .iter()
        .filter_map(|port| {
            let protocol = form.value(&port.member("protocol"));
            let number = form.value(&port.member("containerPort"))?;
            Some(format!(
                ":{number}/{}",
                protocol.unwrap_or_else(|| String::from("tcp"))
            ))
        })
        .collect();
    ports.join(" ")
}

/// Whether the running revision has no container at this place.
pub(super) fn is_new(form: &Form, container: &Place) -> bool {
    form.before(&container.member("name")) == Some(None)
}

/// What is wrong with a container as a whole.
pub(super) fn container_problem(form: &Form, container: &Place) -> Html {
    problem_text(&super::field_id(&container.name), form.problem(container))
}
