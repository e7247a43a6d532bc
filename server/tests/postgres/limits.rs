//! How much anybody may ask, and what is refused before it is read: security.md S83–S85.

use std::io::{Read, Write};
use std::net::TcpStream;

use serde_json::Value;
use stamboek_domain::sync::roles::Role;
use stamboek_domain::sync::wire::{MEDIA_TYPE, Rev};

use crate::common::{Laptop, Said, World};

/// A request as it is written here, on a connection of its own; the whole answer.
pub fn raw(url: &str, head: &str, body: &[u8]) -> String {
    let mut stream = TcpStream::connect(url.strip_prefix("http://").unwrap()).unwrap();
    let head = format!("{head}\r\nHost: x\r\nConnection: close\r\nContent-Type: {MEDIA_TYPE}\r\n\r\n");
    stream.write_all(head.as_bytes()).unwrap();
    // Who is refused before it was all sent may find the door closed.
    let _ = stream.write_all(body);
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}

/// Asks until it is refused for asking too much, and answers how often it was served.
fn served_until_refused(ask: impl Fn() -> Said) -> usize {
    let served = (0..200).take_while(|_| ask().status != 429).count();
    assert!(served < 200, "nobody is refused");
    served
}

fn pull(laptop: &Laptop) -> Said {
    laptop.post(&laptop.path("pull"), &laptop.pulling(Rev(0), 1))
}

#[test]
fn a_stranger_a_laptop_and_a_school_each_have_a_limit_and_are_told_when_to_come_back() {
    let world = World::new();
    let open = world.serve(world.app(&[]));
    let (inst, other) = (world.institution("De Linde"), world.institution("De Eik"));
    let mut laptop = world.laptop(&open, inst, Role::Secretariat);
    let mut neighbour = world.laptop(&open, inst, Role::Secretariat);
    let mut elsewhere = world.laptop(&open, other, Role::Secretariat);
    let strict = world.serve(world.app(&[("RATES__ADDRESS_PER_SECOND", "1")]));
    served_until_refused(|| Laptop::new(&strict).get("/v1/hello"));
    let said =
        (0..200).map(|_| raw(&strict, "GET /v1/hello HTTP/1.1", b"")).find(|said| said.contains(" 429 "));
    assert!(said.expect("refused").contains("retry-after: 1"));
    laptop.url = world.serve(world.app(&[("RATES__DEVICE_PER_MINUTE", "5")]));
    assert!(served_until_refused(|| pull(&laptop)) >= 5);
    neighbour.url.clone_from(&laptop.url);
    assert_eq!(pull(&neighbour).status, 200, "another laptop is not refused for it");
    laptop.url = world.serve(world.app(&[("RATES__INSTITUTION_PER_SECOND", "1")]));
    served_until_refused(|| pull(&laptop));
    elsewhere.url.clone_from(&laptop.url);
    assert_eq!(pull(&elsewhere).status, 200, "another school is not refused for it");
}

#[test]
fn a_body_of_a_stranger_ends_at_sixteen_kib_whatever_is_said_of_its_length() {
    let world = World::new();
    let url = world.serve(world.app(&[]));
    let body = vec![b' '; 17 * 1024];
    let said = raw(&url, &format!("POST /v1/token HTTP/1.1\r\nContent-Length: {}", body.len()), &body);
    assert!(said.starts_with("HTTP/1.1 413"), "{said}");
    let mut chunks = format!("{:x}\r\n", body.len()).into_bytes();
    chunks.extend(&body);
    chunks.extend(b"\r\n0\r\n\r\n");
    let said = raw(&url, "POST /v1/token HTTP/1.1\r\nTransfer-Encoding: chunked", &chunks);
    assert!(said.starts_with("HTTP/1.1 413"), "no length, and over the limit: {said}");
    let both = "POST /v1/token HTTP/1.1\r\nContent-Length: 2\r\nTransfer-Encoding: chunked";
    let said = raw(&url, both, b"2\r\n{}\r\n0\r\n\r\n");
    assert!(said.starts_with("HTTP/1.1 400"), "both lengths: {said}");
    let laptop = world.laptop(&url, world.institution("De Linde"), Role::Secretariat);
    let known = laptop.send(&laptop.path("pull"), MEDIA_TYPE, None, &body).unwrap();
    assert_eq!(known.refusal().0, 400, "whoever is known may send more; this is no JSON");
}

#[test]
fn every_bad_token_is_refused_in_the_same_words() {
    let world = World::new();
    let url = world.serve(world.app(&[]));
    let laptop = world.laptop(&url, world.institution("De Linde"), Role::Secretariat);
    let good = &laptop.token;
    let (payload, proof) = good.split_once('.').unwrap();
    let wrong = [
        format!("{payload}."),
        format!(".{proof}"),
        format!("{payload}.{}", "A".repeat(proof.len())),
        format!("A{good}"),
        "x".to_owned(),
        "~".repeat(4_000),
    ];
    let refusal = |token: &String| -> Value {
        // A connection of its own: who is refused before the body was read finds the door closed next.
        let mut stranger = Laptop::new(&url);
        (stranger.inst, stranger.token) = (laptop.inst, token.clone());
        let said = pull(&stranger);
        assert_eq!(said.status, 401);
        let mut document = said.json();
        document.as_object_mut().unwrap().remove("instance").expect("whose request it was");
        document
    };
    let refusals: Vec<Value> = wrong.iter().map(refusal).collect();
    assert!(refusals.iter().all(|one| *one == refusals[0]), "{refusals:?}");
}
