//! `import pupils` and `import numbers`: a trial run, and with `--apply` the real one.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use stamboek_core::imports::messages::*;
use stamboek_core::pupils::messages::{Likeness, PupilRow};
use stamboek_core::pupils::{Listed, listing};
use stamboek_core::{Answer, Core, imports, renumbering, settings};
use stamboek_domain::problem::{Code, Problem};
use stamboek_domain::pupil::PupilId;

use crate::Said;
use crate::args::{Arguments, ImportNumbers, ImportPupils, Reading};
use crate::terminal::open;
use crate::texts;

/// Reads a file and maps its columns as the person said, or as recognised.
pub fn read(core: &Core, reading: &Reading, kind: SheetKind) -> Answer<ImportPreview> {
    if !reading.file.exists() {
        let file = reading.file.display().to_string();
        return Err(Problem::new(Code::NotFound).with("what", "file").with("value", file));
    }
    let mut preview = imports::read_file(core, &reading.file, kind)?;
    if reading.worksheet.is_some() || reading.header_row.is_some() {
        preview = imports::map(
            core,
            ImportMapRequest {
                session: preview.session,
                sheet: reading.worksheet.clone(),
                header_row: reading.header_row,
                mapping: None,
            },
        )?;
    }
    if !reading.mapping.is_empty() {
        let mut mapping = preview.mapping.clone();
        for entry in &reading.mapping {
            let (target, column) = column_of(&preview, entry)?;
            mapping.retain(|other, at| *other != target && *at != column);
            mapping.insert(target, column);
        }
        preview = imports::map(
            core,
            ImportMapRequest {
                session: preview.session,
                sheet: Some(preview.sheet.clone()),
                header_row: Some(preview.header_row),
                mapping: Some(mapping),
            },
        )?;
    }
    if preview.missing.is_empty() {
        Ok(preview)
    } else {
        Err(Problem::new(Code::ColumnsMissing).with("targets", preview.missing.join(",")))
    }
}

/// `FIELD=HEADER` as a target and the index of its column.
fn column_of(preview: &ImportPreview, entry: &str) -> Answer<(Target, u32)> {
    let wrong = || Problem::new(Code::InvalidValue).with("field", "map").with("value", entry);
    let (target, header) = entry.split_once('=').ok_or_else(wrong)?;
    let target = preview.targets.iter().find(|known| *known == target.trim()).ok_or_else(wrong)?;
    let same = |text: &String| text.trim().to_lowercase() == header.trim().to_lowercase();
    let column = preview.headers.iter().position(same).ok_or_else(wrong)?;
    Ok((target.clone(), column as u32))
}

/// A row that is named and is not in the list was mistyped, and another waits for its answer.
pub fn rows_exist<'a>(core: &Core, session: u32, rows: impl Iterator<Item = &'a u32>) -> Answer<()> {
    for row in rows {
        if !core.readings.has_row(session, *row)? {
            return Err(Problem::new(Code::NotFound).with("what", "row").with("value", row));
        }
    }
    Ok(())
}

