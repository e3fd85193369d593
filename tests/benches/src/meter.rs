//! Clocks and memory of the process at hand.

use rustix::time::{ClockId, clock_gettime};
use serde::{Deserialize, Serialize};
use std::time::Instant;

/// What a measured process tells its parent, as one line of JSON.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Reading {
    /// Wall time of each timed run, in milliseconds.
    pub wall: Vec<f64>,
    /// Processor time of each timed run, all threads together, in milliseconds. Other programs on the machine change it
    /// far less than the wall time.
    pub cpu: Vec<f64>,
    /// Named parts of the runs' processor time, in milliseconds: `layout`, `pdf`.
    #[serde(default)]
    pub parts: Vec<(String, Vec<f64>)>,
    /// Peak of resident memory, in MiB.
    pub peak: f64,
    /// Size of what was made.
    pub bytes: usize,
    /// Pages of what was made, where the maker knows.
    #[serde(default)]
    pub pages: usize,
}

/// Processor time of this process so far, in milliseconds.
fn cpu_now() -> f64 {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    time.tv_sec as f64 * 1e3 + time.tv_nsec as f64 / 1e6
}

impl Reading {
    /// Times one run of something.
    pub fn time<T>(&mut self, run: impl FnOnce() -> T) -> T {
        let (wall, cpu) = (Instant::now(), cpu_now());
        let made = run();
        self.wall.push(wall.elapsed().as_secs_f64() * 1e3);
        self.cpu.push(cpu_now() - cpu);
        made
    }

    /// Does a part of a run and notes its processor time: growth with the size of a document must not be the growth of
    /// what other programs took meanwhile.
    pub fn part<T>(&mut self, name: &str, run: impl FnOnce() -> T) -> T {
        let cpu = cpu_now();
        let made = run();
        let took = cpu_now() - cpu;
        match self.parts.iter_mut().find(|(known, _)| known == name) {
            Some((_, times)) => times.push(took),
            None => self.parts.push((name.to_owned(), vec![took])),
        }
        made
    }

    /// Adds the times of runs that did the same.
    pub fn add(&mut self, other: Reading) {
        self.wall.extend(other.wall);
        self.cpu.extend(other.cpu);
        for (name, times) in other.parts {
            match self.parts.iter_mut().find(|(known, _)| *known == name) {
                Some((_, all)) => all.extend(times),
                None => self.parts.push((name, times)),
            }
        }
    }

    /// Adds all that another process told that did the same.
    pub fn join(&mut self, other: Reading) {
        self.peak = self.peak.max(other.peak);
        (self.bytes, self.pages) = (other.bytes, other.pages);
        self.add(other);
    }
}

/// Peak of resident memory of this process so far, in MiB; 0 where the system does not tell.
pub fn peak() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = line.and_then(|rest| rest.trim().trim_end_matches("kB").trim().parse::<f64>().ok());
    kib.unwrap_or(0.0) / 1024.0
}

/// The smallest of some times; infinite when there are none.
pub fn least(times: &[f64]) -> f64 {
    times.iter().copied().fold(f64::INFINITY, f64::min)
}

/// The time below which this share of the times lies: 0.5 for the median.
pub fn quantile(times: &[f64], share: f64) -> f64 {
    let mut sorted = times.to_vec();
    sorted.sort_by(f64::total_cmp);
    let at = ((sorted.len() as f64 * share).ceil() as usize).clamp(1, sorted.len().max(1));
    sorted.get(at - 1).copied().unwrap_or(f64::INFINITY)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quantile_is_one_of_the_times_and_never_beyond_the_last() {
        let times: Vec<f64> = (1..=200).map(f64::from).rev().collect();
        assert_eq!((quantile(&times, 0.5), quantile(&times, 0.95), quantile(&times, 1.0)), (100.0, 190.0, 200.0));
        assert_eq!(quantile(&[7.0], 0.95), 7.0);
        assert!(quantile(&[], 0.5).is_infinite());
    }

    #[test]
    fn a_run_that_works_shows_in_both_clocks_and_memory_is_told() {
        let mut reading = Reading::default();
        let sum = reading.time(|| (0..5_000_000_u64).map(|n| std::hint::black_box(n) & 3).sum::<u64>());
        assert!(sum > 0 && reading.wall[0] > 0.0 && reading.cpu[0] > 0.0);
        assert!(peak() > 1.0);
    }
}
