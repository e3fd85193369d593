//! The compound file around an XLS, walked before calamine walks it: a chain of sectors that bites its own tail would
//! fill all memory there. The walk is the same as calamine's, with every step counted.

use super::ReadError;

const END: u32 = 0xFFFF_FFFE;
const RESERVED: u32 = 0xFFFF_FFFA;
const NO_SECTOR: u32 = 0xFFFF_FFFC;

/// A compound file.
pub(crate) struct Compound {
    entries: Vec<Entry>,
    sectors: Sectors,
    small: Sectors,
}

struct Entry {
    name: String,
    start: u32,
    length: usize,
}

/// Blocks of one size and the table that chains them.
struct Sectors {
    data: Vec<u8>,
    size: usize,
    next: Vec<u32>,
}

impl Compound {
    pub(crate) fn open(bytes: &[u8]) -> Result<Self, ReadError> {
        let size = match short(bytes, 30)? {
            9 => 512,
            12 => 4096,
            _ => return Err(ReadError::Damaged),
        };
        // The header is one sector, of which it uses 512 bytes.
        let data = bytes.get(size..).ok_or(ReadError::Damaged)?.to_vec();
        let mut sectors = Sectors { data, size, next: Vec::new() };
        let mut tables = long_words(bytes.get(76..512).ok_or(ReadError::Damaged)?);
        let mut more = long(bytes, 68)?;
        let mut steps = 0;
        while more < RESERVED {
            steps += 1;
            if steps > sectors.most() {
                return Err(ReadError::Damaged);
            }
            tables.extend(long_words(sectors.sector(more)?));
            more = tables.pop().ok_or(ReadError::Damaged)?;
        }
        tables.retain(|id| *id < NO_SECTOR);
        if tables.len() > sectors.most() {
            return Err(ReadError::Damaged);
        }
        for id in tables {
            let next = long_words(sectors.sector(id)?);
            sectors.next.extend(next);
        }
        let entries: Vec<Entry> = sectors.chain(long(bytes, 48)?, usize::MAX)?.chunks_exact(128).map(entry).collect();
        let root = entries.first().ok_or(ReadError::Damaged)?;
        let small_tables = usize::try_from(long(bytes, 64)?).map_err(|_| ReadError::Damaged)?;
        let mut small = Sectors { data: Vec::new(), size: 64, next: Vec::new() };
        if small_tables > 0 {
            small.data = sectors.chain(root.start, root.length)?;
            small.next = long_words(&sectors.chain(long(bytes, 60)?, small_tables.saturating_mul(size))?);
        }
        Ok(Self { entries, sectors, small })
    }

    /// Whether a stream or storage has the name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.entry(name).is_some()
    }

    /// A stream's bytes; `None` where there is none of the name.
    pub(crate) fn stream(&self, name: &str) -> Option<Result<Vec<u8>, ReadError>> {
        let entry = self.entry(name)?;
        let sectors = if entry.length < 4096 { &self.small } else { &self.sectors };
        Some(sectors.chain(entry.start, entry.length))
    }

    fn entry(&self, name: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.name.eq_ignore_ascii_case(name))
    }
}

impl Sectors {
    /// The length of the longest chain without a sector twice.
    fn most(&self) -> usize {
        self.data.len() / self.size + 2
    }

    /// A sector; the last may be short.
    fn sector(&self, id: u32) -> Result<&[u8], ReadError> {
        let start = usize::try_from(id).ok().and_then(|id| id.checked_mul(self.size)).ok_or(ReadError::Damaged)?;
        let rest = self.data.get(start..).ok_or(ReadError::Damaged)?;
        Ok(rest.get(..self.size).unwrap_or(rest))
    }

    fn chain(&self, start: u32, length: usize) -> Result<Vec<u8>, ReadError> {
        let (mut id, mut steps, mut out) = (start, 0, Vec::new());
        while id != END {
            steps += 1;
            if steps > self.most() {
                return Err(ReadError::Damaged);
            }
            let sector = self.sector(id)?;
            out.extend_from_slice(&sector[..sector.len().min(length - out.len())]);
            if out.len() >= length {
                break;
            }
            // The sector exists, so its number is an index.
            id = *self.next.get(id as usize).ok_or(ReadError::Damaged)?;
        }
        Ok(out)
    }
}

/// A directory entry of 128 bytes.
fn entry(bytes: &[u8]) -> Entry {
    let units =
        bytes[..64].chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).take_while(|unit| *unit != 0);
    let name = char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
    let word = |at: usize| u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]]);
    // Files of this size are not accepted, so the upper half of the length says nothing.
    Entry { name, start: word(116), length: word(120) as usize }
}

fn short(bytes: &[u8], at: usize) -> Result<u16, ReadError> {
    match bytes.get(at..at + 2) {
        Some([low, high]) => Ok(u16::from_le_bytes([*low, *high])),
        _ => Err(ReadError::Damaged),
    }
}

fn long(bytes: &[u8], at: usize) -> Result<u32, ReadError> {
    bytes.get(at..at + 4).and_then(|word| word.try_into().ok()).map(u32::from_le_bytes).ok_or(ReadError::Damaged)
}

fn long_words(bytes: &[u8]) -> Vec<u32> {
    bytes.chunks_exact(4).map(|word| u32::from_le_bytes([word[0], word[1], word[2], word[3]])).collect()
}
