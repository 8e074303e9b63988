//! Measures the main thread, when the page is opened with `?bench=fleet`.

use js_sys::{Array, Object, Reflect};
use playground::Opening;
use sim::Handlers;
use wasm_bindgen::JsValue;
use web_sys::Performance;

/// Tasks of the fleet.
const TASK_COUNT: u32 = 50;

/// Requests that the fleet receives in a second.
const REQUESTS_PER_SECOND: u32 = 200;

/// Simulated seconds in a second.
pub(crate) const SPEED: u32 = 60;

/// Frames that are not counted: the browser still compiles.
const WARM_UP_FRAMES: u32 = 60;

/// Collects how long each frame takes, where tests/browser/bench.mjs reads it.
#[derive(Debug)]
pub(crate) struct Bench {
    performance: Performance,
    frames: Array,
    warm_up_left: u32,
}

/// Whether the address asks for it.
pub(crate) fn is_asked() -> bool {
    let search = web_sys::window().and_then(|window| window.location().search().ok());
    search.is_some_and(|search| search.contains("bench=fleet"))
}

/// The world to measure.
pub(crate) fn opening() -> Opening {
    playground::fleet_with(Handlers::OPENING, TASK_COUNT, REQUESTS_PER_SECOND)
}

impl Bench {
    /// A bench that tells `window.playgroundBench` what it measures; none where there is no clock.
    pub(crate) fn new() -> Option<Self> {
        let window = web_sys::window()?;
        let bench = Self {
            performance: window.performance()?,
            frames: Array::new(),
            warm_up_left: WARM_UP_FRAMES,
        };
        let told = Object::new();
        for (name, value) in [
            ("frames", JsValue::from(&bench.frames)),
            ("tasks", JsValue::from(TASK_COUNT)),
            ("requestsPerSecond", JsValue::from(REQUESTS_PER_SECOND)),
            ("speed", JsValue::from(SPEED)),
        ] {
            Reflect::set(&told, &name.into(), &value).ok()?;
        }
        Reflect::set(&window, &"playgroundBench".into(), &told).ok()?;
        Some(bench)
    }

    /// Does the work of one frame and notes how long it took.
    pub(crate) fn measure(&mut self, work: impl FnOnce()) {
        let begin_ms = self.performance.now();
        work();
        let took_ms = self.performance.now() - begin_ms;
        if self.warm_up_left > 0 {
            self.warm_up_left -= 1;
        } else {
            self.frames.push(&took_ms.into());
        }
    }
}
