//! The server on its own cluster: stopped, started again, and put back from a backup.

use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use stamboek_domain::retention::Confirmed;
use stamboek_domain::sync::access::Right;
use stamboek_domain::sync::roles::Role;
use stamboek_server::cluster::{Cluster, OWNER, PROGRAM};
use stamboek_server::endpoints::devices::{code_hash, new_code};
use stamboek_server::http::{self, App};
use stamboek_server::keys::Keys;
use stamboek_server::store::access_log::By;
use stamboek_server::store::devices::State as Standing;
use stamboek_server::store::{Doing, Store, Whose};
use stamboek_server::{identity, migrate, settings};
use tokio::runtime::Runtime;
use uuid::Uuid;

pub const PASSWORD: &str = "een lang wachtwoord";

pub struct World {
    runtime: Runtime,
    pub cluster: Cluster,
    keys: tempfile::TempDir,
    /// What the server keeps outside the database.
    pub apart: tempfile::TempDir,
    owner: Store,
    port: u16,
    /// While it serves.
    serving: Option<Runtime>,
    pub inst: Uuid,
    /// Of the server, from its next start on.
    pub clock: fn() -> DateTime<Utc>,
    /// Who signs in as `els`.
    pub els: Uuid,
}

fn runtime() -> Runtime {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap()
}

impl World {
    /// A school with one person who may do everything but manage, and a server that serves it.
    pub fn new() -> Self {
        Self::with_clock(Utc::now)
    }

    /// The same, of which the server has this clock.
    pub fn with_clock(clock: fn() -> DateTime<Utc>) -> Self {
        let (cluster, runtime) = (Cluster::start().unwrap(), runtime());
        let owner: tokio_postgres::Config = cluster.url(OWNER).parse().unwrap();
        runtime.block_on(migrate::run_as(owner.clone())).unwrap();
        cluster.admit().unwrap();
        let keys = tempfile::tempdir().unwrap();
        Keys::make(keys.path()).unwrap();
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let (owner, inst) = (Store::new(owner, 2, false), Uuid::now_v7());
        let named = ("De Linde", "099901", "2026-09-01".parse().unwrap());
        runtime.block_on(owner.add_institution(inst, named, Uuid::new_v4(), Utc::now())).unwrap();
        let apart = tempfile::tempdir().unwrap();
        let els = Uuid::nil();
        let mut world = Self { runtime, cluster, keys, apart, owner, port, serving: None, inst, clock, els };
        world.els = world.person("els", Role::SecretariatLead);
        world.start();
        world
    }

    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    pub fn start(&mut self) {
        let values = [
            ("PUBLIC_URL", self.url()),
            ("KEYS", self.keys.path().display().to_string()),
            ("APART", self.apart.path().display().to_string()),
            ("DATABASE__URL", self.cluster.url(PROGRAM)),
            ("RATES__ADDRESS_PER_SECOND", "1000000".to_owned()),
            ("RATES__DEVICE_PER_MINUTE", "100000000".to_owned()),
        ];
        let values = values.into_iter().map(|(name, value)| (format!("STAMBOEK_SERVER_{name}"), value));
        let settings = settings::read(None::<&Path>, values).unwrap();
        let (serving, clock) = (runtime(), self.clock);
        let listener = serving.block_on(async {
            let mut app = App::new(&settings).unwrap();
            (app.log, app.clock) = (false, clock);
            let app = Arc::new(app);
            app.store.self_test().await.unwrap();
            let listener = tokio::net::TcpListener::bind(("127.0.0.1", self.port)).await.unwrap();
            (listener, http::router(&app).into_make_service_with_connect_info::<SocketAddr>())
        });
        serving.spawn(axum::serve(listener.0, listener.1).into_future());
        self.serving = Some(serving);
    }

    /// As a process that is killed: what it was doing is not finished.
    pub fn kill(&mut self) {
        self.serving.take().unwrap().shutdown_background();
    }

    /// Somebody with this role.
    pub fn person(&self, login: &str, role: Role) -> Uuid {
        let user = Uuid::now_v7();
        let right = Right { institution: self.inst, role };
        self.runtime.block_on(async {
            let hash = identity::hash(PASSWORD).unwrap();
            self.owner.add_account(user, login, login, Some(&hash)).await.unwrap();
            self.owner
                .add_right(user, &right, "2026-01-01".parse().unwrap(), None, By::board())
                .await
                .unwrap();
        });
        user
    }

    /// A code for a laptop of that name.
    pub fn code(&self, label: &str) -> String {
        let (code, expires) = (new_code().unwrap(), Utc::now() + chrono::Duration::hours(1));
        self.runtime
            .block_on(self.owner.add_code(self.inst, &code_hash(&code), label, expires, By::board()))
            .unwrap();
        code
    }

    /// May not sign in any more, or again.
    pub fn block(&self, user: Uuid, blocked: bool) {
        self.runtime.block_on(self.owner.disable(user, blocked, By::board())).unwrap();
    }

    pub fn strike_off(&self, device: Uuid) {
        self.stands(device, Standing::Lock, false);
    }

    /// How a laptop stands, and whether what waits on it is taken all the same.
    pub fn stands(&self, device: Uuid, standing: Standing, accept_entries: bool) {
        let set = self.owner.set_device(self.inst, device, standing, accept_entries, By::board());
        assert!(self.runtime.block_on(set).unwrap());
    }

    /// The board confirmed how long it keeps what.
    pub fn confirm_terms(&self) {
        self.runtime.block_on(async {
            let mut tx = self.owner.begin(&Whose::institution(self.inst), Doing::Writes).await.unwrap();
            let terms = Confirmed { attendance_years: 5, enrolment_years: 5 };
            tx.confirm_terms(self.inst, &terms).await.unwrap();
            tx.commit().await.unwrap();
        });
    }

    /// Everything that the database holds: as it stands there, and the entries of these laptops as the
    /// server reads them.
    pub fn everything(&self, devices: &[Uuid]) -> String {
        let mut text = String::from_utf8(self.cluster.dump().unwrap()).unwrap();
        self.owner.seal_with(Keys::read(self.keys.path()).unwrap().seals());
        self.runtime.block_on(async {
            let mut tx = self.owner.begin(&Whose::institution(self.inst), Doing::Looks).await.unwrap();
            for device in devices {
                let first = (DateTime::UNIX_EPOCH, Uuid::nil());
                let entries = tx.entries_of(self.inst, *device, first, 5_000).await.unwrap();
                entries.iter().for_each(|entry| text.push_str(&entry.text));
            }
            tx.undo().await.unwrap();
        });
        text
    }

    pub fn count(&self, text: &'static str) -> i64 {
        self.runtime.block_on(async {
            let mut tx = self.owner.begin(&Whose::institution(self.inst), Doing::Looks).await.unwrap();
            let count = tx.count(text, &[&self.inst]).await.unwrap();
            tx.undo().await.unwrap();
            count
        })
    }

    /// Copies the database as it is now.
    pub fn back_up(&self) {
        self.cluster.back_up().unwrap();
    }

    /// Puts that copy in the place of the database; whatever came since is gone.
    pub fn restore(&mut self) {
        self.kill();
        self.cluster.restore().unwrap();
        self.start();
    }
}
