//! Who could be entered twice: the same INSZ, or the same name and date of birth (sync.md C10). What
//! the server kept beside because somebody else has that INSZ counts too (C15). So does the same
//! stamnummer in one school: two laptops that do not hear of each other give the same one.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::Connection;
use stamboek_domain::matching::{Person, Why, likeness};
use stamboek_domain::pupil::{PupilField, PupilId};
use stamboek_domain::sync::conflict::Conflict;
use uuid::Uuid;

use super::messages::Double;
use crate::Answer;
use crate::db::OrProblem;
use crate::pupils::row;
use crate::register::views::{merges, read_fields};

/// The key of the fact that two are two begins with it; the other pupil follows.
const APART: &str = "apart/";
/// With the same date of birth these are the same name.
const SAME_NAME: [Why; 4] = [Why::SameNameBirthDate, Why::SwappedNames, Why::AccentsLost, Why::Particles];

/// Two pupils, in the order of their identities.
type Pair = (PupilId, PupilId);

/// Pairs who could be one child, of everybody or of one pupil; without those of whom somebody said
/// that they are two. Two of one stamnummer are shown until one of them has another: that is of one
/// child alone.
pub(super) fn doubles(db: &Connection, of: Option<PupilId>) -> Answer<Vec<Double>> {
    let everybody: BTreeMap<PupilId, Told> =
        read_fields(db)?.into_iter().map(|(pupil, fields)| (pupil, Told::new(&fields))).collect();
    let mut pairs = alike(&everybody);
    for pair in same_insz_offered(db)? {
        if everybody.contains_key(&pair.0) && everybody.contains_key(&pair.1) {
            pairs.entry(pair).or_insert_with(|| vec![Why::SameInsz]);
        }
    }
    pairs.retain(|pair, _| of.is_none_or(|pupil| pupil == pair.0 || pupil == pair.1));
    let apart = said_apart(db)?;
    let mut doubles = Vec::new();
    for ((one, other), why) in
        pairs.into_iter().filter(|(pair, why)| why.contains(&Why::SameStamnummer) || !apart.contains(pair))
    {
        let why = why.into_iter().map(|why| why.code().to_owned()).collect();
        doubles.push(Double { one: row::one(db, one)?, other: row::one(db, other)?, why });
    }
    doubles.sort_by_key(|double| !double.why.iter().any(|why| why == Why::SameInsz.code()));
    Ok(doubles)
}

/// Under which pupil and key stands that two are two.
pub(super) fn apart_key(one: PupilId, other: PupilId) -> (PupilId, String) {
    let (first, second) = pair(one, other);
    (first, format!("{APART}{}", second.0))
}

fn pair(one: PupilId, other: PupilId) -> Pair {
    if one < other { (one, other) } else { (other, one) }
}

/// What a pupil is found and compared by.
struct Told {
    insz: String,
    birth_date: String,
    /// With the institution that gave it; empty without one.
    stamnummer: String,
    person: Person,
}

impl Told {
    fn new(fields: &BTreeMap<PupilField, String>) -> Self {
        let of = |field| fields.get(&field).cloned().unwrap_or_default();
        let (insz, birth_date) = (of(PupilField::Insz), of(PupilField::BirthDate));
        let (last, first) = (of(PupilField::LastName), of(PupilField::FirstName));
        let (institution, number) = (of(PupilField::Institution), of(PupilField::Stamnummer));
        let given = !institution.is_empty() && !number.is_empty();
        let stamnummer = if given { format!("{institution} {number}") } else { String::new() };
        let person = Person::new(&last, &first, birth_date.parse().ok(), Some(&insz), Some(&stamnummer));
        Self { insz, birth_date, stamnummer, person }
    }
}

/// Only who has the same INSZ, stamnummer or date of birth is compared.
fn alike(everybody: &BTreeMap<PupilId, Told>) -> BTreeMap<Pair, Vec<Why>> {
    let mut same: BTreeMap<&str, Vec<PupilId>> = BTreeMap::new();
    for (pupil, told) in everybody {
        for value in
            [&told.insz, &told.birth_date, &told.stamnummer].into_iter().filter(|value| !value.is_empty())
        {
            same.entry(value).or_default().push(*pupil);
        }
    }
    let mut pairs = BTreeMap::new();
    for group in same.values() {
        for (at, one) in group.iter().enumerate() {
            for other in &group[at + 1..] {
                if let Some(why) = sure(&everybody[one], &everybody[other]) {
                    pairs.insert((*one, *other), why);
                }
            }
        }
    }
    pairs
}

/// Why two are shown as doubles; `None`: they are not alike enough.
fn sure(one: &Told, other: &Told) -> Option<Vec<Why>> {
    let why = likeness(&one.person, &other.person)?.why;
    let same_name = one.birth_date == other.birth_date && why.iter().all(|why| SAME_NAME.contains(why));
    let same_number = [Why::SameInsz, Why::SameStamnummer].iter().any(|number| why.contains(number));
    (same_name || same_number).then_some(why)
}

/// Pairs of whom somebody said that they are two, each as who stands for them.
fn said_apart(db: &Connection) -> Answer<BTreeSet<Pair>> {
    let mut select = db
        .prepare_cached("SELECT pupil, key FROM view_fact WHERE key > 'apart/' AND key < 'apart0'")
        .or_problem()?;
    let said: Vec<(String, String)> = select
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .and_then(Iterator::collect)
        .or_problem()?;
    let stands = |text: &str| {
        let pupil = Uuid::parse_str(text).ok().map(PupilId)?;
        Some(merges::merged_into(db, pupil).unwrap_or(pupil))
    };
    Ok(said
        .iter()
        .filter_map(|(one, other)| Some(pair(stands(one)?, stands(other.strip_prefix(APART)?)?)))
        .collect())
}

/// Pupils for whom an INSZ waits that somebody else has.
fn same_insz_offered(db: &Connection) -> Answer<BTreeSet<Pair>> {
    let mut select = db.prepare_cached("SELECT body FROM view_conflict WHERE open = 1").or_problem()?;
    let bodies: Vec<String> =
        select.query_map([], |row| row.get(0)).and_then(Iterator::collect).or_problem()?;
    let mut pairs = BTreeSet::new();
    for conflict in bodies.iter().filter_map(|body| serde_json::from_str::<Conflict>(body).ok()) {
        let Some(own) = conflict.pupil else { continue };
        let open = conflict.offers.iter().filter(|offer| offer.is_open());
        pairs.extend(open.filter_map(|offer| offer.same_as).map(|other| pair(own, other)));
    }
    Ok(pairs)
}
