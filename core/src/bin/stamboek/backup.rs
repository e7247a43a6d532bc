//! Backups: make one, say what putting one back would change, put it back.

use serde_json::json;
use stamboek_core::db::backup;
use stamboek_core::settings::messages::{BackupComparison, BackupRow, MaintainAnswer, MaintainRequest};
use stamboek_core::{Answer, settings};
use stamboek_domain::problem::{Code, Problem};

use crate::Said;
use crate::args::Arguments;
use crate::terminal::{open, with_key};

/// A verified backup.
pub fn make(arguments: &Arguments) -> Answer<Said> {
    let (core, _) = open(arguments)?;
    let row = named(settings::maintain(&core, MaintainRequest::Backup)?)?.0;
    let text = format!("Back-up {} gemaakt en nagekeken ({} bytes).", row.file_name, row.size);
    let json = serde_json::to_value(&row).map_err(|_| Problem::new(Code::Internal).with("detail", "json"))?;
    Ok(Said::new(json, text))
}

/// What putting one back would change; with `apply` it is done.
pub fn restore(arguments: &Arguments, file_name: &str, apply: bool) -> Answer<Said> {
    let (core, _) = with_key(arguments)?;
    let found = backup::find(&core.folder, file_name)?;
    let at = found.instant(core.now()).to_rfc3339_opts(chrono::SecondsFormat::Secs, false);
    let compare = MaintainRequest::Compare { at: at.clone(), sheet: None };
    let (backup, comparison) = named(settings::maintain(&core, compare)?)?;
    let kept = match apply {
        true => settings::maintain(&core, MaintainRequest::Restore { at, sheet: None })?.kept,
        false => None,
    };
    let text = text(&backup, comparison.as_ref(), kept.as_deref());
    let json = json!({ "applied": apply, "backup": backup, "comparison": comparison, "kept": kept });
    Ok(Said::new(json, text))
}

/// The backup of an answer, with the comparison.
fn named(answer: MaintainAnswer) -> Answer<(BackupRow, Option<BackupComparison>)> {
    let backup = answer.backup.ok_or(Problem::new(Code::Internal).with("detail", "backup"))?;
    Ok((backup, answer.comparison))
}

fn text(backup: &BackupRow, comparison: Option<&BackupComparison>, kept: Option<&str>) -> String {
    let difference = match comparison {
        None => "Het register gaat niet open: wat er sindsdien bijkwam, is niet te tellen.".to_owned(),
        Some(BackupComparison { lost: 0, .. }) => "Alle invoeren van het register staan erin.".to_owned(),
        Some(BackupComparison { lost, first_lost, .. }) => {
            let since = first_lost.as_deref().map(|at| format!(", de eerste van {at}")).unwrap_or_default();
            format!("{lost} invoeren van het register staan er niet in{since}.")
        }
    };
    match kept {
        None => format!(
            "Back-up {} is in orde. {difference}\nEr is niets gewijzigd: met --apply wel.",
            backup.file_name
        ),
        Some(kept) => format!(
            "Back-up {} is teruggezet. {difference}\nHet register van daarvoor: {kept}.",
            backup.file_name
        ),
    }
}
