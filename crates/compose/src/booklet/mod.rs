//! Guide booklets: cover, 编印说明, contents, parts with one guide page for each item, forms, rules, directory, index. One
//! source for the editions of the three tiers and for the reader (指导读本).
//!
//! Parts begin on right-hand pages, guide pages on new pages: so each item's page is the same in every format.

mod back;
mod forms;
mod front;
mod items;
mod passages;

use crate::annual_report::Status;
use mingce_document::{
    Align, Block, CharStyle, Document, Drawing, Inline, Meta, Orientation, PageNumbering, ParaStyle, Paragraph,
    Section, SectionStart, Watermark,
};
use mingce_domain::application::letter::{LetterKind, LetterTemplate};
use mingce_domain::booklet::{BookletTexts, Edition, Passage};
use mingce_domain::catalogue::DisclosureItem;
use mingce_domain::process::Process;

/// What a booklet is composed from.
#[derive(Debug, Clone, Copy)]
pub struct BookletParts<'a> {
    /// Which booklet.
    pub edition: Edition,
    /// Its title.
    pub title: &'a str,
    /// 编印单位.
    pub compiler: &'a str,
    /// The day up to which it is right; the cover bears its month.
    pub day: chrono::NaiveDate,
    /// The items, by tier and office. Tiers without a chapter are left out.
    pub divisions: &'a [Division<'a>],
    /// The processes that belong to no single item.
    pub common: Common<'a>,
    /// The passages.
    pub texts: &'a BookletTexts,
    /// Whether the office answers for passages that are 依据待核.
    pub texts_checked: bool,
    /// The templates of letters and forms, printed as blanks.
    pub letters: &'a [LetterTemplate],
    /// How many working days a third party has to answer (条例 art. 32): the law gives them, so that no blank stands for it.
    pub third_party_days: u32,
    /// 机构名录.
    pub offices: &'a [Office],
    /// 事项索引, in its order: by letter, and in each letter the places of items, counted through all divisions.
    pub index: &'a [(char, Vec<usize>)],
    /// What the version is.
    pub status: Status,
    /// The instant that the file bears: RFC 3339 in UTC.
    pub created: &'a str,
}

/// The offices of one tier.
#[derive(Debug, Clone)]
pub struct Division<'a> {
    /// Which tier.
    pub tier: Edition,
    /// Its offices with items.
    pub chapters: Vec<Chapter<'a>>,
    /// Its offices that have no items yet.
    pub without: Vec<&'a str>,
}

/// The items of one office.
#[derive(Debug, Clone)]
pub struct Chapter<'a> {
    /// Its name.
    pub agency: &'a str,
    /// Its items, in the order of its catalogue.
    pub entries: Vec<Entry<'a>>,
}

/// An item and its chart.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a> {
    /// The item.
    pub item: &'a DisclosureItem,
    /// Its own process; without one the common one holds.
    pub chart: Option<Chart<'a>>,
}

/// A process, laid out.
#[derive(Debug, Clone, Copy)]
pub struct Chart<'a> {
    /// The process.
    pub process: &'a Process,
    /// Its chart.
    pub drawing: &'a Drawing,
}

/// The processes that belong to no single item.
#[derive(Debug, Clone, Copy)]
pub struct Common<'a> {
    /// 主动公开.
    pub publication: Chart<'a>,
    /// 依申请公开.
    pub application: Chart<'a>,
    /// 保密审查; in the reader only.
    pub secrecy: Option<Chart<'a>>,
    /// 年度报告编制; in the reader only.
    pub annual_report: Option<Chart<'a>>,
}

/// A line of 机构名录 (art. 12: name, address, hours, telephone).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Office {
    /// The organ.
    pub agency: String,
    /// 工作机构 or 责任科室.
    pub office: String,
    /// Address.
    pub place: String,
    /// Hours.
    pub hours: String,
    /// Telephone.
    pub phone: String,
    /// 监督电话.
    pub supervision_phone: String,
}

/// The name of the heading of the item at this place, counted through all divisions.
pub fn item_node(place: usize) -> String {
    format!("item.{}", place + 1)
}

/// The booklet.
pub fn compose(parts: &BookletParts<'_>) -> Document {
    let mut book = Book { parts, sections: Vec::new(), part: 0 };
    front::write(&mut book);
    if parts.edition == Edition::Reader {
        book.part("rules", "政策法规", &[]);
        passages::write(&mut book, "rules", &parts.texts.rules);
        book.chart("publication", "主动公开的一般流程", &parts.common.publication);
        items::write(&mut book);
        application(&mut book, true);
        systems(&mut book);
        annual_report(&mut book);
    } else {
        items::write(&mut book);
        application(&mut book, false);
    }
    back::write(&mut book);
    Document {
        meta: Meta {
            title: parts.title.to_string(),
            author: parts.compiler.to_string(),
            subject: "公开内容及流程图".into(),
            keywords: vec!["政府信息公开".into(), "流程图".into(), parts.edition.label().into()],
            language: "zh-CN".into(),
            created: parts.created.to_string(),
        },
        sections: book.sections,
        watermark: parts.status.watermark().map(|text| Watermark { text: text.into() }),
    }
}

/// 依申请公开: chart, questions, the form; in the reader all letters.
fn application(book: &mut Book<'_>, with_letters: bool) {
    let parts = book.parts;
    book.part("application", "依申请公开", &[]);
    book.chart("application", "依申请公开流程", &parts.common.application);
    book.heading("questions", "问答", true);
    passages::questions(book, &parts.texts.questions);
    forms::form(book, LetterKind::Form);
    if with_letters {
        forms::letters(book);
    }
}

