//! What can be asked, a file for each subject.

pub mod devices;
pub mod health;
pub mod hello;
pub mod me;
pub mod pull;
pub mod push;
pub mod reconcile;
pub mod token;

use std::sync::Arc;

use axum::routing::{MethodRouter, get, post};

use crate::http::App;

/// The one list of routes.
pub fn routes() -> Vec<(&'static str, MethodRouter<Arc<App>>)> {
    vec![
        ("/v1/hello", get(hello::hello)),
        ("/v1/devices", post(devices::enrol).get(devices::list)),
        ("/v1/devices/{device}/revoke", post(devices::revoke)),
        ("/v1/token", post(token::token)),
        ("/v1/me", get(me::me)),
        ("/v1/institutions/{inst}/push", post(push::push)),
        ("/v1/institutions/{inst}/pull", post(pull::pull)),
        ("/v1/institutions/{inst}/reconcile", post(reconcile::reconcile)),
        ("/healthz", get(health::healthz)),
        ("/readyz", get(health::readyz)),
    ]
}
