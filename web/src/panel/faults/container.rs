//! What can be done to one container that runs: its process ends with a code, or uses too much memory.

use sim::{Command, TaskId};
use web_sys::HtmlSelectElement;
use words::panel::{FaultText, InspectorText};
use yew::prelude::*;

use crate::action::Action;
use crate::panel::PanelProps;
use crate::panel::inspector::exit_meaning;

/// The exit codes that say something, and what they come from.
const EXIT_CODES: [(u8, &str); 5] = [
    (0, "0"),
    (1, "1"),
    (137, "137 SIGKILL"),
    (139, "139 SIGSEGV"),
    (143, "143 SIGTERM"),
];
/// The code that is offered at first: that of a process that gets SIGKILL.
const EXIT_CODE: u8 = 137;

#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Props {
    pub(crate) panel: PanelProps,
    pub(crate) task: TaskId,
    pub(crate) container: usize,
}

/// The two buttons, if its process is alive.
#[component]
pub(crate) fn ContainerFaults(props: &Props) -> Html {
    let code = use_state(|| EXIT_CODE);
    let readout = &props.panel.readout;
    let language = readout.language;
    let (id, container) = (props.task, props.container);
    let Some(task) = readout.world.task(id) else {
        return Html::default();
    };
    let is_alive = |container: &sim::Container| container.is_alive();
    if !task.containers.get(container).is_some_and(is_alive) {
        return Html::default();
    }
    let definition = &task.definition.definition.container_definitions[container];
    let name = definition.name.clone();
    let exit_code = *code;
    let kill = props.panel.act.reform(move |_| {
        Action::Submit(Command::KillContainer {
            task: id,
            container,
            exit_code,
        })
    });
    let fill = props.panel.act.reform(move |_| {
        Action::Submit(Command::FillMemory {
            task: id,
            container,
        })
    });
    let onchange = move |event: Event| {
        let element: HtmlSelectElement = event.target_unchecked_into();
        code.set(element.value().parse().unwrap_or(EXIT_CODE));
    };
    let restarts = definition.restart_policy.as_ref();
    let outcome = if restarts.is_some_and(|policy| policy.enabled) {
        FaultText::KillRestarts
    } else if definition.is_essential() {
        FaultText::KillEssential
    } else {
        FaultText::KillSidecar
    };
    let meaning = exit_meaning(exit_code).map(|meaning| meaning.say(language));
    let label = format!("{}, {name}", FaultText::ExitCode.say(language));
    html! {
        <div class="fault-container">
            <div class="panel-line">
                <button type="button" class="panel-button" onclick={kill}>{ FaultText::Kill { container: name.clone() }.say(language) }</button>
                <select aria-label={label} {onchange}>
                    { for EXIT_CODES.iter().map(|(code, text)| html! {
                        <option value={code.to_string()} selected={*code == exit_code}>{ *text }</option>
                    }) }
                </select>
            </div>
            <p class="panel-hint">{ meaning }{ " " }{ outcome.say(language) }</p>
            if task.memory_limit_mib(container).is_some() {
                <div class="panel-line">
                    <button type="button" class="panel-button" onclick={fill}>{ InspectorText::FillMemory { container: name }.say(language) }</button>
                </div>
                <p class="panel-hint">{ InspectorText::FillMemoryHelp.say(language) }</p>
            }
        </div>
    }
}
