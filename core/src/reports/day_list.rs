//! The list of the day: who is absent or late, by class.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rusqlite::Connection;
use stamboek_domain::attendance::{Half, HalfDay};

use super::messages::CodeStyle;
use super::paper::{self, Head, MARGIN, STANDING};
use super::register_pdf::Titles;
use super::words;
use crate::Answer;
use crate::attendance::memory::Memory;
use crate::attendance::{Members, School};
use crate::pdf::Pdf;
use crate::register::views::attendance::read_mark;

/// One pupil who is absent or late.
pub struct Missing {
    /// Naam.
    pub last_name: String,
    /// Voornaam.
    pub first_name: String,
    /// Codes of morning and afternoon; empty: none.
    pub codes: [String; 2],
    /// What they stand for.
    pub meaning: String,
    /// Time of arrival; may be empty.
    pub time: String,
    /// Remarks; may be empty.
    pub note: String,
}

/// One class.
pub struct ClassDay {
    /// Class.
    pub class: String,
    /// Pupils enrolled that day.
    pub pupils: usize,
    /// Of morning and afternoon: `afgenomen`, `niet afgenomen` or `geen les`.
    pub registers: [&'static str; 2],
    /// In order of name.
    pub missing: Vec<Missing>,
}

/// The classes of a day; all of them when none is named.
pub fn read(
    db: &Connection,
    school: &School,
    memory: &Memory,
    members: &Members,
    classes: &[String],
    (day, style): (NaiveDate, CodeStyle),
) -> Answer<Vec<ClassDay>> {
    let members = members.of_school(School::year_of(day));
    let mut by_class: BTreeMap<&str, Vec<_>> = BTreeMap::new();
    for member in &members {
        if let Some(stay) = member.stay(day) {
            by_class.entry(&stay.class).or_default().push((member, &stay.location));
        }
    }
    let wanted = |class: &str| classes.is_empty() || classes.iter().any(|one| one == class);
    let mut days = Vec::new();
    for (class, members) in by_class.into_iter().filter(|(class, _)| wanted(class)) {
        let location = members.first().map_or("", |(_, location)| location.as_str());
        let at = Half::BOTH.map(|half| HalfDay { day, half });
        let free = at.map(|at| school.free(at, class, location).is_some());
        let register = |n: usize| match (free[n], memory.is_taken(class, at[n])) {
            (true, _) => "geen les",
            (false, true) => "afgenomen",
            (false, false) => "niet afgenomen",
        };
        let mut missing = Vec::new();
        for (member, _) in &members {
            let mut line = Missing {
                last_name: member.last_name.clone(),
                first_name: member.first_name.clone(),
                codes: Default::default(),
                meaning: String::new(),
                time: String::new(),
                note: String::new(),
            };
            for n in (0..2).filter(|n| !free[*n]) {
                line.add(db, school, member.pupil, at[n], style)?;
            }
            if line.codes.iter().any(|code| !code.is_empty()) {
                missing.push(line);
            }
        }
        days.push(ClassDay {
            class: class.to_owned(),
            pupils: members.len(),
            registers: [register(0), register(1)],
            missing,
        });
    }
    days.sort_by(|a, b| stamboek_domain::class::compare(&a.class, &b.class));
    Ok(days)
}

impl Missing {
    fn add(
        &mut self,
        db: &Connection,
        school: &School,
        pupil: stamboek_domain::pupil::PupilId,
        at: HalfDay,
        style: CodeStyle,
    ) -> Answer<()> {
        let Some(mark) = read_mark(db, pupil, at)? else { return Ok(()) };
        let Some(shown) = words::shown(school, &mark.code, style) else { return Ok(()) };
        self.codes[usize::from(at.half == Half::Nm)] = shown;
        let add = |to: &mut String, text: String| {
            if !text.is_empty() && *to != text {
                *to = if to.is_empty() { text } else { format!("{to}; {text}") };
            }
        };
        add(&mut self.meaning, words::meaning(school, &mark.code, style));
        add(&mut self.time, mark.time.map(|time| time.format("%H:%M").to_string()).unwrap_or_default());
        add(&mut self.note, mark.note.unwrap_or_default());
        Ok(())
    }
}

/// A line of the list on paper.
enum Line<'a> {
    Class(&'a ClassDay),
    Heads,
    Pupil(&'a Missing),
}

impl Line<'_> {
    fn height(&self) -> f64 {
        match self {
            Self::Class(class) if class.missing.is_empty() => 6.5,
            Self::Class(_) => 9.0,
            Self::Heads => 4.5,
            Self::Pupil(_) => 4.8,
        }
    }
}

/// Left edge and room of the columns.
const COLUMNS: [(f64, f64); 6] = [
    (MARGIN, 58.0),
    (MARGIN + 60.0, 10.0),
    (MARGIN + 71.0, 10.0),
    (MARGIN + 82.0, 50.0),
    (MARGIN + 134.0, 12.0),
    (MARGIN + 147.0, 43.0),
];
const HEADS: [&str; 6] = ["Naam", "vm", "nm", "Betekenis", "Tijd", "Opmerking"];
/// First and last line, in mm from the top.
const TOP: f64 = 24.0;
const END: f64 = 282.0;

/// Draws the list.
pub fn draw(pdf: &mut Pdf, classes: &[ClassDay], titles: &Titles) {
    let pages = pages(classes);
    let missing: usize = classes.iter().map(|class| class.missing.len()).sum();
    let line = format!("{} klassen, {missing} leerlingen met een code, {}", classes.len(), titles.codes);
    let title = format!("{} {}", titles.name, titles.period);
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

/// The lines of each page; a class does not begin on the last lines of one.
fn pages(classes: &[ClassDay]) -> Vec<Vec<Line<'_>>> {
    let mut pages = vec![Vec::new()];
    let mut room = END - TOP;
    for class in classes {
        let heads = (!class.missing.is_empty()).then_some(Line::Heads);
        let needed = if heads.is_some() { 9.0 + 4.5 + 4.8 } else { 6.5 };
        if room < needed {
            pages.push(Vec::new());
            room = END - TOP;
        }
        let lines = std::iter::once(Line::Class(class)).chain(heads);
        for line in lines.chain(class.missing.iter().map(Line::Pupil)) {
            if room < line.height() {
                pages.push(Vec::new());
                room = END - TOP;
            }
            room -= line.height();
            if let Some(page) = pages.last_mut() {
                page.push(line);
            }
        }
    }
    pages
}

fn draw_line(pdf: &mut Pdf, line: &Line, y: f64) {
    match line {
        Line::Class(class) => {
            paper::text(pdf, (MARGIN, y), 10.0, true, &class.class, 30.0);
            let [vm, nm] = class.registers;
            let missing = match class.missing.len() {
                0 => "niemand met een code".to_owned(),
                count => format!("{count} met een code"),
            };
            let text = format!("{} leerlingen, {missing} · vm {vm}, nm {nm}", class.pupils);
            paper::right(pdf, (STANDING.width - MARGIN, y), 7.5, &text, 120.0);
            pdf.line((MARGIN, y + 1.2), (STANDING.width - MARGIN, y + 1.2), 0.2);
        }
        Line::Heads => {
            for ((x, room), head) in COLUMNS.into_iter().zip(HEADS) {
                paper::text(pdf, (x, y), 6.5, false, head, room);
            }
        }
        Line::Pupil(missing) => {
            let name = (missing.last_name.as_str(), missing.first_name.as_str());
            paper::name(pdf, (COLUMNS[0].0, y), 8.0, name, COLUMNS[0].1);
            let [vm, nm] = &missing.codes;
            let cells = [vm, nm, &missing.meaning, &missing.time, &missing.note];
            for ((x, room), cell) in COLUMNS.into_iter().skip(1).zip(cells) {
                paper::text(pdf, (x, y), 7.5, false, cell, room);
            }
        }
    }
}
