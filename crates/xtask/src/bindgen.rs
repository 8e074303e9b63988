//! wasm-bindgen, as a library in the version of `Cargo.lock`: nothing to install, no version to mismatch.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

use anyhow::{Context, Result, ensure};
use walrus::Module;
use wasm_bindgen_cli_support::Bindgen;

use crate::address::content_hash;
use crate::compile::{Compiled, Profile};
use crate::files;
use crate::split::{self, LOADER, Split};

/// The stem of the files that wasm-bindgen writes.
const STEM: &str = "web";

/// What wasm-bindgen makes of the compiled page.
#[derive(Debug)]
pub(crate) struct Bound {
    /// The module that loads the Wasm and gives it the browser's functions.
    pub(crate) glue: String,
    /// The Wasm, without what only wasm-bindgen needs.
    pub(crate) wasm: Vec<u8>,
    /// The parts of the program that are fetched later, by the address at which the glue fetches them.
    pub(crate) later: BTreeMap<String, Vec<u8>>,
    /// Scripts that crates bring along, by the address at which the glue imports them.
    pub(crate) snippets: BTreeMap<String, Vec<u8>>,
}

/// Runs wasm-bindgen, or takes what it made the last time of the same Wasm.
///
/// # Errors
/// When the Wasm is not one of the same version of wasm-bindgen, or a file cannot be written.
pub(crate) fn bind(compiled: &Compiled, profile: Profile) -> Result<Bound> {
    let output = compiled.folder.join("bindgen");
    let stamp = compiled.folder.join("bindgen.stamp");
    let hash = content_hash(&compiled.wasm);
    if fs::read_to_string(&stamp).is_ok_and(|last| last == hash) {
        println!("Unchanged since the last time: wasm-bindgen has nothing to do.");
    } else {
        println!("Cutting the program into parts, and running wasm-bindgen.");
        // Both first: were it to fail halfway, the stamp would vouch for files that are gone.
        remove(&stamp, fs::remove_file)?;
        remove(&output, fs::remove_dir_all)?;
        generate(compiled, profile, &output)?;
        fs::write(&stamp, &hash).context("cannot note what wasm-bindgen has done")?;
    }
    read(&output)
}

fn remove<'a>(path: &'a Path, how: impl FnOnce(&'a Path) -> io::Result<()>) -> Result<()> {
    match how(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(error).with_context(|| format!("cannot remove {}", path.display()))
        }
        _ => Ok(()),
    }
}

fn generate(compiled: &Compiled, profile: Profile, output: &Path) -> Result<()> {
    // Names of functions are worth their bytes only to someone who reads a stack trace.
    let published = profile == Profile::Release;
    let way = compiled.folder.join("split");
    remove(&way, fs::remove_dir_all)?;
    let Split {
        main,
        later,
        loader,
    } = split::split(&compiled.wasm, &way)?;
    Bindgen::new()
        .input_bytes(STEM, main)
        // The parts import some of them.
        .keep_lld_exports(true)
        .web(true)?
        .typescript(false)
        .remove_name_section(published)
        .remove_producers_section(published)
        .generate(output)
        .context("wasm-bindgen failed")?;
    for (name, part) in later {
        let part = if published {
            split::without_names(&part)?
        } else {
            part
        };
        fs::write(output.join(name), part).context("cannot write a part")?;
    }
    let glue_path = output.join(format!("{STEM}.js"));
    let glue = fs::read_to_string(&glue_path).context("wasm-bindgen made no script")?;
    fs::write(&glue_path, split::join(&glue, &loader)?).context("cannot write the script")?;
    if published {
        shrink(output)?;
    }
    Ok(())
}

/// Gives imports short names in the program and in its script, and takes indents and comments out of the script: a
/// first visit loads both.
fn shrink(output: &Path) -> Result<()> {
    let wasm_path = output.join(format!("{STEM}_bg.wasm"));
    let glue_path = output.join(format!("{STEM}.js"));
    let mut module = Module::from_file(&wasm_path).context("wasm-bindgen made no valid Wasm")?;
    let glue = fs::read_to_string(&glue_path).context("wasm-bindgen made no script")?;
    let mut glue = bare_script(&glue);
    let ours = module.imports.iter_mut();
    for (index, import) in ours.filter(|import| import.module != LOADER).enumerate() {
        let short = format!("i{index}");
        let (from, to) = (format!("\n{}:", import.name), format!("\n{short}:"));
        ensure!(
            glue.matches(&from).count() == 1,
            "the script of wasm-bindgen does not give {} once",
            import.name
        );
        glue = glue.replace(&from, &to);
        import.name = short;
    }
    fs::write(&glue_path, glue).context("cannot write the script")?;
    module
        .emit_wasm_file(&wasm_path)
        .context("cannot write the Wasm")
}

/// A script of wasm-bindgen without indents and without the lines that are comments.
fn bare_script(script: &str) -> String {
    let is_code = |line: &&str| {
        !line.is_empty() && !["//", "/*", "*"].iter().any(|mark| line.starts_with(mark))
    };
    let lines: Vec<&str> = script.lines().map(str::trim).filter(is_code).collect();
    lines.join("\n")
}

fn read(output: &Path) -> Result<Bound> {
    let mut files = files::read_folder(output)?;
    let mut take = |name: String| {
        files
            .remove(&name)
            .with_context(|| format!("wasm-bindgen made no {name}"))
    };
    let glue = take(format!("{STEM}.js"))?;
    let wasm = take(format!("{STEM}_bg.wasm"))?;
    let (snippets, later) = files
        .into_iter()
        .partition(|(path, _)| path.starts_with("snippets/"));
    Ok(Bound {
        glue: String::from_utf8(glue).context("wasm-bindgen's script is not UTF-8")?,
        wasm,
        later,
        snippets,
    })
}
