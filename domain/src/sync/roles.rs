//! What a person may change (security.md 8). The server checks every op with it; hiding in the
//! window is not counted as a check.

use serde::{Deserialize, Serialize};

use super::op::Change;
use crate::enrolment::EnrolmentStatus;

/// What somebody is in an institution, for a period. Default is nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Takes registers.
    Attendance,
    /// Registers, enrolments, identities.
    Secretariat,
    /// The same, and merges, cancels, imports, decides what is held.
    SecretariatLead,
    /// Users, devices, settings; no pupils.
    BoardAdministrator,
    /// Access log, dossiers, erasure; changes no pupil.
    PrivacyOfficer,
    /// Nothing personal, changes nothing.
    Support,
}

impl Role {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Attendance,
        Self::Secretariat,
        Self::SecretariatLead,
        Self::BoardAdministrator,
        Self::PrivacyOfficer,
        Self::Support,
    ];

    /// As it travels and is stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Attendance => "attendance",
            Self::Secretariat => "secretariat",
            Self::SecretariatLead => "secretariat-lead",
            Self::BoardAdministrator => "board-administrator",
            Self::PrivacyOfficer => "privacy-officer",
            Self::Support => "support",
        }
    }

    /// The role of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == name)
    }

    /// Whether the pupils of the institution travel to a laptop for somebody of this role.
    pub fn sees_pupils(self) -> bool {
        match self {
            Self::Attendance | Self::Secretariat | Self::SecretariatLead => true,
            Self::BoardAdministrator | Self::PrivacyOfficer | Self::Support => false,
        }
    }
}

/// Whether somebody of this role may make this change.
pub fn may(role: Role, change: &Change) -> bool {
    match role {
        Role::Attendance => matches!(
            change,
            Change::AttendanceSet { .. } | Change::RollTake { .. } | Change::RollUntake { .. }
        ),
        Role::Secretariat => !of_the_lead_alone(change),
        Role::SecretariatLead => true,
        Role::BoardAdministrator => matches!(change, Change::SettingSet { .. }),
        Role::PrivacyOfficer | Role::Support => false,
    }
}

/// An enrolment in the school that is cancelled stays so (sync.md C9); taking back one's own is
/// not cancelling.
fn of_the_lead_alone(change: &Change) -> bool {
    match change {
        Change::EnrolmentSet { schools, .. } => schools.iter().any(|school| {
            let cancelled = |one: &&crate::enrolment::SchoolEnrolment| {
                one.status == EnrolmentStatus::Cancelled && !one.is_undone()
            };
            school.now.as_ref().filter(cancelled).is_some() && school.was.as_ref().filter(cancelled).is_none()
        }),
        _ => false,
    }
}
