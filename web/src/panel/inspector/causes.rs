//! The chain of causes behind the end of a task.

use sim::Task;
use words::panel::DeploymentText;
use yew::prelude::*;

use super::{PanelProps, section};
use crate::panel::why::rules;

/// The end first, then what each line rests on; nothing for a task that goes on.
pub(super) fn causes(props: &PanelProps, task: &Task) -> Html {
    let readout = &props.readout;
    let language = readout.language;
    let Some(causes) = readout.causes.as_ref().filter(|_| task.stop.is_some()) else {
        return Html::default();
    };
    let sentences = words::cause_sentences(language, &readout.world, task.id, causes);
    let lines = sentences.into_iter().map(|(at, text)| {
        let clock = at.map(|at| scene::clock_text(readout.world.start(), at));
        html! {
            <li>
                <time>{ clock.unwrap_or_default() }</time>
                <span>{ text }</span>
            </li>
        }
    });
    let content = html! {
        <>
            <ol class="panel-causes">{ for lines }</ol>
            <p class="panel-hint">{ DeploymentText::CausesHelp.say(language) }</p>
            if causes.rules.iter().next().is_some() { { rules(props, causes.rules) } }
        </>
    };
    section(
        DeploymentText::Causes.say(language),
        Html::default(),
        content,
    )
}
