//! The server to try out: on a database in a temporary folder that vanishes with it, on this
//! computer alone, with a demo school. Each laptop gets a server of its own on the one database, so
//! that its network can be pulled without the other's. It ends when its input ends, or when the
//! system asks.

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::process::{Child, Command, ExitCode, Stdio};

use clap::Parser;
use stamboek_domain::sync::access::Right;
use stamboek_domain::sync::roles::Role;
use stamboek_server::cluster::{Cluster, OWNER, PROGRAM};
use stamboek_server::endpoints::devices::{code_hash, new_code};
use stamboek_server::keys::Keys;
use stamboek_server::store::access_log::By;
use stamboek_server::store::{Failure, Store};
use stamboek_server::{identity, migrate, serve};
use tempfile::TempDir;
use tokio::sync::mpsc::{self, Receiver};
use uuid::Uuid;

const SCHOOL: &str = "Demoschool De Regenboog";
const NUMBER: &str = "099901";
const PERSON: &str = "els";
const PASSWORD: &str = "proefwachtwoord";
const WORDS: &str = "stop [laptop] · start [laptop] · code · backup · restore";

/// What it is started with.
#[derive(Parser)]
#[command(about, disable_help_subcommand = true)]
struct Options {
    /// Port of the first laptop's server, the next one's is one higher; 0 takes free ones
    #[arg(long, default_value_t = 4470)]
    port: u16,
    /// Laptops that get a server and a code
    #[arg(long, default_value_t = 2)]
    laptops: u16,
}

fn main() -> ExitCode {
    let options = Options::parse();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    match runtime.map_err(|error| error.to_string()).and_then(|runtime| runtime.block_on(run(&options))) {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::FAILURE
        }
    }
}

async fn run(options: &Options) -> Result<(), String> {
    let mut trial = Trial::start(options).await?;
    println!("school: {SCHOOL}, {NUMBER}\naanmelden: {PERSON} {PASSWORD}");
    for n in 0..trial.servers.len() {
        let label = format!("Secretariaat {}", n + 1);
        println!("laptop {}: {} {}", n + 1, trial.servers[n].url(), trial.code(&label).await?);
    }
    println!("Wat u kunt typen: {WORDS}");
    let mut lines = input();
    let end = serve::asked_to_end();
    tokio::pin!(end);
    loop {
        tokio::select! {
            () = &mut end => return Ok(()),
            line = lines.recv() => {
                let Some(line) = line else { return Ok(()) };
                let said = trial.obey(&line).await;
                println!("{}", said.unwrap_or_else(|sentence| format!("fout: {}", sentence.trim())));
            }
        }
    }
}

/// What is typed. A thread, since nothing ends a read that waits.
fn input() -> Receiver<String> {
    let (sender, lines) = mpsc::channel(1);
    std::thread::spawn(move || {
        for line in std::io::stdin().lines().map_while(Result::ok) {
            if sender.blocking_send(line).is_err() {
                return;
            }
        }
    });
    lines
}

/// Everything that vanishes at the end; servers before the database.
struct Trial {
    servers: Vec<Server>,
    store: Store,
    institution: Uuid,
    cluster: Cluster,
    _keys: TempDir,
}

impl Trial {
    async fn start(options: &Options) -> Result<Self, String> {
        let cluster = Cluster::start()?;
        let owner: tokio_postgres::Config = cluster.url(OWNER).parse().map_err(|_| "socket".to_owned())?;
        migrate::run_as(owner.clone()).await?;
        cluster.admit()?;
        let keys = tempfile::tempdir().map_err(|error| error.to_string())?;
        Keys::make(keys.path())?;
        let store = Store::new(owner, 2, false);
        let institution = school(&store).await?;
        let settings = vec![
            ("STAMBOEK_SERVER_ADMIN_LISTEN", "127.0.0.1:0".to_owned()),
            ("STAMBOEK_SERVER_KEYS", keys.path().display().to_string()),
            ("STAMBOEK_SERVER_DATABASE__URL", cluster.url(PROGRAM)),
        ];
        let mut servers = Vec::new();
        for n in 0..options.laptops {
            let port = if options.port == 0 { free_port()? } else { options.port + n };
            servers.push(Server { port, settings: settings.clone(), process: None });
        }
        servers.iter_mut().try_for_each(Server::start)?;
        Ok(Self { servers, store, institution, cluster, _keys: keys })
    }

