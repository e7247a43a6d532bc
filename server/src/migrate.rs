//! Numbered migrations, run by the owner of the tables (`stamboek-server migrate`), never by the
//! program that serves. Each is one transaction; a database of a newer program is refused.

use tokio_postgres::{Client, Error};

/// Version n is reached by running the first n texts.
const MIGRATIONS: &[&str] = &[
    include_str!("migrations/0001_start.sql"),
    include_str!("migrations/0002_sealed.sql"),
    include_str!("migrations/0003_persons.sql"),
    include_str!("migrations/0004_merges.sql"),
    include_str!("migrations/0005_read.sql"),
    include_str!("migrations/0006_acts.sql"),
];

/// Row-level security and rights, made anew after every change of the tables.
const GUARDS: &str = include_str!("migrations/guards.sql");

/// The version that this program works with.
pub const NEWEST: i32 = MIGRATIONS.len() as i32;

/// Why the tables could not be brought to the newest version.
#[derive(Debug)]
pub enum Refused {
    /// A newer program made them: its version.
    Newer(i32),
    /// The migration to this version failed; the tables are as they were.
    Failed(i32, Error),
}

/// Brings the tables to the newest version and answers the version that was found (0: none).
///
/// # Errors
/// [`Refused`]; a failed migration leaves everything as it was.
pub async fn migrate(owner: &mut Client) -> Result<i32, Refused> {
    run(owner, MIGRATIONS).await
}

async fn run(owner: &mut Client, migrations: &[&str]) -> Result<i32, Refused> {
    let newest = migrations.len() as i32;
    let failed = |error| Refused::Failed(newest, error);
    let tx = owner.transaction().await.map_err(failed)?;
    tx.batch_execute(
        "CREATE TABLE IF NOT EXISTS schema_version (one boolean PRIMARY KEY CHECK (one), version integer NOT NULL);
         INSERT INTO schema_version VALUES (true, 0) ON CONFLICT DO NOTHING",
    )
    .await
    .map_err(failed)?;
    // Two at once wait for each other here.
    let row = tx.query_one("SELECT version FROM schema_version FOR UPDATE", &[]).await.map_err(failed)?;
    let found: i32 = row.get(0);
    if found > newest {
        return Err(Refused::Newer(found));
    }
    for (version, text) in (1..).zip(migrations).filter(|(version, _)| *version > found) {
        tx.batch_execute(text).await.map_err(|error| Refused::Failed(version, error))?;
    }
    tx.batch_execute(GUARDS).await.map_err(failed)?;
    tx.execute("UPDATE schema_version SET version = $1", &[&newest]).await.map_err(failed)?;
    tx.commit().await.map_err(failed)?;
    Ok(found)
}

/// Connects as the owner and migrates; answers the version that was found.
///
/// # Errors
/// A sentence that says what failed, without a value.
pub async fn run_as(owner: tokio_postgres::Config) -> Result<i32, String> {
    let connected = owner.connect(tokio_postgres::NoTls).await;
    let (mut client, connection) =
        connected.map_err(|error| format!("De databank antwoordt niet: {error}"))?;
    tokio::spawn(connection);
    migrate(&mut client).await.map_err(|refused| match refused {
        Refused::Newer(found) => {
            format!("De tabellen zijn van versie {found}, nieuwer dan dit programma ({NEWEST}): er is niets veranderd.")
        }
        Refused::Failed(version, error) => {
            let said = error.as_db_error().map_or_else(|| error.to_string(), |said| said.message().to_owned());
            format!("De overgang naar versie {version} mislukte en is teruggenomen: {said}")
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cluster::{Cluster, OWNER};

    #[tokio::test]
    async fn tables_come_to_the_newest_version_once_and_what_fails_leaves_them_as_they_were() {
        let cluster = Cluster::start().unwrap();
        let config: tokio_postgres::Config = cluster.url(OWNER).parse().unwrap();
        assert_eq!(run_as(config.clone()).await, Ok(0));
        assert_eq!(run_as(config.clone()).await, Ok(NEWEST), "twice is once");
        let (mut client, connection) = config.connect(tokio_postgres::NoTls).await.unwrap();
        tokio::spawn(connection);
        let mut next = MIGRATIONS.to_vec();
        next.push("CREATE TABLE later (x integer); INSERT INTO nowhere VALUES (1)");
        assert!(
            matches!(run(&mut client, &next).await, Err(Refused::Failed(version, _)) if version == NEWEST + 1)
        );
        assert!(client.query("SELECT x FROM later", &[]).await.is_err(), "taken back as a whole");
        assert_eq!(run(&mut client, MIGRATIONS).await.ok(), Some(NEWEST));
        assert!(matches!(run(&mut client, &[]).await, Err(Refused::Newer(NEWEST))));
    }
}
