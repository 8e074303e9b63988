//! What the service waits for, where a setting would lift that.

use sim::Service;
use words::panel::DeploymentText;
use yew::prelude::*;

use super::{PanelProps, section, titled};

/// The sentence of the headline, and each setting that would lift the wait; nothing where none would.
pub(super) fn waits(props: &PanelProps, service: &Service) -> Html {
    let readout = &props.readout;
    let language = readout.language;
    let wait = readout.world.outlook(service).wait;
    let lifts = wait.map_or_else(Vec::new, |wait| readout.world.lifts(service, wait));
    if lifts.is_empty() {
        return Html::default();
    }
    let content = html! {
        <>
            <p class="panel-counts">{ &readout.sentence }</p>
            { titled(words::lift_lines(language, &lifts), "panel-lifts") }
        </>
    };
    section(
        DeploymentText::WaitsFor.say(language),
        Html::default(),
        content,
    )
}
