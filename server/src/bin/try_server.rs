//! The server to try out: on a database in a temporary folder that vanishes with it, on this
//! computer alone, with a demo school. It ends when its input ends, or when the system asks.

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use stamboek_domain::sync::access::Right;
use stamboek_domain::sync::roles::Role;
use stamboek_server::cluster::{Cluster, OWNER, PROGRAM};
use stamboek_server::endpoints::devices::{code_hash, new_code};
use stamboek_server::http::App;
use stamboek_server::keys::Keys;
use stamboek_server::store::Store;
use stamboek_server::{identity, migrate, serve, settings};
use tokio::io::AsyncReadExt;
use uuid::Uuid;

const ADDRESS: &str = "127.0.0.1:4470";
const SCHOOL: &str = "Demoschool De Regenboog";
const PERSON: &str = "els";
const PASSWORD: &str = "proefwachtwoord";

fn main() -> ExitCode {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    match runtime.map_err(|error| error.to_string()).and_then(|runtime| runtime.block_on(run())) {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<(), String> {
    let cluster = Cluster::start()?;
    let owner: tokio_postgres::Config = cluster.url(OWNER).parse().map_err(|_| "socket".to_owned())?;
    migrate::run_as(owner.clone()).await?;
    cluster.admit()?;
    let keys = tempfile::tempdir().map_err(|error| error.to_string())?;
    Keys::make(keys.path())?;
    let values = [
        ("PUBLIC_URL", format!("http://{ADDRESS}")),
        ("LISTEN", ADDRESS.to_owned()),
        ("KEYS", keys.path().display().to_string()),
        ("DATABASE__URL", cluster.url(PROGRAM)),
    ];
    let values = values.into_iter().map(|(name, value)| (format!("STAMBOEK_SERVER_{name}"), value));
    let settings = settings::read(None::<&Path>, values)?;
    let codes = school(&Store::new(owner, 2, false)).await?;
    let mut app = App::new(&settings)?;
    app.log = false;
    println!("\nDe server draait op http://{ADDRESS}, met {SCHOOL}.");
    println!("Aanmelden: {PERSON}, wachtwoord {PASSWORD}.");
    codes.iter().for_each(|code| println!("Code voor een laptop: {code}"));
    let end = async {
        tokio::select! {
            () = serve::asked_to_end() => {}
            () = input_ended() => {}
        }
    };
    serve::serve(Arc::new(app), settings.listen, settings.admin_listen, end).await
}

/// Whoever started us is gone. On a terminal nobody types, and it goes on.
async fn input_ended() {
    let mut input = tokio::io::stdin();
    let mut byte = [0];
    while input.read(&mut byte).await.is_ok_and(|read| read > 0) {}
    if std::io::IsTerminal::is_terminal(&std::io::stdin()) {
        std::future::pending().await
    }
}

/// The demo school with one person who may do everything, and codes for two laptops.
async fn school(store: &Store) -> Result<Vec<String>, String> {
    let failed = |failure: stamboek_server::store::Failure| failure.class().to_owned();
    let (inst, user, now) = (Uuid::now_v7(), Uuid::now_v7(), chrono::Utc::now());
    let today = now.date_naive();
    store.add_institution(inst, (SCHOOL, "099901", today), Uuid::new_v4(), now).await.map_err(failed)?;
    store.add_account(user, PERSON, "Els", Some(&identity::hash(PASSWORD)?)).await.map_err(failed)?;
    for role in [Role::SecretariatLead, Role::BoardAdministrator, Role::PrivacyOfficer] {
        let right = Right { institution: inst, role };
        store.add_right(user, &right, today, None).await.map_err(failed)?;
    }
    let mut codes = Vec::new();
    for label in ["laptop 1", "laptop 2"] {
        let (code, expires) = (new_code()?, now + chrono::Duration::days(1));
        store.add_code(inst, &code_hash(&code), label, expires).await.map_err(failed)?;
        codes.push(code);
    }
    Ok(codes)
}
