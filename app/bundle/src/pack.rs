//! Compressed copies beside the files, and the budgets of the bundles.

use crate::entry::Entry;
use crate::{Result, site};
use sha2::{Digest, Sha256};
use std::fs;
use std::path::{Path, PathBuf};

const COMPRESSED: [&str; 8] = ["wasm", "js", "mjs", "css", "html", "json", "svg", "webmanifest"];

/// Where the result made from `input` by a step is kept between runs.
pub fn cached(target: &Path, input: &Path, step: &str) -> Result<PathBuf> {
    let digest: String = Sha256::digest(fs::read(input)?).iter().map(|b| format!("{b:02x}")).collect();
    let folder = target.join("bundle-cache");
    fs::create_dir_all(&folder)?;
    Ok(folder.join(format!("{digest}.{step}")))
}

/// Writes `file.br` beside every file that compresses well.
pub fn compress(site: &Path, target: &Path) -> Result<()> {
    for file in site::files(site)? {
        let Some(extension) = file.extension().and_then(|e| e.to_str()) else { continue };
        if !COMPRESSED.contains(&extension) {
            continue;
        }
        let kept = cached(target, &file, "br")?;
        if !kept.exists() {
            fs::write(&kept, brotli(&fs::read(&file)?)?)?;
        }
        fs::copy(kept, file.with_extension(format!("{extension}.br")))?;
    }
    Ok(())
}

fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut packed = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    brotli::BrotliCompress(&mut &*bytes, &mut packed, &parameters)?;
    Ok(packed)
}

/// Fails when an entry weighs more than it may.
pub fn enforce_budgets(pkg: &Path) -> Result<()> {
    for entry in Entry::ALL {
        let name = entry.name();
        let mut bytes = 0;
        for part in [format!("{name}_bg.wasm.br"), format!("{name}.js.br")] {
            bytes += fs::metadata(pkg.join(part))?.len();
        }
        println!("bundle: {name} {bytes} bytes with brotli, of {}", entry.budget());
        if bytes > entry.budget() {
            return Err(format!("{name} weighs {bytes} bytes, {} are allowed", entry.budget()).into());
        }
    }
    Ok(())
}
