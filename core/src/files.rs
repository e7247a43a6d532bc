//! Files that leave the program: where they go, and written whole or not at all.

use std::io::Write;
use std::path::{Path, PathBuf};

use stamboek_domain::problem::{Code, Problem};

use crate::db::OrProblem;
use crate::shell::FileKind;
use crate::{Answer, Core};

/// Where a PDF goes: asked of the person (`save`), or a file of ours that the viewer opens
/// (`open`); `None` when the dialog was closed. The name holds no personal data (S38).
pub(crate) fn pdf_target(core: &Core, to: &str, name: &str) -> Answer<Option<PathBuf>> {
    let dated = format!("{name}-{}.pdf", core.now().format("%Y%m%d-%H%M%S"));
    match to {
        "save" => Ok(core.shell.choose_target(FileKind::Pdf, &dated)),
        "open" => {
            let folder = core.folder.join("prints");
            std::fs::create_dir_all(&folder).or_problem()?;
            sweep(&folder);
            Ok(Some(folder.join(dated)))
        }
        _ => Err(Problem::new(Code::BadRequest)),
    }
}

/// Removes what was handed to the viewer on earlier days: names of pupils stay no longer than needed.
fn sweep(folder: &Path) {
    let a_day = std::time::Duration::from_secs(24 * 3600);
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let age = entry.metadata().and_then(|m| m.modified()).ok().and_then(|at| at.elapsed().ok());
        if age.is_some_and(|age| age > a_day) {
            // A file that is still open in a viewer is removed next time.
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

/// Writes a file whole or not at all; it is on the disk when this answers.
pub(crate) fn write_whole(target: &Path, bytes: &[u8]) -> Answer<()> {
    let folder = target.parent().filter(|f| !f.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file =
        tempfile::Builder::new().prefix(".stamboek-").suffix(".part").tempfile_in(folder).or_problem()?;
    file.write_all(bytes).or_problem()?;
    file.as_file().sync_all().or_problem()?;
    file.persist(target).map_err(|e| e.error).or_problem()?;
    Ok(())
}

/// The name of a file without its folder.
pub(crate) fn name_of(path: &Path) -> Option<String> {
    path.file_name().map(|name| name.to_string_lossy().into_owned())
}
