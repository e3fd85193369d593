//! What one cell says about an item.

use super::columns::{Column, levels_in};
use crate::agency::AgencyLevel;
use crate::catalogue::{
    BasisLibrary, Carriers, DisclosureItem, DisclosureStage, Mark, Mode, TimeLimit, may_be_broken, read_elements, tick,
    tidy, tidy_name,
};
use chrono::NaiveDate;

/// Said of a glyph that was lost on its way here (C06).
const DAMAGED: &str = "对勾或方框已变成其他字符，按原意读入，请核对";

/// Words that stand for the cell above.
pub(super) fn is_ditto(text: &str) -> bool {
    matches!(
        tidy_name(text).as_str(),
        "同上" | "〃" | "″" | "\"" | "”" | "“" | "＂" | "''" | "“”" | "同前" | "上同" | "々" | "同上。" | "（同上）"
    )
}

/// Whether a cell says 同上 and more: 同上（20个工作日）. Which of both holds is for the clerk to say.
pub(super) fn begins_ditto(text: &str) -> bool {
    let text = tidy_name(text);
    ["同上", "同前"].iter().any(|word| text.starts_with(word) || text.ends_with(word)) && !is_ditto(&text)
}

/// Writes what stands in a column into an item; `head` is the column's own, which names the level of a tier. What is
/// doubtful comes back in Chinese.
pub fn write(item: &mut DisclosureItem, column: Column, head: &str, text: &str, library: &BasisLibrary) -> Vec<String> {
    let mut doubts = Vec::new();
    match column {
        Column::Number => item.number = tidy_name(text),
        Column::Sector => item.sector = tidy_name(text),
        Column::Primary => item.primary = tidy_name(text),
        Column::Secondary => item.secondary = tidy_name(text),
        Column::Tertiary => item.tertiary = tidy_name(text),
        Column::Elements => {
            item.content_elements = read_elements(text);
            if may_be_broken(text) {
                doubts.push("几行文字没有标记，像是一句话断成几行，按一行一条读入，请核对".into());
            }
        }
        Column::Basis => item.legal_basis = library.read(text),
        Column::TimeLimit => item.time_limit = TimeLimit::read(text),
        Column::Body => item.responsible_body = tidy_name(text),
        Column::Office => item.contacts.office = tidy_name(text),
        Column::Channels => {
            let carriers = Carriers::read(text);
            item.channels = carriers.channels;
            item.other_channels = carriers.others;
            doubts = carriers.doubts;
        }
        Column::WholeSociety => match tick(text) {
            Some(mark) => {
                item.audience.whole_society = mark.is_yes();
                damaged(mark, &mut doubts);
            }
            None if text.contains("社会") || text.contains("公众") => {
                item.audience.whole_society = true;
                if !WHOLE.contains(&tidy_name(text).trim_start_matches(['√', '■', '☑'])) {
                    doubts.push(format!("“全社会”栏写着“{}”，按已选读入，请核对", short(text)));
                }
            }
            None => doubts.push(format!("“全社会”栏写着“{}”，看不出是否选中，未读入", short(text))),
        },
        Column::SpecificGroup => match tick(text) {
            Some(mark) if mark.is_yes() => {
                damaged(mark, &mut doubts);
                doubts.push(UNNAMED.into());
            }
            Some(_) => item.audience.specific_groups.clear(),
            None => item.audience.specific_groups = specific_groups(text, &mut doubts),
        },
        Column::Audience => audience(item, text, &mut doubts),
        Column::Proactive => mode(item, Mode::Proactive, text, "主动", &mut doubts),
        Column::OnApplication => mode(item, Mode::OnApplication, text, "依申请", &mut doubts),
        Column::Mode => modes(item, text, &mut doubts),
        Column::Tier => tier(item, head, text, &mut doubts),
        Column::Tiers => tiers(item, text, &mut doubts),
        Column::Stage => match stage(text) {
            Some(stage) => item.stage = Some(stage),
            None => note_unread(text, "五公开环节", &mut doubts),
        },
        Column::IndexNumber => item.index_number = tidy_name(text),
        Column::Summary => item.summary = tidy(text),
        Column::FormedOn => match day(text) {
            Some(day) => item.formed_on = Some(day),
            None => note_unread(text, "日期", &mut doubts),
        },
        Column::Phone => item.contacts.phone = tidy_name(text),
        Column::SupervisionPhone => item.contacts.supervision_phone = tidy_name(text),
        Column::Note => {
            let text = tidy(text);
            if !text.is_empty() {
                item.note = if item.note.is_empty() { text } else { format!("{}\n{text}", item.note) };
            }
        }
        Column::Ignored => {}
    }
    let nothing = match column {
        Column::Elements => item.content_elements.is_empty(),
        Column::Basis => item.legal_basis.is_empty(),
        Column::Channels => {
            item.channels.is_empty() && item.other_channels.is_empty() && !text.contains(['□', '☐', '▢', '◻'])
        }
        Column::Audience => item.audience == Default::default(),
        _ => false,
    };
    if nothing && doubts.is_empty() && tick(text) != Some(Mark::No) {
        doubts.push(format!("“{}”读不出“{}”，未读入", short(text), column.label()));
    }
    doubts
}

