//! Who asks: the token of a request.

use std::sync::Arc;
use std::time::Instant;

use axum::extract::FromRequestParts;
use axum::http::header;
use axum::http::request::Parts;
use uuid::Uuid;

use super::App;
use super::refusal::{self, Refusal};
use crate::keys::Claims;

/// A request with a good token.
pub struct Signed(pub Claims);

impl FromRequestParts<Arc<App>> for Signed {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Refusal> {
        let text = parts.headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
        let token = text.and_then(|text| text.strip_prefix("Bearer ")).ok_or(refusal::UNAUTHORISED)?;
        let claims = app.keys().claims(token, &app.public_url, (app.clock)()).ok_or(refusal::UNAUTHORISED)?;
        let length =
            parts.headers.get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse().ok());
        app.rates.device(claims.device, length.unwrap_or(0), Instant::now())?;
        Ok(Self(claims))
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
