//! The address of the server, as the administrator gave it.

use serde::{Deserialize, Serialize};
use stamboek_domain::problem::{Code, Problem};
use ureq::http::Uri;

use crate::Answer;

/// `https://host`, with a port where it has one and without anything behind it; `http` only where
/// nothing leaves this computer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Address(String);

impl Address {
    /// Reads what was typed; spaces around it and a slash at its end do not matter.
    ///
    /// # Errors
    /// `InvalidValue` of `address`; `why`: `shape`, or `https` where it is asked to go in clear over a
    /// network.
    pub fn parse(typed: &str) -> Answer<Self> {
        let text = typed.trim().trim_end_matches('/');
        let wrong = |why: &str| {
            Problem::new(Code::InvalidValue).with("field", "address").with("value", typed).with("why", why)
        };
        let uri: Uri = text.parse().map_err(|_| wrong("shape"))?;
        let plain = match uri.scheme_str() {
            Some("https") => false,
            Some("http") => true,
            _ => return Err(wrong("shape")),
        };
        let authority = uri.authority().ok_or_else(|| wrong("shape"))?;
        let bare =
            !authority.as_str().contains('@') && matches!(uri.path(), "" | "/") && uri.query().is_none();
        if !bare || authority.host().is_empty() {
            return Err(wrong("shape"));
        }
        if plain && !matches!(authority.host(), "127.0.0.1" | "localhost" | "[::1]") {
            return Err(wrong("https"));
        }
        Ok(Self(text.to_ascii_lowercase()))
    }

    /// As it is, without a slash at the end.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it goes in clear: only on this computer.
    pub(super) fn is_plain(&self) -> bool {
        self.0.starts_with("http:")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_a_host_over_https_or_this_computer() {
        for (typed, read) in [
            (" https://Sync.Example/ ", "https://sync.example"),
            ("https://sync.example:8443", "https://sync.example:8443"),
            ("http://127.0.0.1:4470", "http://127.0.0.1:4470"),
            ("http://[::1]:4470/", "http://[::1]:4470"),
        ] {
            assert_eq!(Address::parse(typed).unwrap().as_str(), read);
        }
        for (typed, why) in [
            ("", "shape"),
            ("sync.example", "shape"),
            ("ftp://sync.example", "shape"),
            ("https://", "shape"),
            ("https://a@sync.example", "shape"),
            ("https://sync.example/stamboek", "shape"),
            ("https://sync.example/?x=1", "shape"),
            ("http://sync.example", "https"),
            ("http://127.0.0.1.example", "https"),
            ("http://192.168.1.4:4470", "https"),
        ] {
            let problem = Address::parse(typed).unwrap_err();
            assert_eq!(problem.values.get("why").map(String::as_str), Some(why), "{typed}");
        }
    }
}
