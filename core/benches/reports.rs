//! Month registers of a whole school as one PDF and as a workbook: 300, 1,200 and 5,000 pupils with the absences of the demo school.

use std::sync::Arc;
use std::time::Instant;

use chrono::{DateTime, FixedOffset, NaiveDate};
use stamboek_core::Core;
use stamboek_core::db::open::Key;
use stamboek_core::demo::{Params, fill};
use stamboek_core::reports::messages::{CodeStyle, FileTo, Report, ReportFormat, ReportRequest};
use stamboek_core::reports::report_to;
use stamboek_core::shell::Headless;

const TIMES: usize = 7;

fn clock() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-11-23T08:41:09+01:00").expect("a constant")
}

fn main() {
    println!("month registers of all classes, median of {TIMES}");
    println!("  pupils | pages | PDF ms | KiB | XLSX ms");
    for pupils in [300, 1_200, 5_000] {
        let folder = tempfile::tempdir().expect("a folder");
        let profile = folder.path().join("register");
        let core = Core::create_with_key(&profile, Arc::new(Headless::default()), clock, &Key::new([7; 32]))
            .expect("a register");
        fill(&core.register().expect("open"), &Params::new(pupils, core.today())).expect("a demo school");
        let target = folder.path().join("out");
        let time = |format| {
            let day = NaiveDate::from_ymd_opt(2026, 10, 1).expect("a constant");
            let report = Report::MonthRegister { classes: Vec::new(), day };
            let request = ReportRequest { report, codes: CodeStyle::All, format, to: FileTo::Save };
            let mut times: Vec<f64> = (0..TIMES)
                .map(|_| {
                    let start = Instant::now();
                    report_to(&core, &request, &target).expect("a report");
                    start.elapsed().as_secs_f64() * 1e3
                })
                .collect();
            times.sort_by(f64::total_cmp);
            times[TIMES / 2]
        };
        let pdf = time(ReportFormat::Pdf);
        let bytes = std::fs::read(&target).expect("a file");
        let pages = lopdf::Document::load_mem(&bytes).expect("a PDF").get_pages().len();
        let xlsx = time(ReportFormat::Xlsx);
        println!("  {pupils:>6} | {pages:>5} | {pdf:>6.1} | {:>3} | {xlsx:>7.1}", bytes.len() / 1024);
    }
}
