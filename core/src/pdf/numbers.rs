//! Numbers as a content stream writes them: as short as they can be.

/// Four hexadecimal digits.
pub fn hex(out: &mut Vec<u8>, number: u16) {
    for shift in [12, 8, 4, 0] {
        out.push(b"0123456789abcdef"[usize::from(number >> shift & 15)]);
    }
}

/// Decimal digits.
pub fn integer(out: &mut Vec<u8>, value: u32) {
    if value >= 10 {
        integer(out, value / 10);
    }
    out.push(b'0' + (value % 10) as u8);
}

/// A number with at most so many decimals, and a space.
pub fn number(out: &mut Vec<u8>, value: f64, decimals: u32) {
    let scale = 10u64.pow(decimals);
    let whole = (value.abs() * scale as f64).round() as u64;
    if value < 0.0 && whole > 0 {
        out.push(b'-');
    }
    integer(out, (whole / scale).min(u64::from(u32::MAX)) as u32);
    let mut rest = whole % scale;
    if rest > 0 {
        out.push(b'.');
        let mut step = scale / 10;
        while rest > 0 {
            out.push(b'0' + (rest / step) as u8);
            rest %= step;
            step = (step / 10).max(1);
        }
    }
    out.push(b' ');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short_and_rounded() {
        let written = |v, d| {
            let mut out = Vec::new();
            number(&mut out, v, d);
            String::from_utf8(out).unwrap()
        };
        assert_eq!(written(0.0, 3), "0 ");
        assert_eq!(written(-0.0004, 3), "0 ");
        assert_eq!(written(12.0504, 3), "12.05 ");
        assert_eq!(written(-1.9996, 3), "-2 ");
        assert_eq!(written(0.709_36, 5), "0.70936 ");
    }
}
