//! What the simulation assumes where AWS says nothing: each can be turned over, which begins the world anew.

mod switches;

use playground::AnewCommands;
use sim::{Rule, Switches};
use words::panel::AssumptionText;
use yew::prelude::*;

use self::switches::switches;
use crate::action::Action;
use crate::panel::{PanelProps, open_ledger};

#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Props {
    pub(crate) panel: PanelProps,
}

/// The choices, the button that begins anew with them, and what this run rests on.
#[component]
pub(crate) fn Assumptions(props: &Props) -> Html {
    let wanted = use_state(|| None::<Switches>);
    let readout = &props.panel.readout;
    let language = readout.language;
    let present = &readout.world.start().switches;
    let shown = wanted.as_ref().unwrap_or(present);
    let set = {
        let wanted = wanted.clone();
        Callback::from(move |switches: Switches| wanted.set(Some(switches)))
    };
    html! {
        <>
            <p class="panel-hint">{ AssumptionText::Intro.say(language) }</p>
            { switches(shown, &set, language) }
            <div aria-live="polite">
                if shown != present { { begin(&props.panel, shown, &wanted) } }
                if let Some(commands) = readout.anew { <p class="fault-outcome">{ what_became(commands).say(language) }</p> }
            </div>
            { rests_on(&props.panel) }
        </>
    }
}

/// What beginning anew does, before it is done.
fn begin(
    panel: &PanelProps,
    switches: &Switches,
    wanted: &UseStateHandle<Option<Switches>>,
) -> Html {
    let readout = &panel.readout;
    let language = readout.language;
    let seconds = (readout.world.start().epoch_ms + readout.now.as_millis()) / 1_000;
    let clock = format!(
        "{:02}:{:02}:{:02}",
        seconds / 3_600 % 24,
        seconds / 60 % 60,
        seconds % 60
    );
    let count = usize::try_from(readout.world.command_count()).unwrap_or(usize::MAX);
    let start = {
        let (act, switches, wanted) = (panel.act.clone(), switches.clone(), wanted.clone());
        move |_| {
            act.emit(Action::StartAnew(Box::new(switches.clone())));
            wanted.set(None);
        }
    };
    let keep = {
        let wanted = wanted.clone();
        move |_| wanted.set(None)
    };
    html! {
        <div class="fault-outcome">
            <p>{ AssumptionText::Warning { count, clock }.say(language) }</p>
            <div class="panel-line">
                <button type="button" class="panel-button strong" onclick={start}>{ AssumptionText::Begin.say(language) }</button>
                <button type="button" class="panel-button" onclick={keep}>{ AssumptionText::Keep.say(language) }</button>
            </div>
        </div>
    }
}

const fn what_became(commands: AnewCommands) -> AssumptionText {
    match commands {
        AnewCommands::Again { taken, refused: 0 } => AssumptionText::Again { taken },
        AnewCommands::Again { taken, refused } => AssumptionText::AgainRefused { taken, refused },
        AnewCommands::Opening => AssumptionText::Opening,
    }
}

/// The assumed rules that have decided something; each leads into the ledger.
fn rests_on(panel: &PanelProps) -> Html {
    let language = panel.readout.language;
    let rules: Vec<Rule> = panel.readout.world.rules_used().assumptions().collect();
    let count = rules.len();
    let one = |rule: Rule| {
        let entry = rule.entry();
        let onclick = move |_| open_ledger(entry.id);
        html! {
            <li key={entry.id}>
                <button type="button" class="panel-link" {onclick}><code>{ entry.id }</code></button>
                <p lang="en">{ entry.sentence }</p>
            </li>
        }
    };
    html! {
        <details class="form-more fault-rules">
            <summary>{ AssumptionText::RestsOn { count }.say(language) }</summary>
            <p class="panel-hint">{ AssumptionText::RestsOnHelp.say(language) }</p>
            <ul>{ for rules.into_iter().map(one) }</ul>
        </details>
    }
}
