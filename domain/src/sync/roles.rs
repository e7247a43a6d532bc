//! What a person may change (security.md 8). The server checks every op with it; hiding in the
//! window is not counted as a check.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::merge::is_about_merging;
use super::op::Change;
use super::record::Kind;
use crate::enrolment::{EnrolmentStatus, SchoolEnrolment};

/// What somebody is in an institution, for a period. Default is nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
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

    /// Whether somebody of this role may let a mass change in on a laptop (S31): who may merge and cancel,
    /// and who keeps the laptops.
    pub fn lets_mass_change_in(self) -> bool {
        matches!(self, Self::SecretariatLead | Self::BoardAdministrator)
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
    // Choosing between two values is making the change that is chosen.
    if let Change::ConflictResolve { choose: Some(chosen), .. } = change {
        return !matches!(**chosen, Change::ConflictResolve { .. }) && may(role, chosen);
    }
    match role {
        Role::Attendance => match change {
            Change::AttendanceSet { .. } | Change::RollTake { .. } | Change::RollUntake { .. } => true,
            other => reopens(other, &[Kind::Attendance, Kind::Roll]),
        },
        Role::Secretariat => !of_the_lead_alone(change),
        Role::SecretariatLead => true,
        Role::BoardAdministrator => {
            matches!(change, Change::SettingSet { .. }) || reopens(change, &[Kind::Setting])
        }
        Role::PrivacyOfficer | Role::Support => false,
    }
}

/// Whether it takes back a decision about one of these: whoever may decide may do so.
fn reopens(change: &Change, about: &[Kind]) -> bool {
    let Change::ConflictReopen { conflict, .. } = change else { return false };
    conflict.split('/').next().and_then(Kind::parse).is_some_and(|kind| about.contains(&kind))
}

/// Deciding about what is held, that two pupils are one child, and cancelling an enrolment in the
/// school, which stays so (sync.md C9); taking back one's own is not cancelling.
fn of_the_lead_alone(change: &Change) -> bool {
    let cancelled = |one: &&SchoolEnrolment| one.status == EnrolmentStatus::Cancelled && !one.is_undone();
    match change {
        Change::HeldDismiss { .. } | Change::PupilMerge { .. } | Change::PupilUnmerge { .. } => true,
        Change::ConflictReopen { conflict, .. } => is_about_merging(conflict),
        Change::EnrolmentSet { schools, .. } => schools.iter().any(|school| {
            school.now.as_ref().filter(cancelled).is_some() && school.was.as_ref().filter(cancelled).is_none()
        }),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const PUPIL: &str = "0198f3a0-0000-7000-8000-000000000001";

    fn change(text: serde_json::Value) -> Change {
        serde_json::from_value(text).unwrap()
    }

    /// security.md 8: role by role what it changes, in the order of [`Role::ALL`].
    #[test]
    fn each_role_changes_what_the_table_says_and_nothing_else() {
        let roll = json!({ "type": "roll.take", "class": "4B", "day": "2026-11-23", "half": "VM" });
        let cells = json!({ "type": "attendance.set", "items": [] });
        let edit = json!({ "type": "pupil.edit", "pupil": PUPIL, "items": [] });
        let setting = json!({ "type": "setting.set", "key": "school", "was": null, "now": "{}" });
        let merge = json!({ "type": "pupil.merge", "from": PUPIL, "to": PUPIL });
        let unmerge = json!({ "type": "pupil.unmerge", "from": PUPIL, "to": PUPIL });
        let dismiss = json!({ "type": "held.dismiss", "op": PUPIL, "reason": "dubbel" });
        let resolve = |choose: serde_json::Value| json!({ "type": "conflict.resolve", "conflict": "x", "offers": [], "choose": choose, "reason": null });
        let reopen = |about| json!({ "type": "conflict.reopen", "conflict": about, "decision": PUPIL });
        for (text, allowed) in [
            (roll, [true, true, true, false, false, false]),
            (cells.clone(), [true, true, true, false, false, false]),
            (edit.clone(), [false, true, true, false, false, false]),
            (setting, [false, true, true, true, false, false]),
            (merge.clone(), [false, false, true, false, false, false]),
            (unmerge, [false, false, true, false, false, false]),
            (resolve(merge), [false, false, true, false, false, false]),
            (dismiss, [false, false, true, false, false, false]),
            (resolve(cells), [true, true, true, false, false, false]),
            (resolve(edit), [false, true, true, false, false, false]),
            (resolve(json!(null)), [false, true, true, false, false, false]),
            (reopen("attendance/x/2026-11-23/VM"), [true, true, true, false, false, false]),
            (reopen("field/x/class"), [false, true, true, false, false, false]),
            (reopen("setting/school"), [false, true, true, true, false, false]),
            (reopen("alias/x"), [false, false, true, false, false, false]),
        ] {
            let change = change(text.clone());
            assert_eq!(Role::ALL.map(|role| may(role, &change)), allowed, "{text}");
        }
    }

    #[test]
    fn a_mass_change_is_let_in_by_the_lead_or_the_administrator() {
        assert_eq!(Role::ALL.map(Role::lets_mass_change_in), [false, false, true, true, false, false]);
    }

    #[test]
    fn a_role_is_known_by_its_name() {
        for role in Role::ALL {
            assert_eq!(Role::named(role.as_str()), Some(role));
            assert_eq!(serde_json::to_value(role).unwrap(), role.as_str());
        }
        assert_eq!(Role::named("superuser"), None);
    }
}
