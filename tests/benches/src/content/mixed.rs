//! A booklet of text pages and charts, as long as one likes.

use mingce_compose::chart;
use mingce_diagram::LayoutOptions;
use mingce_document::{Block, Document, Drawing, Figure, Mm, ParaStyle, Paragraph, TableOfContents};
use mingce_domain::process::Process;
use std::error::Error;

/// Heights of the charts: what is left of a page below a heading, above a caption.
const CHART_HEIGHT: f64 = 195.0;
/// So many pages stand under one heading of the contents.
const CHAPTER: usize = 20;
/// Stands in every box of a chart; its characters are exchanged for others in each copy.
const STAMP: &str = "〇一二";
/// Characters of a text page: 19 of its 22 lines.
const PAGE_CHARS: usize = 19 * 28;

const OPENINGS: [&str; 8] = [
    "县人民政府办公室统筹推进",
    "各乡镇、各部门认真落实",
    "县政务公开领导小组定期调度",
    "县行政审批服务局持续优化",
    "清溪县自然资源局依法规范",
    "县司法局会同有关单位审核",
    "县融媒体中心及时发布",
    "县大数据中心稳步提升",
];
const MATTERS: [&str; 10] = [
    "政府信息主动公开工作",
    "依申请公开办理流程",
    "行政规范性文件集中公开",
    "重大建设项目批准和实施信息",
    "财政预决算和“三公”经费公开",
    "基层政务公开标准化、规范化建设",
    "公共企事业单位信息公开",
    "政策解读和回应关切",
    "政府网站与政务新媒体内容建设",
    "行政许可、行政处罚结果公示（7个工作日内）",
];
const RESULTS: [&str; 9] = [
    "全年共发布各类信息{}条，同比增长{}.5%，公众满意度明显提高。",
    "收到申请{}件，均在法定期限内办结，未发生逾期答复；",
    "按照《中华人民共和国政府信息公开条例》第{}条的规定，逐项核对公开依据、公开时限和公开渠道，",
    "对第{}类事项编制公开标准目录并动态调整，",
    "组织业务培训{}场次，覆盖工作人员{}人次。",
    "开设专栏{}个，刊发解读材料{}篇，图文、视频等形式占比超过一半；",
    "召开新闻发布会{}次，回应群众留言{}条，",
    "经保密审查后予以公开{}份文件，“应公开、尽公开”要求得到落实。",
    "网址为www.qingxi.gov.cn，联系电话0000-{}000{}，",
];

/// Numbers that look thrown and are always the same (a linear congruence).
#[derive(Debug, Clone)]
pub struct Dice(u64);

