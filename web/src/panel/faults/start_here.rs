//! `StartTask`: one task of a revision on one instance.

use sim::{Command, InstanceId, StartTask};
use words::panel::RunText;
use yew::prelude::*;

use super::run::{definition_choice, latest_of, offered, outcome, subnet_zones};
use crate::action::Action;
use crate::panel::PanelProps;

#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Props {
    pub(crate) panel: PanelProps,
    pub(crate) instance: InstanceId,
}

/// Which revision, the button, and what became of it.
#[component]
pub(crate) fn StartHere(props: &Props) -> Html {
    let chosen = use_state(|| None::<String>);
    let panel = &props.panel;
    let readout = &panel.readout;
    let language = readout.language;
    let revisions = offered(&readout.world);
    let service = readout.service();
    let leading = service.and_then(sim::Service::leading_deployment);
    let family = leading.map(|leading| leading.definition.definition.family.clone());
    let asked = (*chosen).clone();
    let is_offered = |name: &String| revisions.iter().any(|known| known.to_string() == *name);
    let definition = asked
        .filter(is_offered)
        .or_else(|| latest_of(&revisions, &family.unwrap_or_default()));
    let Some((definition, instance)) = definition.zip(readout.world.instance(props.instance))
    else {
        return Html::default();
    };
    let on_choose = Callback::from(move |value| chosen.set(Some(value)));
    let (cluster, id) = (instance.cluster, instance.id);
    let zones = subnet_zones(&readout.world, &definition);
    let onclick = {
        let definition = definition.clone();
        panel.act.reform(move |_| {
            Action::Submit(Command::StartTask(Box::new(StartTask {
                subnet_zones: zones.clone(),
                ..StartTask::of(cluster, &definition, &[id])
            })))
        })
    };
    html! {
        <div class="panel-section faults-start">
            { definition_choice("start-definition", &revisions, &definition, on_choose, language) }
            <div class="panel-action">
                <button type="button" class="panel-button" {onclick}>{ RunText::StartHere.say(language) }</button>
                <span class="panel-hint">{ RunText::StartHereHelp.say(language) }</span>
            </div>
            { outcome(panel, Some(id)) }
        </div>
    }
}
