//! Everything in the editor: it shows itself anew only when what it shows differs.

use words::panel::{EditorText, FaultText};
use yew::prelude::*;

use super::PartProps;
use super::definition_tab::use_definition_tab;
use super::deploy_bar::deploy_bar;
use super::governs::use_governs;
use super::load_balancer_tab::use_load_balancer_tab;
use super::service_tab::use_service_tab;
use crate::panel::PanelProps;
use crate::panel::cluster::cluster_tab;
use crate::panel::faults::Faults;
use crate::panel::icon::Icon;
use crate::panel::tabs::{Tabs, tabs};

/// Five tabs, what they open, and the button that deploys.
#[component]
pub(crate) fn Body(part: &PartProps) -> Html {
    let open = use_state(|| 0_usize);
    let place = use_node_ref();
    let governs = use_governs(&part.act);
    let definition = use_definition_tab(part);
    let service = use_service_tab(part);
    let load_balancer = use_load_balancer_tab(part);
    let on_open = {
        let open = open.clone();
        Callback::from(move |index| open.set(index))
    };
    let names = [
        (Icon::Document, EditorText::TabDefinition),
        (Icon::Tasks, EditorText::TabService),
        (Icon::Machines, EditorText::TabCluster),
        (Icon::Share, EditorText::TabLoadBalancer),
    ];
    let list = Tabs {
        id: "editor",
        label: part.say(EditorText::Editor),
        tabs: names
            .into_iter()
            .map(|(icon, name)| (icon, part.say(name)))
            .chain([(Icon::Bolt, FaultText::Tab.say(part.language()))])
            .collect(),
        open: *open,
        on_open,
        place,
    };
    let cluster = PanelProps {
        readout: part.readout.clone(),
        act: part.act.clone(),
    };
    html! {
        <div class="panel-editor" onmouseover={governs.onmouseover} onmouseleave={governs.onmouseleave}
            onfocusin={governs.onfocusin} onfocusout={governs.onfocusout} onkeydown={governs.onkeydown}>
            { tabs(list) }
            { pane(0, *open, definition) }
            { pane(1, *open, service) }
            { pane(2, *open, cluster_tab(&cluster)) }
            { pane(3, *open, load_balancer) }
            { pane(4, *open, html! {
                <Faults act={part.act.clone()} draft={part.draft.clone()} is_open={*open == 4} />
            }) }
            { deploy_bar(part) }
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
