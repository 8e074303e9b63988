//! Versions of the agent, in which 1.9 is older than 1.14.

/// One to four numbers; what is left out is 0, so that 1.14 is 1.14.0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Version([u32; 4]);

impl Version {
    /// None if the text is not numbers with points between them.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut version = Self([0; 4]);
        let mut places = version.0.iter_mut();
        for part in text.split('.') {
            if !part.bytes().all(|byte| byte.is_ascii_digit()) {
                return None;
            }
            *places.next()? = part.parse().ok()?;
        }
        Some(version)
    }
}
