//! Marks of a period to a file: Informat's "inlezen bestand", or a list of all marks.
//!
//! What the file for Informat says is remembered per database (table `exported`), so that the next
//! one says only what changed. The file is written first, within the transaction that remembers it:
//! when remembering fails, the next file says it again, which does no harm (the last value wins).

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use rusqlite::Connection;
use stamboek_domain::attendance::codes::Meaning;
use stamboek_domain::attendance::informat_file::{self, Row, Slots, Written, carried};
use stamboek_domain::attendance::{Half, HalfDay, Mark};
use stamboek_domain::date::belgian;
use stamboek_domain::number::ten_digits;
use stamboek_domain::problem::{Code, Problem};
use stamboek_domain::pupil::PupilId;
use uuid::Uuid;

use super::marks::{self, People};
use super::messages::*;
use crate::access::{Look, log};
use crate::attendance::{Members, School};
use crate::db::OrProblem;
use crate::files::{name_of, write_whole};
use crate::register::views::attendance::{day_number, day_of, half_number, half_of};
use crate::shell::FileKind;
use crate::{Answer, Core, tables};

/// Whose half day, and what stands there; `None`: nothing any more.
type Said = (PupilId, HalfDay, Option<(Mark, Meaning)>);

/// Most marks that a report names of one kind.
const NAMED: usize = 200;

const HEADERS: [&str; 12] = [
    "Naam",
    "Voornaam",
    "Klas",
    "Persoonsnummer",
    "Datum",
    "Halve dag",
    "Code",
    "Officiële code",
    "Betekenis",
    "Tijd",
    "Opmerking",
    "Telt mee",
];

/// Counts what a file would hold, or writes it where the person chooses. A closed dialog remembers
/// nothing.
///
/// # Errors
/// `InvalidValue` for a period that is reversed or longer than a school year, or when no database of
/// numbers is known.
pub fn attendance_export(
    core: &Core,
    mut request: AttendanceExportRequest,
) -> Answer<AttendanceExportAnswer> {
    marks::check_period(request.from, request.until)?;
    request.database = database(core, &request.database, request.format == MarksFormat::Informat)?;
    let register = core.register()?;
    let school = register.school()?;
    if request.cleared_there && request.format == MarksFormat::Informat {
        register.write_local(|tx| forget_cleared(tx, &request))?;
    }
    let members = register.members()?;
    let content = register.read(|db| Content::read(db, &school, members, &request))?;
    if !request.apply || content.is_empty() {
        return Ok(content.answer);
    }
    let Some(target) = target(core, request.format) else { return Ok(content.answer) };
    let now = core.now();
    register.write_local(|tx| {
        // Read anew: a mark may have come in while the dialog was open.
        let mut content = Content::read(tx, &school, register.members()?, &request)?;
        log(tx, now, Look::Export, None, content.answer.pupils as usize, "aanwezigheden")?;
        write_whole(&target, &content.bytes()?)?;
        if request.format == MarksFormat::Informat {
            remember(tx, &request.database, &content.said)?;
        }
        content.answer.file_name = name_of(&target);
        Ok(content.answer)
    })
}

/// The database that was asked, or that of the settings.
pub(super) fn database(core: &Core, asked: &str, needed: bool) -> Answer<String> {
    let asked = asked.trim();
    let database = match asked.is_empty() {
        true => core.register()?.read(crate::settings::of_school)?.database,
        false => asked.to_owned(),
    };
    match needed && database.is_empty() {
        true => Err(Problem::new(Code::InvalidValue).with("field", "database").with("why", "empty")),
        false => Ok(database),
    }
}

fn target(core: &Core, format: MarksFormat) -> Option<PathBuf> {
    let (kind, ending) = match format {
        MarksFormat::Informat => (FileKind::Text, informat_file::EXTENSION),
        MarksFormat::Xlsx => (FileKind::Xlsx, "xlsx"),
        MarksFormat::Csv => (FileKind::Csv, "csv"),
    };
    core.shell.choose_target(kind, &format!("aanwezigheden-{}.{ending}", core.today()))
}

