//! A PostgreSQL that lives in a folder and vanishes with it, for tests and for trying out: no
//! service, no port, only a socket in that folder.

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// The name of the database, and of the role that owns its tables.
pub const OWNER: &str = "stamboek_owner";
/// The role as which the program serves: it owns nothing.
pub const PROGRAM: &str = "stamboek_program";

/// A running cluster; it is stopped and its folder removed when it is dropped.
pub struct Cluster {
    folder: tempfile::TempDir,
    programs: PathBuf,
    user: Option<(u32, u32)>,
}

impl Cluster {
    /// Makes a cluster in a temporary folder, starts it, and makes the owner with its database and
    /// the role of the program.
    ///
    /// # Errors
    /// A sentence that says what is missing or what failed.
    pub fn start() -> Result<Self, String> {
        let programs = programs().ok_or("PostgreSQL 15 of nieuwer ontbreekt (pakket postgresql)")?;
        let folder = tempfile::Builder::new().prefix("pg").tempdir().map_err(|error| error.to_string())?;
        let user = unprivileged().map_err(|error| error.to_string())?;
        if let Some((uid, gid)) = user {
            chown(folder.path(), Some(uid), Some(gid)).map_err(|error| error.to_string())?;
        }
        let cluster = Self { folder, programs, user };
        let data = cluster.data();
        cluster.run(
            "initdb",
            [
                OsStr::new("--no-sync"),
                "--auth=trust".as_ref(),
                "--username=super".as_ref(),
                "--encoding=UTF8".as_ref(),
                "--locale=C".as_ref(),
                "--pgdata".as_ref(),
                data.as_os_str(),
            ],
        )?;
        cluster.configure()?;
        cluster.launch()?;
        cluster.sql("postgres", &format!("CREATE ROLE {OWNER} LOGIN CREATEROLE"))?;
        cluster.sql("postgres", &format!("CREATE DATABASE {OWNER} OWNER {OWNER}"))?;
        cluster.sql("postgres", &format!("CREATE ROLE {PROGRAM} LOGIN"))?;
        Ok(cluster)
    }

    /// Lets the role of the program in, once the tables were made.
    ///
    /// # Errors
    /// What psql says.
    pub fn admit(&self) -> Result<(), String> {
        self.sql("postgres", &format!("GRANT stamboek_server TO {PROGRAM}"))
    }

    /// The folder of the socket, which is where `host` points.
    pub fn socket(&self) -> &Path {
        self.folder.path()
    }

    /// Where the cluster keeps its files.
    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// How a role reaches the database, as a connection text.
    pub fn url(&self, role: &str) -> String {
        format!("host={} user={role} dbname={OWNER}", self.socket().display())
    }

    /// Runs SQL as the superuser.
    ///
    /// # Errors
    /// What psql says.
    pub fn sql(&self, database: &str, text: &str) -> Result<(), String> {
        let socket = self.socket().as_os_str();
        self.run(
            "psql",
            [
                OsStr::new("--no-psqlrc"),
                "--quiet".as_ref(),
                "--set=ON_ERROR_STOP=1".as_ref(),
                "--username=super".as_ref(),
                "--host".as_ref(),
                socket,
                "--dbname".as_ref(),
                database.as_ref(),
                "--command".as_ref(),
                text.as_ref(),
            ],
        )
    }

    /// Starts the cluster, also after [`Cluster::kill`]; waits until it answers.
    ///
    /// # Errors
    /// What pg_ctl says.
    pub fn launch(&self) -> Result<(), String> {
        let (data, log) = (self.data(), self.folder.path().join("log"));
        self.run(
            "pg_ctl",
            [
                OsStr::new("start"),
                "--wait".as_ref(),
                "--silent".as_ref(),
                "--timeout=60".as_ref(),
                "--pgdata".as_ref(),
                data.as_os_str(),
                "--log".as_ref(),
                log.as_os_str(),
            ],
        )
    }

    /// The process of which all others of the cluster are children; 0 when it does not run.
    pub fn postmaster(&self) -> u32 {
        let text = fs::read_to_string(self.data().join("postmaster.pid")).unwrap_or_default();
        text.lines().next().and_then(|line| line.parse().ok()).unwrap_or(0)
    }

    /// Ends it as a power cut of the process would: no time to finish anything.
    ///
    /// # Errors
    /// When it does not run.
    pub fn kill(&self) -> Result<(), String> {
        let text =
            fs::read_to_string(self.data().join("postmaster.pid")).map_err(|error| error.to_string())?;
        let pid = text.lines().next().unwrap_or_default().to_owned();
        let mut kill = Command::new("kill");
        quiet(kill.args(["-KILL", &pid]))?;
        // Its children notice that it is gone and end too; a new start waits for them.
        let began = Instant::now();
        while Path::new(&format!("/proc/{pid}")).exists() && began.elapsed() < Duration::from_secs(10) {
            std::thread::sleep(Duration::from_millis(5));
        }
        Ok(())
    }

    /// Ends it and waits until it wrote everything down.
    ///
    /// # Errors
    /// What pg_ctl says.
    pub fn stop(&self) -> Result<(), String> {
        let data = self.data();
        self.run(
            "pg_ctl",
            [
                OsStr::new("stop"),
                "--mode=fast".as_ref(),
                "--wait".as_ref(),
                "--silent".as_ref(),
                "--pgdata".as_ref(),
                data.as_os_str(),
            ],
        )
    }

