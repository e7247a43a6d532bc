//! `enrol`, `leave`, `move`, `new-year`, `state`: enrolments without a window.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;
use stamboek_core::Answer;
use stamboek_core::enrolments::{self, messages::*};
use stamboek_domain::address::Address;
use stamboek_domain::enrolment::{EnrolmentRemark, EnrolmentStatus};
use stamboek_domain::problem::{Code, Problem};
use stamboek_domain::pupil::PupilField;
use stamboek_domain::school_year::SchoolYear;

use crate::args::{Arguments, Enrol, Leave, Move, NewYear, State, Status};
use crate::terminal::open;
use crate::{Said, texts};

/// Enrols a pupil; without `--apply` only the plan.
pub fn enrol(arguments: &Arguments, wished: &Enrol) -> Answer<Said> {
    let (core, _) = open(arguments)?;
    let plan = enrolments::enrol(&core, request(wished)?)?;
    let mut lines: Vec<String> =
        plan.problems.iter().map(|one| format!("{}: {}", one.field, texts::problem(&one.problem))).collect();
    lines.extend(remarks(&plan.remarks));
    for one in &plan.duplicates {
        let row = &one.pupil;
        lines.push(format!(
            "lijkt op {} {} ({}), {} op 100",
            row.last_name, row.first_name, row.class, one.score
        ));
    }
    lines.push(format!(
        "Stamnummer {}, vanaf {}, te registreren tot en met {}.",
        if plan.stamnummer.is_empty() { "geen" } else { &plan.stamnummer },
        plan.from,
        plan.register_by
    ));
    let obstacles = (plan.problems.len() + refusing(&plan.remarks), plan.duplicates.len());
    said(&plan, lines, (plan.applicable, plan.batch.is_some(), wished.apply), obstacles)
}

fn request(wished: &Enrol) -> Answer<EnrolRequest> {
    let mut fields = BTreeMap::new();
    for (name, value) in &wished.fields {
        let field: PupilField =
            serde_json::from_value(Value::String(name.clone())).map_err(|_| unknown(name))?;
        fields.insert(field, value.clone());
    }
    let address = match wished.address.is_empty() {
        true => None,
        false => Some(address(&wished.address)?),
    };
    let group = wished.group.as_ref().map(|group| GroupDraft {
        group: group.clone(),
        location: wished.location.clone().unwrap_or_default(),
        philosophy: wished.philosophy.clone(),
        funding: wished.funding.clone(),
        ..GroupDraft::default()
    });
    Ok(EnrolRequest {
        pupil: wished.pupil,
        fields,
        school: SchoolDraft {
            institution: wished.institution.clone(),
            stamnummer: wished.stamnummer.clone(),
            moment: wished.moment.clone(),
            from: wished.from,
            status: match wished.status {
                Status::Realised => EnrolmentStatus::Realised,
                Status::NotRealised => EnrolmentStatus::NotRealised,
                Status::Postponed => EnrolmentStatus::Postponed,
                Status::Parallel => EnrolmentStatus::Parallel,
            },
            reason: wished.reason.clone(),
        },
        group,
        class: wished.class.clone(),
        address,
        contacts: None,
        nationality: wished.nationality.clone(),
        despite_duplicates: wished.different,
        apply: wished.apply,
    })
}

fn address(typed: &[(String, String)]) -> Answer<Address> {
    let mut address = Address::default();
    for (name, value) in typed {
        let part = match name.as_str() {
            "street" => &mut address.street,
            "number" => &mut address.number,
            "postbox" => &mut address.postbox,
            "postcode" => &mut address.postcode,
            "municipality" => &mut address.municipality,
            "country" => &mut address.country,
            _ => return Err(unknown(name)),
        };
        value.clone_into(part);
    }
    Ok(address)
}