impl Dice {
    /// Dice of this seed.
    pub fn new(seed: u64) -> Dice {
        Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15).wrapping_add(1))
    }

    /// A number below `limit`.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit.max(1)
    }

    fn pick(&mut self, from: &[&'static str]) -> &'static str {
        from[self.below(from.len())]
    }

    /// Text of about so many characters.
    pub fn text(&mut self, chars: usize) -> String {
        let mut text = String::new();
        let mut count = 0;
        while count < chars {
            let mut sentence = format!("{}{}，{}", self.pick(&OPENINGS), self.pick(&MATTERS), self.pick(&RESULTS));
            while let Some(at) = sentence.find("{}") {
                sentence.replace_range(at..at + 2, &(self.below(98) + 2).to_string());
            }
            count += sentence.chars().count();
            text.push_str(&sentence);
        }
        if let Some((at, last)) = text.char_indices().next_back()
            && last != '。'
        {
            text.replace_range(at.., "。");
        }
        text
    }
}

/// The shipped processes.
pub fn processes() -> Result<Vec<Process>, Box<dyn Error>> {
    let assets = super::report::assets()?;
    let names =
        ["active_disclosure", "administrative_licence", "on_application", "policy_document", "town_subsidy_notice"];
    let read = |name| -> Result<Process, Box<dyn Error>> {
        Ok(serde_json::from_str(&assets.text(&format!("processes/{name}.json"))?)?)
    };
    names.into_iter().map(read).collect()
}

/// A booklet of so many pages, half of them text, half charts, behind a table of contents.
pub fn booklet(pages: usize) -> Result<Document, Box<dyn Error>> {
    let mut dice = Dice::new(7);
    let charts = charts(&mut dice)?;
    let mut blocks = vec![
        Block::Paragraph(Paragraph::text("title", ParaStyle::Title, "清溪县政府信息公开指导读本")),
        Block::TableOfContents(TableOfContents { id: "contents".into(), depth: 1 }),
    ];
    for page in 0..pages {
        blocks.push(Block::PageBreak);
        if page % CHAPTER == 0 {
            let title = format!("第{}章　{}", page / CHAPTER + 1, MATTERS[page / CHAPTER % MATTERS.len()]);
            blocks.push(Block::Paragraph(Paragraph::text(format!("chapter.{page}"), ParaStyle::Heading1, title)));
        }
        if page % 2 == 0 {
            text_page(page, &mut dice, &mut blocks);
        } else {
            blocks.push(Block::Figure(figure(&charts[page / 2 % charts.len()], page, &mut dice)));
        }
    }
    Ok(super::document("清溪县政府信息公开指导读本", blocks))
}

/// The shipped processes as charts, each node with the stamp in its text.
fn charts(dice: &mut Dice) -> Result<Vec<(String, Drawing)>, Box<dyn Error>> {
    let options = LayoutOptions { max_height: Mm(CHART_HEIGHT), ..LayoutOptions::default() };
    let drawn = |process: Process| {
        let process = stamped(process);
        (process.title.clone(), chart::draw(&process, &options).drawing)
    };
    let mut charts: Vec<_> = processes()?.into_iter().map(drawn).collect();
    // Not always in the same order.
    let turn = dice.below(charts.len());
    charts.rotate_left(turn);
    Ok(charts)
}

/// A chart whose words differ from those of all others, so that no cache helps anybody: its stamps become numbers of
/// the same width, and the layout stays right.
fn figure((title, drawing): &(String, Drawing), page: usize, dice: &mut Dice) -> Figure {
    let drawing = restamped(drawing, dice);
    let title = format!("图{}　{title}", page.div_ceil(2));
    let caption = Paragraph::text(format!("chart.{page}.caption"), ParaStyle::Caption, &title);
    let alt = format!("{title}，共{}个环节", drawing.shapes.len());
    Figure { id: format!("chart.{page}").into(), drawing, caption: Some(caption), alt }
}

/// The process with the stamp in the text of each node.
pub fn stamped(mut process: Process) -> Process {
    process.nodes.iter_mut().for_each(|node| node.text.push_str(STAMP));
    process
}

/// The drawing of a stamped process with other characters in place of the stamps.
pub fn restamped(drawing: &Drawing, dice: &mut Dice) -> Drawing {
    let mut drawing = drawing.clone();
    for line in drawing.shapes.iter_mut().flat_map(|shape| &mut shape.lines) {
        for ch in ['〇', '一', '二'] {
            let other = char::from_u32('甲' as u32 + dice.below(400) as u32).unwrap_or('甲');
            line.text = line.text.replace(ch, &other.to_string());
        }
    }
    drawing
}

/// A page of text: a heading of the second level and paragraphs.
fn text_page(page: usize, dice: &mut Dice, blocks: &mut Vec<Block>) {
    let heading = format!("（{}）{}", page + 1, MATTERS[dice.below(MATTERS.len())]);
    blocks.push(Block::Paragraph(Paragraph::text(format!("page.{page}"), ParaStyle::Heading2, heading)));
    let mut left = PAGE_CHARS;
    let mut at = 0;
    while left > 80 {
        let text = dice.text((90 + dice.clone().below(120)).min(left - 60));
        // A last line that is not full takes a line all the same.
        left = left.saturating_sub(text.chars().count().div_ceil(28) * 28 + 28);
        blocks.push(Block::Paragraph(Paragraph::text(format!("page.{page}.{at}"), ParaStyle::Body, text)));
        at += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_throws_the_same_text_and_it_ends_like_a_sentence() {
        let text = Dice::new(3).text(200);
        assert_eq!(text, Dice::new(3).text(200));
        assert_ne!(text, Dice::new(4).text(200));
        assert!(text.ends_with('。') && text.chars().count() >= 200 && !text.contains("{}"), "{text}");
    }

    #[test]
    fn a_booklet_of_fifty_pages_has_fifty_pages_and_its_contents() {
        let document = booklet(50).expect("the shipped processes");
        let fonts =
            mingce_typeset::FontSet::bundled(&super::super::report::assets().expect("assets").folder.join("fonts"));
        let pages = mingce_typeset::layout(
            &document,
            &mingce_document::StyleSheet::gb9704(),
            &fonts.expect("the shipped fonts"),
        );
        assert_eq!(pages.pages.len(), 51);
        assert!(pages.missing.is_empty(), "{:?}", pages.missing);
    }
}