    /// Makes a base backup, in place of the one before, while everybody goes on writing.
    ///
    /// # Errors
    /// What pg_basebackup says.
    pub fn back_up(&self) -> Result<(), String> {
        let (socket, backup) = (self.socket().as_os_str(), self.backup());
        let _ = fs::remove_dir_all(&backup);
        self.run(
            "pg_basebackup",
            [
                OsStr::new("--host"),
                socket,
                "--username=super".as_ref(),
                "--checkpoint=fast".as_ref(),
                "--pgdata".as_ref(),
                backup.as_os_str(),
            ],
        )
    }

    /// Puts the backup back in place of what is there, which is lost.
    ///
    /// # Errors
    /// What pg_ctl or the disk says, or that there is no backup.
    pub fn restore(&self) -> Result<(), String> {
        if !self.backup().exists() {
            return Err("er is nog geen back-up".to_owned());
        }
        self.stop()?;
        fs::remove_dir_all(self.data())
            .and_then(|()| fs::rename(self.backup(), self.data()))
            .map_err(|error| error.to_string())?;
        self.launch()
    }

    /// Everything that the database holds, as PostgreSQL's own tool writes it down.
    ///
    /// # Errors
    /// What pg_dump or the disk says.
    pub fn dump(&self) -> Result<Vec<u8>, String> {
        let dump = self.folder.path().join("dump");
        self.run(
            "pg_dump",
            [
                OsStr::new("--host"),
                self.socket().as_os_str(),
                "--username=super".as_ref(),
                "--file".as_ref(),
                dump.as_os_str(),
                OWNER.as_ref(),
            ],
        )?;
        fs::read(dump).map_err(|error| error.to_string())
    }

    fn backup(&self) -> PathBuf {
        self.folder.path().join("backup")
    }

    /// Runs one of PostgreSQL's programs as the user who owns the cluster.
    ///
    /// # Errors
    /// What the program says.
    pub fn run<'a>(&self, name: &str, words: impl IntoIterator<Item = &'a OsStr>) -> Result<(), String> {
        let mut command = Command::new(self.programs.join(name));
        command.args(words).current_dir(self.folder.path()).env("LC_ALL", "C");
        if let Some((uid, gid)) = self.user {
            command.uid(uid).gid(gid);
        }
        quiet(&mut command)
    }

    fn configure(&self) -> Result<(), String> {
        let text = format!(
            "listen_addresses = ''\nunix_socket_directories = '{}'\nmax_connections = 100\n\
             shared_buffers = '64MB'\nfsync = off\nwal_level = replica\nmax_wal_senders = 2\n\
             log_parameter_max_length = 0\nlog_parameter_max_length_on_error = 0\n\
             log_error_verbosity = terse\nlog_min_error_statement = panic\n",
            self.socket().display()
        );
        let file = self.data().join("postgresql.auto.conf");
        fs::write(&file, text).map_err(|error| error.to_string())?;
        if let Some((uid, gid)) = self.user {
            chown(&file, Some(uid), Some(gid)).map_err(|error| error.to_string())?;
        }
        fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).map_err(|error| error.to_string())
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let data = self.data();
        // A cluster that was killed is not there to be stopped.
        let _ = self.run(
            "pg_ctl",
            [
                OsStr::new("stop"),
                "--mode=immediate".as_ref(),
                "--silent".as_ref(),
                "--pgdata".as_ref(),
                data.as_os_str(),
            ],
        );
    }
}

fn quiet(command: &mut Command) -> Result<(), String> {
    // pg_ctl's child keeps what it inherits: a pipe would never end.
    let log = tempfile::tempfile().and_then(|file| Ok((file.try_clone()?, file)));
    let (err, mut log) = log.map_err(|error| error.to_string())?;
    let status = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(err).status();
    let name =
        Path::new(command.get_program()).file_name().unwrap_or_default().to_string_lossy().into_owned();
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => {
            let mut text = String::new();
            let read =
                io::Seek::rewind(&mut log).and_then(|()| io::Read::read_to_string(&mut log, &mut text));
            Err(format!("{name}: {status}\n{}", read.map(|_| text).unwrap_or_default()))
        }
        Err(error) => Err(format!("{name}: {error}")),
    }
}

/// The folder with initdb and the others: the newest that Debian and its relatives installed, or
/// the search path.
fn programs() -> Option<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut found: Vec<(u32, PathBuf)> = versions
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse().ok()?, entry.path().join("bin"))))
        .filter(|(version, folder)| *version >= 15 && folder.join("initdb").exists())
        .collect();
    found.sort();
    let path = std::env::var_os("PATH").unwrap_or_default();
    let on_path = || std::env::split_paths(&path).find(|folder| folder.join("initdb").exists());
    found.pop().map(|(_, folder)| folder).or_else(on_path)
}

/// PostgreSQL refuses to run as root: then it runs as the user of its package, or as nobody.
fn unprivileged() -> io::Result<Option<(u32, u32)>> {
    if fs::metadata("/proc/self")?.uid() != 0 {
        return Ok(None);
    }
    let accounts = fs::read_to_string("/etc/passwd")?;
    let find = |name: &str| {
        accounts.lines().find_map(|line| match line.split(':').collect::<Vec<_>>()[..] {
            [account, _password, user, group, ..] if account == name => {
                Some((user.parse().ok()?, group.parse().ok()?))
            }
            _ => None,
        })
    };
    find("postgres").or_else(|| find("nobody")).map(Some).ok_or_else(|| io::Error::other("no user but root"))
}
