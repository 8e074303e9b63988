//! The secrets and log groups that the definition names: whether each is there, and a button that turns that over.

mod example;

use sim::{AccountChange, Command, TaskDefinition, secret_name};
use words::panel::FaultText;
use yew::prelude::*;

use self::example::add_example;
use crate::action::Action;
use crate::panel::PanelProps;
use crate::panel::draft::Draft;

/// Both lists; where the definition lacks any of it, a button that writes an example into the editor.
pub(super) fn stores(panel: &PanelProps, definition: &TaskDefinition, draft: &Draft) -> Html {
    let language = panel.readout.language;
    let containers = || definition.container_definitions.iter();
    let secrets = sorted(
        containers()
            .flat_map(|container| container.secrets_read())
            .map(secret_name),
    );
    let groups = sorted(containers().filter_map(|container| container.log_group()));
    let has_roles = definition.execution_role_arn.is_some() && definition.task_role_arn.is_some();
    let is_complete = has_roles && !secrets.is_empty() && !groups.is_empty();
    let account = panel.readout.world.account();
    html! {
        <>
            if secrets.is_empty() && groups.is_empty() {
                <p class="panel-hint">{ FaultText::NoStores.say(language) }</p>
            }
            <ul class="fault-stores">
                { for secrets.iter().map(|name| secret(panel, name, account.has_secret(name))) }
                { for groups.iter().map(|name| log_group(panel, name, account.has_log_group(name))) }
            </ul>
            if !secrets.is_empty() { <p class="panel-hint">{ FaultText::SecretHelp.say(language) }</p> }
            if !groups.is_empty() { <p class="panel-hint">{ FaultText::LogGroupHelp.say(language) }</p> }
            if !is_complete { { add_example(panel, definition, draft) } }
        </>
    }
}

fn sorted<'a>(names: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut names: Vec<String> = names
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect();
    names.sort();
    names.dedup();
    names
}

fn secret(panel: &PanelProps, name: &str, is_there: bool) -> Html {
    let secret = name.to_owned();
    // The name without the six characters that Secrets Manager adds.
    let last = name.rsplit(':').next().unwrap_or(name).to_owned();
    let (change, label) = if is_there {
        (
            AccountChange::DeleteSecret { secret },
            FaultText::DeleteSecret { name: last },
        )
    } else {
        (
            AccountChange::PutSecret { secret },
            FaultText::PutSecret { name: last },
        )
    };
    row(panel, name, is_there, change, &label)
}

fn log_group(panel: &PanelProps, name: &str, is_there: bool) -> Html {
    let group = name.to_owned();
    let (change, label) = if is_there {
        (
            AccountChange::DeleteLogGroup {
                name: group.clone(),
            },
            FaultText::DeleteLogGroup { name: group },
        )
    } else {
        (
            AccountChange::CreateLogGroup {
                name: group.clone(),
            },
            FaultText::CreateLogGroup { name: group },
        )
    };
    row(panel, name, is_there, change, &label)
}

fn row(
    panel: &PanelProps,
    name: &str,
    is_there: bool,
    change: AccountChange,
    label: &FaultText,
) -> Html {
    let language = panel.readout.language;
    let onclick = panel
        .act
        .reform(move |_| Action::Submit(Command::ChangeAccount(change.clone())));
    let (state, text) = if is_there {
        (FaultText::IsThere, FaultText::Delete)
    } else {
        (FaultText::IsMissing, FaultText::Create)
    };
    html! {
        <li key={name.to_owned()}>
            <code title={name.to_owned()}>{ name.rsplit(':').next().unwrap_or(name) }</code>
            <span class={classes!("panel-state", (!is_there).then_some("strong"))}>{ state.say(language) }</span>
            <button type="button" class="panel-button" {onclick} aria-label={label.say(language)}>{ text.say(language) }</button>
        </li>
    }
}
