//! The parts of the page: functions of what it shows, and components where something is to be kept or listened to.

pub(crate) mod announcer;
pub(crate) mod controls;
pub(crate) mod core_part;
pub(crate) mod help;
pub(crate) mod icon;
pub(crate) mod language_menu;
pub(crate) mod long_press;
pub(crate) mod notice;
pub(crate) mod panes;
pub(crate) mod sheet_head;
pub(crate) mod speed_choice;
pub(crate) mod stage;
pub(crate) mod stage_twin;
pub(crate) mod strip;
pub(crate) mod top_bar;

use std::rc::Rc;

use yew::Callback;

use crate::action::Action;
use crate::readout::Readout;
use crate::ui::{Ui, UiAction};

/// What the page shows, and where its parts send what is pressed.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Page {
    /// What to show.
    pub(crate) readout: Rc<Readout>,
    /// What is open.
    pub(crate) ui: Ui,
    /// What to do.
    pub(crate) act: Callback<Action>,
    /// What to open.
    pub(crate) set_ui: Callback<UiAction>,
}