fn note_unread(text: &str, what: &str, doubts: &mut Vec<String>) {
    if tick(text) != Some(Mark::No) {
        doubts.push(format!("“{}”看不出是哪个{what}，未读入", short(text)));
    }
}

fn damaged(mark: Mark, doubts: &mut Vec<String>) {
    if mark.is_damaged() {
        doubts.push(DAMAGED.into());
    }
}

fn short(text: &str) -> String {
    let text = tidy_name(text);
    if text.chars().count() > 20 { text.chars().take(20).chain(['…']).collect() } else { text }
}

fn groups(text: &str) -> Vec<String> {
    let text = tidy(text);
    let text = text.trim_start_matches(['√', '✓', '✔', '■', '☑']).trim();
    let text = ["特定群体", "特定群众", "特定对象", "特定人群"]
        .iter()
        .find_map(|word| text.strip_prefix(word))
        .unwrap_or(text)
        .trim_matches(|c: char| "：: ".contains(c));
    // Only a bracket around the whole goes: 低保对象（含特困） has one of its own.
    let inner = text.strip_prefix(['（', '(']).and_then(|text| text.strip_suffix(['）', ')']));
    let text = inner.filter(|inner| !inner.contains(['（', '(', '）', ')'])).unwrap_or(text);
    let text = text.trim_start_matches("请写明").trim_matches(|c: char| "：:_＿ ".contains(c));
    text.split(['、', '；', ';', '\n']).map(str::trim).filter(|it| !it.is_empty()).map(str::to_string).collect()
}

const UNNAMED: &str = "勾选了“特定群体”而未写明是哪些人，请补写";

/// The groups of the column 特定群体, with what is doubtful.
fn specific_groups(text: &str, doubts: &mut Vec<String>) -> Vec<String> {
    let found = groups(text);
    let lines = tidy(text).lines().filter(|line| !line.chars().all(|c| tick(&c.to_string()).is_some())).count();
    if found.is_empty() {
        doubts.push(UNNAMED.into());
    } else if lines > 1 && found.len() > 1 {
        doubts.push("“特定群体”写在几行，按一行一个读入，请核对是否断词".into());
    }
    found
}

/// Words that mean everyone.
const WHOLE: [&str; 12] = [
    "全社会",
    "社会",
    "社会公众",
    "公众",
    "全体公众",
    "向全社会",
    "面向全社会",
    "面向社会",
    "向社会公开",
    "面向社会公开",
    "向全社会公开",
    "社会公开",
];

