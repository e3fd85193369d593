//! The fields of an item that old tables have no column for, written from what a clerk types or chooses.

use super::foreign::read_day;
use super::{DisclosureItem, ItemKind, Reach, TimeClass, Validity, Withholding, tidy, tidy_name};
use serde::{Deserialize, Serialize};
use thiserror::Error;

words! {
    /// A field that is written by itself. Those that old tables have are [`super::foreign::Column`]s.
    Field {
        Kind "kind" "事项类别",
        Clause "clause" "法定公开条款",
        TimeClass "time_class" "公开时间类",
        Reach "reach" "公开范围",
        WithheldArticle "withheld_article" "不予公开的条款",
        WithheldReason "withheld_reason" "不予公开的理由",
        AssessedOn "assessed_on" "评估日期",
        Validity "validity" "有效性",
        NextDueOn "next_due_on" "下次应公开日期",
        Conditions "conditions" "办事条件",
        Fees "fees" "收费标准及依据",
        StatutoryLimit "statutory_limit" "法定时限",
        PromisedLimit "promised_limit" "承诺时限",
        Place "place" "办理地点",
        Hours "hours" "办理时间",
        Post "post" "责任人（岗位）",
        ArchivePlace "archive_place" "存档位置",
    }
}

/// The clauses under which something must be disclosed (arts 20 and 21), by their keys in the data file.
pub const CLAUSES: [&str; 17] = [
    "20-1",
    "20-2",
    "20-3",
    "20-4",
    "20-5",
    "20-6",
    "20-7",
    "20-8",
    "20-9",
    "20-10",
    "20-11",
    "20-12",
    "20-13",
    "20-14",
    "20-15",
    "21-county",
    "21-township",
];

