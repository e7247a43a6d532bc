//! What the office of a school asks: number lists, one person, one laptop.

use serde_json::Value;
use stamboek_domain::pupil::PupilId;
use stamboek_domain::sync::imports::{
    FaultReason, ImportFault, ImportReport, ImportState, NewImport, NumberList, NumberRow,
};
use stamboek_domain::sync::op::OpId;
use stamboek_domain::sync::person::{
    DeviceEntries, DeviceEntry, DeviceReach, Dossier, DossierEntry, DossierLook, DossierRecord, Erase, Erased,
};
use stamboek_domain::sync::wire::Rev;

use super::{Operation, example, id, text, time};

pub(super) const IMPORTS: &str = "/v1/institutions/{inst}/imports";
pub(super) const ERASURE: &str = "/v1/institutions/{inst}/pupils/{pupil}/erasure";

fn looked_at(
    path: &'static str,
    purpose: &'static str,
    answer: Value,
    refusals: &'static [u16],
) -> Operation {
    let success = (200, Some(answer));
    Operation { method: "get", path, purpose, token: true, request: None, success, refusals }
}

pub(super) fn imports() -> [Operation; 2] {
    let row = NumberRow { row: 2, old: text(), new: text(), pupil: Some(PupilId(id())), nobody: true };
    let list = NumberList {
        system: text(),
        from_database: text(),
        to_database: text(),
        first_day: time().date_naive(),
        rows: vec![row],
        left_out: [PupilId(id())].into(),
        tried: Some(id()),
    };
    let fault = ImportFault {
        row: Some(2),
        reason: FaultReason::OldTwice,
        other_row: Some(3),
        pupil: Some(PupilId(id())),
    };
    let report = ImportReport {
        id: id(),
        state: ImportState::Tried,
        rows: 1,
        renumbered: 1,
        unchanged: 0,
        refused: vec![fault],
    };
    let start = Operation {
        method: "post",
        path: IMPORTS,
        purpose: "A number list: tried, or carried out as it was tried (`tried`). All of it or nothing.",
        token: true,
        request: Some(example(&NewImport::Numbers(list))),
        success: (202, Some(example(&report))),
        refusals: &[400, 401, 403, 404, 409, 413, 415, 422, 429, 503],
    };
    let path = "/v1/institutions/{inst}/imports/{import}";
    [start, looked_at(path, "What became of an import.", example(&report), &[401, 403, 404, 429, 503])]
}

pub(super) fn persons() -> [Operation; 4] {
    let pupil = PupilId(id());
    let record = DossierRecord { kind: text(), id: text(), rev: Rev(1), body: Value::Null };
    let entry = DossierEntry { received: time(), by: text(), outcome: text(), entry: Value::Null };
    let look = DossierLook { at: time().fixed_offset(), by: text(), kind: text() };
    let dossier =
        Dossier { pupil, made: time(), records: vec![record], entries: vec![entry], looks: vec![look] };
    let erase = Operation {
        method: "post",
        path: ERASURE,
        purpose: "Erases a person at once, when no duty to keep runs any more.",
        token: true,
        request: Some(example(&Erase {})),
        success: (202, Some(example(&Erased { pupils: vec![pupil], records: 1, entries: 1 }))),
        refusals: &[400, 401, 403, 404, 409, 410, 415, 422, 429, 503],
    };
    let reach = DeviceReach {
        device: id(),
        label: text(),
        state: text(),
        last_contact: Some(time()),
        waiting: Some(1),
        kinds: vec![text()],
        fields: vec![text()],
        pupils: vec![pupil],
    };
    let came = DeviceEntry {
        op: OpId(id()),
        received: time(),
        user: Some(id()),
        outcome: text(),
        kind: Some(text()),
        pupils: vec![pupil],
        entry: None,
    };
    [
        looked_at(
            "/v1/institutions/{inst}/pupils/{pupil}/dossier",
            "Everything about one person, without what is about others.",
            example(&dossier),
            &[401, 403, 404, 410, 429, 503],
        ),
        erase,
        looked_at(
            "/v1/institutions/{inst}/devices/{device}/reach",
            "What was within reach on a laptop.",
            example(&reach),
            &[401, 403, 404, 429, 503],
        ),
        looked_at(
            "/v1/institutions/{inst}/devices/{device}/entries",
            "What came from a laptop since an instant (`since`), and after an entry of that instant (`after`).",
            example(&DeviceEntries { entries: vec![came] }),
            &[400, 401, 403, 404, 429, 503],
        ),
    ]
}
