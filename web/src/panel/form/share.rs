//! How the containers share the memory of their task.

use words::panel::FormText;
use yew::prelude::*;

use super::Form;
use crate::panel::json::Place;
use crate::panel::meter::grouped;

/// One part of the bar.
struct Part {
    class: &'static str,
    memory: u64,
    text: String,
}

/// A bar with a part for each container, and what is left.
pub(super) fn share(form: &Form, root: &Place, containers: &[Place]) -> Html {
    let number = |place: &Place| form.value(place)?.parse::<u64>().ok();
    let Some(total) = number(&root.member("memory")).filter(|total| *total > 0) else {
        return html! { <p class="panel-hint">{ form.say(FormText::NoSize) }</p> };
    };
    let container_part = |container: &Place| {
        let memory = number(&container.member("memory"))
            .or_else(|| number(&container.member("memoryReservation")))?;
        let name = form.value(&container.member("name")).unwrap_or_default();
        Some(Part {
            class: "part",
            memory,
            text: format!("{name} {}", grouped(memory)),
        })
    };
    let mut parts: Vec<Part> = containers.iter().filter_map(container_part).collect();
    let used: u64 = parts
        .iter()
        .map(|part| part.memory)
        .fold(0, u64::saturating_add);
    let free = total.saturating_sub(used);
    if free > 0 {
        let memory = grouped(free);
        parts.push(Part {
            class: "free",
            memory: free,
            text: form.say(FormText::Free { memory }),
        });
    }
    let over = (used > total).then(|| grouped(used - total));
    html! {
        <>
            <svg class="form-share" role="img" aria-label={label(form, &parts)}>{ for drawn(&parts) }</svg>
            if let Some(memory) = over {
                <p class="form-problem">{ form.say(FormText::Over { memory }) }</p>
            }
        </>
    }
}

fn label(form: &Form, parts: &[Part]) -> String {
    let texts: Vec<&str> = parts.iter().map(|part| part.text.as_str()).collect();
    format!("{}: {}", form.say(FormText::ShareHelp), texts.join(", "))
}

/// The parts side by side; each text is cut off at the end of its part.
fn drawn(parts: &[Part]) -> Vec<Html> {
    let whole: u64 = parts
        .iter()
        .map(|part| part.memory)
        .fold(0, u64::saturating_add);
    let percent = |memory: u64| memory as f64 * 100.0 / whole.max(1) as f64;
    let mut before = 0;
    let mut drawn = Vec::new();
    for part in parts {
        let (x, width) = (percent(before), percent(part.memory));
        before += part.memory;
        drawn.push(html! {
            <svg x={format!("{x:.2}%")} width={format!("{width:.2}%")} class={part.class}>
                <title>{ &part.text }</title>
                <rect width="100%" height="100%" />
                <text x="6" y="50%">{ &part.text }</text>
            </svg>
        });
    }
    drawn
}
