//! Listeners of the browser that stop when they are dropped.

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Event, EventTarget, MediaQueryList, ResizeObserver};
use yew::Callback;

/// Calls back at each event of one kind.
#[derive(Debug)]
pub(crate) struct Listener {
    target: EventTarget,
    kind: &'static str,
    closure: Closure<dyn Fn(Event)>,
}

impl Listener {
    /// Listens to the events of this kind that reach the target.
    pub(crate) fn new(
        target: EventTarget,
        kind: &'static str,
        callback: impl Fn(Event) + 'static,
    ) -> Self {
        let closure = Closure::new(callback);
        target
            .add_event_listener_with_callback(kind, closure.as_ref().unchecked_ref())
            .expect("every target takes listeners");
        Self {
            target,
            kind,
            closure,
        }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        // One that is not there any more needs no removal.
        let _ = self
            .target
            .remove_event_listener_with_callback(self.kind, self.closure.as_ref().unchecked_ref());
    }
}

/// A media query that is watched.
#[derive(Debug)]
pub(crate) struct MediaWatch {
    list: Option<MediaQueryList>,
    _listener: Option<Listener>,
}

impl MediaWatch {
    /// Calls back with whether the query matches, whenever that changes.
    pub(crate) fn new(query: &str, callback: Callback<bool>) -> Self {
        let list = web_sys::window().and_then(|window| window.match_media(query).ok().flatten());
        let listener = list.clone().map(|list| {
            Listener::new(list.clone().into(), "change", move |_| {
                callback.emit(list.matches());
            })
        });
        Self {
            list,
            _listener: listener,
        }
    }

    /// Whether the query matches now.
    pub(crate) fn matches(&self) -> bool {
        self.list.as_ref().is_some_and(MediaQueryList::matches)
    }
}

/// Calls back when an element's size changes, and once at first.
#[derive(Debug)]
pub(crate) struct SizeObserver {
    observer: Option<ResizeObserver>,
    _closure: Closure<dyn Fn()>,
}

impl SizeObserver {
    /// Observes one element.
    pub(crate) fn new(element: &web_sys::Element, callback: impl Fn() + 'static) -> Self {
        let closure = Closure::<dyn Fn()>::new(callback);
        let observer = ResizeObserver::new(closure.as_ref().unchecked_ref()).ok();
        if let Some(observer) = &observer {
            observer.observe(element);
        }
        Self {
            observer,
            _closure: closure,
        }
    }
}

impl Drop for SizeObserver {
    fn drop(&mut self) {
        if let Some(observer) = &self.observer {
            observer.disconnect();
        }
    }
}
