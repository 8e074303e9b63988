//! The parts of the page.

pub(crate) mod announcer;
pub(crate) mod controls;
pub(crate) mod help;
pub(crate) mod icon;
pub(crate) mod language_menu;
pub(crate) mod notice;
pub(crate) mod panes;
pub(crate) mod speed_choice;
pub(crate) mod stage;
pub(crate) mod stage_twin;
pub(crate) mod strip;
pub(crate) mod top_bar;
