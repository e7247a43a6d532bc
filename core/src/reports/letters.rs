//! Letters: one for each pupil, from the school's own text or the standard one.

use std::collections::BTreeMap;
use std::path::Path;

use rusqlite::Connection;
use stamboek_domain::attendance::HalfDay;
use stamboek_domain::attendance::codes::{Meaning, OfficialCode};
use stamboek_domain::date::belgian;
use stamboek_domain::follow_up::{FollowUp, notes};
use stamboek_domain::overlap::CaseStep;
use stamboek_domain::problem::{Code, Problem};
use stamboek_domain::school_year::SchoolYear;

use super::absences::{self, when};
use super::letter_text::filled;
use super::messages::*;
use super::paper::{self, STANDING};
use crate::access::{Look, log};
use crate::attendance::memory::Memory;
use crate::attendance::{Member, School, record_follow_up, rules};
use crate::files::{name_of, pdf_target, write_whole};
use crate::fonts::printable;
use crate::overlaps;
use crate::pdf::{Pdf, broken};
use crate::settings::messages::Settings;
use crate::{Answer, Core};

/// Edges of the text, in mm.
const MARGIN: f64 = 25.0;
/// Where the text begins on the first page and on the others.
const TOP: [f64; 2] = [62.0, 30.0];
/// Last line.
const END: f64 = 272.0;
/// Size in points, and a line in mm.
const SIZE: f64 = 11.0;
const LINE: f64 = 5.4;

/// Makes the letters, then records the steps when that is asked: a letter without its step is
/// printed once more at worst, a step without its letter would hide a pupil from the worklist.
///
/// # Errors
/// `InvalidValue` when nobody is named, or no case for a letter about one; `NotFound`.
pub fn letter_save(core: &Core, request: LetterRequest) -> Answer<LetterAnswer> {
    let texts = letters(core, &request)?;
    if request.to == LetterOut::Text {
        log_letters(core, &request)?;
        return Ok(LetterAnswer { file_name: None, texts, batch: record(core, &request)? });
    }
    let name = if request.to == LetterOut::Open { "open" } else { "save" };
    let Some(target) = pdf_target(core, name, "brieven")? else {
        return Ok(LetterAnswer { file_name: None, texts: Vec::new(), batch: None });
    };
    log_letters(core, &request)?;
    write(core, &request, &target)?;
    let batch = record(core, &request)?;
    if request.to == LetterOut::Open {
        core.shell.show_pdf(&target)?;
    }
    Ok(LetterAnswer { file_name: name_of(&target), texts: Vec::new(), batch })
}

fn log_letters(core: &Core, request: &LetterRequest) -> Answer<()> {
    let (now, one) = (core.now(), request.about.first().filter(|_| request.about.len() == 1));
    core.register()?.write_local(|tx| {
        log(tx, now, Look::Print, one.map(|one| one.pupil), request.about.len(), request.letter.key())
    })
}

/// Makes the letters at that path, as the register says now: the dialog may have stood open.
fn write(core: &Core, request: &LetterRequest, target: &Path) -> Answer<()> {
    let texts = letters(core, request)?;
    let settings = core.register()?.read(crate::settings::of_school)?;
    let mut pdf = Pdf::new(request.letter.label());
    for text in &texts {
        draw(&mut pdf, text, &settings, &belgian(core.today()));
    }
    write_whole(target, &pdf.finish())
}

/// Records the steps; answers the action.
fn record(core: &Core, request: &LetterRequest) -> Answer<Option<String>> {
    if !request.record {
        return Ok(None);
    }
    let (register, at) = (core.register()?, core.now());
    let by = register.user().unwrap_or_default();
    let action = request.letter.action(request.to);
    register.write(if action.is_some() { "overlap" } else { "follow_up" }, |batch| {
        for about in &request.about {
            if let (Some(key), Some(step)) = (about.finding, request.letter.step()) {
                let follow_up = FollowUp { key, step, on: at.date_naive(), note: String::new() };
                record_follow_up(batch, about.pupil, &follow_up)?;
            }
            if let (Some(case), Some(action)) = (&about.case, action) {
                let step = CaseStep { at, by: by.clone(), action, note: String::new() };
                overlaps::note_step(batch, about.pupil, case, &step, at.date_naive())?;
            }
        }
        Ok(batch.saved())
    })
}

