//! Packed files (XLSX, ODS) are unpacked into a counter before anything parses them (S33).

use std::io::{Cursor, Read};

use stamboek_domain::problem::{Code, Problem};
use zip::ZipArchive;

use super::limits::*;
use crate::Answer;

/// What a packed file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Packed {
    /// Office Open XML.
    Xlsx,
    /// OpenDocument.
    Ods,
}

/// Counts, looks and refuses; answers what the file is. Needs no more memory than a few blocks,
/// however large the file pretends or turns out to be.
pub fn check(bytes: &[u8]) -> Answer<Packed> {
    // Members are announced by a header of at least 46 bytes each: a list of a hundred thousand
    // empty ones is refused before the archive's directory is built in memory.
    let announced = bytes.windows(4).filter(|w| w == b"PK\x01\x02").take(MEMBERS * 5).count();
    if announced >= MEMBERS * 5 {
        return Err(too_large("members", MEMBERS));
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged("archive"))?;
    if archive.len() > MEMBERS {
        return Err(too_large("members", MEMBERS));
    }
    let mut found = None;
    let mut unpacked: u64 = 0;
    let mut block = [0; 32 << 10];
    for index in 0..archive.len() {
        // Asked of the directory first: opening a locked member fails in another way.
        if archive.by_index_raw(index).map_err(|_| damaged("member"))?.encrypted() {
            return Err(Code::SheetEncrypted.into());
        }
        let mut member = archive.by_index(index).map_err(|_| damaged("member"))?;
        let name = member.name().map_err(|_| damaged("name"))?.to_lowercase();
        found = found.or(match name.as_str() {
            "xl/workbook.xml" => Some(Packed::Xlsx),
            "content.xml" => Some(Packed::Ods),
            _ => None,
        });
        refuse_by_name(&name)?;
        let mut first = true;
        let mut tail = Vec::new();
        loop {
            let n = member.read(&mut block).map_err(|_| damaged("unpack"))?;
            if n == 0 {
                break;
            }
            if first {
                refuse_nested(&block[..n])?;
                first = false;
            }
            if name == "content.xml" {
                refuse_dde(&mut tail, &block[..n])?;
            }
            unpacked += n as u64;
            if unpacked > UNPACKED_BYTES {
                return Err(too_large("unpacked", UNPACKED_BYTES >> 20));
            }
            if unpacked > RATIO_FROM && unpacked > RATIO * bytes.len() as u64 {
                return Err(too_large("ratio", RATIO));
            }
        }
    }
    found.ok_or_else(|| Code::SheetUnknownFormat.into())
}

fn refuse_by_name(name: &str) -> Answer<()> {
    let has = |part: &str| name.contains(part);
    if has("vbaproject") || has("/macrosheets/") || name.starts_with("basic/") || name.starts_with("scripts/")
    {
        return Err(Code::SheetMacros.into());
    }
    if has("/externallinks/") || has("xl/connections.xml") || has("/querytables/") {
        return Err(Code::SheetExternalLinks.into());
    }
    let nested = [".zip", ".xlsx", ".xlsm", ".xls", ".ods", ".docx", ".7z", ".rar", ".gz", ".jar"];
    if has("/embeddings/") || nested.iter().any(|e| name.ends_with(e)) {
        return Err(Code::SheetNestedArchive.into());
    }
    Ok(())
}

fn refuse_nested(start: &[u8]) -> Answer<()> {
    let magic: [&[u8]; 6] =
        [b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0", b"\x1f\x8b\x08", b"7z\xbc\xaf\x27\x1c", b"Rar!"];
    if magic.iter().any(|m| start.starts_with(m)) { Err(Code::SheetNestedArchive.into()) } else { Ok(()) }
}

/// OpenDocument keeps links to other programs and files inside its content; a name may be cut by
/// the edge of a block, so the last bytes of the block before are kept.
fn refuse_dde(tail: &mut Vec<u8>, block: &[u8]) -> Answer<()> {
    const NAMES: [&[u8]; 3] = [b"table:dde-link", b"table:table-source", b"office:dde-source"];
    tail.extend_from_slice(block);
    // Each name begins with a letter and ':', both rare enough for a plain search.
    for name in NAMES {
        if tail.windows(name.len()).any(|w| w == name) {
            return Err(Code::SheetExternalLinks.into());
        }
    }
    let keep = tail.len().saturating_sub(32);
    tail.drain(..keep);
    Ok(())
}

/// Over a limit.
pub fn too_large(what: &str, limit: impl ToString) -> Problem {
    Problem::new(Code::SheetTooLarge).with("what", what).with("limit", limit)
}

/// Contradicts its own format.
pub fn damaged(detail: &str) -> Problem {
    Problem::new(Code::SheetDamaged).with("detail", detail)
}
