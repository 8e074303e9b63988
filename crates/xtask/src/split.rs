//! The program in parts: what it does not need at once is cut off into Wasm files of their own, which share its memory
//! and are fetched when it asks for them.
//!
//! Which functions begin a part, the program says (`#[wasm_split]`); what only they reach follows from the relocations
//! that the linker keeps.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, anyhow, ensure};
use walrus::ModuleConfig;

/// The module from which the first part imports what fetches the others.
pub(crate) const LOADER: &str = "./__wasm_split.js";

/// How the loader imports the script of wasm-bindgen, with the line break behind it.
const IMPORT: &str = "import { initSync } from \"./web.js\";\n";

/// How it makes a response a module: this wants servers to know the type of Wasm, which not all do.
const BY_TYPE: &str = "WebAssembly.instantiateStreaming(src, imports)";

/// The same from the bytes alone.
const BY_BYTES: &str =
    "WebAssembly.instantiate(await src.then((answer) => answer.arrayBuffer()), imports)";

/// The start and the end of the name of a function that fetches a part, in the loader.
const LOAD: [&str; 2] = ["export const ", " ="];

/// A program in parts.
#[derive(Debug)]
pub(crate) struct Split {
    /// What is needed at once, for wasm-bindgen.
    pub(crate) main: Vec<u8>,
    /// The others by the name at which the loader finds them, such as `split_panels.wasm`.
    pub(crate) later: BTreeMap<String, Vec<u8>>,
    /// The script that fetches them.
    pub(crate) loader: String,
}

/// Cuts a program into its parts; `folder` is for the files on the way.
///
/// # Errors
/// When the Wasm was not linked with relocations, or a file cannot be written.
pub(crate) fn split(wasm: &[u8], folder: &Path) -> Result<Split> {
    let main = folder.join("main.wasm");
    let mut options = wasm_split_cli_support::Options::new(wasm);
    options.output_dir = folder;
    options.main_out_path = &main;
    options.main_module = "./web.js";
    options.link_name = LOADER;
    let parts = wasm_split_cli_support::transform(options)
        .map_err(|error| anyhow!("the program cannot be cut into parts: {error:#}"))?;
    let mut later = BTreeMap::new();
    for path in parts.split_modules {
        let name = path.file_name().context("a part has no name")?;
        later.insert(name.to_string_lossy().into_owned(), read(&path)?);
    }
    let loader = fs::read_to_string(folder.join(LOADER)).context("there is no loader of parts")?;
    Ok(Split {
        main: read(&main)?,
        later,
        loader,
    })
}

fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}

/// A part without the names of its functions.
///
/// # Errors
/// When it is no valid Wasm.
pub(crate) fn without_names(part: &[u8]) -> Result<Vec<u8>> {
    let mut config = ModuleConfig::new();
    config
        .generate_name_section(false)
        .generate_producers_section(false);
    let mut module = config.parse(part).context("a part is no valid Wasm")?;
    Ok(module.emit_wasm())
}

/// Puts the loader into the script of wasm-bindgen: each imports the other, and two files cannot both be named by
/// their contents.
///
/// # Errors
/// When one of them does not read as those of the versions in `Cargo.lock` do.
pub(crate) fn join(glue: &str, loader: &str) -> Result<String> {
    // One import for each part.
    let end = format!(" from \"{LOADER}\"");
    let mut names = Vec::new();
    let mut rest = Vec::new();
    for line in glue.lines() {
        let import = line.strip_prefix("import * as ");
        match import.and_then(|import| import.strip_suffix(&end)) {
            Some(name) => names.push(name),
            None => rest.push(line),
        }
    }
    ensure!(
        !names.is_empty(),
        "the script of wasm-bindgen does not import the loader of parts"
    );
    ensure!(
        loader.starts_with(IMPORT) && loader.contains(BY_TYPE),
        "the loader of parts is not as expected"
    );
    let loads: Vec<_> = loader
        .lines()
        .filter_map(|line| line.strip_prefix(LOAD[0])?.split_once(LOAD[1]))
        .map(|(name, _)| name)
        .collect();
    let loader = loader[IMPORT.len()..]
        .replace(BY_TYPE, BY_BYTES)
        .replace(LOAD[0], "const ");
    let mut joined = rest.join("\n") + "\n" + &loader;
    for name in names {
        joined += &format!("\nconst {name} = {{ {} }};", loads.join(", "));
    }
    Ok(joined)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOADER_TEXT: &str = "import { initSync } from \"./web.js\";\n\
        export const __wasm_split_load_a = load(WebAssembly.instantiateStreaming(src, imports));\n\
        export const __wasm_split_load_b = load(\"./split_b.wasm\");\n";

    #[test]
    fn the_loader_becomes_a_part_of_the_script_that_imports_it() {
        let glue = "import * as import1 from \"./__wasm_split.js\"\n\
            import * as import2 from \"./__wasm_split.js\"\n\
            imports(import1, import2);";
        let joined = join(glue, LOADER_TEXT).unwrap();
        assert!(!joined.contains("import *"), "{joined}");
        assert!(!joined.contains("from \"./web.js\""), "{joined}");
        assert!(!joined.contains("Streaming"), "{joined}");
        for name in ["import1", "import2"] {
            let both = format!("const {name} = {{ __wasm_split_load_a, __wasm_split_load_b }};");
            assert!(joined.contains(&both), "{joined}");
        }
    }

    #[test]
    fn another_loader_or_script_than_expected_is_a_mistake() {
        let glue = "import * as import1 from \"./__wasm_split.js\"\n";
        assert!(join("let wasm;\n", LOADER_TEXT).is_err());
        assert!(join(glue, "export const a = 1;\n").is_err());
        assert!(join(glue, LOADER_TEXT).is_ok());
    }
}
