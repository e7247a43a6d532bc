//! How much of a file of others is read (security S32–S34).

use std::time::Duration;

/// Bytes of a file as it lies on the disk.
pub const FILE_BYTES: u64 = 20 << 20;
/// Members of a packed file.
pub const MEMBERS: usize = 200;
/// Bytes of all members unpacked, counted while unpacking: headers are not believed.
pub const UNPACKED_BYTES: u64 = 100 << 20;
/// Unpacked bytes against packed ones.
pub const RATIO: u64 = 100;
/// Below this many unpacked bytes the ratio says nothing.
pub const RATIO_FROM: u64 = 1 << 20;
/// Rows of persons in a sheet.
pub const ROWS: usize = 20_000;
/// Rows in which the headers are looked for; so many may stand above the persons besides.
pub const HEADER_ROWS: usize = 50;
/// Blank rows between the others that are listed as skipped; more of them say nothing.
pub const BLANK_ROWS: usize = 1_000;
/// Columns of a sheet.
pub const COLUMNS: usize = 200;
/// Characters in a cell.
pub const CELL_CHARS: usize = 4_000;
/// Bytes of a line of text.
pub const LINE_BYTES: usize = 1 << 20;
/// Sheets of a workbook.
pub const SHEETS: usize = 50;
/// Bytes of text that the parent takes from the child.
pub const TEXT_BYTES: usize = 32 << 20;

/// What the child process may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChildLimits {
    /// Bytes of memory.
    pub memory: u64,
    /// From start to the last row; then it is killed.
    pub time: Duration,
}

impl Default for ChildLimits {
    fn default() -> Self {
        Self { memory: 512 << 20, time: Duration::from_secs(30) }
    }
}
