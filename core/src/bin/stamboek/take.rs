//! `attendance set`, `roll`, `show`, `worklist`: the registers of the school without a window.

use serde_json::{Value, json};
use stamboek_core::attendance::{self, messages::*};
use stamboek_core::commands::Nothing;
use stamboek_core::{Answer, Core};
use stamboek_domain::attendance::{HalfDay, Mark, MarkCode};
use stamboek_domain::problem::{Code, Problem};
use stamboek_domain::school_year::SchoolYear;

use crate::Said;
use crate::args::{Arguments, Half, RollOf, SetMark, WeekOf};
use crate::terminal::open;

/// Sets or clears the mark of one pupil on one half day.
pub fn set(arguments: &Arguments, wished: &SetMark) -> Answer<Said> {
    let (core, _) = open(arguments)?;
    let at = HalfDay { day: wished.date, half: half(wished.half) };
    let unknown = |code: &String| Problem::new(Code::CodeUnknown).with("code", code);
    let code =
        wished.code.as_ref().map(|code| MarkCode::parse(code).map_err(|_| unknown(code))).transpose()?;
    let now = code.map(|code| Mark { time: wished.time, note: wished.note.clone(), ..Mark::of(code) });
    let cell = CellEdit { pupil: wished.pupil, at, was: mark(&core, wished, at)?, now };
    let answer = attendance::set(&core, AttendanceSetRequest { cells: vec![cell] })?;
    let text = if answer.batch.is_some() { "Bewaard." } else { "Stond er al zo." };
    Ok(Said::new(json!({ "batch": answer.batch }), text))
}

/// What stands in the cell now: a script saw nothing else.
fn mark(core: &Core, wished: &SetMark, at: HalfDay) -> Answer<Option<Mark>> {
    let year = SchoolYear::of(at.day).ok();
    let seen = attendance::pupil_year(core, PupilYearRequest { pupil: wished.pupil, year })?;
    Ok(seen.cells.into_iter().find(|cell| cell.at == at).and_then(|cell| cell.cell.mark))
}

/// "Iedereen aanwezig": one half day, or those of the day that have lessons.
pub fn roll(arguments: &Arguments, wished: &RollOf) -> Answer<Said> {
    let (core, _) = open(arguments)?;
    let at = match wished.half {
        Some(one) => vec![HalfDay { day: wished.date, half: half(one) }],
        None => lessons(&core, wished)?,
    };
    let taken: Vec<Value> = at.iter().map(half_day).collect();
    let words: Vec<String> = at.iter().map(|at| format!("{} {}", at.day, at.half.as_str())).collect();
    let saved =
        attendance::take_roll(&core, RollTakeRequest { class: wished.class.clone(), at, taken: true })?;
    let text = format!("Register van {} genomen: {}.", wished.class, words.join(", "));
    Ok(Said::new(json!({ "class": wished.class, "taken": taken, "batch": saved.batch }), text))
}

fn lessons(core: &Core, wished: &RollOf) -> Answer<Vec<HalfDay>> {
    let request = ClassWeekRequest { class: wished.class.clone(), day: wished.date };
    let week = attendance::class_week(core, request)?;
    let of_day: Vec<_> = week.columns.into_iter().filter(|column| column.at.day == wished.date).collect();
    match of_day.iter().any(|column| column.free.is_none()) {
        true => Ok(of_day.iter().filter(|column| column.free.is_none()).map(|column| column.at).collect()),
        // Refused with its reason by the register itself.
        false => Ok(vec![HalfDay { day: wished.date, half: half(Half::Vm) }]),
    }
}

/// The register of a class in one week.
pub fn show(arguments: &Arguments, wished: &WeekOf) -> Answer<Said> {
    let (core, _) = open(arguments)?;
    let request = ClassWeekRequest { class: wished.class.clone(), day: wished.week };
    let week = attendance::class_week(&core, request)?;
    let code = |cell: &WeekCell| cell.mark.as_ref().map(|mark| mark.code.as_str().to_owned());
    let mut lines = vec![format!("{} vanaf {}", week.class, week.monday)];
    lines.extend(week.rows.iter().map(|row| {
        let cells: Vec<String> =
            row.cells.iter().map(|cell| format!("{:<4}", code(cell).unwrap_or_else(|| "·".into()))).collect();
        format!("{} {} {}", cells.concat(), row.last_name, row.first_name)
    }));
    let columns: Vec<Value> = week
        .columns
        .iter()
        .map(|column| {
            let mut json = half_day(&column.at);
            json["lessons"] = json!(column.free.is_none());
            json["taken"] = json!(column.taken);
            json
        })
        .collect();
    let rows: Vec<Value> = week
        .rows
        .iter()
        .map(|row| {
            let codes: Vec<Option<String>> = row.cells.iter().map(code).collect();
            json!({ "id": row.pupil, "last_name": row.last_name, "first_name": row.first_name,
                    "codes": codes, "totals": row.totals })
        })
        .collect();
    let json = json!({ "class": week.class, "monday": week.monday, "columns": columns, "rows": rows });
    Ok(Said::new(json, lines.join("\n")))
}

/// What is to be followed up.
pub fn worklist(arguments: &Arguments) -> Answer<Said> {
    let (core, _) = open(arguments)?;
    let list = attendance::worklist(&core, Nothing {})?;
    let items: Vec<Value> = list.items.iter().map(item).collect();
    let marks = |marks: &[WorkMark]| marks.iter().map(work_mark).collect::<Vec<_>>();
    let mut lines: Vec<String> = list
        .items
        .iter()
        .map(|item| {
            let found = &item.finding;
            let who = format!("{} {} {}", item.class, item.last_name, item.first_name);
            format!("{}: {} van {}  {who}", found.rule.as_str(), found.count, found.limit)
        })
        .collect();
    lines.push(format!(
        "{} op te volgen, {} niet meegeteld, {} voorgesteld als B",
        list.items.len(),
        list.stray.len(),
        list.proposed_b.len()
    ));
    let json = json!({ "items": items, "stray": marks(&list.stray), "proposed_b": marks(&list.proposed_b) });
    Ok(Said::new(json, lines.join("\n")))
}

fn item(item: &WorkItem) -> Value {
    let found = &item.finding;
    json!({ "id": item.pupil, "last_name": item.last_name, "first_name": item.first_name,
            "class": item.class, "key": found.key, "rule": found.rule, "since": found.since,
            "count": found.count, "limit": found.limit, "step": found.step,
            "source": found.source.title })
}

fn work_mark(mark: &WorkMark) -> Value {
    let mut json = half_day(&mark.at);
    json["id"] = json!(mark.pupil);
    json["last_name"] = json!(mark.last_name);
    json["first_name"] = json!(mark.first_name);
    json["class"] = json!(mark.class);
    json["code"] = json!(mark.code);
    json
}

fn half_day(at: &HalfDay) -> Value {
    json!({ "day": at.day, "half": at.half })
}

fn half(half: Half) -> stamboek_domain::attendance::Half {
    match half {
        Half::Vm => stamboek_domain::attendance::Half::Vm,
        Half::Nm => stamboek_domain::attendance::Half::Nm,
    }
}
