//! What happens around every request: an identity, a limit for strangers, an end, a line in the
//! log, and the figures.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::body::HttpBody;
use axum::extract::{ConnectInfo, MatchedPath, Request, State};
use axum::http::{HeaderMap, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use stamboek_domain::sync::wire::REQUEST_SECONDS;
use uuid::Uuid;

use super::refusal::{self, Refusal};
use super::signed::claims;
use super::{App, answer};
use crate::endpoints::is_open;
use crate::logs::{self, Event};

/// The address that a request comes from, behind a proxy that we trust.
#[derive(Clone, Copy)]
pub struct Address(pub IpAddr);

/// Around every request.
pub async fn watch(State(app): State<Arc<App>>, mut request: Request, next: Next) -> Response {
    let began = Instant::now();
    let id = Uuid::new_v4();
    let headers = request.headers().clone();
    let route = request.extensions().get::<MatchedPath>().map_or("none", |path| path.as_str()).to_owned();
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
    let address = address(peer, &headers, &app.trusted_proxies);
    request.extensions_mut().insert(Address(address));
    let known = match is_open(request.method(), &route) {
        true => None,
        false => claims(&app, &headers),
    };
    let device = known.as_ref().map(|claims| claims.device);
    let response = match before(&app, address, device, &headers) {
        Ok(()) => {
            known.and_then(|claims| request.extensions_mut().insert(claims));
            // A handler that falls over takes its own request along, and nothing else.
            let served = tokio::time::timeout(Duration::from_secs(REQUEST_SECONDS), next.run(request));
            served.await.unwrap_or_else(|_| refusal::UNAVAILABLE.into_response())
        }
        Err(refusal) => refusal.into_response(),
    };
    let fault = response.extensions().get::<Refusal>().and_then(|refusal| refusal.fault.clone());
    let response = answer::finish(response, id, &headers);
    if let Some(device) = device {
        let bytes = response.body().size_hint().lower();
        app.rates.bytes(device, usize::try_from(bytes).unwrap_or(usize::MAX), Instant::now());
    }
    let status = response.status().as_u16();
    app.figures.answered(&route, status, began.elapsed().as_secs_f64());
    let microseconds = u64::try_from(began.elapsed().as_micros()).unwrap_or(u64::MAX);
    let event = Event::Request { request: id, route: &route, status, microseconds, fault: fault.as_deref() };
    if app.log {
        logs::write((app.clock)(), &event);
    }
    response
}

/// Whoever is not known by a good token counts by the address, whatever the request says (S83).
fn before(app: &App, address: IpAddr, device: Option<Uuid>, headers: &HeaderMap) -> Result<(), Refusal> {
    if headers.contains_key(header::CONTENT_LENGTH) && headers.contains_key(header::TRANSFER_ENCODING) {
        return Err(refusal::BAD_REQUEST);
    }
    let now = Instant::now();
    match device {
        Some(device) => app.rates.device(device, now),
        None => app.rates.address(address, now),
    }
}

/// The last address in the list is the one that our own proxy saw; what stands before it anybody
/// can make up.
fn address(peer: Option<IpAddr>, headers: &HeaderMap, trusted: &[IpAddr]) -> IpAddr {
    let peer = peer.unwrap_or(IpAddr::from([0, 0, 0, 0]));
    if !trusted.contains(&peer) {
        return peer;
    }
    let lists = headers.get_all("x-forwarded-for").into_iter().filter_map(|value| value.to_str().ok());
    let last = lists.flat_map(|list| list.split(',')).next_back().map(str::trim);
    last.and_then(|text| text.parse().ok()).unwrap_or(peer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_our_own_proxy_saw_is_believed() {
        let proxy = IpAddr::from([10, 0, 0, 1]);
        let laptop = IpAddr::from([192, 0, 2, 7]);
        let mut headers = HeaderMap::new();
        headers.insert("x-forwarded-for", "203.0.113.9, 192.0.2.7".parse().unwrap());
        assert_eq!(address(Some(proxy), &headers, &[proxy]), laptop);
        assert_eq!(address(Some(laptop), &headers, &[proxy]), laptop);
        assert_eq!(address(Some(proxy), &HeaderMap::new(), &[proxy]), proxy);
    }
}
