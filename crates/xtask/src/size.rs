//! What a first visit downloads, and the most that it may be.

use std::io::Write;

use anyhow::{Context, Result, ensure};
use brotli::CompressorWriter;

use crate::site::Site;

/// The most that a first load may be after brotli, in bytes: 300 KiB.
const FIRST_LOAD_MAX: usize = 300 * 1024;

/// Brotli's best, as static hosts use for files that they compress once.
const QUALITY: u32 = 11;

/// Brotli's ordinary window: 4 MiB.
const WINDOW_BITS: u32 = 22;

/// One file of the first load.
#[derive(Debug)]
struct Measured<'a> {
    path: &'a str,
    byte_count: usize,
    compressed_byte_count: usize,
}

/// Prints the sizes of the files that a first visit loads, and holds their sum against the limit.
///
/// # Errors
/// When the sum is over the limit.
pub(crate) fn check_first_load(site: &Site) -> Result<()> {
    let mut measured = Vec::new();
    for (path, contents) in site.first_load() {
        measured.push(Measured {
            path,
            byte_count: contents.len(),
            compressed_byte_count: compressed_byte_count(contents)?,
        });
    }
    let total = measured.iter().map(|file| file.compressed_byte_count).sum();
    println!("{:>12} {:>12}", "size", "after brotli");
    for file in &measured {
        let (size, compressed) = (
            kibibytes(file.byte_count),
            kibibytes(file.compressed_byte_count),
        );
        println!("{size:>12} {compressed:>12}  {}", file.path);
    }
    println!("{:>12} {:>12}  first load", "", kibibytes(total));
    check_total(total)
}

fn check_total(byte_count: usize) -> Result<()> {
    ensure!(
        byte_count <= FIRST_LOAD_MAX,
        "the first load is {} after brotli, and may be {} at most",
        kibibytes(byte_count),
        kibibytes(FIRST_LOAD_MAX)
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
    fn the_first_load_may_be_300_kib_and_not_a_byte_more() {
        assert!(check_total(300 * 1024).is_ok());
        let mistake = check_total(300 * 1024 + 1).unwrap_err().to_string();
        assert!(mistake.contains("300.0 KiB at most"), "{mistake}");
    }

    #[test]
    fn a_size_is_readable() {
        assert_eq!(kibibytes(0), "0.0 KiB");
        assert_eq!(kibibytes(1536), "1.5 KiB");
        assert_eq!(kibibytes(1024 * 1024 - 1), "1023.9 KiB");
    }
}
