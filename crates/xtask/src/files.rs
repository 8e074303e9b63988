//! Folders as maps from relative path to contents.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

/// Contents by path, relative to a folder and with `/` between its parts on every system.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// Every file below the folder; none if there is no such folder.
///
/// # Errors
/// When something in it cannot be read.
pub(crate) fn read_folder(folder: &Path) -> Result<Files> {
    let mut files = Files::new();
    if folder.exists() {
        read_below(folder, "", &mut files)?;
    }
    Ok(files)
}

fn read_below(folder: &Path, prefix: &str, files: &mut Files) -> Result<()> {
    let unreadable = || format!("cannot read {}", folder.display());
    for entry in fs::read_dir(folder).with_context(unreadable)? {
        let entry = entry.with_context(unreadable)?;
        let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            read_below(&entry.path(), &format!("{path}/"), files)?;
        } else {
            let contents = fs::read(entry.path())
                .with_context(|| format!("cannot read {}", entry.path().display()))?;
            files.insert(path, contents);
        }
    }
    Ok(())
}

/// Makes the folder hold these files and no others, with `last` written after all the others and
/// before anything is removed: a page that someone loads meanwhile finds all that it names.
/// A file that is there already is left alone. True if anything changed.
///
/// # Errors
/// When something cannot be written or removed.
pub(crate) fn write_folder(folder: &Path, files: &Files, last: &str) -> Result<bool> {
    let present = read_folder(folder)?;
    let (final_ones, first_ones): (Vec<_>, Vec<_>) =
        files.iter().partition(|(path, _)| *path == last);
    let mut changed = false;
    for (path, contents) in first_ones.into_iter().chain(final_ones) {
        if present.get(path) != Some(contents) {
            write_file(&folder.join(path), contents)?;
            changed = true;
        }
    }
    for path in present.keys().filter(|path| !files.contains_key(*path)) {
        let path = folder.join(path);
        fs::remove_file(&path).with_context(|| format!("cannot remove {}", path.display()))?;
        changed = true;
    }
    Ok(changed)
}

fn write_file(path: &Path, contents: &[u8]) -> Result<()> {
    let unwritable = || format!("cannot write {}", path.display());
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).with_context(unwritable)?;
    }
    fs::write(path, contents).with_context(unwritable)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(list: &[(&str, &str)]) -> Files {
        list.iter()
            .map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_owned()))
            .collect()
    }

    #[test]
    fn a_folder_becomes_exactly_the_files_and_tells_whether_it_changed() {
        let folder =
            std::env::temp_dir().join(format!("xtask-files-{}-{}", std::process::id(), line!()));
        let first = files(&[("index.html", "1"), ("a-1.js", "a"), ("deep/er/b.txt", "b")]);
        let second = files(&[
            ("index.html", "2"),
            ("a-2.js", "aa"),
            ("deep/er/b.txt", "b"),
        ]);

        assert!(write_folder(&folder, &first, "index.html").unwrap());
        assert_eq!(read_folder(&folder).unwrap(), first);
        assert!(!write_folder(&folder, &first, "index.html").unwrap());
        assert!(write_folder(&folder, &second, "index.html").unwrap());
        assert_eq!(read_folder(&folder).unwrap(), second);

        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn a_folder_that_is_not_there_holds_nothing() {
        let nowhere = std::env::temp_dir().join("xtask-files-nowhere");
        assert_eq!(read_folder(&nowhere).unwrap(), Files::new());
    }
}
