//! The words in the strip of time.

use crate::Language;
use crate::particle::{Particle, with};

/// The band of the tasks that come up.
pub const fn starting(language: Language) -> &'static str {
    match language {
        Language::English => "starting",
        Language::Korean => "시작 중",
    }
}

/// The band of the tasks that go, where `maximumPercent` counts them as well.
pub const fn stopping(language: Language) -> &'static str {
    match language {
        Language::English => "stopping",
        Language::Korean => "종료 중",
    }
}

/// The same where it does not.
pub const fn stopping_uncounted(language: Language) -> &'static str {
    match language {
        Language::English => "stopping, not counted",
        Language::Korean => "종료 중(세지 않음)",
    }
}

/// The bounds of a deployment that keeps two whole sets of tasks: one of them, and both.
pub const fn full_sets(language: Language) -> [&'static str; 2] {
    match language {
        Language::English => ["one full set", "blue and green"],
        Language::Korean => ["한 세트", "블루와 그린"],
    }
}

/// The mark of a deployment that returns to what worked.
pub fn rollback(language: Language, revision: &str) -> String {
    match language {
        Language::English => format!("Rollback to {revision}"),
        Language::Korean => format!("{} 롤백", with(revision, Particle::Towards)),
    }
}

/// The mark of a deployment in the strip.
pub fn deploy(language: Language, revision: &str) -> String {
    match language {
        Language::English => format!("Deploy {revision}"),
        Language::Korean => format!("{revision} 배포"),
    }
}

/// The mark of a machine that went away.
pub fn instance_gone(language: Language, id: &str) -> String {
    match language {
        Language::English => format!("{id} terminated"),
        Language::Korean => format!("{id} 종료"),
    }
}

/// The mark of a task that found no place.
pub const fn no_room(language: Language) -> &'static str {
    match language {
        Language::English => "no room for a task",
        Language::Korean => "태스크 자리 없음",
    }
}
