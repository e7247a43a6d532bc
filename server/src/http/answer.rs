//! Answers as they leave: one place writes bodies, packs them, and says whose request it was.

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::json;
use stamboek_domain::sync::wire::{MEDIA_TYPE, PACK_FROM_BYTES, PROBLEM_TYPE};
use uuid::Uuid;

use super::refusal::Refusal;

/// A success with its body.
pub struct Answer<T>(pub StatusCode, pub T);

/// A success as almost every one is.
pub fn ok<T>(body: T) -> Answer<T> {
    Answer(StatusCode::OK, body)
}

#[derive(Clone)]
struct Written(Vec<u8>);

impl<T: Serialize> IntoResponse for Answer<T> {
    fn into_response(self) -> Response {
        // Our own types: they always serialise.
        let text = serde_json::to_vec(&self.1).unwrap_or_default();
        let mut response = self.0.into_response();
        response.extensions_mut().insert(Written(text));
        response
    }
}

/// Writes the body: of a success as it was made, of a refusal with the identity of the request.
pub fn finish(mut response: Response, request: Uuid, asked: &HeaderMap) -> Response {
    let status = response.status();
    let (kind, text) = match response.extensions_mut().remove::<Refusal>() {
        Some(refusal) => {
            if let Some(seconds) = refusal.retry_after {
                response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
            }
            let mut document = json!({
                "type": refusal.kind,
                "title": refusal.title,
                "status": status.as_u16(),
                "instance": request,
            });
            if let Some(order) = refusal.order {
                document["order"] = order.into();
            }
            if let Some(detail) = refusal.detail {
                document["detail"] = detail.into();
            }
            (PROBLEM_TYPE, document.to_string().into_bytes())
        }
        None => match response.extensions_mut().remove::<Written>() {
            Some(Written(text)) => (MEDIA_TYPE, text),
            None => return response,
        },
    };
    let packed =
        (text.len() >= PACK_FROM_BYTES && takes_zstd(asked)).then(|| zstd::bulk::compress(&text, 3).ok());
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    let text = match packed.flatten() {
        Some(packed) => {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("zstd"));
            packed
        }
        None => text,
    };
    headers.insert(header::CONTENT_LENGTH, text.len().into());
    *response.body_mut() = Body::from(text);
    response
}

fn takes_zstd(asked: &HeaderMap) -> bool {
    let all = asked.get_all(header::ACCEPT_ENCODING).into_iter().filter_map(|value| value.to_str().ok());
    all.flat_map(|value| value.split(',')).any(|one| one.trim() == "zstd")
}
