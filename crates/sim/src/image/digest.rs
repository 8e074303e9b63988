//! Digests of images: the same content under the same name has the same one.

use alloc::format;
use alloc::string::String;
use core::hash::{Hash, Hasher};

use super::Image;
use crate::id::mix;

impl Image {
    /// `imageDigest` of what a name stands for; a name that has a digest keeps to it.
    pub fn digest(&self, name: &str) -> String {
        if let Some((_, digest)) = name.split_once('@') {
            return digest.into();
        }
        let mut content = Mixer(0);
        name.hash(&mut content);
        self.hash(&mut content);
        let (high, low) = (mix(content.0 ^ 1), mix(content.0 ^ 2));
        format!("sha256:{high:032x}{low:032x}")
    }
}

/// Hashes alike on every platform.
struct Mixer(u128);

impl Hasher for Mixer {
    fn finish(&self) -> u64 {
        self.0 as u64
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = mix(self.0 ^ u128::from(*byte));
        }
    }

    fn write_u16(&mut self, value: u16) {
        self.write(&value.to_le_bytes());
    }

    fn write_u32(&mut self, value: u32) {
        self.write(&value.to_le_bytes());
    }

    fn write_u64(&mut self, value: u64) {
        self.write(&value.to_le_bytes());
    }

    // The length of a text or a list, which has another width on 32 bits.
    fn write_usize(&mut self, value: usize) {
        self.write(&(value as u64).to_le_bytes());
    }

    // The number of an enum's variant, which has another width on 32 bits.
    fn write_isize(&mut self, value: isize) {
        self.write(&(value as i64).to_le_bytes());
    }
}
