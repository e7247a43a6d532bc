//! Makes a report: reads, then writes it on paper or as a list. Each look at many pupils is logged
//! before anything is read (S59).

use std::path::Path;

use chrono::{Datelike, Days, NaiveDate};
use stamboek_domain::date::belgian;
use stamboek_domain::problem::{Code, Problem};
use stamboek_domain::pupil::PupilId;

use super::absence_sheet::AbsenceSheet;
use super::class_register::{ClassRegister, Period};
use super::day_list::{self, ClassDay};
use super::dossier_sheet::{self, DossierSheet};
use super::enrolment_register::EnrolmentRegister;
use super::lists;
use super::member_list::MemberList;
use super::messages::*;
use super::register_pdf::{self, Titles};
use super::{sheet_pdf, table_pdf, words};
use crate::access::{self, Look, log};
use crate::attendance::School;
use crate::files::{name_of, pdf_target, write_whole};
use crate::pdf::Pdf;
use crate::session::messages::FileAnswer;
use crate::shell::FileKind;
use crate::tables;
use crate::{Answer, Core, pupils};

/// Makes a report, or a list of pupils.
///
/// # Errors
/// Those of the part.
pub fn save(core: &Core, request: ReportSave) -> Answer<FileAnswer> {
    match request {
        ReportSave::Report(request) => report_save(core, request),
        ReportSave::Pupils(request) => pupils::export(core, request),
    }
}

/// Makes a report where the person wants it, or in the system's viewer.
///
/// # Errors
/// `NotFound` when there is no such class or pupil; `InvalidValue` when nobody is named.
pub fn report_save(core: &Core, request: ReportRequest) -> Answer<FileAnswer> {
    // Read before the dialog: a refusal comes at once.
    read(core, &request)?;
    let name = request.report.name();
    let target = match (request.format, request.to) {
        (ReportFormat::Pdf, to) => pdf_target(core, to.name(), name)?,
        (_, FileTo::Open) => return Err(Problem::new(Code::BadRequest).with("command", "report_save")),
        (ReportFormat::Xlsx, FileTo::Save) => {
            core.shell.choose_target(FileKind::Xlsx, &format!("{name}-{}.xlsx", core.today()))
        }
        (ReportFormat::Csv, FileTo::Save) => {
            core.shell.choose_target(FileKind::Csv, &format!("{name}-{}.csv", core.today()))
        }
    };
    let Some(target) = target else { return Ok(FileAnswer { file_name: None }) };
    report_to(core, &request, &target)?;
    if request.to == FileTo::Open {
        core.shell.show_pdf(&target)?;
    }
    Ok(FileAnswer { file_name: name_of(&target) })
}

/// Makes a report at that path.
pub fn report_to(core: &Core, request: &ReportRequest, target: &Path) -> Answer<()> {
    let look = if request.format == ReportFormat::Pdf { Look::Print } else { Look::Export };
    let content = read(core, request)?;
    let (now, count) = (core.now(), content.pupils());
    let one = access::only(request.report.pupils());
    core.register()?.write_local(|tx| log(tx, now, look, one, count, request.report.name()))?;
    let bytes = match request.format {
        ReportFormat::Pdf => content.pdf(&titles(core, request)?),
        ReportFormat::Xlsx => {
            let list = content.list();
            tables::xlsx(request.report.sheet(), &list.headers, &list.rows)?
        }
        ReportFormat::Csv => {
            let list = content.list();
            tables::csv(&list.headers, &list.rows)?
        }
    };
    write_whole(target, &bytes)
}

/// A report before it is written.
enum Content {
    Registers(Vec<ClassRegister>),
    Sheets(Vec<AbsenceSheet>),
    Day(NaiveDate, Vec<ClassDay>),
    Enrolments(EnrolmentRegister),
    Members(MemberList),
    Dossiers(Vec<DossierSheet>),
}

