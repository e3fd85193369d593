//! 案卷: everything of one application as one document with an index: its facts, what happened, how its term was
//! reckoned, its disputes, its letters. The same parts go out as files of their own.

use mingce_document::{
    Align, Block, Cell, CellRole, CharStyle, Document, Inline, Meta, NodeId, Orientation, PageNumbering, ParaStyle,
    Paragraph, Row, RowHeight, Scope, Section, SectionStart, Table, Watermark,
};

/// A letter of the case.
#[derive(Debug, Clone)]
pub struct BundleLetter {
    /// On which page of the whole it begins.
    pub page: usize,
    /// Its kind's label.
    pub label: String,
    /// Its number; empty for documents without.
    pub number: String,
    /// Its date.
    pub on: String,
    /// Why it is void; empty when it stands.
    pub void_reason: String,
    /// The name of its file.
    pub file: String,
}

/// What a case file is composed from.
#[derive(Debug, Clone)]
pub struct BundleParts<'a> {
    /// The office's name.
    pub agency: &'a str,
    /// 受理号.
    pub number: &'a str,
    /// What the case is: labels and texts, personal data masked unless it is asked for.
    pub facts: &'a [(String, String)],
    /// What happened: day, what, particulars.
    pub events: &'a [[String; 3]],
    /// How the term was reckoned, in one sentence; empty when nothing was received.
    pub term: &'a str,
    /// Each of its days: the day, which of the term it is, why.
    pub days: &'a [[String; 3]],
    /// Disputes: kind and number, who decides, what happened, result.
    pub disputes: &'a [[String; 4]],
    /// Letters in the order of the index.
    pub letters: &'a [BundleLetter],
    /// The name of the file of what happened.
    pub course_file: &'a str,
    /// Whether personal data is masked.
    pub masked: bool,
    /// Whether the data is invented.
    pub sample: bool,
    /// The instant that the file bears: RFC 3339 in UTC.
    pub created: &'a str,
}

/// What the index says of where a part stands.
#[derive(Clone, Copy)]
enum Place {
    /// On which page of the whole.
    Page,
    /// In which file.
    File,
}

const COURSE: &str = "course.title";