/// A list of pupils.
pub fn pupils(arguments: &Arguments, import: &ImportPupils) -> Answer<Said> {
    let (core, _) = open(arguments)?;
    let preview = read(&core, &import.reading, SheetKind::Pupils)?;
    let same = import.same.iter().map(|(row, _)| row);
    rows_exist(&core, preview.session, import.leave_out.iter().chain(&import.different).chain(same))?;
    let database = match &import.database {
        Some(database) => database.clone(),
        None => core.register()?.read(|db| settings::get_setting(db, "database"))?.unwrap_or_default(),
    };
    let request = PupilsPlanRequest {
        session: preview.session,
        leave_out: import.leave_out.clone(),
        same: import.same.iter().copied().collect(),
        different: import.different.clone(),
        database,
        person_kind: import.kind.name().to_owned(),
    };
    let plan = imports::plan_pupils(&core, request.clone())?;
    let applied = import.apply && plan.applicable;
    let plan = if applied { imports::apply_pupils(&core, request)? } else { plan };

    let json = json!({
        "applied": applied,
        "applicable": plan.applicable,
        "created": plan.created,
        "changed": plan.changed,
        "unchanged": plan.unchanged,
        "skipped": plan.skipped,
        "left_out": plan.left_out,
        "undecided": plan.rows.iter().filter(|row| plan.undecided.contains(&row.row)).map(|row| json!({
            "row": row.row,
            "candidates": row.likely.iter().map(candidate).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
        "warnings": plan.warnings,
        "refused": plan.refused,
        "batch": plan.batch,
    });
    let mut lines = summary(applied, plan.applicable, [plan.created, plan.changed, plan.unchanged]);
    list_rows(&mut lines, "overgeslagen", &plan.skipped);
    list_rows(&mut lines, "weggelaten", &plan.left_out);
    list_rows(&mut lines, "te beslissen (--same, --different of --leave-out)", &plan.undecided);
    remarks(&mut lines, &plan.warnings, &plan.refused);
    Ok(said(json, lines, import.apply, plan.applicable, plan.refused.len(), plan.undecided.len()))
}

/// Old and new numbers.
pub fn numbers(arguments: &Arguments, import: &ImportNumbers) -> Answer<Said> {
    let (core, _) = open(arguments)?;
    let preview = read(&core, &import.reading, SheetKind::Numbers)?;
    let confirm = import.confirm.iter().map(|(row, _)| row);
    rows_exist(&core, preview.session, import.nobody.iter().chain(confirm))?;
    let request = NumbersPlanRequest {
        session: preview.session,
        system: import.system.clone(),
        from_database: import.from.clone(),
        to_database: import.to.clone(),
        person_kind: import.kind.name().to_owned(),
        confirm: import.confirm.iter().copied().collect(),
        nobody: import.nobody.clone(),
        date: import.date.clone(),
    };
    let plan = renumbering::plan(&core, request.clone())?;
    let applied = import.apply && plan.applicable;
    let plan = if applied { renumbering::apply(&core, request)? } else { plan };

    let people: BTreeMap<PupilId, Listed> =
        listing(&core)?.into_iter().map(|person| (person.id, person)).collect();
    let person = |row: &PupilRow| people.get(&row.id).map_or_else(|| brief(row), |listed| json!(listed));
    let unmatched: Vec<&UnmatchedRow> = plan.unmatched.iter().filter(|row| !row.nobody).collect();
    let json = json!({
        "applied": applied,
        "applicable": plan.applicable,
        "renumbered": plan.renumbered.len(),
        "unchanged": plan.unchanged,
        "unmatched": unmatched.iter().map(|row| json!({
            "row": row.row,
            "old": row.old,
            "new": row.new,
            "last_name": row.last_name,
            "first_name": row.first_name,
            "class": row.class,
            "candidates": row.candidates.iter().map(candidate).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
        "missing": plan.missing.iter().map(person).collect::<Vec<_>>(),
        "ambiguous": plan.ambiguous.iter().map(|number| json!({
            "number": number.number,
            "now": person(&number.now),
            "before": number.before.iter().map(person).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
        "skipped": plan.skipped,
        "warnings": plan.warnings,
        "refused": plan.refused,
        "batch": plan.batch,
    });
    let mut lines = vec![
        heading(applied, plan.applicable),
        format!("  krijgen een nieuw nummer  {}", plan.renumbered.len()),
        format!("  hadden het al             {}", plan.unchanged),
        format!("  zonder rij in de lijst    {}", plan.missing.len()),
        format!("  nummers met twee personen {}", plan.ambiguous.len()),
    ];
    list_rows(&mut lines, "overgeslagen", &plan.skipped);
    for row in &unmatched {
        lines.push(format!(
            "  rij {}: niemand heeft nummer {} ({} {} {}); beslis met --confirm of --nobody",
            row.row, row.old, row.last_name, row.first_name, row.class
        ));
        for like in &row.candidates {
            let who = &like.pupil;
            lines.push(format!(
                "      --confirm {}={}  {} {} ({})",
                row.row, who.id.0, who.last_name, who.first_name, who.class
            ));
        }
    }
    remarks(&mut lines, &plan.warnings, &plan.refused);
    Ok(said(json, lines, import.apply, plan.applicable, plan.refused.len(), unmatched.len()))
}

/// A person as a plan knows them: no INSZ, the present number only.
fn brief(row: &PupilRow) -> Value {
    json!({
        "id": row.id,
        "last_name": row.last_name,
        "first_name": row.first_name,
        "birth_date": row.birth_date,
        "class": row.class,
        "number": row.number,
    })
}

pub fn candidate(like: &Likeness) -> Value {
    let mut value = brief(&like.pupil);
    value["score"] = json!(like.score);
    value["why"] = json!(like.why);
    value
}

fn heading(applied: bool, applicable: bool) -> String {
    match (applied, applicable) {
        (true, _) => "Toegepast:",
        (false, true) => "Proef, er is niets gewijzigd (voer uit met --apply):",
        (false, false) => "Kan zo niet worden toegepast, er is niets gewijzigd:",
    }
    .to_owned()
}

/// The heading, and how many are new, changed and unchanged.
pub fn summary(applied: bool, applicable: bool, [new, changed, unchanged]: [u32; 3]) -> Vec<String> {
    vec![
        heading(applied, applicable),
        format!("  nieuw       {new}"),
        format!("  gewijzigd   {changed}"),
        format!("  ongewijzigd {unchanged}"),
    ]
}

pub fn list_rows(lines: &mut Vec<String>, what: &str, rows: &[u32]) {
    if !rows.is_empty() {
        lines.push(format!("  {what}: rij {}", joined(rows)));
    }
}

/// `4, 310`.
pub fn joined(rows: &[u32]) -> String {
    rows.iter().map(u32::to_string).collect::<Vec<_>>().join(", ")
}

pub fn remarks(lines: &mut Vec<String>, warnings: &[RowRemark], refused: &[RowRemark]) {
    let line =
        |word: &str, remark: &RowRemark| format!("  {word} rij {}: {}", remark.row, texts::remark(remark));
    lines.extend(warnings.iter().map(|remark| line("let op,", remark)));
    lines.extend(refused.iter().map(|remark| line("geweigerd,", remark)));
}

/// A refused file ends with status 1, also in a trial run; open questions only when applying.
pub fn said(
    json: Value,
    lines: Vec<String>,
    apply: bool,
    applicable: bool,
    refused: usize,
    open: usize,
) -> Said {
    let mut said = Said::new(json, lines.join("\n"));
    if refused > 0 || (apply && !applicable) {
        let problem = Problem::new(Code::PlanNotApplicable).with("refused", refused).with("undecided", open);
        said.problem = Some(problem);
    }
    said
}
