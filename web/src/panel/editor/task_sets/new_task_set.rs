//! `CreateTaskSet` of the draft.

use playground::calls_for_task_set;
use sim::{Service, TargetGroup};
use words::Language;
use words::panel::{FieldText, TaskSetText};
use yew::prelude::*;

use super::super::PartProps;
use super::super::tenths::tenths_of;
use crate::action::Action;
use crate::panel::field::{ChoiceField, Field};

/// The whole of the desired count, in tenths of a percent.
const WHOLE: u32 = 1_000;
/// The name of no target group: no real one is empty.
const NO_GROUP: &str = "";

/// What stands in the form.
#[derive(Clone, PartialEq)]
struct Wanted {
    scale: AttrValue,
    external_id: AttrValue,
    /// The name of the target group that was chosen; none while nobody has.
    group: Option<AttrValue>,
}

impl Default for Wanted {
    fn default() -> Self {
        Self {
            scale: "100.0".into(),
            external_id: AttrValue::default(),
            group: None,
        }
    }
}

/// The form: nothing is made before the button is pressed.
#[component]
pub(super) fn NewTaskSet(part: &PartProps) -> Html {
    let wanted = use_state(Wanted::default);
    let is_asked = use_state(|| false);
    let language = part.language();
    let is_sound = part.draft.read().reading.definition.is_some();
    let onsubmit = {
        let (part, wanted, is_asked) = (part.clone(), wanted.clone(), is_asked.clone());
        move |event: SubmitEvent| {
            event.prevent_default();
            let action = action(&part, &wanted);
            is_asked.set(action.is_none());
            if let Some(action) = action {
                part.act.emit(action);
                wanted.set(Wanted::default());
            }
        }
    };
    let problem = (*is_asked && !is_sound).then(|| TaskSetText::DraftHasProblems.say(language));
    html! {
        <form class="panel-new-alarm" {onsubmit} aria-labelledby="new-task-set-title">
            <h4 id="new-task-set-title">{ TaskSetText::New.say(language) }</h4>
            <p class="panel-hint">{ TaskSetText::NewHelp.say(language) }</p>
            { fields(part, &wanted, language) }
            <p class="panel-outcome wrong" aria-live="polite">{ problem }</p>
            <button type="submit" class="panel-button">{ "+ " }{ TaskSetText::Create.say(language) }</button>
        </form>
    }
}

fn fields(part: &PartProps, wanted: &UseStateHandle<Wanted>, language: Language) -> Html {
    let set = |change: fn(&mut Wanted, AttrValue)| {
        let wanted = wanted.clone();
        Callback::from(move |value| {
            let mut next = (*wanted).clone();
            change(&mut next, value);
            wanted.set(next);
        })
    };
    let percent = Callback::from(move |text: AttrValue| {
        let is_wrong = tenths_of(&text) > WHOLE;
        is_wrong.then(|| TaskSetText::NotPercent.say(language).into())
    });
    let mut names = vec![(NO_GROUP.into(), TaskSetText::NoGroup.say(language).into())];
    names.extend(part.readout.world.target_groups().map(|group| {
        let name = AttrValue::from(group.name.clone());
        (name.clone(), name)
    }));
    html! {
        <>
            <Field id="new-task-set-scale" name="scale" value={wanted.scale.clone()} {language}
                unit={FieldText::UnitPercent.say(language)} help={TaskSetText::NewScale.say(language)}
                check={percent} on_commit={set(|wanted, scale| wanted.scale = scale)} />
            <Field id="new-task-set-external-id" name="externalId" value={wanted.external_id.clone()} {language}
                help={TaskSetText::ExternalIdHelp.say(language)} check={Callback::from(|_| None)}
                on_commit={set(|wanted, text| wanted.external_id = text)} />
            <ChoiceField id="new-task-set-group" name="loadBalancers" value={chosen(part, wanted)} {names}
                help={TaskSetText::GroupHelp.say(language)} check={Callback::from(|_| None)}
                on_commit={set(|wanted, group| wanted.group = Some(group))} />
        </>
    }
}

/// The target group in force: the one that was chosen, else the first that no task set uses, else the leading one's.
fn chosen(part: &PartProps, wanted: &Wanted) -> AttrValue {
    let usual = || {
        let service = part.readout.service()?;
        let mut groups = part.readout.world.target_groups();
        let free = groups.find(|group| !is_used(service, group));
        let attached = service.leading_deployment()?.load_balancers.first();
        let attached =
            attached.and_then(|attached| part.readout.world.target_group(attached.target_group));
        Some(free.or(attached)?.name.clone().into())
    };
    let chosen = wanted.group.clone().or_else(usual);
    chosen.unwrap_or_else(|| NO_GROUP.into())
}

fn is_used(service: &Service, group: &TargetGroup) -> bool {
    let mut sets = service.task_sets();
    sets.any(|(set, _)| {
        let mut attached = set.load_balancers.iter();
        attached.any(|attached| attached.target_group == group.id)
    })
}

/// What the form asks for; none while the draft has problems.
fn action(part: &PartProps, wanted: &Wanted) -> Option<Action> {
    let definition = part.draft.read_now().reading.definition.clone()?;
    let world = &part.readout.world;
    let name = chosen(part, wanted);
    let group = world.target_groups().find(|group| *group.name == *name);
    let external_id = Some(wanted.external_id.to_string());
    let calls = calls_for_task_set(
        world,
        part.readout.service()?,
        &definition,
        playground::NewTaskSet {
            scale_tenths: tenths_of(&wanted.scale),
            external_id: external_id.filter(|text| !text.is_empty()),
            target_group: group.map(|group| group.id),
        },
    );
    Some(Action::SubmitAll(calls))
}
