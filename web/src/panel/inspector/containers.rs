//! The containers of a task.

use sim::{Container, ContainerDefinition, HealthStatus, Task};
use words::Language;
use words::panel::InspectorText;
use yew::prelude::*;

use super::stop::exit_meaning;
use super::{PanelProps, section};

/// Image, status, health, exit code and reason of each.
pub(super) fn containers(props: &PanelProps, task: &Task) -> Html {
    let language = props.readout.language;
    let definitions = &task.definition.definition.container_definitions;
    let list = definitions
        .iter()
        .zip(&task.containers)
        .map(|(definition, container)| one(definition, container, language));
    let content = html! { <ul class="panel-containers">{ for list }</ul> };
    section(
        InspectorText::Containers.say(language),
        Html::default(),
        content,
    )
}

fn one(definition: &ContainerDefinition, container: &Container, language: Language) -> Html {
    let mut states = vec![container.last_status().name().to_owned()];
    let has_check = definition.health_check.is_some();
    if has_check && container.is_alive() {
        states.push(container.health_status.name().to_owned());
    }
    let is_unhealthy = has_check && container.health_status == HealthStatus::Unhealthy;
    if let Some(code) = container.exit_code() {
        states.push(InspectorText::Exit { code }.say(language));
    }
    let has_failed =
        container.exit_code().is_some_and(|code| code != 0) || container.reason.is_some();
    let meaning = container.exit_code().and_then(exit_meaning);
    html! {
        <li>
            <div class="panel-line">
                <code>{ &definition.name }</code>
                <span class={classes!("panel-line-end", (has_failed || is_unhealthy).then_some("bad"))}>{ states.join(" · ") }</span>
            </div>
            <code class="panel-image" title={definition.image.clone()}>{ &definition.image }</code>
            if let Some(reason) = &container.reason {
                <p class="panel-quote" lang="en">{ reason }</p>
            }
            if let Some(meaning) = meaning {
                <p class="panel-hint">{ meaning.say(language) }</p>
            }
        </li>
    }
}
