//! What the states in the picture look like, and what they mean.

use words::Language;
use words::panel::{InspectorText, StateText};
use yew::prelude::*;

use super::PanelProps;
use super::chip::hue_class;
use super::picture::picture;

/// Each state with its swatch and one sentence, then the hues.
#[component]
pub(crate) fn LegendPanel(props: &PanelProps) -> Html {
    let legend = use_memo(props.readout.language, |language| legend(*language));
    (*legend).clone()
}

fn legend(language: Language) -> Html {
    let states = scene::legend(language).into_iter().map(|(name, frame)| {
        html! {
            <div class="panel-legend-line">
                <dt>{ picture(frame, "") }<span>{ name }</span></dt>
                <dd>{ meaning(name).map(|meaning| meaning.say(language)) }</dd>
            </div>
        }
    });
    let hues = [
        (scene::Hue::Blue, StateText::FirstRevision),
        (scene::Hue::Amber, StateText::SecondRevision),
        (scene::Hue::Teal, StateText::ThirdRevision),
        (scene::Hue::Past, StateText::PastRevision),
        (scene::Hue::Other, StateText::OtherService),
    ];
    let hues = hues.into_iter().map(|(hue, text)| {
        html! {
            <li class={hue_class(hue)}><i class="panel-swatch" aria-hidden="true" />{ text.say(language) }</li>
        }
    });
    html! {
        <div class="panel-legend">
            <h2>{ InspectorText::Legend.say(language) }</h2>
            <dl class="panel-legend-list">{ for states }</dl>
            <ul class="panel-hues">{ for hues }</ul>
        </div>
    }
}

/// What a state means, by the name that the scene gives it.
fn meaning(name: &str) -> Option<StateText> {
    Some(match name {
        "PROVISIONING" => StateText::Provisioning,
        "PENDING" => StateText::Pending,
        "ACTIVATING" => StateText::Activating,
        "RUNNING" => StateText::Running,
        "DEACTIVATING" => StateText::Deactivating,
        "STOPPING" => StateText::Stopping,
        "DEPROVISIONING" => StateText::Deprovisioning,
        "STOPPED" => StateText::Stopped,
        "initial" => StateText::Initial,
        "unhealthy" => StateText::Unhealthy,
        _ => return None,
    })
}