fn letters(core: &Core, request: &LetterRequest) -> Answer<Vec<String>> {
    if request.about.is_empty() {
        return Err(Problem::new(Code::InvalidValue).with("field", "pupils").with("why", "empty"));
    }
    let today = core.today();
    let year = request.year.unwrap_or_else(|| School::year_of(today));
    let register = core.register()?;
    let members = register.members()?;
    register.attendance(|db, school, memory| {
        let settings = crate::settings::of_school(db)?;
        let own = school.settings.letters.get(request.letter.key());
        let text = own.map_or(request.letter.standard(), String::as_str);
        let fill = |about: &LetterTo| {
            let member = members.known(about.pupil)?;
            let mut values = match request.letter {
                LetterKind::OverlapParents | LetterKind::OverlapSchool => {
                    let kind = overlaps::kind_of_school(school, today);
                    overlaps::letter_values(db, about, &settings.school, (kind, today))?
                }
                letter => listed(db, school, memory, member, (letter, year, today))?,
            };
            let stay = member.stay(today).or(member.stays.last());
            values.extend([
                ("leerling", format!("{} {}", member.first_name, member.last_name)),
                ("naam", member.last_name.clone()),
                ("voornaam", member.first_name.clone()),
                ("geboortedatum", member.birth.map(belgian).unwrap_or_default()),
                ("klas", stay.map(|stay| stay.class.clone()).unwrap_or_default()),
                ("schooljaar", year.to_string()),
                ("datum", belgian(today)),
                ("school", settings.school.clone()),
                ("instellingsnummer", settings.institution.clone()),
            ]);
            Ok(filled(text, &values))
        };
        request.about.iter().map(fill).collect()
    })
}

/// `lijst` and `aantal` of a letter.
fn listed(
    db: &Connection,
    school: &School,
    memory: &Memory,
    member: &Member,
    (letter, year, today): (LetterKind, SchoolYear, chrono::NaiveDate),
) -> Answer<BTreeMap<&'static str, String>> {
    let lines: Vec<(String, u32)> = match letter {
        LetterKind::NotesUsed => notes_of(school, memory, member, (year, today)),
        _ => {
            let mut all = absences::read(db, school, memory, member, (year.first_day(), year.last_day()))?;
            all.retain(|absence| match school.settings.codes.find(&absence.code).map(|code| code.meaning) {
                Some(Meaning::Open) => letter == LetterKind::AskReason,
                Some(Meaning::Absent { official, .. }) => {
                    letter == LetterKind::Clb && official == OfficialCode::B
                }
                _ => false,
            });
            all.iter().map(|absence| (absence.when(), absence.half_days)).collect()
        }
    };
    let count = match letter {
        LetterKind::NotesUsed => lines.len() as u32,
        _ => lines.iter().map(|(_, half_days)| half_days).sum(),
    };
    let line = |(when, half_days): &(String, u32)| match half_days {
        1 => format!("– {when} (1 halve dag)"),
        _ => format!("– {when} ({half_days} halve dagen)"),
    };
    let list = match lines.is_empty() {
        true => "– geen in het register".to_owned(),
        false => lines.iter().map(line).collect::<Vec<_>>().join("\n"),
    };
    Ok(BTreeMap::from([("lijst", list), ("aantal", count.to_string())]))
}

/// The parents' notes as the rule counts them.
fn notes_of(
    school: &School,
    memory: &Memory,
    member: &Member,
    (year, today): (SchoolYear, chrono::NaiveDate),
) -> Vec<(String, u32)> {
    rules::PupilRules::new(school, memory, member, year).ask(today, |pupil| {
        let span = |note: &Vec<&stamboek_domain::attendance::entry::Entry>| -> Option<(HalfDay, HalfDay)> {
            Some((note.first()?.at, note.last()?.at))
        };
        let notes = notes::notes(pupil);
        let line = |note| {
            let (from, until) = span(note)?;
            Some((when(from, until), note.len() as u32))
        };
        notes.iter().filter_map(line).collect()
    })
}

/// One letter: the school and the day at the top, then the text.
fn draw(pdf: &mut Pdf, text: &str, settings: &Settings, today: &str) {
    let room = STANDING.width - 2.0 * MARGIN;
    let em = room * 72.0 / 25.4 / SIZE;
    let lines: Vec<String> = text.lines().flat_map(|line| broken(&printable(line), em)).collect();
    let fits = TOP.map(|top| ((END - top) / LINE) as usize);
    let (first, rest) = lines.split_at(lines.len().min(fits[0]));
    let rest: Vec<&[String]> = rest.chunks(fits[1]).collect();
    let pages = 1 + rest.len();
    for (n, lines) in std::iter::once(first).chain(rest).enumerate() {
        pdf.start_page(STANDING.width, STANDING.height);
        if n == 0 {
            paper::text(pdf, (MARGIN, 30.0), 13.0, true, &settings.school, room);
            let number = format!("instellingsnummer {}", settings.institution);
            paper::text(pdf, (MARGIN, 35.5), 9.0, false, &number, room);
            paper::right(pdf, (STANDING.width - MARGIN, 48.0), SIZE, today, room);
        }
        for (line, place) in lines.iter().zip(0u32..) {
            pdf.text(MARGIN, TOP[n.min(1)] + LINE * f64::from(place), SIZE, false, line);
        }
        if pages > 1 {
            let page = format!("blad {} van {pages}", n + 1);
            paper::right(pdf, (STANDING.width - MARGIN, 287.0), 8.0, &page, room);
        }
    }
}