fn audience(item: &mut DisclosureItem, text: &str, doubts: &mut Vec<String>) {
    match tick(text) {
        Some(mark) if mark.is_yes() => {
            item.audience.whole_society = true;
            doubts.push("“公开对象”栏只有对勾，按“全社会”读入，请核对".into());
        }
        Some(_) => item.audience.whole_society = false,
        None => {
            let text = tidy(text);
            let marked = text.contains(['■', '√', '☑']);
            let parts =
                text.split(['；', ';', '\n', '，', '、']).flat_map(|part| part.split_inclusive(['□', '■', '√', '☑']));
            let mut chosen = true;
            for part in parts {
                let words = part.trim_end_matches(['□', '■', '√', '☑']).trim();
                let words = words.trim_start_matches(|c: char| "：:".contains(c));
                if !words.is_empty() && chosen {
                    if WHOLE.contains(&words) {
                        item.audience.whole_society = true;
                    } else if let Some(rest) = words.strip_prefix("全社会") {
                        item.audience.whole_society = true;
                        doubts.push(format!("“公开对象”栏“全社会”后的“{}”未读入，请核对", short(rest)));
                    } else {
                        let found = groups(words);
                        if found.is_empty() {
                            doubts.push(UNNAMED.into());
                        }
                        if words.contains("社会") || words.contains("公众") {
                            doubts.push(format!("“{}”按“特定群体”读入，请核对", short(words)));
                        }
                        item.audience.specific_groups.extend(found);
                    }
                }
                // A mark chooses what follows it.
                chosen = match part.chars().next_back() {
                    Some('□') => false,
                    Some('■' | '√' | '☑') => true,
                    _ => chosen || !marked,
                };
            }
        }
    }
}

fn mode(item: &mut DisclosureItem, mode: Mode, text: &str, word: &str, doubts: &mut Vec<String>) {
    let chosen = match tick(text) {
        Some(mark) => {
            damaged(mark, doubts);
            mark.is_yes()
        }
        None if tidy_name(text).contains(word) => true,
        None => {
            doubts.push(format!("“{word}”栏写着“{}”，看不出是否选中，未读入", short(text)));
            false
        }
    };
    if chosen && !item.modes.contains(&mode) {
        item.modes.push(mode);
        // In the printed order, whichever column comes first.
        item.modes.sort();
    }
}

fn modes(item: &mut DisclosureItem, text: &str, doubts: &mut Vec<String>) {
    let words = tidy_name(text);
    let chosen = |word: &str| words.contains(word) && !words.contains(&format!("□{word}"));
    // 主动公开√ 依申请公开: whose mark it is is anyone's guess.
    if words.ends_with(['√', '■', '□', '☑', '☐', '✓', '✔']) || words.matches(['√', '✓', '✔', '☑']).count() == 1
    {
        doubts.push(format!("“公开方式”写作“{}”，看不出选了哪种，请核对", short(text)));
    }
    item.modes.clear();
    if chosen("主动") {
        item.modes.push(Mode::Proactive);
    }
    if chosen("依申请") {
        item.modes.push(Mode::OnApplication);
    }
    if item.modes.is_empty() {
        note_unread(text, "公开方式", doubts);
    }
}

fn add_tier(item: &mut DisclosureItem, level: AgencyLevel) {
    if !item.tiers.contains(&level) {
        item.tiers.push(level);
        item.tiers.sort();
    }
}

fn tier(item: &mut DisclosureItem, head: &str, text: &str, doubts: &mut Vec<String>) {
    let head = head.rsplit('/').next().unwrap_or(head);
    let levels = match tick(text) {
        Some(mark) => {
            damaged(mark, doubts);
            if mark.is_yes() { levels_in(head) } else { Vec::new() }
        }
        // Words in the cell: 市、县 under 市级、县级.
        None => {
            let levels = levels_in(&tidy_name(text));
            if levels.is_empty() {
                note_unread(text, "层级", doubts);
            }
            levels
        }
    };
    levels.into_iter().for_each(|level| add_tier(item, level));
}

fn tiers(item: &mut DisclosureItem, text: &str, doubts: &mut Vec<String>) {
    let levels = levels_in(&tidy_name(text));
    if levels.is_empty() {
        note_unread(text, "层级", doubts);
    }
    levels.into_iter().for_each(|level| add_tier(item, level));
}

fn stage(text: &str) -> Option<DisclosureStage> {
    let text = tidy_name(text);
    DisclosureStage::ALL
        .iter()
        .copied()
        .find(|stage| !text.is_empty() && text.starts_with(stage.label().trim_end_matches("公开")))
}

/// A day as offices write it: 2026年1月20日, 2026-01-20, 2026.1.20, 2026/1/20.
pub fn day(text: &str) -> Option<NaiveDate> {
    let text = tidy_name(text);
    let parts: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let [year, month, day] = parts[..] else { return None };
    NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).filter(|_| year.len() == 4)
}
