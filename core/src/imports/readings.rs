//! The files that are being looked at: read once, understood as often as the person wants.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};

use rusqlite::Connection;
use stamboek_domain::problem::{Code, Problem};

use super::headers;
use super::messages::*;
use super::read::limits::ChildLimits;
use super::read::sheet::{Sheet, Workbook};
use super::read::spawn;
use super::rows::Reader;
use crate::settings::get_setting;
use crate::{Answer, Core};

/// Files kept at a time; the oldest goes first.
const KEPT: usize = 4;
/// Lines shown with the headers.
const SAMPLE: usize = 12;

/// The readings of a running program, and how it reads.
#[derive(Default)]
pub struct Readings {
    open: Mutex<Open>,
    cancelled: AtomicBool,
    reader: Mutex<Option<(PathBuf, ChildLimits)>>,
}

#[derive(Default)]
struct Open {
    last: u32,
    readings: BTreeMap<u32, Arc<Mutex<Reading>>>,
}

/// One file as read and as understood.
pub struct Reading {
    /// What it should hold.
    pub kind: SheetKind,
    file_name: String,
    workbook: Workbook,
    sheet: usize,
    header: usize,
    mapping: BTreeMap<Target, u32>,
    remembered: bool,
    by_hand: bool,
    /// Digests of the request and the plan that the person saw last.
    pub seen: Option<([u8; 32], [u8; 32])>,
}

impl Readings {
    /// Reads with that program and those limits from now on: a test, whose own program cannot be
    /// the child.
    pub fn use_reader(&self, program: &Path, limits: ChildLimits) {
        *guard(&self.reader) = Some((program.to_owned(), limits));
    }

    /// Begins work that `import_cancel` can stop.
    pub fn begin(&self) {
        self.cancelled.store(false, Ordering::Relaxed);
    }

    /// Stops the work that is going on.
    pub fn cancel(&self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }

    /// `Code::Cancelled` when the person stopped the work.
    pub fn check(&self) -> Answer<()> {
        if self.cancelled.load(Ordering::Relaxed) { Err(Code::Cancelled.into()) } else { Ok(()) }
    }

    /// Reads a file in a child process and keeps it.
    pub fn read(&self, db: &Connection, path: &Path, kind: SheetKind) -> Answer<ImportPreview> {
        self.begin();
        let (program, limits) = match guard(&self.reader).clone() {
            Some(reader) => reader,
            None => (spawn::own_program()?, ChildLimits::default()),
        };
        let workbook = spawn::read(&program, path, limits, &self.cancelled)?;
        let file_name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        let reading = Reading::new(db, kind, file_name, workbook)?;
        let mut open = guard(&self.open);
        open.last += 1;
        let session = open.last;
        let preview = reading.preview(session)?;
        open.readings.insert(session, Arc::new(Mutex::new(reading)));
        while open.readings.len() > KEPT {
            open.readings.pop_first();
        }
        Ok(preview)
    }

    /// The reading of that name.
    pub fn get(&self, session: u32) -> Answer<Arc<Mutex<Reading>>> {
        let found = guard(&self.open).readings.get(&session).cloned();
        found.ok_or_else(|| Problem::new(Code::NotFound).with("what", "import"))
    }

    /// Whether the list has a row of that number below its headers.
    pub fn has_row(&self, session: u32, row: u32) -> Answer<bool> {
        let reading = self.get(session)?;
        let reading = guard(&reading);
        let sheet = reading.sheet()?;
        let index = sheet.index_of(row);
        Ok(index > reading.header && sheet.number(index) == row)
    }

    /// Forgets a reading.
    pub fn close(&self, session: u32) {
        guard(&self.open).readings.remove(&session);
    }
}

/// Nothing is half done in a reading when a thread panics: it is only looked at.
pub fn guard<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
}

impl Reading {
    fn new(db: &Connection, kind: SheetKind, file_name: String, workbook: Workbook) -> Answer<Self> {
        let mut reading = Self {
            kind,
            file_name,
            workbook,
            sheet: 0,
            header: 0,
            mapping: BTreeMap::new(),
            remembered: false,
            by_hand: false,
            seen: None,
        };
        // The sheet in which most is recognised; a cover sheet comes first often enough.
        let fit = |named: &super::read::sheet::NamedSheet| {
            named
                .sheet
                .as_ref()
                .ok()
                .filter(|s| !s.is_empty())
                .map(|sheet| headers::recognise(kind, &sheet.texts(headers::find_row(kind, sheet))).len())
        };
        let mut best = None;
        for (index, named) in reading.workbook.sheets.iter().enumerate() {
            let fit = fit(named);
            if fit.is_some() && fit > best.map(|(fit, _)| fit).unwrap_or(None) {
                best = Some((fit, index));
            }
        }
        match best {
            Some((_, index)) => reading.sheet = index,
            None => {
                let problem = reading.workbook.sheets.into_iter().find_map(|named| named.sheet.err());
                return Err(problem.unwrap_or_else(|| Code::SheetEmpty.into()));
            }
        }
        reading.header = headers::find_row(kind, reading.sheet()?);
        reading.understand(db)?;
        Ok(reading)
    }

