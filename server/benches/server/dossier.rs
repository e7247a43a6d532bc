//! The dossier of one pupil of a school that kept six years (security.md S66: 300 pupils, under 10 s).

use std::time::Instant;

use chrono::{Duration, NaiveDate, Utc};
use serde_json::json;
use stamboek_domain::pupil::PupilId;
use stamboek_domain::sync::access::{ACCESS_ENTRIES, AccessEntry};
use stamboek_domain::sync::op::Op;
use stamboek_domain::sync::person::Dossier;
use stamboek_domain::sync::roles::Role;
use uuid::Uuid;

use super::common::{Laptop, World, mark, op, pupil};
use super::cpu::Cpu;

const PUPILS: usize = 300;
const YEARS: i64 = 6;
/// Half days of absence of a pupil in a year: one in twenty.
const ABSENCES: i64 = 17;
/// Looks at a pupil in a year.
const LOOKS: i64 = 10;
/// Entries in one push.
const PUSH: usize = 100;

/// Marks of a pupil, each an entry of its own: that is the most that can have been entered.
fn years(user: Uuid, one: PupilId) -> Vec<Op> {
    let first = NaiveDate::from_ymd_opt(2020, 9, 1).expect("a day");
    let day = |n: i64| first + Duration::days(n / ABSENCES * 365 + n % ABSENCES * 15);
    (0..YEARS * ABSENCES).map(|n| op(user, mark(one, &day(n).to_string(), None, Some("B")))).collect()
}

fn looks(laptop: &Laptop, pupils: &[PupilId]) {
    let entry = |pupil: &PupilId| AccessEntry {
        id: Uuid::now_v7(),
        at: Utc::now().fixed_offset(),
        user: Some(laptop.user),
        kind: "sheet".into(),
        pupil: Some(pupil.0),
        count: 1,
    };
    let all: Vec<AccessEntry> = (0..YEARS * LOOKS).flat_map(|_| pupils.iter().map(entry)).collect();
    for entries in all.chunks(ACCESS_ENTRIES) {
        let said = laptop.post(&laptop.path("access-log"), &json!({ "entries": entries }));
        assert_eq!(said.status, 204);
    }
}

pub fn dossier(world: &World, cpu: &Cpu, url: &str) {
    let inst = world.institution("De Berk");
    let mut laptop = world.laptop(url, inst, Role::Secretariat);
    let officer = world.laptop(url, inst, Role::PrivacyOfficer);
    let (pupils, mut entries): (Vec<PupilId>, Vec<Op>) = (0..PUPILS)
        .map(|_| {
            let (id, change) = pupil("Een");
            (id, op(laptop.user, change))
        })
        .unzip();
    entries.extend(pupils.iter().flat_map(|one| years(laptop.user, *one)));
    for some in entries.chunks(PUSH) {
        laptop.push(some);
    }
    looks(&laptop, &pupils);
    let path = officer.path(&format!("pupils/{}/dossier", pupils[PUPILS / 2].0));
    let (began, before) = (Instant::now(), cpu.seconds());
    let dossier: Dossier = officer.get(&path).read();
    println!(
        "dossier of one of {PUPILS} pupils × {YEARS} years, {} entries: {} records, {} entries and {} looks of that pupil, {:.2} s (aim 10), {:.0} ms of CPU",
        entries.len(),
        dossier.records.len(),
        dossier.entries.len(),
        dossier.looks.len(),
        began.elapsed().as_secs_f64(),
        (cpu.seconds() - before) * 1e3,
    );
}
