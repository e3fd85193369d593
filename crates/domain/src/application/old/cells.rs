//! Cells of old ledgers: days, kinds, channels, outcomes, ticks.

use crate::application::{ApplicantKind, Channel, Outcome};
use crate::catalogue::{likeness, tidy_name};
use chrono::{Datelike, Days, NaiveDate};

/// The year of days that are written without one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Years(pub Option<i32>);

/// A day that was read, with what was assumed.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct ReadDay {
    pub on: NaiveDate,
    pub doubt: Option<String>,
}

impl ReadDay {
    pub fn noted(self, doubt: impl FnOnce(String)) -> NaiveDate {
        if let Some(message) = self.doubt {
            doubt(message);
        }
        self.on
    }
}

/// The first day of a worksheet's count, and the numbers that can be days of ours (2008 to 2100).
const SERIALS: std::ops::RangeInclusive<u64> = 39_448..=73_415;

/// A day as ledgers write it: 2025-3-7, 2025.3.7, 20250307, a worksheet's number, 3/7 or 3月7日 with the year of the
/// title. `after`: it is not before this day; a day without year that would be, is of the next year.
pub(super) fn day(text: &str, years: Years, after: Option<NaiveDate>) -> Result<ReadDay, String> {
    let text = tidy_name(text);
    let date = text.split([' ', 'T']).next().unwrap_or(&text);
    let parts: Vec<&str> = date.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let number = |part: &str| part.parse::<u32>().ok();
    let none = || format!("不是一个有的日子（{date}）");
    match parts.as_slice() {
        [year, month, day] if year.len() == 4 => {
            let on = year.parse().ok().zip(number(month)).zip(number(day));
            let on = on.and_then(|((year, month), day)| NaiveDate::from_ymd_opt(year, month, day));
            on.map(certain).ok_or_else(none)
        }
        [whole] if whole.len() == 8 && date.len() == 8 => {
            let on = NaiveDate::parse_from_str(whole, "%Y%m%d");
            on.map(certain).map_err(|_| none())
        }
        [serial] if serial.len() == 5 && date.len() == 5 => {
            let days = serial.parse::<u64>().ok().filter(|days| SERIALS.contains(days));
            let first = NaiveDate::from_ymd_opt(1899, 12, 30);
            let on = first.zip(days).and_then(|(first, days)| first.checked_add_days(Days::new(days)));
            let doubt = Some(format!(
                "日期写成数字{serial}，按表格的日期读作{}",
                on.map(|on| on.to_string()).unwrap_or_default()
            ));
            on.map(|on| ReadDay { on, doubt }).ok_or_else(|| "看不出是哪一天".to_string())
        }
        [month, day] if month.len() <= 2 && day.len() <= 2 => {
            let year = years.0.ok_or("只写了月日，表题中没有年份；请用 --year 写明年份")?;
            let of = |year| NaiveDate::from_ymd_opt(year, number(month)?, number(day)?);
            let on = of(year).ok_or_else(none)?;
            let on = if after.is_some_and(|after| on < after) { of(year + 1).ok_or_else(none)? } else { on };
            let doubt = Some(format!("日期“{date}”没有年份，按{}年读入", on.year()));
            Ok(ReadDay { on, doubt })
        }
        _ => Err("看不出是哪一天，请写成 2025-03-07 的样子".into()),
    }
}

fn certain(on: NaiveDate) -> ReadDay {
    ReadDay { on, doubt: None }
}

/// Whether a cell is ticked. 0, ×, 否 are no ticks.
pub(super) fn is_tick(text: &str) -> bool {
    let text = text.trim();
    ["√", "✓", "✔", "☑", "■", "●", "是", "1", "有", "a", "Ö"].contains(&text)
}

/// The kind that a word means.
pub(super) fn kind_of(text: &str) -> Option<ApplicantKind> {
    const WORDS: [(&str, ApplicantKind); 16] = [
        ("自然人", ApplicantKind::NaturalPerson),
        ("公民", ApplicantKind::NaturalPerson),
        ("个人", ApplicantKind::NaturalPerson),
        ("商业企业", ApplicantKind::Enterprise),
        ("企业", ApplicantKind::Enterprise),
        ("公司", ApplicantKind::Enterprise),
        ("科研机构", ApplicantKind::Research),
        ("科研", ApplicantKind::Research),
        ("社会公益组织", ApplicantKind::PublicWelfare),
        ("公益组织", ApplicantKind::PublicWelfare),
        ("法律服务机构", ApplicantKind::LegalService),
        ("律师事务所", ApplicantKind::LegalService),
        ("其他", ApplicantKind::OtherOrganisation),
        ("其他组织", ApplicantKind::OtherOrganisation),
        ("其他法人或组织", ApplicantKind::OtherOrganisation),
        ("法人或其他组织其他", ApplicantKind::OtherOrganisation),
    ];
    let word = likeness(text);
    WORDS.iter().find(|(known, _)| *known == word).map(|(_, kind)| *kind)
}

/// Whether a head names several kinds or outcomes and not which.
pub(super) fn is_group(likeness: &str) -> bool {
    ["法人", "法人或其他组织", "组织", "单位", "不予公开", "不公开", "无法提供", "不予处理", "其他处理"]
        .contains(&likeness)
}

/// What stands for the cell above.
pub(super) fn is_ditto(text: &str) -> bool {
    ["同上", "同前", "〃", "″", "\"", "”"].contains(&text.trim())
}