fn read(core: &Core, request: &ReportRequest) -> Answer<Content> {
    let today = core.today();
    let style = request.codes;
    let register = core.register()?;
    let members = register.members()?;
    register.attendance(|db, school, memory| match &request.report {
        Report::WeekRegister { classes, .. } | Report::MonthRegister { classes, .. } => {
            let (from, until) = request.report.period(school, today);
            let period = Period { from, until, today, style };
            let named = !classes.is_empty();
            let classes = if named { classes.clone() } else { members.classes(School::year_of(until)) };
            let mut registers = Vec::with_capacity(classes.len());
            for class in &classes {
                let register = ClassRegister::read(school, memory, &members, (class, &period));
                if named || !register.rows.is_empty() {
                    registers.push(register);
                }
            }
            some(registers, "class").map(Content::Registers)
        }
        Report::AbsenceSheet { pupils, year } => {
            let year = year.unwrap_or_else(|| School::year_of(today));
            let read = |pupil: &_| {
                let member = members.of_pupil(*pupil);
                let member = member.ok_or_else(|| Problem::new(Code::NotFound).with("what", "pupil"))?;
                AbsenceSheet::read(db, school, memory, member, (year, today, style))
            };
            some(pupils.iter().map(read).collect::<Answer<_>>()?, "pupil").map(Content::Sheets)
        }
        Report::DayList { classes, day } => {
            let days = day_list::read(db, school, memory, &members, classes, (*day, style))?;
            some(days, "class").map(|days| Content::Day(*day, days))
        }
        Report::EnrolmentRegister { year, institution } => {
            let year = year.unwrap_or_else(|| School::year_of(today));
            let register = EnrolmentRegister::read(db, year, institution)?;
            not_empty(register.len(), "enrolment").map(|()| Content::Enrolments(register))
        }
        Report::Members { by, on, only } => {
            let list = MemberList::read(db, (school, &members), (*by, *on), only)?;
            not_empty(list.len(), "pupil").map(|()| Content::Members(list))
        }
        Report::Dossier { pupils } => {
            let read = |pupil: &_| DossierSheet::read(db, members.known(*pupil)?, today);
            some(pupils.iter().map(read).collect::<Answer<_>>()?, "pupil").map(Content::Dossiers)
        }
    })
}

fn not_empty(found: usize, what: &str) -> Answer<()> {
    match found {
        0 => Err(Problem::new(Code::NotFound).with("what", what)),
        _ => Ok(()),
    }
}

fn some<T>(found: Vec<T>, what: &str) -> Answer<Vec<T>> {
    match found.is_empty() {
        true => Err(Problem::new(Code::NotFound).with("what", what)),
        false => Ok(found),
    }
}

impl Content {
    fn pupils(&self) -> usize {
        match self {
            Self::Registers(registers) => registers.iter().map(|register| register.rows.len()).sum(),
            Self::Sheets(sheets) => sheets.len(),
            Self::Day(_, classes) => classes.iter().map(|class| class.missing.len()).sum(),
            Self::Enrolments(register) => register.len(),
            Self::Members(list) => list.len(),
            Self::Dossiers(sheets) => sheets.len(),
        }
    }

    fn pdf(&self, titles: &Titles) -> Vec<u8> {
        let mut pdf = Pdf::new(titles.name);
        match self {
            Self::Registers(registers) => {
                registers.iter().for_each(|register| register_pdf::draw(&mut pdf, register, titles));
            }
            Self::Sheets(sheets) => sheets.iter().for_each(|sheet| sheet_pdf::draw(&mut pdf, sheet, titles)),
            Self::Day(_, classes) => day_list::draw(&mut pdf, classes, titles),
            Self::Enrolments(register) => {
                let line = format!("{} inschrijvingen in de orde van hun moment", register.len());
                table_pdf::draw(&mut pdf, &register.table(), &line, titles);
            }
            Self::Members(list) => {
                table_pdf::draw(&mut pdf, &list.table(), &format!("{} leerlingen", list.len()), titles);
            }
            Self::Dossiers(sheets) => {
                sheets.iter().for_each(|sheet| dossier_sheet::draw(&mut pdf, sheet, titles))
            }
        }
        pdf.finish()
    }

