//! How a laptop and the people at it make themselves known to the server (sync.md 15, 16;
//! security.md S21–S24). What is signed is text: the payload as JSON in base64url, a point, the
//! signature in base64url; signed is [`Purpose::signed_text`] of the payload.

use chrono::{DateTime, FixedOffset, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::roles::Role;

/// What a signature is for: a signature for one purpose proves nothing for another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// [`Assertion`], by the laptop.
    Assertion,
    /// [`Grant`], by the server.
    Grant,
    /// [`Order`], by the server.
    Order,
    /// What stood in the access log on a day, by the server.
    LogDay,
}

impl Purpose {
    /// The text over which the signature is made.
    pub fn signed_text(self, payload: &str) -> String {
        let purpose = match self {
            Self::Assertion => "assertion",
            Self::Grant => "grant",
            Self::Order => "order",
            Self::LogDay => "log-day",
        };
        format!("stamboek.{purpose}.v1.{payload}")
    }
}

/// `POST /v1/devices`: a laptop makes itself known with the code that the administrator gave.
#[derive(Clone, Serialize, Deserialize)]
pub struct EnrolDevice {
    /// Twelve characters; spaces, hyphens and small letters do not matter.
    pub code: String,
    /// Public P-256 key of the laptop, SEC1 in base64url.
    pub public_key: String,
}

/// The laptop is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceEnrolled {
    /// Its identity.
    pub device: Uuid,
    /// The institution of the code.
    pub institution: Uuid,
    /// Name of the institution.
    pub institution_name: String,
    /// What the administrator called this laptop.
    #[serde(default)]
    pub label: String,
    /// Public P-256 key of the server, SEC1 in base64url: signs grants and orders.
    pub server_key: String,
    /// The server's clock.
    pub time: DateTime<Utc>,
}

/// Signed by the laptop; good once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assertion {
    /// Who asks.
    pub device: Uuid,
    /// The address for which it was made, as the laptop knows the server.
    pub audience: String,
    /// When, by the server's clock as the laptop reckons it; at most 5 minutes off.
    pub issued_at: DateTime<Utc>,
    /// Used once.
    pub id: Uuid,
}

/// `POST /v1/token`.
#[derive(Clone, Serialize, Deserialize)]
pub struct TokenRequest {
    /// A signed [`Assertion`].
    pub assertion: String,
    /// A signed [`Grant`] of this laptop: who works at it now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grant: Option<String>,
    /// A person signs in; the answer holds a new grant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sign_in: Option<SignIn>,
}

/// How a person proves who she is.
#[derive(Clone, Serialize, Deserialize)]
#[serde(tag = "with", rename_all = "snake_case")]
pub enum SignIn {
    /// To the server itself.
    Password {
        /// Name by which she signs in.
        login: String,
        /// Her password.
        password: String,
    },
    /// To the school's own provider (OpenID Connect, authorization code with PKCE).
    Code {
        /// What the provider answered.
        code: String,
        /// What proves that we asked it.
        verifier: String,
        /// Where the provider sent the answer.
        redirect: String,
    },
}

/// A token, and a new grant where somebody signed in.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct TokenAnswer {
    /// Goes with every request as `Authorization: Bearer`; its text means nothing to a laptop.
    pub token: String,
    /// Until when.
    pub expires: DateTime<Utc>,
    /// A signed [`Grant`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grant: Option<String>,
    /// The laptops of the institutions of which pupils travel to this one, those that were struck off
    /// included: beside an entry stands on which it was made.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub laptops: Vec<LaptopName>,
    /// The server's clock.
    pub time: DateTime<Utc>,
}

/// What the administrator called a laptop.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LaptopName {
    /// Which.
    pub device: Uuid,
    /// Its name.
    pub label: String,
}

/// Who may work at a laptop without a server, and until when her entries count as hers. Signed by
/// the server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grant {
    /// Its identity.
    pub id: Uuid,
    /// The laptop.
    pub device: Uuid,
    /// The person; entries name her by this.
    pub user: Uuid,
    /// Her name, to greet her with.
    pub name: String,
    /// What she may, where.
    pub rights: Vec<Right>,
    /// Until when.
    pub until: DateTime<Utc>,
}

/// One role in one institution.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Right {
    /// Where.
    pub institution: Uuid,
    /// What as.
    pub role: Role,
}

/// Goes with 403 `device_revoked` as field `order`. Signed by the server; refused by a laptop
/// that is not named in it, and when it is over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    /// The laptop.
    pub device: Uuid,
    /// The institution that revoked it.
    pub institution: Uuid,
    /// What to do.
    pub action: OrderAction,
    /// Until when the order may be carried out.
    pub expires: DateTime<Utc>,
}

/// What a revoked laptop does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrderAction {
    /// Closes; the data stay encrypted and it can be admitted again.
    Lock,
    /// Destroys its keys.
    Wipe,
}