/// The kind that a name lets one think of.
pub(super) fn kind_by_name(name: &str) -> Option<ApplicantKind> {
    let name = tidy_name(name);
    let ends = |words: &[&str]| words.iter().any(|word| name.ends_with(word));
    let length = name.chars().count();
    match () {
        () if ends(&["公司", "厂", "合作社", "集团", "商行", "店"]) => Some(ApplicantKind::Enterprise),
        () if ends(&["律师事务所", "法律服务所"]) => Some(ApplicantKind::LegalService),
        () if ends(&["研究院", "研究所", "大学", "学院"]) => Some(ApplicantKind::Research),
        () if ends(&["基金会", "慈善会"]) => Some(ApplicantKind::PublicWelfare),
        () if (2..=4).contains(&length) && name.chars().all(|c| !c.is_ascii() || c == '*') => {
            Some(ApplicantKind::NaturalPerson)
        }
        () => None,
    }
}

/// The channel that a word means.
pub(super) fn channel_of(text: &str) -> Option<Channel> {
    const WORDS: [(&str, Channel); 16] = [
        ("当面", Channel::InPerson),
        ("现场", Channel::InPerson),
        ("窗口", Channel::InPerson),
        ("ems", Channel::RegisteredPost),
        ("挂号", Channel::RegisteredPost),
        ("快递", Channel::RegisteredPost),
        ("特快", Channel::RegisteredPost),
        ("邮寄", Channel::RegisteredPost),
        ("平信", Channel::OrdinaryPost),
        ("平常信函", Channel::OrdinaryPost),
        ("网", Channel::Internet),
        ("邮箱", Channel::Internet),
        ("邮件", Channel::Internet),
        ("平台", Channel::Internet),
        ("传真", Channel::Fax),
        ("口头", Channel::Oral),
    ];
    let word = likeness(text);
    WORDS.iter().find(|(known, _)| word.contains(known)).map(|(_, channel)| *channel)
}

/// Whether a channel is a letter, of which kind it is not said.
pub(super) fn is_some_letter(text: &str) -> bool {
    ["信函", "信件", "来信", "书信"].iter().any(|word| text.contains(word))
}

/// The outcome that words mean.
///
/// # Errors
/// When they name a group of outcomes and not which, or nothing that is known.
pub(super) fn outcome_of(text: &str) -> Result<Outcome, String> {
    use Outcome as O;
    // The longer and more particular first.
    const WORDS: [(&str, Outcome); 43] = [
        ("部分公开", O::PartlyGranted),
        ("部分予以公开", O::PartlyGranted),
        ("区分处理", O::PartlyGranted),
        ("国家秘密", O::WithheldStateSecret),
        ("法律行政法规禁止", O::WithheldByLaw),
        ("三安全一稳定", O::WithheldSecurityStability),
        ("第三方", O::WithheldThirdParty),
        ("商业秘密", O::WithheldThirdParty),
        ("个人隐私", O::WithheldThirdParty),
        ("内部事务", O::WithheldInternalAffairs),
        ("过程性", O::WithheldDeliberative),
        ("执法案卷", O::WithheldEnforcementFile),
        ("行政查询", O::WithheldInquiry),
        ("另有规定", O::WithheldInquiry),
        ("不掌握", O::UnavailableNotHeld),
        ("不存在", O::UnavailableNotHeld),
        ("非本机关", O::UnavailableNotHeld),
        ("不属于本机关", O::UnavailableNotHeld),
        ("不属本机关", O::UnavailableNotHeld),
        ("另行制作", O::UnavailableNeedsMaking),
        ("没有现成", O::UnavailableNeedsMaking),
        ("加工", O::UnavailableNeedsMaking),
        ("仍不明确", O::UnavailableUnclear),
        ("信访", O::NotProcessedPetition),
        ("举报", O::NotProcessedPetition),
        ("投诉", O::NotProcessedPetition),
        ("重复申请", O::NotProcessedRepeated),
        ("重复", O::NotProcessedRepeated),
        ("出版物", O::NotProcessedPublishedMatter),
        ("大量反复", O::NotProcessedExcessive),
        ("确认或重新出具", O::NotProcessedReconfirm),
        ("重新出具", O::NotProcessedReconfirm),
        ("不补正", O::OtherNoSupplement),
        ("未补正", O::OtherNoSupplement),
        ("未缴费", O::OtherFeeUnpaid),
        ("撤回", O::OtherOther),
        ("撤销申请", O::OtherOther),
        ("并案", O::OtherOther),
        ("合并办理", O::OtherOther),
        ("予以公开", O::Granted),
        ("同意公开", O::Granted),
        ("全部公开", O::Granted),
        ("主动公开", O::Granted),
    ];
    let word = likeness(text);
    let unclear = |group: &str| Err(format!("“{}”没有写明是{group}中的哪一种，不能计入表三", text.trim()));
    let found = WORDS.iter().find(|(known, _)| word.contains(&likeness(known))).map(|(_, outcome)| *outcome);
    match found {
        // 不予以公开 holds 予以公开.
        Some(O::Granted) if ["不予", "不同意", "未公开"].iter().any(|no| word.contains(no)) => {
            unclear("不予公开各项")
        }
        Some(outcome) => Ok(outcome),
        None if word == "公开" || word == "已公开" => Ok(O::Granted),
        None if word.contains("不予公开") || word == "不公开" => unclear("不予公开各项"),
        None if word.contains("无法提供") => unclear("无法提供各项"),
        None if word.contains("不予处理") => unclear("不予处理各项"),
        None if word.contains("其他") => unclear("其他处理各项"),
        None => Err(format!("办理结果“{}”不认识", text.trim())),
    }
}
