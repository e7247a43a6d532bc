//! `GET /v1/hello`: what this server is, before anybody signs in.

use std::sync::Arc;

use axum::extract::State;
use stamboek_domain::sync::authority::{NEWEST_OP, OLDEST_OP};
use stamboek_domain::sync::wire::{Hello, Limits, OpVersions};

use crate::http::{Answer, App, ok};

/// Versions, limits and the clock.
pub async fn hello(State(app): State<Arc<App>>) -> Answer<Hello> {
    ok(Hello {
        server: env!("CARGO_PKG_VERSION").to_owned(),
        op_versions: OpVersions { oldest: OLDEST_OP, newest: NEWEST_OP },
        oldest_client: app.oldest_client.clone(),
        limits: Limits::default(),
        time: (app.clock)(),
    })
}
