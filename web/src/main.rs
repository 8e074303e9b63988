//! The page of ECS Playground (a simulator of Amazon ECS).

mod action;
mod clock;
mod panel;
mod readout;

use yew::prelude::*;

#[component]
fn App() -> Html {
    html! { <main><h1>{ "ECS Playground" }</h1></main> }
}

fn main() {
    yew::Renderer::<App>::new().render();
}
