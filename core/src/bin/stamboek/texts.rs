//! Dutch sentences of the command line. The compiler sees to it that every code has one.

use stamboek_core::imports::messages::RowRemark;
use stamboek_core::imports::remarks::RemarkCode;
use stamboek_domain::enrolment::EnrolmentRemarkKind;
use stamboek_domain::problem::{Code, Problem};

use crate::sync;

/// What went wrong, in one sentence or two.
pub fn problem(problem: &Problem) -> String {
    let value = |key: &str| problem.values.get(key).map_or("", String::as_str);
    match problem.code {
        Code::Internal => format!("Er liep iets mis in het programma zelf ({}).", value("detail")),
        Code::Disk if ["NotFound", "entity not found"].contains(&value("detail")) => {
            "Dit bestand of deze map bestaat niet.".into()
        }
        Code::Disk => format!("De schijf weigerde te lezen of te schrijven ({}).", value("detail")),
        Code::DiskFull => "De schijf is vol; er is niets gewijzigd.".into(),
        Code::BadRequest => "Het programma begreep deze opdracht niet.".into(),
        Code::NotReady => "Het register is niet open.".into(),
        Code::Revoked => "De beheerder heeft deze laptop ingetrokken.".into(),
        Code::Locked => "Stamboek is vergrendeld.".into(),
        Code::PinWrong => format!("Deze pincode is niet juist; nog {} pogingen.", value("left")),
        Code::PinBlocked => "De pincode was vijf keer fout en telt even niet.".into(),
        Code::SignInNeeded => "De server werd lang niet gehoord: meld eerst opnieuw aan.".into(),
        Code::PinWeak => "Een pincode heeft zes cijfers of meer, niet allemaal dezelfde en geen reeks.".into(),
        Code::Cancelled => "Gestopt; er is niets gewijzigd.".into(),
        Code::NotFound if value("what") == "server_program" => {
            "Het programma stamboek-server staat niet op deze computer: het hoort naast stamboek, of in het zoekpad."
                .into()
        }
        Code::NotFound => format!("Bestaat niet (meer): {} {}", thing(value("what")), value("value")).trim().to_owned() + ".",
        Code::Stale => format!("{} is intussen gewijzigd naar “{}”.", value("field"), value("now")),
        Code::InvalidValue if value("field") == "database" && value("value").is_empty() => {
            "De lijst heeft nummers: zeg met --database van welke database ze zijn.".into()
        }
        Code::InvalidValue if value("field") == "map" => format!(
            "“{}” is geen GEGEVEN=OPSCHRIFT van deze lijst; de gegevens staan in docs/cli.md.",
            value("value")
        ),
        Code::InvalidValue => format!("“{}” is niet geldig voor {}.", value("value"), value("field")),

        Code::NoLessons => {
            let name = if value("name").is_empty() { value("why") } else { value("name") };
            format!("Op {} {} is er geen les ({name}); er is niets gewijzigd.", value("day"), value("half"))
        }
        Code::NotEnrolled => {
            let since = if value("from").is_empty() { String::new() } else { format!(", wel vanaf {}", value("from")) };
            let left = if value("until").is_empty() { String::new() } else { format!(", laatste dag {}", value("until")) };
            format!("Niet ingeschreven op {}{since}{left}.", value("day"))
        }
        Code::CodeUnknown => format!("“{}” is geen code van deze school.", value("code")),
        Code::MarkRefused => {
            format!("Code {} kan hier niet: {} ({}).", value("code"), value("reason"), value("source"))
        }
        Code::CalendarRefused => format!("Deze kalender kan niet zo bewaard worden: {}.", value("what")),
        Code::EnrolmentOverlaps => {
            let until = if value("until").is_empty() { String::new() } else { format!(" tot {}", value("until")) };
            format!("In die periode al ingeschreven in {} van {}{until}.", value("class"), value("from"))
        }
        Code::EnrolmentWeekend => {
            format!("Een inschrijving begint niet in een weekend ({}), behalve op 1 september.", value("day"))
        }
        Code::EnrolmentCancelled => {
            "Deze inschrijving in de school is geannuleerd: er verandert niets meer aan.".into()
        }
        Code::EntryRefused => format!("Zo kan het niet in het dossier: {}.", value("why")),
        Code::LinkFailed => match value("why") {
            "off" => "De koppeling met Discimus staat uit.".into(),
            "nobody" => "Het programma van de koppeling antwoordt niet: het draait niet op deze computer.".into(),
            "slow" => "Het programma van de koppeling antwoordde niet op tijd.".into(),
            "failed" => "Het programma van de koppeling meldt een storing.".into(),
            "school" => "Het programma van de koppeling spreekt niet voor deze school.".into(),
            _ => "Het antwoord van de koppeling was niet te begrijpen en werd weggegooid.".into(),
        },
        Code::NotJoined => "Dit register hoort bij geen server: meld het eerst aan met `stamboek sync join`.".into(),
        Code::JoinedAlready => "Dit register hoort al bij een server.".into(),
        Code::CodeRefused => match value("why") {
            "used" => "Deze code is al gebruikt: vraag de beheerder een nieuwe.".into(),
            "expired" => "Deze code is ouder dan 24 uur: vraag de beheerder een nieuwe.".into(),
            "too_many" => "Te veel foute codes vanaf dit adres: probeer het over een uur opnieuw.".into(),
            _ => "De server kent deze code niet: kijk ze na.".into(),
        },
        Code::SignInRefused => "Deze naam en dit wachtwoord horen niet bij elkaar.".into(),
        Code::ServerFailed => sync::trouble(value("why")).to_owned(),
        Code::EntryTooLarge if value("what") == "letter" => format!(
            "De tekst van “{}” is ongeveer {} tekens te lang; er is niets gewijzigd.",
            value("letter"),
            value("over")
        ),
        Code::EntryTooLarge => match value("what") {
            "text" => "Een van de teksten is te lang: hoogstens 16 KiB; er is niets gewijzigd.".into(),
            _ => "Dit is te veel om in één keer te bewaren; er is niets gewijzigd.".into(),
        },
        Code::MassChangeNotYours => {
            "Zo veel tegelijk toelaten mag alleen het hoofd van het secretariaat of een beheerder; er is niets gewijzigd.".into()
        }
        Code::EntriesWait => format!(
            "De server heeft {} wijzigingen nog niet. Verstuur ze eerst met `stamboek sync now`, of laat ze \
             achter met --leave-behind.",
            value("waiting")
        ),
        Code::MeasureRefused => format!("Deze tuchtmaatregel kan niet: {}.", value("why")),

        Code::SheetUnknownFormat => "Het bestand is geen XLSX, XLS, ODS of CSV.".into(),
        Code::SheetDamaged => format!("Het bestand is beschadigd ({}).", value("detail")),
        Code::SheetEncrypted => "Het bestand is met een wachtwoord beveiligd.".into(),
        Code::SheetMacros => "Het bestand bevat macro’s en wordt niet gelezen.".into(),
        Code::SheetExternalLinks => {
            "Het bestand verwijst naar andere bestanden en wordt niet gelezen.".into()
        }
        Code::SheetNestedArchive => "In het bestand zit een ander ingepakt bestand.".into(),
        Code::SheetTooLarge => {
            let row = if value("row").is_empty() { String::new() } else { format!(", rij {}", value("row")) };
            format!("Het bestand is te groot ({} boven {}{row}).", value("what"), value("limit"))
        }
        Code::SheetTimeout => format!("Het lezen duurde langer dan {} s en werd gestopt.", value("seconds")),
        Code::SheetEmpty => "Er staan geen rijen in het blad.".into(),
        Code::CsvQuotes => format!("In regel {} begint een aanhalingsteken dat nergens sluit.", value("row")),
        Code::CsvNul => format!("In regel {} staat een NUL-teken: dit is geen tekstbestand.", value("row")),
        Code::CsvLineTooLong => format!("Regel {} is langer dan {} MiB.", value("row"), value("limit")),
        Code::CsvEncoding => {
            format!("In regel {} staan tekens buiten de codering van het bestand.", value("row"))
        }
        Code::ColumnsMissing => format!("Duid met --map aan waar dit staat: {}.", value("targets")),
        Code::PlanNotApplicable => format!(
            "Kan zo niet worden toegepast: {} rijen geweigerd, {} te beslissen.",
            value("refused"),
            value("undecided")
        ),

        Code::NoViewer => "Er is geen programma om een PDF te tonen.".into(),

        Code::KeyringUnavailable => "De sleutelbos antwoordt niet; geef --key-file of ontgrendel hem.".into(),
        Code::KeyAbsent => {
            "De sleutel van dit register zit niet in de sleutelbos of het sleutelbestand.".into()
        }
        Code::KeyWrong => "De sleutel is niet die van dit register.".into(),
        Code::KeysFileMissing => "keys.json staat niet naast het register.".into(),
        Code::KeysFileDamaged => "keys.json is onleesbaar of van een nieuwere versie.".into(),
        Code::SecretWrong => format!("Niet juist; wacht {} s.", value("wait_seconds")),
        Code::TooSoon => format!("Wacht nog {} s.", value("wait_seconds")),
        Code::RecoveryMistyped => format!("Tikfout in groep {} van de herstelsleutel.", value("group")),
        Code::PassphraseWeak => "De wachtzin heeft minstens 14 tekens of 5 woorden nodig.".into(),
        Code::PassphraseNeeded if value("register") == "exists" => {
            "Dit register gaat open met een wachtzin: voer het commando uit in een terminal, dan wordt ze gevraagd.".into()
        }
        Code::PassphraseNeeded => "Er is geen sleutelbos: geef --key-file.".into(),
        Code::RecoveryGroupsWrong => "Dit zijn niet de groepen van het herstelblad.".into(),
        Code::RecoveryNotSaved => "Het herstelblad is nog niet bewaard.".into(),
        Code::RegisterExists => "In deze map staat al een register; er is niets gemaakt.".into(),
        Code::RegisterMissing => "In deze map staat geen register.".into(),
        Code::SetupUnfinished => {
            "De eerste start is niet afgerond: open het venster en bewaar het herstelblad.".into()
        }

        Code::CardsLabelTooSmall => format!(
            "De streepjescode past niet op {}: nodig {} mm, er is {} mm. Kleinste vel dat past: {}.",
            value("sheet"),
            value("needed"),
            value("have"),
            if value("fits").is_empty() { "geen" } else { value("fits") }
        ),
        Code::CardsOffPage => format!("Met de ijking van {} valt een deel naast het blad.", value("printer")),
        Code::CardsCharacters => format!("“{}” kan niet als {}.", value("text"), value("symbology")),
        Code::CardsNobody => format!("Niemand om te drukken ({} zonder nummer).", value("left_out")),

        Code::NumberTaken => {
            format!("Nummer {} is in {} van iemand anders.", value("number"), value("database"))
        }
        Code::InszTaken => format!("Dit INSZ is van {} ({}).", value("name"), value("class")),
        Code::StamnummerTaken => format!("Dit stamnummer is van {} ({}).", value("name"), value("class")),
        Code::MergeRefused => match value("why") {
            "itself" => "Een leerling kan niet met zichzelf worden samengevoegd.",
            "later" => "Wie er nu staat, werd daarna zelf samengevoegd: draai eerst dat terug.",
            "changed" => "Er is intussen iets gewijzigd bij een van beide leerlingen: kijk het opnieuw na.",
            _ => "Een van beide werd intussen samengevoegd, of dat werd teruggedraaid.",
        }
        .into(),
        Code::ReasonNeeded => "Een lijst met INSZ vraagt een reden.".into(),
        Code::NothingToUndo => "Er is niets om ongedaan te maken.".into(),
        Code::NothingToRedo => "Er is niets om opnieuw te doen.".into(),

        Code::RegisterInUse => "Het register is al open in een ander venster of programma.".into(),
        Code::RegisterNewer => format!(
            "Een nieuwere versie bewaarde dit register (vorm {}, hier {}).",
            value("found"),
            value("known")
        ),
        Code::RegisterDamaged => {
            format!("Het register is beschadigd ({}); het werd niet aangeraakt.", value("detail"))
        }
        Code::UpgradeFailed => format!("Omzetten naar vorm {} mislukte en is teruggezet.", value("version")),
        Code::BackupFailed => format!("Een back-up mislukte of is niet in orde ({}).", value("detail")),
        Code::CopyDiffers => format!(
            "De kopie onder de nieuwe sleutel is niet gelijk aan het register ({}). Het register en zijn sleutel bleven zoals ze waren.",
            value("detail")
        ),
        Code::KeyOfBefore => {
            "Deze back-up heeft een sleutel van voordien: zet ze terug in het venster, met het herstelblad van toen.".into()
        }
        Code::SqliteTooOld => format!("SQLite {} is te oud; nodig is {}.", value("found"), value("needed")),
        Code::FolderNotPrivate => "Anderen kunnen de map van het register lezen.".into(),
        Code::FolderOnNetwork => "De map van het register staat op een netwerkschijf.".into(),
        Code::FolderInCloud => format!("{} kopieert de map van het register.", value("service")),
    }
}

