//! One task.

use sim::Task;
use words::panel::InspectorText;
use yew::prelude::*;

use super::PanelProps;
use super::actions::task_actions;
use super::causes::causes;
use super::containers::containers;
use super::header::{Header, header};
use super::lifecycle::lifecycle;
use super::placement::placement;
use super::stop::stop;
use super::target::target;
use crate::panel::chip::state_chip;
use crate::panel::fault_menu::standing_faults;
use crate::panel::picture::picture;
use crate::panel::why::why_here;

/// CSS pixels of the picture.
const PICTURE_SIZE: f32 = 48.0;
/// Characters of the id in the head.
const ID_LENGTH: usize = 8;

/// Everything about a task.
pub(super) fn task(props: &PanelProps, task: &Task) -> Html {
    let readout = &props.readout;
    let language = readout.language;
    let words = InspectorText::Picture {
        task: task.short_id(),
        status: String::from(task.last_status.name()),
    };
    let frame = scene::tile_picture(&readout.world, task.id, readout.focus, PICTURE_SIZE);
    let machine = task.instance.and_then(|id| readout.world.instance(id));
    let mut name = task.id.to_string();
    name.truncate(ID_LENGTH);
    html! {
        <>
            { header(props, Header {
                picture: picture(frame, &words.say(language)),
                kind: InspectorText::Task.say(language),
                name: name + "…",
                copied: task.id.to_string(),
                below: html! {
                    <>
                        { InspectorText::Last.say(language) }{ state_chip(task.last_status.name(), true) }
                        { InspectorText::Desired.say(language) }{ state_chip(task.desired_status.name(), false) }
                    </>
                },
            }) }
            { standing_faults(props, Some(task), machine) }
            { lifecycle(props, task) }
            { stop(props, task) }
            { causes(props, task) }
            { containers(props, task) }
            { target(props, task) }
            { why_here(props, task) }
            { placement(props, task) }
            { task_actions(props, task) }
        </>
    }
}
