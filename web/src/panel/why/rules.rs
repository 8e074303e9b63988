//! The rules that something rests on, each a way into the ledger.

use sim::{RuleSet, Standing};
use words::panel::PlacementText;
use yew::prelude::*;

use crate::panel::PanelProps;
use crate::panel::icon::Icon;
use crate::panel::ledger::open_ledger;

/// The rules by name; those that are assumed have a mark, and a sentence says so.
pub(in crate::panel) fn rules(props: &PanelProps, rules: RuleSet) -> Html {
    let language = props.readout.language;
    let is_assumed = rules.assumptions().next().is_some();
    html! {
        <div class="why-rules">
            <span class="panel-hint">{ PlacementText::Rules.say(language) }</span>
            { for rules.iter().map(|rule| {
                let entry = rule.entry();
                let onclick = move |_| open_ledger(entry.id);
                html! {
                    <button type="button" class="panel-link" title={entry.sentence} {onclick}>
                        if entry.standing == Standing::Assumed { { Icon::Warning.html() } }
                        { entry.id }
                    </button>
                }
            }) }
            if is_assumed {
                <p class="why-assumed">{ Icon::Warning.html() }{ PlacementText::RestsOnAssumption.say(language) }</p>
            }
        </div>
    }
}
