//! People: accounts, what they may where, and who signed in on which laptop.

use chrono::{DateTime, NaiveDate, Utc};
use stamboek_domain::sync::access::{Right, UserRow};
use stamboek_domain::sync::roles::Role;
use uuid::Uuid;

use super::access_log::{Act, By};
use super::{Doing, Failure, Store, Tx, Whose};

/// An account.
pub struct Account {
    /// Its identity; entries name it.
    pub user: Uuid,
    /// What she is called.
    pub name: String,
    /// Argon2id, as PHC text; none where she signs in elsewhere.
    pub password: Option<String>,
    /// May not sign in any more.
    pub disabled: bool,
}

/// What somebody may in one institution, as far as the laptop that asks can know her.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Who.
    pub user: Uuid,
    /// What as.
    pub role: Role,
    /// Her last grant on this laptop ends then.
    pub granted_until: DateTime<Utc>,
    /// First day of the right.
    pub from: NaiveDate,
    /// Last day of the right.
    pub until: Option<NaiveDate>,
}

const ACCOUNT: &str = "SELECT user_id, name, password, disabled FROM user_account WHERE login = $1";
const ACCOUNT_OF: &str = "SELECT user_id, name, password, disabled FROM user_account WHERE user_id = $1";
const ADD_ACCOUNT: &str = "INSERT INTO user_account (user_id, login, name, password) VALUES ($1, $2, $3, $4)";
const SET_PASSWORD: &str = "UPDATE user_account SET password = $2 WHERE user_id = $1";
const DISABLE: &str = "UPDATE user_account SET disabled = $2 WHERE user_id = $1";
const RIGHTS: &str = "SELECT inst, role FROM user_right WHERE user_id = $1 AND from_day <= $2
    AND (until_day IS NULL OR until_day >= $2) ORDER BY inst, role";
const WHERE_EVER: &str = "SELECT DISTINCT inst FROM user_right WHERE user_id = $1 ORDER BY inst";
const ADD_RIGHT: &str = "INSERT INTO user_right (inst, user_id, role, from_day, until_day)
    VALUES ($1, $2, $3, $4, $5) ON CONFLICT (inst, user_id, role, from_day) DO UPDATE SET until_day = $5";
const USERS: &str = "SELECT u.user_id, u.login, u.name, u.disabled, r.role, r.from_day, r.until_day
    FROM user_right r JOIN user_account u ON u.user_id = r.user_id WHERE r.inst = $1
    ORDER BY u.login, r.from_day, r.role";
const END_RIGHTS: &str = "UPDATE user_right SET until_day = $3 WHERE inst = $1 AND user_id = $2
    AND (until_day IS NULL OR until_day > $3)";
const ADD_GRANT: &str = "INSERT INTO user_grant (grant_id, device, user_id, from_at, until_at)
    VALUES ($1, $2, $3, $4, $5)";
/// Who may what at one laptop.
pub const STANDINGS: &str =
    "SELECT r.user_id, r.role, r.from_day, r.until_day, max(g.until_at) AS granted_until
    FROM user_right r JOIN user_grant g ON g.user_id = r.user_id
    JOIN user_account u ON u.user_id = r.user_id AND NOT u.disabled
    WHERE r.inst = $1 AND g.device = $2 GROUP BY r.user_id, r.role, r.from_day, r.until_day";

fn account(row: &tokio_postgres::Row) -> Account {
    Account {
        user: row.get("user_id"),
        name: row.get("name"),
        password: row.get("password"),
        disabled: row.get("disabled"),
    }
}

