//! Paper as a scanner sees it: grey dots, cut, out of focus, turned; and the two decoders.

use std::io::Write;
use std::process::{Command, Stdio};

use rxing::common::HybridBinarizer;
use rxing::oned::{Code39Reader, Code128Reader};
use rxing::{BinaryBitmap, DecodeHints, Luma8LuminanceSource, Reader};
use stamboek_domain::barcode::Symbology;
use stamboek_domain::label::Rect;

/// Grey dots, row by row; 255 is white.
pub struct Paper {
    width: usize,
    height: usize,
    dpi: u32,
    dots: Vec<u8>,
}

impl Paper {
    /// Rasterises the top of a page of a PDF, down to `bottom` mm.
    pub fn of(pdf: &[u8], page: u32, dpi: u32, bottom: f64) -> Self {
        let file = tempfile::Builder::new().suffix(".pdf").tempfile().unwrap();
        std::fs::write(file.path(), pdf).unwrap();
        let height = (bottom / 25.4 * f64::from(dpi)).ceil() as u32;
        let (page, dpi_text, height) = (page.to_string(), dpi.to_string(), height.to_string());
        let mut pdftoppm = Command::new("pdftoppm");
        pdftoppm
            .args(["-f", &page, "-l", &page, "-r", &dpi_text, "-gray", "-x", "0", "-y", "0", "-H", &height]);
        let output = pdftoppm.args(["-W", "100000", "-singlefile"]).arg(file.path()).output();
        let output = output.expect("pdftoppm is installed (poppler-utils)");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let mut at = 0;
        let mut words = Vec::new();
        while words.len() < 4 {
            let end = at + output.stdout[at..].iter().position(u8::is_ascii_whitespace).unwrap();
            words.push(std::str::from_utf8(&output.stdout[at..end]).unwrap());
            at = end + 1;
        }
        assert_eq!((words[0], words[3]), ("P5", "255"));
        let (width, height) = (words[1].parse().unwrap(), words[2].parse().unwrap());
        Self { width, height, dpi, dots: output.stdout[at..at + width * height].to_vec() }
    }

    fn dot(&self, x: isize, y: isize) -> u8 {
        let inside = (0..self.width as isize).contains(&x) && (0..self.height as isize).contains(&y);
        if inside { self.dots[y as usize * self.width + x as usize] } else { 255 }
    }

    fn made(&self, width: usize, height: usize, dot: impl Fn(usize, usize) -> u8) -> Self {
        let dots = (0..width * height).map(|i| dot(i % width, i / width)).collect();
        Self { width, height, dpi: self.dpi, dots }
    }

    /// A rectangle in mm.
    pub fn cut(&self, rect: Rect) -> Self {
        let dots = |mm: f64| (mm / 25.4 * f64::from(self.dpi)).round() as isize;
        let (x, y) = (dots(rect.x), dots(rect.y));
        self.made(dots(rect.width) as usize, dots(rect.height) as usize, |i, j| {
            self.dot(x + i as isize, y + j as isize)
        })
    }

    /// Each dot as so many: a camera sees finer than a printer prints.
    pub fn enlarged(&self, by: u32) -> Self {
        let by = by as usize;
        let mut large =
            self.made(self.width * by, self.height * by, |x, y| self.dots[y / by * self.width + x / by]);
        large.dpi *= by as u32;
        large
    }

    /// The mean of a square with that radius in mm.
    pub fn blurred(&self, radius: f64) -> Self {
        let radius = (radius / 25.4 * f64::from(self.dpi)).round().max(1.0) as isize;
        let mean = |sum: u32| (sum / (2 * radius as u32 + 1)) as u8;
        let span = || -radius..=radius;
        // Rows first, then columns: the same as the square, at the cost of its sides.
        let rows = self.made(self.width, self.height, |x, y| {
            mean(span().map(|i| u32::from(self.dot(x as isize + i, y as isize))).sum())
        });
        rows.made(self.width, self.height, |x, y| {
            mean(span().map(|j| u32::from(rows.dot(x as isize, y as isize + j))).sum())
        })
    }

    /// Turned around its middle, on a wider sheet so that no bar is cut off.
    pub fn turned(&self, degrees: f64) -> Self {
        let (sin, cos) = degrees.to_radians().sin_cos();
        let (border, half_x, half_y) = (40, self.width as f64 / 2.0, self.height as f64 / 2.0);
        self.made(self.width + 2 * border, self.height + 2 * border, |x, y| {
            let (x, y) = (x as f64 - border as f64 - half_x, y as f64 - border as f64 - half_y);
            let (x, y) = (x * cos + y * sin + half_x, y * cos - x * sin + half_y);
            let (left, top) = (x.floor(), y.floor());
            let (right, down) = (x - left, y - top);
            let dot = |i: f64, j: f64| f64::from(self.dot((left + i) as isize, (top + j) as isize));
            let above = dot(0.0, 0.0) * (1.0 - right) + dot(1.0, 0.0) * right;
            let below = dot(0.0, 1.0) * (1.0 - right) + dot(1.0, 1.0) * right;
            (above * (1.0 - down) + below * down) as u8
        })
    }
}

/// All texts that zbar finds on the paper, sorted.
pub fn by_zbar(paper: &Paper, symbology: Symbology) -> Vec<String> {
    let mut file = tempfile::Builder::new().suffix(".pgm").tempfile().unwrap();
    write!(file, "P5\n{} {}\n255\n", paper.width, paper.height).unwrap();
    file.write_all(&paper.dots).unwrap();
    let enable = match symbology {
        Symbology::Code128 => "code128.enable",
        Symbology::Code39 => "code39.enable",
    };
    let mut zbarimg = Command::new("zbarimg");
    zbarimg.args(["--quiet", "--raw", "--nodbus", "-Sdisable"]).arg(format!("-S{enable}")).arg(file.path());
    let output = zbarimg.stderr(Stdio::null()).output().expect("zbarimg is installed (zbar-tools)");
    let mut texts: Vec<String> =
        String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect();
    texts.sort();
    texts
}

/// The text that rxing reads from the paper.
pub fn by_rxing(paper: &Paper, symbology: Symbology) -> Option<String> {
    let source =
        Luma8LuminanceSource::new(paper.dots.clone(), paper.width as u32, paper.height as u32).ok()?;
    let mut bitmap = BinaryBitmap::new(HybridBinarizer::new(source));
    let hints = DecodeHints { TryHarder: Some(true), ..DecodeHints::default() };
    let read = match symbology {
        Symbology::Code128 => Code128Reader.decode_with_hints(&mut bitmap, &hints),
        Symbology::Code39 => Code39Reader::default().decode_with_hints(&mut bitmap, &hints),
    };
    read.ok().map(|result| result.getText().to_owned())
}
