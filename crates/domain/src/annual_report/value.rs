//! What can stand in a number cell: nothing, a number, 不适用, or a text that should not be there.

use serde::{Deserialize, Serialize};
use std::cmp::Ordering;
use std::fmt;

/// An exact decimal number: `mantissa / 10^scale`. Money in 万元 has up to six places (down to 分).
#[derive(Debug, Clone, Copy, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Decimal {
    mantissa: i64,
    scale: u32,
}

impl Decimal {
    /// The most places after the point that are kept.
    pub const MAX_SCALE: u32 = 6;

    /// `mantissa / 10^scale`; `None` beyond [`Decimal::MAX_SCALE`] places.
    pub fn new(mantissa: i64, scale: u32) -> Option<Decimal> {
        (scale <= Decimal::MAX_SCALE).then_some(Decimal { mantissa, scale })
    }

    /// Reads `-12.5`, `12`, `0.30`. `None` for anything else, for more than six places, and for more digits than fit.
    pub fn parse(text: &str) -> Option<Decimal> {
        let (whole, fraction) = match text.split_once('.') {
            Some((whole, fraction)) if !fraction.is_empty() => (whole, fraction),
            Some(_) => return None,
            None => (text, ""),
        };
        let digits = whole.strip_prefix(['-', '+']).unwrap_or(whole);
        let all_digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        if digits.is_empty() || !all_digits(digits) || !all_digits(fraction) {
            return None;
        }
        let scale = u32::try_from(fraction.len()).ok().filter(|scale| *scale <= Decimal::MAX_SCALE)?;
        let mantissa = format!("{digits}{fraction}").parse::<i64>().ok()?;
        Some(Decimal { mantissa: if whole.starts_with('-') { -mantissa } else { mantissa }, scale })
    }

    /// Whether it is below zero.
    pub fn is_negative(self) -> bool {
        self.mantissa < 0
    }

    /// Whether it is zero.
    pub fn is_zero(self) -> bool {
        self.mantissa == 0
    }

    /// The value in millionths, exactly: for comparing and for ratios.
    pub fn in_millionths(self) -> i128 {
        self.at_max_scale()
    }

    fn at_max_scale(self) -> i128 {
        i128::from(self.mantissa) * 10_i128.pow(Decimal::MAX_SCALE - self.scale)
    }

    /// The sum; `None` when it does not fit.
    pub fn checked_add(self, other: Decimal) -> Option<Decimal> {
        let scale = self.scale.max(other.scale);
        let lift = |d: Decimal| d.mantissa.checked_mul(10_i64.checked_pow(scale - d.scale)?);
        Some(Decimal { mantissa: lift(self)?.checked_add(lift(other)?)?, scale })
    }

    /// The value as a floating number, for ratios only.
    pub fn approximate(self) -> f64 {
        self.mantissa as f64 / 10_f64.powi(self.scale as i32)
    }
}

impl PartialEq for Decimal {
    fn eq(&self, other: &Self) -> bool {
        self.at_max_scale() == other.at_max_scale()
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.at_max_scale().cmp(&other.at_max_scale()))
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.mantissa < 0 { "-" } else { "" };
        let digits = self.mantissa.unsigned_abs().to_string();
        let scale = self.scale as usize;
        if scale == 0 {
            return write!(f, "{sign}{digits}");
        }
        let padded = format!("{digits:0>width$}", width = scale + 1);
        let (whole, fraction) = padded.split_at(padded.len() - scale);
        write!(f, "{sign}{whole}.{fraction}")
    }
}

impl From<Decimal> for String {
    fn from(decimal: Decimal) -> Self {
        decimal.to_string()
    }
}

impl TryFrom<String> for Decimal {
    type Error = String;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        Decimal::parse(&text).ok_or_else(|| format!("“{text}”不是可以识别的小数"))
    }
}

/// The content of a number cell. Blank, 0 and 不适用 are three different things.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "is", content = "value")]
pub enum Value {
    /// Nobody filled it in: visibly empty in a draft, A09, stops the final version.
    #[default]
    Blank,
    /// 不适用: prints 0.
    NotApplicable,
    /// An integer.
    Integer(i64),
    /// A decimal (money).
    Decimal(Decimal),
    /// A text that stood there ("/", "-", "减4", a number of 30 digits): a finding, never a silent 0.
    Text(String),
}

