//! Texts of letters: the standard ones, and the fields that a school may use in its own.

use std::collections::BTreeMap;

use stamboek_domain::follow_up::NextStep;
use stamboek_domain::overlap::CaseAction;
use stamboek_domain::problem::{Code, Problem};

use super::messages::{LetterField, LetterKind, LetterOut, LetterTemplate, LetterTemplates};
use crate::Answer;

/// Fields with what comes in their place.
const FIELDS: [(&str, &str); 15] = [
    ("leerling", "Voornaam en naam"),
    ("naam", "Naam"),
    ("voornaam", "Voornaam"),
    ("geboortedatum", "Geboortedatum"),
    ("klas", "Klas"),
    ("schooljaar", "Schooljaar"),
    ("datum", "Datum van vandaag"),
    ("lijst", "De afwezigheden of de inschrijvingen, elk op een regel"),
    ("aantal", "Aantal verklaringen van de ouders, halve dagen in de lijst, of gedeelde dagen"),
    ("andere_school", "Naam van de andere school"),
    ("andere_school_nummer", "Instellingsnummer van de andere school"),
    ("gedeelde_dagen", "Eerste en laatste dag van de dubbele inschrijving"),
    ("regel", "Wat de school mag, met de omzendbrief"),
    ("school", "Naam van de school"),
    ("instellingsnummer", "Instellingsnummer"),
];

const NOTES_USED: &str = "Beste ouders

{{leerling}} uit klas {{klas}} was dit schooljaar {{aantal}} keer afwezig wegens ziekte met een verklaring van de ouders:

{{lijst}}

Zo'n verklaring kan hoogstens vier keer per schooljaar, telkens voor hoogstens drie opeenvolgende kalenderdagen. Vanaf nu hebben wij voor elke afwezigheid wegens ziekte een medisch attest nodig, ook voor één dag.

Heeft u vragen, dan kunt u altijd bij ons terecht.

Met vriendelijke groeten

{{school}}";

const ASK_REASON: &str = "Beste ouders

{{leerling}} uit klas {{klas}} was afwezig en wij kennen de reden nog niet:

{{lijst}}

Bezorgt u ons zo snel mogelijk een verklaring of een attest voor deze halve dagen? Zonder reden moeten wij de afwezigheid als ongewettigd registreren.

Heeft u vragen, dan kunt u altijd bij ons terecht.

Met vriendelijke groeten

{{school}}";

const CLB: &str = "Aan het CLB

Betreft: {{leerling}}, geboren op {{geboortedatum}}, klas {{klas}}

Beste collega

Voor deze leerling registreerden wij in schooljaar {{schooljaar}} problematische afwezigheden (code B). Aantal halve dagen: {{aantal}}.

{{lijst}}

Wij openen een begeleidingsdossier en willen de begeleiding graag met u afspreken.

Met vriendelijke groeten

{{school}}";

const OVERLAP_PARENTS: &str = "Beste ouders

{{leerling}} is ingeschreven in onze school en ook in {{andere_school}}:

{{lijst}}

U hebt het recht om uw kind in verschillende scholen in te schrijven, maar een leerling kan maar in één school gefinancierd of gesubsidieerd worden. {{regel}}

Laat u ons weten welke school u definitief kiest? Dan kunnen de scholen de inschrijvingen in orde brengen.

Heeft u vragen, dan kunt u altijd bij ons terecht.

Met vriendelijke groeten

{{school}}";

const OVERLAP_SCHOOL: &str = "Aan {{andere_school}}

Betreft: {{leerling}}, geboren op {{geboortedatum}}

Beste collega

Deze leerling is tegelijk bij u en bij ons ingeschreven ({{gedeelde_dagen}}):

{{lijst}}

{{regel}}

Kunt u uw begin- en einddatum nakijken en ons laten weten wat u registreert? Dan brengen wij onze inschrijving in orde.

Met vriendelijke groeten

{{school}}
instellingsnummer {{instellingsnummer}}";

impl LetterKind {
    /// All, in the order in which they are shown.
    pub const ALL: [Self; 5] =
        [Self::NotesUsed, Self::AskReason, Self::Clb, Self::OverlapParents, Self::OverlapSchool];

