//! What a first visit downloads before the page is alive and what it may fetch later, and the most that each may be.

use std::io::Write;

use anyhow::{Context, Result, ensure};
use brotli::CompressorWriter;

use crate::site::Site;

/// The most that a first load may be after brotli, in bytes: 300 KiB.
const FIRST_LOAD_MAX: usize = 300 * 1024;

/// The most that all later parts of the program together may be after brotli, in bytes: 700 KiB.
const LATER_MAX: usize = 700 * 1024;

/// Brotli's best, as static hosts use for files that they compress once.
const QUALITY: u32 = 11;

/// Brotli's ordinary window: 4 MiB.
const WINDOW_BITS: u32 = 22;

/// One file.
#[derive(Debug)]
struct Measured<'a> {
    path: &'a str,
    byte_count: usize,
    compressed_byte_count: usize,
}

/// Prints the sizes of the files of the first load and of the later parts, and holds their sums against the limits.
///
/// # Errors
/// When a sum is over its limit.
pub(crate) fn check(site: &Site) -> Result<()> {
    println!("{:>12} {:>12}", "size", "after brotli");
    let first_load = total("the first load", site.first_load())?;
    let later = total("all later parts", site.later())?;
    check_total("the first load", first_load, FIRST_LOAD_MAX)?;
    check_total("all later parts", later, LATER_MAX)
}

/// Prints the sizes of some files and what they are together, which it gives.
fn total<'a>(name: &str, files: impl Iterator<Item = (&'a str, &'a [u8])>) -> Result<usize> {
    let mut measured = Vec::new();
    for (path, contents) in files {
        measured.push(Measured {
            path,
            byte_count: contents.len(),
            compressed_byte_count: compressed_byte_count(contents)?,
        });
    }
    let total = measured.iter().map(|file| file.compressed_byte_count).sum();
    for file in &measured {
        let (size, compressed) = (
            kibibytes(file.byte_count),
            kibibytes(file.compressed_byte_count),
        );
        println!("{size:>12} {compressed:>12}  {}", file.path);
    }
    println!("{:>12} {:>12}  {name}", "", kibibytes(total));
    Ok(total)
}

fn check_total(name: &str, byte_count: usize, byte_count_max: usize) -> Result<()> {
    ensure!(
        byte_count <= byte_count_max,
        "{name}: {} after brotli, {} at most",
        kibibytes(byte_count),
        kibibytes(byte_count_max)
    );
    Ok(())
}

fn compressed_byte_count(contents: &[u8]) -> Result<usize> {
    let mut compressor = CompressorWriter::new(Vec::new(), 4096, QUALITY, WINDOW_BITS);
    compressor
        .write_all(contents)
        .and_then(|()| compressor.flush())
        .context("brotli failed")?;
    Ok(compressor.into_inner().len())
}

fn kibibytes(byte_count: usize) -> String {
    format!(
        "{}.{} KiB",
        byte_count / 1024,
        byte_count % 1024 * 10 / 1024
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brotli_compresses() {
        let text = "task definition ".repeat(1000);
        let byte_count = compressed_byte_count(text.as_bytes()).unwrap();
        assert!((1..100).contains(&byte_count), "{byte_count}");
    }

    #[test]
    fn a_sum_may_reach_its_limit_and_not_a_byte_more() {
        assert!(check_total("the first load", FIRST_LOAD_MAX, FIRST_LOAD_MAX).is_ok());
        let mistake = check_total("the first load", FIRST_LOAD_MAX + 1, FIRST_LOAD_MAX);
        let mistake = mistake.unwrap_err().to_string();
        assert!(mistake.contains("300.0 KiB at most"), "{mistake}");
    }

    #[test]
    fn a_size_is_readable() {
        assert_eq!(kibibytes(0), "0.0 KiB");
        assert_eq!(kibibytes(1536), "1.5 KiB");
        assert_eq!(kibibytes(1024 * 1024 - 1), "1023.9 KiB");
    }
}