impl Value {
    /// Reads what was typed or pasted: trims, takes full-width digits and thousands separators, `件` after the number.
    /// What is no number stays as [`Value::Text`]; it is never turned into 0.
    pub fn parse(text: &str) -> Value {
        let narrow: String = text
            .chars()
            .map(|c| match c {
                '０'..='９' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
                '．' => '.',
                '－' | '−' => '-',
                '＋' => '+',
                '，' => ',',
                '\u{3000}' | '\u{a0}' => ' ',
                other => other,
            })
            .collect();
        let trimmed = narrow.trim();
        if trimmed.is_empty() {
            return Value::Blank;
        }
        if trimmed == "不适用" {
            return Value::NotApplicable;
        }
        let bare = trimmed.trim_end_matches("万元").trim_end_matches('件').trim_end();
        let Some(digits) = without_separators(bare) else { return Value::Text(text.trim().to_string()) };
        if let Ok(n) = digits.parse::<i64>() {
            return Value::Integer(n);
        }
        match Decimal::parse(&digits) {
            Some(decimal) => Value::Decimal(decimal),
            None => Value::Text(text.trim().to_string()),
        }
    }

    /// The integer it counts as: 不适用 is 0; a decimal without a fraction is its whole number. `None` for blank, text
    /// and true decimals.
    pub fn count(&self) -> Option<i64> {
        match self {
            Value::Integer(n) => Some(*n),
            Value::NotApplicable => Some(0),
            Value::Decimal(d) if d.at_max_scale() % 1_000_000 == 0 => i64::try_from(d.at_max_scale() / 1_000_000).ok(),
            Value::Blank | Value::Decimal(_) | Value::Text(_) => None,
        }
    }

    /// The number it is, as a decimal; `None` for blank and text.
    pub fn decimal(&self) -> Option<Decimal> {
        match self {
            Value::Integer(n) => Decimal::new(*n, 0),
            Value::NotApplicable => Decimal::new(0, 0),
            Value::Decimal(d) => Some(*d),
            Value::Blank | Value::Text(_) => None,
        }
    }

    /// Whether nobody filled it in.
    pub fn is_blank(&self) -> bool {
        matches!(self, Value::Blank)
    }
}

impl fmt::Display for Value {
    /// As printed in the form: blank stays blank, 不适用 prints 0.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Blank => Ok(()),
            Value::NotApplicable => f.write_str("0"),
            Value::Integer(n) => write!(f, "{n}"),
            Value::Decimal(d) => write!(f, "{d}"),
            Value::Text(text) => f.write_str(text),
        }
    }
}

/// `1,234` → `1234`. Commas must part groups of three, else it is no number (`1,2` is not 12).
fn without_separators(text: &str) -> Option<String> {
    if !text.contains(',') {
        return Some(text.to_string());
    }
    let (whole, rest) = match text.find('.') {
        Some(at) => text.split_at(at),
        None => (text, ""),
    };
    let mut groups = whole.split(',');
    let first = groups.next()?.trim_start_matches(['-', '+']);
    let well = !first.is_empty() && first.len() <= 3 && groups.all(|g| g.len() == 3);
    well.then(|| format!("{}{rest}", whole.replace(',', "")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_text_becomes_a_number_only_when_it_is_one() {
        let decimal = |text: &str| Value::Decimal(Decimal::parse(text).expect("a decimal"));
        let cases = [
            ("", Value::Blank),
            ("　 ", Value::Blank),
            ("0", Value::Integer(0)),
            (" 12 ", Value::Integer(12)),
            ("３", Value::Integer(3)),
            ("3件", Value::Integer(3)),
            ("1,234", Value::Integer(1234)),
            ("１，２３４", Value::Integer(1234)),
            ("12,34", Value::Text("12,34".into())),
            ("-4", Value::Integer(-4)),
            ("减4", Value::Text("减4".into())),
            ("/", Value::Text("/".into())),
            ("12.5万元", decimal("12.5")),
            ("1,234.5", decimal("1234.5")),
            ("1.2.3", Value::Text("1.2.3".into())),
            ("不适用", Value::NotApplicable),
            ("123456789012345678901234567890", Value::Text("123456789012345678901234567890".into())),
        ];
        for (text, value) in cases {
            assert_eq!(Value::parse(text), value, "{text:?}");
        }
    }

    #[test]
    fn decimals_compare_by_value_and_print_as_written() {
        let d = |t: &str| Decimal::parse(t).expect("a decimal");
        assert_eq!(d("12.50"), d("12.5"));
        assert_eq!(d("12.50").to_string(), "12.50");
        assert_eq!(d("-0.05").to_string(), "-0.05");
        assert!(d("0.1") < d("0.11"));
        assert_eq!(d("59237.2449").checked_add(d("0.0001")).map(|s| s.to_string()), Some("59237.2450".into()));
        assert_eq!(Decimal::parse("1.1234567"), None);
        assert_eq!(Value::Decimal(d("3.000")).count(), Some(3));
        assert_eq!(Value::Decimal(d("3.1")).count(), None);
    }
}
