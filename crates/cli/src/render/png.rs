//! SVG as pixels, with the fonts of the computer.

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::fontdb::{Database, Family, Query};
use resvg::usvg::{Options, Tree};

use crate::console::Failure;

/// Fonts for text where none of those that the picture names is there, the best first.
const SANS: &[&str] = &[
    "Inter",
    "Noto Sans",
    "DejaVu Sans",
    "Liberation Sans",
    "Helvetica",
    "Arial",
];
const MONO: &[&str] = &[
    "JetBrains Mono",
    "Noto Sans Mono",
    "DejaVu Sans Mono",
    "Liberation Mono",
    "Menlo",
    "Courier New",
];

/// The picture as PNG.
///
/// # Errors
/// If there is no font, or the picture is too large for the memory.
pub(super) fn png(svg: String) -> Result<Vec<u8>, Failure> {
    let mut options = Options::default();
    let fonts = options.fontdb_mut();
    fonts.load_system_fonts();
    choose_families(fonts)?;
    let tree = Tree::from_str(&svg, &options)
        .map_err(|error| Failure::failed(format!("The picture cannot be drawn: {error}.")))?;
    let size = tree.size().to_int_size();
    let mut pixels = Pixmap::new(size.width(), size.height())
        .ok_or_else(|| Failure::failed("The picture is too large to be drawn."))?;
    resvg::render(&tree, Transform::identity(), &mut pixels.as_mut());
    pixels
        .encode_png()
        .map_err(|error| Failure::failed(format!("The picture cannot be written as PNG: {error}.")))
}

/// Says which fonts stand for `sans-serif` and `monospace`.
fn choose_families(fonts: &mut Database) -> Result<(), Failure> {
    let any = fonts
        .faces()
        .find_map(|face| face.families.first().map(|(name, _)| name.clone()));
    let Some(any) = any else {
        return Err(Failure::failed(
            "This computer has no fonts to draw a PNG with: install some (such as DejaVu Sans), or write an SVG.",
        ));
    };
    let choose = |names: &[&'static str]| {
        let is_there = |name: &&&str| {
            let families = &[Family::Name(name)];
            let query = Query {
                families,
                ..Query::default()
            };
            fonts.query(&query).is_some()
        };
        let found = names.iter().find(is_there);
        found.map_or_else(|| any.clone(), |name| (*name).to_owned())
    };
    let (sans, mono) = (choose(SANS), choose(MONO));
    fonts.set_sans_serif_family(sans);
    fonts.set_monospace_family(mono);
    Ok(())
}
