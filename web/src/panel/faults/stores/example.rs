//! An example of all that a definition may name of the account, written into the editor.

use document::write_task_definition;
use sim::{LogConfiguration, LogDriver, Secret, TaskDefinition, World, map_of};
use words::panel::FaultText;
use yew::prelude::*;

use crate::panel::PanelProps;
use crate::panel::draft::Draft;

/// The button.
pub(super) fn add_example(panel: &PanelProps, definition: &TaskDefinition, draft: &Draft) -> Html {
    let language = panel.readout.language;
    let text = write_task_definition(&with_example(definition, &panel.readout.world));
    let draft = draft.clone();
    html! {
        <>
            <button type="button" class="panel-button fault-button" onclick={move |_| draft.replace(&text)}>
                { FaultText::AddExample.say(language) }
            </button>
            <p class="panel-hint">{ FaultText::AddExampleHelp.say(language) }</p>
        </>
    }
}

/// The definition with roles, and its first container with a secret and a log group, where it has none.
fn with_example(definition: &TaskDefinition, world: &World) -> TaskDefinition {
    let (region, account) = (&world.start().region, &world.start().account);
    let mut definition = definition.clone();
    let role = |name: &str| format!("arn:aws:iam::{account}:role/{name}");
    definition
        .execution_role_arn
        .get_or_insert_with(|| role("ecsTaskExecutionRole"));
    definition
        .task_role_arn
        .get_or_insert_with(|| role("webTaskRole"));
    let group = format!("/ecs/{}", definition.family);
    let Some(container) = definition.container_definitions.first_mut() else {
        return definition;
    };
    if container.secrets.is_empty() {
        container.secrets.push(Secret {
            name: String::from("API_KEY"),
            value_from: format!("arn:aws:secretsmanager:{region}:{account}:secret:api-key-Ab3dEf"),
        });
    }
    let options = [
        ("awslogs-group", group),
        ("awslogs-region", region.clone()),
        ("awslogs-stream-prefix", String::from("ecs")),
    ];
    container
        .log_configuration
        .get_or_insert_with(|| LogConfiguration {
            log_driver: LogDriver::Awslogs,
            options: map_of(
                options
                    .into_iter()
                    .map(|(name, value)| (String::from(name), value)),
            ),
            secret_options: Vec::new(),
        });
    definition
}
