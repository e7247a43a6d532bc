//! Who asks: the token of a request.

use std::sync::Arc;
use std::time::Instant;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::App;
use super::refusal::{self, Refusal};
use crate::keys::Claims;
use crate::store::access_log::By;

/// A request with a good token.
pub struct Signed(pub Claims);

/// What a good token says; nothing of any other.
pub(super) fn claims(app: &App, headers: &HeaderMap) -> Option<Claims> {
    let text = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    app.keys().claims(text.strip_prefix("Bearer ")?, &app.public_url, (app.clock)())
}

impl FromRequestParts<Arc<App>> for Signed {
    type Rejection = Refusal;

    /// Whoever watches over all requests looked at the token already, and counted by what it says.
    async fn from_request_parts(parts: &mut Parts, _: &Arc<App>) -> Result<Self, Refusal> {
        parts.extensions.get::<Claims>().cloned().map(Self).ok_or(refusal::UNAUTHORISED)
    }
}

impl Signed {
    /// Who works at the laptop. Default is nothing (S51): where nobody signed in, or not any more, only
    /// what was entered and looked at is taken.
    ///
    /// # Errors
    /// 401: she signs in first.
    pub fn person(&self) -> Result<Uuid, Refusal> {
        self.0.user.ok_or(refusal::UNAUTHORISED)
    }

    /// Who does what she is asking for, for the log.
    pub fn by(&self, now: DateTime<Utc>) -> By {
        By { user: self.0.user, device: Some(self.0.device), now }
    }

    /// The institution of the path, when the token is for it: the first of three belts.
    ///
    /// # Errors
    /// 404, the same for one that is another's and one that is nobody's; 429.
    pub fn institution(&self, app: &App, path: &str) -> Result<Uuid, Refusal> {
        let inst = Uuid::parse_str(path).map_err(|_| refusal::NOT_FOUND)?;
        if !self.0.institutions.contains(&inst) {
            return Err(refusal::NOT_FOUND);
        }
        app.rates.institution(inst, Instant::now())?;
        Ok(inst)
    }
}