    /// Does what a line asks, and answers with a line.
    async fn obey(&mut self, line: &str) -> Result<String, String> {
        match line.split_whitespace().collect::<Vec<_>>()[..] {
            ["stop", ref which @ ..] => {
                self.named(which)?.iter_mut().for_each(Server::stop);
                Ok("gestopt".to_owned())
            }
            ["start", ref which @ ..] => {
                self.named(which)?.iter_mut().try_for_each(Server::start)?;
                Ok("gestart".to_owned())
            }
            ["code"] => self.code("Balie").await,
            ["backup"] => {
                self.cluster.back_up()?;
                Ok("back-up gemaakt".to_owned())
            }
            ["restore"] => {
                let running: Vec<bool> = self.servers.iter().map(|one| one.process.is_some()).collect();
                self.servers.iter_mut().for_each(Server::stop);
                self.cluster.restore()?;
                for (server, _) in self.servers.iter_mut().zip(running).filter(|(_, ran)| *ran) {
                    server.start()?;
                }
                Ok("back-up teruggezet".to_owned())
            }
            _ => Err(format!("de woorden zijn {WORDS}")),
        }
    }

    /// The servers that are meant: of one laptop, or all.
    fn named(&mut self, which: &[&str]) -> Result<&mut [Server], String> {
        let number = |word: &str| word.parse::<usize>().ok().and_then(|n| n.checked_sub(1));
        match which {
            [] => Ok(&mut self.servers),
            [one] => {
                let server = number(one).and_then(|n| self.servers.get_mut(n));
                server.map(std::slice::from_mut).ok_or_else(|| format!("er is geen laptop {one}"))
            }
            _ => Err("noem één laptop, of geen".to_owned()),
        }
    }

    /// A code that lets one laptop of that name in.
    async fn code(&self, label: &str) -> Result<String, String> {
        let (code, expires) = (new_code()?, chrono::Utc::now() + chrono::Duration::days(1));
        let kept =
            self.store.add_code(self.institution, &code_hash(&code), label, expires, By::board()).await;
        kept.map(|()| code).map_err(|failure| failed(&failure))
    }
}

/// The demo school with one person who may do everything.
async fn school(store: &Store) -> Result<Uuid, String> {
    let (inst, user, now) = (Uuid::now_v7(), Uuid::now_v7(), chrono::Utc::now());
    let today = now.date_naive();
    let failed = |failure| failed(&failure);
    store.add_institution(inst, (SCHOOL, NUMBER, today), Uuid::new_v4(), now).await.map_err(failed)?;
    store.add_account(user, PERSON, "Els", Some(&identity::hash(PASSWORD)?)).await.map_err(failed)?;
    for role in [Role::SecretariatLead, Role::BoardAdministrator, Role::PrivacyOfficer] {
        let right = Right { institution: inst, role };
        store.add_right(user, &right, today, None, By::board()).await.map_err(failed)?;
    }
    Ok(inst)
}

fn failed(failure: &Failure) -> String {
    failure.class().to_owned()
}

/// The server as one laptop reaches it: the program itself, in a process that can be ended.
struct Server {
    port: u16,
    settings: Vec<(&'static str, String)>,
    process: Option<Child>,
}

impl Server {
    fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Starts it, unless it runs, and waits until it answers.
    fn start(&mut self) -> Result<(), String> {
        if self.process.is_some() {
            return Ok(());
        }
        let program = std::env::current_exe().map_err(|error| error.to_string())?;
        let program = program.with_file_name(format!("stamboek-server{}", std::env::consts::EXE_SUFFIX));
        let mut command = Command::new(&program);
        command
            .arg("serve")
            .envs(self.settings.iter().map(|(name, value)| (name, value)))
            .env("STAMBOEK_SERVER_PUBLIC_URL", self.url())
            .env("STAMBOEK_SERVER_LISTEN", format!("127.0.0.1:{}", self.port));
        let started = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn();
        let process =
            self.process.insert(started.map_err(|error| format!("{}: {error}", program.display()))?);
        let mut log = process.stdout.take().map(BufReader::new).into_iter().flat_map(BufRead::lines);
        let first = log.next().and_then(Result::ok);
        // Whoever writes the log must find a reader.
        std::thread::spawn(move || log.for_each(drop));
        match first {
            Some(_) => Ok(()),
            None => {
                self.stop();
                Err(format!("de server op poort {} start niet", self.port))
            }
        }
    }

    /// Ends it in the middle of whatever it does, as when its network is pulled.
    fn stop(&mut self) {
        if let Some(mut process) = self.process.take() {
            let _ = process.kill();
            let _ = process.wait();
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
    }
}

fn free_port() -> Result<u16, String> {
    let port = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
    port.map(|address| address.port()).map_err(|error| error.to_string())
}