/// What a file would hold.
struct Content {
    format: MarksFormat,
    written: Written,
    /// What the file for Informat says, with its letter.
    said: Vec<(PupilId, HalfDay, char)>,
    list: Vec<Vec<String>>,
    answer: AttendanceExportAnswer,
}

impl Content {
    fn read(
        db: &Connection,
        school: &School,
        members: Arc<Members>,
        request: &AttendanceExportRequest,
    ) -> Answer<Self> {
        let found = marks::read(db, request.from, request.until)?;
        let people = People::read(db, members, &request.database)?;
        let mut content = Self {
            format: request.format,
            written: Written { text: String::new(), remarks: Vec::new() },
            said: Vec::new(),
            list: Vec::new(),
            answer: AttendanceExportAnswer {
                file_name: None,
                database: request.database.clone(),
                marks: 0,
                pupils: 0,
                unchanged: 0,
                remarks: Vec::new(),
                not_counted: Vec::new(),
            },
        };
        for found in &found {
            let counted = people.counted(school, found);
            if counted.is_none() && content.answer.not_counted.len() < NAMED {
                content.answer.not_counted.push(people.cell(found.pupil, found.at, Some(&found.mark)));
            }
            if request.format != MarksFormat::Informat {
                content.list.push(line(school, &people, found, counted.is_some()));
            }
        }
        if request.format == MarksFormat::Informat {
            content.informat(db, school, request, (&found, &people))?;
        } else {
            content.answer.marks = found.len() as u32;
            content.answer.pupils = found.iter().map(|one| one.pupil).collect::<BTreeSet<_>>().len() as u32;
        }
        Ok(content)
    }

    fn informat(
        &mut self,
        db: &Connection,
        school: &School,
        request: &AttendanceExportRequest,
        (found, people): (&[marks::FoundMark], &People),
    ) -> Answer<()> {
        let mut before = exported(db, request)?;
        let mut cells: Vec<Said> = Vec::new();
        for found in found {
            let said = before.remove(&(found.pupil, found.at));
            let Some(local) = people.counted(school, found) else { continue };
            let letter = carried(local.meaning);
            if !request.all && letter.is_some() && letter == said {
                self.answer.unchanged += 1;
                continue;
            }
            cells.push((found.pupil, found.at, Some((found.mark.clone(), local.meaning))));
        }
        // Said earlier, and nothing stands there any more.
        cells.extend(before.into_keys().map(|(pupil, at)| (pupil, at, None)));
        cells.sort_by_key(|(pupil, at, _)| (*at, *pupil));
        let row = |(pupil, at, cell): &Said| Row {
            number: people.number(*pupil).to_owned(),
            at: *at,
            cell: cell.clone(),
        };
        let rows: Vec<Row> = cells.iter().map(row).collect();
        let [morning, afternoon] = school.settings.slots;
        self.written = informat_file::write(&rows, Slots::new(morning, afternoon).unwrap_or_default());
        self.report(people, &cells);
        Ok(())
    }

    fn report(&mut self, people: &People, cells: &[Said]) {
        let mut left_out = BTreeSet::new();
        let mut remarks: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        for remark in &self.written.remarks {
            remarks.entry(remark.kind).or_default().push(remark.row);
            if remark.kind.left_out() {
                left_out.insert(remark.row);
            }
        }
        for (place, (pupil, at, cell)) in cells.iter().enumerate() {
            let letter = cell.as_ref().and_then(|(_, meaning)| carried(*meaning));
            if let (Some(letter), false) = (letter, left_out.contains(&place)) {
                self.said.push((*pupil, *at, letter));
            }
        }
        self.answer.marks = self.said.len() as u32;
        self.answer.pupils = self.said.iter().map(|(pupil, ..)| pupil).collect::<BTreeSet<_>>().len() as u32;
        let cell = |place: &usize| {
            let (pupil, at, cell) = &cells[*place];
            people.cell(*pupil, *at, cell.as_ref().map(|(mark, _)| mark))
        };
        self.answer.remarks = remarks
            .into_iter()
            .map(|(kind, places)| ExportRemark {
                kind,
                left_out: kind.left_out(),
                count: places.len() as u32,
                cells: places.iter().take(NAMED).map(cell).collect(),
            })
            .collect();
    }

