//! How much simulated time passes in a frame.

use sim::Duration;

/// The speeds to choose from: simulated seconds in a second of the wall clock.
pub(crate) const SPEEDS: [u32; 4] = [1, 10, 60, 300];

/// No frame lasts longer than this: a page that slept does not catch up.
const FRAME_MS_MAX: f64 = 100.0;

/// Turns the wall clock into simulated time: by pause and speed, without losing a fraction of a millisecond.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Clock {
    playing: bool,
    speed: u32,
    latest_wall_ms: Option<f64>,
    fraction_ms: f64,
}

impl Clock {
    /// A clock that runs at this speed.
    pub(crate) const fn new(speed: u32) -> Self {
        Self {
            playing: true,
            speed,
            latest_wall_ms: None,
            fraction_ms: 0.0,
        }
    }

    /// Whether time passes.
    pub(crate) const fn is_playing(&self) -> bool {
        self.playing
    }

    /// Simulated seconds in a second of the wall clock while time passes.
    pub(crate) const fn speed(&self) -> u32 {
        self.speed
    }

    /// Lets time pass.
    pub(crate) const fn play(&mut self) {
        self.playing = true;
    }

    /// Stops time.
    pub(crate) const fn pause(&mut self) {
        self.playing = false;
        self.fraction_ms = 0.0;
    }

    /// Chooses another speed; one that is not in [`SPEEDS`] changes nothing.
    pub(crate) fn set_speed(&mut self, speed: u32) {
        if SPEEDS.contains(&speed) {
            self.speed = speed;
        }
    }

    /// The simulated time since the last call, which was in the frame before.
    pub(crate) fn tick(&mut self, wall_ms: f64) -> Duration {
        let latest_wall_ms = self.latest_wall_ms.replace(wall_ms).unwrap_or(wall_ms);
        if !self.playing {
            return Duration::ZERO;
        }
        let passed_ms = (wall_ms - latest_wall_ms).clamp(0.0, FRAME_MS_MAX);
        let exact_ms = passed_ms * f64::from(self.speed) + self.fraction_ms;
        self.fraction_ms = exact_ms.fract();
        Duration::from_millis(exact_ms as u64)
    }
}