    fn list(&self) -> lists::List {
        match self {
            Self::Registers(registers) => lists::registers(registers),
            Self::Sheets(sheets) => lists::sheets(sheets),
            Self::Day(day, classes) => lists::day(*day, classes),
            Self::Enrolments(register) => register.list(),
            Self::Members(list) => list.list(),
            Self::Dossiers(sheets) => dossier_sheet::list(sheets),
        }
    }
}

impl Report {
    /// Name of the file and of the entry in the access log.
    fn name(&self) -> &'static str {
        match self {
            Self::WeekRegister { .. } => "weekregister",
            Self::MonthRegister { .. } => "maandregister",
            Self::AbsenceSheet { .. } => "afwezigheidsfiche",
            Self::DayList { .. } => "daglijst",
            Self::EnrolmentRegister { .. } => "inschrijvingsregister",
            Self::Members { .. } => "leerlingenlijst",
            Self::Dossier { .. } => "dossier",
        }
    }

    /// Name of the sheet in a workbook, and at the top of a page.
    fn sheet(&self) -> &'static str {
        match self {
            Self::WeekRegister { .. } => "Weekregister",
            Self::MonthRegister { .. } => "Maandregister",
            Self::AbsenceSheet { .. } => "Afwezigheden",
            Self::DayList { .. } => "Afwezig en te laat op",
            Self::EnrolmentRegister { .. } => "Inschrijvingsregister",
            Self::Members { .. } => "Leerlingen op",
            Self::Dossier { .. } => "Dossier",
        }
    }

    /// Those who are named one by one.
    fn pupils(&self) -> &[PupilId] {
        match self {
            Self::AbsenceSheet { pupils, .. } | Self::Dossier { pupils } => pupils,
            Self::WeekRegister { .. }
            | Self::MonthRegister { .. }
            | Self::DayList { .. }
            | Self::EnrolmentRegister { .. }
            | Self::Members { .. } => &[],
        }
    }

    /// First and last day.
    fn period(&self, school: &School, today: NaiveDate) -> (NaiveDate, NaiveDate) {
        match self {
            Self::WeekRegister { day, .. } => {
                let since = u64::from(day.weekday().num_days_from_monday());
                let monday = day.checked_sub_days(Days::new(since)).unwrap_or(*day);
                (monday, monday.checked_add_days(Days::new(6)).unwrap_or(monday))
            }
            Self::MonthRegister { day, .. } => {
                let first = day.with_day(1).unwrap_or(*day);
                let last = first.checked_add_months(chrono::Months::new(1)).and_then(|next| next.pred_opt());
                (first, last.unwrap_or(*day))
            }
            Self::DayList { day, .. } => (*day, *day),
            Self::Members { on, .. } => (*on, *on),
            Self::EnrolmentRegister { year, .. } => {
                let year = year.unwrap_or_else(|| School::year_of(today));
                (year.first_day(), year.last_day())
            }
            Self::Dossier { .. } => (today, today),
            Self::AbsenceSheet { year, .. } => {
                let calendar = school.calendar(year.unwrap_or_else(|| School::year_of(today)));
                (calendar.first_day, calendar.last_day)
            }
        }
    }
}

impl FileTo {
    /// As [`pdf_target`] names it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Save => "save",
            Self::Open => "open",
        }
    }
}

fn titles(core: &Core, request: &ReportRequest) -> Answer<Titles> {
    let register = core.register()?;
    let (from, until) = request.report.period(&*register.school()?, core.today());
    let period = match &request.report {
        Report::WeekRegister { .. } => format!("{} – {}", belgian(from), belgian(until)),
        Report::MonthRegister { .. } => words::month(from),
        Report::DayList { .. } => format!("{} {}", words::weekday(from), belgian(from)),
        Report::Members { .. } => belgian(from),
        Report::AbsenceSheet { .. } | Report::EnrolmentRegister { .. } => School::year_of(from).to_string(),
        Report::Dossier { .. } => belgian(from),
    };
    Ok(Titles {
        name: request.report.sheet(),
        period,
        codes: words::style(request.codes),
        school: register.read(crate::settings::of_school)?.school,
        made: format!("gemaakt op {}", belgian(core.today())),
    })
}