/// Why a text cannot stand in a field.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum FieldError {
    /// No day can be read.
    #[error("“{0}”看不出是哪一天，请写成 2026-01-20 的样子")]
    NoDay(&'static str),
    /// The word is none of those offered.
    #[error("“{0}”没有这一选项，请从所列各项中选择")]
    NoChoice(&'static str),
    /// The article is none under which anything may be withheld.
    #[error("不予公开只能依据条例第十四条、第十五条或第十六条，请写明其中一条")]
    NoGround,
    /// There is a day of assessment, but nothing is withheld.
    #[error("先写明不予公开的条款，再填评估日期（条例第十八条说的是已确定为不予公开的信息）")]
    NothingWithheld,
    /// No telephone number can be read.
    #[error("“{0}”看不出是电话号码，请写成 0744-1234567 或 12345 的样子，几个号码用顿号分开")]
    NoPhone(&'static str),
}

impl Field {
    /// Writes a text; an empty one empties the field.
    ///
    /// # Errors
    /// When the text cannot stand there. The item may have changed then; callers write into a copy.
    pub fn write(self, item: &mut DisclosureItem, text: &str) -> Result<(), FieldError> {
        let words = text.trim();
        let choice = FieldError::NoChoice(self.label());
        match self {
            Field::Kind => item.kind = ItemKind::from_key(words).ok_or(choice)?,
            Field::Clause => {
                if !words.is_empty() && !CLAUSES.contains(&words) {
                    return Err(choice);
                }
                item.clause = words.into();
            }
            Field::TimeClass => item.time_class = chosen(words, TimeClass::from_key, choice)?,
            Field::Reach => item.reach = Reach::from_key(words).ok_or(choice)?,
            Field::Validity => item.validity = chosen(words, Validity::from_key, choice)?,
            Field::NextDueOn => item.next_due_on = day(words, self)?,
            Field::WithheldArticle => {
                if !words.is_empty() && !GROUNDS.iter().any(|ground| words.contains(ground)) {
                    return Err(FieldError::NoGround);
                }
                withheld(item, |ground| ground.article = words.into());
            }
            Field::WithheldReason => withheld(item, |ground| ground.reason = tidy(words)),
            Field::AssessedOn => {
                let day = day(words, self)?;
                match &mut item.withheld {
                    Some(ground) => ground.assessed_on = day,
                    None if day.is_some() => return Err(FieldError::NothingWithheld),
                    None => {}
                }
            }
            Field::Conditions => item.conditions = tidy(words),
            Field::Fees => item.fees = tidy(words),
            Field::StatutoryLimit => item.statutory_limit = tidy_name(words),
            Field::PromisedLimit => item.promised_limit = tidy_name(words),
            Field::Place => item.contacts.place = tidy_name(words),
            Field::Hours => item.contacts.hours = tidy(words),
            Field::Post => item.contacts.post = tidy_name(words),
            Field::ArchivePlace => item.archive_place = tidy_name(words),
        }
        Ok(())
    }
}

/// Arts 14 (state secrets, law, security and stability), 15 (third parties) and 16 (internal, in progress, case files).
const GROUNDS: [&str; 3] = ["第十四条", "第十五条", "第十六条"];

fn chosen<T>(words: &str, from_key: fn(&str) -> Option<T>, none: FieldError) -> Result<Option<T>, FieldError> {
    if words.is_empty() { Ok(None) } else { from_key(words).map(Some).ok_or(none) }
}

fn day(words: &str, field: Field) -> Result<Option<chrono::NaiveDate>, FieldError> {
    if words.is_empty() {
        return Ok(None);
    }
    read_day(words).map(Some).ok_or(FieldError::NoDay(field.label()))
}

/// Something is withheld as long as an article or a reason stands there.
fn withheld(item: &mut DisclosureItem, write: impl FnOnce(&mut Withholding)) {
    let blank = || Withholding { article: String::new(), reason: String::new(), assessed_on: None };
    let mut ground = item.withheld.take().unwrap_or_else(blank);
    write(&mut ground);
    item.withheld = (!ground.article.is_empty() || !ground.reason.is_empty()).then_some(ground);
}

/// Whether a text can be office numbers: what has no run of digits, or other words than 转, 分机 and separators, is none.
///
/// # Errors
/// With the field's label when it is none.
pub fn check_phone(text: &str, label: &'static str) -> Result<(), FieldError> {
    let plain: String = super::tidy_name(text).replace("分机", "转");
    let fits = |c: char| c.is_ascii_digit() || c.is_whitespace() || "-—–+()（）、，,;；/转".contains(c);
    let mut numbers = plain.split(['、', '，', ',', ';', '；', '/']).filter(|it| !it.trim().is_empty());
    let number = |it: &str| {
        let digits = it.chars().filter(char::is_ascii_digit).count();
        (3..=20).contains(&digits)
    };
    if plain.is_empty() || plain.chars().all(fits) && numbers.all(number) {
        Ok(())
    } else {
        Err(FieldError::NoPhone(label))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::agency::AgencyId;
    use crate::catalogue::{ItemId, blank_item};

    fn item() -> DisclosureItem {
        blank_item(ItemId("x".into()), AgencyId("a".into()))
    }

    #[test]
    fn words_that_are_no_choice_days_that_are_none_and_foreign_articles_are_refused() {
        let mut it = item();
        assert_eq!(Field::Kind.write(&mut it, "licence"), Ok(()));
        assert_eq!(it.kind, ItemKind::Licence);
        assert!(Field::Kind.write(&mut it, "").is_err() && Field::Reach.write(&mut it, "everyone").is_err());
        assert!(Field::Clause.write(&mut it, "20-16").is_err());
        assert_eq!(Field::Clause.write(&mut it, "21-township"), Ok(()));
        assert_eq!(Field::NextDueOn.write(&mut it, "下周"), Err(FieldError::NoDay("下次应公开日期")));
        assert_eq!(Field::NextDueOn.write(&mut it, "2026年3月1日"), Ok(()));
        assert_eq!(it.next_due_on, chrono::NaiveDate::from_ymd_opt(2026, 3, 1));
        assert_eq!(Field::WithheldArticle.write(&mut it, "第二十条"), Err(FieldError::NoGround));
    }

    #[test]
    fn something_is_withheld_while_an_article_or_a_reason_stands_there() {
        let mut it = item();
        assert_eq!(Field::AssessedOn.write(&mut it, "2026-01-05"), Err(FieldError::NothingWithheld));
        Field::WithheldArticle.write(&mut it, "第十六条第一款").unwrap();
        Field::AssessedOn.write(&mut it, "2026-01-05").unwrap();
        Field::WithheldReason.write(&mut it, "人事管理").unwrap();
        Field::WithheldArticle.write(&mut it, "").unwrap();
        assert_eq!(it.withheld.as_ref().map(|ground| ground.reason.as_str()), Some("人事管理"));
        Field::WithheldReason.write(&mut it, " ").unwrap();
        assert_eq!(it.withheld, None, "and the day of assessment goes with it");
    }

    #[test]
    fn every_key_is_a_field_and_every_text_field_keeps_what_is_written() {
        for text in [
            Field::Conditions,
            Field::Fees,
            Field::StatutoryLimit,
            Field::PromisedLimit,
            Field::Place,
            Field::Hours,
            Field::Post,
            Field::ArchivePlace,
        ] {
            let mut it = item();
            text.write(&mut it, "内容").unwrap();
            assert_ne!(it, item(), "{text:?}");
            text.write(&mut it, "").unwrap();
            assert_eq!(it, item(), "{text:?}");
        }
        assert!(Field::ALL.iter().all(|field| Field::from_key(field.key()) == Some(*field)));
    }

    #[test]
    fn office_numbers_are_told_from_other_words() {
        for good in ["", "12345", "0744-3222222", "（0744）3222222、3222223转801", "0744 3222222/12345"] {
            assert_eq!(check_phone(good, "联系电话"), Ok(()), "{good}");
        }
        for bad in ["张主任", "12", "0744-3222222张三", "电话"] {
            assert!(check_phone(bad, "联系电话").is_err(), "{bad}");
        }
    }
}
