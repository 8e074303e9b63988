//! The static site: what the build makes of the page's parts.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use crate::address::{check_addresses, hashed_name, point};
use crate::bindgen::{self, Bound};
use crate::compile::{self, Profile};
use crate::files::{self, Files};
use crate::workspace::Workspace;

/// The page shell's name.
pub(crate) const INDEX: &str = "index.html";

/// The folder in web/style of what the panels look like.
const PANELS: &str = "panels/";

/// The files of the site.
#[derive(Debug)]
pub(crate) struct Site {
    files: Files,
    first_load: Vec<String>,
    later: Vec<String>,
}

/// All that a site is put together from.
#[derive(Debug)]
pub(crate) struct Parts {
    /// The page shell, which names `./boot.js`, `./web.js`, `./web.wasm`, `./style.css` and `./panels.css`.
    pub(crate) index: String,
    /// Our script, which names `./web.js` and `./web.wasm`.
    pub(crate) boot: String,
    /// The style sheets of what is there at once, in one.
    pub(crate) style: String,
    /// Those of the panels, which the program asks for with them.
    pub(crate) panels_style: String,
    /// The program.
    pub(crate) bound: Bound,
    /// Files that are copied under their own names.
    pub(crate) public: Files,
}

/// Builds the site in memory; `adapt` may change the parts before they are put together.
///
/// # Errors
/// When the page does not compile or the parts do not fit together.
pub(crate) fn make(
    workspace: &Workspace,
    profile: Profile,
    adapt: impl FnOnce(Parts) -> Result<Parts>,
) -> Result<(Site, compile::Compiled)> {
    let compiled = compile::compile(workspace, compile::PAGE, profile)?;
    let bound = bindgen::bind(&compiled, profile)?;
    let web = workspace.web();
    let (panels, page) = files::read_folder(&web.join("style"))?
        .into_iter()
        .partition(|(path, _)| path.starts_with(PANELS));
    let parts = Parts {
        index: read_text(&workspace.index())?,
        boot: read_text(&web.join("boot.js"))?,
        style: join_style_sheets(page)?,
        panels_style: join_style_sheets(panels)?,
        bound,
        public: files::read_folder(&web.join("public"))?,
    };
    Ok((Site::assemble(adapt(parts)?)?, compiled))
}

impl Site {
    /// Names the files by their contents and points the texts to them, from the leaves up.
    ///
    /// # Errors
    /// When a text does not name what it should, or names what is not there.
    pub(crate) fn assemble(parts: Parts) -> Result<Self> {
        let public: Vec<String> = parts.public.keys().cloned().collect();
        let mut site = Self {
            files: parts.public,
            first_load: Vec::new(),
            later: Vec::new(),
        };
        for (path, contents) in parts.bound.snippets {
            site.add(&path, contents)?;
            site.first_load.push(path);
        }
        let mut glue = parts.bound.glue;
        for (name, part) in parts.bound.later {
            let path = hashed_name(&name, &part);
            site.add(&path, part)?;
            glue = point(&glue, "the script of the program", &name, &path)?;
            site.later.push(path);
        }
        let wasm = site.add_hashed("web.wasm", parts.bound.wasm)?;
        let glue = site.add_hashed("web.js", glue.into_bytes())?;
        let boot = point(&parts.boot, "web/boot.js", "web.wasm", &wasm)?;
        let boot = point(&boot, "web/boot.js", "web.js", &glue)?;
        let boot = site.add_hashed("boot.js", boot.into_bytes())?;
        let style = site.add_hashed("style.css", parts.style.into_bytes())?;
        let panels_style = parts.panels_style.into_bytes();
        let panels = hashed_name("panels.css", &panels_style);
        site.add(&panels, panels_style)?;
        site.later.push(panels.clone());

        let mut index = parts.index;
        for (from, to) in [
            ("web.wasm", wasm),
            ("web.js", glue),
            ("boot.js", boot),
            ("style.css", style),
            ("panels.css", panels),
        ] {
            index = point(&index, INDEX, from, &to)?;
        }
        check_addresses(&index, |path| site.files.contains_key(path))?;
        // Pictures that the page shell shows at once.
        let shown = |path: &&String| index.contains(&format!("\"./{path}\""));
        site.first_load.extend(public.iter().filter(shown).cloned());
        site.add(INDEX, index.into_bytes())?;
        site.first_load.push(INDEX.to_owned());
        Ok(site)
    }

