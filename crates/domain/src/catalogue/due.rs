//! When an item must be published again: 定期公开.

use super::{DisclosureItem, TimeLimitKind};
use crate::deadline::Calendar;
use chrono::{Days, Months, NaiveDate};

/// The day by which an item that was published on a day must be published again; `None` when its limit names no period.
pub fn next_due(item: &DisclosureItem, published_on: NaiveDate, calendar: &Calendar) -> Option<NaiveDate> {
    let limit = item.time_limit.as_ref().filter(|limit| limit.kind == TimeLimitKind::Periodic)?;
    let has = |words: &[&str]| words.iter().any(|word| limit.text.contains(word));
    if let Some(n) = limit.n {
        return if limit.text.contains("工作日") {
            calendar.due(published_on, n, &[]).map(|due| due.on)
        } else {
            published_on.checked_add_days(Days::new(u64::from(n)))
        };
    }
    // The longer names first: 每半年 is no 每年.
    let months = match () {
        () if has(&["半年"]) => 6,
        () if has(&["季"]) => 3,
        () if has(&["月"]) && !has(&["每年", "年度"]) => 1,
        () if has(&["周", "星期"]) => return published_on.checked_add_days(Days::new(7)),
        () if has(&["每年", "年度", "逐年", "按年"]) => 12,
        () => return None,
    };
    published_on.checked_add_months(Months::new(months))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::agency::AgencyId;
    use crate::catalogue::{ItemId, TimeLimit, blank_item};

    #[test]
    fn what_comes_round_is_due_again_and_nothing_else_is() {
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
        let due = |text: &str| {
            let mut item = blank_item(ItemId("i".into()), AgencyId("a".into()));
            item.time_limit = TimeLimit::read(text);
            next_due(&item, day(2026, 1, 31), &Calendar::default())
        };
        assert_eq!(due("每月公开"), Some(day(2026, 2, 28)), "there is no 31 February");
        assert_eq!(due("每季度公开"), Some(day(2026, 4, 30)));
        assert_eq!(due("每半年公开一次"), Some(day(2026, 7, 31)));
        assert_eq!(due("每年3月31日前"), Some(day(2027, 1, 31)));
        // From Saturday on: Monday the 2nd is the first day, Friday the 6th the fifth.
        assert_eq!(due("每5个工作日更新"), Some(day(2026, 2, 6)));
        assert_eq!(["20个工作日内", "实时公开", "定期公开", "长期公开"].map(due), [None; 4]);
    }
}
