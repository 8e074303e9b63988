//! The page: what is on it, and who listens.

use std::rc::Rc;

use scene::Theme;
use sim::TaskDefinition;
use wasm_bindgen::JsCast;
use web_sys::{CustomEvent, HtmlElement, KeyboardEvent};
use words::page::PageText;
use yew::prelude::*;

use crate::action::Action;
use crate::bench::{self, Bench};
use crate::component::Page;
use crate::component::announcer::Announcer;
use crate::component::controls::controls;
use crate::component::core_part::CorePart;
use crate::component::panes::Panes;
use crate::component::stage::Stage;
use crate::component::strip::Strip;
use crate::component::top_bar::top_bar;
use crate::frame_loop::FrameLoop;
use crate::inbox::{Inbox, Input};
use crate::keyboard::{Shortcut, shortcut};
use crate::listener::{Listener, MediaWatch};
use crate::opened::WorldName;
use crate::playground::Playground;
use crate::readout::Readout;
use crate::ui::{Layout, Pane, Ui, UiAction};

/// Told to the editor by an event of this name on the window: register and deploy what it holds.
const DEPLOY_EVENT: &str = "playground-deploy";

/// The page.
#[derive(Debug)]
pub(crate) struct App {
    inbox: Inbox,
    act: Callback<Action>,
    readout: Rc<Readout>,
    definition: Rc<TaskDefinition>,
    ui: Ui,
    widths: Vec<(Layout, MediaWatch)>,
    _frames: FrameLoop,
    _listeners: Listeners,
}

/// What the page is told.
#[derive(Clone, Debug)]
pub(crate) enum Message {
    /// Something differs in the playground.
    Publish(Rc<Readout>),
    /// Something opens or closes.
    Ui(UiAction),
    /// A key was pressed.
    Press(Shortcut),
    /// The window has another width.
    Place,
}

/// Whoever listens as long as the page is there.
#[derive(Debug)]
struct Listeners {
    _keys: Option<Listener>,
    _dark: MediaWatch,
    _reduced_motion: MediaWatch,
}

impl Component for App {
    type Message = Message;
    type Properties = ();

    fn create(context: &Context<Self>) -> Self {
        let link = context.link();
        let inbox = Inbox::default();
        let is_bench = bench::is_asked();
        let opening = if is_bench {
            bench::opening()
        } else {
            playground::opening_with(sim::Handlers::OPENING)
        };
        let definition = Rc::new(opening.definition.clone());
        let publish = link.callback(Message::Publish);
        let name = if is_bench {
            PageText::FleetScenario
        } else {
            PageText::OpeningScenario
        };
        let name = WorldName::new(move |language| name.say(language).into());
        let mut playground = Playground::new(opening, name, inbox.clone(), publish);
        let readout = playground.readout();
        let mut bench = is_bench.then(Bench::new).flatten();
        if is_bench {
            inbox.act().emit(Action::SetSpeed(bench::SPEED));
        }
        let frames = FrameLoop::start(move |wall_ms| match &mut bench {
            Some(bench) => bench.measure(|| playground.frame(wall_ms)),
            None => playground.frame(wall_ms),
        });
        let widths = watch_widths(link);
        Self {
            act: inbox.act(),
            _listeners: listen(link, &inbox),
            inbox,
            readout,
            definition,
            ui: Ui::new(layout_of(&widths)),
            widths,
            _frames: frames,
        }
    }

    fn update(&mut self, _context: &Context<Self>, message: Message) -> bool {
        match message {
            Message::Publish(readout) => self.publish(readout),
            Message::Ui(action) => self.ui = self.ui.after(action),
            Message::Place => self.ui = self.ui.after(UiAction::Place(layout_of(&self.widths))),
            Message::Press(key) => self.press(key),
        }
        true
    }

    fn view(&self, context: &Context<Self>) -> Html {
        let page = Page {
            readout: self.readout.clone(),
            ui: self.ui,
            act: self.act.clone(),
            set_ui: context.link().callback(Message::Ui),
        };
        let (readout, inbox, act) = (&self.readout, &self.inbox, &self.act);
        let language = readout.language;
        html! {
            <div class={classes!("app", page.ui.layout.class(), page.ui.sheet.class())}>
                { top_bar(&page) }
                <Stage readout={readout.clone()} inbox={inbox.clone()} act={act.clone()} />
                <section class="player" aria-label={PageText::Playback.say(language)}>
                    <CorePart inbox={inbox.clone()} {language} />
                    { controls(&page) }
                    <Strip readout={readout.clone()} inbox={inbox.clone()} act={act.clone()} />
                </section>
                <Panes page={page.clone()} definition={self.definition.clone()} />
                <Announcer message={AttrValue::from(readout.title.clone())} />
            </div>
        }
    }

