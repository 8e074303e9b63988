//! What the roles may do that tasks of the definition use.

use sim::{AccountChange, Command, INSTANCE_ROLE, Permission, Set, TaskDefinition};
use words::panel::FaultText;
use yew::prelude::*;

use super::field::tick;
use crate::action::Action;
use crate::panel::PanelProps;

/// The execution role, the task role, and the role of the instances.
pub(super) fn roles(panel: &PanelProps, definition: &TaskDefinition) -> Html {
    let language = panel.readout.language;
    let named = |role: &Option<String>| role.clone().filter(|role| !role.is_empty());
    let none = |text: FaultText| html! { <p class="panel-hint">{ text.say(language) }</p> };
    let execution = named(&definition.execution_role_arn).map_or_else(
        || none(FaultText::NoExecutionRole),
        |role| {
            let permissions = [
                (Permission::PullImages, FaultText::WithoutPullExecution),
                (Permission::ReadSecrets, FaultText::WithoutSecrets),
                (Permission::WriteLogs, FaultText::WithoutLogs),
                (Permission::CreateLogGroups, FaultText::WithoutGroups),
            ];
            one(panel, &role, &FaultText::ExecutionRole, permissions)
        },
    );
    let task = named(&definition.task_role_arn).map_or_else(
        || none(FaultText::NoTaskRole),
        |role| {
            let permissions = [(Permission::CallAws, FaultText::WithoutCalls)];
            one(panel, &role, &FaultText::TaskRole, permissions)
        },
    );
    let permissions = [
        (Permission::PullImages, FaultText::WithoutPullInstance),
        (Permission::WriteLogs, FaultText::WithoutLogs),
        (Permission::CallAws, FaultText::WithoutCalls),
    ];
    let instance = one(panel, INSTANCE_ROLE, &FaultText::InstanceRole, permissions);
    html! { <>{ execution }{ task }{ instance }</> }
}

fn one<const COUNT: usize>(
    panel: &PanelProps,
    role: &str,
    kind: &FaultText,
    permissions: [(Permission, FaultText); COUNT],
) -> Html {
    let readout = &panel.readout;
    let language = readout.language;
    let account = readout.world.account();
    let allowed: Set<Permission> = Permission::ALL
        .iter()
        .copied()
        .filter(|permission| account.allows(Some(role), *permission))
        .collect();
    let name = role.rsplit('/').next().unwrap_or(role);
    let label = format!("{} {name}", kind.say(language));
    let row = |(permission, help): (Permission, FaultText)| {
        let is_allowed = allowed.contains(&permission);
        let (role, mut allows) = (role.to_owned(), allowed.clone());
        if is_allowed {
            allows.remove(&permission);
        } else {
            allows.insert(permission);
        }
        let on_tick = panel.act.reform(move |_| {
            Action::Submit(Command::ChangeAccount(AccountChange::SetRole {
                role: role.clone(),
                allows: allows.clone(),
            }))
        });
        let text = permission_text(permission).say(language);
        tick(text, help.say(language), is_allowed, on_tick)
    };
    html! {
        <div class="fault-role" role="group" aria-label={label}>
            <p><code title={role.to_owned()}>{ name }</code>{ " " }<span class="panel-hint">{ kind.say(language) }</span></p>
            { for permissions.map(row) }
        </div>
    }
}

const fn permission_text(permission: Permission) -> FaultText {
    match permission {
        Permission::PullImages => FaultText::PullImages,
        Permission::ReadSecrets => FaultText::ReadSecrets,
        Permission::WriteLogs => FaultText::WriteLogs,
        Permission::CreateLogGroups => FaultText::CreateLogGroups,
        Permission::CallAws => FaultText::CallAws,
    }
}
