//! The choice of the page's language.

use web_sys::HtmlSelectElement;
use words::Language;
use words::page::PageText;
use yew::prelude::*;

use crate::action::Action;
use crate::component::icon::{Icon, icon};

/// The menu of languages, each in its own.
pub(crate) fn language_menu(chosen: Language, act: &Callback<Action>) -> Html {
    let onchange = act.reform(|event: Event| {
        let select: HtmlSelectElement = event.target_unchecked_into();
        Action::SetLanguage(Language::from_tag(&select.value()))
    });
    html! {
        <label class="language-menu">
            { icon(Icon::Language) }
            <select aria-label={PageText::Language.say(chosen)} {onchange}>
                { for Language::ALL.iter().map(|language| html! {
                    <option
                        value={language.tag()}
                        lang={language.tag()}
                        selected={*language == chosen}
                    >
                        { name_of(*language).say(*language) }
                    </option>
                }) }
            </select>
        </label>
    }
}

const fn name_of(language: Language) -> PageText {
    match language {
        Language::English => PageText::EnglishName,
        Language::Korean => PageText::KoreanName,
    }
}
