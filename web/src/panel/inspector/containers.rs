//! The containers of a task.

use sim::{Container, ContainerDefinition, HealthStatus, Task, Time};
use words::Language;
use words::panel::InspectorText;
use yew::prelude::*;

use super::stop::exit_meaning;
use super::{PanelProps, section};

/// Image, status, health, exit code and reason of each.
pub(super) fn containers(props: &PanelProps, task: &Task) -> Html {
    let language = props.readout.language;
    let list = (0..task.containers.len()).map(|index| {
        let definition = &task.definition.definition.container_definitions[index];
        let notes = notes(task, index, props.readout.now, language);
        one(definition, &task.containers[index], &notes, language)
    });
    let content = html! { <ul class="panel-containers">{ for list }</ul> };
    section(
        InspectorText::Containers.say(language),
        Html::default(),
        content,
    )
}

/// What it waits for, how often it was started again, how much memory it uses.
fn notes(task: &Task, index: usize, now: Time, language: Language) -> String {
    let waits = task.waits_for(index).filter(|_| task.is_active());
    let waits = waits.map(|wanted| InspectorText::WaitsFor {
        container: wanted.container_name.clone(),
        condition: wanted.condition.name().to_owned(),
    });
    let restarted = match task.containers[index].restart_count {
        0 => None,
        1 => Some(InspectorText::RestartedOnce),
        count => Some(InspectorText::Restarted { count }),
    };
    let memory = task.memory_used_mib(index, now).and_then(|used| {
        let limit = task.memory_limit_mib(index)?;
        Some(InspectorText::MemoryUse { used, limit })
    });
    let texts = [waits, restarted, memory].into_iter().flatten();
    let texts: Vec<String> = texts.map(|text| text.say(language)).collect();
    texts.join(" · ")
}

fn one(
    definition: &ContainerDefinition,
    container: &Container,
    notes: &str,
    language: Language,
) -> Html {
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
            if !notes.is_empty() {
                <p class="panel-hint">{ notes }</p>
            }
            if let Some(reason) = &container.reason {
                <p class="panel-quote" lang="en">{ reason }</p>
            }
            if let Some(meaning) = meaning {
                <p class="panel-hint">{ meaning.say(language) }</p>
            }
        </li>
    }
}
