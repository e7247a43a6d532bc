//! The seam over HTTP, on this computer alone.

use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde::Serialize;
use serde::de::DeserializeOwned;
use stamboek_domain::discimus::{Hello, Outcome, Question, Receipt, SEAM, Told, Transaction};
use stamboek_domain::pupil::PupilId;
use uuid::Uuid;

use crate::answers;
use crate::script::{Act, Request, Script};
use crate::world::World;

type Shared = Arc<Mutex<World>>;

/// Largest request, in bytes.
const LARGEST: usize = 1024 * 1024;

/// Listens until it is ended; the first line on standard output says where.
pub async fn serve(world: World, port: u16) -> Result<(), String> {
    let sentence = |error: std::io::Error| format!("Poort {port}: {error}");
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await.map_err(sentence)?;
    let address = listener.local_addr().map_err(sentence)?;
    println!("http://{address}");
    let router = Router::new()
        .route(&format!("/v{SEAM}/hello"), get(hello))
        .route(&format!("/v{SEAM}/transactions"), post(transactions))
        .route(&format!("/v{SEAM}/questions"), post(questions))
        .route("/simulator/script", post(script))
        .route("/simulator/arrived", get(arrived))
        .layer(DefaultBodyLimit::max(LARGEST))
        .with_state(Arc::new(Mutex::new(world)));
    axum::serve(listener, router).await.map_err(sentence)
}

fn lock(world: &Shared) -> MutexGuard<'_, World> {
    world.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
}

fn json(status: StatusCode, body: String) -> Response {
    (status, [(header::CONTENT_TYPE, "application/json")], body).into_response()
}

fn ok(value: &impl Serialize) -> Response {
    json(StatusCode::OK, serde_json::to_string(value).unwrap_or_default())
}

/// A page in a browser cannot send this type to another program without asking first.
fn read<T: DeserializeOwned>(headers: &HeaderMap, body: &Bytes) -> Result<T, StatusCode> {
    let kind = headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind == "application/json");
    if !kind {
        return Err(StatusCode::UNSUPPORTED_MEDIA_TYPE);
    }
    serde_json::from_slice(body).map_err(|_| StatusCode::BAD_REQUEST)
}

async fn hello(State(world): State<Shared>) -> Response {
    ok(&Hello {
        seam: SEAM,
        name: "Simulator van Discimus".to_owned(),
        simulator: true,
        institutions: lock(&world).script.institutions.clone(),
    })
}

async fn transactions(State(world): State<Shared>, headers: HeaderMap, body: Bytes) -> Response {
    let told: Transaction = match read(&headers, &body) {
        Ok(told) => told,
        Err(status) => return status.into_response(),
    };
    let act = lock(&world).script.act(&Request::Tells(&told));
    if act == Some(Act::Fail) {
        return failure();
    }
    let refuse = match &act {
        Some(Act::Refuse { code, text }) => Some(Outcome::Refused { code: code.clone(), text: text.clone() }),
        _ => None,
    };
    let outcome = lock(&world).tell(&told, refuse);
    let transaction = if act == Some(Act::Wrong) { Uuid::nil() } else { told.id };
    finish(act, ok(&Receipt { transaction, outcome: outcome.clone() }), &Receipt { transaction, outcome })
        .await
}

async fn questions(State(world): State<Shared>, headers: HeaderMap, body: Bytes) -> Response {
    let question: Question = match read(&headers, &body) {
        Ok(question) => question,
        Err(status) => return status.into_response(),
    };
    let act = lock(&world).script.act(&Request::Asks(question.about));
    if act == Some(Act::Fail) {
        return failure();
    }
    let mut told: Vec<Told> = answers::answer(&lock(&world), &question);
    match act {
        // Everything told twice is one answer that says it twice.
        Some(Act::Twice) => told.extend(told.clone()),
        Some(Act::Wrong) => told.iter_mut().for_each(|one| one.pupil = PupilId(Uuid::nil())),
        _ => {}
    }
    let act = act.filter(|act| *act != Act::Twice);
    finish(act, ok(&told), &told).await
}

fn failure() -> Response {
    json(StatusCode::INTERNAL_SERVER_ERROR, "{}".to_owned())
}

/// The answer, or what the script makes of it.
async fn finish(act: Option<Act>, response: Response, answer: &impl Serialize) -> Response {
    let text = || serde_json::to_string(answer).unwrap_or_default();
    match act {
        Some(Act::Lose) => failure(),
        Some(Act::Delay(milliseconds)) => {
            tokio::time::sleep(Duration::from_millis(milliseconds)).await;
            response
        }
        Some(Act::Garbage) => json(StatusCode::OK, "<html>geen antwoord</html>".to_owned()),
        Some(Act::Huge) => json(StatusCode::OK, format!("\"{}\"", "x".repeat(2 * LARGEST))),
        Some(Act::Twice) => json(StatusCode::OK, text().repeat(2)),
        _ => response,
    }
}

async fn script(State(world): State<Shared>, headers: HeaderMap, body: Bytes) -> Response {
    match read::<Script>(&headers, &body) {
        Ok(script) => {
            lock(&world).script = script;
            ok(&())
        }
        Err(status) => status.into_response(),
    }
}

async fn arrived(State(world): State<Shared>) -> Response {
    ok(&lock(&world).arrived)
}
