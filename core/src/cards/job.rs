//! A job worked out: which cards, in which order, on which sheets. Nothing is drawn yet.

use std::collections::BTreeSet;

use stamboek_domain::barcode::{scannable, without_zeros};
use stamboek_domain::label::{Card, ClassSheets, Ink, Module, StickerSheets};
use stamboek_domain::problem::{Code, Problem};
use stamboek_domain::pupil::PupilId;
use stamboek_domain::{class, name};

use super::ink::FontInk;
use super::messages::*;
use super::people::people;
use super::stored;
use crate::fonts::printable;
use crate::pupils::messages::PupilRow;
use crate::{Answer, Core};

/// What a job comes to.
pub struct Prepared {
    /// The job as asked.
    pub job: CardJob,
    /// The paper.
    pub format: SheetFormat,
    /// All formats, to name another when this one is too small.
    pub formats: Vec<SheetFormat>,
    /// With its correction.
    pub printer: Printer,
    /// In the order of printing.
    pub cards: Vec<Card>,
    /// Whose card each is; none for lists and units.
    pub pupils: Vec<Option<PupilId>>,
    /// Left out: no number to print.
    pub without_number: Vec<PupilRow>,
}

/// The sheets of a job, of either layout.
pub enum Sheets<'a> {
    /// Die-cut labels.
    Stickers(StickerSheets<'a>),
    /// Rows on A4.
    Classes(ClassSheets<'a>),
}

/// Reads who is printed, makes the texts of the barcodes, and sorts. Problems:
/// `Code::CardsCharacters`, `Code::NotFound` (`sheet`), `Code::InvalidValue` (`prefix`).
pub fn prepare(core: &Core, job: CardJob) -> Answer<Prepared> {
    let register = core.register()?;
    let list = match (&job.selection, job.layout) {
        (Selection::List { session }, Layout::Stickers | Layout::ClassSheet) => {
            Some(crate::imports::cards_list(core, *session)?)
        }
        _ => None,
    };
    register.read(|db| {
        let formats = stored::formats(db)?;
        let format = match job.layout {
            Layout::ClassSheet => ClassSheets::format(),
            Layout::Stickers | Layout::Units => stored::format(&formats, &job.sheet)?,
        };
        let printer = stored::printer(db, &job.printer)?;
        let mut prepared = Prepared {
            job,
            format,
            formats,
            printer,
            cards: Vec::new(),
            pupils: Vec::new(),
            without_number: Vec::new(),
        };
        match (prepared.job.layout, list) {
            (Layout::Units, _) => prepared.add_units(stored::units(db)?),
            (Layout::Stickers | Layout::ClassSheet, Some(list)) => prepared.add_list(list.people),
            (Layout::Stickers | Layout::ClassSheet, None) => prepared.add_pupils(people(db)?),
        }
        prepared.check_texts()?;
        Ok(prepared)
    })
}

impl Prepared {
    fn add(&mut self, pupil: Option<PupilId>, last: &str, first: &str, class: &str, payload: String) {
        self.pupils.push(pupil);
        self.cards.push(Card {
            last_name: printable(last),
            first_name: printable(first),
            class: printable(class),
            payload,
        });
    }

    fn add_units(&mut self, units: Vec<Unit>) {
        for unit in units {
            self.add(None, &unit.text, "", "", unit.code);
        }
    }

    fn add_list(&mut self, mut list: Vec<crate::imports::ListPerson>) {
        list.sort_by_cached_key(|p| name::sort_key(&p.last_name, &p.first_name));
        list.sort_by(|a, b| class::compare(&a.class, &b.class));
        for person in list {
            let payload = match person.is_number {
                // A person of a list has no Stamboek code.
                true if self.job.payload != Payload::Stamboek => {
                    self.job.payload.text(Some(without_zeros(&person.text)), "", &self.job.prefix)
                }
                _ => Some(person.text),
            };
            if let Some(payload) = payload {
                self.add(None, &person.last_name, &person.first_name, &person.class, payload);
            }
        }
    }

    fn add_pupils(&mut self, people: Vec<super::people::Person>) {
        let wanted: BTreeSet<String> = match &self.job.selection {
            Selection::Outdated { classes } | Selection::Classes { classes } => {
                classes.iter().cloned().collect()
            }
            Selection::All | Selection::Pupils { .. } | Selection::List { .. } => BTreeSet::new(),
        };
        let chosen: BTreeSet<PupilId> = match &self.job.selection {
            Selection::Pupils { ids } => ids.iter().copied().collect(),
            Selection::All
            | Selection::Outdated { .. }
            | Selection::Classes { .. }
            | Selection::List { .. } => BTreeSet::new(),
        };
        for person in people {
            let row = &person.row;
            let is_wanted = match &self.job.selection {
                Selection::All => true,
                Selection::Outdated { .. } => {
                    row.card != "printed" && (wanted.is_empty() || wanted.contains(&row.class))
                }
                Selection::Classes { .. } => wanted.contains(&row.class),
                Selection::Pupils { .. } => chosen.contains(&row.id),
                Selection::List { .. } => false,
            };
            if !is_wanted {
                continue;
            }
            match self.job.payload.text(Some(&row.number), &person.tag, &self.job.prefix) {
                Some(payload) => self.add(Some(row.id), &row.last_name, &row.first_name, &row.class, payload),
                None => self.without_number.push(person.row),
            }
        }
    }

    fn check_texts(&self) -> Answer<()> {
        // A prefix that ends in a digit would make `1` and `23` look like number 123.
        let prefix_fits =
            scannable(&self.job.prefix) && !self.job.prefix.ends_with(|c: char| c.is_ascii_digit());
        if self.job.payload == Payload::Prefixed && !prefix_fits {
            return Err(Problem::new(Code::InvalidValue)
                .with("field", "prefix")
                .with("value", &self.job.prefix));
        }
        let symbology = self.job.symbology;
        match self.cards.iter().find(|card| !symbology.carries(&card.payload)) {
            None => Ok(()),
            Some(card) => Err(Problem::new(Code::CardsCharacters)
                .with("text", card.payload.chars().take(40).collect::<String>())
                .with(
                    "symbology",
                    match symbology {
                        Symbology::Code128 => "code128",
                        Symbology::Code39 => "code39",
                    },
                )),
        }
    }

    /// Where everything comes. Problems as those of the layouts.
    pub fn sheets(&self) -> Answer<Sheets<'_>> {
        Ok(match self.job.layout {
            Layout::Stickers | Layout::Units => Sheets::Stickers(StickerSheets::new(
                &self.format,
                &self.printer,
                self.job.symbology,
                &self.cards,
                (self.job.start, self.job.copies),
                &self.formats,
            )?),
            Layout::ClassSheet => {
                Sheets::Classes(ClassSheets::new(&self.printer, self.job.symbology, &self.cards)?)
            }
        })
    }

    /// Fonts and bars of this job.
    pub fn ink(&self) -> FontInk {
        FontInk(self.job.symbology)
    }
}

