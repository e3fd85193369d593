//! Bytes to text. A wrong guess is noise in an official catalogue, so bytes that fit nowhere are refused by line.

use super::ReadError;
use encoding_rs::{DecoderResult, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};
use std::borrow::Cow;

/// Text and how it was read.
pub(crate) struct Decoded<'a> {
    pub text: Cow<'a, str>,
    /// For the clerk, where the encoding had to be guessed.
    pub note: Option<String>,
}

/// Plain text: by its mark, else UTF-16 where it has NULs, else UTF-8 where it is that, else GB18030.
pub(crate) fn decode(bytes: &[u8]) -> Result<Decoded<'_>, ReadError> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return with(encoding, bytes.get(mark..).unwrap_or_default(), None);
    }
    if bytes.contains(&0) {
        let encoding = wide(bytes).ok_or(UNKNOWN)?;
        return with(encoding, bytes, Some(format!("文件没有编码标记，按 {} 读取。", encoding.name())));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(Decoded { text: text.into(), note: None }),
        Err(_) if mostly_utf8(bytes) => with(UTF_8, bytes, None),
        Err(_) => with(
            GB18030,
            bytes,
            Some("文件没有编码标记，按 GB18030（GBK）读取；如有乱码，请另存为 UTF-8 后再导入。".into()),
        ),
    }
}

const UNKNOWN: ReadError = ReadError::Unsupported(
    "不认识这种文件。可以导入 XLSX、XLS、ODS、CSV、DOCX 和网页中的表格；请在 WPS 或 Excel 中另存为 XLSX，再导入。",
);

/// A page: by its mark, else by what it says of itself where that is true, else as plain text.
pub(crate) fn decode_page(bytes: &[u8]) -> Result<Decoded<'_>, ReadError> {
    if Encoding::for_bom(bytes).is_some() || bytes.contains(&0) {
        return decode(bytes);
    }
    match declared(bytes) {
        // Pages are often saved as UTF-8 by a browser that leaves their old declaration in place.
        Some(encoding) if encoding != UTF_8 && std::str::from_utf8(bytes).is_err() => {
            with(encoding, bytes, None).or_else(|error| if encoding == GB18030 { Err(error) } else { decode(bytes) })
        }
        _ => decode(bytes),
    }
}

/// The `charset` of a `<meta>`, in either of its two forms; GBK and GB2312 are read as the GB18030 that holds them.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(bytes.get(..4096).unwrap_or(bytes)).to_ascii_lowercase();
    for meta in head.split("<meta").skip(1) {
        let meta = meta.split('>').next().unwrap_or_default();
        let Some((_, label)) = meta.split_once("charset") else { continue };
        let label = label.trim_start().strip_prefix('=').unwrap_or_default();
        let label = label.trim_start_matches([' ', '"', '\'']);
        let label = label.split([' ', '"', '\'', ';', '/']).next().unwrap_or_default();
        match Encoding::for_label(label.as_bytes()) {
            Some(encoding) if encoding == encoding_rs::GBK => return Some(GB18030),
            // What was read as single bytes up to here is not UTF-16, whatever it says.
            Some(encoding) if encoding == UTF_16LE || encoding == UTF_16BE => return Some(UTF_8),
            Some(encoding) => return Some(encoding),
            None => {}
        }
    }
    None
}

fn with<'a>(encoding: &'static Encoding, bytes: &'a [u8], note: Option<String>) -> Result<Decoded<'a>, ReadError> {
    match encoding.decode_without_bom_handling_and_without_replacement(bytes) {
        Some(text) => Ok(Decoded { text, note }),
        None => Err(ReadError::Undecodable { line: bad_line(encoding, bytes), encoding: encoding.name() }),
    }
}

/// The line of the first bytes that are no character.
fn bad_line(encoding: &'static Encoding, bytes: &[u8]) -> usize {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let (mut rest, mut line) = (bytes, 1);
    let mut piece = String::with_capacity(8 << 10);
    loop {
        piece.clear();
        let (result, read) = decoder.decode_to_string_without_replacement(rest, &mut piece, true);
        line += piece.matches('\n').count();
        rest = rest.get(read..).unwrap_or_default();
        if result != DecoderResult::OutputFull {
            return line;
        }
    }
}

/// A UTF-8 file with some bytes broken, rather than GB18030: text in that hardly ever looks like long UTF-8.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good >= 10 * bad
}

/// Which UTF-16 gives more of the characters that catalogues are made of; neither where it gives hardly any.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let units: Vec<[u8; 2]> = bytes.chunks_exact(2).take(32 << 10).map(|pair| [pair[0], pair[1]]).collect();
    let known =
        |unit: u16| matches!(unit, 9 | 10 | 13 | 0x20..=0x7E | 0x3000..=0x303F | 0x4E00..=0x9FFF | 0xFF00..=0xFFEF);
    let little = units.iter().filter(|unit| known(u16::from_le_bytes(**unit))).count();
    let big = units.iter().filter(|unit| known(u16::from_be_bytes(**unit))).count();
    let (best, encoding) = if little >= big { (little, UTF_16LE) } else { (big, UTF_16BE) };
    (bytes.len().is_multiple_of(2) && best * 10 >= units.len() * 9).then_some(encoding)
}
