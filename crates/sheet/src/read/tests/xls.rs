use super::samples::{refusal, source, texts};
use crate::read::{ReadError, SourceKind, biff};

/// The sample of [`super::samples::xlsx`], saved as XLS by LibreOffice 7.
pub const FIXTURE: &[u8] = include_bytes!("../../../tests-fixtures/catalogue.xls");

#[test]
fn an_old_workbook_reads_as_the_new_one_does() {
    let source = source(FIXTURE, "目录.xlsx");
    assert_eq!(source.kind, SourceKind::Xls);
    let grid = &source.grids[0];
    assert_eq!(
        texts(grid),
        [
            ["主动公开基本目录", "", "", ""],
            ["义务教育", "学校名录", "12", "0.3"],
            ["", "2026-01-20", "TRUE", "3"],
            ["", "县教育局\n办公室", "", ""],
        ]
    );
    assert_eq!((grid.span(0, 0), grid.span(1, 0), grid.address(6, 1)), ((1, 4), (2, 1), "B7".into()));
    let names: Vec<_> = source.grids.iter().map(|grid| (grid.name.as_str(), grid.hidden)).collect();
    assert_eq!(names, [("目录", false), ("代码表", true)]);
}

/// A compound file of a header, one sector of chains and one of names.
fn compound(chains: &[u32], names: &[&str]) -> Vec<u8> {
    let mut header = vec![0_u8; 512];
    header[..8].copy_from_slice(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
    header[26] = 3;
    header[30] = 9;
    header[32] = 6;
    header[44] = 1;
    header[48] = 1;
    header[68..72].copy_from_slice(&[0xFE, 0xFF, 0xFF, 0xFF]);
    header[76..].fill(0xFF);
    header[76..80].fill(0);
    let mut table = vec![0xFF_u8; 512];
    for (at, next) in chains.iter().enumerate() {
        table[at * 4..at * 4 + 4].copy_from_slice(&next.to_le_bytes());
    }
    let mut directory = vec![0_u8; 512];
    for (at, name) in names.iter().enumerate() {
        for (unit, place) in name.encode_utf16().zip(0..) {
            directory[at * 128 + place * 2..at * 128 + place * 2 + 2].copy_from_slice(&unit.to_le_bytes());
        }
        directory[at * 128 + 116..at * 128 + 124].copy_from_slice(&[1, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0x7F]);
    }
    [header, table, directory].concat()
}

const FAT: u32 = 0xFFFF_FFFD;
const END: u32 = 0xFFFF_FFFE;

#[test]
fn a_workbook_with_a_password_is_protected() {
    let bytes = compound(&[FAT, END], &["Root Entry", "EncryptionInfo", "EncryptedPackage"]);
    assert_eq!(crate::read::read(&bytes, "a.xlsx"), Err(ReadError::Protected));
    assert!(refusal(&compound(&[FAT, END], &["Root Entry", "WordDocument"]), "a.xls").contains("DOCX"));
    assert!(refusal(&compound(&[FAT, END], &["Root Entry", "Sonst"]), "a.xls").contains("不认识"));
}

#[test]
fn a_chain_that_bites_its_tail_ends() {
    assert_eq!(crate::read::read(&compound(&[FAT, 1], &["Root Entry", "Workbook"]), "a.xls"), Err(ReadError::Damaged));
    let looped = compound(&[FAT, END, 2], &["Root Entry", "Workbook"]);
    assert_eq!(crate::read::read(&looped, "a.xls"), Err(ReadError::Damaged));
}

fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    [&kind.to_le_bytes()[..], &(data.len() as u16).to_le_bytes(), data].concat()
}

/// A workbook stream with one sheet of these records and these shared texts.
fn stream(shared: &[u8], records: &[Vec<u8>]) -> Vec<u8> {
    let bof = record(0x0809, &[0, 6, 5, 0]);
    let shared = record(0x00FC, &[&[0; 8][..], shared].concat());
    let at = bof.len() + 4 + 8 + shared.len() + 4;
    let sheet = record(0x0085, &[&(at as u32).to_le_bytes()[..], &[0, 0, 0, 0]].concat());
    let end = record(0x000A, &[]);
    [bof.clone(), sheet, shared, end.clone(), bof, records.concat(), end].concat()
}

fn number(row: u16, column: u16) -> Vec<u8> {
    record(0x0203, &[&row.to_le_bytes()[..], &column.to_le_bytes(), &[0; 10]].concat())
}

#[test]
fn cells_at_far_corners_of_an_old_sheet_are_refused_before_they_are_laid_out() {
    assert_eq!(biff::scan(&stream(&[], &[number(0, 0), number(40_000, 200)])), Ok(()));
    let far = biff::scan(&stream(&[], &[number(0, 0), number(65_535, 65_535)]));
    assert!(matches!(far, Err(ReadError::TooLarge(_))), "{far:?}");
}

#[test]
fn an_old_sheet_that_declares_itself_endless_is_refused() {
    let declared = |rows: u32| {
        let data = [&0_u32.to_le_bytes()[..], &rows.to_le_bytes(), &[0, 0, 255, 0, 0, 0]].concat();
        biff::scan(&stream(&[], &[record(0x0200, &data)]))
    };
    assert_eq!(declared(65_536), Ok(()));
    assert_eq!(declared(u32::MAX), Err(ReadError::Damaged));
}

#[test]
fn one_long_text_in_very_many_cells_is_refused() {
    // 20 000 characters of one byte each.
    let mut shared = 20_000_u16.to_le_bytes().to_vec();
    shared.push(0);
    let cells: Vec<Vec<u8>> =
        (0..5_000_u16).map(|row| record(0x00FD, &[&row.to_le_bytes()[..], &[0; 8]].concat())).collect();
    let with = |text: usize, cells: &[Vec<u8>]| biff::scan(&stream(&[&shared[..], &vec![b'x'; text]].concat(), cells));
    assert_eq!(with(20_000, &cells[..1_000]), Ok(()));
    assert!(matches!(with(20_000, &cells), Err(ReadError::TooLarge(_))));
}