    fn is_empty(&self) -> bool {
        self.format == MarksFormat::Informat && self.written.text.is_empty()
    }

    fn bytes(&self) -> Answer<Vec<u8>> {
        match self.format {
            MarksFormat::Informat => Ok(self.written.text.clone().into_bytes()),
            MarksFormat::Xlsx => tables::xlsx("Aanwezigheden", &HEADERS, &self.list),
            MarksFormat::Csv => tables::csv(&HEADERS, &self.list),
        }
    }
}

fn line(school: &School, people: &People, found: &marks::FoundMark, counts: bool) -> Vec<String> {
    let (last_name, first_name) = people.name(found.pupil);
    let number = people.number(found.pupil);
    let local = school.settings.codes.find(&found.mark.code);
    let official = match local.map(|local| local.meaning) {
        Some(Meaning::Absent { official, .. }) => official.as_str(),
        _ => "",
    };
    vec![
        last_name,
        first_name,
        people.class(found.pupil, found.at.day).to_owned(),
        if number.is_empty() { String::new() } else { ten_digits(number) },
        belgian(found.at.day),
        if found.at.half == Half::Vm { "VM" } else { "NM" }.to_owned(),
        found.mark.code.as_str().to_owned(),
        official.to_owned(),
        local.map(|local| local.label.clone()).unwrap_or_default(),
        found.mark.time.map(|time| time.format("%H:%M").to_string()).unwrap_or_default(),
        found.mark.note.clone().unwrap_or_default(),
        if counts { "ja" } else { "nee" }.to_owned(),
    ]
}

/// The name of Informat's database in the table: what one of them was told says nothing of another.
fn target_name(database: &str) -> String {
    format!("informat/{database}")
}

/// What earlier files said of the period.
fn exported(
    db: &Connection,
    request: &AttendanceExportRequest,
) -> Answer<BTreeMap<(PupilId, HalfDay), char>> {
    let sql = "SELECT day, half, pupil, code FROM exported WHERE target = ?1 AND day BETWEEN ?2 AND ?3";
    let mut select = db.prepare_cached(sql).or_problem()?;
    let period = (target_name(&request.database), day_number(request.from), day_number(request.until));
    let found = select.query_map(period, |row| {
        let pupil = PupilId(Uuid::from_slice(row.get_ref(2)?.as_blob()?).unwrap_or_default());
        let at = HalfDay { day: day_of(row, 0)?, half: half_of(row, 1)? };
        Ok(((pupil, at), row.get::<_, String>(3)?.chars().next().unwrap_or('?')))
    });
    found.and_then(Iterator::collect).or_problem()
}

/// Forgets of the period what earlier files said where nothing stands any more.
fn forget_cleared(tx: &Connection, request: &AttendanceExportRequest) -> Answer<()> {
    let sql = "DELETE FROM exported AS said WHERE target = ?1 AND day BETWEEN ?2 AND ?3
               AND NOT EXISTS (SELECT 1 FROM view_attendance a WHERE a.day = said.day
                               AND a.half = said.half AND a.pupil = said.pupil)";
    let period = (target_name(&request.database), day_number(request.from), day_number(request.until));
    tx.execute(sql, period).or_problem()?;
    Ok(())
}

/// Remembers what Informat was told of each cell, by its letter in the file.
pub(super) fn remember(tx: &Connection, database: &str, said: &[(PupilId, HalfDay, char)]) -> Answer<()> {
    let mut insert = tx
        .prepare_cached(
            "INSERT INTO exported (target, day, half, pupil, code) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (target, day, half, pupil) DO UPDATE SET code = excluded.code",
        )
        .or_problem()?;
    let target = target_name(database);
    for (pupil, at, letter) in said {
        let key = (&target, day_number(at.day), half_number(at.half), &pupil.0.as_bytes()[..]);
        insert.execute((key.0, key.1, key.2, key.3, letter.to_string())).or_problem()?;
    }
    Ok(())
}
