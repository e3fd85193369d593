//! The records of an XLS.

/// A record.
pub(crate) struct Record<'a> {
    pub kind: u16,
    pub data: &'a [u8],
    /// The records that continue it.
    pub more: Vec<&'a [u8]>,
}

impl Record<'_> {
    pub(crate) fn short(&self, at: usize) -> Option<u64> {
        self.data.get(at..at + 2).map(|bytes| u64::from(u16::from_le_bytes([bytes[0], bytes[1]])))
    }

    pub(crate) fn word(&self, at: usize) -> Option<u32> {
        self.data.get(at..at + 4).map(|bytes| u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]))
    }
}

/// The records of a stream, up to the first that is cut off.
pub(crate) struct Records<'a>(pub &'a [u8]);

impl<'a> Records<'a> {
    fn take(&mut self) -> Option<(u16, &'a [u8])> {
        let (head, rest) = self.0.split_at_checked(4)?;
        let (data, rest) = rest.split_at_checked(usize::from(u16::from_le_bytes([head[2], head[3]])))?;
        self.0 = rest;
        Some((u16::from_le_bytes([head[0], head[1]]), data))
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = Record<'a>;

    fn next(&mut self) -> Option<Record<'a>> {
        let (kind, data) = self.take()?;
        let mut more = Vec::new();
        while self.0.starts_with(&[0x3C, 0x00]) {
            match self.take() {
                Some((_, data)) => more.push(data),
                None => break,
            }
        }
        Some(Record { kind, data, more })
    }
}
