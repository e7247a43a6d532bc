//! What holds for the whole school: its codes, calendars, and what its classes are taught.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex};

use chrono::NaiveDate;
use rusqlite::Connection;
use stamboek_domain::attendance::HalfDay;
use stamboek_domain::calendar::{Calendar, ClassCalendar, NoLesson, SchoolKind};
use stamboek_domain::school_year::SchoolYear;

use super::messages::AttendanceSettings;
use crate::Answer;
use crate::calendar::messages::ClassTeaching;
use crate::db::OrProblem;
use crate::reports::messages::LetterKind;
use crate::settings::get_setting;

/// Name of the setting with the codes and rules of the school.
pub(crate) const SETTINGS: &str = "attendance";
/// The texts of letters are kept one by one, under this name and their kind.
pub(crate) const LETTER: &str = "letter/";
/// Name of the setting with what classes are taught.
pub(crate) const CLASSES: &str = "classes";
/// The calendars are kept a year each, under this name and the year.
pub(crate) const CALENDAR: &str = "calendar/";

/// The calendars of a year by class and location.
type OfYear = HashMap<String, HashMap<String, Arc<ClassCalendar>>>;

/// Settings of the school as of one moment, with the calendars made quick to ask.
pub struct School {
    /// Codes, rules and letters.
    pub settings: AttendanceSettings,
    classes: BTreeMap<String, ClassTeaching>,
    calendars: BTreeMap<SchoolYear, Calendar>,
    kind: SchoolKind,
    /// By year, class and location.
    compiled: Mutex<HashMap<SchoolYear, OfYear>>,
}

/// Codes, rules and letters as they are stored: each letter is a setting of its own, so that no text
/// grows beyond what may be saved and two people can each change one (sync.md 13).
pub(crate) fn settings(db: &Connection) -> Answer<AttendanceSettings> {
    let mut settings: AttendanceSettings = get_setting(db, SETTINGS)?.unwrap_or_default();
    for letter in LetterKind::ALL {
        if let Some(text) = get_setting(db, &format!("{LETTER}{}", letter.key()))? {
            settings.letters.insert(letter.key().to_owned(), text);
        }
    }
    Ok(settings)
}

impl School {
    pub(crate) fn read(db: &Connection) -> Answer<Self> {
        let mut select = db
            .prepare_cached("SELECT value FROM view_setting WHERE key LIKE 'calendar/%' ORDER BY key")
            .or_problem()?;
        let texts: Vec<String> =
            select.query_map([], |row| row.get(0)).and_then(Iterator::collect).or_problem()?;
        let read = |text: &String| serde_json::from_str::<Calendar>(text).ok();
        let calendars: BTreeMap<_, _> =
            texts.iter().filter_map(read).map(|calendar| (calendar.year, calendar)).collect();
        let kind = calendars.values().next_back().map_or(SchoolKind::Bao, |calendar| calendar.kind);
        Ok(Self {
            settings: settings(db)?,
            classes: get_setting(db, CLASSES)?.unwrap_or_default(),
            calendars,
            kind,
            compiled: Mutex::default(),
        })
    }

    /// What the school said that a class is taught; nothing when it never did.
    pub(crate) fn said_of(&self, class: &str) -> ClassTeaching {
        self.classes.get(class).copied().unwrap_or_default()
    }

    /// What a class is taught, as far as the school said it. Of a class about which nothing was
    /// said it may be special education: only what nobody may get is refused then.
    pub fn teaching(&self, class: &str) -> ClassTeaching {
        self.classes.get(class).copied().unwrap_or(ClassTeaching { level: None, special: true })
    }

    /// The calendar that the school saved for a year, if it did.
    pub fn saved_calendar(&self, year: SchoolYear) -> Option<&Calendar> {
        self.calendars.get(&year)
    }

    /// The calendar of a year: the school's, or the standard one for a school of its kind.
    pub fn calendar(&self, year: SchoolYear) -> Calendar {
        self.calendars.get(&year).cloned().unwrap_or_else(|| Calendar::standard(year, self.kind))
    }

    /// The half days of a class in a year.
    pub fn class_calendar(&self, year: SchoolYear, class: &str, location: &str) -> Arc<ClassCalendar> {
        let mut compiled = self.compiled.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        let of_year = compiled.entry(year).or_default();
        if let Some(known) = of_year.get(class).and_then(|of_class| of_class.get(location)) {
            return known.clone();
        }
        let worked_out = Arc::new(self.calendar(year).for_class(class, location));
        of_year.entry(class.to_owned()).or_default().insert(location.to_owned(), worked_out.clone());
        worked_out
    }

    /// Why a class has no lessons on a half day; `None`: it has.
    pub fn free(&self, at: HalfDay, class: &str, location: &str) -> Option<NoLesson> {
        let Ok(year) = SchoolYear::of(at.day) else { return Some(NoLesson::OutsideYear) };
        self.class_calendar(year, class, location).lesson(at).err().cloned()
    }

    /// The school year of a day; the oldest one for a day before all school years.
    pub fn year_of(day: NaiveDate) -> SchoolYear {
        SchoolYear::of(day).unwrap_or_else(|_| SchoolYear::beginning(1900).expect("a year that exists"))
    }
}
