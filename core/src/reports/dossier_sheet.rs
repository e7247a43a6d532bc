//! The file of a pupil on paper: what stands, what was taken away, and who entered it.

use chrono::{DateTime, NaiveDate};
use rusqlite::Connection;
use stamboek_domain::date::belgian;

use super::lists::List;
use super::paper::{self, Head, MARGIN, STANDING};
use super::register_pdf::Titles;
use crate::Answer;
use crate::attendance::Member;
use crate::dossier::messages::{DossierEntry, DossierRow};
use crate::enrolments::known::Known;
use crate::pdf::Pdf;

/// The file of one pupil, ready to be drawn.
pub struct DossierSheet {
    /// Naam.
    pub last_name: String,
    /// Voornaam.
    pub first_name: String,
    /// Class of today; may be empty.
    pub class: String,
    /// Of the present enrolment, or else of the sheet; may be empty.
    pub stamnummer: String,
    /// Date of birth as written; may be empty.
    pub birth: String,
    /// Parts in a fixed order, each with its entries.
    pub parts: Vec<(&'static str, Vec<Entry>)>,
}

/// One entry.
pub struct Entry {
    /// Day or school year.
    pub on: String,
    /// What stands there.
    pub text: String,
    /// Where it stands on its way to Discimus, or that it was taken away; may be empty.
    pub state: String,
    /// What was entered, newest first.
    pub changes: Vec<String>,
}

const PARTS: [&str; 5] =
    ["Leerlingenkenmerken", "Studiebewijzen", "Toelatingscontrole", "Tuchtmaatregelen", "Vorige school"];

impl DossierSheet {
    /// Reads the file of a pupil.
    pub fn read(db: &Connection, member: &Member, today: NaiveDate) -> Answer<Self> {
        let (standing, removed) = crate::dossier::rows(db, member.pupil, today)?;
        let mut parts: Vec<(&'static str, Vec<Entry>)> = PARTS.map(|part| (part, Vec::new())).into();
        for (row, gone) in
            standing.iter().map(|row| (row, false)).chain(removed.iter().map(|row| (row, true)))
        {
            parts[part(&row.entry)].1.push(entry(row, gone));
        }
        Ok(Self {
            stamnummer: Known::read(db, member.pupil)?.stamnummer().to_owned(),
            class: member.anywhere(today).map(|stay| stay.class.clone()).unwrap_or_default(),
            birth: member.birth.map(belgian).unwrap_or_default(),
            last_name: member.last_name.clone(),
            first_name: member.first_name.clone(),
            parts,
        })
    }
}

fn part(entry: &DossierEntry) -> usize {
    match entry {
        DossierEntry::Characteristic(_) => 0,
        DossierEntry::Certificate(_) => 1,
        DossierEntry::Admission(_) => 2,
        DossierEntry::Measure(_) => 3,
        DossierEntry::PreviousSchool { .. } => 4,
    }
}

fn entry(row: &DossierRow, gone: bool) -> Entry {
    let state = match (gone, row.sent) {
        (true, _) => "weggenomen".to_owned(),
        (false, Some(status)) => format!("Discimus: {}", status.label().to_lowercase()),
        (false, None) => String::new(),
    };
    let (on, text) = words(&row.entry);
    let change = |change: &crate::dossier::messages::DossierChange| {
        let by = if change.by.is_empty() { String::new() } else { format!(" door {}", change.by) };
        let what = change.now.as_ref().map_or("weggenomen".to_owned(), |now| words(now).1);
        format!("{}{by}: {what}", moment(&change.at))
    };
    Entry { on, text, state, changes: row.history.iter().map(change).collect() }
}

fn moment(at: &str) -> String {
    DateTime::parse_from_rfc3339(at)
        .map_or(String::new(), |at| format!("{} {}", belgian(at.date_naive()), at.format("%H:%M")))
}

/// Day or school year, and the entry in words.
fn words(entry: &DossierEntry) -> (String, String) {
    let more = |text: &str| if text.is_empty() { String::new() } else { format!(" ({text})") };
    match entry {
        DossierEntry::Characteristic(one) => {
            let form = if one.form_kept { "" } else { "formulier ontbreekt" };
            (belgian(one.from), format!("{}: {}{}", one.kind.label(), one.value, more(form)))
        }
        DossierEntry::Certificate(one) => {
            let title = if one.title.is_empty() { one.kind.label() } else { &one.title };
            let group = one.group.as_ref().map_or("", |group| group.as_str());
            (belgian(one.on), format!("{title}, {}{}{}", one.year, more(group), more(&one.exclusions)))
        }
        DossierEntry::Admission(one) => {
            let group = one.group.as_ref().map_or("", |group| group.as_str());
            (
                belgian(one.on),
                format!("{}, {}{}{}", one.result.label(), one.year, more(group), more(&one.note)),
            )
        }
        DossierEntry::Measure(one) => {
            let until = one.until.map_or(String::new(), |day| format!(" tot en met {}", belgian(day)));
            let expected = if one.expected { "op school verwacht" } else { "niet op school verwacht" };
            (belgian(one.from), format!("{}{until}{}", one.kind.label(), more(expected)))
        }
        DossierEntry::PreviousSchool { year, totals } => {
            let text = format!(
                "{} halve dagen B, {} aanwezig, {} aanvaardbaar afwezig",
                totals.b, totals.present, totals.acceptable
            );
            (year.to_string(), text)
        }
    }
}

/// Every entry of these files.
pub fn list(sheets: &[DossierSheet]) -> List {
    let headers = ["Klas", "Naam", "Voornaam", "Deel", "Dag of schooljaar", "Inhoud", "Toestand"];
    let mut rows = Vec::new();
    for sheet in sheets {
        for (part, entries) in &sheet.parts {
            rows.extend(entries.iter().map(|entry| {
                let cells = [&sheet.class, &sheet.last_name, &sheet.first_name];
                let rest = [*part, &entry.on, &entry.text, &entry.state];
                cells.into_iter().map(String::as_str).chain(rest).map(str::to_owned).collect()
            }));
        }
    }
    List { headers: headers.map(str::to_owned).into(), rows }
}

/// First and last line, in mm from the top.
const TOP: f64 = 26.0;
const END: f64 = 282.0;
/// Room of day and state.
const DAY: f64 = 22.0;
const STATE: f64 = 38.0;

enum Line<'a> {
    Part(&'a str),
    Nothing,
    Entry(&'a Entry),
    Change(&'a str),
}

impl Line<'_> {
    fn height(&self) -> f64 {
        match self {
            Self::Part(_) => 9.0,
            Self::Nothing | Self::Entry(_) => 5.2,
            Self::Change(_) => 4.0,
        }
    }
}

/// Adds the pages of a pupil.
pub fn draw(pdf: &mut Pdf, sheet: &DossierSheet, titles: &Titles) {
    let mut pages: Vec<Vec<Line>> = vec![Vec::new()];
    let mut room = END - TOP;
    for line in lines(sheet) {
        // A title does not stand alone at the foot.
        let needed = line.height() + if matches!(line, Line::Part(_)) { 9.0 } else { 0.0 };
        if room < needed {
            pages.push(Vec::new());
            room = END - TOP;
        }
        room -= line.height();
        if let Some(page) = pages.last_mut() {
            page.push(line);
        }
    }
    let title = format!("{} {}", sheet.last_name, sheet.first_name);
    let class = if sheet.class.is_empty() { String::new() } else { format!(", klas {}", sheet.class) };
    let birth = if sheet.birth.is_empty() { String::new() } else { format!(", geboren op {}", sheet.birth) };
    let number = match sheet.stamnummer.as_str() {
        "" => String::new(),
        number => format!(", stamnummer {number}"),
    };
    let line = format!("{}{class}{birth}{number}", titles.name);
    for (n, lines) in pages.iter().enumerate() {
        let page = (n + 1, pages.len());
        let head = Head { title: &title, line: &line, school: &titles.school, made: &titles.made, page };
        STANDING.start(pdf, &head);
        let mut y = TOP;
        for line in lines {
            y += line.height();
            draw_line(pdf, line, y - 1.4);
        }
    }
}

fn lines(sheet: &DossierSheet) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    for (part, entries) in &sheet.parts {
        lines.push(Line::Part(part));
        if entries.is_empty() {
            lines.push(Line::Nothing);
        }
        for entry in entries {
            lines.push(Line::Entry(entry));
            lines.extend(entry.changes.iter().map(|change| Line::Change(change)));
        }
    }
    lines
}

fn draw_line(pdf: &mut Pdf, line: &Line, y: f64) {
    let right = STANDING.width - MARGIN;
    match line {
        Line::Part(part) => {
            paper::text(pdf, (MARGIN, y), 10.0, true, part, 100.0);
            pdf.line((MARGIN, y + 1.2), (right, y + 1.2), 0.2);
        }
        Line::Nothing => {
            paper::text(pdf, (MARGIN, y), 8.0, false, "Niets ingevoerd.", 60.0);
        }
        Line::Entry(entry) => {
            paper::text(pdf, (MARGIN, y), 8.5, true, &entry.on, DAY - 2.0);
            let room = STANDING.room() - DAY - STATE - 2.0;
            paper::text(pdf, (MARGIN + DAY, y), 8.5, false, &entry.text, room);
            paper::right(pdf, (right, y), 7.5, &entry.state, STATE);
        }
        Line::Change(change) => {
            paper::text(pdf, (MARGIN + DAY, y), 6.5, false, change, STANDING.room() - DAY);
        }
    }
}