/// `GET /v1/me`; a laptop that was struck off is refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Me {
    /// The laptop.
    pub device: Uuid,
    /// The person at it, when one signed in.
    pub user: Option<Uuid>,
    /// Her name.
    pub name: Option<String>,
    /// What she may, where, today.
    pub rights: Vec<Right>,
    /// Institutions in which this laptop works.
    pub institutions: Vec<MyInstitution>,
}

/// An institution of a laptop.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MyInstitution {
    /// Its identity.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// Its official number today.
    pub number: Option<String>,
}

/// One laptop, for the administrator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceRow {
    /// Its identity.
    pub device: Uuid,
    /// The institution.
    pub institution: Uuid,
    /// What the administrator called it.
    pub label: String,
    /// `active`, `lock` or `wipe`.
    pub state: String,
    /// When it last asked something.
    pub last_contact: Option<DateTime<Utc>>,
    /// How many entries it then said to hold that the server did not have.
    pub waiting: Option<u32>,
}

/// `GET /v1/devices`: of the institutions of which who asks is the administrator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceList {
    /// By institution and label.
    pub devices: Vec<DeviceRow>,
}

/// `POST /v1/devices/{device}/revoke`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revoke {
    /// Where.
    pub institution: Uuid,
    /// What it is told to do.
    pub action: OrderAction,
    /// Whether its waiting entries are still taken: each is held for review.
    #[serde(default)]
    pub accept_entries: bool,
}

/// `POST /v1/devices/{device}/admit`: a laptop that was revoked works again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Admit {
    /// Where.
    pub institution: Uuid,
}

/// `POST /v1/institutions/{inst}/device-codes`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewDeviceCode {
    /// What the laptop will be called.
    pub label: String,
}

/// A code that lets one laptop in, once.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceCode {
    /// Twelve characters in three groups.
    pub code: String,
    /// Until when.
    pub expires: DateTime<Utc>,
}

/// `POST /v1/institutions/{inst}/users`: a new account, without rights yet.
#[derive(Clone, Serialize, Deserialize)]
pub struct NewUser {
    /// Name by which she signs in; 409 `used` when somebody has it.
    pub login: String,
    /// What she is called.
    pub name: String,
    /// Her first password, at least [`SHORTEST_PASSWORD`] characters.
    pub password: String,
    /// Her first role in the institution, from today on.
    pub role: Role,
}

/// Characters of a password at least: a long one is worth more than an odd one.
pub const SHORTEST_PASSWORD: usize = 12;

/// One right of somebody in an institution.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserRow {
    /// Who.
    pub user: Uuid,
    /// Name by which she signs in.
    pub login: String,
    /// What she is called.
    pub name: String,
    /// May not sign in any more, anywhere.
    pub blocked: bool,
    /// What as: the name of a [`Role`], or of one that this program does not know.
    pub role: String,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub until: Option<NaiveDate>,
}

/// `GET /v1/institutions/{inst}/users`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserList {
    /// A row for each right, by login.
    pub users: Vec<UserRow>,
}

/// `POST /v1/institutions/{inst}/rights`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetRight {
    /// Who; she has, or had, a right in this institution.
    pub user: Uuid,
    /// The role that she gets from today on; `None`: all that she has here ends.
    pub role: Option<Role>,
}

/// One look at something personal, or one act of an administrator (security.md S59). No names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessEntry {
    /// Its identity: told twice is told once.
    pub id: Uuid,
    /// When, by the laptop's clock.
    pub at: DateTime<FixedOffset>,
    /// Who.
    pub user: Option<Uuid>,
    /// What kind of look: `sheet`, `insz`, `search`, `export`, `print`, …
    pub kind: String,
    /// At which pupil, where it was one.
    pub pupil: Option<Uuid>,
    /// At how many.
    pub count: u32,
}

impl AccessEntry {
    /// Whether it is an act on laptops, accounts or terms. Its kind has a point in it, which no look has;
    /// one of nobody was done by the board, on the machine of the server.
    pub fn is_act(&self) -> bool {
        self.kind.contains('.')
    }
}

/// `POST /v1/institutions/{inst}/access-log`: what was looked at on a laptop.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessEntries {
    /// At most [`ACCESS_ENTRIES`].
    pub entries: Vec<AccessEntry>,
}

/// Entries of the access log in one request, either way.
pub const ACCESS_ENTRIES: usize = 500;

/// One entry with the laptop that it came from, or that it is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessRow {
    /// The entry.
    #[serde(flatten)]
    pub entry: AccessEntry,
    /// On which laptop.
    pub device: Option<Uuid>,
    /// When the server heard of it.
    pub received: DateTime<Utc>,
    /// Of an act: at which account.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<Uuid>,
    /// Of an act: which role was given, by the name of a [`Role`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
}

/// What somebody is called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonName {
    /// Who.
    pub user: Uuid,
    /// Her name.
    pub name: String,
}

/// `GET /v1/institutions/{inst}/access-log?pupil=…&user=…&before=…`, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessLog {
    /// At most [`ACCESS_ENTRIES`].
    pub entries: Vec<AccessRow>,
    /// What those whom these entries mention are called, where they have or had a right in the
    /// institution; nobody else.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<PersonName>,
}
