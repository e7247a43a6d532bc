//! The TypeScript types that follow from the Rust types.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use crate::process::{cargo, done};
use crate::{Outcome, places};

/// Writes the generated folder anew.
pub fn write() -> Outcome {
    // Each type exports itself in a test that its derive makes; the list of commands has its own.
    for filter in ["export_bindings", "typescript"] {
        done(
            cargo(&[
                "test",
                "--quiet",
                "--package",
                "stamboek-domain",
                "--package",
                "stamboek-core",
                "--lib",
                filter,
            ])
            .env("STAMBOEK_WRITE_TYPES", "1"),
        )?;
    }
    println!("\nui/src/backend/generated is current.");
    Ok(())
}

/// What the generated folder holds now. Running the tests writes it, so comparing before and
/// after tells whether what is committed was stale.
pub fn read() -> BTreeMap<PathBuf, Vec<u8>> {
    let folder = places::ui().join("src/backend/generated");
    let Ok(entries) = fs::read_dir(folder) else { return BTreeMap::new() };
    entries
        .flatten()
        .map(|e| e.path())
        .filter_map(|path| Some((path.clone(), fs::read(path).ok()?)))
        .collect()
}
