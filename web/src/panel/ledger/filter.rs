//! Which rules of the ledger are shown.

use sim::{RuleEntry, Standing};
use web_sys::HtmlInputElement;
use words::Language;
use words::panel::LedgerText;
use yew::prelude::*;

/// What is looked for.
#[derive(Clone, PartialEq)]
pub(super) struct Filter {
    text: UseStateHandle<AttrValue>,
    standing: UseStateHandle<Option<Standing>>,
    used_only: UseStateHandle<bool>,
}

/// A filter that begins with the id of a rule.
#[hook]
pub(super) fn use_filter(rule: &AttrValue) -> Filter {
    let (text, standing) = (use_state(|| rule.clone()), use_state(|| None));
    let used_only = use_state(|| false);
    Filter {
        text,
        standing,
        used_only,
    }
}

impl Filter {
    /// Whether a rule is shown.
    pub(super) fn shows(&self, entry: &RuleEntry, is_used: bool) -> bool {
        let words = self.text.to_lowercase();
        let text = format!("{} {} {}", entry.id, entry.sentence, entry.source).to_lowercase();
        let matches = words.split_whitespace().all(|word| text.contains(word));
        let standing = *self.standing;
        matches
            && standing.is_none_or(|standing| standing == entry.standing)
            && (is_used || !*self.used_only)
    }

    /// A field for words, and buttons for how sure the rules are.
    pub(super) fn html(&self, language: Language) -> Html {
        let oninput = {
            let text = self.text.clone();
            move |event: InputEvent| {
                let input: HtmlInputElement = event.target_unchecked_into();
                text.set(input.value().into());
            }
        };
        let onchange = {
            let used_only = self.used_only.clone();
            move |event: Event| {
                let input: HtmlInputElement = event.target_unchecked_into();
                used_only.set(input.checked());
            }
        };
        html! {
            <div class="ledger-filter">
                <input type="search" value={(*self.text).clone()} {oninput} autocomplete="off" spellcheck="false"
                    aria-label={LedgerText::Filter.say(language)} placeholder={LedgerText::Filter.say(language)} />
                <div class="panel-switch" role="group" aria-label={LedgerText::Filter.say(language)}>
                    { self.standing_button(None, language) }
                    { for [Standing::Documented, Standing::Observed, Standing::Assumed].map(|standing|
                        self.standing_button(Some(standing), language)) }
                </div>
                <label><input type="checkbox" checked={*self.used_only} {onchange} />{ LedgerText::Used.say(language) }</label>
            </div>
        }
    }

    fn standing_button(&self, standing: Option<Standing>, language: Language) -> Html {
        let (name, help) = standing.map_or((LedgerText::All, None), |standing| {
            let (name, help) = standing_texts(standing);
            (name, Some(help.say(language)))
        });
        let is_chosen = *self.standing == standing;
        let chosen = self.standing.clone();
        let onclick = move |_| chosen.set(standing);
        html! {
            <button type="button" aria-pressed={is_chosen.to_string()} title={help} {onclick}>{ name.say(language) }</button>
        }
    }
}

/// What a standing is called, and what it means.
pub(super) const fn standing_texts(standing: Standing) -> (LedgerText, LedgerText) {
    match standing {
        Standing::Documented => (LedgerText::Documented, LedgerText::DocumentedHelp),
        Standing::Observed => (LedgerText::Observed, LedgerText::ObservedHelp),
        Standing::Assumed => (LedgerText::Assumed, LedgerText::AssumedHelp),
    }
}
