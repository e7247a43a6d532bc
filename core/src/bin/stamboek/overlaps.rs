//! `overlaps`, `control`, and the lists of enrolments elsewhere and of schools.

use serde_json::{Value, json};
use stamboek_core::imports::messages::{FieldDiff, SheetKind};
use stamboek_core::overlaps::messages::*;
use stamboek_core::overlaps::{self, elsewhere_import, overlaps_with_list};
use stamboek_core::{Answer, Core};
use stamboek_domain::enrolment::Moment;
use stamboek_domain::overlap::{LaterEnrolment, OverlapKind};
use stamboek_domain::period::Period;
use stamboek_domain::problem::{Code, Problem};

use crate::Said;
use crate::args::{Arguments, ControlOf, ImportElsewhere, ImportSchools, OverlapsOf, Reading};
use crate::imports::{candidate, list_rows, read, remarks, rows_exist, said, summary};
use crate::terminal::open;

/// Who is also enrolled elsewhere, one line a pair, the worst first.
pub fn overlaps(arguments: &Arguments, of: &OverlapsOf) -> Answer<Said> {
    let (core, _) = open(arguments)?;
    let (plan, list) = match &of.file {
        None => {
            (None, overlaps::overlaps(&core, OverlapsRequest { on: of.on, ..OverlapsRequest::default() })?)
        }
        Some(file) => {
            let mapping = of.mapping.clone();
            let reading = Reading { file: file.clone(), mapping, worksheet: None, header_row: None };
            let preview = read(&core, &reading, SheetKind::Elsewhere)?;
            let (plan, list) = overlaps_with_list(&core, preview.session, of.on)?;
            (Some(plan), list)
        }
    };
    let all = || list.pupils.iter().flat_map(|pupil| pupil.pairs.iter().map(move |row| (pupil, row)));
    let pairs = || all().filter(|(_, row)| of.early || row.pair.visible);
    let json: Vec<Value> = pairs().filter_map(|(pupil, row)| pair(pupil, row)).collect();
    let mut lines: Vec<String> = pairs().filter_map(|(pupil, row)| sentence(pupil, row)).collect();
    lines.push(format!(
        "{} te bekijken, {} dubbel, {} parallel, {} ziekenhuisschool, {} aansluitend",
        list.counts.due,
        list.counts.double,
        list.counts.parallel,
        list.counts.hospital,
        list.counts.adjoining
    ));
    let hidden = all().count() - pairs().count();
    lines.extend((hidden > 0).then(|| {
        format!("{hidden} voor een volgend schooljaar, zichtbaar vanaf 1 juli ervoor (nu al met --early)")
    }));
    let mut refused = 0;
    if let Some(plan) = &plan {
        list_rows(&mut lines, "niemand gevonden", &plan.unmatched);
        remarks(&mut lines, &plan.warnings, &plan.refused);
        refused = plan.refused.len();
    }
    let mut said = Said::new(json!(json), lines.join("\n"));
    if refused > 0 {
        said.problem =
            Some(Problem::new(Code::PlanNotApplicable).with("refused", refused).with("undecided", 0));
    }
    Ok(said)
}

fn pair(pupil: &OverlapPupil, row: &OverlapRow) -> Option<Value> {
    let ours = pupil.ours.get(row.ours as usize)?;
    let theirs = pupil.theirs.get(row.theirs as usize)?;
    let pair = &row.pair;
    let enrolment = |Period { from, until }: Period, moment: Option<Moment>| json!({ "from": from, "until": until, "moment": moment });
    let mut other = enrolment(theirs.told.period, theirs.told.moment);
    other["institution"] = json!(theirs.told.institution);
    let overlap =
        pair.overlap.map(|shared| json!({ "from": shared.from, "until": shared.until, "days": shared.days }));
    let may: Vec<_> = pair.may.iter().map(|step| step.action).collect();
    let source = pair.may.first().map_or(pair.source, |step| step.source);
    Some(json!({
        "pupil": pupil.pupil,
        "kind": pair.kind,
        "ours": enrolment(ours.period, ours.moment),
        "theirs": other,
        "overlap": overlap,
        "later": pair.later,
        "may": may,
        "source": source.title,
    }))
}

fn sentence(pupil: &OverlapPupil, row: &OverlapRow) -> Option<String> {
    let theirs = pupil.theirs.get(row.theirs as usize)?;
    let kind = match row.pair.kind {
        OverlapKind::Double => "dubbel",
        OverlapKind::Parallel => "parallel",
        OverlapKind::Adjoining => "aansluitend",
        OverlapKind::Hospital => "ziekenhuisschool",
    };
    let days = match row.pair.overlap {
        None => String::new(),
        Some(shared) => {
            let until = shared.until.map_or_else(|| "open".to_owned(), |day| day.to_string());
            format!(", {} tot en met {until}", shared.from)
        }
    };
    let later = match row.pair.later {
        LaterEnrolment::Ours => "wij later",
        LaterEnrolment::Theirs => "zij later",
        LaterEnrolment::Same => "zelfde moment",
        LaterEnrolment::Unknown => "moment onbekend",
    };
    let who = format!("{} {} {}", pupil.class, pupil.last_name, pupil.first_name);
    Some(format!("{kind}{days}, {later}: {who}, {}", theirs.name))
}