impl Store {
    /// The account with this name.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn account(&self, login: &str) -> Result<Option<Account>, Failure> {
        let mut tx = self.begin(&Whose { login: Some(login), ..Whose::default() }, Doing::Looks).await?;
        let row = tx.row(ACCOUNT, &[&login]).await?;
        tx.undo().await?;
        Ok(row.as_ref().map(account))
    }

    /// An account and what it may on a day.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn person(&self, user: Uuid, day: NaiveDate) -> Result<Option<(Account, Vec<Right>)>, Failure> {
        let mut tx = self.begin(&Whose { person: Some(user), ..Whose::default() }, Doing::Looks).await?;
        let row = tx.row(ACCOUNT_OF, &[&user]).await?;
        let rights = tx.rows(RIGHTS, &[&user, &day]).await?;
        tx.undo().await?;
        let right = |row: &tokio_postgres::Row| {
            Some(Right { institution: row.get("inst"), role: Role::named(row.get("role"))? })
        };
        Ok(row.as_ref().map(|row| (account(row), rights.iter().filter_map(right).collect())))
    }

    /// A new account.
    ///
    /// # Errors
    /// [`Failure::Double`] when the name is taken.
    pub async fn add_account(
        &self,
        user: Uuid,
        login: &str,
        name: &str,
        password: Option<&str>,
    ) -> Result<(), Failure> {
        let mut tx = self.begin(&Whose { person: Some(user), ..Whose::default() }, Doing::Writes).await?;
        tx.add_account(user, login, name, password).await?;
        tx.commit().await
    }

    /// Another password, with the entry of who gave it.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn set_password(&self, user: Uuid, password: &str, by: By) -> Result<(), Failure> {
        let mut tx = self.begin(&Whose { person: Some(user), ..Whose::default() }, Doing::Writes).await?;
        tx.change(SET_PASSWORD, &[&user, &password]).await?;
        tx.log_at_account("user.password", user, by).await?;
        tx.commit().await
    }

    /// May not sign in any more, or again, with the entry of who decided it.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn disable(&self, user: Uuid, disabled: bool, by: By) -> Result<(), Failure> {
        let mut tx = self.begin(&Whose { person: Some(user), ..Whose::default() }, Doing::Writes).await?;
        tx.change(DISABLE, &[&user, &disabled]).await?;
        let kind = if disabled { "user.block" } else { "user.unblock" };
        tx.log_at_account(kind, user, by).await?;
        tx.commit().await
    }

    /// Gives a right from a day on, with the entry of who gave it.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn add_right(
        &self,
        user: Uuid,
        right: &Right,
        from: NaiveDate,
        until: Option<NaiveDate>,
        by: By,
    ) -> Result<(), Failure> {
        let mut tx = self.begin(&Whose::institution(right.institution), Doing::Writes).await?;
        tx.add_right(user, right, from, until).await?;
        let act = Act { role: Some(right.role), ..Act::at_account("user.right", user) };
        tx.log_act(right.institution, by, &act).await?;
        tx.commit().await
    }

    /// Ends all rights of somebody in an institution with a day, with the entry of who did.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn end_rights(&self, inst: Uuid, user: Uuid, last: NaiveDate, by: By) -> Result<(), Failure> {
        let mut tx = self.begin(&Whose::institution(inst), Doing::Writes).await?;
        tx.change(END_RIGHTS, &[&inst, &user, &last]).await?;
        tx.log_act(inst, by, &Act::at_account("user.end", user)).await?;
        tx.commit().await
    }

    /// Everybody with a right in an institution, a row for each right.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn users(&self, inst: Uuid) -> Result<Vec<UserRow>, Failure> {
        let mut tx = self.begin(&Whose::institution(inst), Doing::Looks).await?;
        let rows = tx.rows(USERS, &[&inst]).await?;
        tx.undo().await?;
        let user = |row: &tokio_postgres::Row| UserRow {
            user: row.get("user_id"),
            login: row.get("login"),
            name: row.get("name"),
            blocked: row.get("disabled"),
            role: row.get("role"),
            from: row.get("from_day"),
            until: row.get("until_day"),
        };
        Ok(rows.iter().map(user).collect())
    }

    /// Somebody signed in on a laptop.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn add_grant(
        &self,
        id: Uuid,
        device: Uuid,
        user: Uuid,
        (from, until): (DateTime<Utc>, DateTime<Utc>),
    ) -> Result<(), Failure> {
        let mut tx = self.begin(&Whose { device: Some(device), ..Whose::default() }, Doing::Writes).await?;
        tx.change(ADD_GRANT, &[&id, &device, &user, &from, &until]).await?;
        tx.commit().await
    }
}

impl Tx {
    /// What was done to an account concerns every institution in which she has or had a right. In a
    /// transaction that names her.
    async fn log_at_account(&mut self, kind: &str, user: Uuid, by: By) -> Result<(), Failure> {
        for row in self.rows(WHERE_EVER, &[&user]).await? {
            let inst = row.get("inst");
            self.turn_to(inst).await?;
            self.log_act(inst, by, &Act::at_account(kind, user)).await?;
        }
        Ok(())
    }

    /// A new account, in a transaction that names its person.
    ///
    /// # Errors
    /// [`Failure::Double`] when the name is taken.
    pub async fn add_account(
        &mut self,
        user: Uuid,
        login: &str,
        name: &str,
        password: Option<&str>,
    ) -> Result<(), Failure> {
        self.change(ADD_ACCOUNT, &[&user, &login, &name, &password]).await.map(drop)
    }

    /// Gives a right from a day on.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn add_right(
        &mut self,
        user: Uuid,
        right: &Right,
        from: NaiveDate,
        until: Option<NaiveDate>,
    ) -> Result<(), Failure> {
        let values: super::Values<'_> = &[&right.institution, &user, &right.role.as_str(), &from, &until];
        self.change(ADD_RIGHT, values).await.map(drop)
    }

    /// Everybody who ever signed in on this laptop, with what she may in this institution. Ready with
    /// [`STANDINGS`].
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn standings(&self, inst: Uuid, device: Uuid) -> Result<Vec<Standing>, Failure> {
        let rows = self.ask(STANDINGS, &[&inst, &device]).await?;
        let standing = |row: &tokio_postgres::Row| {
            Some(Standing {
                user: row.get("user_id"),
                role: Role::named(row.get("role"))?,
                granted_until: row.get("granted_until"),
                from: row.get("from_day"),
                until: row.get("until_day"),
            })
        };
        Ok(rows.iter().filter_map(standing).collect())
    }
}
