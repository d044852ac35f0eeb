//! Rules of the tree (docs/architecture.md) that a compiler does not hold.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "helpers of tests fail the test")]

use serde_json::Value;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What the pure crates may name besides each other. Each entry is free of IO, clock and
/// randomness with the features that the workspace asks for.
const PURE: [&str; 8] = ["chrono", "geo", "libm", "serde", "serde_json", "sha2", "thiserror", "uuid"];

/// Features that would bring a clock, randomness or a browser into a pure crate.
const IMPURE_FEATURES: [&str; 6] = ["clock", "now", "wasmbind", "js", "v4", "v7"];

/// Arrows between own crates: from, to.
const ARROWS: [(&str, &[&str]); 11] = [
    ("domain", &[]),
    ("roads", &[]),
    ("planner", &[]),
    ("sync", &["domain"]),
    ("app", &["domain", "sync"]),
    ("field", &["app"]),
    ("office", &["app"]),
    ("scheme", &["app"]),
    ("engine", &["domain", "planner", "roads", "sync"]),
    ("bundle", &[]),
    ("server", &["app", "domain", "planner", "roads", "sync"]),
];

struct Package {
    name: String,
    dependencies: Vec<Value>,
}

#[test]
fn pure_crates_name_nothing_impure() {
    for package in packages().iter().filter(|p| ["domain", "roads", "planner", "sync"].contains(&&*p.name)) {
        for dependency in package.dependencies.iter().filter(|d| d["kind"].is_null()) {
            let name = dependency["name"].as_str().unwrap();
            assert!(PURE.contains(&name) || is_own(name), "{} may not depend on {name}", package.name);
            for feature in dependency["features"].as_array().unwrap() {
                let feature = feature.as_str().unwrap();
                assert!(!IMPURE_FEATURES.contains(&feature), "{} takes {name}/{feature}", package.name);
            }
        }
    }
}

#[test]
fn arrows_between_own_crates_point_one_way() {
    for package in packages() {
        let allowed: BTreeSet<&str> = ARROWS
            .iter()
            .find(|(from, _)| *from == package.name)
            .map(|(_, to)| to.iter().copied().collect())
            .unwrap();
        for dependency in package.dependencies.iter().filter(|d| d["kind"].is_null()) {
            let name = dependency["name"].as_str().unwrap();
            assert!(
                !is_own(name) || allowed.contains(name),
                "{} → {name} points the wrong way",
                package.name
            );
        }
    }
}

#[test]
fn sql_stands_only_in_the_store() {
    let sql = ["SELECT ", "INSERT INTO ", "UPDATE ", "DELETE FROM "];
    for file in sources("server/src").into_iter().filter(|f| !f.starts_with(root().join("server/src/store")))
    {
        for line in code_lines(&file) {
            assert!(
                !sql.iter().any(|verb| line.contains(verb)),
                "SQL outside the store: {}: {line}",
                file.display()
            );
        }
    }
}

#[test]
fn feature_gates_stand_only_where_they_may() {
    for file in sources("app/src").into_iter().filter(|f| !f.ends_with("app/src/lib.rs")) {
        let gates = code_lines(&file).iter().filter(|l| l.contains("cfg(feature")).count();
        assert_eq!(gates, 0, "cfg(feature) outside app/src/lib.rs: {}", file.display());
    }
}

#[test]
fn pages_set_no_style_attribute() {
    for file in sources("app/src").into_iter().chain(sources("server/src")) {
        for line in code_lines(&file) {
            let sets = line.contains(" style=\"") || line.contains(" style=") && line.contains('<');
            assert!(
                !sets,
                "the content security policy forbids style attributes: {}: {line}",
                file.display()
            );
        }
    }
}

#[test]
fn both_engines_have_the_same_migrations() {
    let names = |engine: &str| -> BTreeSet<_> {
        std::fs::read_dir(root().join("migrations").join(engine))
            .unwrap()
            .map(|f| f.unwrap().file_name())
            .collect()
    };
    assert_eq!(names("sqlite"), names("postgres"));
}

fn packages() -> Vec<Package> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--locked", "--offline", "--no-deps", "--format-version", "1"])
        .current_dir(root())
        .output()
        .unwrap();
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let own = packages.iter().map(|p| Package {
        name: p["name"].as_str().unwrap().to_owned(),
        dependencies: p["dependencies"].as_array().unwrap().clone(),
    });
    own.collect()
}

fn is_own(name: &str) -> bool {
    ARROWS.iter().any(|(own, _)| *own == name)
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

fn sources(folder: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![root().join(folder)];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                found.push(path);
            }
        }
    }
    found
}

/// Lines of a file before its tests, without comments; none of a file that is all tests.
fn code_lines(file: &Path) -> Vec<String> {
    let text = std::fs::read_to_string(file).unwrap();
    let has_tests = text.contains("#[test]") || text.contains("#[tokio::test");
    if has_tests && !text.contains("#[cfg(test)]") {
        return Vec::new();
    }
    let code = text.lines().take_while(|l| !l.contains("#[cfg(test)]"));
    code.filter(|l| !l.trim_start().starts_with("//")).map(str::to_owned).collect()
}
