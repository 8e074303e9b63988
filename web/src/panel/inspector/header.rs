//! The head of the inspector: what is selected, how to copy its id, how to close.

use words::panel::InspectorText;
use yew::prelude::*;

use super::PanelProps;
use crate::action::Action;
use crate::panel::copy_button::CopyButton;
use crate::panel::icon::Icon;

/// What stands in the head.
pub(super) struct Header {
    /// A picture, or nothing.
    pub(super) picture: Html,
    /// What kind of thing.
    pub(super) kind: String,
    /// Its name or its short id.
    pub(super) name: String,
    /// What the button copies: the whole id or the ARN.
    pub(super) copied: String,
    /// Under the name.
    pub(super) below: Html,
}

/// The head of something that is selected.
pub(super) fn header(props: &PanelProps, header: Header) -> Html {
    let language = props.readout.language;
    let onclick = props.act.reform(|_| Action::Select(None));
    let close = InspectorText::Close.say(language);
    html! {
        <div class="panel-section panel-head">
            { header.picture }
            <div class="panel-head-names">
                <div class="panel-head-title">
                    <h2>
                        <span class="panel-kind">{ header.kind.clone() }</span>{ " " }
                        <code title={header.copied.clone()}>{ header.name }</code>
                    </h2>
                    <CopyButton text={header.copied} what={header.kind} {language} />
                    <button type="button" class="panel-icon-button" {onclick} aria-label={close.clone()} title={close}>
                        { Icon::Close.html() }
                    </button>
                </div>
                <div class="panel-head-below">{ header.below }</div>
            </div>
        </div>
    }
}