    /// The files that a first visit loads before the program runs, with their contents.
    pub(crate) fn first_load(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files_of(&self.first_load)
    }

    /// The parts of the program, and of what it looks like, that are fetched while it runs, with their contents.
    pub(crate) fn later(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files_of(&self.later)
    }

    fn files_of<'a>(&'a self, paths: &'a [String]) -> impl Iterator<Item = (&'a str, &'a [u8])> {
        let file = |path: &'a String| (path.as_str(), self.files[path].as_slice());
        paths.iter().map(file)
    }

    /// Makes the folder hold this site and nothing else; true if that changed anything.
    ///
    /// # Errors
    /// When a file cannot be written or removed.
    pub(crate) fn write_to(&self, folder: &Path) -> Result<bool> {
        files::write_folder(folder, &self.files, INDEX)
    }

    fn add_hashed(&mut self, name: &str, contents: Vec<u8>) -> Result<String> {
        let path = hashed_name(name, &contents);
        self.add(&path, contents)?;
        self.first_load.push(path.clone());
        Ok(path)
    }

    fn add(&mut self, path: &str, contents: Vec<u8>) -> Result<()> {
        let before = self.files.insert(path.to_owned(), contents);
        ensure!(
            before.is_none(),
            "web/public holds {path}, a name that the build needs"
        );
        Ok(())
    }
}

/// One style sheet of all: the tokens first, since the others use them, then by name.
fn join_style_sheets(sheets: Files) -> Result<String> {
    let (tokens, others): (Vec<_>, Vec<_>) = sheets
        .into_iter()
        .filter(|(path, _)| path.ends_with(".css"))
        .partition(|(path, _)| path == "tokens.css");
    let mut style = String::new();
    for (path, contents) in tokens.into_iter().chain(others) {
        let sheet = String::from_utf8(contents)
            .with_context(|| format!("web/style/{path} is not UTF-8"))?;
        style.push_str(&sheet);
        style.push('\n');
    }
    Ok(without_comments(&style))
}

