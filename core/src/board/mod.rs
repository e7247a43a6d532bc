//! Laptops and users of the school, for whoever is its administrator at the server, and who looked at
//! what, for its privacy officer. Nothing of it is kept here; the server checks every question and
//! every act (S52) and keeps the log of them.

mod entries;
mod looks;
pub mod messages;

use chrono::{DateTime, SecondsFormat, Utc};
use entries::PAGES;
use messages::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use stamboek_domain::problem::{Code, Problem};
use stamboek_domain::sync::access::{
    Admit, DeviceCode, DeviceList, DeviceRow, NewDeviceCode, NewUser, OrderAction, Revoke, SHORTEST_PASSWORD,
    SetRight, UserList, UserRow,
};
use stamboek_domain::sync::roles::Role;
use stamboek_domain::sync::wire::is_within_limits;
use uuid::Uuid;

use crate::history::take_back;
use crate::sync::device::Server;
use crate::sync::http::Method;
use crate::{Answer, Core, belgian};

/// Characters of a name or a label at most, as the server takes them.
const LONGEST: usize = 100;

/// Looks at the laptops and users, after doing what was asked; or at who looked at what.
///
/// # Errors
/// `NotJoined`; `ServerFailed`, with `forbidden` for who is no administrator, or no privacy officer;
/// `InvalidValue`.
pub fn board(core: &Core, request: BoardDo) -> Answer<Board> {
    let register = core.register()?;
    let server = register.read(Server::of)?.ok_or(Code::NotJoined)?;
    let ask = |method: Method, path: &str, body: Option<&str>| core.sync.ask(core, method, path, body);
    let desk = Desk { institution: server.institution, here: server.device, ask: &ask };
    match request {
        BoardDo::Looks { pupil, user, before } => {
            let rows = desk.looks(pupil, user.as_deref(), before.as_deref())?;
            register.read(|db| looks::book(db, rows)).map(Board::Looks)
        }
        BoardDo::Entries { device, since } => {
            let came = desk.came(&device, &since, PAGES)?;
            register.read(|db| desk.entries(db, came)).map(Board::Entries)
        }
        BoardDo::TakeBack { device, since, sure } => {
            let applied = desk.came(&device, &since, usize::MAX)?.applied()?;
            take_back(&register, applied, sure).map(Board::Back)
        }
        request => desk.board(request).map(Board::School),
    }
}

/// How the server is asked.
type Ask<'a> = &'a dyn Fn(Method, &str, Option<&str>) -> Answer<String>;

/// The administrator's desk at one institution.
struct Desk<'a> {
    institution: Uuid,
    here: Uuid,
    ask: Ask<'a>,
}

impl Desk<'_> {
    fn board(&self, request: BoardDo) -> Answer<BoardSchool> {
        let code = self.carry_out(request)?;
        let devices: DeviceList = self.get("/v1/devices")?;
        let users: UserList = self.get(&self.path("users"))?;
        let here = devices.devices.into_iter().filter(|row| row.institution == self.institution);
        let devices = here.map(|row| self.device(row)).collect();
        Ok(BoardSchool { devices, users: by_user(users.users), code })
    }

    fn carry_out(&self, request: BoardDo) -> Answer<Option<BoardCode>> {
        match request {
            BoardDo::Look | BoardDo::Looks { .. } | BoardDo::Entries { .. } | BoardDo::TakeBack { .. } => {}
            BoardDo::Code { label } => return self.code(&label).map(Some),
            BoardDo::Revoke { device, wipe, accept_entries } => self.revoke(&device, wipe, accept_entries)?,
            BoardDo::Admit { device } => {
                let device = identity(&device, "device")?;
                self.post(&format!("/v1/devices/{device}/admit"), &Admit { institution: self.institution })?;
            }
            BoardDo::AddUser { login, name, password, role } => self.add(login, name, password, role)?,
            BoardDo::AddRight { user, role } => self.right(&user, Some(role))?,
            BoardDo::EndRights { user } => self.right(&user, None)?,
        }
        Ok(None)
    }

    fn code(&self, label: &str) -> Answer<BoardCode> {
        let label = fitting("label", label)?;
        let made = self.post(&self.path("device-codes"), &NewDeviceCode { label: label.clone() })?;
        let made: DeviceCode = read(&made)?;
        Ok(BoardCode { code: made.code, expires: moment(&made.expires), label })
    }

    fn revoke(&self, device: &str, wipe: bool, accept_entries: bool) -> Answer<()> {
        let device = identity(device, "device")?;
        if device == self.here {
            return Err(Problem::new(Code::InvalidValue).with("field", "device").with("why", "here"));
        }
        let action = if wipe { OrderAction::Wipe } else { OrderAction::Lock };
        let revoke = Revoke { institution: self.institution, action, accept_entries };
        self.post(&format!("/v1/devices/{device}/revoke"), &revoke).map(drop)
    }

    fn add(&self, login: String, name: String, password: String, role: Role) -> Answer<()> {
        let (login, name) = (fitting("login", &login)?, fitting("name", &name)?);
        if password.chars().count() < SHORTEST_PASSWORD {
            return Err(Problem::new(Code::InvalidValue).with("field", "password").with("why", "length"));
        }
        let user = NewUser { login: login.clone(), name, password, role };
        self.post(&self.path("users"), &user).map(drop).map_err(|problem| {
            match problem.values.get("why").map(String::as_str) {
                Some("used") => Problem::new(Code::InvalidValue)
                    .with("field", "login")
                    .with("value", login)
                    .with("why", "exists"),
                _ => problem,
            }
        })
    }

    fn right(&self, user: &str, role: Option<Role>) -> Answer<()> {
        let user = identity(user, "user")?;
        self.post(&self.path("rights"), &SetRight { user, role }).map(drop)
    }

    fn path(&self, what: &str) -> String {
        format!("/v1/institutions/{}/{what}", self.institution)
    }

    fn get<T: DeserializeOwned>(&self, path: &str) -> Answer<T> {
        read(&(self.ask)(Method::Get, path, None)?)
    }

    fn post(&self, path: &str, body: &impl Serialize) -> Answer<String> {
        let body =
            serde_json::to_string(body).map_err(|_| Problem::new(Code::Internal).with("detail", "board"))?;
        (self.ask)(Method::Post, path, Some(&body))
    }

    fn device(&self, row: DeviceRow) -> BoardDevice {
        BoardDevice {
            here: row.device == self.here,
            device: row.device.to_string(),
            label: row.label,
            state: row.state,
            last_contact: row.last_contact.map(|at| moment(&at)),
            waiting: row.waiting,
        }
    }
}

