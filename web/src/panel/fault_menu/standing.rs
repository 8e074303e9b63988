//! The faults that are on in what is selected, each with a button that takes it back.

use sim::{Command, ContainerStage, Fault, Instance, ProcessFaults, Task};
use words::panel::FaultMenuText;
use yew::prelude::*;

use crate::action::Action;
use crate::panel::PanelProps;
use crate::panel::inspector::section;

/// A fault that is on.
struct Standing {
    /// Whose, where there are several.
    container: Option<String>,
    text: FaultMenuText,
    /// What takes it back; none where nothing does any more.
    lift: Option<Command>,
}

/// The faults of a task's processes and of the machine under it; nothing where all is sound.
pub(in crate::panel) fn standing_faults(
    props: &PanelProps,
    task: Option<&Task>,
    instance: Option<&Instance>,
) -> Html {
    let language = props.readout.language;
    let of_task = task.map_or_else(Vec::new, task_faults);
    let of_machine = instance.and_then(agent_fault);
    let faults: Vec<Standing> = of_task.into_iter().chain(of_machine).collect();
    if faults.is_empty() {
        return Html::default();
    }
    let lines = faults.into_iter().map(|fault| line(props, fault));
    section(
        FaultMenuText::Standing.say(language),
        Html::default(),
        html! { <ul class="panel-list panel-faults-on">{ for lines }</ul> },
    )
}

fn line(props: &PanelProps, fault: Standing) -> Html {
    let language = props.readout.language;
    let text = fault.text.say(language);
    let end = match fault.lift {
        None => html! {
            <span class="panel-hint panel-line-end">{ FaultMenuText::CannotTakeBack.say(language) }</span>
        },
        Some(command) => {
            let onclick = props.act.reform(move |_| Action::Submit(command.clone()));
            let label = format!("{}: {text}", FaultMenuText::TakeBack.say(language));
            html! {
                <button type="button" class="panel-button panel-line-end" aria-label={label} {onclick}>
                    { FaultMenuText::TakeBack.say(language) }
                </button>
            }
        }
    };
    html! {
        <li class="panel-line">
            if let Some(container) = fault.container { <code>{ container }</code> }
            <span>{ text }</span>
            { end }
        </li>
    }
}

fn task_faults(task: &Task) -> Vec<Standing> {
    let containers = task.containers.iter().enumerate();
    containers
        .filter(|(_, part)| part.is_alive())
        .flat_map(|(container, part)| {
            let runs = matches!(part.stage, ContainerStage::Running { .. });
            process_faults(task, container)
                .into_iter()
                .map(move |(text, faults)| Standing {
                    container: container_name(task, container),
                    text,
                    lift: runs.then_some(Command::Fault(Fault::Process {
                        task: task.id,
                        container,
                        faults,
                    })),
                })
        })
        .collect()
}

/// Each fault of one process, and what is left of its faults without that one.
fn process_faults(task: &Task, container: usize) -> Vec<(FaultMenuText, ProcessFaults)> {
    let now = task.containers[container].faults;
    let mut faults = Vec::new();
    if now.health_fails {
        let health_fails = false;
        faults.push((
            FaultMenuText::HealthFails,
            ProcessFaults {
                health_fails,
                ..now
            },
        ));
    }
    if now.slowdown > 1 {
        let slowdown = 1;
        let text = FaultMenuText::Slower {
            times: now.slowdown,
        };
        faults.push((text, ProcessFaults { slowdown, ..now }));
    }
    if now.ignores_sigterm {
        let ignores_sigterm = false;
        faults.push((
            FaultMenuText::IgnoresSigterm,
            ProcessFaults {
                ignores_sigterm,
                ..now
            },
        ));
    }
    faults
}

fn container_name(task: &Task, container: usize) -> Option<String> {
    let definitions = &task.definition.definition.container_definitions;
    let is_one_of_several = definitions.len() > 1;
    is_one_of_several.then(|| definitions[container].name.clone())
}

fn agent_fault(instance: &Instance) -> Option<Standing> {
    instance.silent_since.map(|_| Standing {
        container: None,
        text: FaultMenuText::AgentSilent,
        lift: Some(Command::ConnectAgent {
            instance: instance.id,
        }),
    })
}
