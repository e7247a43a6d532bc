//! Settings: a TOML file, and over it the environment. `STAMBOEK_SERVER_LISTEN` is `listen`,
//! `STAMBOEK_SERVER_DATABASE__URL` is `url` in `[database]`.

use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};

use serde::Deserialize;
use toml::{Table, Value};

const PREFIX: &str = "STAMBOEK_SERVER_";

/// How this server runs.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// Where laptops reach it, behind what ends TLS.
    #[serde(default = "listen")]
    pub listen: SocketAddr,
    /// Where health and figures are asked; never reachable from outside.
    #[serde(default = "admin_listen")]
    pub admin_listen: SocketAddr,
    /// Its address as laptops know it: an assertion is made for this address alone.
    pub public_url: String,
    /// Folder with `signing.key`, `token.key` and `seal.key`.
    pub keys: PathBuf,
    /// Machines that end TLS for us: only their `X-Forwarded-For` is believed.
    #[serde(default)]
    pub trusted_proxies: Vec<IpAddr>,
    /// The database.
    pub database: Database,
    /// Rates.
    #[serde(default)]
    pub rates: Rates,
    /// Oldest program on a laptop that records are still sent to.
    #[serde(default = "oldest_client")]
    pub oldest_client: String,
    /// Folder outside the database and its backups: the ledger of erasures, and the signed digests
    /// of the access log. Without it nobody is erased.
    pub apart: Option<PathBuf>,
    /// How long things are kept.
    #[serde(default)]
    pub keep: Keep,
}

/// How long things are kept on the server.
#[derive(Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Keep {
    /// Days of commits, entries and tombstones, 400 at least (sync.md 4).
    pub history_days: u32,
    /// Years of the access log, 1 to 10 (security.md S62).
    pub access_log_years: u32,
}

impl Default for Keep {
    fn default() -> Self {
        Self { history_days: SHORTEST_HISTORY, access_log_years: 3 }
    }
}

/// Days that entries are kept at least.
pub const SHORTEST_HISTORY: u32 = 400;

/// Where the registers are.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Database {
    /// As whom the program serves: a role that owns nothing.
    pub url: String,
    /// File with its password, if it has one.
    pub password_file: Option<PathBuf>,
    /// As whom the administrator works (`migrate`, `institution`, …); not needed to serve.
    pub owner_url: Option<String>,
    /// Connections at once.
    #[serde(default = "connections")]
    pub connections: usize,
    /// Where `SERIALIZABLE` is the only isolation (some distributed engines).
    #[serde(default)]
    pub serializable: bool,
}

/// How much anybody may ask (security.md S83).
#[derive(Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Rates {
    /// Requests without a token, per address and second.
    pub address_per_second: u32,
    /// Requests of a device per minute.
    pub device_per_minute: u32,
    /// MiB of a device per day.
    pub device_mebibytes_per_day: u32,
    /// Requests of an institution per second.
    pub institution_per_second: u32,
}

impl Default for Rates {
    fn default() -> Self {
        Self {
            address_per_second: 10,
            device_per_minute: 60,
            device_mebibytes_per_day: 200,
            institution_per_second: 20,
        }
    }
}

fn listen() -> SocketAddr {
    SocketAddr::from(([127, 0, 0, 1], 4470))
}

fn admin_listen() -> SocketAddr {
    SocketAddr::from(([127, 0, 0, 1], 4471))
}

fn oldest_client() -> String {
    "0.1.0".to_owned()
}

fn connections() -> usize {
    16
}

/// Reads the file, if there is one, and the environment over it.
///
/// # Errors
/// A sentence that names the file and the place, never a value.
pub fn read(
    file: Option<&Path>,
    environment: impl Iterator<Item = (String, String)>,
) -> Result<Settings, String> {
    let mut table = match file {
        Some(path) => {
            let text =
                std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
            text.parse::<Table>().map_err(|error| format!("{}: {}", path.display(), error.message()))?
        }
        None => Table::new(),
    };
    for (name, value) in environment {
        if let Some(name) = name.strip_prefix(PREFIX) {
            set(&mut table, &name.to_lowercase(), value)?;
        }
    }
    let settings: Settings =
        table.try_into().map_err(|error: toml::de::Error| format!("Instellingen: {}", error.message()))?;
    if settings.keep.history_days < SHORTEST_HISTORY {
        return Err(format!("Instellingen: keep.history_days is minstens {SHORTEST_HISTORY}"));
    }
    if !(1..=10).contains(&settings.keep.access_log_years) {
        return Err("Instellingen: keep.access_log_years is 1 tot 10".to_owned());
    }
    Ok(settings)
}

