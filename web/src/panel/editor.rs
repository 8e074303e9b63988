//! The editor: the task definition as text, the service, its load balancer, and the button that deploys.

mod bounds;
mod code_field;
mod definition_tab;
mod deploy_bar;
mod deploying;
mod highlight;
mod images;
mod lists;
mod load_balancer_tab;
mod open_file;
mod part;
mod rejection;
mod revisions;
mod service_tab;
mod stop_timeout;

use std::rc::Rc;

use words::panel::EditorText;
use yew::prelude::*;

use super::EditorPanelProps;
use super::draft::{Read, use_draft};
use super::icon::Icon;
use super::prospect::Prospect;
use super::tabs::Tabs;
use crate::readout::Readout;

use self::definition_tab::DefinitionTab;
use self::deploy_bar::DeployBar;
use self::deploying::use_deploy_event;
use self::load_balancer_tab::LoadBalancerTab;
pub(crate) use self::part::PartProps;
use self::service_tab::ServiceTab;

/// The panel on the left.
#[component]
pub(crate) fn EditorPanel(props: &EditorPanelProps) -> Html {
    let open = use_state(|| 0_usize);
    let draft = use_draft(&props.initial_text);
    let prospect = use_prospect(&props.readout, &draft.read());
    let part = PartProps {
        readout: props.readout.clone(),
        act: props.act.clone(),
        draft,
        prospect,
    };
    let on_open = use_callback(open.setter(), |index, open| open.set(index));
    let tabs = vec![
        (Icon::Document, part.say(EditorText::TabDefinition).into()),
        (Icon::Tasks, part.say(EditorText::TabService).into()),
        (Icon::Share, part.say(EditorText::TabLoadBalancer).into()),
    ];
    use_deploy_event(&part);
    html! {
        <div class="panel-editor">
            <Tabs id="editor" label={part.say(EditorText::Editor)} {tabs} open={*open} {on_open} />
            { pane(0, *open, html! { <DefinitionTab ..part.clone() /> }) }
            { pane(1, *open, html! { <ServiceTab ..part.clone() /> }) }
            { pane(2, *open, html! { <LoadBalancerTab ..part.clone() /> }) }
            <DeployBar ..part />
        </div>
    }
}

/// The panes stay: a text keeps its undo history while another one is open.
fn pane(index: usize, open: usize, content: Html) -> Html {
    html! {
        <div class="panel-pane" role="tabpanel" id={format!("editor-pane-{index}")}
            aria-labelledby={format!("editor-tab-{index}")} hidden={index != open}>
            { content }
        </div>
    }
}

/// What deploying the draft would do, worked out anew only if something it rests on differs.
#[hook]
fn use_prospect(readout: &Rc<Readout>, read: &Rc<Read>) -> Option<Rc<Prospect>> {
    let family = read.reading.family.clone().unwrap_or_default();
    let running = readout
        .service()
        .map(|service| service.primary().definition.clone());
    let registered = readout.world.revisions(&family).len();
    let readout = readout.clone();
    (*use_memo(
        (read.clone(), running, registered, family),
        move |(read, ..)| {
            let service = readout.service()?;
            Some(Rc::new(Prospect::of(read, &readout.world, service)))
        },
    ))
    .clone()
}
