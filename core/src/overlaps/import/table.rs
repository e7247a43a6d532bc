//! What a table of schools would do, and doing it.

use std::collections::BTreeMap;

use rusqlite::Connection;
use serde::Serialize;
use stamboek_domain::calendar::SchoolKind;
use stamboek_domain::elsewhere::School;
use stamboek_domain::institution::InstitutionNumber;
use stamboek_domain::name::{fold, squash};

use crate::imports::messages::{RowRemark, SheetKind};
use crate::imports::readings::Reading;
use crate::imports::remarks::RemarkCode;
use crate::imports::rows::{Reader, remark};
use crate::imports::trial::{Trial, each};
use crate::overlaps::messages::*;
use crate::overlaps::schools::{self, completed};
use crate::register::Batch;
use crate::{Answer, Core};

/// The plan as shown, with the schools as they become.
pub struct Planned {
    plan: ElsewhereImport,
    schools: Vec<School>,
}

impl Trial for Planned {
    type Request = ElsewhereImportRequest;
    type Plan = ElsewhereImport;
    const KIND: SheetKind = SheetKind::Schools;
    const COMMAND: &'static str = "elsewhere_import";
    const ACTION: &'static str = "import_schools";

    fn session(request: &ElsewhereImportRequest) -> u32 {
        request.session
    }

    fn decide(
        core: &Core,
        reading: &Reading,
        db: &Connection,
        request: &mut ElsewhereImportRequest,
    ) -> Answer<Self> {
        let known: BTreeMap<InstitutionNumber, School> =
            schools::all(db)?.into_iter().map(|school| (school.number.clone(), school)).collect();
        let mut plan = super::empty(SheetKind::Schools);
        let mut told: BTreeMap<InstitutionNumber, (u32, School)> = BTreeMap::new();
        let reader = reading.reader(core)?;
        for index in reader.header + 1..reader.sheet.len() {
            let row = reader.sheet.number(index);
            if request.leave_out.contains(&row) {
                continue;
            }
            let Some(school) = school(&reader, index, &mut plan) else { continue };
            let (first, before) = told.entry(school.number.clone()).or_insert((row, school.clone()));
            if *before != school {
                let other = first.to_string();
                plan.refused.push(remark(row, RemarkCode::ToldTwice, [("other_row", &*other)]));
            }
        }
        let mut changes = Vec::new();
        for (number, (_, school)) in told {
            let was = known.get(&number);
            let now = was.map_or_else(|| school.clone(), |was| completed(was.clone(), &school));
            match was {
                None => plan.new += 1,
                Some(was) if *was == now => plan.unchanged += 1,
                Some(_) => plan.changed += 1,
            }
            changes.extend((was != Some(&now)).then_some(now));
        }
        plan.applicable = plan.refused.is_empty();
        Ok(Self { plan, schools: changes })
    }

    fn essence(&self) -> impl Serialize {
        (&self.schools, &self.plan.refused)
    }

    fn obstacles(&self) -> Option<(usize, usize)> {
        (!self.plan.applicable).then_some((self.plan.refused.len(), 0))
    }

    fn carry_out(&self, core: &Core, batch: &mut Batch, _: &ElsewhereImportRequest) -> Answer<()> {
        each(core, self.schools.iter(), |school| schools::put_school(batch, school))
    }

    fn into_plan(self, batch: Option<String>) -> ElsewhereImport {
        ElsewhereImport { batch, ..self.plan }
    }
}

/// A line as a school; `None` for a blank, and for one that is refused.
fn school(reader: &Reader, index: usize, plan: &mut ElsewhereImport) -> Option<School> {
    let row = reader.sheet.number(index);
    let text = |target: &str| reader.cell(index, target).text.trim().to_owned();
    let (written, name) = (text("institution"), text("school"));
    if written.is_empty() && name.is_empty() {
        plan.skipped.push(row);
        return None;
    }
    let refuse = |plan: &mut ElsewhereImport, remark: RowRemark| plan.refused.push(remark);
    let Ok(number) = InstitutionNumber::parse_stripped(&written) else {
        refuse(plan, remark(row, RemarkCode::SchoolMissing, [("value", &*written)]));
        return None;
    };
    if name.is_empty() {
        refuse(plan, remark(row, RemarkCode::SchoolMissing, [("value", &*written)]));
        return None;
    }
    let level = text("level");
    let kind = kind(&level);
    if kind.is_none() && !level.is_empty() {
        plan.warnings.push(remark(row, RemarkCode::LevelUnreadable, [("value", &*level)]));
    }
    let group = text("school_group");
    let school_group = InstitutionNumber::parse_stripped(&group).ok();
    if school_group.is_none() && !group.is_empty() {
        plan.warnings.push(remark(row, RemarkCode::InstitutionUnreadable, [("value", &*group)]));
    }
    Some(School {
        number,
        name,
        municipality: text("municipality"),
        phone: text("phone"),
        email: text("email"),
        kind,
        school_group,
        hospital: reader.says_hospital(index),
    })
}

/// The kind of school as people write it.
fn kind(text: &str) -> Option<SchoolKind> {
    let word = squash(&fold(text));
    let starts = |words: &[&str]| words.iter().any(|start| word.starts_with(start));
    match () {
        () if starts(&["buitengewoonsecundair", "buso"]) => Some(SchoolKind::Buso),
        () if starts(&["secundair", "gewoonsecundair", "so", "voltijdssecundair"]) => Some(SchoolKind::So),
        () if starts(&["basis", "gewoonbasis", "buitengewoonbasis", "bao", "bubao", "kleuter", "lager"]) => {
            Some(SchoolKind::Bao)
        }
        () => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_of_school_are_read_as_people_write_them() {
        for (text, expected) in [
            ("Basisonderwijs", Some(SchoolKind::Bao)),
            ("Buitengewoon basis", Some(SchoolKind::Bao)),
            ("BaO", Some(SchoolKind::Bao)),
            ("Gewoon secundair onderwijs", Some(SchoolKind::So)),
            ("SO", Some(SchoolKind::So)),
            ("BuSO", Some(SchoolKind::Buso)),
            ("Buitengewoon secundair", Some(SchoolKind::Buso)),
            ("academie", None),
            ("", None),
        ] {
            assert_eq!(kind(text), expected, "{text}");
        }
    }
}
