//! What lies apart from the database and its backups: whom was erased, so that it is done again
//! after a restore, and the signed digests of the access log.

pub mod ledger;
pub mod log_days;

use std::io::Write;
use std::path::Path;

/// Writes a line or a file so that it is there after a power cut.
///
/// # Errors
/// A sentence that names the file.
fn lasting(file: &Path, options: std::fs::OpenOptions, text: &str) -> Result<(), String> {
    let failed = |error: std::io::Error| format!("{}: {error}", file.display());
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder).map_err(failed)?;
    }
    let mut open = options.open(file).map_err(failed)?;
    open.write_all(text.as_bytes()).and_then(|()| open.sync_all()).map_err(failed)
}
