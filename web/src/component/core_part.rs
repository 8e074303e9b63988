//! Fetches the rest of the simulated Amazon ECS for the playground, and says so where that fails.

use words::Language;
use yew::prelude::*;

use crate::inbox::{Inbox, Input};
use crate::later::core::whole_core;
use crate::later::use_part;

/// Whom to give it to.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct CorePartProps {
    /// The playground's inbox.
    pub(crate) inbox: Inbox,
    /// The language of the notice.
    pub(crate) language: Language,
}

/// Nothing, or the notice.
#[component]
pub(crate) fn CorePart(props: &CorePartProps) -> Html {
    let part = use_part(whole_core);
    let core = part.get().copied();
    let inbox = props.inbox.clone();
    use_effect_with(core.is_some(), move |_| {
        if let Some(core) = core {
            inbox.put(Input::Core(core));
        }
    });
    part.missing(props.language)
}