/// What is said of a row of a file.
pub fn remark(remark: &RowRemark) -> String {
    let value = |key: &str| remark.values.get(key).map_or("", String::as_str);
    match remark.code {
        RemarkCode::InszLength => "INSZ heeft geen 11 cijfers; blijft leeg".into(),
        RemarkCode::InszCheckDigits => "controlegetal van INSZ klopt niet; blijft leeg".into(),
        RemarkCode::InszDate => "INSZ heeft een onmogelijke datum; blijft leeg".into(),
        RemarkCode::InszTaken => format!("INSZ is van {}; blijft leeg", value("name")),
        RemarkCode::InszTwice => format!("zelfde INSZ als rij {}; blijft leeg", value("other_row")),
        RemarkCode::SexUnreadable => format!("geslacht “{}” onleesbaar; blijft leeg", value("value")),
        RemarkCode::InstitutionUnreadable => format!("instellingsnummer “{}” onleesbaar", value("value")),
        RemarkCode::LocationUnreadable => format!("vestigingsplaats “{}” onleesbaar", value("value")),
        RemarkCode::StamnummerUnreadable => format!("stamnummer “{}” onleesbaar", value("value")),
        RemarkCode::ClassUnreadable => format!("klas “{}” is te lang; blijft leeg", value("value")),
        RemarkCode::KindUnreadable => format!("soort “{}” onleesbaar", value("value")),
        RemarkCode::NumberUnreadable => format!("nummer “{}” onleesbaar", value("value")),
        RemarkCode::NumberRounded => {
            format!("{} “{}” is door het rekenblad afgerond", value("field"), value("value"))
        }
        RemarkCode::InszBirthDate => {
            format!("INSZ en geboortedatum {} spreken elkaar tegen", value("birth_date"))
        }
        RemarkCode::FullNameSplit => {
            format!("naam gesplitst in {} | {}", value("last_name"), value("first_name"))
        }
        RemarkCode::NameIncomplete => format!("naam of voornaam ontbreekt ({} is ingevuld)", value("field")),
        RemarkCode::NumberChanges => format!("nummer {} wordt {}", value("was"), value("now")),
        RemarkCode::DateUnreadable => format!("geboortedatum “{}” onleesbaar", value("value")),
        RemarkCode::DateUnlikely => format!("geboortedatum “{}” kan niet", value("value")),
        RemarkCode::TwoRowsOnePupil => format!("zelfde persoon als rij {}", value("other_row")),
        RemarkCode::PointsToTwo => format!("wijst naar meer dan één persoon: {}", value("names")),
        RemarkCode::NameDiffers => format!("het nummer is van {}, met een andere naam", value("name")),
        RemarkCode::NumberTwice => {
            format!("nummer {} staat ook in rij {}", value("number"), value("other_row"))
        }
        RemarkCode::NumberTaken => format!("nummer {} is van {}", value("number"), value("name")),
        RemarkCode::CellWithoutValue => format!("cel zonder waarde in kolom {}", value("column")),
        RemarkCode::OldNumberMissing => "oud nummer ontbreekt".into(),
        RemarkCode::NewNumberMissing => "nieuw nummer ontbreekt".into(),
        RemarkCode::NumberInvalid => format!("{} “{}” is geen nummer", value("field"), value("value")),
        RemarkCode::OldNumberTwice => {
            format!("oud nummer {} staat ook in rij {}", value("number"), value("other_row"))
        }
        RemarkCode::NewNumberTwice => {
            format!("nieuw nummer {} staat ook in rij {}", value("number"), value("other_row"))
        }
        RemarkCode::NewNumberTaken => format!("nieuw nummer {} is van {}", value("number"), value("name")),
        RemarkCode::HasOtherNumber => format!("heeft al nummer {} in die database", value("number")),
        RemarkCode::BirthDateDiffers => format!("geboortedatum in het register is {}", value("birth_date")),
        RemarkCode::OldNumberClosed => {
            format!("oud nummer was al gesloten; {} wordt voorgesteld", value("name"))
        }
        RemarkCode::ChosenIsGone => "de gekozen persoon bestaat niet meer".into(),
        RemarkCode::MomentUnreadable => format!("inschrijvingsmoment “{}” onleesbaar", value("value")),
        RemarkCode::LevelUnreadable => format!("soort school “{}” onleesbaar", value("value")),
        RemarkCode::GroupUnreadable => format!("administratieve groep “{}” onleesbaar", value("value")),
        RemarkCode::GroupLeftOut => {
            let missing = match value("field") {
                "location" => "vestigingsplaats",
                "institution" => "instellingsnummer",
                _ => "begindatum",
            };
            format!("administratieve groep niet overgenomen: {missing} ontbreekt")
        }
        RemarkCode::BeginInWeekend => format!("begindatum {} valt in een weekend", value("value")),
        RemarkCode::OnlySharedDays => "enkel de periode van overlap is gegeven".into(),
        RemarkCode::PeriodUnreadable => format!("begin- of einddatum “{}” onleesbaar", value("value")),
        RemarkCode::BeginMissing => "begindatum ontbreekt".into(),
        RemarkCode::EndBeforeBegin => "einddatum ligt voor de begindatum".into(),
        RemarkCode::SchoolMissing => "school ontbreekt".into(),
        RemarkCode::ToldTwice => format!("rij {} zegt het anders", value("other_row")),
    }
}
/// What a rule of enrolment says.
pub fn enrolment_remark(kind: &EnrolmentRemarkKind) -> String {
    use EnrolmentRemarkKind as Kind;
    match kind {
        Kind::BeginInWeekend => "een begindatum valt niet in een weekend, behalve op 1 september".into(),
        Kind::BeginFirstOfSeptember { expected, .. } => {
            format!("wie van de eerste schooldag af komt, begint op {expected}")
        }
        Kind::BeginWithoutLessons { next, .. } => {
            format!("op de begindatum is er geen les; de eerstvolgende dag is {next}")
        }
        Kind::EnrolledAfterBegin => "het moment van inschrijving ligt na de eerste dag".into(),
        Kind::RegisteredLate { by } => format!("de termijn om te registreren liep tot {by}"),
        Kind::KleuterTooYoung { next } => {
            format!("de kleuter is nog geen twee en een half; kan vanaf {next}")
        }
        Kind::KleuterNotEntryDate { next } => {
            format!("de begindatum is geen instapdatum; de volgende is {next}")
        }
        Kind::InszMissing => "zonder rijksregisternummer ziet AGODI geen dubbele inschrijving".into(),
        Kind::InszBirthDate { told } => format!("het INSZ zegt een andere geboortedatum: {told}"),
        Kind::InszSex { told } => format!("het INSZ zegt een ander geslacht: {}", told.to_uppercase()),
        Kind::PostponedElsewhere => {
            "uitstellen bestaat alleen in het buitengewoon secundair onderwijs".into()
        }
        Kind::RefusalWithoutReason => "een weigering heeft een reden".into(),
        Kind::CancelWithoutReason => "annuleren heeft een reden".into(),
        Kind::EndBeforeBegin => {
            "de laatste dag ligt voor de begindatum; wie nooit kwam krijgt er geen".into()
        }
        Kind::EndAfterYear { last } => format!("een inschrijving in een groep loopt hoogstens tot {last}"),
        Kind::EndInSummer { expected } => format!("wie de school verlaat, eindigt op {expected}"),
        Kind::LeavesWhileCompulsory { until } => format!("de leerling is leerplichtig tot {until}"),
        Kind::AlreadyEnrolled { from, until } => {
            let until = until.map(|day| format!(" tot en met {day}")).unwrap_or_default();
            format!("al ingeschreven in deze school vanaf {from}{until}")
        }
        Kind::OtherStamnummer => {
            "de leerling heeft in deze school een ander stamnummer; dat verandert nooit".into()
        }
        Kind::CancelWipes => "annuleren wist de hele inschrijving bij AGODI".into(),
        Kind::ChangeOutside => "op die dag loopt geen inschrijving in een groep om te wijzigen".into(),
    }
}

/// What does not exist, by its name in a problem.
fn thing(what: &str) -> &str {
    match what {
        "class" => "klas",
        "pupil" => "leerling",
        "row" => "rij",
        "file" => "bestand",
        "sheet" => "blad of stickervel",
        other => other,
    }
}
