//! What can be asked, as OpenAPI (`docs/openapi.json`, compared by a test). Shapes are read off
//! whole examples of the protocol's own types, so that they cannot say anything else than those.

mod office;

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::value::RawValue;
use serde_json::{Map, Value, json};
use stamboek_domain::sync::access::{
    AccessEntries, AccessEntry, AccessLog, AccessRow, Admit, DeviceCode, DeviceEnrolled, DeviceList,
    DeviceRow, EnrolDevice, LaptopName, Me, MyInstitution, NewDeviceCode, NewUser, OrderAction, PersonName,
    Revoke, Right, SetRight, SignIn, TokenAnswer, TokenRequest, UserList, UserRow,
};
use stamboek_domain::sync::op::OpId;
use stamboek_domain::sync::roles::Role;
use stamboek_domain::sync::wire::{
    CommitId, Digest, DigestSum, Hash, Head, HeldReason, Hello, IDEMPOTENCY_KEY, Limits, MEDIA_TYPE,
    OpResult, OpVersions, OutcomeWord, PROBLEM_TYPE, PartResult, ProblemDocument, ProblemKind, PullAnswer,
    PullRequest, PushAnswer, PushRequest, ReconcileAnswer, ReconcileRequest, Rev, Row, SentOp,
};
use uuid::Uuid;

/// One thing that can be asked.
struct Operation {
    method: &'static str,
    path: &'static str,
    purpose: &'static str,
    token: bool,
    request: Option<Value>,
    success: (u16, Option<Value>),
    refusals: &'static [u16],
}

/// What wants an `Idempotency-Key`.
pub const KEYED: &[(&str, &str)] = &[
    ("post", "/v1/devices"),
    ("post", "/v1/institutions/{inst}/users"),
    ("post", office::IMPORTS),
    ("post", office::ERASURE),
];

/// Every operation with its method and path, as the router has them.
pub fn operations() -> Vec<(&'static str, &'static str)> {
    all().into_iter().map(|one| (one.method, one.path)).collect()
}

/// The whole document.
pub fn document() -> Value {
    let mut paths = Map::new();
    for one in all() {
        let path = paths.entry(one.path).or_insert_with(|| json!({}));
        path[one.method] = operation(&one);
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Stamboek, the central server",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "Bodies above 1 KiB may travel packed with zstd, both ways. See docs/server.md.",
            "license": { "name": "EUPL-1.2", "identifier": "EUPL-1.2" },
        },
        "components": {
            "securitySchemes": { "token": { "type": "http", "scheme": "bearer" } },
            "schemas": { "Problem": shape(&example(&problem())) },
        },
        "paths": paths,
    })
}

fn operation(one: &Operation) -> Value {
    let content = |kind: &str, schema: Value| json!({ kind: { "schema": schema } });
    let mut answers = Map::new();
    let mut success = json!({ "description": "done" });
    if let Some(answer) = &one.success.1 {
        success["content"] = content(MEDIA_TYPE, shape(answer));
    }
    answers.insert(one.success.0.to_string(), success);
    for status in one.refusals {
        let problem = content(PROBLEM_TYPE, json!({ "$ref": "#/components/schemas/Problem" }));
        answers.insert(status.to_string(), json!({ "description": "refused", "content": problem }));
    }
    let mut described = json!({ "summary": one.purpose, "responses": answers });
    if let Some(request) = &one.request {
        described["requestBody"] =
            json!({ "required": true, "content": content(MEDIA_TYPE, shape(request)) });
    }
    if one.token {
        described["security"] = json!([{ "token": [] }]);
    }
    let named = one.path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'));
    let parameters: Vec<Value> = named
        .map(|name| {
            let schema = json!({ "type": "string", "format": "uuid" });
            json!({ "name": name, "in": "path", "required": true, "schema": schema })
        })
        .collect();
    let mut parameters = parameters;
    if KEYED.contains(&(one.method, one.path)) {
        let schema = json!({ "type": "string", "minLength": 16, "maxLength": 64 });
        parameters.push(
            json!({ "name": IDEMPOTENCY_KEY, "in": "header", "required": true, "schema": schema,
            "description": "A fresh UUID; sent again with the same key and body, the answer is the same for 24 hours." }),
        );
    }
    if !parameters.is_empty() {
        described["parameters"] = parameters.into();
    }
    described
}