fn set(table: &mut Table, name: &str, value: String) -> Result<(), String> {
    match name.split_once("__") {
        Some((outer, inner)) => {
            let inside = table.entry(outer).or_insert_with(|| Value::Table(Table::new()));
            set(
                inside.as_table_mut().ok_or_else(|| format!("Instellingen: `{outer}` heeft geen delen"))?,
                inner,
                value,
            )
        }
        None => {
            // A number, a truth or a list where it reads as one; a text where it does not.
            let parsed =
                format!("value = {value}").parse::<Table>().ok().and_then(|mut one| one.remove("value"));
            table.insert(name.to_owned(), parsed.unwrap_or(Value::String(value)));
            Ok(())
        }
    }
}

impl Settings {
    /// The text by which the program reaches the database, with the password of the file.
    ///
    /// # Errors
    /// A sentence that names what cannot be read.
    pub fn database(&self) -> Result<tokio_postgres::Config, String> {
        let mut config = connection(&self.database.url)?;
        if let Some(file) = &self.database.password_file {
            let text =
                std::fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
            config.password(text.trim_end_matches(['\r', '\n']));
        }
        Ok(config)
    }

    /// The folder apart from the database.
    ///
    /// # Errors
    /// A sentence, where it is not set.
    pub fn apart(&self) -> Result<&Path, String> {
        self.apart.as_deref().ok_or_else(|| "Instellingen: hiervoor is apart nodig".to_owned())
    }

    /// The text by which the administrator reaches the database.
    ///
    /// # Errors
    /// A sentence that names what is missing.
    pub fn owner(&self) -> Result<tokio_postgres::Config, String> {
        connection(
            self.database.owner_url.as_deref().ok_or("Instellingen: hiervoor is database.owner_url nodig")?,
        )
    }
}

fn connection(text: &str) -> Result<tokio_postgres::Config, String> {
    let mut config: tokio_postgres::Config =
        text.parse().map_err(|_| "Instellingen: het adres van de databank is niet leesbaar".to_owned())?;
    config.application_name("stamboek-server").connect_timeout(std::time::Duration::from_secs(5));
    Ok(config)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str =
        "public_url = \"https://sync.example\"\nkeys = \"keys\"\n[database]\nurl = \"host=/run/pg\"\n";

    fn with(file: &str, environment: &[(&str, &str)]) -> Result<Settings, String> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("server.toml");
        std::fs::write(&path, file).unwrap();
        let pairs = environment.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        read(Some(&path), pairs)
    }

    #[test]
    fn the_environment_stands_over_the_file_and_reaches_its_parts() {
        let settings = with(
            FILE,
            &[
                ("STAMBOEK_SERVER_LISTEN", "0.0.0.0:80"),
                ("STAMBOEK_SERVER_DATABASE__CONNECTIONS", "3"),
                ("STAMBOEK_SERVER_TRUSTED_PROXIES", "[\"10.0.0.1\"]"),
                ("PATH", "x"),
            ],
        );
        let settings = settings.ok().unwrap();
        assert_eq!(settings.listen, SocketAddr::from(([0, 0, 0, 0], 80)));
        assert_eq!(settings.database.connections, 3);
        assert_eq!(settings.trusted_proxies.len(), 1);
        assert_eq!(settings.rates.device_per_minute, 60);
    }

    #[test]
    fn nothing_is_kept_shorter_than_it_must() {
        for (name, wrong, right) in [("HISTORY_DAYS", "399", "400"), ("ACCESS_LOG_YEARS", "11", "10")] {
            let name = format!("STAMBOEK_SERVER_KEEP__{name}");
            assert!(with(FILE, &[(&name, wrong)]).err().unwrap().contains("keep."));
            assert!(with(FILE, &[(&name, right)]).is_ok());
        }
    }

    #[test]
    fn the_example_reads_as_settings() {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("deploy/server.toml");
        let settings = read(Some(&file), std::iter::empty()).ok().unwrap();
        assert!(settings.database().is_ok());
        assert!(settings.owner().is_err(), "the owner is not needed to serve");
    }

    #[test]
    fn a_setting_that_does_not_exist_is_said_and_its_value_is_not() {
        let sentence = with(FILE, &[("STAMBOEK_SERVER_DATABASE__PASWORD", "geheim")]).err().unwrap();
        assert!(sentence.contains("pasword"), "{sentence}");
        assert!(!sentence.contains("geheim"));
        let sentence = with("public_url = 3", &[]).err().unwrap();
        assert!(sentence.starts_with("Instellingen: "), "{sentence}");
    }
}
