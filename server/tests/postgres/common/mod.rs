//! A server on its own cluster, and laptops that talk to it as ours do.

mod laptop;

pub use laptop::{Laptop, Said, digests_fit, mark, op, pupil};

use std::collections::HashMap;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use chrono::{NaiveDate, Utc};
use stamboek_domain::sync::access::Right;
use stamboek_domain::sync::roles::Role;
use stamboek_server::cluster::{Cluster, OWNER, PROGRAM};
use stamboek_server::endpoints::devices::{code_hash, new_code};
use stamboek_server::http::{self, App};
use stamboek_server::keys::Keys;
use stamboek_server::settings::{self, Settings};
use stamboek_server::store::access_log::By;
use stamboek_server::store::{Doing, Store, Whose};
use stamboek_server::{identity, migrate};
use tokio::runtime::Runtime;
use uuid::Uuid;

/// The address for which laptops sign, wherever the server listens.
pub const AUDIENCE: &str = "https://sync.example";
pub const PASSWORD: &str = "een lang wachtwoord";

/// A migrated database with what runs around it.
pub struct World {
    pub runtime: Runtime,
    pub cluster: Cluster,
    pub keys: tempfile::TempDir,
    /// As the owner of the tables.
    pub owner: Store,
}

impl World {
    pub fn new() -> Self {
        let cluster = Cluster::start().unwrap();
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        let owner: tokio_postgres::Config = cluster.url(OWNER).parse().unwrap();
        runtime.block_on(migrate::run_as(owner.clone())).unwrap();
        cluster.admit().unwrap();
        let keys = tempfile::tempdir().unwrap();
        Keys::make(keys.path()).unwrap();
        Self { runtime, cluster, keys, owner: Store::new(owner, 2, false) }
    }

    /// Everything that the database holds, as its own tool writes it down.
    pub fn dump(&self) -> Vec<u8> {
        self.cluster.dump().unwrap()
    }

    /// What the environment of a server is set to.
    pub fn environment(&self) -> HashMap<String, String> {
        let settings = [
            ("PUBLIC_URL", AUDIENCE.to_owned()),
            ("KEYS", self.keys.path().display().to_string()),
            ("DATABASE__URL", self.cluster.url(PROGRAM)),
            ("DATABASE__OWNER_URL", self.cluster.url(OWNER)),
            ("LISTEN", "127.0.0.1:0".to_owned()),
            ("ADMIN_LISTEN", "127.0.0.1:0".to_owned()),
            ("RATES__ADDRESS_PER_SECOND", "1000000".to_owned()),
            ("RATES__DEVICE_PER_MINUTE", "100000000".to_owned()),
            ("RATES__DEVICE_MEBIBYTES_PER_DAY", "1000000".to_owned()),
            ("RATES__INSTITUTION_PER_SECOND", "1000000".to_owned()),
        ];
        settings.into_iter().map(|(name, value)| (format!("STAMBOEK_SERVER_{name}"), value)).collect()
    }

    pub fn settings(&self, changed: &[(&str, &str)]) -> Settings {
        let mut all = self.environment();
        all.extend(
            changed.iter().map(|(name, value)| (format!("STAMBOEK_SERVER_{name}"), (*value).to_owned())),
        );
        settings::read(None::<&Path>, all.into_iter()).unwrap()
    }

    pub fn app(&self, changed: &[(&str, &str)]) -> App {
        let _inside = self.runtime.enter();
        let mut app = App::new(&self.settings(changed)).unwrap();
        app.log = false;
        app
    }

    /// Serves in this process, and answers where.
    pub fn serve(&self, app: App) -> String {
        let app = Arc::new(app);
        self.runtime.block_on(async {
            app.store.self_test().await.unwrap();
            let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
            let address = listener.local_addr().unwrap();
            let router = http::router(&app).into_make_service_with_connect_info::<SocketAddr>();
            tokio::spawn(axum::serve(listener, router).into_future());
            format!("http://{address}")
        })
    }

    /// A new institution.
    pub fn institution(&self, name: &str) -> Uuid {
        let inst = Uuid::now_v7();
        let named = (name, "099901", day("2026-09-01"));
        self.runtime.block_on(self.owner.add_institution(inst, named, Uuid::new_v4(), Utc::now())).unwrap();
        inst
    }

    /// A code for a laptop.
    pub fn code(&self, inst: Uuid) -> String {
        let code = new_code().unwrap();
        let expires = Utc::now() + chrono::Duration::hours(1);
        self.runtime
            .block_on(self.owner.add_code(inst, &code_hash(&code), "laptop", expires, By::board()))
            .unwrap();
        code
    }

    /// A person with these roles.
    pub fn person(&self, login: &str, inst: Uuid, roles: &[Role]) -> Uuid {
        let user = Uuid::now_v7();
        // Made once: it costs what it costs a thief.
        static HASH: OnceLock<String> = OnceLock::new();
        let hash = HASH.get_or_init(|| identity::hash(PASSWORD).unwrap());
        self.runtime.block_on(async {
            self.owner.add_account(user, login, login, Some(hash)).await.unwrap();
            for role in roles {
                let right = Right { institution: inst, role: *role };
                self.owner.add_right(user, &right, day("2026-01-01"), None, By::board()).await.unwrap();
            }
        });
        user
    }

    /// A laptop of an institution at which somebody of this role signed in.
    pub fn laptop(&self, url: &str, inst: Uuid, role: Role) -> Laptop {
        let login = format!("{}-{}", role.as_str(), Uuid::new_v4());
        let user = self.person(&login, inst, &[role]);
        let mut laptop = Laptop::enrol(url, &self.code(inst));
        laptop.sign_in(&login);
        laptop.user = user;
        laptop
    }

    /// Takes row-level security away.
    pub fn open_all_rows(&self) {
        let open = "DO $$ DECLARE one text; BEGIN FOR one IN SELECT tablename FROM pg_tables
            WHERE schemaname = 'public' LOOP
            EXECUTE format('ALTER TABLE %I DISABLE ROW LEVEL SECURITY', one); END LOOP; END $$";
        self.cluster.sql(OWNER, open).unwrap();
    }

    /// One number out of the database, asked as the owner in the name of an institution.
    pub fn count(&self, inst: Uuid, text: &'static str) -> i64 {
        self.runtime.block_on(async {
            let mut tx = self.owner.begin(&Whose::institution(inst), Doing::Looks).await.unwrap();
            let count = tx.count(text, &[&inst]).await.unwrap();
            tx.undo().await.unwrap();
            count
        })
    }
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}
