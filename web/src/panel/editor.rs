//! The editor: the task definition as text, the service, its load balancer, and the button that deploys.

mod balancing;
mod body;
mod bounds;
mod check_texts;
mod code_field;
mod compose;
mod definition_tab;
mod deploy_bar;
mod deploying;
mod following;
mod go_to;
mod governs;
mod highlight;
mod lists;
mod load_balancer_tab;
mod open_file;
mod part;
mod placement;
mod rejection;
mod revisions;
mod rollout;
mod service_tab;
mod target_group;
mod task_sets;
mod tenths;
mod view_switch;

use std::rc::Rc;

use yew::prelude::*;

use super::EditorPanelProps;
use super::draft::{Read, use_draft};
use super::prospect::Prospect;
use crate::readout::Readout;

use self::body::Body;
use self::deploying::use_deploy_event;
use self::following::use_following;
pub(crate) use self::part::PartProps;

/// The panel on the left.
#[component]
pub(crate) fn EditorPanel(props: &EditorPanelProps) -> Html {
    let draft = use_draft(&props.definition);
    let prospect = use_prospect(&props.readout, &draft.read());
    let part = PartProps {
        readout: props.readout.clone(),
        act: props.act.clone(),
        draft,
        prospect,
    };
    use_following(&part);
    use_deploy_event(&part);
    // What shows more of the readout than the other tabs takes it from here.
    html! {
        <ContextProvider<Rc<Readout>> context={props.readout.clone()}>
            <Body ..part />
        </ContextProvider<Rc<Readout>>>
    }
}

/// What deploying the draft would do, worked out anew only if something it rests on differs.
#[hook]
fn use_prospect(readout: &Rc<Readout>, read: &Rc<Read>) -> Option<Rc<Prospect>> {
    let family = read.reading.family.clone().unwrap_or_default();
    let running = readout
        .service()
        .and_then(sim::Service::leading_deployment)
        .map(|leading| leading.definition.clone());
    let registered = readout.world.next_revision(&family);
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