    /// The name under which the settings have its text.
    pub fn key(self) -> &'static str {
        match self {
            Self::NotesUsed => "notes_used",
            Self::AskReason => "ask_reason",
            Self::Clb => "clb",
            Self::OverlapParents => "overlap_parents",
            Self::OverlapSchool => "overlap_school",
        }
    }

    /// The step of a finding that is taken with it; `None` for a letter about a case.
    pub fn step(self) -> Option<NextStep> {
        match self {
            Self::NotesUsed => Some(NextStep::LetterNotesUsed),
            Self::AskReason => Some(NextStep::AskReason),
            Self::Clb => Some(NextStep::ContactClb),
            Self::OverlapParents | Self::OverlapSchool => None,
        }
    }

    /// The step in the case of a pupil who is also enrolled elsewhere; `None` for other letters.
    pub fn action(self, to: LetterOut) -> Option<CaseAction> {
        match (self, to) {
            (Self::NotesUsed | Self::AskReason | Self::Clb, _) => None,
            (Self::OverlapParents, _) => Some(CaseAction::LetterToParents),
            (Self::OverlapSchool, LetterOut::Text) => Some(CaseAction::MailToSchool),
            (Self::OverlapSchool, LetterOut::Save | LetterOut::Open) => Some(CaseAction::LetterToSchool),
        }
    }

    /// Its name in Dutch.
    pub fn label(self) -> &'static str {
        match self {
            Self::NotesUsed => "Brief: verklaringen van de ouders opgebruikt",
            Self::AskReason => "Brief: reden van afwezigheid gevraagd",
            Self::Clb => "Brief aan het CLB",
            Self::OverlapParents => "Brief aan de ouders: dubbele inschrijving",
            Self::OverlapSchool => "Brief of mail aan de andere school: dubbele inschrijving",
        }
    }

    /// The text while the school has none of its own.
    pub fn standard(self) -> &'static str {
        match self {
            Self::NotesUsed => NOTES_USED,
            Self::AskReason => ASK_REASON,
            Self::Clb => CLB,
            Self::OverlapParents => OVERLAP_PARENTS,
            Self::OverlapSchool => OVERLAP_SCHOOL,
        }
    }
}

/// What is needed to edit the texts.
pub fn templates() -> LetterTemplates {
    let letter = |letter: LetterKind| LetterTemplate {
        letter,
        label: letter.label().to_owned(),
        standard: letter.standard().to_owned(),
    };
    let field = |(name, label): (&str, &str)| LetterField { name: name.to_owned(), label: label.to_owned() };
    LetterTemplates { letters: LetterKind::ALL.map(letter).to_vec(), fields: FIELDS.map(field).to_vec() }
}

/// Whether the texts can be kept.
///
/// # Errors
/// `InvalidValue` with `letter`, and for a field that no letter has with the field as `value` and
/// `unknown_field` as `why`.
pub fn check(letters: &BTreeMap<String, String>) -> Answer<()> {
    for (key, text) in letters {
        let invalid = |value: &str, why: &str| {
            let problem = Problem::new(Code::InvalidValue).with("field", "letters").with("letter", key);
            problem.with("value", value).with("why", why)
        };
        if !LetterKind::ALL.iter().any(|letter| letter.key() == key) {
            return Err(invalid(key, "unknown"));
        }
        if let Some(field) = fields(text).find(|field| !known(field)) {
            return Err(invalid(&format!("{{{{{field}}}}}"), "unknown_field"));
        }
    }
    Ok(())
}

fn known(field: &str) -> bool {
    FIELDS.iter().any(|(name, _)| *name == field)
}

/// Names between double braces.
fn fields(text: &str) -> impl Iterator<Item = &str> {
    text.split("{{").skip(1).filter_map(|part| Some(part.split_once("}}")?.0.trim()))
}

/// The text with its fields filled in; one that is unknown stays as it is.
pub fn filled(text: &str, values: &BTreeMap<&str, String>) -> String {
    let mut parts = text.split("{{");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let value = part.split_once("}}").and_then(|(name, rest)| Some((values.get(name.trim())?, rest)));
        match value {
            Some((value, rest)) => out.extend([value, rest]),
            None => out.extend(["{{", part]),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_standard_text_has_its_list_and_only_fields_that_exist() {
        let texts = LetterKind::ALL.map(|letter| (letter.key().to_owned(), letter.standard().to_owned()));
        assert_eq!(check(&BTreeMap::from(texts.clone())), Ok(()));
        assert!(texts.iter().all(|(_, text)| fields(text).any(|field| field == "lijst")));
        for letter in LetterKind::ALL {
            assert_eq!(serde_json::to_value(letter).unwrap(), letter.key());
        }
    }

    #[test]
    fn an_unknown_field_is_a_fault_and_stays_as_it_is_on_paper() {
        let own = |text: &str| BTreeMap::from([("clb".to_owned(), text.to_owned())]);
        let problem = check(&own("Dag {{leerling}} en {{ouders}}")).unwrap_err();
        assert_eq!(
            (problem.values["value"].as_str(), problem.values["why"].as_str()),
            ("{{ouders}}", "unknown_field")
        );
        assert_eq!(check(&own("Dag {{ leerling }}, 2 {{ en {")), Ok(()));
        assert!(check(&BTreeMap::from([("x".to_owned(), String::new())])).is_err());
        let values = BTreeMap::from([("leerling", "Noor".to_owned())]);
        let text = filled("{{leerling}} {{ouders}} {{ leerling }} {{", &values);
        assert_eq!(text, "Noor {{ouders}} Noor {{");
    }
}
