//! CSV: which encoding, which separator, where the quotes go wrong (S34).

use std::borrow::Cow;

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};
use stamboek_domain::problem::{Code, Problem};

use super::limits::*;
use super::packed::damaged;
use super::sheet::Kind;
use super::sink::Sink;
use crate::Answer;

/// Reads a file of text with separators.
pub fn csv(bytes: &[u8], sink: &mut Sink) -> Answer<()> {
    let (text, encoding) = decode(bytes)?;
    if text.trim_start().get(..9).is_some_and(|s| s.eq_ignore_ascii_case("<!doctype"))
        || text.trim_start().get(..5).is_some_and(|s| s.eq_ignore_ascii_case("<html") || s == "<?xml")
    {
        return Err(Code::SheetUnknownFormat.into());
    }
    let mut text = one_kind_of_line_end(&text);
    // The last line ends like the others, so that lines can be counted by their ends.
    if !text.ends_with('\n') {
        text.to_mut().push('\n');
    }
    refuse_long_lines_and_nul(&text)?;
    let (delimiter, body, first_row) = match hint(&text) {
        Some((delimiter, body)) => (delimiter, body, 1),
        None => (guess_delimiter(&text), &*text, 0),
    };
    check_quotes(body, delimiter, first_row)?;
    sink.start("csv", Some(encoding), Some(delimiter), false)?;
    sink.sheet("")?;
    let read = rows(body, delimiter, first_row, sink);
    sink.end_sheet(read)
}

fn rows(body: &str, delimiter: char, first_row: u32, sink: &mut Sink) -> Answer<()> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter as u8)
        .from_reader(body.as_bytes());
    let mut record = csv::StringRecord::new();
    // The reader counts lines of text and passes over blank ones; the spreadsheet counts rows,
    // and a row with a line break inside quotes is one row.
    let mut inner_breaks = 0;
    while reader.read_record(&mut record).map_err(|_| damaged("record"))? {
        let inner = record.as_slice().bytes().filter(|b| *b == b'\n').count() as u32;
        inner_breaks += inner;
        let next_line = reader.position().line() as u32;
        let row = (next_line + first_row).saturating_sub(2 + inner_breaks);
        for (column, text) in record.iter().enumerate() {
            sink.cell(row, column as u32, Kind::Text, text)?;
        }
    }
    Ok(())
}

/// The text, and the name of its encoding: by its mark, else UTF-8 when it is valid, else UTF-16
/// when every other byte is nought, else Windows-1252.
fn decode(bytes: &[u8]) -> Answer<(Cow<'_, str>, &'static str)> {
    let utf16 = |encoding: &'static encoding_rs::Encoding, bytes| {
        let (text, faulty) = encoding.decode_without_bom_handling(bytes);
        if faulty { Err(bad_text(&text)) } else { Ok((text, "utf-16")) }
    };
    if let Some(rest) = bytes.strip_prefix(b"\xef\xbb\xbf") {
        return match std::str::from_utf8(rest) {
            Ok(text) => Ok((text.into(), "utf-8")),
            Err(_) => Err(bad_text(&String::from_utf8_lossy(rest))),
        };
    }
    if let Some(rest) = bytes.strip_prefix(b"\xff\xfe") {
        return utf16(UTF_16LE, rest);
    }
    if let Some(rest) = bytes.strip_prefix(b"\xfe\xff") {
        return utf16(UTF_16BE, rest);
    }
    let sample = &bytes[..bytes.len().min(4096)];
    let noughts = |odd: usize| sample.iter().skip(odd).step_by(2).filter(|b| **b == 0).count();
    let most = sample.len() / 2 * 3 / 4;
    if sample.len() >= 4 && noughts(1) > most && noughts(0) == 0 {
        return utf16(UTF_16LE, bytes);
    }
    if sample.len() >= 4 && noughts(0) > most && noughts(1) == 0 {
        return utf16(UTF_16BE, bytes);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok((text.into(), "utf-8")),
        Err(_) => Ok((WINDOWS_1252.decode_without_bom_handling(bytes).0, "windows-1252")),
    }
}

