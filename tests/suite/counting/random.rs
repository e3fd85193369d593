//! A small generator of numbers (SplitMix64): the same seed gives the same ledgers on every machine.

use chrono::{Datelike, Days, NaiveDate};

/// The state of the generator.
pub struct Random(u64);

impl Random {
    /// A generator from a seed.
    pub fn seeded(seed: u64) -> Random {
        Random(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number from 0 to `n - 1`.
    pub fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }

    /// A number from `low` to `high`, both included.
    pub fn between(&mut self, low: usize, high: usize) -> usize {
        low + self.below(high - low + 1)
    }

    /// Yes in `percent` of a hundred cases.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of these.
    pub fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }
}

/// A calendar day.
pub fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a date")
}

/// So many days later.
pub fn later(from: NaiveDate, days: usize) -> NaiveDate {
    from.checked_add_days(Days::new(days as u64)).expect("a date")
}

/// Days that like the turn of the year.
impl Random {
    /// A day on which something arrives; every third one at the very beginning or end of a year.
    pub fn day_of_receipt(&mut self) -> NaiveDate {
        let year = self.pick(&[2021, 2022, 2022, 2023, 2023, 2024, 2024, 2025]);
        if self.chance(35) {
            let (month, date) = self.pick(&[(1, 1), (1, 1), (1, 2), (12, 30), (12, 31), (12, 31)]);
            return day(year, month, date);
        }
        later(day(year, 1, 1), self.below(365))
    }

    /// A day not before another one: the same, soon, at the next turn of the year, or years later.
    pub fn day_after(&mut self, from: NaiveDate) -> NaiveDate {
        let year = from.year();
        match self.below(10) {
            0 => from,
            1..=5 => later(from, self.between(1, 45)),
            6 => day(year, 12, 31),
            7 => day(year + 1, 1, 1),
            8 => day(year + self.pick(&[1, 1, 2]), 12, 31),
            _ => later(from, self.between(200, 800)),
        }
    }
}
