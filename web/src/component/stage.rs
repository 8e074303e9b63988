//! The picture with the sentence that says what happens in it.

use std::rc::Rc;

use scene::{Point, Viewport};
use web_sys::{Element, HtmlCanvasElement};
use words::page::PageText;
use yew::prelude::*;

use crate::action::Action;
use crate::component::long_press::use_long_press;
use crate::component::notice::notice;
use crate::component::stage_twin::StageTwin;
use crate::inbox::{Inbox, Input};
use crate::listener::SizeObserver;
use crate::readout::Readout;
use crate::surface::{Surface, point_of};

/// What the stage shows besides the picture, and where it sends what happens on it.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct StageProps {
    /// What to show.
    pub(crate) readout: Rc<Readout>,
    /// Where the canvas and the pointer go.
    pub(crate) inbox: Inbox,
    /// What to do.
    pub(crate) act: Callback<Action>,
}

/// The picture.
#[component]
pub(crate) fn Stage(props: &StageProps) -> Html {
    let canvas = use_node_ref();
    let place = use_node_ref();
    use_surface(&canvas, &place, &props.inbox);
    let readout = &props.readout;
    let point = |input: fn(Point) -> Input| {
        let inbox = props.inbox.clone();
        move |event: &MouseEvent| inbox.put(input(point_of(event)))
    };
    let pick = point(Input::Pick);
    let hover = point(|point| Input::PointAt(Some(point)));
    let onclick = Callback::from(move |event: MouseEvent| pick(&event));
    let onpointermove = Callback::from(move |event: PointerEvent| hover(&event));
    let open = {
        let inbox = props.inbox.clone();
        Callback::from(move |point| inbox.put(Input::OpenFaults(point)))
    };
    let press = use_long_press(open.clone());
    let onclick = press.unless_long(onclick);
    let onpointerdown = {
        // A finger points where it comes down.
        let (hover, begins) = (onpointermove.clone(), press.begins());
        Callback::from(move |event: PointerEvent| {
            hover.emit(event.clone());
            begins.emit(event);
        })
    };
    let onpointermove = press.moves(onpointermove);
    let oncontextmenu = Callback::from(move |event: MouseEvent| {
        event.prevent_default();
        open.emit(point_of(&event));
    });
    let onpointerleave = {
        let inbox = props.inbox.clone();
        Callback::from(move |event: PointerEvent| {
            // A finger that leaves the glass has pointed all the same.
            if event.pointer_type() != "touch" {
                inbox.put(Input::PointAt(None));
            }
        })
    };
    html! {
        <main class="stage" aria-label={PageText::Stage.say(readout.language)}>
            <div class="stage-headline">
                <h2>{ &readout.title }</h2>
                <p title={readout.sentence.clone()}>{ &readout.sentence }</p>
            </div>
            <div class="stage-place" ref={place} tabindex="0">
                <canvas
                    class="stage-canvas"
                    ref={canvas}
                    role="img"
                    aria-label={format!("{} {}", readout.title, readout.sentence)}
                    {onclick}
                    {onpointermove}
                    {oncontextmenu}
                    {onpointerdown}
                    onpointerup={press.ends()}
                    onpointercancel={press.ends()}
                    {onpointerleave}
                />
            </div>
            { notice(readout, &props.act) }
            <StageTwin
                readout={readout.clone()}
                act={props.act.clone()}
            />
        </main>
    }
}

/// Gives the canvas to the playground, and the size of its place whenever that changes.
#[hook]
fn use_surface(canvas: &NodeRef, place: &NodeRef, inbox: &Inbox) {
    let (canvas, place, inbox) = (canvas.clone(), place.clone(), inbox.clone());
    use_effect_with((), move |()| {
        let surface = canvas.cast::<HtmlCanvasElement>().and_then(Surface::new);
        if let Some(surface) = surface {
            inbox.put(Input::ShowStage(surface));
        }
        let observer = place.cast::<Element>().map(|element| {
            let observed = element.clone();
            SizeObserver::new(&element, move || {
                inbox.put(Input::ResizeStage(Viewport {
                    width: observed.client_width() as f32,
                    height: observed.client_height() as f32,
                }));
            })
        });
        move || drop(observer)
    });
}
