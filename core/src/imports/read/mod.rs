//! From a file to plain rows: what the child process does, and how the parent asks for it.
//!
//! `child` (in `child.rs` beside this folder) calls [`parse`]; everything else calls
//! [`spawn::read`]. Between them goes the shape of `sink.rs`.

pub mod clean;
pub mod limits;
pub mod packed;
pub mod sheet;
pub mod sink;
pub mod source;
pub mod spawn;
mod text;
mod workbook;

use stamboek_domain::problem::Code;

use crate::Answer;
use packed::Packed;
use sink::Sink;

/// Reads the bytes of a file into the sink. What the file is follows from its content, not from
/// its name.
pub fn parse(bytes: &[u8], sink: &mut Sink) -> Answer<()> {
    if bytes.len() as u64 > limits::FILE_BYTES {
        return Err(packed::too_large("file", limits::FILE_BYTES >> 20));
    }
    let other: [&[u8]; 6] = [b"%PDF", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x7fELF"];
    if bytes.starts_with(b"PK") {
        match packed::check(bytes)? {
            Packed::Xlsx => workbook::xlsx(bytes, sink),
            Packed::Ods => workbook::ods(bytes, sink),
        }
    } else if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        workbook::xls(bytes, sink)
    } else if other.iter().any(|magic| bytes.starts_with(magic)) {
        Err(Code::SheetUnknownFormat.into())
    } else if bytes.is_empty() {
        Err(Code::SheetEmpty.into())
    } else {
        text::csv(bytes, sink)
    }
}