impl Sheets<'_> {
    /// Sheets in all.
    pub fn count(&self) -> u32 {
        match self {
            Sheets::Stickers(sheets) => sheets.count(),
            Sheets::Classes(sheets) => sheets.count(),
        }
    }

    /// The narrowest bar.
    pub fn module(&self) -> Module {
        match self {
            Sheets::Stickers(sheets) => sheets.module,
            Sheets::Classes(sheets) => sheets.module,
        }
    }

    /// Places (from 0) and cards (by index) of a sheet, from 1.
    pub fn cards_on(&self, sheet: u32) -> Box<dyn Iterator<Item = (u32, usize)>> {
        match self {
            Sheets::Stickers(sheets) => Box::new(sheets.cards_on(sheet)),
            Sheets::Classes(sheets) => Box::new(sheets.cards_on(sheet)),
        }
    }

    /// Lays out one sheet, from 1.
    pub fn place(&self, ink: &dyn Ink, sheet: u32) -> PlacedSheet {
        match self {
            Sheets::Stickers(sheets) => sheets.place(ink, sheet),
            Sheets::Classes(sheets) => sheets.place(ink, sheet, &heading),
        }
    }

    /// Whether the name of a card is shortened.
    pub fn is_shortened(&self, ink: &dyn Ink, card: &Card) -> bool {
        match self {
            Sheets::Stickers(sheets) => sheets.is_shortened(ink, card),
            Sheets::Classes(sheets) => sheets.is_shortened(ink, card),
        }
    }
}

/// What stands above a class sheet.
fn heading(class: &str, page: u32, pages: u32) -> (String, String) {
    let left = if class.is_empty() { "Zonder klas".to_owned() } else { format!("Klas {class}") };
    (left, if pages > 1 { format!("blad {page} van {pages}") } else { String::new() })
}
