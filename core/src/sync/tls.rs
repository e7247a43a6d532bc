//! Whom we believe to be the server (S25): TLS 1.3 alone, and the roots that come with this program,
//! never those of the system, where a proxy's or a stranger's may lie.

use std::sync::Arc;

use rustls::crypto::CryptoProvider;
use rustls::{AlertDescription, CertificateError, Error};
use stamboek_domain::problem::{Code, Problem};
use stamboek_domain::sync::engine::Failure;
use ureq::tls::{Certificate, PemItem, RootCerts, TlsConfig, TlsProvider, parse_pem};

use crate::Answer;

/// Trust in our own roots, and in the certificates of the board's own authority.
///
/// # Errors
/// `InvalidValue` of `ca`, when the text holds no certificate or something that is none.
pub(super) fn config(ca: Option<&str>) -> Answer<TlsConfig> {
    let ours = webpki_root_certs::TLS_SERVER_ROOT_CERTS.iter().map(|root| Certificate::from_der(root));
    let mut roots: Vec<Certificate<'static>> = ours.collect();
    if let Some(text) = ca {
        roots.extend(certificates(text)?);
    }
    Ok(TlsConfig::builder()
        .provider(TlsProvider::Rustls)
        .root_certs(RootCerts::Specific(Arc::new(roots)))
        .unversioned_rustls_crypto_provider(Arc::new(newest()))
        .build())
}

/// Of all suites those of TLS 1.3: with no other, nothing older can be agreed.
fn newest() -> CryptoProvider {
    let mut provider = rustls::crypto::ring::default_provider();
    provider.cipher_suites.retain(|suite| suite.tls13().is_some());
    provider
}

/// The certificates of a PEM text.
///
/// # Errors
/// As [`config`].
pub(super) fn certificates(text: &str) -> Answer<Vec<Certificate<'static>>> {
    let wrong =
        || Problem::new(Code::InvalidValue).with("field", "ca").with("value", "").with("why", "shape");
    let mut found = Vec::new();
    for item in parse_pem(text.as_bytes()) {
        if let PemItem::Certificate(certificate) = item.map_err(|_| wrong())? {
            // Read once here: what cannot be read would be left out without a word later.
            let der = rustls::pki_types::CertificateDer::from(certificate.der());
            rustls::RootCertStore::empty().add(der).map_err(|_| wrong())?;
            found.push(certificate);
        }
    }
    if found.is_empty() { Err(wrong()) } else { Ok(found) }
}

/// What a refused handshake is: a date that cannot be (the clock of a laptop with an empty battery stands
/// at 1970), or somebody else than the server, who shows a certificate of his own or speaks an older TLS
/// than ours.
pub(super) fn failure(error: &Error) -> Option<Failure> {
    use CertificateError::{Expired, ExpiredContext, NotValidYet, NotValidYetContext};
    match error {
        Error::InvalidCertificate(
            Expired | ExpiredContext { .. } | NotValidYet | NotValidYetContext { .. },
        ) => Some(Failure::Date),
        Error::InvalidCertificate(_)
        | Error::PeerIncompatible(_)
        | Error::AlertReceived(AlertDescription::ProtocolVersion | AlertDescription::HandshakeFailure) => {
            Some(Failure::Proxy)
        }
        _ => None,
    }
}
