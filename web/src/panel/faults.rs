//! What a person does to tasks beside deploying: runs some without a service, and makes things go wrong for them.

mod assumptions;
mod container;
mod containers;
mod field;
mod images;
mod roles;
mod run;
mod start_here;
mod stores;

use std::rc::Rc;

use sim::{Command, TaskDefinition, UpdateService};
use words::panel::{AssumptionText, FaultText, RunText};
use yew::prelude::*;

use self::assumptions::Assumptions;
pub(super) use self::container::ContainerFaults;
use self::containers::Containers;
use self::images::images;
use self::roles::roles;
use self::run::Run;
pub(super) use self::start_here::StartHere;
use self::stores::stores;
use super::PanelProps;
use super::draft::Draft;
use crate::action::Action;
use crate::readout::Readout;

/// What the tab needs; the readout comes from the context, so that the rest of the editor need not show itself anew.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct FaultsProps {
    /// What to do.
    pub(crate) act: Callback<Action>,
    /// What stands in the editor.
    pub(crate) draft: Draft,
    /// Whether the tab can be seen.
    pub(crate) is_open: bool,
}

/// The tab.
#[component]
pub(crate) fn Faults(props: &FaultsProps) -> Html {
    let latest = use_context::<Rc<Readout>>();
    let seen = use_mut_ref(|| None::<Rc<Readout>>);
    let read = props.draft.read();
    let written = use_memo(read, |read| read.reading.definition.clone().map(Rc::new));
    if props.is_open || seen.borrow().is_none() {
        seen.borrow_mut().clone_from(&latest);
    }
    let Some(readout) = seen.borrow().clone() else {
        return Html::default();
    };
    let language = readout.language;
    let running = readout
        .service()
        .and_then(sim::Service::leading_deployment)
        .map(|leading| leading.definition.clone());
    let definition: Option<Rc<TaskDefinition>> = (*written)
        .clone()
        .or_else(|| running.map(|running| Rc::new(running.definition.clone())));
    let panel = PanelProps {
        readout,
        act: props.act.clone(),
    };
    let family = definition
        .as_ref()
        .map(|definition| AttrValue::from(definition.family.clone()));
    html! {
        <div class="faults">
            { section(RunText::Title.say(language), true, html! { <Run panel={panel.clone()} {family} /> }) }
            { section(FaultText::Containers.say(language), false, html! { <Containers panel={panel.clone()} /> }) }
            <div class="form-section">{ renew(&panel) }</div>
            if let Some(definition) = &definition {
                { section(FaultText::Images.say(language), false, images(&panel, definition)) }
                { section(FaultText::Roles.say(language), false, roles(&panel, definition)) }
                { section(FaultText::Stores.say(language), false, stores(&panel, definition, &props.draft)) }
            }
            { section(AssumptionText::Title.say(language), false, html! { <Assumptions {panel} /> }) }
        </div>
    }
}

/// A part that folds.
fn section(title: String, is_open: bool, content: Html) -> Html {
    html! {
        <details class="form-section" open={is_open}>
            <summary>{ title }</summary>
            <div class="fault-content">{ content }</div>
        </details>
    }
}

/// All tasks of the service anew, so that they feel what has changed.
fn renew(panel: &PanelProps) -> Html {
    let readout = &panel.readout;
    let language = readout.language;
    let service = readout.focus;
    let onclick = panel.act.reform(move |_| {
        Action::Submit(Command::UpdateService(Box::new(UpdateService {
            force_new_deployment: true,
            ..UpdateService::of(service)
        })))
    });
    html! {
        <>
            <p class="panel-hint">{ FaultText::RenewHelp.say(language) }</p>
            if readout.service().is_some() {
                <button type="button" class="panel-button fault-button" {onclick}>{ FaultText::Renew.say(language) }</button>
            }
        </>
    }
}
