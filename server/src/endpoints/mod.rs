//! What can be asked, a file for each subject.

pub mod access_log;
pub mod devices;
pub mod health;
pub mod hello;
pub mod imports;
pub mod me;
pub mod persons;
pub mod pull;
pub mod push;
pub mod reach;
pub mod reconcile;
mod rights;
pub mod token;
pub mod users;

use std::sync::Arc;

use axum::http::Method;
use axum::routing::{MethodRouter, get, post};

use crate::http::App;

/// The one list of routes.
pub fn routes() -> Vec<(&'static str, MethodRouter<Arc<App>>)> {
    vec![
        ("/v1/hello", get(hello::hello)),
        ("/v1/devices", post(devices::enrol).get(devices::list)),
        ("/v1/devices/{device}/revoke", post(devices::revoke)),
        ("/v1/devices/{device}/admit", post(devices::admit)),
        ("/v1/institutions/{inst}/device-codes", post(devices::code)),
        ("/v1/institutions/{inst}/users", post(users::add).get(users::list)),
        ("/v1/institutions/{inst}/rights", post(users::set_right)),
        ("/v1/institutions/{inst}/access-log", post(access_log::add).get(access_log::list)),
        ("/v1/institutions/{inst}/imports", post(imports::start)),
        ("/v1/institutions/{inst}/imports/{import}", get(imports::report)),
        ("/v1/institutions/{inst}/pupils/{pupil}/dossier", get(persons::dossier)),
        ("/v1/institutions/{inst}/pupils/{pupil}/erasure", post(persons::erase)),
        ("/v1/institutions/{inst}/devices/{device}/reach", get(reach::reach)),
        ("/v1/institutions/{inst}/devices/{device}/entries", get(reach::entries)),
        ("/v1/token", post(token::token)),
        ("/v1/me", get(me::me)),
        ("/v1/institutions/{inst}/push", post(push::push)),
        ("/v1/institutions/{inst}/pull", post(pull::pull)),
        ("/v1/institutions/{inst}/reconcile", post(reconcile::reconcile)),
        ("/healthz", get(health::healthz)),
        ("/readyz", get(health::readyz)),
    ]
}

/// What anybody may ask. A token that comes along is not looked at: it lifts no limit.
pub fn is_open(method: &Method, route: &str) -> bool {
    match route {
        "/v1/hello" | "/healthz" | "/readyz" => true,
        "/v1/devices" | "/v1/token" => method == Method::POST,
        _ => false,
    }
}
