//! Rust to WebAssembly, to JavaScript bindings, to small WebAssembly.

use crate::entry::Entry;
use crate::{Mode, Result, pack};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use wasm_bindgen_cli_support::Bindgen;

const TRIPLE: &str = "wasm32-unknown-unknown";

/// What browsers since 2023 understand and rustc emits.
const WASM_OPT: [&str; 8] = [
    // Functions of one shape, which generic code brings by the hundred, become one with parameters.
    "--merge-similar-functions",
    "-Oz",
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Compiles all entries; the folder of the `.wasm` files. Each has its own call, because one call
/// would give the phone's pages the features of the office's.
pub fn entries(root: &Path, target: &Path, mode: Mode) -> Result<PathBuf> {
    let (profile, folder) = match mode {
        Mode::Dev => ("dev", "debug"),
        Mode::Release => ("wasm-release", "wasm-release"),
    };
    let toolchain = toolchain()?;
    for entry in Entry::ALL {
        let mut cargo = Command::new("cargo");
        cargo.current_dir(root).args(toolchain);
        cargo.args(["build", "--locked", "--target", TRIPLE, "--profile", profile, "-p", entry.name()]);
        run(&mut cargo, "cargo build for wasm32 (`make setup` installs the target)")?;
    }
    Ok(target.join(TRIPLE).join(folder))
}

/// The argument that chooses a compiler with std for wasm32: none for the default one, else the
/// one that `.ci/setup` links where rustup cannot download.
fn toolchain() -> Result<Option<&'static str>> {
    let sysroot = Command::new("rustc").args(["--print", "sysroot"]).output()?.stdout;
    let std = Path::new(String::from_utf8(sysroot)?.trim()).join("lib/rustlib").join(TRIPLE).join("lib");
    Ok(if std.exists() { None } else { Some("+distro") })
}

/// Makes the JavaScript module of `entry`, without its comments and indents, and the `.wasm` beside it.
pub fn bind(entry: Entry, wasm_dir: &Path, pkg: &Path) -> Result<()> {
    Bindgen::new()
        .input_path(wasm_dir.join(entry.name()).with_extension("wasm"))
        .web(true)?
        .typescript(false)
        .remove_producers_section(true)
        .out_name(entry.name())
        .generate(pkg)
        .map_err(|e| format!("wasm-bindgen on {}: {e:#}", entry.name()))?;
    let module = pkg.join(entry.name()).with_extension("js");
    fs::write(&module, lean(&fs::read_to_string(&module)?))?;
    Ok(())
}

/// Lines of code alone. wasm-bindgen writes comments on lines of their own, and no text over several lines.
fn lean(js: &str) -> String {
    let is_code = |line: &&str| !line.is_empty() && !["/**", "*", "//"].iter().any(|c| line.starts_with(c));
    js.lines().map(str::trim).filter(is_code).collect::<Vec<_>>().join("\n")
}

/// Shrinks the `.wasm` of `entry` in place; an unchanged input takes the result of last time.
pub fn optimise(entry: Entry, root: &Path, target: &Path, pkg: &Path) -> Result<()> {
    let wasm = pkg.join(format!("{}_bg.wasm", entry.name()));
    let kept = pack::cached(target, &wasm, "opt.wasm")?;
    if !kept.exists() {
        let mut tool = Command::new("node");
        tool.arg(root.join("app/node_modules/.bin/wasm-opt")).args(WASM_OPT).arg(&wasm).arg("-o").arg(&kept);
        run(&mut tool, "wasm-opt (npm package binaryen)")?;
    }
    fs::copy(&kept, &wasm)?;
    Ok(())
}

fn run(command: &mut Command, what: &str) -> Result<()> {
    let status = command.status().map_err(|e| format!("{what}: {e}"))?;
    if status.success() { Ok(()) } else { Err(format!("{what}: {status}").into()) }
}
