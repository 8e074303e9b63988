//! Speaks what happens to who does not see it: politely, and at most one message in two seconds.

use gloo_timers::callback::Timeout;
use yew::prelude::*;

/// The time between two messages.
const PERIOD_MS: u32 = 2_000;

/// What happens now.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct AnnouncerProps {
    /// The message.
    pub(crate) message: AttrValue,
}

/// What the announcer is told.
#[derive(Debug)]
pub(crate) enum AnnouncerMessage {
    /// The period is over.
    Speak,
}

/// The live region.
#[derive(Debug, Default)]
pub(crate) struct Announcer {
    spoken: AttrValue,
    period: Option<Timeout>,
}

impl Announcer {
    fn speak(&mut self, context: &Context<Self>) -> bool {
        let message = &context.props().message;
        if *message == self.spoken || self.period.is_some() {
            return false;
        }
        self.spoken = message.clone();
        let link = context.link().clone();
        self.period = Some(Timeout::new(PERIOD_MS, move || {
            link.send_message(AnnouncerMessage::Speak);
        }));
        true
    }
}

impl Component for Announcer {
    type Message = AnnouncerMessage;
    type Properties = AnnouncerProps;

    fn create(context: &Context<Self>) -> Self {
        let mut announcer = Self::default();
        announcer.speak(context);
        announcer
    }

    fn changed(&mut self, context: &Context<Self>, _old: &AnnouncerProps) -> bool {
        self.speak(context)
    }

    fn update(&mut self, context: &Context<Self>, message: AnnouncerMessage) -> bool {
        match message {
            AnnouncerMessage::Speak => {
                self.period = None;
                self.speak(context)
            }
        }
    }

    fn view(&self, _context: &Context<Self>) -> Html {
        html! { <p class="announcer" role="status" aria-live="polite">{ &self.spoken }</p> }
    }
}