/// Ends an enrolment; without `--apply` only the plan.
pub fn leave(arguments: &Arguments, wished: &Leave) -> Answer<Said> {
    let (core, _) = open(arguments)?;
    let how = match (wished.until, &wished.cancel) {
        (Some(until), _) => {
            let (cause, situation) = (wished.cause.clone(), wished.situation.clone());
            LeaveHow::Ends { until, cause, situation }
        }
        (None, Some(reason)) => LeaveHow::Cancel { reason: reason.clone(), confirmed: wished.confirm },
        (None, None) if wished.never_came => LeaveHow::NeverCame,
        (None, None) => LeaveHow::Stays,
    };
    let request = LeaveRequest { pupil: wished.pupil, enrolment: None, how, case: None, apply: wished.apply };
    let plan = enrolments::leave(&core, request)?;
    let mut lines = remarks(&plan.remarks);
    lines.extend(plan.problem.as_ref().map(texts::problem));
    if !plan.marks.is_empty() {
        lines.push(format!("{} codes vallen buiten de inschrijving; ze blijven staan.", plan.marks.len()));
    }
    for change in &plan.count_days {
        let word = if change.now { "telt nu mee" } else { "telt niet meer mee" };
        lines.push(format!("Op de teldag {} {word}.", change.day));
    }
    let refused = refusing(&plan.remarks) + usize::from(plan.problem.is_some());
    said(&plan, lines, (plan.applicable, plan.batch.is_some(), wished.apply), (refused, 0))
}

/// Moves pupils; without `--apply` only the plan.
pub fn move_pupils(arguments: &Arguments, wished: &Move) -> Answer<Said> {
    let (core, _) = open(arguments)?;
    let request = MoveRequest {
        pupils: wished.pupils.clone(),
        class_of: wished.class_of.clone(),
        on: wished.on,
        group: wished.group.clone(),
        location: wished.location.clone(),
        class: wished.class.clone(),
        details: None,
        apply: wished.apply,
    };
    let plan = enrolments::move_pupils(&core, request)?;
    let mut lines =
        vec![format!("{} verhuizen, {} zijn al zo, {} geweigerd.", plan.moves, plan.unchanged, plan.refused)];
    for row in &plan.rows {
        let who = format!("{} {}", row.pupil.last_name, row.pupil.first_name);
        lines.extend(remarks(&row.remarks).into_iter().map(|remark| format!("{who}: {remark}")));
        lines.extend(row.problem.as_ref().map(|problem| format!("{who}: {}", texts::problem(problem))));
    }
    let refused = plan.refused as usize;
    said(&plan, lines, (plan.applicable, plan.batch.is_some(), wished.apply), (refused, 0))
}

/// The new school year or a restructuring; without `--apply` only the plan.
pub fn new_year(arguments: &Arguments, wished: &NewYear) -> Answer<Said> {
    let (core, _) = open(arguments)?;
    let change = match (&wished.restructure, wished.on) {
        (Some(to), Some(on)) => {
            YearChange::Restructure { from: wished.institution.clone(), to: to.clone(), on }
        }
        _ => YearChange::Pass { year: year(wished)?, classes: classes(wished), pupils: Vec::new() },
    };
    classes_exist(&core, &change)?;
    let plan = enrolments::new_year(&core, NewYearRequest { change, apply: wished.apply })?;
    let mut lines = vec![format!(
        "{}: {} gaan over, {} verlaten de school, {} nog niet geweten, {} al gebeurd, {} geweigerd.",
        plan.year, plan.passing, plan.leaving, plan.unknown, plan.already, plan.refused
    )];
    for class in &plan.classes {
        let to = match &class.passing {
            Passing::Group { class, group, .. } => format!("{class} {group}"),
            Passing::Leaves { .. } => "verlaat de school".to_owned(),
            Passing::Unknown => "nog niet geweten".to_owned(),
        };
        lines.push(format!("{} ({}): {}", class.class, class.pupils, to.trim_end()));
    }
    let refused = plan.refused as usize;
    said(&plan, lines, (plan.applicable, plan.batch.is_some(), wished.apply), (refused, 0))
}

/// A class that is named and has nobody who passes was mistyped, and another goes where nobody said.
fn classes_exist(core: &stamboek_core::Core, change: &YearChange) -> Answer<()> {
    let YearChange::Pass { classes, .. } = change else { return Ok(()) };
    if classes.is_empty() {
        return Ok(());
    }
    let known = enrolments::new_year(core, NewYearRequest { change: change.clone(), apply: false })?.classes;
    match classes.iter().find(|named| known.iter().all(|class| class.class != named.class)) {
        None => Ok(()),
        Some(named) => Err(Problem::new(Code::NotFound).with("what", "class").with("value", &named.class)),
    }
}