/// The shape of an example: what types its fields have.
fn shape(example: &Value) -> Value {
    match example {
        Value::Null => json!({}),
        Value::Bool(_) => json!({ "type": "boolean" }),
        Value::Number(_) => json!({ "type": "integer" }),
        Value::String(text) if Uuid::parse_str(text).is_ok() => json!({ "type": "string", "format": "uuid" }),
        Value::String(text) if text.parse::<DateTime<Utc>>().is_ok() => {
            json!({ "type": "string", "format": "date-time" })
        }
        Value::String(_) => json!({ "type": "string" }),
        Value::Array(items) => match items.first() {
            Some(item) => json!({ "type": "array", "items": shape(item) }),
            None => json!({ "type": "array" }),
        },
        Value::Object(fields) => {
            let fields: Map<String, Value> =
                fields.iter().map(|(name, value)| (name.clone(), shape(value))).collect();
            json!({ "type": "object", "properties": fields })
        }
    }
}

fn example(of: &impl Serialize) -> Value {
    // Our own types: they always serialise.
    serde_json::to_value(of).unwrap_or_default()
}

fn problem() -> ProblemDocument {
    let kind = ProblemKind::Unavailable;
    ProblemDocument {
        kind,
        title: "not now".to_owned(),
        status: 503,
        instance: id().to_string(),
        detail: Some(text()),
    }
}

fn id() -> Uuid {
    Uuid::nil()
}

fn time() -> DateTime<Utc> {
    DateTime::UNIX_EPOCH
}

fn text() -> String {
    "text".to_owned()
}

fn head() -> Head {
    Head { rev: Rev(1), commit: CommitId(id()) }
}

/// Anything: an op or a record, which later programs may make larger.
fn anything() -> Option<Box<RawValue>> {
    RawValue::from_string("null".to_owned()).ok()
}

fn all() -> Vec<Operation> {
    let [hello, enrol, token, me, devices, revoke] = people();
    let [push, pull, reconcile] = sync();
    let plain = |path, purpose, refusals| Operation {
        method: "get",
        path,
        purpose,
        token: false,
        request: None,
        success: (200, None),
        refusals,
    };
    let healthz = plain("/healthz", "The process is up.", &[]);
    let readyz = plain("/readyz", "The database answers.", &[503]);
    let mut all = vec![hello, enrol, devices, revoke, token, me, push, pull, reconcile];
    all.extend(administration());
    all.extend(office::imports());
    all.extend(office::persons());
    all.extend([healthz, readyz]);
    all
}

