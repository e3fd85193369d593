//! Random cells: whatever stands in them, the reader ends, and what it read once it recognises again.

use mingce_domain::catalogue::foreign::{
    Column, ColumnAnswers, ForeignCell, ForeignTable, Planned, plan, read_table, write_column,
};
use mingce_domain::catalogue::{BasisLibrary, DisclosureItem, ItemId, Sector, StandardCatalogue, blank_item};

/// A small generator of numbers that gives the same ones on every machine.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % end
    }

    fn one<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len())]
    }
}

/// Pieces of what cells of catalogues are made of, whole and broken.
const PIECES: &[&str] = &[
    "",
    " ",
    "\n",
    "\u{3000}",
    "√",
    "■",
    "□",
    "●",
    "〇",
    "t",
    "R",
    "口",
    "¨",
    "þ",
    "同上",
    "〃",
    "”",
    "1",
    "2.",
    "（1）",
    "①",
    "⑳",
    "12345",
    "20个工作日",
    "每",
    "；",
    "、",
    "，",
    "/",
    "：",
    "（",
    "）",
    "《",
    "》",
    "〔2017〕",
    "97号",
    "第",
    "条",
    "第二十条第（一）项",
    "【法律】",
    "【",
    "政府网站",
    "政府\n网站",
    "两微一端",
    "其他",
    "其他：",
    "公示栏（电子屏）",
    "广播",
    "电视",
    "信用中国网站",
    "全社会",
    "特定群体",
    "特定群体：",
    "社会公众",
    "项目单位",
    "主动",
    "依申请公开",
    "县级",
    "乡、村级",
    "市、县",
    "县（市、区）",
    "街道",
    "决策",
    "实时公开",
    "及时公开",
    "公示",
    "2026年1月20日",
    "3月31日",
    "一、",
    "（三）",
    "第四部分",
    "养老服务",
    "社会救助领域",
    "目录",
    "清单",
    "注：",
    "填报人：",
    "审核人员名单",
    "根据",
    "等规定",
    "甲",
    "办理流程",
    "a b",
    "😀",
    "\u{200b}",
    "\u{feff}",
    "é",
    "\u{0}",
    "-",
    "——",
    "9999999999999",
    "0",
    "是",
    "否",
    "序号",
    "一级事项",
    "公开内容（要素）",
    "公开依据",
    "公开时限",
    "公开主体",
];

const HEADS: &[&str] = &[
    "序号",
    "领域",
    "一级事项",
    "二级事项",
    "三级事项",
    "公开内容（要素）",
    "公开依据",
    "公开时限",
    "公开主体",
    "科室",
    "公开渠道和载体",
    "全社会",
    "特定群体",
    "公开对象",
    "主动",
    "依申请",
    "公开方式",
    "县级",
    "乡、村级",
    "公开层级",
    "过程",
    "备注",
    "生成日期",
    "索引号",
    "公开格式",
    "谁来办",
    "",
];

fn text(dice: &mut Dice, pieces: usize) -> String {
    (0..dice.below(pieces + 1)).map(|_| dice.one(PIECES)).collect()
}

fn table(dice: &mut Dice) -> ForeignTable {
    let width = 3 + dice.below(14);
    let mut rows: Vec<Vec<ForeignCell>> = Vec::new();
    for row in 0..2 + dice.below(20) {
        // Rows may differ in length, and some are heads.
        let head = row == 1 || dice.below(9) == 0;
        let cells = (0..width - dice.below(3)).map(|column| {
            let merged = dice.below(6) == 0;
            let up = merged.then(|| (row.saturating_sub(dice.below(3)), column.saturating_sub(dice.below(3))));
            // Even an origin that is covered itself.
            let origin = up.filter(|origin| *origin != (row, column));
            let text = if head { dice.one(HEADS).to_string() } else { text(dice, 5) };
            ForeignCell { text: if origin.is_some() { String::new() } else { text }, origin }
        });
        rows.push(cells.collect());
    }
    ForeignTable { name: text(dice, 2), one_of_many: dice.below(2) == 0, rows }
}

fn standard() -> StandardCatalogue {
    let sector = |name: &str| Sector { id: name.into(), name: name.into(), aliases: vec![], entries: vec![] };
    StandardCatalogue { sectors: vec![sector("养老服务"), sector("社会救助")], ..Default::default() }
}

#[test]
fn random_tables_are_read_without_panic_and_the_second_time_nothing_changes() {
    let mut dice = Dice(20_260_121);
    let (standard, library) = (standard(), BasisLibrary::default());
    let mut items_read = 0;
    for _ in 0..400 {
        let table = table(&mut dice);
        let read = read_table(&table, &ColumnAnswers::new(), &standard, &library);
        items_read += read.items.len();
        let places = read.items.iter().flat_map(|item| &item.doubts).all(|doubt| doubt.row < table.rows.len());
        assert!(places, "every doubt has its cell");
        let added = plan(&read.items, &[]).items.into_iter().filter_map(|planned| match planned {
            Planned::Added(item) => Some(*item),
            _ => None,
        });
        let there: Vec<DisclosureItem> =
            added.enumerate().map(|(at, item)| DisclosureItem { id: ItemId(at.to_string()), ..item }).collect();
        for planned in plan(&read.items, &there).items {
            assert!(matches!(planned, Planned::Unchanged | Planned::Repeated), "{planned:?} in {table:?}");
        }
    }
    assert!(items_read > 500, "{items_read} items: the tables are worth reading");
}

#[test]
fn random_cells_of_every_column_are_read_without_panic_and_nothing_is_dropped_in_silence() {
    let mut dice = Dice(7);
    let library = BasisLibrary::default();
    let empty = || blank_item(ItemId(String::new()), mingce_domain::agency::AgencyId(String::new()));
    for column in Column::ALL {
        for _ in 0..400 {
            let text = text(&mut dice, 6);
            let mut item = empty();
            let doubts = write_column(&mut item, *column, "公开层级/县级", &text, &library);
            let says = text
                .chars()
                .any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c) && !"口否同上第条一二三及和等根据规定法律".contains(c));
            let ticked_off =
                text.contains(['□', '口', '¨', '〇', '○']) || mingce_domain::catalogue::tick(&text).is_some();
            if says && !ticked_off && !text.contains("【") && *column != Column::Ignored {
                assert!(item != empty() || !doubts.is_empty(), "{column:?} drops {text:?}");
            }
        }
    }
}
