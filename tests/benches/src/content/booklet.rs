//! A booklet as the program composes it: items with their tables, each with a chart of its own.

use super::mixed::{Dice, processes, restamped, stamped};
use mingce_compose::annual_report::Status;
use mingce_compose::booklet::{BookletParts, Chapter, Chart, Common, Division, Entry, Office, compose};
use mingce_compose::chart;
use mingce_diagram::LayoutOptions;
use mingce_document::{Document, Drawing};
use mingce_domain::agency::AgencyId;
use mingce_domain::booklet::Edition;
use mingce_domain::catalogue::blank_item;
use mingce_domain::catalogue::{Channel, ContentElement, DisclosureItem, ItemId, Material};
use mingce_domain::process::Process;
use std::error::Error;

/// Items of one office.
const EACH: usize = 25;

/// The 县直部门 edition with so many items, each with a chart whose words are its own.
///
/// # Errors
/// When the shipped data cannot be read.
pub fn booklet(items: usize) -> Result<Document, Box<dyn Error>> {
    let assets = super::report::assets()?;
    let mut dice = Dice::new(23);
    let drawn: Vec<(Process, Drawing)> = processes()?
        .into_iter()
        .map(|process| {
            let process = stamped(process);
            let drawing = chart::draw(&process, &LayoutOptions::default()).drawing;
            (process, drawing)
        })
        .collect();
    let items: Vec<DisclosureItem> = (0..items).map(|at| item(at, &mut dice)).collect();
    let drawings: Vec<Drawing> = (0..items.len()).map(|at| restamped(&drawn[at % drawn.len()].1, &mut dice)).collect();
    let names: Vec<String> = (1..=items.len().div_ceil(EACH)).map(|n| format!("清溪县第{n}局")).collect();
    let entry = |at: usize| Entry {
        item: &items[at],
        chart: Some(Chart { process: &drawn[at % drawn.len()].0, drawing: &drawings[at] }),
    };
    let places = |n: usize| n * EACH..((n + 1) * EACH).min(items.len());
    let chapter = |(n, name): (usize, &'_ String)| (name.clone(), places(n).map(entry).collect::<Vec<_>>());
    let offices_items: Vec<(String, Vec<Entry<'_>>)> = names.iter().enumerate().map(chapter).collect();
    let chapters =
        offices_items.iter().map(|(name, entries)| Chapter { agency: name, entries: entries.clone() }).collect();
    let common = |at: usize| Chart { process: &drawn[at].0, drawing: &drawn[at].1 };
    let offices: Vec<Office> = names
        .iter()
        .map(|name| Office { agency: name.clone(), office: "综合股".into(), ..Office::default() })
        .collect();
    let index: Vec<(char, Vec<usize>)> = vec![('S', (0..items.len()).collect())];
    let day = chrono::NaiveDate::from_ymd_opt(2026, 1, 20).ok_or("no such day")?;
    Ok(compose(&BookletParts {
        edition: Edition::Department,
        title: "清溪县县直部门政府信息公开内容及流程图",
        compiler: "清溪县人民政府办公室",
        day,
        divisions: &[Division { tier: Edition::Department, chapters, without: Vec::new() }],
        common: Common { publication: common(0), application: common(2), secrecy: None, annual_report: None },
        texts: &assets.booklet_texts()?,
        texts_checked: false,
        letters: &assets.letters,
        third_party_days: assets.term_on(day).third_party_working_days,
        offices: &offices,
        index: &index,
        status: Status::Draft,
        created: super::CREATED,
    }))
}

/// An item of middling length: what an office publishes about one of its matters.
fn item(at: usize, dice: &mut Dice) -> DisclosureItem {
    let mut item = blank_item(ItemId(format!("i{at}")), AgencyId(format!("a{}", at / EACH)));
    item.number = format!("{}", at + 1);
    item.primary = "示例".into();
    item.secondary = format!("事项{:03}", at + 1);
    item.summary = dice.text(60);
    item.content_elements =
        (0..2 + dice.below(8)).map(|_| ContentElement { text: dice.text(20), required: true }).collect();
    item.channels = vec![Channel::Website, Channel::NoticeBoard];
    item.materials = (0..dice.below(5))
        .map(|n| Material {
            name: format!("材料{}", n + 1),
            copies: Some(1),
            form: "原件".into(),
            source: String::new(),
        })
        .collect();
    item.conditions = dice.text(50);
    item
}

#[cfg(test)]
mod tests {
    use super::*;
    use mingce_document::Block;

    #[test]
    fn every_item_has_a_chart_of_its_own_in_the_booklet() {
        let document = booklet(12).expect("the shipped data");
        let figures: Vec<&Drawing> = document
            .sections
            .iter()
            .flat_map(|section| &section.blocks)
            .filter_map(|block| match block {
                Block::Figure(figure) => Some(&figure.drawing),
                _ => None,
            })
            .collect();
        assert!(figures.len() >= 12 + 2, "{} charts", figures.len());
        assert!(figures.windows(2).all(|pair| pair[0] != pair[1]));
    }
}
