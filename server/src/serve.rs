//! Serving until it is asked to end, and then no longer than it must.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

use crate::erasure;
use crate::http::{self, App};
use crate::logs::{self, Event};
use crate::store::self_test::Unfit;

/// What was begun gets so long to end.
const GRACE: Duration = Duration::from_secs(30);
/// Keys that were replaced are read within this time.
const READ_KEYS: Duration = Duration::from_secs(30);

/// Tests the database and serves on both addresses until it is asked to end.
///
/// # Errors
/// A sentence: an address in use, or a database that must not be served.
pub async fn serve(
    app: Arc<App>,
    listen: SocketAddr,
    admin_listen: SocketAddr,
    end: impl Future<Output = ()> + Send + 'static,
) -> Result<(), String> {
    app.store.self_test().await.map_err(|unfit| sentence(&unfit))?;
    // A database that was put back may hold people who were erased since.
    erasure::apply_ledger(&app).await?;
    let bind = async |address: SocketAddr| {
        TcpListener::bind(address).await.map_err(|error| format!("{address}: {error}"))
    };
    let (laptops, admin) = (bind(listen).await?, bind(admin_listen).await?);
    logs::write((app.clock)(), &Event::Started { version: env!("CARGO_PKG_VERSION") });
    tokio::spawn(axum::serve(admin, http::admin_router(&app)).into_future());
    let again = Arc::clone(&app);
    tokio::spawn(async move {
        loop {
            tokio::time::sleep(READ_KEYS).await;
            again.read_keys().await;
        }
    });
    let (asked, heard) = tokio::sync::oneshot::channel();
    let ending = Arc::clone(&app);
    let until = async move {
        end.await;
        ending.stop();
        logs::write((ending.clock)(), &Event::Stopping);
        // The receiver is there as long as we serve.
        let _ = asked.send(());
    };
    let router = http::router(&app).into_make_service_with_connect_info::<SocketAddr>();
    let serving = axum::serve(laptops, router).with_graceful_shutdown(until).into_future();
    let too_long = async {
        if heard.await.is_ok() {
            tokio::time::sleep(GRACE).await;
        }
    };
    tokio::select! {
        ended = serving => ended.map_err(|error| error.to_string()),
        () = too_long => Ok(()),
    }
}

/// The system asks to end.
pub async fn asked_to_end() {
    let both = (signal(SignalKind::terminate()), signal(SignalKind::interrupt()));
    let (Ok(mut terminate), Ok(mut interrupt)) = both else { return std::future::pending().await };
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
}

fn sentence(unfit: &Unfit) -> String {
    match unfit {
        Unfit::Failed(failure) => format!("De databank antwoordt niet ({}).", failure.class()),
        Unfit::Version(found) => format!(
            "De tabellen zijn van versie {found}, dit programma werkt met {}: voer eerst `stamboek-server migrate` uit.",
            crate::migrate::NEWEST
        ),
        Unfit::RoleTooStrong => {
            "De rol van database.url is beheerder van de databank, omzeilt de scheiding per school, \
            of bezit tabellen: neem een rol die niets bezit."
                .to_owned()
        }
        Unfit::Open => {
            "Een tabel staat open voor andere scholen: voer `stamboek-server migrate` uit.".to_owned()
        }
        Unfit::Seen => {
            "Een rij van een school is zichtbaar voor een andere: deze databank wordt niet gebruikt."
                .to_owned()
        }
        Unfit::OtherKeys => "De databank is verzegeld met een regel die niet in seal.key staat: zet het \
            sleutelbestand terug dat bij deze databank hoort. Er is niets veranderd."
            .to_owned(),
        Unfit::Unseen => "De rij van de zelftest ontbreekt: voer `stamboek-server migrate` uit.".to_owned(),
    }
}
