//! The fields of the form of a listener or rule.

use sim::LoadBalancerProtocol;
use wasm_bindgen::JsCast;
use web_sys::{EventTarget, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};
use words::Language;
use words::panel::FieldText;
use yew::prelude::*;

use super::action::KINDS;
use super::conditions::{ConditionDraft, FIELDS};
use super::{Draft, RuleFormProps, Subject};
use crate::panel::icon::Icon;

const PROTOCOLS: [LoadBalancerProtocol; 3] = [
    LoadBalancerProtocol::Http,
    LoadBalancerProtocol::Https,
    LoadBalancerProtocol::Tcp,
];

/// Changes what stands in the form.
type Set = Callback<Box<dyn FnOnce(&mut Draft)>>;

/// Everything that the subject of the form has.
pub(super) fn fields(props: &RuleFormProps, draft: &Draft, set: &Set) -> Html {
    let language = props.part.language();
    let of_subject = match props.subject {
        Subject::NewListener | Subject::Listener(_) => listener(draft, set),
        Subject::NewRule(_) => html! {
            <>
                { text("rule-priority", "Priority", &draft.priority, set, |draft, value| draft.priority = value) }
                { conditions(draft, set, language) }
            </>
        },
        Subject::Rule(_) => conditions(draft, set, language),
    };
    html! { <>{ of_subject }{ action(props, draft, set) }</> }
}

fn listener(draft: &Draft, set: &Set) -> Html {
    let names = PROTOCOLS.map(LoadBalancerProtocol::name);
    html! {
        <>
            { text("listener-port", "Port", &draft.port, set, |draft, value| draft.port = value) }
            { choice("listener-protocol", "Protocol", draft.protocol.name(), &names, set, |draft, name| {
                let found = PROTOCOLS.into_iter().find(|protocol| protocol.name() == name);
                draft.protocol = found.unwrap_or(draft.protocol);
            }) }
        </>
    }
}

/// Every condition, and a button that adds one.
fn conditions(draft: &Draft, set: &Set, language: Language) -> Html {
    let rows = draft.conditions.iter().enumerate();
    let rows = rows.map(|(index, one)| condition(index, one, set, language));
    let add = set.reform(|_: MouseEvent| -> Box<dyn FnOnce(&mut Draft)> {
        Box::new(|draft| draft.conditions.push(ConditionDraft::of(FIELDS[1])))
    });
    html! {
        <>
            { for rows }
            <button type="button" class="panel-button quiet" onclick={add}>{ FieldText::AddCondition.say(language) }</button>
        </>
    }
}

fn condition(index: usize, one: &ConditionDraft, set: &Set, language: Language) -> Html {
    let number = index + 1;
    let change = move |change: fn(&mut ConditionDraft, String)| {
        move |draft: &mut Draft, value: String| {
            if let Some(one) = draft.conditions.get_mut(index) {
                change(one, value);
            }
        }
    };
    let field = change(|one, name| {
        let known = FIELDS.into_iter().find(|field| *field == name);
        one.field = known.unwrap_or(one.field);
    });
    let remove = set.reform(move |_: MouseEvent| -> Box<dyn FnOnce(&mut Draft)> {
        Box::new(move |draft| {
            if index < draft.conditions.len() {
                draft.conditions.remove(index);
            }
        })
    });
    let label = FieldText::RemoveCondition { number }.say(language);
    let id = format!("rule-condition-{number}");
    html! {
        <div role="group" aria-label={FieldText::Condition { number }.say(language)} key={index}>
            <div class="form-row">
                { choice(&format!("{id}-field"), "Field", one.field, &FIELDS, set, field) }
                <button type="button" class="panel-icon-button" onclick={remove} title={label.clone()} aria-label={label}>{ Icon::Close.html() }</button>
            </div>
            if one.field == "http-header" {
                { text(&format!("{id}-header"), "HttpHeaderName", &one.header, set, change(|one, name| one.header = name)) }
            }
            { lines(&format!("{id}-values"), "Values", &one.values, set, change(|one, values| one.values = values)) }
            <p class="panel-hint">{ FieldText::ValuesHelp.say(language) }</p>
        </div>
    }
}