fn systems(book: &mut Book<'_>) {
    let parts = book.parts;
    book.part("systems", "保密审查、协调、澄清、责任追究等制度", &[]);
    passages::write(book, "systems", &parts.texts.systems);
    if let Some(chart) = &parts.common.secrecy {
        book.chart("secrecy", "保密审查流程", chart);
    }
    forms::review(book);
}

fn annual_report(book: &mut Book<'_>) {
    let parts = book.parts;
    book.part("annual_report", "年度报告编制", &[]);
    passages::write(book, "annual_report", &parts.texts.annual_report);
    if let Some(chart) = &parts.common.annual_report {
        book.chart("annual_report", "年度报告编制流程", chart);
    }
}

/// The booklet as it grows.
struct Book<'a> {
    parts: &'a BookletParts<'a>,
    sections: Vec<Section>,
    /// How many parts there are so far.
    part: usize,
}

/// So many empty lines stand above the heading of a part on its own page.
const ABOVE_PART: usize = 6;

impl Book<'_> {
    /// Begins a part on a right-hand page of its own, with remarks below its heading.
    fn part(&mut self, name: &str, title: &str, remarks: &[String]) {
        let numbering = if self.part == 0 { PageNumbering::Restart(1) } else { PageNumbering::Continue };
        self.part += 1;
        let title = format!("第{}部分　{title}", chinese(self.part));
        self.section(name, &title, Orientation::Portrait, numbering);
        self.spacers(&format!("{name}.above"), ABOVE_PART);
        self.push(centred(&format!("part.{name}"), ParaStyle::Heading1, &title));
        if !remarks.is_empty() {
            self.spacers(&format!("{name}.below"), 1);
        }
        for (i, remark) in remarks.iter().enumerate() {
            self.push(Block::Paragraph(Paragraph::text(format!("part.{name}.{i}"), ParaStyle::Body, remark)));
        }
    }

    /// Begins a section on a right-hand page, under this running head.
    fn section(&mut self, name: &str, title: &str, orientation: Orientation, page_numbers: PageNumbering) {
        self.sections.push(Section {
            id: format!("section.{name}").into(),
            orientation,
            start: SectionStart::OddPage,
            page_numbers,
            running_head: Some(running_head(self.parts.title, title)),
            blocks: Vec::new(),
        });
    }

    fn push(&mut self, block: Block) {
        if let Some(section) = self.sections.last_mut() {
            section.blocks.push(block);
        }
    }

    fn spacers(&mut self, name: &str, count: usize) {
        for i in 0..count {
            self.push(Block::Paragraph(Paragraph::text(format!("{name}.{i}"), ParaStyle::Spacer, "")));
        }
    }

    /// The heading of a chapter.
    fn heading(&mut self, name: &str, title: &str, new_page: bool) {
        if new_page {
            self.push(Block::PageBreak);
        }
        self.push(centred(&format!("chapter.{name}"), ParaStyle::Heading2, title));
    }

    /// A chapter that is a chart with its step table, both named as the chapter: a process of the library may be called after one
    /// tier, and here it is the one of all offices.
    fn chart(&mut self, name: &str, title: &str, chart: &Chart<'_>) {
        self.heading(name, title, true);
        let process = Process { title: format!("{title}图"), ..chart.process.clone() };
        items::chart(self, &format!("common.{name}."), &Chart { process: &process, drawing: chart.drawing });
    }
}

/// So many characters of a running head fit an upright page.
const HEAD_CHARS: usize = 42;

/// The booklet's title and the part's, or as much of them as fits one line: which part it is says more than which booklet.
fn running_head(title: &str, part: &str) -> String {
    let both = format!("{title}　{part}");
    let fits = |text: &str| text.chars().count() <= HEAD_CHARS;
    match both.trim_end() {
        both if fits(both) => both.to_string(),
        _ if !part.is_empty() && fits(part) => part.to_string(),
        both => {
            let long = if part.is_empty() { both } else { part };
            format!("{}…", long.chars().take(HEAD_CHARS - 1).collect::<String>())
        }
    }
}

fn plain(text: &str) -> Inline {
    Inline::Text { text: text.to_string(), style: CharStyle::Plain }
}

fn centred(id: &str, style: ParaStyle, text: &str) -> Block {
    let mut paragraph = Paragraph::text(id, style, text);
    paragraph.align = Some(Align::Center);
    paragraph.inlines = vec![Inline::Text { text: text.to_string(), style: CharStyle::Strong }];
    Block::Paragraph(paragraph)
}

/// A number from 1 to 99 in Chinese.
fn chinese(number: usize) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let (tens, ones) = (number / 10, number % 10);
    match tens {
        0 => DIGITS[ones].to_string(),
        1 => format!("十{}", DIGITS[ones]),
        2..=9 => format!("{}十{}", DIGITS[tens], DIGITS[ones]),
        _ => number.to_string(),
    }
}

/// Text in which a 【…】 that asks for attention stands out.
fn attentive(text: &str) -> Vec<Inline> {
    match text.find('【') {
        Some(at) => {
            vec![plain(&text[..at]), Inline::Text { text: text[at..].to_string(), style: CharStyle::Attention }]
        }
        None => vec![plain(text)],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_running_head_never_leaves_the_page_and_names_the_part() {
        assert_eq!(running_head("读本", "第一部分　政策法规"), "读本　第一部分　政策法规");
        let long = "某某县某某乡镇人民政府".repeat(4);
        assert_eq!(running_head(&long, "第一部分　政策法规"), "第一部分　政策法规");
        for (title, part) in [(long.as_str(), ""), ("读本", long.as_str())] {
            let head = running_head(title, part);
            assert!(head.chars().count() == HEAD_CHARS && head.ends_with('…'), "{head}");
        }
    }
}
