//! The panels beside the picture.

mod chip;
mod cluster;
mod copy_button;
mod draft;
mod editor;
mod events;
mod failing;
mod fault_menu;
mod faults;
mod field;
mod form;
mod icon;
mod inspector;
mod json;
mod ledger;
mod legend;
mod matcher;
mod menu;
mod meter;
mod picture;
mod prospect;
mod span_text;
mod tabs;
mod why;

use std::rc::Rc;

use sim::TaskDefinition;
use yew::prelude::*;

pub(crate) use editor::EditorPanel;
pub(crate) use events::EventsPanel;
pub(crate) use failing::FailingPanel;
pub(crate) use fault_menu::FaultMenuPanel;
pub(crate) use inspector::InspectorPanel;
pub(crate) use ledger::{LedgerPanel, open_ledger};
pub(crate) use legend::LegendPanel;
pub(crate) use menu::{MenuPanel, MenuPanelProps};

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
    /// How often another world took the place of the one before: each has an editor of its own.
    pub(crate) opened_count: u32,
    /// The task definition in the editor at first.
    pub(crate) definition: Rc<TaskDefinition>,
}
