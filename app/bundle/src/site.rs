//! The folder that the server serves files from, made aside and swapped in whole.

use crate::Result;
use sha2::{Digest, Sha256};
use std::fs;
use std::path::{Path, PathBuf};

/// A site under construction.
pub struct Site {
    /// Folder under construction.
    pub root: PathBuf,
    /// Folder of the bundles, before it has its hash.
    pub pkg: PathBuf,
    published: PathBuf,
}

impl Site {
    /// Starts a new site beside the published one.
    pub fn staging(target: &Path) -> Result<Self> {
        let root = target.join("site.new");
        if root.exists() {
            fs::remove_dir_all(&root)?;
        }
        let pkg = root.join("pkg/new");
        fs::create_dir_all(&pkg)?;
        Ok(Self { root, pkg, published: target.join("site") })
    }

    /// Names the folder of the bundles by its content, so that its files never change under a
    /// browser that cached them; writes `pkg/manifest.json` for the server. The hash.
    pub fn seal_pkg(&self) -> Result<String> {
        let mut digest = Sha256::new();
        for file in files(&self.pkg)? {
            digest.update(file.strip_prefix(&self.pkg)?.to_string_lossy().as_bytes());
            digest.update(fs::read(&file)?);
        }
        let hash: String = digest.finalize().iter().take(8).map(|b| format!("{b:02x}")).collect();
        fs::rename(&self.pkg, self.root.join("pkg").join(&hash))?;
        let manifest = serde_json::json!({ "hash": hash, "base": format!("/pkg/{hash}") });
        fs::write(self.root.join("pkg/manifest.json"), manifest.to_string())?;
        Ok(hash)
    }

    /// Replaces the published site.
    pub fn publish(self) -> Result<()> {
        if self.published.exists() {
            fs::remove_dir_all(&self.published)?;
        }
        fs::rename(&self.root, &self.published)?;
        println!("bundle: {}", self.published.display());
        Ok(())
    }
}

/// Every file below `folder`, in the order of their paths.
pub fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() { found.extend(files(&path)?) } else { found.push(path) }
    }
    found.sort();
    Ok(found)
}
