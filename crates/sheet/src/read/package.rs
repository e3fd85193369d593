//! The zip around a workbook or a document, weighed before anything inside is believed.

use super::ReadError;
use std::io::{Cursor, Read};
use zip::ZipArchive;

const MAX_ENTRIES: usize = 10_000;
/// All parts together, unpacked.
const MAX_TOTAL: u64 = 512 << 20;
/// One part: half of the memory that a whole file may take.
const MAX_PART: u64 = 256 << 20;
/// A part that is larger than this and packs better than [`MAX_RATIO`] was made to burst.
const LARGE: u64 = 50 << 20;
const MAX_RATIO: u64 = 200;

/// A zip whose parts have been unpacked once, into nothing, and found bearable.
pub(crate) struct Package<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// In small letters and with `/`, as Windows and some exporters mix both.
    names: Vec<String>,
}

impl<'a> Package<'a> {
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, ReadError> {
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| ReadError::Damaged)?;
        if zip.len() > MAX_ENTRIES {
            return Err(ReadError::TooLarge(format!("压缩包里有{}个文件，最多{MAX_ENTRIES}个", zip.len())));
        }
        let mut names = Vec::with_capacity(zip.len());
        let mut total = 0_u64;
        for index in 0..zip.len() {
            let part = zip.by_index_raw(index).map_err(|_| ReadError::Damaged)?;
            if part.encrypted() {
                return Err(ReadError::Protected);
            }
            let name = part.name().replace('\\', "/").to_ascii_lowercase();
            let (declared, packed) = (part.size(), part.compressed_size());
            drop(part);
            // A picture is never unpacked, so what it declares can do no harm.
            let actual = if is_read(&name) { weigh(&mut zip, index)? } else { 0 };
            total = total.saturating_add(declared.max(actual));
            let bursting = |size: u64| size > LARGE && size / packed.max(1) > MAX_RATIO;
            if total > MAX_TOTAL || actual > MAX_PART || bursting(declared) || bursting(actual) {
                return Err(ReadError::TooLarge(format!("解压后超过 {} MB，或者压缩得不正常", MAX_TOTAL >> 20)));
            }
            names.push(name);
        }
        Ok(Self { zip, names })
    }

    /// The parts' names in small letters.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    /// A part's bytes; `None` where no part has the name.
    pub(crate) fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, ReadError> {
        let Some(index) = self.names.iter().position(|there| there == name) else { return Ok(None) };
        let part = self.zip.by_index(index).map_err(|_| ReadError::Damaged)?;
        let mut bytes = Vec::new();
        part.take(MAX_PART).read_to_end(&mut bytes).map_err(|_| ReadError::Damaged)?;
        Ok(Some(bytes))
    }
}

/// Whether some reader opens parts of this name.
fn is_read(name: &str) -> bool {
    [".xml", ".rels", ".bin", "mimetype"].iter().any(|ending| name.ends_with(ending))
}

/// How much a part really holds, up to just above the limit. Also finds what cannot be unpacked or fails its checksum.
fn weigh(zip: &mut ZipArchive<Cursor<&[u8]>>, index: usize) -> Result<u64, ReadError> {
    let part = zip.by_index(index).map_err(|_| ReadError::Damaged)?;
    std::io::copy(&mut part.take(MAX_PART + 1), &mut std::io::sink()).map_err(|_| ReadError::Damaged)
}
