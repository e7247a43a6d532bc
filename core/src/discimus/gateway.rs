//! The narrow door to Discimus. What stands behind it is another program: AGODI's own contract and
//! certificate are not public (discimus.md 6.1).

use stamboek_domain::discimus::{Hello, Outcome, Question, Told, Transaction};
use stamboek_domain::problem::{Code, Problem};

/// Why nothing came back that can be used. Nobody's data are wrong: it is tried again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// Nothing listens there.
    Nobody,
    /// No answer in time.
    Slow,
    /// The other side reports a failure of its own.
    Failed,
    /// The answer is too large, not in the agreed shape, or answers something else.
    Answer,
}

impl Failure {
    /// Its name in the values of a problem.
    pub fn why(self) -> &'static str {
        match self {
            Self::Nobody => "nobody",
            Self::Slow => "slow",
            Self::Failed => "failed",
            Self::Answer => "answer",
        }
    }
}

impl From<Failure> for Problem {
    fn from(failure: Failure) -> Self {
        Problem::new(Code::LinkFailed).with("why", failure.why())
    }
}

/// What can be told and asked. Person, enrolments, attendance, leaving and discipline are each a
/// [`stamboek_domain::discimus::Subject`] of a transaction; doubles, career, found numbers, spelling,
/// totals B and admission each what a [`Question`] is about.
pub trait Gateway: Send + Sync {
    /// Presents itself, before anything personal is sent.
    fn hello(&self) -> Result<Hello, Failure>;
    /// Tells one record.
    fn send(&self, transaction: &Transaction) -> Result<Outcome, Failure>;
    /// Asks about pupils. The answer is only about those who were asked for, and what was asked.
    fn ask(&self, question: &Question) -> Result<Vec<Told>, Failure>;
}
