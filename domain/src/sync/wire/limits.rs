//! Largest sizes (sync.md 13). The server says them in its hello; neither side takes more.

/// Bytes of one op.
pub const OP_BYTES: usize = 64 * 1024;
/// Items in one op.
pub const OP_ITEMS: usize = 500;
/// Ops in one push.
pub const PUSH_OPS: usize = 500;
/// Bytes of a body as it travels.
pub const PACKED_BYTES: usize = 1024 * 1024;
/// Bytes of a body when it is unpacked, counted while unpacking.
pub const UNPACKED_BYTES: usize = 8 * 1024 * 1024;
/// Rows in one page of a pull.
pub const PAGE_ROWS: usize = 5_000;
/// Ids in one reconcile.
pub const RECONCILE_IDS: usize = 5_000;
/// Levels of JSON.
pub const JSON_DEPTH: usize = 32;
/// Bytes of one string in JSON.
pub const STRING_BYTES: usize = 16 * 1024;
/// A body of at least so many bytes travels packed (zstd).
pub const PACK_FROM_BYTES: usize = 1024;
/// Seconds until a request counts as lost.
pub const REQUEST_SECONDS: u64 = 30;

/// Whether a JSON text keeps to [`JSON_DEPTH`] and [`STRING_BYTES`], without parsing it. The one counter of
/// saving, of the server and of the laptop: a string, a name of a field too, is as long as its text in
/// UTF-8, however it is written.
pub fn is_within_limits(text: &str) -> bool {
    let bytes = text.as_bytes();
    let (mut at, mut depth) = (0, 0_usize);
    while let Some(byte) = bytes.get(at) {
        at += 1;
        match byte {
            b'"' => match string(bytes, at) {
                Some((length, end)) if length <= STRING_BYTES => at = end,
                _ => return false,
            },
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > JSON_DEPTH {
            return false;
        }
    }
    true
}

/// Bytes of the text of a string that begins here, and where it ended; `None` where it never does.
fn string(bytes: &[u8], mut at: usize) -> Option<(usize, usize)> {
    let mut length = 0;
    loop {
        let (says, written) = match bytes.get(at)? {
            b'"' => return Some((length, at + 1)),
            b'\\' if bytes.get(at + 1) == Some(&b'u') => (escaped(bytes.get(at + 2..at + 6)?), 6),
            b'\\' => (1, 2),
            _ => (1, 1),
        };
        length += says;
        at += written;
    }
}

/// Bytes of a character by its four hexadecimal digits. One beyond U+FFFF is written as two of these, and
/// has four.
fn escaped(digits: &[u8]) -> usize {
    let code = str::from_utf8(digits).ok().and_then(|digits| u32::from_str_radix(digits, 16).ok());
    match code {
        Some(0..0x80) => 1,
        Some(0x80..0x800 | 0xD800..0xE000) => 2,
        _ => 3,
    }
}
