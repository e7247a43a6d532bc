//! Where things lie.

use std::env;
use std::path::{Path, PathBuf};

/// The folder of the workspace.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map(Path::to_path_buf).unwrap_or_default()
}

/// The folder with the screens.
pub fn ui() -> PathBuf {
    root().join("ui")
}

/// Where cargo builds. With `CI=true` it lies in the user's cache folder, so that a clean clone
/// does not compile the same dependencies again; `CARGO_TARGET_DIR` goes before both.
pub fn target() -> PathBuf {
    if let Some(named) = env::var_os("CARGO_TARGET_DIR") {
        return root().join(named);
    }
    let in_ci = env::var("CI").is_ok_and(|value| value == "true" || value == "1");
    match cache() {
        Some(cache) if in_ci => cache.join("stamboek").join("target"),
        _ => root().join("target"),
    }
}

/// Programs that this program built for itself (cargo-deny).
pub fn tools() -> PathBuf {
    target().join("tools")
}

/// Where `run` leaves what it made; always inside the clone, where a person looks for it.
pub fn demo() -> PathBuf {
    root().join("target").join("demo")
}

fn cache() -> Option<PathBuf> {
    env::var_os("XDG_CACHE_HOME")
        .map(PathBuf::from)
        .or_else(|| env::var_os("HOME").map(|home| Path::new(&home).join(".cache")))
}
