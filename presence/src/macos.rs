//! macOS: what the window server knows of our session.
#![expect(unsafe_code, reason = "the one module with calls of the system on macOS (S81)")]

use objc2_core_foundation::{CFBoolean, CFDictionary, CFNumber, CFRetained, CFString, CFType};
use objc2_core_graphics::CGSessionCopyCurrentDictionary;

use crate::any;

/// The session in which the program runs.
#[derive(Default)]
pub struct Desk;

impl Desk {
    /// Whether the screen is locked or another user is at the console; `None`: macOS does not say.
    pub fn is_away(&self) -> Option<bool> {
        let session = CGSessionCopyCurrentDictionary()?;
        // SAFETY: keys of this dictionary are strings and its values objects (CGSession.h).
        let session: &CFDictionary<CFString, CFType> = unsafe { session.cast_unchecked() };
        // Stands there only while the screen is locked.
        let locked = is(session.get(&CFString::from_static_str("CGSSessionScreenIsLocked")));
        let behind = is(session.get(&CFString::from_static_str("kCGSSessionOnConsoleKey"))).map(|on| !on);
        any([locked, behind])
    }
}

fn is(value: Option<CFRetained<CFType>>) -> Option<bool> {
    let value = value?;
    let flag = value.downcast_ref::<CFBoolean>().map(|flag| flag.as_bool());
    flag.or_else(|| value.downcast_ref::<CFNumber>()?.as_i32().map(|number| number != 0))
}
