//! Addresses inside the site: names that change with the contents, and texts that point to them.

use std::fmt::Write;

use anyhow::{Result, ensure};
use sha2::{Digest, Sha256};

/// How many bytes of the hash stand in a name: 64 bits tell the versions of one file apart.
const NAME_HASH_BYTES: usize = 8;

/// The SHA-256 of the contents, in hexadecimal.
pub(crate) fn content_hash(contents: &[u8]) -> String {
    hexadecimal(&Sha256::digest(contents))
}

/// The name with the contents' hash before its extension: `boot.js` becomes `boot-0123456789abcdef.js`.
pub(crate) fn hashed_name(name: &str, contents: &[u8]) -> String {
    let hash = hexadecimal(&Sha256::digest(contents)[..NAME_HASH_BYTES]);
    match name.rsplit_once('.') {
        Some((stem, extension)) => format!("{stem}-{hash}.{extension}"),
        None => format!("{name}-{hash}"),
    }
}

/// The text with each `"./from"` turned into `"./to"`.
///
/// # Errors
/// When `owner`, whose text it is, never names it: the site would not load it.
pub(crate) fn point(text: &str, owner: &str, from: &str, to: &str) -> Result<String> {
    let address = format!("\"./{from}\"");
    ensure!(
        text.contains(&address),
        "{owner} must name {address}, which the build replaces"
    );
    Ok(text.replace(&address, &format!("\"./{to}\"")))
}

/// Checks that every `src` and `href` of the page shell is relative and names a file of the site.
///
/// # Errors
/// Naming the first that is not.
pub(crate) fn check_addresses(index: &str, is_in_site: impl Fn(&str) -> bool) -> Result<()> {
    for address in addresses(index) {
        let Some(path) = address.strip_prefix("./") else {
            anyhow::bail!(
                "index.html names \"{address}\": only addresses that start with \"./\" work \
                 wherever the site is put"
            );
        };
        ensure!(
            is_in_site(path),
            "index.html names \"{address}\", which is not in the site (files to copy belong into web/public)"
        );
    }
    Ok(())
}

/// The values of all `src` and `href` attributes, which our page shell writes in double quotes.
fn addresses(html: &str) -> impl Iterator<Item = &str> {
    [" src=\"", " href=\""].into_iter().flat_map(|attribute| {
        html.split(attribute)
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
    })
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").expect("writing to a String cannot fail");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_carries_the_hash_of_its_contents() {
        assert_eq!(
            hashed_name("boot.js", b"abc"),
            "boot-ba7816bf8f01cfea.js",
            "the SHA-256 of abc starts so"
        );
        assert_ne!(
            hashed_name("boot.js", b"abc"),
            hashed_name("boot.js", b"abd")
        );
        assert_eq!(hashed_name("plain", b"abc"), "plain-ba7816bf8f01cfea");
    }

    #[test]
    fn every_mention_is_pointed_to_the_new_name_and_nothing_else() {
        let text = r#"import("./web.js"); load("./web.js"); say("web.js", "./web.json")"#;
        assert_eq!(
            point(text, "boot.js", "web.js", "web-1.js").unwrap(),
            r#"import("./web-1.js"); load("./web-1.js"); say("web.js", "./web.json")"#
        );
    }

    #[test]
    fn a_text_that_does_not_name_the_file_is_a_mistake() {
        let mistake = point("<p>", "index.html", "boot.js", "boot-1.js").unwrap_err();
        assert_eq!(
            mistake.to_string(),
            "index.html must name \"./boot.js\", which the build replaces"
        );
    }

    #[test]
    fn addresses_are_relative_and_in_the_site() {
        let check = |html: &str| {
            check_addresses(html, |path| path == "favicon.svg").map_err(|error| error.to_string())
        };
        assert_eq!(check(r#"<link rel="icon" href="./favicon.svg">"#), Ok(()));
        assert_eq!(check("<p>no address</p>"), Ok(()));
        for (html, named) in [
            (r#"<img src="./missing.svg">"#, "./missing.svg"),
            (r#"<img src="/favicon.svg">"#, "/favicon.svg"),
            (r#"<a href="https://example.com/">"#, "https://example.com/"),
        ] {
            assert!(check(html).unwrap_err().contains(named), "{html}");
        }
    }
}
