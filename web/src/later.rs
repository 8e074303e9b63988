//! The parts of the program that the browser fetches after the first frame, or when they are asked for.
//!
//! A part is a function marked `#[wasm_split(name, fallible)]` in a file below here: it gives a table of functions, and
//! whatever only these reach is in `name.wasm`, no longer in the first load. To put more into a part, add a function
//! to its table, and name what it needs nowhere else; to make another part, write another such file. What shows a
//! part asks for it by [`use_part`], which fetches it when that component is first rendered. What two parts need and
//! the first load does not is in a file that comes with either.

pub(crate) mod compose;
pub(crate) mod core;
pub(crate) mod panels;

use std::future::Future;

use wasm_bindgen_futures::spawn_local;
use wasm_split_helpers::SplitLoaderError;
use words::Language;
use words::page::PageText;
use yew::prelude::*;

/// A part could not be fetched, as without a network; asked for again it may.
#[derive(Debug)]
pub(crate) struct NotLoaded;

impl From<SplitLoaderError> for NotLoaded {
    fn from(_: SplitLoaderError) -> Self {
        Self
    }
}

/// A part, as far as it is there.
#[derive(Debug)]
enum Part<T> {
    Awaited,
    Missing,
    Here(T),
}

/// What shows a part, or what stands in its place.
pub(crate) struct PartHandle<T> {
    part: UseStateHandle<Part<T>>,
    fetch: Callback<()>,
}

impl<T> PartHandle<T> {
    /// What `show` makes of the part; until it is there quiet, and if it cannot be fetched a sentence and a button.
    pub(crate) fn show(&self, language: Language, show: impl FnOnce(&T) -> Html) -> Html {
        match &*self.part {
            Part::Here(part) => show(part),
            Part::Awaited => html! {
                <p class="later" role="status">{ PageText::PartAwaited.say(language) }</p>
            },
            Part::Missing => self.missing(language),
        }
    }

    /// A sentence and a button if the part cannot be fetched.
    pub(crate) fn missing(&self, language: Language) -> Html {
        if !matches!(&*self.part, Part::Missing) {
            return Html::default();
        }
        html! {
            <div class="later-missing" role="alert">
                <p>{ PageText::PartMissing.say(language) }</p>
                <button type="button" class="panel-button" onclick={self.fetch.reform(|_| ())}>
                    { PageText::TryAgain.say(language) }
                </button>
            </div>
        }
    }

    /// The part, once it is there.
    pub(crate) fn get(&self) -> Option<&T> {
        match &*self.part {
            Part::Here(part) => Some(part),
            Part::Awaited | Part::Missing => None,
        }
    }
}

/// A part that is fetched once this component has been rendered.
#[hook]
pub(crate) fn use_part<T, F>(load: fn() -> F) -> PartHandle<T>
where
    T: 'static,
    F: Future<Output = Result<T, NotLoaded>> + 'static,
{
    let part = use_state(|| Part::Awaited);
    let fetch = {
        let part = part.setter();
        Callback::from(move |()| {
            let part = part.clone();
            part.set(Part::Awaited);
            spawn_local(async move {
                part.set(load().await.map_or(Part::Missing, Part::Here));
            });
        })
    };
    {
        let fetch = fetch.clone();
        use_effect_with((), move |()| fetch.emit(()));
    }
    PartHandle { part, fetch }
}
