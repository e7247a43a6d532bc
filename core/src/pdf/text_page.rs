//! A page of plain text, for the recovery sheet and the like.

use super::{POINTS, Pdf};
use crate::fonts::{face, printable};

/// A page of text: a bold title and lines, which go on on a next page when they must. An empty
/// line is a gap. Lines that are too long are broken between words.
pub fn text_page(title: &str, lines: &[String]) -> Vec<u8> {
    let (width, height, margin, size, step) = (210.0, 297.0, 25.0, 11.0, 6.0);
    let room = (width - 2.0 * margin) * POINTS / size;
    let mut pdf = Pdf::new(title);
    pdf.start_page(width, height);
    pdf.text(margin, margin + 5.0, 18.0, true, &printable(title));
    let mut y = margin + 18.0;
    for line in lines.iter().flat_map(|line| broken(&printable(line), room)) {
        if y > height - margin {
            pdf.start_page(width, height);
            y = margin;
        }
        pdf.text(margin, y, size, false, &line);
        y += step;
    }
    pdf.finish()
}

/// Breaks a line between words, or within one that is too long, to a width in em.
pub fn broken(line: &str, room: f64) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in line.split(' ') {
        let last = lines.last_mut().expect("never empty");
        let longer = if last.is_empty() { word.to_owned() } else { format!("{last} {word}") };
        if face(false).width(&longer) <= room {
            *last = longer;
            continue;
        }
        if !last.is_empty() {
            lines.push(String::new());
        }
        for c in word.chars() {
            let last = lines.last_mut().expect("never empty");
            last.push(c);
            if face(false).width(last) > room {
                last.pop();
                lines.push(c.to_string());
            }
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_broken_and_long_texts_take_more_pages() {
        let words = "woord ".repeat(400);
        assert!(broken(&words, 40.0).iter().all(|line| face(false).width(line) <= 40.0));
        let bytes = text_page("Titel", &vec!["regel".to_owned(); 100]);
        assert_eq!(lopdf::Document::load_mem(&bytes).unwrap().get_pages().len(), 3);
    }
}
