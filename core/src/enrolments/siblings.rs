//! Brothers and sisters, by name and address, whose address and contacts can be taken over.

use rusqlite::Connection;
use stamboek_domain::address::Address;
use stamboek_domain::name;
use stamboek_domain::pupil::PupilId;

use super::facts::Facts;
use super::messages::{Sibling, SiblingSign};
use crate::Answer;
use crate::db::OrProblem;
use crate::pupils::row;
use crate::register::Register;

/// At most so many are shown.
const MOST: usize = 6;
/// Namesakes whose address is looked at.
const NAMESAKES: usize = 40;

/// Who has the same family name, or lives in the same house; both first.
pub(super) fn siblings(
    register: &Register,
    db: &Connection,
    last_name: &str,
    address: Option<&Address>,
    except: Option<PupilId>,
) -> Answer<Vec<Sibling>> {
    let mut ids: Vec<PupilId> = Vec::new();
    let folded = name::fold(last_name);
    if !folded.is_empty() {
        let people = register.memory().people(register)?;
        let same = people.by_name(last_name, NAMESAKES).filter(|row| name::fold(&row.last_name) == folded);
        ids.extend(same.filter(|row| row.kind != "staff").map(|row| row.id));
    }
    let house = address.and_then(Address::house);
    if let Some(address) = address.filter(|_| house.is_some()) {
        ids.extend(same_street(db, &address.tidied())?);
    }
    ids.sort_unstable();
    ids.dedup();
    ids.retain(|id| Some(*id) != except);
    let mut found = Vec::new();
    for row in row::by_ids(db, &ids)? {
        let facts = Facts::read(db, row.id)?;
        let same_house = house.is_some() && facts.address.as_ref().and_then(Address::house) == house;
        let same_name = !folded.is_empty() && name::fold(&row.last_name) == folded;
        let signs = [(same_house, SiblingSign::SameAddress), (same_name, SiblingSign::SameName)];
        let signs: Vec<SiblingSign> = signs.into_iter().filter(|(so, _)| *so).map(|(_, sign)| sign).collect();
        if !signs.is_empty() {
            let contacts = facts.contacts.into_iter().map(|row| row.contact).collect();
            found.push(Sibling { pupil: row, signs, address: facts.address, contacts });
        }
    }
    // While no address was typed a common name alone says something only with an address behind it.
    found.sort_by_key(|one| {
        (std::cmp::Reverse(one.signs.len()), one.signs[0] as u8 == 0, one.address.is_none())
    });
    found.truncate(MOST);
    Ok(found)
}

/// Pupils whose address has the same street, number and postcode, letter by letter.
fn same_street(db: &Connection, address: &Address) -> Answer<Vec<PupilId>> {
    db.prepare_cached(
        "SELECT pupil FROM view_fact WHERE key = ?1 AND value ->> '$.postcode' = ?2
           AND value ->> '$.number' = ?3 AND value ->> '$.street' = ?4",
    )
    .and_then(|mut select| {
        let values = (Address::FACT, &address.postcode, &address.number, &address.street);
        select.query_map(values, |row| row::id(row, 0))?.collect()
    })
    .or_problem()
}