/// An answer of the server (S28): anything else is thrown away.
/// A moment as screens say it.
fn moment(at: &DateTime<Utc>) -> String {
    belgian::time(at).to_rfc3339_opts(SecondsFormat::Secs, false)
}

fn read<T: DeserializeOwned>(body: &str) -> Answer<T> {
    let nonsense = || Problem::new(Code::ServerFailed).with("why", "nonsense");
    if !is_within_limits(body) {
        return Err(nonsense());
    }
    serde_json::from_str(body).map_err(|_| nonsense())
}

fn identity(text: &str, field: &str) -> Answer<Uuid> {
    Uuid::parse_str(text).map_err(|_| Problem::new(Code::NotFound).with("what", field))
}

fn fitting(field: &str, text: &str) -> Answer<String> {
    let text = text.trim();
    match text.is_empty() || text.chars().count() > LONGEST || text.chars().any(char::is_control) {
        true => Err(Problem::new(Code::InvalidValue).with("field", field).with("value", text)),
        false => Ok(text.to_owned()),
    }
}

/// The server answers a row for each right, by login.
fn by_user(rows: Vec<UserRow>) -> Vec<BoardUser> {
    let mut users: Vec<BoardUser> = Vec::new();
    for row in rows {
        let right = BoardRight {
            role: row.role,
            from: row.from.to_string(),
            until: row.until.map(|until| until.to_string()),
        };
        let user = row.user.to_string();
        match users.last_mut().filter(|last| last.user == user) {
            Some(last) => last.rights.push(right),
            None => users.push(BoardUser {
                user,
                login: row.login,
                name: row.name,
                blocked: row.blocked,
                rights: vec![right],
            }),
        }
    }
    users
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use serde_json::{Value, json};

    use super::*;

    const HERE: &str = "00000000-0000-0000-0000-000000000001";
    const OTHER: &str = "00000000-0000-0000-0000-000000000009";
    const INST: &str = "00000000-0000-0000-0000-000000000002";

    /// A server that knows two laptops and one user, and remembers what it was told.
    fn at_the_desk(request: BoardDo, made: &str) -> (Answer<BoardSchool>, Vec<(String, Value)>) {
        let told = RefCell::new(Vec::new());
        let ask = |method: Method, path: &str, body: Option<&str>| {
            let device = |id: &str, inst: &str, label: &str| {
                json!({ "device": id, "institution": inst, "label": label, "state": "active",
                    "last_contact": "2026-11-22T09:00:00Z", "waiting": 3 })
            };
            let right = |role: &str, from: &str, until: Value| {
                json!({ "user": OTHER, "login": "greet", "name": "Greet Baert", "blocked": false,
                    "role": role, "from": from, "until": until })
            };
            if method == Method::Post {
                told.borrow_mut().push((path.to_owned(), serde_json::from_str(body.unwrap()).unwrap()));
                return match made {
                    "used" => Err(Problem::new(Code::ServerFailed).with("why", "used")),
                    _ => Ok(made.to_owned()),
                };
            }
            Ok(match path {
                "/v1/devices" => json!({ "devices": [
                    device(HERE, INST, "Secretariaat 1"),
                    device(OTHER, INST, "Secretariaat 2"),
                    device(OTHER, OTHER, "Van een andere school"),
                ] }),
                _ => json!({ "users": [
                    right("attendance", "2025-09-01", json!("2026-08-31")),
                    right("auditor", "2026-09-01", json!(null)),
                ] }),
            }
            .to_string())
        };
        let (institution, here) = (INST.parse().unwrap(), HERE.parse().unwrap());
        let answer = Desk { institution, here, ask: &ask }.board(request);
        (answer, told.into_inner())
    }

    #[test]
    fn laptops_of_this_school_and_users_with_all_their_roles_are_shown() {
        let board = at_the_desk(BoardDo::Look, "").0.unwrap();
        let devices: Vec<_> = board.devices.iter().map(|one| (one.label.as_str(), one.here)).collect();
        assert_eq!(devices, [("Secretariaat 1", true), ("Secretariaat 2", false)]);
        assert_eq!(board.devices[0].last_contact.as_deref(), Some("2026-11-22T10:00:00+01:00"));
        assert_eq!(board.users.len(), 1);
        let roles: Vec<_> = board.users[0].rights.iter().map(|right| right.role.as_str()).collect();
        assert_eq!(roles, ["attendance", "auditor"], "also a role that this program does not know");
    }

    #[test]
    fn every_act_is_said_as_the_server_wants_it() {
        let text = |text: &str| text.to_owned();
        let code = json!({ "code": "ABCD-EFGH-JKMN", "expires": "2026-11-23T09:00:00Z" }).to_string();
        let (answer, told) = at_the_desk(BoardDo::Code { label: text(" Balie ") }, &code);
        assert_eq!(answer.unwrap().code.unwrap().code, "ABCD-EFGH-JKMN");
        assert_eq!(told, [(format!("/v1/institutions/{INST}/device-codes"), json!({ "label": "Balie" }))]);
        let revoke = BoardDo::Revoke { device: text(OTHER), wipe: true, accept_entries: true };
        for (request, path, body) in [
            (
                revoke,
                format!("/v1/devices/{OTHER}/revoke"),
                json!({ "institution": INST, "action": "wipe", "accept_entries": true }),
            ),
            (
                BoardDo::Admit { device: text(OTHER) },
                format!("/v1/devices/{OTHER}/admit"),
                json!({ "institution": INST }),
            ),
            (
                BoardDo::AddRight { user: text(OTHER), role: Role::SecretariatLead },
                format!("/v1/institutions/{INST}/rights"),
                json!({ "user": OTHER, "role": "secretariat-lead" }),
            ),
            (
                BoardDo::EndRights { user: text(OTHER) },
                format!("/v1/institutions/{INST}/rights"),
                json!({ "user": OTHER, "role": null }),
            ),
        ] {
            let (answer, told) = at_the_desk(request, "");
            assert!(answer.is_ok() && told == [(path, body)]);
        }
    }

    #[test]
    fn what_cannot_be_is_refused_before_the_server_is_asked() {
        let text = |text: &str| text.to_owned();
        let user = |login: &str, password: &str| BoardDo::AddUser {
            login: text(login),
            name: text("Greet"),
            password: text(password),
            role: Role::Attendance,
        };
        for request in [
            BoardDo::Code { label: text("  ") },
            BoardDo::Revoke { device: text(HERE), wipe: false, accept_entries: false },
            BoardDo::Revoke { device: text("../users"), wipe: false, accept_entries: false },
            BoardDo::AddRight { user: text(""), role: Role::Support },
            user("", "een lang wachtwoord"),
            user("greet", "te kort"),
        ] {
            let (answer, told) = at_the_desk(request, "");
            assert!(answer.is_err() && told.is_empty());
        }
        let problem = at_the_desk(user("greet", "een lang wachtwoord"), "used").0.err().unwrap();
        assert!(problem.code == Code::InvalidValue && problem.values["why"] == "exists");
        assert!(
            at_the_desk(BoardDo::Code { label: text("Balie") }, "<html>").0.is_err(),
            "no answer of ours"
        );
    }

    #[test]
    fn every_role_of_the_server_can_be_given() {
        for role in Role::ALL {
            let named: Role = serde_json::from_value(json!(role.as_str())).unwrap();
            assert_eq!(named, role);
        }
    }
}