fn bad_text(lossy: &str) -> Problem {
    let before = lossy.split('\u{fffd}').next().unwrap_or("");
    Problem::new(Code::CsvEncoding).with("row", line_of(before))
}

/// `\r\n` and `\r` become `\n`: mixed files count their lines like any other.
fn one_kind_of_line_end<'a>(text: &'a Cow<'a, str>) -> Cow<'a, str> {
    let Some((first, rest)) = text.split_once('\r') else { return Cow::Borrowed(text) };
    let mut plain = String::with_capacity(text.len());
    plain.push_str(first);
    for line in rest.split('\r') {
        plain.push('\n');
        plain.push_str(line.strip_prefix('\n').unwrap_or(line));
    }
    plain.into()
}

fn refuse_long_lines_and_nul(text: &str) -> Answer<()> {
    for (index, line) in text.split('\n').enumerate() {
        if line.len() > LINE_BYTES {
            let problem = Problem::new(Code::CsvLineTooLong);
            return Err(problem.with("row", index + 1).with("limit", LINE_BYTES >> 20));
        }
        if line.as_bytes().contains(&0) {
            return Err(Problem::new(Code::CsvNul).with("row", index + 1));
        }
    }
    Ok(())
}

/// The line `sep=;` that Excel writes and understands.
fn hint(text: &str) -> Option<(char, &str)> {
    let (line, body) = text.split_once('\n')?;
    let delimiter = line.trim().trim_matches('"').strip_prefix("sep=")?;
    match delimiter {
        ";" => Some((';', body)),
        "," => Some((',', body)),
        "\t" | "" if line.contains('\t') => Some(('\t', body)),
        _ => None,
    }
}

/// The separator that parts most lines into the same number of cells.
fn guess_delimiter(text: &str) -> char {
    let sample: String = text.split_inclusive('\n').take(60).collect();
    let score = |delimiter: char| {
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter as u8)
            .from_reader(sample.as_bytes());
        let mut widths = std::collections::BTreeMap::<usize, usize>::new();
        for record in reader.byte_records().flatten() {
            *widths.entry(record.len()).or_default() += 1;
        }
        widths.into_iter().map(|(width, times)| (width - 1).min(20) * times).max().unwrap_or(0)
    };
    // On a draw the first: Belgian spreadsheets write `;`, and `,` stands inside names and numbers.
    let mut best = (0, ';');
    for delimiter in [';', '\t', ','] {
        let score = score(delimiter);
        if score > best.0 {
            best = (score, delimiter);
        }
    }
    best.1
}

/// Quotes that never close swallow the rest of the file; quotes that close in the middle of a
/// later line swallowed rows. Both are refused with the line where they open.
fn check_quotes(body: &str, delimiter: char, first_row: u32) -> Answer<()> {
    if !body.contains('"') {
        return Ok(());
    }
    let bytes = body.as_bytes();
    let (mut at, mut line) = (0, 1 + first_row);
    let unbalanced = |row: u32| Err(Problem::new(Code::CsvQuotes).with("row", row));
    let mut field_start = true;
    while at < bytes.len() {
        let byte = bytes[at];
        if byte == b'"' && field_start {
            let opened = line;
            at += 1;
            loop {
                match (bytes.get(at), bytes.get(at + 1)) {
                    (None, _) => return unbalanced(opened),
                    (Some(b'"'), Some(b'"')) => at += 2,
                    (Some(b'"'), next) => {
                        let ends = next.is_none_or(|b| *b == b'\n' || *b == delimiter as u8);
                        if !ends && line > opened {
                            return unbalanced(opened);
                        }
                        at += 1;
                        break;
                    }
                    (Some(b'\n'), _) => {
                        line += 1;
                        at += 1;
                    }
                    _ => at += 1,
                }
            }
            field_start = false;
            continue;
        }
        field_start = byte == b'\n' || byte == delimiter as u8;
        line += u32::from(byte == b'\n');
        at += 1;
    }
    Ok(())
}

fn line_of(before: &str) -> usize {
    before.replace("\r\n", "\n").matches(['\n', '\r']).count() + 1
}
