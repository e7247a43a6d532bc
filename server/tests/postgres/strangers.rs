//! What holds before anybody signed in, whatever a request says of itself, and how often one may be
//! wrong: security.md S22, S83.

use chrono::{Duration, Utc};
use stamboek_domain::sync::access::SignIn;
use stamboek_domain::sync::roles::Role;
use stamboek_domain::sync::wire::Rev;
use stamboek_server::endpoints::devices::{code_hash, new_code};
use stamboek_server::store::access_log::By;

use crate::common::{Laptop, PASSWORD, World, op, pupil};
use crate::limits::raw;

/// The bodies of strangers and their rate: for each of the open routes with every sort of token, and for
/// the others with one that is not good.
#[test]
fn a_header_lifts_no_limit() {
    let world = World::new();
    let url = world.serve(world.app(&[]));
    let laptop = world.laptop(&url, world.institution("De Linde"), Role::Secretariat);
    let (bad, good) = ("x".to_owned(), format!("Bearer {}", laptop.token));
    let body = vec![b' '; 17 * 1024];
    let document = stamboek_server::openapi::document();
    for (method, path) in stamboek_server::openapi::operations() {
        let open = !document["paths"][path][method]["security"].is_array();
        for token in [&bad, &good] {
            if !open && token == &good {
                continue;
            }
            let strict = world.serve(world.app(&[("RATES__ADDRESS_PER_SECOND", "1")]));
            let line = format!("{} {path} HTTP/1.1\r\nAuthorization: {token}", method.to_uppercase());
            let ask = || raw(&strict, &format!("{line}\r\nContent-Length: 0"), b"").contains(" 429 ");
            assert!((0..100).any(|_| ask()), "{method} {path} has a rate");
            let known = format!("GET /v1/me HTTP/1.1\r\nAuthorization: {good}");
            assert!(raw(&strict, &known, b"").contains(" 200 "), "who is known goes on");
            if open && method == "post" {
                let head = format!("{line}\r\nIdempotency-Key: 0123456789abcdef");
                let said = raw(&url, &format!("{head}\r\nContent-Length: {}", body.len()), &body);
                assert!(said.starts_with("HTTP/1.1 413"), "{method} {path}: {said}");
            }
        }
    }
}

#[test]
fn ten_wrong_codes_from_one_address_close_the_door_to_every_code() {
    let world = World::new();
    let url = world.serve(world.app(&[]));
    let code = world.code(world.institution("De Linde"));
    let laptop = Laptop::new(&url);
    for _ in 0..10 {
        let said = laptop.post("/v1/devices", &laptop.enrolment(&new_code().unwrap()));
        assert_eq!(said.refusal().0, 404);
    }
    let said = laptop.post("/v1/devices", &laptop.enrolment(&code));
    assert_eq!(said.refusal(), (429, "too_many".into()));
    assert!((3590..=3600).contains(&said.retry_after.unwrap()), "an hour");
    let beside = Laptop::enrol(&world.serve(world.app(&[])), &code);
    assert_ne!(beside.device, laptop.device, "the code itself is as good as before");
}

#[test]
fn a_code_is_good_for_as_long_as_it_says_and_no_longer() {
    let world = World::new();
    let url = world.serve(world.app(&[]));
    let inst = world.institution("De Linde");
    let code = new_code().unwrap();
    let over = Utc::now() - Duration::seconds(1);
    world
        .runtime
        .block_on(world.owner.add_code(inst, &code_hash(&code), "laptop", over, By::board()))
        .unwrap();
    let laptop = Laptop::new(&url);
    let said = laptop.post("/v1/devices", &laptop.enrolment(&code));
    assert_eq!(said.refusal(), (410, "used".into()));
    assert_eq!(world.count(inst, "SELECT count(*) FROM device_member WHERE inst = $1"), 0);
}

#[test]
fn ten_wrong_passwords_make_the_account_wait_on_every_laptop_and_nobody_else() {
    let world = World::new();
    let url = world.serve(world.app(&[]));
    let inst = world.institution("De Linde");
    world.person("els", inst, &[Role::Secretariat]);
    world.person("jan", inst, &[Role::Secretariat]);
    let mut laptop = Laptop::enrol(&url, &world.code(inst));
    let mut other = Laptop::enrol(&url, &world.code(inst));
    let proof = |login: &str, password: &str| {
        Some(SignIn::Password { login: login.into(), password: password.into() })
    };
    for _ in 0..10 {
        assert_eq!(laptop.ask_token(proof("els", "een ander wachtwoord")).refusal().0, 401);
    }
    for one in [&mut laptop, &mut other] {
        let said = one.ask_token(proof("els", PASSWORD));
        assert_eq!(said.refusal(), (429, "too_many".into()));
        assert!((800..=900).contains(&said.retry_after.unwrap()), "a quarter of an hour");
    }
    laptop.sign_in("jan");
    assert_eq!(laptop.post(&laptop.path("push"), &laptop.pushing(&[])).status, 200);
}

/// 200 MiB a day, of what is really read and answered.
#[test]
fn what_a_laptop_sends_without_a_length_and_what_it_is_answered_count() {
    let world = World::new();
    let open = world.serve(world.app(&[]));
    let mut laptop = world.laptop(&open, world.institution("De Linde"), Role::Secretariat);
    let one_mebibyte = || world.serve(world.app(&[("RATES__DEVICE_MEBIBYTES_PER_DAY", "1")]));
    laptop.url = one_mebibyte();
    let body = vec![b' '; 700 * 1024];
    let mut chunks = format!("{:x}\r\n", body.len()).into_bytes();
    chunks.extend(&body);
    chunks.extend(b"\r\n0\r\n\r\n");
    let head = format!(
        "POST {} HTTP/1.1\r\nAuthorization: Bearer {}\r\nTransfer-Encoding: chunked",
        laptop.path("pull"),
        laptop.token
    );
    for served in [" 400 ", " 400 ", " 429 "] {
        assert!(raw(&laptop.url, &head, &chunks).contains(served), "{served}");
    }
    laptop.url = open;
    let long = |n: usize| op(laptop.user, pupil(&format!("{n} {}", "x".repeat(4_000))).1);
    let ops: Vec<_> = (0..50).map(long).collect();
    laptop.push(&ops);
    laptop.url = one_mebibyte();
    let pull = serde_json::to_vec(&laptop.pulling(Rev(0), 5_000)).unwrap();
    let head = format!(
        "POST {} HTTP/1.1\r\nAuthorization: Bearer {}\r\nContent-Length: {}",
        laptop.path("pull"),
        laptop.token,
        pull.len()
    );
    let answers: Vec<String> = (0..20).map(|_| raw(&laptop.url, &head, &pull)).collect();
    let served = answers.iter().take_while(|said| said.contains(" 200 ")).count();
    assert!(answers[0].len() > 150_000, "{}", answers[0].len());
    assert!((2..8).contains(&served) && answers[served].contains(" 429 "), "{served} answers");
}
