//! Korean particles after names that end in a digit or a hexadecimal letter: revisions and ids.

/// A particle that depends on the final sound before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Particle {
    /// 을 or 를.
    Object,
    /// 이 or 가.
    Subject,
    /// 으로 or 로.
    Towards,
}

/// How a name ends when it is read aloud.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ending {
    Vowel,
    Rieul,
    Consonant,
}

/// The name with its particle. Digits are read in Korean, letters by their names.
pub(crate) fn with(name: &str, particle: Particle) -> String {
    let ending = ending(name);
    let text = match (particle, ending) {
        (Particle::Object, Ending::Vowel) => "를",
        (Particle::Object, _) => "을",
        (Particle::Subject, Ending::Vowel) => "가",
        (Particle::Subject, _) => "이",
        (Particle::Towards, Ending::Consonant) => "으로",
        (Particle::Towards, _) => "로",
    };
    format!("{name}{text}")
}

fn ending(name: &str) -> Ending {
    match name
        .chars()
        .next_back()
        .map(|last| last.to_ascii_lowercase())
    {
        // 일, 칠, 팔; 엘, 알.
        Some('1' | '7' | '8' | 'l' | 'r') => Ending::Rieul,
        // 영, 삼, 육; 엠, 엔.
        Some('0' | '3' | '6' | 'm' | 'n') => Ending::Consonant,
        Some(last @ '가'..='힣') => match (u32::from(last) - u32::from('가')) % 28 {
            0 => Ending::Vowel,
            8 => Ending::Rieul,
            _ => Ending::Consonant,
        },
        _ => Ending::Vowel,
    }
}

#[cfg(test)]
mod tests {
    use super::{Particle, with};

    #[test]
    fn particles_follow_how_a_name_is_read() {
        assert_eq!(with("web:1", Particle::Object), "web:1을");
        assert_eq!(with("web:2", Particle::Object), "web:2를");
        assert_eq!(with("web:8", Particle::Towards), "web:8로");
        assert_eq!(with("web:10", Particle::Towards), "web:10으로");
        assert_eq!(with("5f3c", Particle::Subject), "5f3c가");
        assert_eq!(with("ab06", Particle::Subject), "ab06이");
        assert_eq!(with("서비스", Particle::Object), "서비스를");
    }
}
