//! The menu of scenarios over the page: worlds that play by themselves, and what people believe of Amazon ECS.

use playground::{NotStaged, Staged, opening_with, scenarios, stage};
use sim::Handlers;
use web_sys::HtmlDialogElement;
use words::page::PageText;
use words::panel::MenuText;
use words::{Language, MisconceptionText, ScenarioText};
use yew::prelude::*;

use super::PanelProps;
use super::icon::Icon;
use crate::action::Action;
use crate::opened::{Opened, WorldName};

/// One row of the menu.
#[derive(Clone, Copy, PartialEq)]
enum Story {
    Scenario(ScenarioText),
    Belief(MisconceptionText),
}

impl Story {
    const fn headline(self, language: Language) -> &'static str {
        match self {
            Self::Scenario(text) => text.title(language),
            Self::Belief(text) => text.belief(language),
        }
    }

    /// What is to be seen, in the words of the menu.
    fn told(self, language: Language) -> AttrValue {
        let sentence = self.sentence(language);
        match self {
            Self::Scenario(_) => sentence.into(),
            Self::Belief(_) => format!("{}: {sentence}", MenuText::Truth.say(language)).into(),
        }
    }

    const fn sentence(self, language: Language) -> &'static str {
        match self {
            Self::Scenario(text) => text.watch(language),
            Self::Belief(text) => text.truth(language),
        }
    }
}

/// The menu, and who is told that it was closed.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct MenuPanelProps {
    /// What the panels show.
    pub(crate) panel: PanelProps,
    /// The menu was closed.
    pub(crate) on_close: Callback<()>,
}

/// The dialog: the browser keeps the focus inside and gives it back.
#[component]
pub(crate) fn MenuPanel(props: &MenuPanelProps) -> Html {
    let dialog = use_node_ref();
    let failure = use_state(|| None::<NotStaged>);
    {
        let dialog = dialog.clone();
        use_effect_with((), move |()| {
            if let Some(dialog) = dialog.cast::<HtmlDialogElement>() {
                // A dialog that is on the page and not open yet opens.
                let _ = dialog.show_modal();
            }
        });
    }
    let close = {
        let dialog = dialog.clone();
        Callback::from(move |()| {
            if let Some(dialog) = dialog.cast::<HtmlDialogElement>() {
                dialog.close();
            }
        })
    };
    let choose = {
        let (act, close, failure) = (props.panel.act.clone(), close.clone(), failure.setter());
        Callback::from(
            move |(story, script): (Story, &'static str)| match stage(script) {
                Ok(staged) => {
                    act.emit(Action::Open(Box::new(opened(story, staged))));
                    close.emit(());
                }
                Err(reason) => failure.set(Some(reason)),
            },
        )
    };
    let language = props.panel.readout.language;
    let title = MenuText::Title.say(language);
    let label = MenuText::Close.say(language);
    let beginning = {
        let (act, close) = (props.panel.act.clone(), close.clone());
        let onclick = Callback::from(move |_: MouseEvent| {
            act.emit(Action::Open(Box::new(opening())));
            close.emit(());
        });
        let name = PageText::OpeningScenario.say(language);
        row(
            "0",
            &name,
            MenuText::Opening.say(language).into(),
            language,
            onclick,
        )
    };
    let all = scenarios();
    let rows = all.scenarios.iter().map(|row| {
        let story = Story::Scenario(row.text);
        entry(row.letter.to_string(), story, row.script, language, &choose)
    });
    let beliefs = all.misconceptions.iter().map(|row| {
        let story = Story::Belief(row.text);
        entry(row.number.to_string(), story, row.script, language, &choose)
    });
    html! {
        <dialog class="help ledger menu" ref={dialog} aria-label={title.clone()}
            onclose={props.on_close.reform(|_: Event| ())}>
            <div class="ledger-head">
                <h2>{ title }</h2>
                <button type="button" class="panel-icon-button" title={label.clone()} aria-label={label}
                    onclick={close.reform(|_: MouseEvent| ())}>
                    { Icon::Close.html() }
                </button>
                <p class="panel-hint">{ MenuText::Intro.say(language) }{ " " }{ MenuText::Replaces.say(language) }</p>
                if let Some(reason) = &*failure {
                    <p class="panel-problem" role="alert">{ MenuText::Failed { reason: reason.to_string() }.say(language) }</p>
                }
            </div>
            <div class="menu-lists">
                <ul class="menu-list">
                    { beginning }
                    { for rows }
                </ul>
                <h3>{ MenuText::Beliefs.say(language) }</h3>
                <ul class="menu-list">{ for beliefs }</ul>
            </div>
        </dialog>
    }
}

/// A world that has been staged, by the name of its story.
fn opened(story: Story, staged: Staged) -> Opened {
    Opened {
        timeline: staged.timeline,
        service: staged.service,
        name: WorldName::new(move |language| story.headline(language).into())
            .with_story(move |language| story.told(language)),
    }
}

/// One scenario or belief: all of it is a button.
fn entry(
    mark: String,
    story: Story,
    script: &'static str,
    language: Language,
    choose: &Callback<(Story, &'static str)>,
) -> Html {
    let truth = matches!(story, Story::Belief(_)).then(|| MenuText::Truth.say(language));
    let sentence = html! {
        <>
            if let Some(truth) = truth {
                <em>{ truth }</em>{ ": " }
            }
            { story.sentence(language) }
        </>
    };
    let onclick = choose.reform(move |_: MouseEvent| (story, script));
    row(&mark, story.headline(language), sentence, language, onclick)
}

fn row(
    mark: &str,
    headline: &str,
    sentence: Html,
    language: Language,
    onclick: Callback<MouseEvent>,
) -> Html {
    let name = headline.to_owned();
    html! {
        <li>
            <button type="button" class="menu-entry" aria-label={MenuText::Play { name }.say(language)} {onclick}>
                <span class="menu-mark">{ mark }</span>
                <span class="menu-text">
                    <strong>{ headline }</strong>
                    <span>{ sentence }</span>
                </span>
            </button>
        </li>
    }
}

/// The world with which the page begins, from its beginning.
fn opening() -> Opened {
    let opening = opening_with(Handlers::ALL);
    Opened {
        timeline: opening.timeline,
        service: opening.service,
        name: WorldName::new(|language| PageText::OpeningScenario.say(language).into()),
    }
}
