//! Windows: what the session manager knows of our session.
#![expect(unsafe_code, reason = "the one module with calls of the system on Windows (S81)")]

use std::ptr::null_mut;

use windows_sys::Win32::System::RemoteDesktop::{
    WTS_CURRENT_SERVER_HANDLE, WTS_CURRENT_SESSION, WTS_SESSIONSTATE_LOCK, WTS_SESSIONSTATE_UNLOCK,
    WTSActive, WTSFreeMemory, WTSINFOEXW, WTSQuerySessionInformationW, WTSSessionInfoEx,
};

/// The session in which the program runs.
#[derive(Default)]
pub struct Desk;

impl Desk {
    /// Whether the session is locked or the one of another user is in front; `None`: Windows does not say.
    pub fn is_away(&self) -> Option<bool> {
        let (mut buffer, mut bytes) = (null_mut(), 0);
        // SAFETY: both pointers are to locals; the function writes a buffer of its own and its length.
        let said = unsafe {
            WTSQuerySessionInformationW(
                WTS_CURRENT_SERVER_HANDLE,
                WTS_CURRENT_SESSION,
                WTSSessionInfoEx,
                &mut buffer,
                &mut bytes,
            )
        };
        if said == 0 || buffer.is_null() {
            return None;
        }
        let whole = bytes as usize >= size_of::<WTSINFOEXW>();
        // SAFETY: the buffer holds such a structure when it is as long as one, aligned or not; level 1 is
        // the only one that there is.
        let level =
            whole.then(|| unsafe { buffer.cast::<WTSINFOEXW>().read_unaligned().Data.WTSInfoExLevel1 });
        // SAFETY: made by the call above, and not used again.
        unsafe { WTSFreeMemory(buffer.cast()) };
        let level = level?;
        match (level.SessionState == WTSActive, level.SessionFlags as u32) {
            (false, _) | (_, WTS_SESSIONSTATE_LOCK) => Some(true),
            (true, WTS_SESSIONSTATE_UNLOCK) => Some(false),
            _ => None,
        }
    }
}
