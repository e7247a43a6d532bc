//! The server over HTTP: what it needs, its routes, and how long it serves.

mod answer;
mod keyed;
pub mod rates;
mod refusal;
mod sent;
mod signed;
mod strict;
mod tries;
mod watch;

use std::net::IpAddr;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use axum::Router;
use axum::http::StatusCode;
use axum::middleware::from_fn_with_state;
use axum::routing::{MethodRouter, get};
use chrono::{DateTime, Utc};

pub use answer::{Answer, ok};
pub use keyed::{Kept, Keyed};
pub use refusal::*;
pub use sent::Sent;
pub use signed::Signed;
pub use watch::Address;

use crate::figures::Figures;
use crate::identity::Identity;
use crate::keys::Keys;
use crate::settings::{Keep, Settings};
use crate::store::Store;
use crate::{endpoints, logs};
use rates::Rates;
use tries::Tries;

/// What every request needs. Nothing in it lasts: any server answers any request.
pub struct App {
    /// The database.
    pub store: Store,
    /// Who people are.
    pub identity: Identity,
    /// Our address as laptops know it.
    pub public_url: String,
    /// Oldest program on a laptop that records are still sent to.
    pub oldest_client: String,
    /// Folder outside the database and its backups.
    pub apart: Option<PathBuf>,
    /// How long things are kept.
    pub keep: Keep,
    /// Counters of everybody who asked lately.
    pub rates: Rates,
    /// Wrong codes and passwords of lately.
    pub tries: Tries,
    /// Counters since the start.
    pub figures: Figures,
    /// The clock.
    pub clock: fn() -> DateTime<Utc>,
    /// Whether requests are written to the log.
    pub log: bool,
    trusted_proxies: Vec<IpAddr>,
    keys: RwLock<Arc<Keys>>,
    keys_folder: PathBuf,
    stopping: AtomicBool,
}

impl App {
    /// Everything as the settings say.
    ///
    /// # Errors
    /// A sentence that names what is missing.
    pub fn new(settings: &Settings) -> Result<Self, String> {
        let store =
            Store::new(settings.database()?, settings.database.connections, settings.database.serializable);
        let keys = Keys::read(&settings.keys)?;
        store.seal_with(keys.seals());
        Ok(Self {
            store,
            identity: Identity::default(),
            public_url: settings.public_url.clone(),
            oldest_client: settings.oldest_client.clone(),
            apart: settings.apart.clone(),
            keep: settings.keep,
            rates: Rates::new(settings.rates),
            tries: Tries::default(),
            figures: Figures::default(),
            clock: Utc::now,
            log: true,
            trusted_proxies: settings.trusted_proxies.clone(),
            keys: RwLock::new(Arc::new(keys)),
            keys_folder: settings.keys.clone(),
            stopping: AtomicBool::new(false),
        })
    }

    /// The keys of this moment.
    pub fn keys(&self) -> Arc<Keys> {
        Arc::clone(&self.keys.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Reads the keys again: they are replaced while the server runs. Those by which the database
    /// cannot be opened are not taken.
    pub async fn read_keys(&self) {
        let keys = match Keys::read(&self.keys_folder) {
            Ok(keys) => self.store.recognises(&keys.seals()).await.ok().map(|()| keys),
            Err(_) => None,
        };
        match keys {
            Some(keys) => {
                self.store.seal_with(keys.seals());
                *self.keys.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(keys);
            }
            None => logs::write((self.clock)(), &logs::Event::KeysUnread),
        }
    }

    /// From now on the server says that it is not ready, and ends what it began.
    pub fn stop(&self) {
        self.stopping.store(true, Ordering::SeqCst);
    }

    /// Whether it was asked to end.
    pub fn is_stopping(&self) -> bool {
        self.stopping.load(Ordering::SeqCst)
    }
}

/// All routes for laptops.
pub fn router(app: &Arc<App>) -> Router {
    let mut router = Router::new();
    for (path, methods) in endpoints::routes() {
        router = router.route(path, methods);
    }
    finished(router, app)
}

/// Health and figures, for who runs the server; never reachable from outside.
pub fn admin_router(app: &Arc<App>) -> Router {
    let routes: [(&str, MethodRouter<Arc<App>>); 3] = [
        ("/healthz", get(endpoints::health::healthz)),
        ("/readyz", get(endpoints::health::readyz)),
        ("/metrics", get(endpoints::health::metrics)),
    ];
    routes
        .into_iter()
        .fold(Router::new(), |router, (path, methods)| router.route(path, methods))
        .with_state(Arc::clone(app))
}

fn finished(router: Router<Arc<App>>, app: &Arc<App>) -> Router {
    router
        .fallback(async || NOT_FOUND)
        .method_not_allowed_fallback(async || Refusal {
            status: StatusCode::METHOD_NOT_ALLOWED,
            ..BAD_REQUEST
        })
        .layer(from_fn_with_state(Arc::clone(app), watch::watch))
        .with_state(Arc::clone(app))
}
