//! The codes that a school uses: the official ones, and its own that each stand for one of them.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Conversion, LocalCode, Meaning, OfficialCode, convert_2019};
use crate::attendance::MarkCode;
use crate::class::compare;

/// Longest label of a code, in characters.
const LABEL_LIMIT: usize = 80;

/// First letters without a meaning any more: `W` and `G` were dropped in 2019, what `S` stood for was
/// not found (discimus.md 2.3, 11), `N` and `X` were for the spring of 2020 (2.2).
const ENDED: [char; 5] = ['W', 'G', 'S', 'N', 'X'];

/// The list of codes of a school, kept as one setting, in the order in which it is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CodeList {
    /// The codes.
    pub codes: Vec<LocalCode>,
}

/// What is wrong with a code in a list that a school edits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct CodeFault {
    /// Which code.
    pub code: MarkCode,
    /// What is wrong.
    pub fault: CodeFaultKind,
}

/// Why a list of codes cannot be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case", tag = "what")]
#[ts(export)]
pub enum CodeFaultKind {
    /// The code stands in the list twice.
    Twice,
    /// No label, or one of more than 80 characters.
    Label,
    /// An official code, `L` or `?` is not in the list.
    Missing,
    /// `R` by itself is for every lawful absence; one for discipline alone needs a subcode.
    Official,
    /// The first letter is what goes to the government, so it tells what the code stands for
    /// (informat.md 6, subcodes and old codes).
    Letter {
        /// What codes with that first letter stand for.
        stands_for: Meaning,
    },
    /// The first letter is of a code that ended; what it meant then must not be read otherwise.
    Ended,
    /// Lateness stands under `L` only, an open absence under `?` only.
    NoAbsence,
    /// Only illness has a note or a certificate.
    Evidence,
    /// Only `R` can be for discipline.
    Discipline,
}

impl CodeList {
    /// The list of a new school: the seven official codes; `D`, `T`, `U` and `Y`, which packages kept
    /// after 2019 and convert when reporting (informat.md 6); `L` and `?`.
    pub fn standard() -> Self {
        use OfficialCode::{A, B, H, M, P, R, Z};
        let official = [Z, P, R, B, H, M, A].map(|code| (code.as_str(), code.label()));
        let kept = [
            ("D", "Ziekte met medisch attest, of attest verblijf type 5-school"),
            ("T", "Definitieve uitsluiting (niet op school verwacht)"),
            ("U", "Tijdelijke uitsluiting (niet op school verwacht)"),
            ("Y", "Preventieve schorsing (niet op school verwacht)"),
        ];
        let own = [("L", "Te laat"), ("?", "Nog te bepalen")];
        let codes = official.into_iter().chain(kept).chain(own).filter_map(|(code, label)| {
            let code = MarkCode::parse(code).ok()?;
            let meaning = letter_meaning(code.letter())?;
            Some(LocalCode { code, label: label.to_owned(), meaning })
        });
        Self { codes: codes.collect() }
    }

    /// The entry of a code; `None` for one that the list does not have (any more).
    pub fn find(&self, code: &MarkCode) -> Option<&LocalCode> {
        self.codes.iter().find(|local| local.code == *code)
    }

    /// The subcodes under a letter (`R01`, `R02`, `R10` under `R`), by number, then by letter.
    pub fn subcodes(&self, letter: char) -> Vec<&LocalCode> {
        let letter = letter.to_ascii_uppercase();
        let under = |local: &&LocalCode| local.code.letter() == letter && !local.code.rest().is_empty();
        let mut found: Vec<&LocalCode> = self.codes.iter().filter(under).collect();
        found.sort_by(|a, b| compare(a.code.as_str(), b.code.as_str()));
        found
    }

    /// The subcode that somebody means who typed this behind the letter: `3` and `03` find `R03`,
    /// `t` finds `BT`.
    pub fn subcode(&self, letter: char, typed: &str) -> Option<&LocalCode> {
        let typed = typed.to_ascii_uppercase();
        let number = |text: &str| text.parse::<u16>().ok();
        let subcodes = self.subcodes(letter);
        let exact = subcodes.iter().find(|local| local.code.rest() == typed);
        let same = |local: &&&LocalCode| {
            number(&typed).is_some_and(|typed| number(local.code.rest()) == Some(typed))
        };
        exact.or_else(|| subcodes.iter().find(same)).copied()
    }

    /// Everything for which the list cannot be kept; empty when it is in order.
    pub fn faults(&self) -> Vec<CodeFault> {
        let mut faults = Vec::new();
        for (place, local) in self.codes.iter().enumerate() {
            let mut add = |fault| faults.push(CodeFault { code: local.code, fault });
            if self.codes[..place].iter().any(|earlier| earlier.code == local.code) {
                add(CodeFaultKind::Twice);
            }
            if local.label.trim().is_empty() || local.label.chars().count() > LABEL_LIMIT {
                add(CodeFaultKind::Label);
            }
            if let Err(fault) = check_meaning(&local.code, local.meaning) {
                add(fault);
            }
        }
        let needed = OfficialCode::ALL.map(OfficialCode::as_str).into_iter().chain(["L", "?"]);
        let missing = needed
            .filter_map(|code| MarkCode::parse(code).ok())
            .filter(|code| self.find(code).is_none())
            .map(|code| CodeFault { code, fault: CodeFaultKind::Missing });
        faults.extend(missing);
        faults
    }
}

/// What a letter stands for by itself: official since 2019, or converted from the old codes. `None`
/// for letters that are free.
fn letter_meaning(letter: char) -> Option<Meaning> {
    let official = || {
        let official = OfficialCode::of(letter)?;
        Some(Meaning::Absent { official, evidence: None, discipline: false })
    };
    match (letter, convert_2019(&letter.to_string())) {
        ('?', _) => Some(Meaning::Open),
        (_, Conversion::Absence { meaning }) => Some(meaning),
        (_, Conversion::Late { .. }) => Some(Meaning::Late),
        _ => official(),
    }
}

fn check_meaning(code: &MarkCode, meaning: Meaning) -> Result<(), CodeFaultKind> {
    let letter = code.letter();
    if ENDED.contains(&letter) {
        return Err(CodeFaultKind::Ended);
    }
    if let Meaning::Absent { official, evidence, discipline } = meaning {
        if evidence.is_some() && official != OfficialCode::Z {
            return Err(CodeFaultKind::Evidence);
        }
        if discipline && official != OfficialCode::R {
            return Err(CodeFaultKind::Discipline);
        }
    }
    let Some(stands_for) = letter_meaning(letter) else {
        let absent = matches!(meaning, Meaning::Absent { .. });
        return if absent { Ok(()) } else { Err(CodeFaultKind::NoAbsence) };
    };
    match (OfficialCode::of(letter), meaning) {
        // Under an official letter the school may tell notes, certificates and discipline apart.
        (Some(letter), Meaning::Absent { official, discipline, .. }) if official == letter => {
            match discipline && code.rest().is_empty() {
                true => Err(CodeFaultKind::Official),
                false => Ok(()),
            }
        }
        (None, _) if meaning == stands_for => Ok(()),
        _ => Err(CodeFaultKind::Letter { stands_for }),
    }
}

#[cfg(test)]
mod tests;