fn action(props: &RuleFormProps, draft: &Draft, set: &Set) -> Html {
    let language = props.part.language();
    let action = &draft.action;
    let kind = choice(
        "rule-action",
        "Type",
        action.kind,
        &KINDS,
        set,
        |draft, name| {
            let known = KINDS.into_iter().find(|kind| *kind == name);
            draft.action.kind = known.unwrap_or(draft.action.kind);
        },
    );
    let rest = match action.kind {
        "redirect" => html! {
            <>
                { choice("rule-redirect", "StatusCode", &action.redirect, &["301", "302"], set, |draft, value| draft.action.redirect = value) }
                { text("rule-host", "Host", &action.host, set, |draft, value| draft.action.host = value) }
                { text("rule-port", "Port", &action.port, set, |draft, value| draft.action.port = value) }
                { text("rule-path", "Path", &action.path, set, |draft, value| draft.action.path = value) }
                <p class="panel-hint">{ FieldText::RedirectHelp.say(language) }</p>
            </>
        },
        "fixed-response" => text(
            "rule-status",
            "StatusCode",
            &action.status,
            set,
            |draft, value| draft.action.status = value,
        ),
        _ => weights(props, draft, set),
    };
    html! { <>{ kind }{ rest }</> }
}

fn weights(props: &RuleFormProps, draft: &Draft, set: &Set) -> Html {
    let world = &props.part.readout.world;
    let rows = draft.action.weights.iter().enumerate();
    let rows = rows.map(|(index, (group, weight))| {
        let name = world
            .target_group(*group)
            .map_or_else(String::new, |group| group.name.clone());
        let label = format!("Weight {name}");
        text(
            &format!("rule-weight-{index}"),
            &label,
            weight,
            set,
            move |draft, value| {
                if let Some((_, weight)) = draft.action.weights.get_mut(index) {
                    *weight = value;
                }
            },
        )
    });
    html! {
        <>
            { for rows }
            <p class="panel-hint">{ FieldText::WeightsHelp.say(props.part.language()) }</p>
        </>
    }
}

/// A labelled input of one line.
fn text(
    id: &str,
    name: &str,
    value: &str,
    set: &Set,
    change: impl Fn(&mut Draft, String) + Clone + 'static,
) -> Html {
    let oninput = typed::<HtmlInputElement>(set, HtmlInputElement::value, change);
    html! {
        <div class="panel-field">
            <label for={id.to_owned()}>{ name }</label>
            <span class="panel-input">
                <input type="text" id={id.to_owned()} value={value.to_owned()} {oninput} autocomplete="off" spellcheck="false" />
            </span>
        </div>
    }
}

/// A labelled input of several lines.
fn lines(
    id: &str,
    name: &str,
    value: &str,
    set: &Set,
    change: impl Fn(&mut Draft, String) + Clone + 'static,
) -> Html {
    let oninput = typed::<HtmlTextAreaElement>(set, HtmlTextAreaElement::value, change);
    html! {
        <div class="panel-field panel-lines">
            <label for={id.to_owned()}>{ name }</label>
            <textarea id={id.to_owned()} rows="2" value={value.to_owned()} {oninput} autocomplete="off" spellcheck="false" />
        </div>
    }
}

fn typed<Element: JsCast + AsRef<EventTarget> + 'static>(
    set: &Set,
    value: fn(&Element) -> String,
    change: impl Fn(&mut Draft, String) + Clone + 'static,
) -> Callback<InputEvent> {
    set.reform(move |event: InputEvent| -> Box<dyn FnOnce(&mut Draft)> {
        let text = value(&event.target_unchecked_into::<Element>());
        let change = change.clone();
        Box::new(move |draft| change(draft, text))
    })
}

/// A labelled choice.
fn choice(
    id: &str,
    name: &str,
    value: &str,
    names: &[&'static str],
    set: &Set,
    change: impl Fn(&mut Draft, String) + Clone + 'static,
) -> Html {
    let onchange = set.reform(move |event: Event| -> Box<dyn FnOnce(&mut Draft)> {
        let text = event.target_unchecked_into::<HtmlSelectElement>().value();
        let change = change.clone();
        Box::new(move |draft| change(draft, text))
    });
    html! {
        <div class="panel-field">
            <label for={id.to_owned()}>{ name }</label>
            <span class="panel-input">
                <select id={id.to_owned()} {onchange} aria-label={name.to_owned()}>
                    { for names.iter().map(|name| html! {
                        <option value={*name} selected={*name == value}>{ *name }</option>
                    }) }
                </select>
            </span>
        </div>
    }
}
