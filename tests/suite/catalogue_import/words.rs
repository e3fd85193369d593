//! What stands in a cell: a field of an item in a variant's writing.

use super::shape::{Bases, Carriers, Col, Listing, Names, Variant};
use mingce_domain::catalogue::{Channel, DisclosureItem, Mode};

/// The group of a head, and its own words.
pub fn head(variant: &Variant, col: Col) -> (Option<&'static str>, String) {
    let other = variant.names == Names::Other;
    let pick = |usual: &'static str, another: &'static str| if other { another } else { usual };
    let (group, words) = match col {
        Col::Number => (None, pick("序号", "编号")),
        Col::Sector => (None, pick("领域", "公开领域")),
        Col::Primary => (Some("公开事项"), pick("一级事项", "一级目录")),
        Col::Secondary => (Some("公开事项"), pick("二级事项", "二级目录")),
        Col::Tertiary => (Some("公开事项"), pick("三级事项", "三级目录")),
        Col::Elements => (None, pick("公开内容（要素）", "公开内容")),
        Col::Basis => (None, pick("公开依据", "法律依据")),
        Col::Limit => (None, pick("公开时限", "公开期限")),
        Col::Body if variant.has(Col::Office) || variant.has(Col::Window) => {
            (Some("公开主体"), pick("部门", "责任部门"))
        }
        Col::Body => (None, pick("公开主体", "责任单位")),
        Col::Office => (Some("公开主体"), pick("科室", "责任科室")),
        Col::Channels => (None, pick("公开渠道和载体", "公开渠道及载体")),
        Col::Whole => (Some("公开对象"), "全社会"),
        Col::Group => (Some("公开对象"), pick("特定群体", "特定群众（请写明）")),
        Col::Audience => (None, pick("公开对象", "公开范围")),
        Col::Proactive => (Some("公开方式"), pick("主动", "主动公开")),
        Col::Application => (Some("公开方式"), pick("依申请", "依申请公开")),
        Col::Mode => (None, pick("公开方式", "公开属性")),
        Col::Tier(words, _) => (Some("公开层级"), words),
        Col::Tiers => (None, "公开层级"),
        Col::Stage => (None, pick("过程", "五公开")),
        Col::Layout => (None, "公开格式"),
        Col::Window => (Some("公开主体"), "经办窗口"),
        Col::Note => (None, "备注"),
    };
    let words = match (variant.names, words.char_indices().nth(2)) {
        (Names::Spaced, Some((at, _))) => format!("{}\n{}", &words[..at], &words[at..]),
        (Names::Parts, _) if group.is_some() => format!("{}（{words}）", group.unwrap_or_default()),
        (Names::Spaced, None) => words.chars().map(|c| format!("{c} ")).collect(),
        _ => words.to_string(),
    };
    (group, words)
}

/// A cell of an item.
pub fn cell(variant: &Variant, col: Col, item: &DisclosureItem) -> String {
    let tick = |on: bool| if on { variant.tick } else { variant.no_tick }.to_string();
    let text = match col {
        Col::Number => item.number.clone(),
        Col::Sector => item.sector.clone(),
        Col::Primary => item.primary.clone(),
        Col::Secondary => item.secondary.clone(),
        Col::Tertiary => item.tertiary.clone(),
        Col::Elements => elements(variant, item),
        Col::Basis => bases(variant.bases, item),
        Col::Limit => item.time_limit.as_ref().map(|limit| limit.text.clone()).unwrap_or_default(),
        Col::Body => item.responsible_body.clone(),
        Col::Office => item.contacts.office.clone(),
        Col::Channels => carriers(variant.carriers, item),
        Col::Whole => tick(item.audience.whole_society),
        Col::Group if item.audience.specific_groups.is_empty() => variant.no_tick.to_string(),
        Col::Group if variant.unnamed_group => variant.tick.to_string(),
        Col::Group => item.audience.specific_groups.join("、"),
        Col::Audience => item.audience.printed(),
        Col::Proactive => tick(item.modes.contains(&Mode::Proactive)),
        Col::Application => tick(item.modes.contains(&Mode::OnApplication)),
        Col::Mode => item.modes.iter().map(|mode| mode.label()).collect::<Vec<_>>().join("、"),
        Col::Tier(_, levels) => tick(levels.iter().any(|level| item.tiers.contains(level))),
        Col::Tiers => item.tiers.iter().map(|tier| tier.label()).collect::<Vec<_>>().join("、"),
        Col::Stage => item.stage.map(|stage| stage.label().replace("公开", "")).unwrap_or_default(),
        Col::Layout => "PDF".into(),
        Col::Window => "一号窗口".into(),
        Col::Note => item.note.clone(),
    };
    let words = matches!(col, Col::Sector | Col::Primary | Col::Secondary | Col::Limit | Col::Body | Col::Basis);
    if variant.spaced && words { spaced(&text) } else { text }
}

