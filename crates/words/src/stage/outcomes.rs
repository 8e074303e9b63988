//! How tasks ended, in a word or two.

use sim::{Failing, Outcome};

use crate::Language;

/// How a process ended.
pub fn exit(language: Language, code: u8) -> String {
    match language {
        Language::English => format!("exit {code}"),
        Language::Korean => format!("종료 {code}"),
    }
}

/// How a task ended that never came to run.
pub const fn never_ran(language: Language) -> &'static str {
    match language {
        Language::English => "never ran",
        Language::Korean => "실행 안 됨",
    }
}

/// How a task ended of whose process nothing is known.
pub const fn no_exit(language: Language) -> &'static str {
    match language {
        Language::English => "no exit code",
        Language::Korean => "종료 코드 없음",
    }
}

/// A footnote to an exit code: why the task had to go, or how its process ended.
pub fn outcome(language: Language, outcome: Outcome) -> String {
    if let Outcome::StopTimeout(timeout) = outcome {
        let seconds = timeout.as_secs();
        return match language {
            Language::English => format!("SIGKILL after {seconds} s"),
            Language::Korean => format!("{seconds}초 뒤 SIGKILL"),
        };
    }
    let text = match language {
        Language::English => english(outcome),
        Language::Korean => korean(outcome),
    };
    String::from(text)
}

const fn english(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::NotPulled => "image not pulled",
        Outcome::NotStarted => "could not start",
        Outcome::Unhealthy => "unhealthy",
        Outcome::HostGone => "host gone",
        Outcome::HostDeregistered => "host deregistered",
        Outcome::HostDraining => "host draining",
        Outcome::SpotTaken => "Spot interruption",
        Outcome::ByPerson => "StopTask",
        Outcome::Rebalanced => "rebalanced",
        Outcome::OutOfMemory => "out of memory",
        Outcome::Killed => "killed",
        Outcome::StopTimeout(_) => "SIGKILL",
    }
}

const fn korean(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::NotPulled => "이미지를 받지 못함",
        Outcome::NotStarted => "시작 실패",
        Outcome::Unhealthy => "비정상",
        Outcome::HostGone => "호스트 종료",
        Outcome::HostDeregistered => "호스트 등록 취소",
        Outcome::HostDraining => "호스트 드레이닝",
        Outcome::SpotTaken => "Spot 회수",
        Outcome::ByPerson => "StopTask",
        Outcome::Rebalanced => "영역 재분배",
        Outcome::OutOfMemory => "메모리 부족",
        Outcome::Killed => "강제 종료",
        Outcome::StopTimeout(_) => "SIGKILL",
    }
}

/// What ended a deployment, in a word or two.
pub const fn failing(language: Language, failing: Failing) -> &'static str {
    match (language, failing) {
        (Language::English, Failing::CircuitBreaker) => "circuit breaker",
        (Language::English, Failing::Alarm) => "alarm",
        (Language::English, Failing::Stopped) => "by request",
        (Language::English, Failing::Hook) => "lifecycle hook failed",
        (Language::English, Failing::Network) => "listener rules do not fit",
        (Language::English, Failing::TimedOut) => "timed out",
        (Language::Korean, Failing::CircuitBreaker) => "배포 회로 차단기",
        (Language::Korean, Failing::Alarm) => "경보",
        (Language::Korean, Failing::Stopped) => "요청에 따라",
        (Language::Korean, Failing::Hook) => "수명 주기 후크 실패",
        (Language::Korean, Failing::Network) => "리스너 규칙 불일치",
        (Language::Korean, Failing::TimedOut) => "시간 초과",
    }
}
