//! Whether the person is still at the computer, as far as its system says: its screen is locked, or
//! another user took over (S13). Asked every few seconds, because no system tells all of it by one signal
//! that a program without a message loop of its own can wait for.

#[cfg(target_os = "linux")]
mod linux;
#[cfg(target_os = "macos")]
mod macos;
#[cfg(windows)]
mod windows;

#[cfg(target_os = "linux")]
pub use linux::Desk;
#[cfg(target_os = "macos")]
pub use macos::Desk;
#[cfg(windows)]
pub use windows::Desk;

/// A system of which we do not know how it says it.
#[cfg(not(any(target_os = "linux", target_os = "macos", windows)))]
#[derive(Default)]
pub struct Desk;

#[cfg(not(any(target_os = "linux", target_os = "macos", windows)))]
impl Desk {
    /// Not known.
    pub fn is_away(&self) -> Option<bool> {
        None
    }
}

/// Of what several places say: away when one says so, not known when none says anything.
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn any(said: impl IntoIterator<Item = Option<bool>>) -> Option<bool> {
    said.into_iter().fold(None, |so_far, one| match (so_far, one) {
        (Some(a), Some(b)) => Some(a || b),
        (known, other) => known.or(other),
    })
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::any;

    #[test]
    fn one_place_that_says_away_is_enough_and_silence_is_not_known() {
        assert_eq!(any([None, None]), None);
        assert_eq!(any([None, Some(false)]), Some(false));
        assert_eq!(any([Some(true), None, Some(false)]), Some(true));
    }
}
