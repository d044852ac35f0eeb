//! Makes everything a browser loads, into `target/site` (docs/decisions/0002).
//!
//! `bundle` is what users get: small code, compressed files, budgets enforced.
//! `bundle --dev` skips optimising and compressing, for looking at a change.

mod assets;
mod compile;
mod entry;
mod pack;
mod site;

use entry::Entry;
use site::Site;
use std::error::Error;
use std::path::Path;
use std::process::ExitCode;

/// How much care the bundles get.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Fast to make.
    Dev,
    /// Small to load.
    Release,
}

/// Any failure, told to the person at the terminal.
pub type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> ExitCode {
    let mode = if std::env::args().any(|a| a == "--dev") { Mode::Dev } else { Mode::Release };
    match bundle(mode) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("bundle: {problem}");
            ExitCode::FAILURE
        }
    }
}

fn bundle(mode: Mode) -> Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize()?;
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or(root.join("target"), Into::into);
    let wasm_dir = compile::entries(&root, &target, mode)?;

    let site = Site::staging(&target)?;
    for entry in Entry::ALL {
        compile::bind(entry, &wasm_dir, &site.pkg)?;
        if mode == Mode::Release {
            compile::optimise(entry, &root, &target, &site.pkg)?;
        }
    }
    assets::style(&root, &site.pkg)?;
    let hash = site.seal_pkg()?;
    assets::pages(&root, &site.root, &hash)?;
    assets::vendored(&root, &site.root)?;
    if mode == Mode::Release {
        pack::compress(&site.root, &target)?;
        pack::enforce_budgets(&site.root.join("pkg").join(&hash))?;
    }
    site.publish()
}
