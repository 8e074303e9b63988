//! The cluster: which machines it has, and what a person does to them.

mod attributes;
mod launch;
mod machines;

pub(super) use attributes::{Attributes, parse_attributes};
use launch::Launch;
pub(super) use machines::change_status;
use machines::machines;
use sim::ClusterId;
use words::panel::ClusterText;
use yew::prelude::*;

use super::PanelProps;

/// The tab: machines to add, and those that there are.
pub(super) fn cluster_tab(props: &PanelProps) -> Html {
    let readout = &props.readout;
    let language = readout.language;
    let cluster = cluster_of(props);
    let Some(cluster) = cluster else {
        return html! { <p class="panel-empty">{ ClusterText::NoInstances.say(language) }</p> };
    };
    html! {
        <div class="panel-form cluster">
            <h3>{ ClusterText::AddInstances.say(language) }</h3>
            <Launch panel={props.clone()} {cluster} />
            { machines(props, cluster) }
        </div>
    }
}

/// The cluster of the service in focus, else the first one.
fn cluster_of(props: &PanelProps) -> Option<ClusterId> {
    let readout = &props.readout;
    let of_service = readout.service().map(|service| service.cluster);
    of_service.or_else(|| readout.world.clusters().next().map(|cluster| cluster.id))
}
