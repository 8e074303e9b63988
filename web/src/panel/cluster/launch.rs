//! Adds machines: of a type, in a zone or in each, so many, with attributes.

use sim::{ClusterId, Command, INSTANCE_TYPES, InstanceType, LaunchInstance, Zone};
use web_sys::{HtmlInputElement, HtmlSelectElement};
use words::Language;
use words::panel::ClusterText;
use yew::prelude::*;

use super::parse_attributes;
use crate::action::Action;
use crate::panel::PanelProps;
use crate::panel::meter::grouped;
use crate::readout::Readout;

/// The type that is offered at first.
const TYPE: &str = "c6i.large";
/// At most so many at once.
const COUNT_MAX: u32 = 50;

#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    pub(super) panel: PanelProps,
    pub(super) cluster: ClusterId,
}

/// What is asked for.
#[derive(Clone, PartialEq)]
struct Wanted {
    kind: String,
    /// None is each of them.
    zone: Option<u8>,
    count: u32,
    attributes: String,
    trunking: bool,
}

/// The form.
#[component]
pub(super) fn Launch(props: &Props) -> Html {
    let wanted = use_state(|| Wanted {
        kind: String::from(TYPE),
        zone: Some(0),
        count: 1,
        attributes: String::new(),
        trunking: false,
    });
    let readout = &props.panel.readout;
    let language = readout.language;
    let say = |text: ClusterText| text.say(language);
    let set = |change: fn(&mut Wanted, String)| {
        let wanted = wanted.clone();
        Callback::from(move |value: String| {
            let mut next = (*wanted).clone();
            change(&mut next, value);
            wanted.set(next);
        })
    };
    let zones = 0..readout.world.start().zone_count;
    let asked: Vec<u8> = wanted.zone.map_or(zones.collect(), |zone| vec![zone]);
    let count = wanted.count * asked.len() as u32;
    let attributes = parse_attributes(&wanted.attributes);
    let onclick = {
        let (wanted, cluster) = (wanted.clone(), props.cluster);
        let attributes = attributes.clone().unwrap_or_default();
        props.panel.act.reform(move |_| {
            let of_zone = |zone: &u8| {
                let input = LaunchInstance {
                    attributes: attributes.clone(),
                    awsvpc_trunking: wanted.trunking,
                    ..LaunchInstance::of(cluster, &wanted.kind, Zone(*zone))
                };
                vec![Command::from(input); wanted.count as usize]
            };
            Action::SubmitAll(asked.iter().flat_map(of_zone).collect())
        })
    };
    html! {
        <div class="cluster-launch" data-governs="machines">
            <div class="cluster-field">
                <label for="cluster-type">{ say(ClusterText::Kind) }</label>
                <select id="cluster-type" onchange={chosen(set(|wanted, value| wanted.kind = value))}>
                    { type_options(&wanted.kind, language) }
                </select>
            </div>
            <div class="cluster-field">
                <label for="cluster-zone">{ say(ClusterText::ZoneLabel) }</label>
                <select id="cluster-zone" onchange={chosen(set(|wanted, value| wanted.zone = value.parse().ok()))}>
                    { zone_options(readout, wanted.zone) }
                </select>
            </div>
            <div class="cluster-field">
                <label for="cluster-count">{ say(ClusterText::Count) }</label>
                <input id="cluster-count" type="number" min="1" max={COUNT_MAX.to_string()} value={wanted.count.to_string()}
                    oninput={typed(set(|wanted, value| {
                        wanted.count = value.parse().unwrap_or(1).clamp(1, COUNT_MAX);
                    }))} />
            </div>
            <div class="cluster-field">
                <label for="cluster-attributes">{ say(ClusterText::Attributes) }</label>
                <input id="cluster-attributes" type="text" value={wanted.attributes.clone()} placeholder={say(ClusterText::AttributesHelp)}
                    aria-invalid={attributes.is_none().to_string()} autocomplete="off" spellcheck="false"
                    oninput={typed(set(|wanted, value| wanted.attributes = value))} />
            </div>
            <label class="cluster-check">
                <input type="checkbox" checked={wanted.trunking} onchange={ticked(set(|wanted, value| wanted.trunking = value == "true"))} />
                <span>{ say(ClusterText::Trunking) }</span>
            </label>
            <button type="button" class="panel-button strong" disabled={attributes.is_none()} {onclick}>
                { say(ClusterText::Launch { count }) }
            </button>
        </div>
    }
}

fn type_options(chosen: &str, language: Language) -> Html {
    let option = |kind: &InstanceType| {
        let text = ClusterText::KindOption {
            name: kind.name.to_owned(),
            cpu: grouped(kind.cpu_units().into()),
            memory: grouped(kind.memory_mib().into()),
            enis: kind.task_eni_count,
        };
        let selected = kind.name == chosen;
        html! { <option value={kind.name} {selected}>{ text.say(language) }</option> }
    };
    html! { <>{ for INSTANCE_TYPES.iter().map(option) }</> }
}

fn zone_options(readout: &Readout, chosen: Option<u8>) -> Html {
    let option = |zone: u8| {
        let selected = chosen == Some(zone);
        let name = readout.world.zone_name(Zone(zone));
        html! { <option value={zone.to_string()} {selected}>{ name }</option> }
    };
    let each = ClusterText::EachZone.say(readout.language);
    html! {
        <>
            { for (0..readout.world.start().zone_count).map(option) }
            <option value="each" selected={chosen.is_none()}>{ each }</option>
        </>
    }
}

fn chosen(set: Callback<String>) -> Callback<Event> {
    set.reform(|event: Event| event.target_unchecked_into::<HtmlSelectElement>().value())
}

fn typed(set: Callback<String>) -> Callback<InputEvent> {
    set.reform(|event: InputEvent| event.target_unchecked_into::<HtmlInputElement>().value())
}

fn ticked(set: Callback<String>) -> Callback<Event> {
    set.reform(|event: Event| {
        let input: HtmlInputElement = event.target_unchecked_into();
        input.checked().to_string()
    })
}
