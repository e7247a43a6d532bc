//! The body of a request: of our type, within its limits also when it is unpacked, and JSON that
//! can be read in one way.

use std::future::poll_fn;
use std::io::Read;
use std::pin::pin;
use std::sync::Arc;
use std::time::Instant;

use axum::body::{Body, HttpBody};
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, header};
use serde::de::DeserializeOwned;
use stamboek_domain::sync::wire::{MEDIA_TYPE, PACKED_BYTES, UNPACKED_BYTES};

use super::App;
use super::refusal::{self, Refusal};
use super::strict;
use crate::keys::Claims;

/// Before anybody signed in (security.md S83).
const UNKNOWN_BYTES: usize = 16 * 1024;

/// A body that was read.
pub struct Sent<T>(pub T);

impl<T: DeserializeOwned> FromRequest<Arc<App>> for Sent<T> {
    type Rejection = Refusal;

    async fn from_request(request: Request, app: &Arc<App>) -> Result<Self, Refusal> {
        read(&bytes(request, app).await?).map(Self)
    }
}

/// The text of a body, unpacked. What was read of it counts for the laptop, whatever it said of its length.
pub(super) async fn bytes(request: Request, app: &App) -> Result<Vec<u8>, Refusal> {
    let device = request.extensions().get::<Claims>().map(|claims| claims.device);
    let (packed, unpacked) = match device {
        Some(_) => (PACKED_BYTES, UNPACKED_BYTES),
        None => (UNKNOWN_BYTES, UNKNOWN_BYTES),
    };
    let zstd = encoding(request.headers())?;
    let limit = if zstd { packed } else { unpacked };
    let mut bytes = Vec::new();
    let whole = append(&mut bytes, request.into_body(), limit).await;
    if let Some(device) = device {
        app.rates.bytes(device, bytes.len(), Instant::now());
    }
    whole?;
    if zstd { unpack(&bytes, unpacked) } else { Ok(bytes) }
}

/// Reads a body up to its end, or until it is over its limit.
async fn append(bytes: &mut Vec<u8>, body: Body, limit: usize) -> Result<(), Refusal> {
    let mut body = pin!(body);
    while let Some(frame) = poll_fn(|context| body.as_mut().poll_frame(context)).await {
        // Trailers say nothing to us.
        let data = frame.map_err(|_| refusal::BAD_REQUEST)?.into_data().unwrap_or_default();
        bytes.extend(&data);
        if bytes.len() > limit {
            return Err(refusal::TOO_LARGE);
        }
    }
    Ok(())
}

/// What a text says, when it can be read in one way.
pub(super) fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Refusal> {
    if !strict::holds(bytes) {
        return Err(refusal::BAD_REQUEST);
    }
    serde_json::from_slice(bytes).map_err(|_| refusal::BAD_REQUEST)
}

/// Whether the body is packed with zstd.
fn encoding(headers: &HeaderMap) -> Result<bool, Refusal> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    if kind != Some(MEDIA_TYPE) {
        return Err(refusal::MEDIA_TYPE);
    }
    match headers.get(header::CONTENT_ENCODING).map(|encoding| encoding.to_str()) {
        None | Some(Ok("identity")) => Ok(false),
        Some(Ok("zstd")) => Ok(true),
        Some(_) => Err(refusal::MEDIA_TYPE),
    }
}

/// Counts while it unpacks: a bomb never gets further than the limit.
fn unpack(bytes: &[u8], limit: usize) -> Result<Vec<u8>, Refusal> {
    let decoder = zstd::stream::read::Decoder::with_buffer(bytes);
    let mut decoder = decoder.map_err(|_| refusal::BAD_REQUEST)?;
    // What the header asks for as window is no more than what we would keep.
    decoder.window_log_max(23).map_err(|_| refusal::BAD_REQUEST)?;
    let mut text = Vec::new();
    decoder.take(limit as u64 + 1).read_to_end(&mut text).map_err(|_| refusal::BAD_REQUEST)?;
    if text.len() > limit { Err(refusal::TOO_LARGE) } else { Ok(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn packed(text: &[u8]) -> Vec<u8> {
        zstd::encode_all(text, 3).unwrap()
    }

    #[test]
    fn a_bomb_is_refused_where_the_limit_is() {
        let bomb = packed(&vec![0; 64 * 1024 * 1024]);
        assert!(bomb.len() < 16 * 1024);
        assert_eq!(unpack(&bomb, 1024), Err(refusal::TOO_LARGE));
        assert_eq!(unpack(&packed(&[7; 1024]), 1024), Ok(vec![7; 1024]));
        assert_eq!(unpack(&packed(&[7; 1025]), 1024), Err(refusal::TOO_LARGE));
    }

    #[test]
    fn what_was_cut_off_or_is_something_else_is_refused() {
        let whole = packed(&[7; 5000]);
        assert_eq!(unpack(&whole[..whole.len() - 3], 10_000), Err(refusal::BAD_REQUEST));
        assert_eq!(unpack(b"{}", 10_000), Err(refusal::BAD_REQUEST));
    }

    #[test]
    fn only_our_type_and_known_encodings_are_read() {
        let headers = |kind: &str, encoding: Option<&str>| {
            let mut headers = HeaderMap::new();
            headers.insert(header::CONTENT_TYPE, kind.parse().unwrap());
            encoding.map(|name| headers.insert(header::CONTENT_ENCODING, name.parse().unwrap()));
            encoding_of(&headers)
        };
        fn encoding_of(headers: &HeaderMap) -> Result<bool, Refusal> {
            encoding(headers)
        }
        assert_eq!(headers(MEDIA_TYPE, None), Ok(false));
        assert_eq!(headers(MEDIA_TYPE, Some("zstd")), Ok(true));
        assert_eq!(headers(MEDIA_TYPE, Some("gzip")), Err(refusal::MEDIA_TYPE));
        assert_eq!(headers("application/json", None), Err(refusal::MEDIA_TYPE));
    }
}
