//! What counts down in the picture: time until a task counts, until it gets SIGTERM or SIGKILL, until health matters, until
//! the next launch, until the bake time is over, and until a hook has ended.

use crate::Language;

/// Under a task without any check that will count as healthy soon.
pub fn settling(language: Language, left_ms: u64) -> (String, String) {
    let seconds = seconds_left(left_ms);
    match language {
        Language::English => (format!("counts in {seconds}s"), format!("in {seconds}s")),
        Language::Korean => (format!("{seconds}초 후 집계"), format!("{seconds}초 후")),
    }
}

/// Under a task in DEACTIVATING: what is left of its delay, and its requests.
pub fn draining(language: Language, left_ms: u64, requests: u32) -> (String, String) {
    let seconds = seconds_left(left_ms);
    match language {
        Language::English => (
            format!("{seconds}s · {requests} req"),
            format!("{seconds}s"),
        ),
        Language::Korean => (
            format!("{seconds}초 · {requests}건"),
            format!("{seconds}초"),
        ),
    }
}

/// Under a task in STOPPING, so long after SIGTERM.
pub fn sigterm(language: Language, seconds: u64) -> (String, String) {
    match language {
        Language::English => (format!("SIGTERM {seconds}s"), format!("TERM {seconds}s")),
        Language::Korean => (format!("SIGTERM {seconds}초"), format!("TERM {seconds}초")),
    }
}

/// Under a task that fails its checks within its grace period: how much of the period is left, and how it fails.
pub fn graced(language: Language, failure: &str, left_ms: u64) -> (String, String) {
    let seconds = seconds_left(left_ms);
    match language {
        Language::English => (
            format!("grace {seconds}s · {failure}"),
            format!("{seconds}s · {failure}"),
        ),
        Language::Korean => (
            format!("유예 {seconds}초 · {failure}"),
            format!("{seconds}초 · {failure}"),
        ),
    }
}

/// The service starts no task before so long.
pub fn next_launch(language: Language, left_ms: u64) -> String {
    let time = minutes_left(language, left_ms);
    match language {
        Language::English => format!("launches throttled: next in {time}"),
        Language::Korean => format!("태스크 시작 제한 중: {time} 뒤 재개"),
    }
}

/// Both revisions run for so long still.
pub fn bake_time(language: Language, left_ms: u64) -> String {
    let time = minutes_left(language, left_ms);
    match language {
        Language::English => format!("bake time: {time} left"),
        Language::Korean => format!("베이크 시간: {time} 남음"),
    }
}

/// A hook waits for a person for so long still.
pub fn pause_hook(language: Language, left_ms: u64) -> String {
    let time = minutes_left(language, left_ms);
    match language {
        Language::English => format!("PAUSE hook: {time} left"),
        Language::Korean => format!("PAUSE 후크: {time} 남음"),
    }
}

/// The function of a hook answers, or is asked again, after so long.
pub fn hook_function(language: Language, left_ms: u64) -> String {
    let time = minutes_left(language, left_ms);
    match language {
        Language::English => format!("hook function: {time} left"),
        Language::Korean => format!("후크 함수: {time} 남음"),
    }
}

/// [`next_launch`] where there is little room.
pub fn next_launch_briefly(language: Language, left_ms: u64) -> String {
    let time = clock_left(left_ms);
    match language {
        Language::English => format!("launch {time}"),
        Language::Korean => format!("시작 {time}"),
    }
}

/// [`bake_time`] where there is little room.
pub fn bake_time_briefly(language: Language, left_ms: u64) -> String {
    let time = clock_left(left_ms);
    match language {
        Language::English => format!("bake {time}"),
        Language::Korean => format!("베이크 {time}"),
    }
}

/// [`pause_hook`] where there is little room.
pub fn pause_hook_briefly(left_ms: u64) -> String {
    format!("PAUSE {}", clock_left(left_ms))
}

/// [`hook_function`] where there is little room.
pub fn hook_function_briefly(language: Language, left_ms: u64) -> String {
    let time = clock_left(left_ms);
    match language {
        Language::English => format!("hook {time}"),
        Language::Korean => format!("후크 {time}"),
    }
}

/// `4:32`, or `1:04:32`.
fn clock_left(left_ms: u64) -> String {
    let seconds = seconds_left(left_ms);
    let (hours, minutes, seconds) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    match hours {
        0 => format!("{minutes}:{seconds:02}"),
        _ => format!("{hours}:{minutes:02}:{seconds:02}"),
    }
}

fn minutes_left(language: Language, left_ms: u64) -> String {
    let seconds = seconds_left(left_ms);
    let (hours, minutes, seconds) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    match (language, hours, minutes) {
        (Language::English, 0, 0) => format!("{seconds} s"),
        (Language::English, 0, _) => format!("{minutes} min {seconds} s"),
        (Language::English, _, _) => format!("{hours} h {minutes} min"),
        (Language::Korean, 0, 0) => format!("{seconds}초"),
        (Language::Korean, 0, _) => format!("{minutes}분 {seconds}초"),
        (Language::Korean, _, _) => format!("{hours}시간 {minutes}분"),
    }
}

/// Whole seconds that are left, never 0 while something is left.
const fn seconds_left(left_ms: u64) -> u64 {
    left_ms.div_ceil(1_000)
}
