//! Values of a workbook as the clerk sees them on the sheet.

use calamine::{Data, ExcelDateTime};

/// A cell's value as text. Dates are ISO dates whatever the sheet shows them as, so that one column reads alike.
pub(crate) fn text(value: &Data) -> String {
    match value {
        Data::Empty => String::new(),
        Data::String(text) => text.clone(),
        Data::Int(number) => number.to_string(),
        Data::Float(value) => number(*value),
        Data::Bool(true) => "TRUE".into(),
        Data::Bool(false) => "FALSE".into(),
        Data::DateTime(value) => moment(value),
        Data::DateTimeIso(text) => iso(text),
        Data::DurationIso(text) => duration(text),
        Data::Error(error) => error.to_string(),
    }
}

/// A number at the fifteen digits that a worksheet has, in its shortest form.
pub(crate) fn number(value: f64) -> String {
    if !value.is_finite() {
        return String::new();
    }
    let rounded: f64 = format!("{value:.14e}").parse().unwrap_or(value);
    // Adding zero takes the sign off a negative one.
    (rounded + 0.0).to_string()
}

/// A share as per cent.
pub(crate) fn percent(value: f64) -> String {
    format!("{}%", number(value * 100.0))
}

fn moment(value: &ExcelDateTime) -> String {
    if value.is_duration() {
        // Hours may be any number, so this is no time of day. The cast saturates.
        let seconds = (value.as_f64() * 86_400.0).round() as i64;
        let (sign, seconds) = (if seconds < 0 { "-" } else { "" }, seconds.unsigned_abs());
        return format!("{sign}{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
    let (year, month, day, hour, minute, second, _) = value.to_ymd_hms_milli();
    let time = clock(hour.into(), minute.into(), second.into());
    let date = format!("{year:04}-{month:02}-{day:02}");
    match value.as_f64() {
        // Below the first day there is only a time.
        serial if (0.0..1.0).contains(&serial) => time,
        _ if (hour, minute, second) == (0, 0, 0) => date,
        _ => format!("{date} {time}"),
    }
}

fn clock(hour: u32, minute: u32, second: u32) -> String {
    match second {
        0 => format!("{hour:02}:{minute:02}"),
        second => format!("{hour:02}:{minute:02}:{second:02}"),
    }
}

/// 2026-01-20T08:30:00 without its T, and without a time that says nothing.
pub(crate) fn iso(text: &str) -> String {
    let text = text.trim().trim_end_matches('Z');
    let Some((date, time)) = text.split_once('T') else { return text.to_owned() };
    let time = time.split('.').next().unwrap_or_default();
    let time = time.strip_suffix(":00").filter(|short| short.contains(':')).unwrap_or(time);
    if time == "00:00" { date.to_owned() } else { format!("{date} {time}") }
}

/// PT08H30M00S as 08:30; what is written otherwise stays.
pub(crate) fn duration(text: &str) -> String {
    let parts = || -> Option<(u32, u32, u32)> {
        let (hour, rest) = text.trim().strip_prefix("PT")?.split_once('H')?;
        let (minute, second) = rest.split_once('M')?;
        let second = second.split(['S', '.', ',']).next()?;
        Some((hour.parse().ok()?, minute.parse().ok()?, second.parse().ok()?))
    };
    parts().map_or_else(|| text.to_owned(), |(hour, minute, second)| clock(hour, minute, second))
}
