//! The strip of time: a picture of what has happened, and a slider to go there.

use std::rc::Rc;

use scene::{Point, Viewport, clock_text};
use sim::{Duration, Time};
use web_sys::HtmlCanvasElement;
use words::page::PageText;
use yew::prelude::*;

use crate::action::Action;
use crate::failing::Asked;
use crate::inbox::{Inbox, Input};
use crate::listener::SizeObserver;
use crate::readout::Readout;
use crate::surface::{Surface, point_of};

/// How far an arrow key goes.
const ARROW: Duration = Duration::from_secs(1);
/// How far a page key goes.
const PAGE: Duration = Duration::from_secs(60);

/// What the slider says, and where it sends what happens on it.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct StripProps {
    /// What to show.
    pub(crate) readout: Rc<Readout>,
    /// Where the canvas and the drags go.
    pub(crate) inbox: Inbox,
    /// What to do.
    pub(crate) act: Callback<Action>,
}

/// The strip.
#[component]
pub(crate) fn Strip(props: &StripProps) -> Html {
    let canvas = use_node_ref();
    use_surface(&canvas, &props.inbox);
    let resumes = use_mut_ref(|| None::<bool>);
    let readout = &props.readout;
    let onpointerdown = {
        let (props, resumes, canvas) = (props.clone(), resumes.clone(), canvas.clone());
        Callback::from(move |event: PointerEvent| {
            if let Some(canvas) = canvas.cast::<HtmlCanvasElement>() {
                // Without capture, a drag ends at the edge: it works all the same.
                let _ = canvas.set_pointer_capture(event.pointer_id());
            }
            *resumes.borrow_mut() = Some(props.readout.playing);
            props.act.emit(Action::Pause);
            props.inbox.put(Input::Scrub(point_of(&event).x));
            props.inbox.put(Input::AskStrip(Some(asked(&event))));
        })
    };
    let onpointermove = {
        let (inbox, resumes) = (props.inbox.clone(), resumes.clone());
        Callback::from(move |event: PointerEvent| {
            if resumes.borrow().is_some() {
                inbox.put(Input::Scrub(point_of(&event).x));
            }
            inbox.put(Input::AskStrip(Some(asked(&event))));
        })
    };
    let onpointerleave = {
        let inbox = props.inbox.clone();
        Callback::from(move |event: PointerEvent| {
            // A finger that leaves the glass has pointed all the same.
            if event.pointer_type() != "touch" {
                inbox.put(Input::AskStrip(None));
            }
        })
    };
    let onfocus = {
        let (inbox, canvas) = (props.inbox.clone(), canvas.clone());
        Callback::from(move |_: FocusEvent| {
            let corner = canvas.cast::<HtmlCanvasElement>().map(|canvas| {
                let bounds = canvas.get_bounding_client_rect();
                Point {
                    x: bounds.left() as f32,
                    y: bounds.top() as f32,
                }
            });
            inbox.put(Input::AskStrip(corner.map(Asked::Present)));
        })
    };
    let onblur = {
        let inbox = props.inbox.clone();
        Callback::from(move |_: FocusEvent| inbox.put(Input::AskStrip(None)))
    };
    let release = {
        let act = props.act.clone();
        Callback::from(move |_: PointerEvent| {
            if resumes.borrow_mut().take() == Some(true) {
                act.emit(Action::Play);
            }
        })
    };
    let onkeydown = {
        let props = props.clone();
        Callback::from(move |event: KeyboardEvent| {
            if let Some(at) = pressed(&event, &props.readout) {
                event.prevent_default();
                props.act.emit(Action::Seek(at));
            }
        })
    };
    let start = readout.world.start();
    let clock = clock_text(start, readout.now);
    let end = clock_text(start, readout.known_until);
    html! {
        <div class="strip">
            <canvas
                class="strip-canvas"
                ref={canvas}
                role="slider"
                tabindex="0"
                aria-label={PageText::Timeline.say(readout.language)}
                aria-valuemin="0"
                aria-valuemax={readout.known_until.as_millis().to_string()}
                aria-valuenow={readout.now.as_millis().to_string()}
                aria-valuetext={PageText::TimelinePosition { clock, end }.say(readout.language)}
                {onpointerdown}
                {onpointermove}
                onpointerup={release.clone()}
                onpointercancel={release}
                {onpointerleave}
                {onfocus}
                {onblur}
                {onkeydown}
            />
        </div>
    }
}

/// The bar of requests under a pointer.
fn asked(event: &PointerEvent) -> Asked {
    let point = Point {
        x: event.client_x() as f32,
        y: event.client_y() as f32,
    };
    Asked::Strip(point_of(event).x, point)
}

/// Where a key on the slider goes.
fn pressed(event: &KeyboardEvent, readout: &Readout) -> Option<Time> {
    if event.shift_key() || event.ctrl_key() || event.meta_key() || event.alt_key() {
        return None;
    }
    let now = readout.now;
    let back = |span: Duration| Time::from_millis(now.as_millis().saturating_sub(span.as_millis()));
    match event.key().as_str() {
        "ArrowLeft" | "ArrowDown" => Some(back(ARROW)),
        "ArrowRight" | "ArrowUp" => Some(now + ARROW),
        "PageDown" => Some(back(PAGE)),
        "PageUp" => Some(now + PAGE),
        "Home" => Some(Time::ZERO),
        "End" => Some(readout.known_until),
        _ => None,
    }
}

/// Gives the canvas to the playground, and its size whenever that changes.
#[hook]
fn use_surface(canvas: &NodeRef, inbox: &Inbox) {
    let (canvas, inbox) = (canvas.clone(), inbox.clone());
    use_effect_with((), move |()| {
        let element = canvas.cast::<HtmlCanvasElement>();
        if let Some(surface) = element.clone().and_then(Surface::new) {
            inbox.put(Input::ShowStrip(surface));
        }
        let observer = element.map(|element| {
            let observed = element.clone();
            SizeObserver::new(&element, move || {
                inbox.put(Input::ResizeStrip(Viewport {
                    width: observed.client_width() as f32,
                    height: observed.client_height() as f32,
                }));
            })
        });
        move || drop(observer)
    });
}
