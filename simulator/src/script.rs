//! How the simulator behaves beside its rules: faults, delays, refusals and lies, in order.

use serde::{Deserialize, Serialize};
use stamboek_domain::discimus::{About, Subject, Told, ToldEnrolment, Transaction};
use stamboek_domain::institution::InstitutionNumber;
use stamboek_domain::pupil::PupilId;

/// A whole behaviour.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Script {
    /// The first rule that fits and is not used up is followed.
    pub rules: Vec<Rule>,
    /// Told in answer as they stand, true or not.
    pub tellings: Vec<Told>,
    /// Enrolments of persons in schools that do not use this program, by INSZ.
    pub enrolments: Vec<Elsewhere>,
    /// For which schools it speaks; empty: for whoever asks.
    pub institutions: Vec<InstitutionNumber>,
}

/// An enrolment of a person in another school.
#[derive(Clone, Serialize, Deserialize)]
pub struct Elsewhere {
    /// Whose.
    pub insz: String,
    /// Where and when.
    #[serde(flatten)]
    pub enrolment: ToldEnrolment,
}

/// What happens with some of the requests.
#[derive(Clone, Serialize, Deserialize)]
pub struct Rule {
    /// Transactions about this; with neither this nor `about`: every request.
    #[serde(default)]
    pub subject: Option<Subject>,
    /// Questions about this.
    #[serde(default)]
    pub about: Option<About>,
    /// Of this pupil only.
    #[serde(default)]
    pub pupil: Option<PupilId>,
    /// How many that fit go by first.
    #[serde(default)]
    pub after: u32,
    /// How many it is for; `None`: all that follow.
    #[serde(default)]
    pub times: Option<u32>,
    /// What happens.
    pub act: Act,
    /// How many fitted.
    #[serde(skip)]
    seen: u32,
}

/// What happens.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// Refuses a transaction with this code and text.
    Refuse {
        /// Code.
        code: String,
        /// Words.
        text: String,
    },
    /// Does nothing and answers with a failure.
    Fail,
    /// Does what was asked, and answers with a failure: the answer is lost.
    Lose,
    /// Answers after so many milliseconds.
    Delay(u64),
    /// Answers with something that is no answer.
    Garbage,
    /// Answers with more than anybody should read.
    Huge,
    /// Answers another transaction, or about somebody else.
    Wrong,
    /// Answers twice.
    Twice,
}

/// What a request is, for the rules.
pub enum Request<'a> {
    /// A transaction.
    Tells(&'a Transaction),
    /// A question.
    Asks(About),
}

impl Script {
    /// What happens with this request; counts it.
    pub fn act(&mut self, request: &Request) -> Option<Act> {
        self.rules.iter_mut().find_map(|rule| rule.act(request))
    }
}

impl Rule {
    fn act(&mut self, request: &Request) -> Option<Act> {
        let fits = match request {
            Request::Tells(told) => {
                self.about.is_none()
                    && self.subject.is_none_or(|subject| subject == told.subject)
                    && self.pupil.is_none_or(|pupil| pupil == told.pupil)
            }
            Request::Asks(about) => {
                self.subject.is_none() && self.pupil.is_none() && self.about.is_none_or(|one| one == *about)
            }
        };
        if !fits {
            return None;
        }
        self.seen += 1;
        let counted = self.seen.checked_sub(self.after + 1)?;
        self.times.is_none_or(|times| counted < times).then(|| self.act.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_waits_and_is_used_up() {
        let text = r#"{"rules": [{"about": "doubles", "after": 1, "times": 2, "act": "fail"},
                                 {"act": {"delay": 5}}]}"#;
        let mut script: Script = serde_json::from_str(text).unwrap();
        let mut ask = || script.act(&Request::Asks(About::Doubles)).unwrap();
        let acts = [ask(), ask(), ask(), ask()];
        assert_eq!(acts, [Act::Delay(5), Act::Fail, Act::Fail, Act::Delay(5)]);
        assert_eq!(script.act(&Request::Asks(About::Career)), Some(Act::Delay(5)));
    }
}
