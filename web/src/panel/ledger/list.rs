//! The rules themselves: their sentences are the core's, in English.

use sim::{Rule, RuleEntry, RuleSet, Standing};
use words::Language;
use words::panel::LedgerText;
use yew::prelude::*;

use super::Filter;
use super::filter::standing_texts;
use crate::panel::icon::Icon;

/// Every rule that the filter shows.
pub(super) fn list(filter: &Filter, used: RuleSet, language: Language) -> Html {
    let shown: Vec<(RuleEntry, bool)> = Rule::ALL
        .iter()
        .map(|rule| (rule.entry(), used.contains(*rule)))
        .filter(|(entry, is_used)| filter.shows(entry, *is_used))
        .collect();
    let count = LedgerText::Shown {
        count: shown.len(),
        total: Rule::ALL.len(),
    };
    html! {
        <>
            <p class="panel-hint" role="status">
                { if shown.is_empty() { LedgerText::None.say(language) } else { count.say(language) } }
            </p>
            <ul class="ledger-list" tabindex="0" aria-label={LedgerText::Title.say(language)}>
                { for shown.into_iter().map(|(entry, is_used)| one(entry, is_used, language)) }
            </ul>
        </>
    }
}

fn one(entry: RuleEntry, is_used: bool, language: Language) -> Html {
    let (name, help) = standing_texts(entry.standing);
    let section = entry.source.to_owned();
    html! {
        <li key={entry.id}>
            <code>{ entry.id }</code>
            <span class="panel-state" title={help.say(language)}>
                if entry.standing == Standing::Assumed { { Icon::Warning.html() } }
                { name.say(language) }
            </span>
            <span class="panel-hint">{ LedgerText::Source { section }.say(language) }</span>
            if is_used {
                <span class="ledger-used">{ Icon::Check.html() }{ LedgerText::UsedMark.say(language) }</span>
            }
            <p lang="en">{ entry.sentence }</p>
        </li>
    }
}