/// A style sheet without its comments, indents and empty lines: what only its readers need.
fn without_comments(style: &str) -> String {
    let mut bare = String::with_capacity(style.len());
    let mut rest = style;
    while let Some((before, comment)) = rest.split_once("/*") {
        bare.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    bare.push_str(rest);
    let lines = bare.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

fn read_text(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts() -> Parts {
        Parts {
            index: r#"<link href="./style.css"><link href="./panels.css"><link href="./web.js"><link href="./web.wasm">
                <link href="./favicon.svg"><script src="./boot.js"></script>"#
                .to_owned(),
            boot: r#"start(import("./web.js"), "./web.wasm")"#.to_owned(),
            style: "p { margin: 0 }".to_owned(),
            panels_style: "b { margin: 0 }".to_owned(),
            bound: Bound {
                glue: r#"load("./later.wasm")"#.to_owned(),
                wasm: b"\0asm".to_vec(),
                later: files(&[("later.wasm", "\0asm")]),
                snippets: Files::new(),
            },
            public: files(&[("favicon.svg", "<svg/>")]),
        }
    }

    fn files(list: &[(&str, &str)]) -> Files {
        list.iter()
            .map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_owned()))
            .collect()
    }

    fn text(site: &Site, path: &str) -> String {
        String::from_utf8(site.files[path].clone()).unwrap()
    }

    fn path_of<'a>(site: &'a Site, start: &str) -> &'a str {
        let found = site.files.keys().find(|path| path.starts_with(start));
        found.unwrap_or_else(|| panic!("no {start} in the site"))
    }

    #[test]
    fn the_page_shell_names_the_hashed_files() {
        let site = Site::assemble(parts()).unwrap();
        let index = text(&site, INDEX);
        for start in ["style-", "panels-", "web-", "boot-"] {
            assert!(index.contains(path_of(&site, start)), "{index}");
        }
        assert!(!index.contains("\"./boot.js\""), "{index}");
        assert!(index.contains("\"./favicon.svg\""), "{index}");
    }

    #[test]
    fn a_change_of_the_wasm_renames_whatever_leads_to_it() {
        let before = Site::assemble(parts()).unwrap();
        let mut changed = parts();
        changed.bound.wasm.push(1);
        let after = Site::assemble(changed).unwrap();
        assert_ne!(path_of(&before, "boot-"), path_of(&after, "boot-"));
        assert_ne!(text(&before, INDEX), text(&after, INDEX));
        assert_eq!(path_of(&before, "style-"), path_of(&after, "style-"));
    }

    #[test]
    fn the_first_load_is_all_but_the_later_parts_and_public_files_that_the_shell_does_not_name() {
        let mut with_another = parts();
        with_another
            .public
            .insert("other.svg".to_owned(), Vec::new());
        let site = Site::assemble(with_another).unwrap();
        let first: Vec<&str> = site.first_load().map(|(path, _)| path).collect();
        let later: Vec<&str> = site.later().map(|(path, _)| path).collect();
        assert_eq!(first.len(), 6);
        assert_eq!(later, [path_of(&site, "later-"), path_of(&site, "panels-")]);
        assert!(first.contains(&"favicon.svg"));
        assert!(!first.contains(&"other.svg") && !first.contains(&later[0]));
    }

    #[test]
    fn a_change_of_a_later_part_renames_the_script_that_fetches_it() {
        let before = Site::assemble(parts()).unwrap();
        let mut changed = parts();
        changed.bound.later = files(&[("later.wasm", "other")]);
        let after = Site::assemble(changed).unwrap();
        assert_ne!(path_of(&before, "later-"), path_of(&after, "later-"));
        assert_ne!(text(&before, INDEX), text(&after, INDEX));
    }

    #[test]
    fn a_later_part_that_nothing_fetches_is_a_mistake() {
        let mut parts = parts();
        parts.bound.glue.clear();
        let mistake = Site::assemble(parts).unwrap_err().to_string();
        assert!(mistake.contains("./later.wasm"), "{mistake}");
    }

    #[test]
    fn a_public_file_may_not_take_a_name_of_the_build() {
        let mut taken = parts();
        taken.public.insert(INDEX.to_owned(), Vec::new());
        let mistake = Site::assemble(taken).unwrap_err().to_string();
        assert!(mistake.contains(INDEX), "{mistake}");
    }

    #[test]
    fn a_page_shell_with_a_missing_file_is_a_mistake() {
        let mut missing = parts();
        missing.public.clear();
        let mistake = Site::assemble(missing).unwrap_err().to_string();
        assert!(mistake.contains("./favicon.svg"), "{mistake}");
    }

    #[test]
    fn the_tokens_come_first_and_the_others_by_name() {
        let sheets = files(&[
            ("button.css", "button {}\n\n"),
            ("tokens.css", ":root {}"),
            ("table.css", "table {}\n"),
            ("notes.txt", "not a style sheet"),
        ]);
        assert_eq!(
            join_style_sheets(sheets).unwrap(),
            ":root {}\nbutton {}\ntable {}"
        );
    }

    #[test]
    fn comments_indents_and_empty_lines_are_left_out() {
        let bare = without_comments("/* why */\n\na {\n  /* one\n two */ b: c;\n}\n/* open");
        assert_eq!(bare, "a {\nb: c;\n}");
    }
}
