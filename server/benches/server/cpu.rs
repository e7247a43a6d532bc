//! CPU time of processes and their children, as the system counts it.

use std::fs;

/// Some processes, each with its children.
pub struct Cpu(Vec<u32>);

/// What the system counts in, everywhere that Linux runs.
const TICKS_PER_SECOND: f64 = 100.0;

impl Cpu {
    pub fn of(processes: &[u32]) -> Self {
        Self(processes.to_vec())
    }

    /// CPU-seconds until now, of them, their children, and children that ended.
    pub fn seconds(&self) -> f64 {
        let all = fs::read_dir("/proc").expect("Linux").flatten();
        let pids = all.filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok());
        let ticks: u64 = pids.filter_map(|pid| self.ticks(pid)).sum();
        ticks as f64 / TICKS_PER_SECOND
    }

    fn ticks(&self, pid: u32) -> Option<u64> {
        let text = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
        // The name stands between brackets and may hold anything.
        let fields: Vec<&str> = text.rsplit_once(") ")?.1.split(' ').collect();
        let number = |index: usize| fields.get(index)?.parse::<u64>().ok();
        let parent = u32::try_from(number(1)?).ok()?;
        let own = number(11)? + number(12)?;
        match (self.0.contains(&pid), self.0.contains(&parent)) {
            (true, _) => Some(own + number(13)? + number(14)?),
            (false, true) => Some(own),
            (false, false) => None,
        }
    }
}
