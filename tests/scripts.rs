//! Whole scripts and their histories: every file of `scripts/` has one in `golden/scripts/`, which was read line by line
//! against the specification; `UPDATE_EXPECT=1` writes them anew, to be read again.

use std::fs;
use std::path::{Path, PathBuf};

use expect_test::expect_file;

use crate::command_line::{Said, say};

fn scripts() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scripts");
    let entries = fs::read_dir(folder).expect("the folder of scripts is there");
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.expect("its entries can be read").path())
        .collect();
    paths.sort();
    paths
}

#[test]
fn every_script_is_valid_and_plays_as_its_golden_history_says() {
    let paths = scripts();
    assert!(!paths.is_empty(), "there are scripts");
    for path in paths {
        let file = path.to_str().expect("our paths are text");
        let name = path.file_stem().and_then(|name| name.to_str());
        let golden = format!("golden/scripts/{}.txt", name.expect("a script has a name"));
        let Said { output, errors, .. } = say(&["check", file]);
        assert_eq!((output.as_str(), errors.as_str()), ("", ""), "{file}");
        let said = say(&["run", file]);
        assert_eq!((said.code, said.errors.as_str()), (0, ""), "{file}");
        expect_file![golden].assert_eq(&said.output);
    }
}

#[test]
fn another_seed_gives_another_history_and_the_same_seed_the_same() {
    let path = scripts().remove(0);
    let file = path.to_str().expect("our paths are text");
    let with = |seed: &str| say(&["run", file, "--seed", seed]).output;
    assert_eq!(with("5"), with("5"));
    assert_ne!(with("5"), with("6"));
}
