//! Address, contacts and nationality after the enrolment.

use stamboek_core::dossier::messages::DossierSave;
use stamboek_core::dossier::save;

use crate::common::*;

fn address(number: &str) -> Address {
    Address {
        street: "Kersenpad".into(),
        number: number.into(),
        postcode: "3000".into(),
        ..Address::default()
    }
}

fn set(school: &School, pupil: PupilId, was: Option<Address>, now: Address) -> Result<(), Code> {
    let address = Some(AddressEdit { was, now });
    let request = PersonalRequest { pupil, address, contacts: None, nationality: None };
    save(&school.core, DossierSave::Personal(request)).map(drop).map_err(|problem| problem.code)
}

#[test]
fn what_somebody_else_changed_meanwhile_is_not_written_over() {
    let school = empty("099901");
    let pupil = school.enrolled(form("Aerts", "Lotte", "2016-05-05"));
    set(&school, pupil, None, address("3")).unwrap();
    assert_eq!(set(&school, pupil, None, address("4")), Err(Code::Stale));
    set(&school, pupil, Some(address("3")), address("4")).unwrap();
    set(&school, pupil, Some(address("4")), Address::default()).unwrap();
    assert!(school.file(pupil).address.is_none());
    school.undo();
    assert!(school.file(pupil).address == Some(address("4")));
    school.assert_sound();
}

#[test]
fn contacts_are_kept_changed_and_taken_away_by_their_key() {
    let school = empty("099901");
    let pupil = school.enrolled(form("Aerts", "Lotte", "2016-05-05"));
    let contact = |name: &str| Contact { first_name: name.into(), ..Contact::default() };
    let fresh = |name: &str| ContactRow { key: String::new(), contact: contact(name) };
    let save_all = |was: Vec<ContactRow>, now: Vec<ContactRow>| {
        let contacts = Some(ContactsEdit { was, now });
        let request = PersonalRequest { pupil, address: None, contacts, nationality: None };
        save(&school.core, DossierSave::Personal(request)).unwrap()
    };
    save_all(Vec::new(), vec![fresh("Ann"), fresh("Bart")]);
    let was = school.file(pupil).contacts;
    let kept = ContactRow { key: was[0].key.clone(), contact: contact("Anna") };
    save_all(was.clone(), vec![kept, fresh("Wim")]);
    let names: Vec<String> =
        school.file(pupil).contacts.into_iter().map(|row| row.contact.first_name).collect();
    assert_eq!(names, ["Anna", "Wim"]);
    school.undo();
    assert!(school.file(pupil).contacts == was);
}