/// Blanks of several widths after every third character, digits at full width.
fn spaced(text: &str) -> String {
    let wide = |c: char| match c {
        '0'..='9' => char::from_u32(c as u32 - 0x30 + 0xFF10).unwrap_or(c),
        c => c,
    };
    let mut out = String::new();
    let mut digit = false;
    for (at, c) in text.chars().enumerate() {
        // A blank within a figure would be anyone's guess.
        if at % 3 == 2 && at > 2 && !(digit && c.is_ascii_digit()) {
            out.push(if at % 2 == 0 { ' ' } else { '\u{3000}' });
        }
        digit = c.is_ascii_digit();
        out.push(wide(c));
    }
    out
}

/// A line end in the middle of the words.
fn broken(text: &str) -> String {
    let middle = text.chars().count() / 2;
    text.chars().enumerate().map(|(at, c)| if at == middle { format!("\n{c}") } else { c.to_string() }).collect()
}

fn elements(variant: &Variant, item: &DisclosureItem) -> String {
    let all = &item.content_elements;
    let mark = |required: bool| if required { "●" } else { "〇" };
    match variant.elements {
        Listing::Marks => all.iter().map(|it| format!("{}{} ", mark(it.required), it.text)).collect(),
        Listing::BrokenMarks => {
            let lines: Vec<_> = all.iter().map(|it| format!("{}{}", mark(it.required), broken(&it.text))).collect();
            lines.join("\n")
        }
        Listing::Lines => all.iter().map(|it| it.text.clone()).collect::<Vec<_>>().join("\n"),
        Listing::Numbered => {
            let lines = all.iter().enumerate().map(|(at, it)| format!("{}.{}；", at + 1, it.text));
            lines.collect::<Vec<_>>().join("\n")
        }
        Listing::NumberedInline => all.iter().enumerate().map(|(at, it)| format!("{}.{} ", at + 1, it.text)).collect(),
    }
}

fn bases(style: Bases, item: &DisclosureItem) -> String {
    let all = item.legal_basis.iter().enumerate().map(|(at, basis)| {
        let title = if basis.name.is_empty() { String::new() } else { format!("《{}》", basis.name) };
        let number = match (basis.number.is_empty(), title.is_empty()) {
            (true, _) => String::new(),
            (false, true) => basis.number.clone(),
            (false, false) => format!("（{}）", basis.number),
        };
        match style {
            Bases::Broken => format!("{}{}{}", broken(&title), number.replace('〕', "〕\n"), basis.article),
            Bases::Numbered => format!("{}.{title}{number}{}", at + 1, basis.article),
            _ => format!("{title}{number}{}", basis.article),
        }
    });
    let all: Vec<String> = all.collect();
    match style {
        Bases::Lines | Bases::Broken => all.join("\n"),
        Bases::Commas => all.join("、"),
        Bases::Numbered => format!("【法律】{}", all.join("；")),
    }
}

fn carriers(style: Carriers, item: &DisclosureItem) -> String {
    let chosen = |channel: &Channel| item.channels.contains(channel);
    let named: Vec<&Channel> = Channel::ALL.iter().filter(|channel| **channel != Channel::Other).collect();
    let other = item.other_channels.join("、");
    let boxes = |yes: char, no: char| -> Vec<String> {
        let mut all: Vec<String> =
            named.iter().map(|it| format!("{}{}", if chosen(it) { yes } else { no }, it.label())).collect();
        all.push(if other.is_empty() { format!("{no}其他") } else { format!("{yes}其他：{other}") });
        all
    };
    let plain: Vec<String> = named.iter().filter(|it| chosen(it)).map(|it| it.label().to_string()).collect();
    let with_other: Vec<String> = plain.iter().cloned().chain(item.other_channels.iter().cloned()).collect();
    match style {
        Carriers::TwoPerLine => boxes('■', '□').chunks(2).map(|two| two.join(" ")).collect::<Vec<_>>().join("\n"),
        Carriers::Chosen => with_other.iter().map(|it| format!("■{it}")).collect::<Vec<_>>().join("\n"),
        Carriers::Unseparated => with_other.iter().map(|it| format!("■{it}")).collect(),
        Carriers::Numbered => with_other.iter().enumerate().map(|(at, it)| format!("{}.{it}", at + 1)).collect(),
        Carriers::Commas => with_other.join("、"),
        Carriers::Broken => boxes('■', '□').iter().map(|it| broken(it)).collect::<Vec<_>>().join(" "),
        Carriers::Renamed => {
            let names = [
                ("政府网站", "政府门户网站"),
                ("社区/企事业单位/村公示栏（电子屏）", "公示栏"),
                ("纸质媒体", "纸质载体"),
            ];
            let rename = |text: &String| names.iter().fold(text.clone(), |text, (from, to)| text.replace(from, to));
            with_other.iter().map(rename).collect::<Vec<_>>().join("、")
        }
        Carriers::Damaged => boxes('t', '口').join("\n"),
        Carriers::ChosenWithOther => {
            let mut all: Vec<String> = plain.iter().map(|it| format!("■{it}")).collect();
            if !other.is_empty() {
                all.push(format!("■其他：{other}"));
            }
            all.join(" ")
        }
    }
}
