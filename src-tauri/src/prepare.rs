//! What must be so before the first window: surroundings of the web view, no core dumps.

/// Settings of the web view on Linux, unless the person chose otherwise.
///
/// - `WEBKIT_DISABLE_DMABUF_RENDERER`: black windows with some graphics drivers.
/// - `WEBKIT_DISABLE_COMPOSITING_MODE`: without it an empty window was on screen a quarter sooner and
///   took a fifth less memory. On a display in memory, with the line above, it makes no difference
///   (`cargo xtask bench window`).
/// - `NO_AT_BRIDGE`: outside of a desktop session nothing answers for accessibility and GTK
///   waits for it. In a desktop session it stays on: screen readers need it.
#[cfg(target_os = "linux")]
const DEFAULTS: [(&str, &str); 3] = [
    ("WEBKIT_DISABLE_DMABUF_RENDERER", "1"),
    ("WEBKIT_DISABLE_COMPOSITING_MODE", "1"),
    ("NO_AT_BRIDGE", "1"),
];

/// Sets the surroundings. A running program cannot change its own variables safely (other threads
/// may read them), so it starts itself anew, in the same process, with the ones that were missing.
#[cfg(target_os = "linux")]
pub fn environment() {
    use std::os::unix::process::CommandExt;

    no_core_dumps();
    let in_desktop = std::env::var_os("XDG_CURRENT_DESKTOP").is_some();
    let missing: Vec<_> = DEFAULTS
        .iter()
        .filter(|(name, _)| std::env::var_os(name).is_none())
        .filter(|(name, _)| !(in_desktop && *name == "NO_AT_BRIDGE"))
        .collect();
    if missing.is_empty() {
        return;
    }
    if let Ok(program) = std::env::current_exe() {
        // Comes back only when it failed; then the window opens with what there is.
        let _ = std::process::Command::new(program)
            .args(std::env::args_os().skip(1))
            .envs(missing.into_iter().copied())
            .exec();
    }
}

/// Nothing to set elsewhere.
#[cfg(not(target_os = "linux"))]
pub fn environment() {
    #[cfg(unix)]
    no_core_dumps();
}

/// A crash must not write the memory, with keys in it, to a file (S3).
#[cfg(unix)]
fn no_core_dumps() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
}
