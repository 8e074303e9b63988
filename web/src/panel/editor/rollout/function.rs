//! The function of a lifecycle hook, and what it answers: that is up to a person.

use sim::{Command, DeploymentLifecycleHook, HookAnswer, HookCommand, HookFunction};
use words::panel::FieldText;
use yew::prelude::*;

use super::configuring::Configuring;
use crate::action::Action;
use crate::panel::field::ChoiceField;

/// Its ARN, and how it behaves.
pub(super) fn function(
    fields: Configuring<'_>,
    index: usize,
    hook: &DeploymentLifecycleHook,
) -> Html {
    let number = index + 1;
    let arn = hook.hook_target_arn.clone().unwrap_or_default();
    let place = (format!("hook-{number}-arn").into(), "hookTargetArn".into());
    html! {
        <>
            { fields.text(place, arn.clone(), FieldText::HookTarget, move |all, text| {
                if let Some(hook) = all.lifecycle_hooks.get_mut(index) {
                    let text = text.trim();
                    hook.hook_target_arn = (!text.is_empty()).then(|| text.to_owned());
                }
            }) }
            { answer(fields, number, arn) }
        </>
    }
}

const NAMES: [&str; 6] = [
    "SUCCEEDED",
    "FAILED",
    "IN_PROGRESS",
    "no status",
    "error",
    "nothing",
];

fn answer(fields: Configuring<'_>, number: usize, arn: String) -> Html {
    let language = fields.part.language();
    let before = fields.part.readout.world.hook_function(&arn);
    let texts = [
        FieldText::NoStatus,
        FieldText::FunctionError,
        FieldText::NoAnswer,
    ];
    let spoken = texts.map(|text| AttrValue::from(text.say(language)));
    let plain = NAMES[..3].iter().map(|name| AttrValue::from(*name));
    let shown = plain.chain(spoken);
    let names = NAMES
        .into_iter()
        .map(AttrValue::from)
        .zip(shown)
        .collect::<Vec<_>>();
    let on_commit = fields.part.act.reform(move |name: AttrValue| {
        Action::Submit(Command::Hook(HookCommand::SetFunction {
            arn: arn.clone(),
            function: HookFunction {
                answer: named(&name),
                takes: before.takes,
            },
        }))
    });
    html! {
        <ChoiceField id={format!("hook-{number}-answer")} name="hookStatus" value={name_of(before.answer)} {names}
            help={FieldText::FunctionAnswers.say(language)} check={Callback::from(|_| None)} {on_commit} />
    }
}

const fn name_of(answer: HookAnswer) -> &'static str {
    NAMES[match answer {
        HookAnswer::Succeeded => 0,
        HookAnswer::Failed => 1,
        HookAnswer::InProgress(_) => 2,
        HookAnswer::NoStatus => 3,
        HookAnswer::Error => 4,
        HookAnswer::Nothing => 5,
    }]
}

fn named(name: &str) -> HookAnswer {
    let place = NAMES.iter().position(|known| *known == name);
    match place {
        Some(1) => HookAnswer::Failed,
        Some(2) => HookAnswer::InProgress(None),
        Some(3) => HookAnswer::NoStatus,
        Some(4) => HookAnswer::Error,
        Some(5) => HookAnswer::Nothing,
        _ => HookAnswer::Succeeded,
    }
}
