//! A plot by hand: time against size, both as powers of ten, a line for each thing measured.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::bench::Row;

const WIDTH: f64 = 720.0;
const HEIGHT: f64 = 420.0;
const LEFT: f64 = 64.0;
const RIGHT: f64 = 220.0;
const TOP: f64 = 24.0;
const BOTTOM: f64 = 44.0;
const COLOURS: [&str; 8] =
    ["#1f5f8b", "#b3541e", "#3c7a3c", "#7a3c76", "#8a6d00", "#0f7f86", "#a03050", "#55606a"];

/// The lines of everything that was measured at two sizes or more.
pub fn growth(rows: &[Row]) -> String {
    let mut lines: BTreeMap<&str, Vec<(f64, f64)>> = BTreeMap::new();
    for row in rows.iter().filter(|row| row.size > 0 && row.ours > 0.0) {
        lines.entry(&row.what).or_default().push(((row.size as f64).log10(), row.ours.log10()));
    }
    lines.retain(|_, points| points.len() > 1);
    let all: Vec<(f64, f64)> = lines.values().flatten().copied().collect();
    let x_range = whole(all.iter().map(|point| point.0));
    let y_range = whole(all.iter().map(|point| point.1));
    let x = |value: f64| LEFT + (value - x_range.0) / (x_range.1 - x_range.0) * (WIDTH - LEFT - RIGHT);
    let y = |value: f64| {
        HEIGHT - BOTTOM - (value - y_range.0) / (y_range.1 - y_range.0) * (HEIGHT - TOP - BOTTOM)
    };

    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" font-family=\"sans-serif\" \
         font-size=\"12\"><title>Time against size</title><rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n"
    );
    for power in steps(x_range) {
        let at = x(power);
        let _ = writeln!(svg, "<path d=\"M{at:.1} {TOP} V{:.1}\" stroke=\"#dddddd\"/>", HEIGHT - BOTTOM);
        let _ = writeln!(
            svg,
            "<text x=\"{at:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{}</text>",
            HEIGHT - BOTTOM + 18.0,
            10f64.powf(power)
        );
    }
    for power in steps(y_range) {
        let at = y(power);
        let _ = writeln!(svg, "<path d=\"M{LEFT} {at:.1} H{:.1}\" stroke=\"#dddddd\"/>", WIDTH - RIGHT);
        let _ = writeln!(
            svg,
            "<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">{} ms</text>",
            LEFT - 6.0,
            at + 4.0,
            { 10f64.powf(power) }
        );
    }
    for (index, (what, points)) in lines.iter_mut().enumerate() {
        points.sort_by(|a, b| a.0.total_cmp(&b.0));
        let colour = COLOURS[index % COLOURS.len()];
        let path: Vec<String> =
            points.iter().map(|(px, py)| format!("{:.1} {:.1}", x(*px), y(*py))).collect();
        let _ = writeln!(
            svg,
            "<path d=\"M{}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"/>",
            path.join(" L")
        );
        for (px, py) in points.iter() {
            let _ = writeln!(
                svg,
                "<circle cx=\"{:.1}\" cy=\"{:.1}\" r=\"3\" fill=\"{colour}\"/>",
                x(*px),
                y(*py)
            );
        }
        let row = TOP + 12.0 + 18.0 * index as f64;
        let left = WIDTH - RIGHT + 16.0;
        let _ = writeln!(
            svg,
            "<rect x=\"{left}\" y=\"{:.1}\" width=\"12\" height=\"4\" fill=\"{colour}\"/>",
            row - 6.0
        );
        let what = what.replace('&', "&amp;").replace('<', "&lt;");
        let _ = writeln!(svg, "<text x=\"{}\" y=\"{row:.1}\">{what}</text>", left + 18.0);
    }
    svg.push_str("</svg>\n");
    svg
}

/// The range in whole powers of ten that holds all values.
fn whole(values: impl Iterator<Item = f64>) -> (f64, f64) {
    let (low, high) = values.fold((f64::MAX, f64::MIN), |(low, high), v| (low.min(v), high.max(v)));
    if low > high { (0.0, 1.0) } else { (low.floor(), high.ceil().max(low.floor() + 1.0)) }
}

fn steps((low, high): (f64, f64)) -> impl Iterator<Item = f64> {
    (0..=(high - low) as u32).map(move |step| low + f64::from(step))
}