    /// Another sheet, header row or mapping.
    pub fn map(&mut self, db: &Connection, request: &ImportMapRequest) -> Answer<()> {
        if let Some(name) = &request.sheet {
            let found = self.workbook.sheets.iter().position(|s| s.name == *name);
            self.sheet = found.ok_or_else(|| Problem::new(Code::NotFound).with("what", "sheet"))?;
            self.header = headers::find_row(self.kind, self.sheet()?);
        }
        if let Some(row) = request.header_row {
            let sheet = self.sheet()?;
            self.header = sheet.index_of(row).min(sheet.len().saturating_sub(1));
        }
        self.seen = None;
        match &request.mapping {
            Some(mapping) => {
                let known = headers::targets(self.kind);
                let width = self.width();
                let mut columns: Vec<u32> = mapping.values().copied().collect();
                columns.sort_unstable();
                columns.dedup();
                let fits = mapping.iter().all(|(t, c)| known.contains(&t.as_str()) && *c < width);
                if !fits || columns.len() < mapping.len() {
                    return Err(Problem::new(Code::InvalidValue).with("field", "mapping"));
                }
                self.mapping = mapping.clone();
                self.by_hand = true;
                self.remembered = false;
                Ok(())
            }
            None => self.understand(db),
        }
    }

    /// The mapping that was remembered for these headers, or the recognised one.
    fn understand(&mut self, db: &Connection) -> Answer<()> {
        let remembered: Option<BTreeMap<Target, u32>> = get_setting(db, &self.setting()?)?;
        let width = self.width();
        let fits = |m: &BTreeMap<Target, u32>| m.values().all(|c| *c < width);
        self.remembered = remembered.as_ref().is_some_and(fits);
        self.by_hand = false;
        self.mapping = match remembered.filter(fits) {
            Some(mapping) => mapping,
            None => headers::recognise(self.kind, &self.sheet()?.texts(self.header)),
        };
        Ok(())
    }

    /// Name of the setting that remembers the mapping of these headers.
    fn setting(&self) -> Answer<String> {
        let headers = self.sheet()?.texts(self.header);
        Ok(format!("import_mapping_{}", headers::fingerprint(self.kind, &headers)))
    }

    /// What to remember after the list was used: name and value, when a person chose the mapping.
    pub fn to_remember(&self) -> Answer<Option<(String, BTreeMap<Target, u32>)>> {
        if !self.by_hand {
            return Ok(None);
        }
        Ok(Some((self.setting()?, self.mapping.clone())))
    }

    /// The chosen sheet.
    pub fn sheet(&self) -> Answer<&Sheet> {
        match self.workbook.sheets.get(self.sheet).map(|s| &s.sheet) {
            Some(Ok(sheet)) => Ok(sheet),
            Some(Err(problem)) => Err(problem.clone()),
            None => Err(Code::SheetEmpty.into()),
        }
    }

    /// How its cells are understood; `ColumnsMissing` when a target is not mapped that must be.
    pub fn reader(&self, core: &Core) -> Answer<Reader<'_>> {
        let missing = headers::missing(self.kind, &self.mapping);
        if !missing.is_empty() {
            return Err(Problem::new(Code::ColumnsMissing).with("targets", missing.join(",")));
        }
        Ok(Reader {
            sheet: self.sheet()?,
            header: self.header,
            mapping: &self.mapping,
            from_1904: self.workbook.from_1904,
            today: core.today(),
        })
    }

    fn width(&self) -> u32 {
        let Ok(sheet) = self.sheet() else { return 0 };
        (self.header..sheet.len()).map(|i| sheet.width(i)).max().unwrap_or(0) as u32
    }

    /// What the screen shows of it.
    pub fn preview(&self, session: u32) -> Answer<ImportPreview> {
        let (sheet, width) = (self.sheet()?, self.width() as usize);
        let owned = |index: usize| -> Vec<String> {
            (0..width).map(|c| sheet.at(index, c).text.to_owned()).collect()
        };
        let filled = || (self.header + 1..sheet.len()).filter(|i| sheet.width(*i) > 0);
        let sample = filled().take(SAMPLE).map(|i| SampleRow { row: sheet.number(i), cells: owned(i) });
        Ok(ImportPreview {
            session,
            kind: self.kind,
            file_name: self.file_name.clone(),
            format: self.workbook.format.clone(),
            encoding: self.workbook.encoding.clone(),
            delimiter: self.workbook.delimiter.map(String::from),
            sheets: self.workbook.sheets.iter().map(|s| s.name.clone()).collect(),
            sheet: self.workbook.sheets[self.sheet].name.clone(),
            header_row: sheet.number(self.header),
            headers: owned(self.header),
            mapping: self.mapping.clone(),
            targets: headers::targets(self.kind).iter().map(|t| (*t).to_owned()).collect(),
            missing: headers::missing(self.kind, &self.mapping),
            remembered: self.remembered,
            rows: filled().count() as u32,
            sample: sample.collect(),
            removed_characters: self.workbook.removed,
        })
    }
}
