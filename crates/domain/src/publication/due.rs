//! By when a piece of information must be public.

use super::Publication;
use crate::catalogue::{DisclosureItem, TimeLimit, TimeLimitKind};
use crate::deadline::Calendar;
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

words! {
    /// Where the limit comes from.
    LimitSource {
        Item "item" "目录为该事项定的公开时限",
        Law "law" "条例第二十六条：形成或者变更之日起20个工作日内",
    }
}

/// The last day, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PublicationDue {
    /// The last day.
    pub on: NaiveDate,
    /// Whether it lies beyond the published holidays: 暂定.
    pub provisional: bool,
    /// What says so.
    pub source: LimitSource,
}

impl Publication {
    /// The last day for publishing; `None` while the day it was formed is not known.
    ///
    /// A limit of the item in days holds when it is there; one in words (实时, 及时, 长期, 定期) says how, and the law's
    /// twenty working days stay the outermost limit. 实时 is the day itself.
    pub fn due(&self, item: &DisclosureItem, calendar: &Calendar) -> Option<PublicationDue> {
        let formed = self.formed_on?;
        let workdays = |n: u32, source| {
            calendar.due(formed, n, &[]).map(|due| PublicationDue { on: due.on, provisional: due.provisional, source })
        };
        match item.time_limit.as_ref().map(|limit| (limit.kind, limit.n)) {
            Some((TimeLimitKind::Workdays, Some(n))) => workdays(n, LimitSource::Item),
            Some((TimeLimitKind::Days, Some(n))) => {
                let on = formed.checked_add_days(Days::new(u64::from(n)))?;
                Some(PublicationDue { on, provisional: false, source: LimitSource::Item })
            }
            Some((TimeLimitKind::Realtime, _)) => {
                Some(PublicationDue { on: formed, provisional: false, source: LimitSource::Item })
            }
            _ => workdays(TimeLimit::STATUTORY_WORKDAYS, LimitSource::Law),
        }
    }
}
