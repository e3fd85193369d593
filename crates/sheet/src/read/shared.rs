//! How long the shared texts of an XLS are, without reading them.

use super::records::Record;

/// How long each shared text is.
#[derive(Default)]
pub(crate) struct Strings {
    lengths: Vec<u32>,
    /// All of them could be followed; otherwise any further one may be as long as can be.
    complete: bool,
}

impl Strings {
    pub(crate) fn of(record: &Record<'_>) -> Self {
        let mut pieces = vec![record.data.get(8..).unwrap_or_default()];
        pieces.extend(record.more.clone());
        pieces.reverse();
        let mut lengths = Vec::new();
        let mut pieces = Pieces(pieces);
        let complete = loop {
            if pieces.at_end() {
                break true;
            }
            match pieces.text() {
                Some(length) => lengths.push(length),
                None => break false,
            }
        };
        Self { lengths, complete }
    }

    /// The bytes of a text in UTF-8, at most.
    pub(crate) fn bytes(&self, index: u32) -> u64 {
        let length = self.lengths.get(index as usize).copied();
        3 * u64::from(length.unwrap_or(if self.complete { 0 } else { u32::from(u16::MAX) }))
    }
}

/// The shared texts' record and those that continue it, the next last.
struct Pieces<'a>(Vec<&'a [u8]>);

impl Pieces<'_> {
    fn at_end(&mut self) -> bool {
        while self.0.last().is_some_and(|piece| piece.is_empty()) {
            self.0.pop();
        }
        self.0.is_empty()
    }

    fn take(&mut self, count: usize) -> Option<&[u8]> {
        let piece = self.0.last_mut()?;
        let (taken, rest) = piece.split_at_checked(count)?;
        *piece = rest;
        Some(taken)
    }

    /// Passes over one text; where it goes on in the next record, that begins with how wide its characters are.
    fn text(&mut self) -> Option<u32> {
        let head = self.take(3)?;
        let (length, flags) = (u16::from_le_bytes([head[0], head[1]]), head[2]);
        let runs = if flags & 8 != 0 { self.take(2).map(|n| u64::from(u16::from_le_bytes([n[0], n[1]])))? } else { 0 };
        let extra = if flags & 4 != 0 {
            self.take(4).map(|n| u64::from(u32::from_le_bytes([n[0], n[1], n[2], n[3]])))?
        } else {
            0
        };
        let (mut left, mut wide) = (usize::from(length), flags & 1 != 0);
        while left > 0 {
            let width = if wide { 2 } else { 1 };
            let here = (self.0.last()?.len() / width).min(left);
            self.take(here * width)?;
            left -= here;
            if left > 0 {
                self.0.pop();
                wide = self.take(1)?[0] & 1 != 0;
            }
        }
        let mut left = runs * 4 + extra;
        while left > 0 {
            let here = self.0.last()?.len().min(usize::try_from(left).unwrap_or(usize::MAX));
            self.take(here)?;
            left -= here as u64;
            if left > 0 {
                self.0.pop();
            }
        }
        Some(length.into())
    }
}
