//! Cells about an enrolment or a school: days, a moment, yes or no.

use chrono::{Months, NaiveDate, NaiveTime};
use stamboek_domain::enrolment::Moment;

use super::read::sheet::Cell;
use super::rows::Reader;

/// Years ahead that a year of two digits may lie: an enrolment ends in the future.
const AHEAD: Months = Months::new(12 * 10);

/// The text of a cell that could not be read.
pub struct Unreadable(pub String);

impl Reader<'_> {
    /// A day of an enrolment; `None` when the cell is empty.
    pub fn day(&self, index: usize, target: &str) -> Result<Option<NaiveDate>, Unreadable> {
        let cell = self.cell(index, target);
        match cell.text.trim() {
            "" | "-" => Ok(None),
            text => self.any_day(cell).map(Some).ok_or_else(|| Unreadable(text.to_owned())),
        }
    }

    /// The moment of enrolment: the day, with the time behind it or in a column of its own.
    pub fn moment(&self, index: usize) -> Result<Option<Moment>, Unreadable> {
        let (cell, beside) = (self.cell(index, "moment"), self.cell(index, "moment_time").text.trim());
        let unreadable = |text: &str| Unreadable(text.to_owned());
        if cell.text.trim().is_empty() {
            return Ok(None);
        }
        let day = self.any_day(cell).ok_or_else(|| unreadable(cell.text))?;
        let behind = cell.text.trim().rsplit([' ', 'T']).next().filter(|text| text.contains(':'));
        let time = match (behind, beside) {
            (Some(text), _) => Some(time(text).ok_or_else(|| unreadable(cell.text))?),
            (None, "") => None,
            (None, text) => Some(time(text).ok_or_else(|| unreadable(text))?),
        };
        Ok(Some(Moment { day, time }))
    }

    /// Whether a cell says yes, or names type 5.
    pub fn says_hospital(&self, index: usize) -> bool {
        let text = self.cell(index, "hospital").text.to_lowercase();
        let words = ["ja", "j", "x", "1", "waar", "true", "5", "type 5", "type5", "ziekenhuisschool", "t5"];
        words.contains(&text.trim())
    }

    /// Whether the column of a target tells the shared days and not the enrolment.
    pub fn tells_shared_days(&self, target: &str) -> bool {
        self.header_of(target).to_lowercase().contains("overlap")
    }

    fn any_day(&self, cell: Cell) -> Option<NaiveDate> {
        self.date_until(cell, self.today.checked_add_months(AHEAD).unwrap_or(self.today))
    }
}

/// `16:10`, `16:10:00`, `16u10`, `16.10`, or the part of the day that a spreadsheet keeps.
fn time(text: &str) -> Option<NaiveTime> {
    if let Some(part) = text.replace(',', ".").parse::<f64>().ok().filter(|_| text.starts_with("0")) {
        let minutes = (part * 1440.0).round();
        let fits = (0.0..1440.0).contains(&minutes) && part < 1.0;
        return fits.then(|| NaiveTime::from_num_seconds_from_midnight_opt(minutes as u32 * 60, 0)).flatten();
    }
    let text = text.to_lowercase().replace(['u', '.', 'h'], ":");
    let text = text.trim_end_matches(':');
    ["%H:%M:%S", "%H:%M"].iter().find_map(|shape| NaiveTime::parse_from_str(text, shape).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_people_and_spreadsheets_write_them() {
        for text in ["16:10", "16:10:00", "16u10", "16.10", "16h10", "0.673611111", "0,673611111"] {
            assert_eq!(time(text), NaiveTime::from_hms_opt(16, 10, 0), "{text}");
        }
        assert_eq!(time("08:05"), NaiveTime::from_hms_opt(8, 5, 0));
        for wrong in ["", "25:10", "namiddag", "16"] {
            assert_eq!(time(wrong), None, "{wrong}");
        }
    }
}
