//! Whether this server runs, whether it can serve, and its figures.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;

use crate::http::{App, Refusal, UNAVAILABLE};

/// The process is up.
pub async fn healthz() -> StatusCode {
    StatusCode::OK
}

/// The database answers; its self-test passed before the server began to serve.
///
/// # Errors
/// 503, also while the server ends.
pub async fn readyz(State(app): State<Arc<App>>) -> Result<StatusCode, Refusal> {
    if app.is_stopping() {
        return Err(UNAVAILABLE);
    }
    app.store.answers().await?;
    Ok(StatusCode::OK)
}

/// Figures, as Prometheus reads them.
pub async fn metrics(State(app): State<Arc<App>>) -> String {
    app.figures.text(app.store.connections())
}
