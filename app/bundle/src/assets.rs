//! Files that are not compiled from Rust: style, skeleton pages, icons, vendored libraries.

use crate::{Result, site};
use std::fs;
use std::path::Path;

/// Files taken from npm packages, each with its place on the site.
const VENDORED: [(&str, &str); 4] = [
    ("maplibre-gl/dist/maplibre-gl.mjs", "maplibre/maplibre-gl.mjs"),
    ("maplibre-gl/dist/maplibre-gl-worker.mjs", "maplibre/maplibre-gl-worker.mjs"),
    ("maplibre-gl/dist/maplibre-gl.css", "maplibre/maplibre-gl.css"),
    ("maplibre-gl/LICENSE.txt", "maplibre/LICENSE.txt"),
];

/// Compiles `style/*.scss` that are no partials into the bundle's folder.
pub fn style(root: &Path, pkg: &Path) -> Result<()> {
    let options = grass::Options::default().style(grass::OutputStyle::Compressed);
    for file in site::files(&root.join("style"))? {
        let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let is_sheet = file.extension().is_some_and(|e| e == "scss") && !name.starts_with('_');
        if is_sheet && file.parent() == Some(&root.join("style")) {
            let css = grass::from_path(&file, &options).map_err(|e| format!("{}: {e}", file.display()))?;
            fs::write(pkg.join(format!("{name}.css")), css)?;
        }
    }
    Ok(())
}

/// Copies the phone's skeleton page and `app/public`, filling in the bundle's folder and hash
/// where a file says `{{pkg}}` or `{{hash}}`.
pub fn pages(root: &Path, site: &Path, hash: &str) -> Result<()> {
    let public = root.join("app/public");
    fill(&root.join("app/field/index.html"), &site.join("field.html"), hash)?;
    for file in site::files(&public)? {
        fill(&file, &site.join(file.strip_prefix(&public)?), hash)?;
    }
    Ok(())
}

fn fill(from: &Path, to: &Path, hash: &str) -> Result<()> {
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder)?;
    }
    match fs::read_to_string(from) {
        Ok(text) => {
            let filled = text.replace("{{pkg}}", &format!("/pkg/{hash}")).replace("{{hash}}", hash);
            fs::write(to, filled)?;
        }
        Err(_) => fs::copy(from, to).map(drop).map_err(|e| format!("{}: {e}", from.display()))?,
    }
    Ok(())
}

/// Copies the vendored libraries under `assets/`.
pub fn vendored(root: &Path, site: &Path) -> Result<()> {
    let (from, to) = (root.join("app/node_modules"), site.join("assets"));
    for (source, place) in VENDORED {
        let place = to.join(place);
        if let Some(folder) = place.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::copy(from.join(source), &place)
            .map_err(|e| format!("app/node_modules/{source}: {e} (run `make setup`)"))?;
    }
    jsqr(&from, &to)
}

/// jsQR ships as a script that sets a global; pages load modules.
fn jsqr(from: &Path, to: &Path) -> Result<()> {
    let script = fs::read_to_string(from.join("jsqr/dist/jsQR.js"))?;
    let module = format!(
        "const exports = {{}}, module = {{ exports }};\n{script}\nconst decode = module.exports.default ?? \
         module.exports;\nexport default decode;\n"
    );
    fs::create_dir_all(to.join("jsqr"))?;
    fs::write(to.join("jsqr/jsqr.mjs"), module)?;
    fs::copy(from.join("jsqr/LICENSE"), to.join("jsqr/LICENSE"))?;
    Ok(())
}
