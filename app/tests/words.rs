//! What the pages never say.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "helpers of tests fail the test")]

use std::fs;
use std::path::{Path, PathBuf};

/// Words that would call homes or people by what Rounds refuses.
const BANNED: [&str; 7] = ["重点户", "放心户", "高危", "重点人员", "列管", "线索", "预警"];

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the folder is part of the tree") {
        let path = entry.expect("readable").path();
        if path.is_dir() {
            files(&path, found);
        } else {
            found.push(path);
        }
    }
}

#[test]
fn no_page_text_or_style_says_a_banned_word() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    for folder in ["src", "field", "public"] {
        if root.join(folder).exists() {
            files(&root.join(folder), &mut found);
        }
    }
    assert!(found.iter().any(|path| path.ends_with("words/zh_cn/office.rs")), "the words are looked at");
    for path in found {
        let Ok(text) = fs::read_to_string(&path) else { continue };
        for word in BANNED {
            assert!(!text.contains(word), "{} says {word}", path.display());
        }
    }
}

#[test]
fn no_page_has_a_style_attribute() {
    let mut found = Vec::new();
    files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
    for path in found {
        let text = fs::read_to_string(&path).expect("readable");
        assert!(!text.contains(" style=\"") && !text.contains(" style=format"), "{}", path.display());
    }
}
