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

/// Whether a JSON text keeps to [`JSON_DEPTH`] and [`STRING_BYTES`] (as written, with escapes),
/// without parsing it.
pub fn is_within_limits(text: &str) -> bool {
    let (mut depth, mut string, mut escaped) = (0_usize, None, false);
    for byte in text.bytes() {
        match (&mut string, byte) {
            (Some(_), b'"') if !escaped => string = None,
            (Some(length), _) => {
                *length += 1;
                if *length > STRING_BYTES {
                    return false;
                }
                escaped = byte == b'\\' && !escaped;
            }
            (None, b'"') => (string, escaped) = (Some(0), false),
            (None, b'[' | b'{') => depth += 1,
            (None, b']' | b'}') => depth = depth.saturating_sub(1),
            (None, _) => {}
        }
        if depth > JSON_DEPTH {
            return false;
        }
    }
    true
}
