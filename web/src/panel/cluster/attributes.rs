//! The attributes of one machine: all of them, a field for another, and a button to delete each of a person's own.

use sim::{Attribute, Command, InstanceId};
use web_sys::HtmlInputElement;
use words::panel::ClusterText;
use yew::prelude::*;

use crate::action::Action;
use crate::panel::PanelProps;
use crate::panel::icon::Icon;

/// `NAME=VALUE, OTHER` as attributes; none if a part has no name.
pub(crate) fn parse_attributes(text: &str) -> Option<Vec<Attribute>> {
    text.split(',')
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(|part| {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            let (name, value) = (name.trim(), value.trim());
            (!name.is_empty()).then(|| Attribute {
                name: name.to_owned(),
                value: (!value.is_empty()).then(|| value.to_owned()),
            })
        })
        .collect()
}

#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Props {
    pub(crate) panel: PanelProps,
    pub(crate) instance: InstanceId,
}

/// The list and the field.
#[component]
pub(crate) fn Attributes(props: &Props) -> Html {
    let typed = use_state(String::new);
    let readout = &props.panel.readout;
    let language = readout.language;
    let Some(instance) = readout.world.instance(props.instance) else {
        return Html::default();
    };
    let attributes = readout.world.attributes(instance);
    let count = attributes.len();
    let own = |attribute: &Attribute| instance.custom_attributes.contains_key(&attribute.name);
    let (mine, given): (Vec<Attribute>, Vec<Attribute>) = attributes.into_iter().partition(own);
    let (cluster, id) = (instance.cluster, instance.id);
    let put = {
        let (typed, act) = (typed.clone(), props.panel.act.clone());
        Callback::from(move |()| {
            let parsed = parse_attributes(&typed).unwrap_or_default();
            if !parsed.is_empty() {
                act.emit(Action::Submit(Command::PutAttributes {
                    cluster,
                    attributes: parsed.into_iter().map(|found| (id, found)).collect(),
                }));
                typed.set(String::new());
            }
        })
    };
    let oninput = {
        let typed = typed.clone();
        move |event: InputEvent| {
            typed.set(event.target_unchecked_into::<HtmlInputElement>().value());
        }
    };
    let onkeydown = {
        let put = put.clone();
        move |event: KeyboardEvent| {
            if event.key() == "Enter" {
                put.emit(());
            }
        }
    };
    let delete = |attribute: &Attribute| {
        let name = attribute.name.clone();
        let label = ClusterText::DeleteAttribute { name: name.clone() }.say(language);
        let onclick = props.panel.act.reform(move |_| {
            Action::Submit(Command::DeleteAttributes {
                cluster,
                attributes: vec![(id, name.clone())],
            })
        });
        html! {
            <button type="button" class="panel-icon-button" {onclick} title={label.clone()} aria-label={label}>{ Icon::Close.html() }</button>
        }
    };
    let new = ClusterText::NewAttribute.say(language);
    html! {
        <details class="cluster-attributes">
            <summary>{ ClusterText::InstanceAttributes { count }.say(language) }</summary>
            <div class="cluster-put">
                <input type="text" value={(*typed).clone()} {oninput} {onkeydown} placeholder={new.clone()}
                    aria-label={new} autocomplete="off" spellcheck="false" />
                <button type="button" class="panel-button" onclick={put.reform(|_| ())}>{ ClusterText::PutAttribute.say(language) }</button>
            </div>
            <ul>
                { for mine.iter().map(|attribute| html! { <li class="own">{ line(attribute) }{ delete(attribute) }</li> }) }
                { for given.iter().map(|attribute| html! { <li>{ line(attribute) }</li> }) }
            </ul>
        </details>
    }
}

fn line(attribute: &Attribute) -> Html {
    html! {
        <span><code>{ &attribute.name }</code>
            if let Some(value) = &attribute.value { { " = " }<code>{ value }</code> }
        </span>
    }
}