fn administration() -> [Operation; 7] {
    let operation = |method, path, purpose, request, success, refusals| Operation {
        method,
        path,
        purpose,
        token: true,
        request,
        success,
        refusals,
    };
    let new = NewUser { login: text(), name: text(), password: text(), role: Role::Secretariat };
    let user = UserRow {
        user: id(),
        login: text(),
        name: text(),
        blocked: false,
        role: text(),
        from: time().date_naive(),
        until: Some(time().date_naive()),
    };
    let entry = AccessEntry {
        id: id(),
        at: time().fixed_offset(),
        user: Some(id()),
        kind: text(),
        pupil: Some(id()),
        count: 1,
    };
    let (device, received) = (Some(id()), time());
    let row = AccessRow { entry: entry.clone(), device, received, about: Some(id()), role: Some(text()) };
    let code = DeviceCode { code: text(), expires: time() };
    const WRITES: &[u16] = &[400, 401, 403, 404, 415, 429, 503];
    const READS: &[u16] = &[400, 401, 403, 404, 429, 503];
    let named = PersonName { user: id(), name: text() };
    let (users, log) = ("/v1/institutions/{inst}/users", "/v1/institutions/{inst}/access-log");
    [
        operation(
            "post",
            "/v1/devices/{device}/admit",
            "A laptop that was struck off works again.",
            Some(example(&Admit { institution: id() })),
            (204, None),
            WRITES,
        ),
        operation(
            "post",
            "/v1/institutions/{inst}/device-codes",
            "A code that lets one laptop in.",
            Some(example(&NewDeviceCode { label: text() })),
            (201, Some(example(&code))),
            WRITES,
        ),
        operation(
            "get",
            users,
            "Who may what.",
            None,
            (200, Some(example(&UserList { users: vec![user] }))),
            READS,
        ),
        operation(
            "post",
            users,
            "A new account with its first role.",
            Some(example(&new)),
            (201, Some(json!({ "user": id() }))),
            &[400, 401, 403, 404, 409, 415, 422, 429, 503],
        ),
        operation(
            "post",
            "/v1/institutions/{inst}/rights",
            "A role from today on, or the end of all.",
            Some(example(&SetRight { user: id(), role: Some(Role::Secretariat) })),
            (204, None),
            WRITES,
        ),
        operation(
            "get",
            log,
            "Who looked at what, newest first; `pupil`, `user` and `before` narrow it.",
            None,
            (200, Some(example(&AccessLog { entries: vec![row], people: vec![named] }))),
            READS,
        ),
        operation(
            "post",
            log,
            "What was looked at on a laptop.",
            Some(example(&AccessEntries { entries: vec![entry] })),
            (204, None),
            &[400, 401, 403, 404, 413, 415, 429, 503],
        ),
    ]
}

fn people() -> [Operation; 6] {
    let right = Right { institution: id(), role: Role::Secretariat };
    let hello = Hello {
        server: text(),
        op_versions: OpVersions { oldest: 1, newest: 1 },
        oldest_client: text(),
        limits: Limits::default(),
        time: time(),
    };
    let enrolled = DeviceEnrolled {
        device: id(),
        institution: id(),
        institution_name: text(),
        label: text(),
        server_key: text(),
        time: time(),
    };
    let sign_in = SignIn::Password { login: text(), password: text() };
    let asked = TokenRequest { assertion: text(), grant: Some(text()), sign_in: Some(sign_in) };
    let laptops = vec![LaptopName { device: id(), label: text() }];
    let token = TokenAnswer { token: text(), expires: time(), grant: Some(text()), laptops, time: time() };
    let institutions = vec![MyInstitution { id: id(), name: text(), number: Some(text()) }];
    let me = Me { device: id(), user: Some(id()), name: Some(text()), rights: vec![right], institutions };
    let row = DeviceRow {
        device: id(),
        institution: id(),
        label: text(),
        state: text(),
        last_contact: Some(time()),
        waiting: Some(1),
    };
    let revoke = Revoke { institution: id(), action: OrderAction::Lock, accept_entries: false };
    let operation = |method, path, purpose, token, request, success, refusals| Operation {
        method,
        path,
        purpose,
        token,
        request,
        success,
        refusals,
    };
    let code = EnrolDevice { code: text(), public_key: text() };
    [
        operation(
            "get",
            "/v1/hello",
            "Versions, limits, the clock.",
            false,
            None,
            (200, Some(example(&hello))),
            &[503],
        ),
        operation(
            "post",
            "/v1/devices",
            "A laptop makes itself known with a code.",
            false,
            Some(example(&code)),
            (201, Some(example(&enrolled))),
            &[400, 404, 409, 410, 415, 422, 429, 503],
        ),
        operation(
            "post",
            "/v1/token",
            "A token for a signed assertion; a grant for who signs in.",
            false,
            Some(example(&asked)),
            (200, Some(example(&token))),
            &[400, 401, 403, 415, 429, 503],
        ),
        operation(
            "get",
            "/v1/me",
            "Who asks, and of what; refused to a laptop that was struck off.",
            true,
            None,
            (200, Some(example(&me))),
            &[401, 403, 429, 503],
        ),
        operation(
            "get",
            "/v1/devices",
            "The laptops of the administrator's institutions.",
            true,
            None,
            (200, Some(example(&DeviceList { devices: vec![row] }))),
            &[401, 403, 429, 503],
        ),
        operation(
            "post",
            "/v1/devices/{device}/revoke",
            "Strikes a laptop off.",
            true,
            Some(example(&revoke)),
            (204, None),
            &[400, 401, 403, 404, 415, 429, 503],
        ),
    ]
}

