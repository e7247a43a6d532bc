//! What the register writes, it reads back: importing an export changes nothing.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use stamboek_core::pupils::export;
use stamboek_core::pupils::messages::ExportRequest;
use stamboek_domain::number::ExternalNumber;
use stamboek_domain::pupil::{PupilField, PupilId};
use stamboek_domain::sync::op::Change;
use uuid::Uuid;

use super::*;

/// Exports everybody and makes a trial run of the file.
fn plan_of_own_export(school: &School, format: &str) -> PupilsPlan {
    let target = school.folder.path().join(format!("uit.{format}"));
    school.shell.answer_target(&target);
    let reason = "proef".to_owned();
    let request = ExportRequest { format: format.to_owned(), ids: Vec::new(), include_insz: true, reason };
    export(&school.core, request).unwrap();
    plan_pupils(&school.core, school.request(&target)).unwrap()
}

#[test]
fn importing_our_own_export_says_nothing_changed() {
    let school = school();
    school.import(&fixture("pupils.csv"));
    for format in ["csv", "xlsx"] {
        let plan = plan_of_own_export(&school, format);
        assert_eq!((plan.created, plan.changed, plan.unchanged), (0, 0, 4), "{format}");
        assert!(plan.warnings.is_empty(), "{format}");
    }
}

/// A person as the register may hold one: canonical fields, of which many may be missing.
fn person() -> impl Strategy<Value = BTreeMap<PupilField, String>> {
    let name = "[A-ZÉÀÖ][a-zéëïöüñ]{2,9}((-| |'| van )[A-Z][a-zç]{2,8})?";
    let birth = (0u64..8_000).prop_map(|days| {
        let first = NaiveDate::from_ymd_opt(2003, 1, 1).unwrap();
        first.checked_add_days(Days::new(days)).unwrap().to_string()
    });
    let optional = |values: &'static str| proptest::option::of(values);
    let kind = proptest::sample::select(vec!["pupil", "boarder", "staff"]);
    (name, name, birth, optional("[mvx]"), optional("[1-7][A-D]|L[1-6] [a-c]"), optional("00[1-9]"), kind)
        .prop_map(|(last, first, birth, sex, class, location, kind)| {
            let given = [
                (PupilField::LastName, Some(last)),
                (PupilField::FirstName, Some(first)),
                (PupilField::BirthDate, Some(birth)),
                (PupilField::Sex, sex),
                (PupilField::Class, class),
                (PupilField::Location, location),
                (PupilField::Kind, Some(kind.to_owned())),
            ];
            given.into_iter().filter_map(|(field, value)| Some((field, value?))).collect()
        })
}

/// People of whom no two have the same name and birth date, each with or without a number.
fn people() -> impl Strategy<Value = Vec<(BTreeMap<PupilField, String>, bool)>> {
    proptest::collection::vec((person(), any::<bool>()), 1..20).prop_filter("no doubles", |people| {
        let names: BTreeSet<String> = people
            .iter()
            .map(|(fields, _)| {
                format!("{} {}", fields[&PupilField::LastName], fields[&PupilField::FirstName])
            })
            .collect();
        names.len() == people.len()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn whatever_the_register_holds_its_export_changes_nothing(people in people()) {
        let school = school();
        school.core.register().unwrap().write("create", |batch| {
            for (at, (fields, numbered)) in people.iter().enumerate() {
                let pupil = PupilId(Uuid::now_v7());
                batch.push(Change::PupilCreate { pupil, tag: format!("T{at}"), fields: fields.clone() })?;
                if *numbered {
                    let value = (1000 + at).to_string();
                    let number =
                        ExternalNumber { system: "informat".into(), database: "A".into(), value };
                    batch.push(Change::NumberAdd { pupil, number, from: clock().date_naive() })?;
                }
            }
            Ok(())
        }).unwrap();
        for format in ["csv", "xlsx"] {
            let plan = plan_of_own_export(&school, format);
            prop_assert!(plan.applicable, "{format}: refused or undecided rows");
            prop_assert!(plan.warnings.is_empty(), "{format}: {} warnings", plan.warnings.len());
            prop_assert_eq!((plan.created, plan.changed), (0, 0), "{}", format);
            prop_assert_eq!(plan.unchanged as usize, people.len(), "{}", format);
        }
    }
}
