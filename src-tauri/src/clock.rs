//! The clock is read here, at the edge, and nowhere below.

use mingce_app::Now;
use std::time::{SystemTime, UNIX_EPOCH};

/// This instant. A clock set before 1970 gives 1970: the day then stands in every document, where it is seen.
pub fn now() -> Now {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Now::at(i64::try_from(since.as_secs()).unwrap_or_default())
}
