//! Where a task runs, and for which deployment.

use scene::Target;
use sim::Task;
use words::panel::InspectorText;
use yew::prelude::*;

use super::{PanelProps, fact, link, section};
use crate::panel::chip::revision_chip;
use crate::panel::copy_button::CopyButton;

/// Instance, zone, revision, deployment.
pub(super) fn placement(props: &PanelProps, task: &Task) -> Html {
    let readout = &props.readout;
    let language = readout.language;
    let hue = scene::hue_of(&readout.world, readout.focus, task);
    let place = match task.instance {
        Some(instance) => link(
            props,
            Target::Instance(instance),
            html! { <code>{ instance.ec2().to_string() }</code> },
        ),
        None => html! { InspectorText::Fargate.say(language) },
    };
    let deployment = task.deployment().map(|id| id.to_string());
    let content = html! {
        <dl class="panel-facts">
            { fact(&InspectorText::Instance.say(language), place) }
            { fact(&InspectorText::Zone.say(language), html! { <code>{ readout.world.zone_name(task.zone) }</code> }) }
            { fact(&InspectorText::Revision.say(language), revision_chip(&task.definition.to_string(), hue)) }
            { for deployment.map(|deployment| fact(&InspectorText::Deployment.say(language), html! {
                <>
                    <code class="panel-shortened" title={deployment.clone()}>{ &deployment }</code>
                    <CopyButton text={deployment.clone()} what={InspectorText::Deployment.say(language)} {language} />
                </>
            })) }
        </dl>
    };
    section(
        InspectorText::Placement.say(language),
        Html::default(),
        content,
    )
}
