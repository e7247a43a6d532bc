//! The central server: where sync stands, send and fetch now, join, sign in, leave.

use std::io::{BufRead, IsTerminal};

use serde_json::json;
use stamboek_core::sync::messages::SyncStatus;
use stamboek_core::sync::{act, status};
use stamboek_core::{Answer, Core, keys};
use stamboek_domain::problem::{Code, Problem};
use zeroize::Zeroizing;

use crate::Said;
use crate::args::{Arguments, Join, Sync};
use crate::terminal::open;

/// Carries out one of them.
pub fn sync(arguments: &Arguments, wished: &Sync) -> Answer<Said> {
    let (core, _) = open(arguments)?;
    match wished {
        Sync::Status => said(&core),
        Sync::Now => now(&core),
        Sync::Join(join) => joined(&core, join),
        Sync::SignIn { login } => sign_in(&core, login),
        Sync::Leave { leave_behind } => {
            act::leave(&core, *leave_behind)?;
            Ok(Said::new(json!({ "joined": null }), "Dit register hoort bij geen server meer."))
        }
    }
}

/// What does not get through leaves the answer whole, and the exit status says it.
fn now(core: &Core) -> Answer<Said> {
    match act::now(core) {
        Err(problem) if problem.code == Code::ServerFailed => {
            let mut said = said(core)?;
            said.problem = Some(problem);
            Ok(said)
        }
        Err(problem) => Err(problem),
        Ok(()) => said(core),
    }
}

fn joined(core: &Core, wished: &Join) -> Answer<Said> {
    let read = |path: &std::path::PathBuf| std::fs::read_to_string(path).map_err(keys::file::disk_problem);
    let ca = wished.ca.as_ref().map(read).transpose()?;
    act::join(core, &wished.server, &wished.code, ca.as_deref())?;
    said(core)
}

fn sign_in(core: &Core, login: &str) -> Answer<Said> {
    let password = password()?;
    act::sign_in(core, login, &password)?;
    said(core)
}

/// From a person at a terminal without echo, or else the first line of standard input.
fn password() -> Answer<Zeroizing<String>> {
    let wrong = |_| Problem::new(Code::Disk).with("detail", "stdin");
    if std::io::stdin().is_terminal() {
        return rpassword::prompt_password("Wachtwoord: ").map(Zeroizing::new).map_err(wrong);
    }
    let mut line = Zeroizing::new(String::new());
    std::io::stdin().lock().read_line(&mut line).map_err(wrong)?;
    Ok(Zeroizing::new(line.trim_end_matches(['\r', '\n']).to_owned()))
}

fn said(core: &Core) -> Answer<Said> {
    let status = status::status(core)?;
    let json =
        serde_json::to_value(&status).map_err(|_| Problem::new(Code::Internal).with("detail", "json"))?;
    Ok(Said::new(json, text(&status)))
}

fn text(status: &SyncStatus) -> String {
    let Some(joined) = &status.joined else { return "Dit register hoort bij geen server.".into() };
    let mut lines = vec![format!("Server: {} ({})", joined.server, joined.school)];
    if !joined.laptop.is_empty() {
        lines.push(format!("Laptop: {}", joined.laptop));
    }
    lines.push(match &joined.person {
        None => "Niemand is aangemeld.".to_owned(),
        Some(person) if person.ended => format!("{} moet opnieuw aanmelden.", person.name),
        Some(person) => format!("Aangemeld: {}, tot {}", person.name, person.until),
    });
    lines.push(match (&status.waiting_since, status.waiting) {
        (Some(since), waiting) => format!("Wacht op de server: {waiting}, sinds {since}"),
        (None, _) => "Alles staat op de server.".to_owned(),
    });
    for (count, what) in [
        (status.refused.len() as u32, "Neemt de server niet aan"),
        (status.conflicts, "Botsingen"),
        (status.held, "Aangehouden"),
    ] {
        if count > 0 {
            lines.push(format!("{what}: {count}"));
        }
    }
    lines.push(format!("Laatste contact: {}", status.last_contact.as_deref().unwrap_or("geen")));
    lines.extend(status.trouble.map(|found| trouble(&found.name()).to_owned()));
    lines.join("\n")
}

/// Why nothing gets through.
pub fn trouble(why: &str) -> &'static str {
    match why {
        "unreachable" => "De server is niet bereikbaar. Wat ingevoerd is, wacht.",
        "proxy" => {
            "Iets tussen deze computer en de server opent de verbinding, of het certificaat van de server is niet bekend."
        }
        "date" => {
            "De klok van deze computer staat verkeerd, of het certificaat van de server is vervallen: kijk eerst datum en uur na."
        }
        "busy" => "De server vraagt om het later opnieuw te proberen.",
        "sign_in" => "De server vraagt om aan te melden (stamboek sync sign-in).",
        "revoked" => "De beheerder heeft deze laptop ingetrokken.",
        "forbidden" => "De server laat dit niet toe voor deze persoon of deze laptop.",
        "too_old" => "Deze versie van Stamboek is te oud voor de server.",
        "server_too_old" => "De server is te oud voor deze versie van Stamboek.",
        "key_missing" => "De sleutel van deze laptop ontbreekt: meld ze opnieuw aan met een nieuwe code.",
        "store" => "De schijf weigerde.",
        "mass_change" => "Een grote wijziging wacht tot iemand ze bevestigt.",
        _ => "Het antwoord kwam niet van de server en werd weggegooid.",
    }
}
