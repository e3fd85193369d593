//! Who did something and when: an argument of every write. The data file asks no clock.

use crate::error::{Result, StoreError};
use chrono::{DateTime, SecondsFormat, Utc};

/// The instant of an action and the person at the machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    at: DateTime<Utc>,
    who: String,
}

impl Stamp {
    /// A stamp from an RFC 3339 instant (any offset; kept in UTC to the millisecond) and a name.
    ///
    /// # Errors
    /// When the instant is none, or lies outside the years 1970 to 9999.
    pub fn new(at: &str, who: impl Into<String>) -> Result<Stamp> {
        let invalid = |detail: String| {
            StoreError::invalid(format!("“{at}”不是可以识别的时刻"), "请核对电脑的日期和时间").detailed(detail)
        };
        let at_utc = DateTime::parse_from_rfc3339(at).map_err(|e| invalid(e.to_string()))?.with_timezone(&Utc);
        if at_utc.timestamp_millis() < 0 || chrono::Datelike::year(&at_utc) > 9999 {
            return Err(invalid("out of range".to_string()));
        }
        Ok(Stamp { at: at_utc, who: who.into() })
    }

    /// The instant as stored: RFC 3339 in UTC with milliseconds, so that text order is order in time.
    pub fn at_utc(&self) -> String {
        self.at.to_rfc3339_opts(SecondsFormat::Millis, true)
    }

    /// Who.
    pub fn who(&self) -> &str {
        &self.who
    }

    /// Milliseconds since 1970.
    pub(crate) fn millis(&self) -> u64 {
        u64::try_from(self.at.timestamp_millis()).unwrap_or_default()
    }
}