/// AGODI's list of a day against this register.
pub fn control(arguments: &Arguments, of: &ControlOf) -> Answer<Said> {
    let (core, _) = open(arguments)?;
    let session = read(&core, &of.reading, SheetKind::Control)?.session;
    let found = overlaps::control(&core, ControlRequest { session, on: of.on })?;
    let json = json!({
        "on": found.on,
        "here": found.here,
        "there": found.there,
        "same": found.same,
        "missing_here": found.missing_here.iter().map(person).collect::<Vec<_>>(),
        "missing_there": found.missing_there.iter().map(person).collect::<Vec<_>>(),
        "different": found.different.iter().map(person).collect::<Vec<_>>(),
        "groups": found.groups,
        "skipped": found.skipped,
        "warnings": found.warnings,
    });
    let mut lines = vec![format!(
        "Op {}: {} hier, {} op de lijst, {} gelijk",
        found.on, found.here, found.there, found.same
    )];
    for (what, list) in [
        ("ontbreekt hier", &found.missing_here),
        ("ontbreekt op de lijst", &found.missing_there),
        ("verschilt", &found.different),
    ] {
        for one in list {
            let field =
                |diff: &FieldDiff| format!(" {}: hier “{}”, daar “{}”", diff.field, diff.was, diff.now);
            let fields: String = one.fields.iter().map(field).collect();
            lines.push(format!("  {what}: {} {} {}{fields}", one.class, one.last_name, one.first_name));
        }
    }
    for group in found.groups.iter().filter(|group| group.different > 0) {
        lines.push(format!("  groep {}: {} hier, {} daar", group.group, group.here, group.there));
    }
    remarks(&mut lines, &found.warnings, &[]);
    Ok(Said::new(json, lines.join("\n")))
}

fn person(one: &ControlPupil) -> Value {
    json!({ "row": one.row, "id": one.pupil, "last_name": one.last_name, "first_name": one.first_name,
            "class": one.class, "group": one.group, "fields": one.fields })
}

/// A list of enrolments elsewhere.
pub fn elsewhere(arguments: &Arguments, import: &ImportElsewhere) -> Answer<Said> {
    let (core, _) = open(arguments)?;
    let session = read(&core, &import.reading, SheetKind::Elsewhere)?.session;
    let confirm = import.confirm.iter().map(|(row, _)| row);
    rows_exist(&core, session, import.leave_out.iter().chain(&import.nobody).chain(confirm))?;
    let request = ElsewhereImportRequest {
        session,
        leave_out: import.leave_out.clone(),
        confirm: import.confirm.iter().copied().collect(),
        nobody: import.nobody.clone(),
        complete: import.complete,
        apply: false,
    };
    carried_out(&core, request, import.apply)
}

/// A table of schools.
pub fn schools(arguments: &Arguments, import: &ImportSchools) -> Answer<Said> {
    let (core, _) = open(arguments)?;
    let session = read(&core, &import.reading, SheetKind::Schools)?.session;
    rows_exist(&core, session, import.leave_out.iter())?;
    let leave_out = import.leave_out.clone();
    carried_out(&core, ElsewhereImportRequest { session, leave_out, ..Default::default() }, import.apply)
}

fn carried_out(core: &Core, request: ElsewhereImportRequest, apply: bool) -> Answer<Said> {
    let plan = elsewhere_import(core, request.clone())?;
    let applied = apply && plan.applicable;
    let plan =
        if applied { elsewhere_import(core, ElsewhereImportRequest { apply, ..request })? } else { plan };
    let unmatched: Vec<&ElsewhereRow> =
        plan.rows.iter().filter(|row| plan.unmatched.contains(&row.row)).collect();
    let json = json!({
        "applied": applied,
        "applicable": plan.applicable,
        "new": plan.new,
        "changed": plan.changed,
        "unchanged": plan.unchanged,
        "gone": plan.gone,
        "came_back": plan.came_back,
        "ours": plan.ours,
        "unmatched": unmatched.iter().map(|row| json!({
            "row": row.row,
            "last_name": row.last_name,
            "first_name": row.first_name,
            "candidates": row.candidates.iter().map(candidate).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
        "skipped": plan.skipped,
        "warnings": plan.warnings,
        "refused": plan.refused,
        "batch": plan.batch,
    });
    let mut lines = summary(applied, plan.applicable, [plan.new, plan.changed, plan.unchanged]);
    for (what, count) in
        [("vervallen  ", plan.gone), ("teruggekomen", plan.came_back), ("eigen school", plan.ours)]
    {
        lines.extend((count > 0).then(|| format!("  {what} {count}")));
    }
    list_rows(&mut lines, "overgeslagen", &plan.skipped);
    list_rows(&mut lines, "niemand gevonden (--confirm, --nobody of --leave-out)", &plan.unmatched);
    remarks(&mut lines, &plan.warnings, &plan.refused);
    Ok(said(json, lines, apply, plan.applicable, plan.refused.len(), plan.unmatched.len()))
}
