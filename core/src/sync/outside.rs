//! What changes around the program: the laptop slept, the network is another one.

use std::net::{IpAddr, Ipv4Addr, UdpSocket};
use std::time::{Duration, Instant, SystemTime};

use stamboek_domain::sync::engine::Wake;

/// So much longer than the program noticed: the laptop slept, or its clock was set.
const SLEPT: Duration = Duration::from_secs(30);

/// How the world was at the last look.
pub(super) struct Outside {
    looked: Instant,
    wall: SystemTime,
    address: Option<IpAddr>,
}

impl Outside {
    pub(super) fn now() -> Self {
        Self { looked: Instant::now(), wall: SystemTime::now(), address: own_address() }
    }

    /// What changed since the last look.
    pub(super) fn change(&mut self) -> Option<Wake> {
        let before = std::mem::replace(self, Self::now());
        let passed = self.looked - before.looked;
        let shown = self.wall.duration_since(before.wall).unwrap_or_default();
        match () {
            () if shown > passed + SLEPT => Some(Wake::Resume),
            // A network that went away is no reason to try.
            () if self.address.is_some() && self.address != before.address => Some(Wake::Network),
            () => None,
        }
    }
}

/// The address from which this laptop would reach the internet. Nothing is sent: a datagram socket
/// only looks up the way.
fn own_address() -> Option<IpAddr> {
    let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).ok()?;
    // Reserved for documentation (RFC 5737): nobody has it.
    socket.connect((Ipv4Addr::new(192, 0, 2, 1), 9)).ok()?;
    Some(socket.local_addr().ok()?.ip())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_that_went_on_without_the_program_and_another_network_wake_it() {
        let mut outside = Outside::now();
        assert_eq!(outside.change(), None);
        outside.wall -= Duration::from_secs(120);
        assert_eq!(outside.change(), Some(Wake::Resume));
        assert_eq!(outside.change(), None);
        if outside.address.is_some() {
            outside.address = Some(IpAddr::V4(Ipv4Addr::new(192, 0, 2, 7)));
            assert_eq!(outside.change(), Some(Wake::Network));
        }
    }
}
