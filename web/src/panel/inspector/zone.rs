//! One Availability Zone.

use scene::Target;
use sim::{Instance, Task, TaskStatus, Zone};
use words::panel::{ClusterText, InspectorText};
use yew::prelude::*;

use super::actions::zone_actions;
use super::header::{Header, header};
use super::instance::task_line;
use super::{PanelProps, link, section};

/// More than so many are not listed.
const LISTED_MAX: usize = 100;

/// Its machines, its tasks, and what can be made to go wrong in it.
pub(super) fn zone(props: &PanelProps, zone: Zone) -> Html {
    let readout = &props.readout;
    let language = readout.language;
    let name = readout.world.zone_name(zone);
    let in_zone = readout.world.instances();
    let instances: Vec<&Instance> = in_zone.filter(|one| one.zone == zone).collect();
    let present = |task: &&Task| task.zone == zone && task.last_status != TaskStatus::Stopped;
    let tasks: Vec<&Task> = readout.world.tasks().filter(present).collect();
    let machines = instances.iter().take(LISTED_MAX).map(|instance| {
        let id: String = instance.id.ec2().to_string().chars().take(9).collect();
        let target = Target::Instance(instance.id);
        html! {
            <li class="panel-line">
                { link(props, target, html! { <code>{ format!("{id}…") }</code> }) }
                <span class="panel-hint">{ instance.instance_type.name }</span>
                <span class="panel-line-end">{ instance.status.name() }</span>
            </li>
        }
    });
    let lines = tasks.iter().take(LISTED_MAX);
    let lines = lines.map(|task| task_line(props, task.id));
    let list = |lines: Vec<Html>| html! { <ul class="panel-list">{ for lines }</ul> };
    html! {
        <>
            { header(props, Header {
                picture: Html::default(),
                kind: InspectorText::Zone.say(language),
                name: name.clone(),
                copied: name,
                below: Html::default(),
            }) }
            { section(ClusterText::Instances { count: instances.len() }.say(language), Html::default(), list(machines.collect())) }
            { section(InspectorText::Tasks { count: tasks.len() }.say(language), Html::default(), list(lines.collect())) }
            { zone_actions(props, zone) }
        </>
    }
}
