//! The page of ECS Playground (a simulator of Amazon ECS).
//!
//! [`app`] places the components and listens; callbacks put [`action`]s into the [`inbox`]; each frame of the
//! [`frame_loop`] the [`crate::playground`] takes them out, lets time pass, paints, and at most ten times
//! a second publishes a [`readout`] to the components. Nothing that moves is state of a component. The panels and
//! whatever else the first picture does not need are in parts that are fetched [`later`].

mod action;
mod amendment;
mod app;
mod bench;
mod branching;
mod bus;
mod changes;
mod clock;
mod component;
mod failing;
mod fault_menu;
mod frame_loop;
mod inbox;
mod keyboard;
mod later;
mod launched;
mod listener;
mod opened;
mod paint;
mod panel;
mod panic;
mod playground;
mod readout;
mod storage;
mod surface;
mod ui;
mod view;

/// The element that the page puts itself into.
const PLACE: &str = "app";

fn main() {
    panic::tell();
    let place = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.get_element_by_id(PLACE))
        .expect("index.html has a place for the page");
    yew::Renderer::<app::App>::with_root(place).render();
}