impl BundleParts<'_> {
    /// The index as a file of its own: it names the files.
    pub fn index(&self) -> Document {
        self.document("卷内目录", vec![self.section("index", self.index_blocks(Place::File))])
    }

    /// What happened, the term, the disputes.
    pub fn course(&self) -> Document {
        self.document("办理经过", vec![self.section("course", self.course_blocks())])
    }

    /// The case on its own sheets: its facts, what happened, the term, the disputes.
    pub fn sheet(&self) -> Document {
        let mut blocks =
            vec![Block::Paragraph(Paragraph::text("sheet.title", ParaStyle::Title, "政府信息公开申请办理单"))];
        blocks.extend([spacer("sheet.after"), Block::Table(self.facts_table())]);
        // Its title is the sheet's own.
        blocks.extend(self.course_blocks().into_iter().skip(2));
        self.document("办理单", vec![self.section("sheet", blocks)])
    }

    /// What comes before the letters in the file of everything: an index that names the pages, and what happened. The
    /// letters follow as they went out.
    pub fn front(&self) -> Document {
        let mut first = self.section("index", self.index_blocks(Place::Page));
        first.page_numbers = PageNumbering::Restart(1);
        self.document("案卷", vec![first, self.section("course", self.course_blocks())])
    }

    fn document(&self, what: &str, sections: Vec<Section>) -> Document {
        Document {
            meta: Meta {
                subject: "依申请公开案卷".into(),
                title: format!("{}{}{what}", self.agency, self.number),
                author: self.agency.to_string(),
                keywords: vec!["政府信息公开".into(), "依申请公开".into()],
                language: "zh-CN".into(),
                created: self.created.to_string(),
            },
            sections,
            watermark: self.sample.then(|| Watermark { text: "示例".into() }),
        }
    }

    fn section(&self, id: &str, blocks: Vec<Block>) -> Section {
        Section {
            id: format!("{id}.section").into(),
            orientation: Orientation::Portrait,
            start: SectionStart::NextPage,
            page_numbers: PageNumbering::Continue,
            running_head: None,
            blocks,
        }
    }

    fn index_blocks(&self, place: Place) -> Vec<Block> {
        let mut title = Paragraph::text("index.title", ParaStyle::Title, "");
        title.inlines = vec![plain(self.agency), Inline::LineBreak, plain("依申请公开案卷")];
        let mut blocks = vec![Block::Paragraph(title), spacer("index.after")];
        blocks.push(Block::Table(self.facts_table()));
        blocks.push(heading("index.heading", "卷内目录"));
        let head = if matches!(place, Place::Page) { "页号" } else { "文件" };
        let heads = ["序号", "文号", "题名", "日期", head, "备注"];
        let shares = match place {
            Place::Page => [0.08, 0.24, 0.28, 0.15, 0.08, 0.17],
            Place::File => [0.08, 0.2, 0.22, 0.15, 0.2, 0.15],
        };
        let mut rows = vec![self.index_row(0, ["", "办理经过", "", ""], place, (None, self.course_file))];
        for (nth, letter) in self.letters.iter().enumerate() {
            let void =
                if letter.void_reason.is_empty() { String::new() } else { format!("作废：{}", letter.void_reason) };
            let texts = [letter.number.as_str(), letter.label.as_str(), letter.on.as_str(), void.as_str()];
            rows.push(self.index_row(nth + 1, texts, place, (Some(letter.page), &letter.file)));
        }
        let summary = format!("卷内目录，共{}件", rows.len());
        blocks.push(Block::Table(table("index", &summary, &heads, &shares, rows)));
        let said = if self.masked {
            "本卷中申请人的个人信息、第三方个人的姓名已遮盖。"
        } else {
            "本卷含申请人、第三方的个人信息，不得对外提供。"
        };
        blocks.push(Block::Paragraph(Paragraph::text("index.masked", ParaStyle::Remark, said)));
        blocks
    }

    fn facts_table(&self) -> Table {
        let row = |(n, (label, value)): (usize, &(String, String))| {
            vec![text(&format!("fact.{n}.label"), label), text(&format!("fact.{n}"), value)]
        };
        let facts = self.facts.iter().enumerate().map(row).collect();
        table("facts", "案卷：各项名称和内容", &[], &[0.2, 0.8], facts)
    }

    fn index_row(
        &self,
        nth: usize,
        [number, label, on, remark]: [&str; 4],
        place: Place,
        (page, file): (Option<usize>, &str),
    ) -> Vec<Paragraph> {
        let id = |part: &str| format!("index.{nth}.{part}");
        let mut at = text(&id("place"), file);
        if matches!(place, Place::Page) {
            at.inlines = vec![match page {
                Some(page) => plain(&page.to_string()),
                None => Inline::PageRef { target: COURSE.into() },
            }];
            at.align = Some(Align::Center);
        }
        let mut first = text(&id("nth"), &(nth + 1).to_string());
        first.align = Some(Align::Center);
        vec![
            first,
            text(&id("number"), number),
            text(&id("label"), label),
            text(&id("on"), on),
            at,
            text(&id("remark"), remark),
        ]
    }

    fn course_blocks(&self) -> Vec<Block> {
        let title = Paragraph::text(COURSE, ParaStyle::Title, "办理经过");
        let mut blocks = vec![Block::Paragraph(title), spacer("course.after"), heading("course.events", "一、经过")];
        let rows = cells("event", self.events);
        blocks.push(Block::Table(table(
            "events",
            "办理经过，按日期",
            &["日期", "办理", "说明"],
            &[0.2, 0.3, 0.5],
            rows,
        )));
        blocks.push(heading("course.term", "二、答复期限"));
        let term = if self.term.is_empty() { "没有收到日期，不计算期限。" } else { self.term };
        blocks.push(Block::Paragraph(Paragraph::text("term", ParaStyle::Body, term)));
        if !self.days.is_empty() {
            let rows = cells("day", self.days);
            let heads = ["日期", "第几个工作日", "说明"];
            blocks.push(Block::Table(table("days", "答复期限，逐日说明", &heads, &[0.24, 0.22, 0.54], rows)));
        }
        blocks.push(heading("course.disputes", "三、复议诉讼"));
        if self.disputes.is_empty() {
            blocks.push(Block::Paragraph(Paragraph::text("disputes.none", ParaStyle::Body, "没有登记复议诉讼。")));
        } else {
            let rows = cells("dispute", self.disputes);
            let heads = ["种类、案号", "审理机关", "经过", "结果"];
            let shares = [0.28, 0.22, 0.35, 0.15];
            blocks.push(Block::Table(table("disputes", "所涉的复议诉讼", &heads, &shares, rows)));
        }
        blocks
    }
}