fn year(wished: &NewYear) -> Answer<Option<SchoolYear>> {
    let Some(text) = &wished.year else { return Ok(None) };
    let wrong = |_| Problem::new(Code::InvalidValue).with("field", "year").with("value", text);
    SchoolYear::parse(text).map(Some).map_err(wrong)
}

fn classes(wished: &NewYear) -> Vec<ClassPassing> {
    let to = |to: &str| {
        let mut parts = to.split('/').map(str::to_owned);
        let mut next = || parts.next().unwrap_or_default();
        Passing::Group { class: next(), group: next(), location: next() }
    };
    let passes = wished.passes.iter().map(|(class, next)| (class.clone(), to(next)));
    let none = || Passing::Leaves { cause: String::new(), situation: String::new() };
    let leaves = wished.leaves.iter().map(|class| (class.clone(), none()));
    let unknown = wished.unknown.iter().map(|class| (class.clone(), Passing::Unknown));
    let all = passes.chain(leaves).chain(unknown);
    all.map(|(class, passing)| ClassPassing { class, passing }).collect()
}

/// Who is enrolled on a day.
pub fn state(arguments: &Arguments, wished: &State) -> Answer<Said> {
    let (core, _) = open(arguments)?;
    let (on, against) = (wished.on, wished.against);
    let answer =
        enrolments::state(&core, StateRequest { on, against, institution: wished.institution.clone() })?;
    let mut lines = vec![format!("{} leerlingen op {on}.", answer.total)];
    for count in &answer.counts {
        let before = count.against.map(|before| format!(" (was {before})")).unwrap_or_default();
        let by = match count.by {
            StateBy::Group => "groep",
            StateBy::Location => "vestiging",
            StateBy::Class => "klas",
            StateBy::Level => "niveau",
            StateBy::Funding => "financierbaarheid",
        };
        let code = if count.code.is_empty() { "geen" } else { &count.code };
        lines.push(format!("{by} {code}: {}{before} {}", count.pupils, count.label).trim_end().to_owned());
    }
    if let Some(difference) = &answer.difference {
        let StateDifference { against, came, left, changed, .. } = difference;
        lines.push(format!(
            "Sinds {against}: {} bij, {} weg, {} anders.",
            came.len(),
            left.len(),
            changed.len()
        ));
    }
    Ok(Said::new(json(&answer)?, lines.join("\n")))
}

/// The plan as JSON with `applied`, its lines, and status 1 when it cannot be carried out.
fn said(
    plan: &impl Serialize,
    mut lines: Vec<String>,
    (applicable, applied, asked): (bool, bool, bool),
    (refused, undecided): (usize, usize),
) -> Answer<Said> {
    lines.push(match applied {
        true => "Bewaard.".to_owned(),
        false if applicable => "Proef: er is niets gewijzigd.".to_owned(),
        false => "Dit kan zo niet; er is niets gewijzigd.".to_owned(),
    });
    let mut answer = json(plan)?;
    answer["applied"] = applied.into();
    let mut said = Said::new(answer, lines.join("\n"));
    if refused + undecided > 0 || (asked && !applied && !applicable) {
        let problem = Problem::new(Code::PlanNotApplicable);
        said.problem = Some(problem.with("refused", refused).with("undecided", undecided));
    }
    Ok(said)
}

fn refusing(remarks: &[EnrolmentRemark]) -> usize {
    remarks.iter().filter(|remark| remark.refuses).count()
}

/// The remarks by name, with where the rule stands.
fn remarks(remarks: &[EnrolmentRemark]) -> Vec<String> {
    let line = |remark: &EnrolmentRemark| {
        let word = if remark.refuses { "kan niet" } else { "let op" };
        format!("{word}: {} ({})", texts::enrolment_remark(&remark.kind), remark.source.title)
    };
    remarks.iter().map(line).collect()
}

fn unknown(name: &str) -> Problem {
    Problem::new(Code::InvalidValue).with("field", name).with("value", name)
}

fn json(answer: &impl Serialize) -> Answer<Value> {
    serde_json::to_value(answer).map_err(|_| Problem::new(Code::Internal).with("detail", "json"))
}
