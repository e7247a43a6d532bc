//! Servers that lie, and certificates of strangers: S25-S28.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, channel};

use proptest::prelude::*;
use rcgen::{CertificateParams, KeyPair, date_time_ymd};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned, SupportedProtocolVersion};

use super::*;

const SHORT: Duration = Duration::from_millis(700);

/// Everything of a request: its head, and as many bytes as it says.
fn request(stream: &mut impl Read) -> String {
    let (mut text, mut byte) = (Vec::new(), [0]);
    while !text.ends_with(b"\r\n\r\n") && stream.read(&mut byte).is_ok_and(|read| read == 1) {
        text.push(byte[0]);
    }
    let head = String::from_utf8_lossy(&text).to_ascii_lowercase();
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")?.trim().parse().ok());
    let mut body = vec![0; length.unwrap_or(0)];
    let _ = stream.read_exact(&mut body);
    head + &String::from_utf8_lossy(&body)
}

/// Answers every connection with what `answer` writes, and tells what was asked.
fn liar(answer: impl Fn(&mut TcpStream) + Send + 'static) -> (Http, Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = Address::parse(&format!("http://{}", listener.local_addr().unwrap())).unwrap();
    let (heard, asked) = channel();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let _ = heard.send(request(&mut stream));
            answer(&mut stream);
        }
    });
    (Http::with_patience(&address, None, SHORT).unwrap(), asked)
}

