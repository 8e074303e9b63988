//! The panels beside the picture.

use std::rc::Rc;

use yew::prelude::*;

use crate::action::Action;
use crate::readout::Readout;

/// What a panel shows, and where it sends what a person asks for.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct PanelProps {
    /// What to show.
    pub(crate) readout: Rc<Readout>,
    /// What to do.
    pub(crate) act: Callback<Action>,
}

/// What the editor shows at first, besides.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct EditorPanelProps {
    /// What to show.
    pub(crate) readout: Rc<Readout>,
    /// What to do.
    pub(crate) act: Callback<Action>,
    /// The task definition in the editor at first.
    pub(crate) initial_text: AttrValue,
}

/// The task definition, as a form and as text.
#[component]
pub(crate) fn EditorPanel(_props: &EditorPanelProps) -> Html {
    Html::default()
}

/// What is selected.
#[component]
pub(crate) fn InspectorPanel(_props: &PanelProps) -> Html {
    Html::default()
}

/// What the service says.
#[component]
pub(crate) fn EventsPanel(_props: &PanelProps) -> Html {
    Html::default()
}

/// What the picture's states look like.
#[component]
pub(crate) fn LegendPanel(_props: &PanelProps) -> Html {
    Html::default()
}