fn sync() -> [Operation; 3] {
    let (op_id, hash) = (OpId(id()), Hash::of(""));
    let ops = anything().map(|op| SentOp { hash, op }).into_iter().collect();
    let push = PushRequest { seen: Some(head()), ops, waiting: 1 };
    let part =
        PartResult { subject: text(), outcome: OutcomeWord::Held, reason: Some(HeldReason::MissingRecord) };
    let result = OpResult { op_id, hash, outcome: OutcomeWord::Applied, detail: vec![part] };
    let pushed = PushAnswer { results: vec![result], head: head(), time: time() };
    let pull = PullRequest { seen: Some(head()), after: Rev(0), years: vec![2026], limit: 5_000 };
    let row = Row { kind: text(), id: text(), rev: Rev(1), year: Some(2026), body: anything() };
    let pulled = PullAnswer {
        rows: vec![row],
        next: Rev(1),
        complete: true,
        head: head(),
        digest: vec![Digest { kind: text(), year: Some(2026), sum: DigestSum::default() }],
        scope: text(),
        time: time(),
    };
    let reconcile = ReconcileRequest { op_ids: vec![op_id], seen: Some(head()) };
    let reconciled = ReconcileAnswer { unknown: vec![op_id], head: head(), time: time() };
    let operation = |path, purpose, request, answer, refusals| Operation {
        method: "post",
        path,
        purpose,
        token: true,
        request: Some(request),
        success: (200, Some(answer)),
        refusals,
    };
    [
        operation(
            "/v1/institutions/{inst}/push",
            "Entries, oldest first; each is decided once.",
            example(&push),
            example(&pushed),
            &[400, 401, 403, 404, 409, 413, 415, 422, 429, 503],
        ),
        operation(
            "/v1/institutions/{inst}/pull",
            "A page of what stands above a revision.",
            example(&pull),
            example(&pulled),
            &[400, 401, 403, 404, 409, 415, 426, 429, 503],
        ),
        operation(
            "/v1/institutions/{inst}/reconcile",
            "Which entries are not here.",
            example(&reconcile),
            example(&reconciled),
            &[400, 401, 403, 404, 409, 413, 415, 429, 503],
        ),
    ]
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use super::*;

    #[test]
    fn what_is_described_is_what_the_router_has() {
        let routed: BTreeSet<&str> = crate::endpoints::routes().into_iter().map(|(path, _)| path).collect();
        let described: BTreeSet<&str> = operations().into_iter().map(|(_, path)| path).collect();
        assert_eq!(described, routed);
    }

    /// Written by `STAMBOEK_WRITE_OPENAPI=1 cargo test -p stamboek-server openapi`.
    #[test]
    fn the_committed_description_is_the_one_of_this_program() {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/openapi.json");
        let text = format!("{:#}\n", document());
        if std::env::var_os("STAMBOEK_WRITE_OPENAPI").is_some() {
            std::fs::write(&file, &text).unwrap();
        }
        assert_eq!(std::fs::read_to_string(&file).unwrap_or_default(), text, "docs/openapi.json is stale");
    }
}
