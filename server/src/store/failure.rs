//! Why the database did not do what was asked. Never with a value of a query.

use deadpool::managed::PoolError;
use tokio_postgres::Error;
use tokio_postgres::error::SqlState;

use crate::seal::NotOurs;

/// Why the database did not do what was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// No connection, or it broke.
    Closed,
    /// Two transactions were in each other's way: again, as a whole.
    Again,
    /// A lock or an answer took too long.
    Slow,
    /// Committed here, and no standby confirmed it.
    Unconfirmed,
    /// A row with this key is there already.
    Double,
    /// Records from before it was kept whom they name: those are read first.
    NotRead,
    /// An error of ours; the SQLSTATE.
    Fault(String),
}

impl Failure {
    /// For logs and figures: never with a value.
    pub fn class(&self) -> &str {
        match self {
            Self::Closed => "closed",
            Self::Again => "again",
            Self::Slow => "slow",
            Self::Unconfirmed => "unconfirmed",
            Self::Double => "double",
            Self::NotRead => "not_read",
            Self::Fault(state) => state,
        }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        let Some(state) = error.code() else {
            // Not said by the database: the connection, or a value of another type than its column.
            return match error.is_closed()
                || std::error::Error::source(&error).is_some_and(|e| e.is::<std::io::Error>())
            {
                true => Self::Closed,
                false => Self::Fault("client".to_owned()),
            };
        };
        match state {
            &SqlState::T_R_SERIALIZATION_FAILURE | &SqlState::T_R_DEADLOCK_DETECTED => Self::Again,
            &SqlState::LOCK_NOT_AVAILABLE | &SqlState::QUERY_CANCELED => Self::Slow,
            &SqlState::UNIQUE_VIOLATION => Self::Double,
            // 57P01 to 57P03: going down, or coming up; 25P03, 25P04: we were too slow ourselves;
            // 53300: no connection left.
            other if other.code().starts_with("57P") || other.code().starts_with("08") => Self::Closed,
            other if other.code().starts_with("25P0") || other.code() == "53300" => Self::Slow,
            other => Self::Fault(other.code().to_owned()),
        }
    }
}

impl From<NotOurs> for Failure {
    fn from(_: NotOurs) -> Self {
        Self::Fault("sealed".to_owned())
    }
}

impl From<PoolError<Error>> for Failure {
    fn from(error: PoolError<Error>) -> Self {
        match error {
            PoolError::Timeout(_) => Self::Slow,
            PoolError::Backend(error) => match Self::from(error) {
                // Whatever keeps us from connecting: the answer is the same.
                Self::Fault(_) => Self::Closed,
                other => other,
            },
            PoolError::Closed | PoolError::NoRuntimeSpecified | PoolError::PostCreateHook(_) => Self::Closed,
        }
    }
}