    fn rendered(&mut self, _context: &Context<Self>, _first_render: bool) {
        let tag = self.readout.language.tag();
        if let Some(root) = root()
            && root.lang() != tag
        {
            root.set_lang(tag);
        }
    }
}

impl App {
    fn publish(&mut self, readout: Rc<Readout>) {
        let selects = readout.selection.is_some() && readout.selection != self.readout.selection;
        if readout.opened_count != self.readout.opened_count
            && let Some(service) = readout.service()
            && let Some(leading) = service.leading_deployment()
        {
            self.definition = Rc::new(leading.definition.definition.clone());
        }
        self.readout = readout;
        if selects {
            self.ui = self.ui.after(UiAction::Inspect);
        }
    }

    fn press(&mut self, key: Shortcut) {
        match key {
            Shortcut::Act(action) => self.act.emit(action),
            Shortcut::Help => self.ui = self.ui.after(UiAction::OpenHelp),
            Shortcut::Deploy => dispatch(DEPLOY_EVENT),
            // The browser closes its dialog by itself.
            Shortcut::Escape if self.ui.help_open || self.ui.menu_open => {}
            Shortcut::Escape if self.ui.has_overlay() => {
                self.ui = self.ui.after(UiAction::Dismiss);
            }
            Shortcut::Escape => self.act.emit(Action::Select(None)),
            Shortcut::Editor => {
                if !self.ui.shows(Pane::Editor) {
                    self.ui = self.ui.after(UiAction::ToggleEditor);
                }
                focus_editor();
            }
        }
    }
}

fn watch_widths(link: &html::Scope<App>) -> Vec<(Layout, MediaWatch)> {
    Layout::WIDTHS
        .into_iter()
        .map(|(layout, width)| {
            let query = format!("(min-width: {width}px)");
            let watch = MediaWatch::new(&query, link.callback(|_| Message::Place));
            (layout, watch)
        })
        .collect()
}

/// The first layout that the window is wide enough for.
fn layout_of(widths: &[(Layout, MediaWatch)]) -> Layout {
    widths
        .iter()
        .find(|(_, watch)| watch.matches())
        .map_or(Layout::Sheet, |(layout, _)| *layout)
}

fn listen(link: &html::Scope<App>, inbox: &Inbox) -> Listeners {
    let to_theme = |dark| if dark { Theme::Dark } else { Theme::Light };
    let put = |input: fn(bool) -> Input| {
        let inbox = inbox.clone();
        Callback::from(move |matches| inbox.put(input(matches)))
    };
    let dark = MediaWatch::new(
        "(prefers-color-scheme: dark)",
        put(|dark| Input::SetTheme(if dark { Theme::Dark } else { Theme::Light })),
    );
    let reduced_motion =
        MediaWatch::new("(prefers-reduced-motion: reduce)", put(Input::ReduceMotion));
    inbox.put(Input::SetTheme(to_theme(dark.matches())));
    inbox.put(Input::ReduceMotion(reduced_motion.matches()));
    let link = link.clone();
    let keys = web_sys::window().map(|window| {
        Listener::new(window.into(), "keydown", move |event| {
            let Ok(event) = event.dyn_into::<KeyboardEvent>() else {
                return;
            };
            if let Some(key) = shortcut(&event) {
                if key != Shortcut::Escape {
                    event.prevent_default();
                }
                link.send_message(Message::Press(key));
            }
        })
    });
    Listeners {
        _keys: keys,
        _dark: dark,
        _reduced_motion: reduced_motion,
    }
}

fn root() -> Option<HtmlElement> {
    let root = web_sys::window()?.document()?.document_element()?;
    root.dyn_into().ok()
}

/// Gives the focus to the form or the text of the task definition, once what was opened is there.
fn focus_editor() {
    let selectors = format!(
        "#{} .panel-pane:not([hidden]) > * > :not([hidden]) :is(textarea, input:not([type=file]))",
        Pane::Editor.id()
    );
    gloo_timers::callback::Timeout::new(0, move || {
        let element = web_sys::window()
            .and_then(|window| window.document())
            .and_then(|document| document.query_selector(&selectors).ok().flatten())
            .and_then(|element| element.dyn_into::<HtmlElement>().ok());
        if let Some(element) = element {
            // An element that can take the focus takes it.
            let _ = element.focus();
        }
    })
    .forget();
}

fn dispatch(name: &str) {
    if let (Some(window), Ok(event)) = (web_sys::window(), CustomEvent::new(name)) {
        // Only an event that is being dispatched already is refused.
        let _ = window.dispatch_event(&event);
    }
}
