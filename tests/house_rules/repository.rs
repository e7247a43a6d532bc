//! The files of the clone, as the other rules read them.

use std::fs;
use std::path::{Path, PathBuf};

/// A text file with its path from the root, with `/` on every system.
pub struct Source {
    pub path: String,
    pub text: String,
}

impl Source {
    /// The lines with their numbers.
    pub fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text.lines().enumerate().map(|(index, line)| (index + 1, line))
    }

    /// Lines of code: without those that are only a comment.
    pub fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        self.lines().filter(|(_, line)| {
            let line = line.trim_start();
            !(line.starts_with("//") || line.starts_with("* ") || line.starts_with("/*"))
        })
    }

    /// As [`Source::code`], for Rust without the unit tests at the end of the file.
    pub fn code_outside_tests(&self) -> impl Iterator<Item = (usize, &str)> {
        self.code().take_while(|(_, line)| !line.starts_with("#[cfg(test)]"))
    }
}

/// The root of the clone.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_path_buf()
}

/// One file; its absence fails the test.
pub fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// All files below these folders (or these files) whose names end so; at least one must exist.
pub fn files(below: &[&str], endings: &[&str]) -> Vec<Source> {
    let mut found = Vec::new();
    for start in below {
        walk(&root().join(start), endings, &mut found);
    }
    assert!(!found.is_empty(), "no files below {below:?}: this rule would check nothing");
    found
}

fn walk(path: &Path, endings: &[&str], found: &mut Vec<Source>) {
    const NOT_OURS: &[&str] = &["target", "node_modules", "dist", ".git", "gen"];
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    if path.is_dir() {
        if !NOT_OURS.contains(&name.as_ref()) {
            for entry in fs::read_dir(path).unwrap() {
                walk(&entry.unwrap().path(), endings, found);
            }
        }
    } else if endings.iter().any(|ending| name.ends_with(ending)) {
        // What is not text (a sheet, a picture) has no lines to check.
        let Ok(text) = fs::read_to_string(path) else { return };
        let path = path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/");
        found.push(Source { path, text });
    }
}

/// Fails with every place that breaks the rule.
pub fn none(broken: Vec<String>, rule: &str) {
    assert!(broken.is_empty(), "{rule}\n  {}", broken.join("\n  "));
}

/// Lines of code that hold one of the words, as `path:line: text`.
pub fn lines_with(sources: &[Source], words: &[&str]) -> Vec<String> {
    let mut broken = Vec::new();
    for source in sources {
        for (number, line) in source.code() {
            if words.iter().any(|word| line.contains(word)) {
                broken.push(format!("{}:{number}: {}", source.path, line.trim()));
            }
        }
    }
    broken
}