/// Several documents as one, each beginning on a page 1 of its own: what is printed in one go.
pub fn joined(meta: Meta, documents: &[Document], watermark: Option<Watermark>) -> Document {
    let mut sections = Vec::new();
    for (nth, document) in documents.iter().enumerate() {
        let prefix = format!("part.{}.", nth + 1);
        for (part, section) in document.sections.iter().enumerate() {
            let mut section = section.clone();
            section.id = NodeId(format!("{prefix}section.{part}"));
            section.start = SectionStart::NextPage;
            if part == 0 {
                section.page_numbers = PageNumbering::Restart(1);
            }
            section.blocks.iter_mut().for_each(|block| name(block, &prefix));
            sections.push(section);
        }
    }
    Document { meta, sections, watermark }
}

fn plain(text: &str) -> Inline {
    Inline::Text { text: text.to_string(), style: CharStyle::Plain }
}

fn spacer(id: &str) -> Block {
    Block::Paragraph(Paragraph::text(id, ParaStyle::Spacer, ""))
}

fn heading(id: &str, text: &str) -> Block {
    Block::Paragraph(Paragraph::text(id, ParaStyle::Heading1, text))
}

fn text(id: &str, text: &str) -> Paragraph {
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let mut paragraph = Paragraph::text(id, ParaStyle::TableText, text);
    paragraph.align = Some(Align::Start);
    paragraph
}

fn cells<const N: usize>(name: &str, rows: &[[String; N]]) -> Vec<Vec<Paragraph>> {
    let row = |(r, row): (usize, &[String; N])| {
        row.iter().enumerate().map(|(c, said)| text(&format!("{name}.{r}.{c}"), said)).collect()
    };
    rows.iter().enumerate().map(row).collect()
}

/// A table; without `heads` its first column is the head of each row.
fn table(id: &str, summary: &str, heads: &[&str], shares: &[f64], rows: Vec<Vec<Paragraph>>) -> Table {
    let head = heads.iter().enumerate().map(|(at, text)| {
        let paragraph = Paragraph::text(format!("{id}.head.{at}"), ParaStyle::TableHead, *text);
        Cell::of(CellRole::Head(Scope::Column), paragraph)
    });
    let head: Vec<Cell> = head.collect();
    let head_rows = usize::from(!head.is_empty());
    let role = |at: usize| {
        if heads.is_empty() && at == 0 { CellRole::Head(Scope::Row) } else { CellRole::Data }
    };
    let body = rows.into_iter().map(|row| {
        row.into_iter().enumerate().map(|(at, paragraph)| Cell::of(role(at), paragraph)).collect::<Vec<Cell>>()
    });
    let rows = std::iter::once(head).filter(|row| !row.is_empty()).chain(body);
    Table {
        id: id.into(),
        summary: summary.to_string(),
        columns: shares.to_vec(),
        head_rows,
        rows: rows.map(|cells| Row { height: RowHeight::Auto, cells }).collect(),
    }
}

