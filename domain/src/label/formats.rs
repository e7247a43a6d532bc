//! The sheets that are sold, and the school's own.

use std::sync::OnceLock;

use super::{Rect, SheetFormat};
use crate::problem::{Code, Problem};

/// 21 sheets sold in Belgium with the measures of two open programs (LibreOffice `labels.xml`,
/// gLabels templates), compared November 2026; the last column names the source of each.
const FILE: &str = include_str!("../codes/label-sheets.csv");

/// The sheets that are sold, those of most use first.
pub fn known_formats() -> &'static [SheetFormat] {
    static FORMATS: OnceLock<Vec<SheetFormat>> = OnceLock::new();
    FORMATS.get_or_init(|| FILE.lines().skip(1).filter_map(read).collect())
}

fn read(line: &str) -> Option<SheetFormat> {
    let cells: Vec<&str> = line.splitn(14, ',').collect();
    let number = |i: usize| cells.get(i)?.parse::<f64>().ok();
    let brands = cells.get(1)?;
    // "Avery L7160 / J8160; Herma 4677" is known as L7160.
    let code = brands.split([';', '/']).next()?.split_whitespace().last()?;
    Some(SheetFormat {
        code: code.to_owned(),
        name: cells[0].to_owned(),
        brands: (*brands).to_owned(),
        page_width: number(2)?,
        page_height: number(3)?,
        columns: cells.get(4)?.parse().ok()?,
        rows: cells.get(5)?.parse().ok()?,
        label_width: number(6)?,
        label_height: number(7)?,
        margin_left: number(8)?,
        margin_top: number(9)?,
        pitch_x: number(10)?,
        pitch_y: number(11)?,
        // Not known for every sheet.
        corner_radius: number(12).unwrap_or(0.0),
        own: false,
    })
}

impl SheetFormat {
    /// Labels on a sheet.
    pub fn labels(&self) -> u32 {
        self.columns * self.rows
    }

    /// A label in reading order, from 0.
    pub fn label(&self, place: u32) -> Rect {
        Rect {
            x: self.margin_left + f64::from(place % self.columns) * self.pitch_x,
            y: self.margin_top + f64::from(place / self.columns) * self.pitch_y,
            width: self.label_width,
            height: self.label_height,
        }
    }

    /// Refuses measures with which labels would overlap, leave the page, or hold nothing. The
    /// problem names the field.
    pub fn check(&self) -> Result<(), Problem> {
        let refuse = |field: &str, value: &dyn ToString| {
            Err(Problem::new(Code::InvalidValue).with("field", field).with("value", value.to_string()))
        };
        if self.code.trim().is_empty() || self.code.chars().count() > 40 {
            return refuse("code", &self.code);
        }
        if self.name.trim().is_empty() || self.name.chars().count() > 80 {
            return refuse("name", &self.name);
        }
        let ranges = [
            ("page_width", self.page_width, 50.0, 1200.0),
            ("page_height", self.page_height, 50.0, 1200.0),
            ("label_width", self.label_width, 15.0, self.page_width),
            ("label_height", self.label_height, 8.0, self.page_height),
            ("margin_left", self.margin_left, 0.0, self.page_width),
            ("margin_top", self.margin_top, 0.0, self.page_height),
            ("corner_radius", self.corner_radius, 0.0, self.label_width.min(self.label_height) / 2.0),
        ];
        for (field, value, least, most) in ranges {
            if !(least..=most).contains(&value) {
                return refuse(field, &value);
            }
        }
        if !(1..=50).contains(&self.columns) {
            return refuse("columns", &self.columns);
        }
        if !(1..=100).contains(&self.rows) {
            return refuse("rows", &self.rows);
        }
        for (field, count, pitch, label) in [
            ("pitch_x", self.columns, self.pitch_x, self.label_width),
            ("pitch_y", self.rows, self.pitch_y, self.label_height),
        ] {
            if !pitch.is_finite() || count > 1 && pitch < label {
                return refuse(field, &pitch);
            }
        }
        let page = Rect { x: 0.0, y: 0.0, width: self.page_width, height: self.page_height };
        let last = self.label(self.labels() - 1);
        if !page.contains(&last) {
            let across = last.x + last.width > self.page_width;
            return if across { refuse("columns", &self.columns) } else { refuse("rows", &self.rows) };
        }
        Ok(())
    }
}

/// The format with the smallest labels on which a code of that width in mm fits.
pub fn smallest_that_fits<'a>(
    formats: impl Iterator<Item = &'a SheetFormat>,
    width: f64,
) -> Option<&'a SheetFormat> {
    let area = |f: &SheetFormat| f.label_width * f.label_height;
    formats.filter(|f| f.label_width >= width - 1e-9).min_by(|a, b| area(a).total_cmp(&area(b)))
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_sheet_that_is_sold_is_read_and_sound() {
        assert_eq!(known_formats().len(), FILE.lines().count() - 1);
        let mut codes: Vec<&str> = known_formats().iter().map(|f| f.code.as_str()).collect();
        assert_eq!(codes[0], "L7160");
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), known_formats().len(), "codes are unique");
        for format in known_formats() {
            format.check().unwrap_or_else(|p| panic!("{}: {:?}", format.code, p.values));
        }
    }

    /// Any format, sound or not.
    pub fn any_format() -> impl Strategy<Value = SheetFormat> {
        let page = (100.0..300.0f64, 100.0..400.0f64, 1u32..8, 1u32..20);
        let label = (10.0..120.0f64, 8.0..80.0f64, 0.0..30.0f64, 0.0..30.0f64, 0.0..20.0f64, 0.0..20.0f64);
        (page, label).prop_map(|(page, label)| SheetFormat {
            code: "eigen-1".to_owned(),
            name: "Eigen".to_owned(),
            brands: String::new(),
            page_width: page.0,
            page_height: page.1,
            columns: page.2,
            rows: page.3,
            label_width: label.0,
            label_height: label.1,
            margin_left: label.2,
            margin_top: label.3,
            pitch_x: label.0 + label.4 - 2.0,
            pitch_y: label.1 + label.5 - 2.0,
            corner_radius: 0.0,
            own: true,
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig { max_global_rejects: 100_000, ..ProptestConfig::with_cases(200) })]
        #[test]
        fn labels_of_a_format_that_is_accepted_never_overlap_or_leave_the_page(format in any_format()) {
            prop_assume!(format.check().is_ok());
            let page = Rect { x: 0.0, y: 0.0, width: format.page_width, height: format.page_height };
            let labels: Vec<Rect> = (0..format.labels()).map(|i| format.label(i)).collect();
            for (i, label) in labels.iter().enumerate() {
                prop_assert!(page.contains(label));
                prop_assert!(labels[i + 1..].iter().all(|other| !label.overlaps(other)));
            }
        }
    }
}
