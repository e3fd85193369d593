//! The records of an XLS, looked over before calamine reads them: it lays each sheet out as one rectangle, and copies a
//! shared text into every cell that names it, so what that comes to is added up here first.

use super::{
    ReadError,
    records::{Record, Records},
    shared::Strings,
};

/// Cells in the rectangles of all sheets, values and formulas apart.
const MAX_AREA: u64 = 10_000_000;
/// What a worksheet of this format can be declared to be.
const MAX_SHEET: u64 = 65_536 * 256;
const MAX_TEXT: u64 = 256 << 20;
/// Bytes of records, each counted as often as a sheet begins before it.
const MAX_RECORDS: usize = 512 << 20;
/// What formulas may become as text, at the worst.
const MAX_FORMULAS: u64 = 512 << 20;

/// Refuses a workbook stream that would take more memory than it is worth.
pub(crate) fn scan(stream: &[u8]) -> Result<(), ReadError> {
    let (mut sheets, mut strings, mut named) = (Vec::new(), Strings::default(), false);
    for record in Records(stream) {
        match record.kind {
            0x0085 => sheets.extend(record.word(0).map(|at| at as usize)),
            0x00FC => strings = Strings::of(&record),
            0x0018 => named = true,
            0x000A => break,
            _ => {}
        }
    }
    let mut total = Weight::default();
    let mut left = MAX_RECORDS;
    for at in sheets {
        let stream = stream.get(at..).ok_or(ReadError::Damaged)?;
        let weight = weigh(stream, &strings, &mut left)?;
        total.area += weight.area;
        total.text += weight.text;
        // Five bytes can name a defined name of 255 characters; seven a sheet of 31.
        total.formulas += weight.formulas * if named { 51 } else { 8 };
        if total.area > MAX_AREA || total.text > MAX_TEXT || total.formulas > MAX_FORMULAS {
            return Err(ReadError::TooLarge("XLS 中的单元格或文字太多".into()));
        }
    }
    Ok(())
}

#[derive(Default)]
struct Weight {
    area: u64,
    text: u64,
    formulas: u64,
}

fn weigh(stream: &[u8], strings: &Strings, left: &mut usize) -> Result<Weight, ReadError> {
    let (mut values, mut formulas, mut weight) = (Area::default(), Area::default(), Weight::default());
    // Charts inside of a sheet have records of the same kinds.
    let mut depth = 0_usize;
    for record in Records(stream) {
        *left =
            left.checked_sub(record.data.len() + 4).ok_or_else(|| ReadError::TooLarge("XLS 中的工作表太多".into()))?;
        match record.kind {
            0x0809 => depth += 1,
            0x000A if depth <= 1 => break,
            0x000A => depth -= 1,
            _ if depth > 1 => {}
            0x0200 => declared(&record)?,
            0x0006 => {
                values.cell(&record, 2);
                formulas.cell(&record, 2);
                weight.formulas += record.data.len() as u64;
            }
            0x00FD => {
                values.cell(&record, 2);
                weight.text += record.word(6).map_or(0, |index| strings.bytes(index));
            }
            0x00BD => {
                values.cell(&record, 2);
                values.cell(&record, record.data.len().saturating_sub(2));
            }
            0x0203 | 0x0204 | 0x00D6 | 0x0205 | 0x027E => values.cell(&record, 2),
            _ => {}
        }
    }
    weight.area = values.size() + formulas.size();
    Ok(weight)
}

/// Room is reserved for what a sheet declares, before a cell is read.
fn declared(record: &Record<'_>) -> Result<(), ReadError> {
    let (rows, columns) = match record.data.len() {
        10 => ((record.short(0), record.short(2)), (record.short(4), record.short(6))),
        _ => {
            let row = |at| record.word(at).map(u64::from);
            ((row(0), row(4)), (record.short(8), record.short(10)))
        }
    };
    let length = |(from, to): (Option<u64>, Option<u64>)| match (from, to) {
        (Some(from), Some(to)) if to > from => Ok(to - from),
        (Some(_), Some(_)) => Ok(1),
        _ => Err(ReadError::Damaged),
    };
    // Columns that begin behind their end are counted from the first.
    let columns = if columns.1 < columns.0 || columns.0 > Some(0xFF) { (Some(0), columns.1) } else { columns };
    let backwards = matches!(rows, (Some(from), Some(to)) if to >= 1 && to - 1 < from && columns.1 >= Some(1));
    if backwards || length(rows)?.saturating_mul(length(columns)?) > MAX_SHEET {
        return Err(ReadError::Damaged);
    }
    Ok(())
}

/// The rectangle around the cells so far.
#[derive(Default)]
struct Area(Option<[u64; 4]>);

impl Area {
    /// A cell whose row is the record's first number and whose column stands at `at`.
    fn cell(&mut self, record: &Record<'_>, at: usize) {
        if let (Some(row), Some(column)) = (record.short(0), record.short(at)) {
            let [top, left, bottom, right] = self.0.unwrap_or([row, column, row, column]);
            self.0 = Some([top.min(row), left.min(column), bottom.max(row), right.max(column)]);
        }
    }

    fn size(&self) -> u64 {
        self.0.map_or(0, |[top, left, bottom, right]| (bottom - top + 1) * (right - left + 1))
    }
}
