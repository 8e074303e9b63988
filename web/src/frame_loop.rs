//! Calls back once for each frame that the browser shows.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;

/// Runs until it is dropped.
#[derive(Debug)]
pub(crate) struct FrameLoop {
    shared: Rc<Shared>,
}

#[derive(Debug, Default)]
struct Shared {
    request: Cell<Option<i32>>,
    closure: RefCell<Option<FrameClosure>>,
}

type FrameClosure = Closure<dyn FnMut(f64)>;

impl FrameLoop {
    /// Calls back with the milliseconds of the wall clock, from the next frame on.
    pub(crate) fn start(mut callback: impl FnMut(f64) + 'static) -> Self {
        let shared = Rc::new(Shared::default());
        let weak = Rc::downgrade(&shared);
        let closure = Closure::new(move |wall_ms: f64| {
            callback(wall_ms);
            if let Some(shared) = weak.upgrade() {
                shared.request_frame();
            }
        });
        *shared.closure.borrow_mut() = Some(closure);
        shared.request_frame();
        Self { shared }
    }
}

impl Shared {
    fn request_frame(&self) {
        let closure = self.closure.borrow();
        let (Some(closure), Some(window)) = (closure.as_ref(), web_sys::window()) else {
            return;
        };
        let request = window.request_animation_frame(closure.as_ref().unchecked_ref());
        self.request.set(request.ok());
    }
}

impl Drop for FrameLoop {
    fn drop(&mut self) {
        if let (Some(request), Some(window)) = (self.shared.request.take(), web_sys::window()) {
            // A request that was answered needs no cancelling.
            let _ = window.cancel_animation_frame(request);
        }
    }
}