fn says(head: &str, body: &[u8]) -> (Http, Receiver<String>) {
    let mut all =
        format!("{head}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len()).into_bytes();
    all.extend(body);
    liar(move |stream| drop(stream.write_all(&all)))
}

fn post(http: &Http, body: &str) -> Result<Reply, Failure> {
    http.send(Method::Post, "/v1/institutions/x/pull", Some("token"), Some(body))
}

const OURS: &str = "HTTP/1.1 200 OK\r\nContent-Type: application/vnd.sync.v1+json";

#[test]
fn a_request_says_who_asks_what_it_holds_and_travels_packed_when_it_is_long() {
    let (http, asked) = says(OURS, b"{}");
    let reply = post(&http, "{\"after\":0}").unwrap();
    assert_eq!((reply.status, reply.media_type.as_str(), reply.body.as_str()), (200, MEDIA_TYPE, "{}"));
    let said = asked.recv().unwrap();
    assert!(said.starts_with("post /v1/institutions/x/pull http/1.1\r\n"), "{said}");
    for header in [
        "authorization: bearer token\r\n",
        "content-type: application/vnd.sync.v1+json\r\n",
        "accept-encoding: zstd\r\n",
        "user-agent: stamboek/",
    ] {
        assert!(said.contains(header), "{header} in {said}");
    }
    assert!(said.ends_with("{\"after\":0}") && !said.contains("content-encoding"), "{said}");
    post(&http, &format!("\"{}\"", "x".repeat(2000))).unwrap();
    let said = asked.recv().unwrap();
    assert!(said.contains("content-encoding: zstd\r\n") && !said.contains("xxxxxxxxxx"), "{said}");
}

#[test]
fn a_packed_answer_is_unpacked_and_its_type_stands_without_parameters() {
    let body = format!("\"{}\"", "a".repeat(200_000));
    let packed = zstd::encode_all(body.as_bytes(), 3).unwrap();
    let (http, _) =
        says(&format!("{OURS}; charset=utf-8\r\nContent-Encoding: zstd\r\nRetry-After: 7"), &packed);
    let reply = post(&http, "{}").unwrap();
    assert_eq!((reply.body, reply.media_type.as_str()), (body, MEDIA_TYPE));
    assert_eq!(reply.retry_after, Some(Duration::from_secs(7)));
}

#[test]
fn a_redirect_is_not_followed_and_a_cookie_not_kept() {
    let (other, elsewhere) = says(OURS, b"{}");
    let to = other.address().as_str();
    let (http, asked) =
        says(&format!("HTTP/1.1 307 Moved\r\nLocation: {to}/x\r\nSet-Cookie: who=you; Path=/"), b"");
    assert_eq!(post(&http, "{}").unwrap().status, 307);
    assert_eq!(post(&http, "{}").unwrap().status, 307);
    asked.recv().unwrap();
    assert!(!asked.recv().unwrap().contains("cookie"));
    assert!(elsewhere.try_recv().is_err(), "nobody asked there");
}

#[test]
fn what_is_too_long_is_thrown_away_while_it_is_read() {
    let (http, _) = says(OURS, &vec![b' '; PACKED_BYTES + 1]);
    assert_eq!(post(&http, "{}").unwrap_err(), Failure::TooLong);
    let bomb = zstd::encode_all(&vec![b' '; UNPACKED_BYTES + 1][..], 3).unwrap();
    assert!(bomb.len() < PACKED_BYTES);
    let (http, _) = says(&format!("{OURS}\r\nContent-Encoding: zstd"), &bomb);
    assert_eq!(post(&http, "{}").unwrap_err(), Failure::TooLong);
    let whole = zstd::encode_all(&vec![b' '; UNPACKED_BYTES][..], 3).unwrap();
    let (http, _) = says(&format!("{OURS}\r\nContent-Encoding: zstd"), &whole);
    assert_eq!(post(&http, "{}").unwrap().body.len(), UNPACKED_BYTES);
    let (http, _) = liar(|stream| {
        let _ = stream.write_all(format!("{OURS}\r\nConnection: close\r\n\r\n").as_bytes());
        while stream.write_all(&[b' '; 65536]).is_ok() {}
    });
    assert_eq!(post(&http, "{}").unwrap_err(), Failure::TooLong, "without an end");
}

#[test]
fn a_body_that_asks_for_more_memory_than_the_largest_body_is_not_unpacked() {
    let mut packed = zstd::Encoder::new(Vec::new(), 1).unwrap();
    packed.window_log(27).unwrap();
    packed.include_contentsize(false).unwrap();
    packed.write_all(b"{}").unwrap();
    let (http, _) = says(&format!("{OURS}\r\nContent-Encoding: zstd"), &packed.finish().unwrap());
    assert!(post(&http, "{}").is_err());
}

#[test]
fn a_packing_nobody_asked_for_or_bytes_that_are_no_text_are_of_no_type() {
    for (encoding, body) in [("gzip", &b"\x1f\x8b\x08"[..]), ("identity", &b"\xff\xfe"[..])] {
        let (http, _) = says(&format!("{OURS}\r\nContent-Encoding: {encoding}"), body);
        let reply = post(&http, "{}").unwrap();
        assert_eq!(
            (reply.status, reply.media_type.as_str(), reply.body.as_str()),
            (200, "", ""),
            "{encoding}"
        );
    }
    let (http, _) = says(&format!("{OURS}\r\nContent-Encoding: zstd"), b"no zstd at all");
    assert!(post(&http, "{}").is_err());
}

#[test]
fn who_drips_or_says_nothing_is_not_waited_for() {
    let (http, _) = liar(|stream| {
        let _ = stream.write_all(format!("{OURS}\r\nContent-Length: 1000\r\n\r\n").as_bytes());
        while stream.write_all(b" ").is_ok() {
            std::thread::sleep(Duration::from_millis(50));
        }
    });
    let began = Instant::now();
    assert_eq!(post(&http, "{}").unwrap_err(), Failure::Unreachable);
    assert!(began.elapsed() < SHORT * 4, "each byte in time is not enough");
    let (http, _) = liar(|stream| {
        std::thread::sleep(SHORT * 2);
        drop(stream.write_all(b"late"));
    });
    assert_eq!(post(&http, "{}").unwrap_err(), Failure::Unreachable);
    let nobody = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let http = Http::new(&Address::parse(&format!("http://{nobody}")).unwrap(), None).unwrap();
    assert_eq!(post(&http, "{}").unwrap_err(), Failure::Unreachable);
}

/// A server with a certificate that it made itself, and that certificate.
fn over_tls(version: &'static SupportedProtocolVersion) -> (String, String) {
    valid_in(version, [1975, 4096])
}

/// The same, valid from the first day of one year until that of another.
fn valid_in(version: &'static SupportedProtocolVersion, [from, until]: [i32; 2]) -> (String, String) {
    let key = KeyPair::generate().unwrap();
    let mut params = CertificateParams::new(vec!["127.0.0.1".to_owned()]).unwrap();
    (params.not_before, params.not_after) = (date_time_ymd(from, 1, 1), date_time_ymd(until, 1, 1));
    let certificate = params.self_signed(&key).unwrap();
    let chain = vec![CertificateDer::from(certificate.der().to_vec())];
    let private = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let provider = std::sync::Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider).with_protocol_versions(&[version]).unwrap();
    let config = std::sync::Arc::new(config.with_no_client_auth().with_single_cert(chain, private).unwrap());
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("https://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let Ok(connection) = ServerConnection::new(config.clone()) else { continue };
            let mut stream = StreamOwned::new(connection, stream.unwrap());
            if request(&mut stream).is_empty() {
                continue;
            }
            let _ = stream.write_all(format!("{OURS}\r\nContent-Length: 2\r\n\r\n{{}}").as_bytes());
            stream.conn.send_close_notify();
            let _ = stream.flush();
        }
    });
    (address, certificate.pem())
}