/// Makes the names of a block's nodes those of one part of the whole.
fn name(block: &mut Block, prefix: &str) {
    let rename = |id: &mut NodeId| id.0 = format!("{prefix}{}", id.0);
    match block {
        Block::Paragraph(paragraph) => rename(&mut paragraph.id),
        Block::Table(table) => {
            rename(&mut table.id);
            for cell in table.rows.iter_mut().flat_map(|row| &mut row.cells) {
                rename(&mut cell.id);
                cell.blocks.iter_mut().for_each(|paragraph| rename(&mut paragraph.id));
            }
        }
        Block::Figure(figure) => rename(&mut figure.id),
        Block::TableOfContents(contents) => rename(&mut contents.id),
        Block::PageBreak => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn letter(page: usize, void: &str) -> BundleLetter {
        BundleLetter {
            page,
            label: "告知书".into(),
            number: "1号".into(),
            on: "2026-01-05".into(),
            void_reason: void.into(),
            file: "02_告知书.pdf".into(),
        }
    }

    fn parts() -> BundleParts<'static> {
        BundleParts {
            agency: "清溪县青石镇人民政府",
            number: "公开申〔2026〕1号",
            facts: &[],
            events: &[],
            term: "",
            days: &[],
            disputes: &[],
            letters: &[],
            course_file: "01_办理经过.pdf",
            masked: true,
            sample: false,
            created: "2026-01-05T00:00:00Z",
        }
    }

    fn ids(document: &Document) -> Vec<String> {
        let mut all = Vec::new();
        for block in document.sections.iter().flat_map(|section| &section.blocks) {
            match block {
                Block::Paragraph(paragraph) => all.push(paragraph.id.0.clone()),
                Block::Table(table) => {
                    all.push(table.id.0.clone());
                    let cells = table.rows.iter().flat_map(|row| &row.cells);
                    all.extend(cells.flat_map(|cell| &cell.blocks).map(|paragraph| paragraph.id.0.clone()));
                }
                _ => {}
            }
        }
        all
    }

    #[test]
    fn the_index_points_at_the_first_page_of_each_part_and_no_two_nodes_have_one_name() {
        let letters = [letter(3, "写错了"), letter(5, "")];
        let front = BundleParts { letters: &letters, ..parts() }.front();
        let all = ids(&front);
        let once: BTreeSet<&String> = all.iter().collect();
        assert_eq!(once.len(), all.len(), "{all:?}");
        let mut places = Vec::new();
        for block in &front.sections[0].blocks {
            let Block::Table(table) = block else { continue };
            for paragraph in table.rows.iter().flat_map(|row| &row.cells).flat_map(|cell| &cell.blocks) {
                if paragraph.id.0.ends_with(".place") {
                    places.push(match &paragraph.inlines[..] {
                        [Inline::PageRef { target }] => target.0.clone(),
                        _ => paragraph.plain_text(),
                    });
                }
            }
        }
        assert_eq!(places, ["course.title", "3", "5"]);
        assert!(all.iter().any(|id| id == "course.title"));
    }

    #[test]
    fn the_index_of_its_own_names_files_and_says_whether_personal_data_is_masked() {
        let letters = [letter(3, "写错了")];
        let said = |masked: bool| {
            let index = BundleParts { letters: &letters, masked, ..parts() }.index();
            let mut said = String::new();
            for block in &index.sections[0].blocks {
                match block {
                    Block::Paragraph(paragraph) => said.push_str(&paragraph.plain_text()),
                    Block::Table(table) => {
                        table.placed().iter().for_each(|(.., cell)| said.push_str(&cell.plain_text()))
                    }
                    _ => {}
                }
            }
            said
        };
        assert!(said(true).contains("02_告知书.pdf") && said(true).contains("作废：写错了"));
        assert!(said(true).contains("已遮盖") && said(false).contains("不得对外提供"));
    }
}