fn over(address: &str, ca: Option<&str>) -> Result<Reply, Failure> {
    let http = Http::with_patience(&Address::parse(address).unwrap(), ca, Duration::from_secs(10)).unwrap();
    http.send(Method::Get, "/v1/hello", None, None)
}

#[test]
fn a_certificate_of_a_stranger_is_a_proxy_and_that_of_the_board_is_believed() {
    let (address, own) = over_tls(&rustls::version::TLS13);
    assert_eq!(over(&address, None).unwrap_err(), Failure::Proxy);
    assert_eq!(over(&address, Some(&own)).unwrap().body, "{}");
    let (_, other) = over_tls(&rustls::version::TLS13);
    assert_eq!(over(&address, Some(&other)).unwrap_err(), Failure::Proxy, "the certificate of another board");
}

/// A laptop whose clock stands at 1970 or at 2106 is not told of a proxy.
#[test]
fn a_certificate_that_is_not_of_this_day_is_a_matter_of_dates() {
    for years in [[1975, 2000], [4000, 4096]] {
        let (address, own) = valid_in(&rustls::version::TLS13, years);
        assert_eq!(over(&address, Some(&own)).unwrap_err(), Failure::Date, "{years:?}");
    }
}

#[test]
fn nothing_older_than_tls_1_3_is_spoken() {
    let (address, own) = over_tls(&rustls::version::TLS12);
    assert_eq!(over(&address, Some(&own)).unwrap_err(), Failure::Proxy);
}

#[test]
fn a_name_that_is_not_in_the_certificate_is_a_stranger() {
    let (address, own) = over_tls(&rustls::version::TLS13);
    let elsewhere = address.replace("127.0.0.1", "localhost");
    assert_eq!(over(&elsewhere, Some(&own)).unwrap_err(), Failure::Proxy);
}

#[test]
fn a_file_without_a_certificate_is_refused_before_anything_is_asked() {
    let address = Address::parse("https://sync.example").unwrap();
    let broken = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    for text in ["", "tekst", broken] {
        assert!(Http::new(&address, Some(text)).is_err(), "{text}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// sync.md 18.6: whatever became of a packed body on its way, it is read whole or thrown away.
    #[test]
    fn a_packed_body_that_was_changed_is_read_within_its_limits_or_not_at_all(
        text in ".{0,400}",
        changes in prop::collection::vec((any::<usize>(), any::<u8>()), 0..4),
        cut in prop::option::of(any::<usize>()),
    ) {
        let mut bytes = zstd::encode_all(text.as_bytes(), LEVEL).unwrap();
        let length = bytes.len();
        for (at, byte) in &changes {
            bytes[at % length] = *byte;
        }
        bytes.truncate(cut.map_or(length, |cut| cut % length));
        let whole = bytes == zstd::encode_all(text.as_bytes(), LEVEL).unwrap();
        let response = Response::builder()
            .header(header::CONTENT_ENCODING, "zstd")
            .header(header::CONTENT_TYPE, MEDIA_TYPE)
            .body(Body::builder().data(bytes))
            .unwrap();
        match read(response, Instant::now() + Duration::from_secs(60)) {
            Ok(reply) => prop_assert!(reply.body.len() <= UNPACKED_BYTES && (!whole || reply.body == text)),
            Err(failure) => {
                prop_assert!(!whole && matches!(failure, Failure::Unreachable | Failure::TooLong));
            }
        }
    }
}
