//! Tables as they are met.

mod edges;

use super::*;
use crate::agency::AgencyLevel::{County, Township, Village};
use crate::catalogue::{BasisLibrary, Channel, Mode, Sector, StandardCatalogue};

/// Rows of cells; `^` is covered from above, `<` from the left.
fn table(name: &str, text: &str) -> ForeignTable {
    let mut rows: Vec<Vec<ForeignCell>> = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let mut row: Vec<ForeignCell> = Vec::new();
        for (column, cell) in line.split('|').map(str::trim).enumerate() {
            let origin = match cell {
                "^" => rows
                    .last()
                    .and_then(|above: &Vec<ForeignCell>| above[column].origin)
                    .or(Some((rows.len() - 1, column))),
                "<" => row.last().and_then(|left: &ForeignCell| left.origin).or(Some((rows.len(), column - 1))),
                _ => None,
            };
            let text = if origin.is_some() { String::new() } else { cell.replace("\\n", "\n") };
            row.push(ForeignCell { text, origin });
        }
        rows.push(row);
    }
    ForeignTable { name: name.into(), one_of_many: false, rows }
}

fn standard() -> StandardCatalogue {
    let sector = |name: &str| Sector { id: name.into(), name: name.into(), aliases: vec![], entries: vec![] };
    StandardCatalogue { sectors: vec![sector("养老服务"), sector("社会救助")], ..Default::default() }
}

fn read(table: &ForeignTable) -> ReadTable {
    read_table(table, &ColumnAnswers::new(), &standard(), &BasisLibrary::default())
}

const HEAD: &str = "
    序号|公开事项|<|公开内容\\n（要素）|公开依据|公开时限|公开主体|公开渠道和载体|公开对象|<|公开方式|<|公开层级|<
    ^|一级事项|二级事项|^|^|^|^|^|全社会|特定群体|主动|依申请|县级|乡、村级";

fn names(read: &ReadTable) -> Vec<(&str, &str)> {
    read.items.iter().map(|it| (it.item.primary.as_str(), it.item.secondary.as_str())).collect()
}

#[test]
fn the_standard_table_is_read_whole() {
    let text = format!(
        "{HEAD}
        1|养老服务业务办理|老年人补贴|●补贴名称 ●办理流程|《甲办法》（甲发〔2020〕1号）|20个工作日内|镇人民政府|■政府网站 □政府公报|√||√||√|√
        2|^|机构备案|备案流程|同上|同上|同上|同上||项目单位|√|√||√"
    );
    let read = read(&table("养老服务领域", &text));
    assert_eq!(names(&read), [("养老服务业务办理", "老年人补贴"), ("养老服务业务办理", "机构备案")]);
    let (first, second) = (&read.items[0].item, &read.items[1].item);
    assert_eq!((first.sector.as_str(), first.number.as_str(), first.content_elements.len()), ("养老服务", "1", 2));
    assert_eq!(
        (first.channels.as_slice(), first.tiers.as_slice()),
        (&[Channel::Website][..], &[County, Township, Village][..])
    );
    assert_eq!(first.audience.printed(), "全社会");
    assert_eq!(second.legal_basis, first.legal_basis, "同上 is what stands above");
    assert_eq!(
        (second.time_limit.clone(), second.channels.clone()),
        (first.time_limit.clone(), first.channels.clone())
    );
    assert_eq!(
        (second.modes.as_slice(), second.tiers.as_slice()),
        (&[Mode::Proactive, Mode::OnApplication][..], &[Township, Village][..])
    );
    assert_eq!(second.audience.printed(), "特定群体：项目单位");
    assert!(read.items.iter().all(|it| it.doubts.is_empty()), "{:?}", read.items[1].doubts);
}

#[test]
fn one_number_over_content_rows_is_one_item_and_over_names_it_is_several() {
    let read = read(&table(
        "",
        "序号|一级事项|二级事项|公开内容|公开依据|公开时限
        1|甲|乙|名称|《办法》|20个工作日内
        ^|^|^|流程|^|^
        ^|^|^|时限|^|^
        2|丙|丁|内容一|《办法》|20个工作日内
        ^|^|戊|内容二|^|^
        ^|^|己|内容三|^|^",
    ));
    assert_eq!(names(&read), [("甲", "乙"), ("丙", "丁"), ("丙", "戊"), ("丙", "己")]);
    assert_eq!(read.items[0].item.content_elements.len(), 3);
    assert!(read.items[3].item.time_limit.is_some(), "a merge holds for every row it covers");
}

#[test]
fn blanks_under_a_group_are_its_own_and_other_blanks_are_flagged() {
    let read = read(&table(
        "",
        "一级事项|二级事项|公开内容|公开依据|公开时限|公开主体
        甲|乙|名称|《办法》|20个工作日内|镇政府
        |丙|流程||实时公开|
        ||材料|||",
    ));
    assert_eq!(names(&read), [("甲", "乙"), ("甲", "丙")]);
    assert_eq!(read.items[1].item.content_elements.len(), 2, "a row without a name goes on with the item above");
    let flagged: Vec<usize> = read.items[1].doubts.iter().map(|doubt| doubt.column).collect();
    assert_eq!(flagged, [3, 5]);
    assert_eq!(read.items[1].item.time_limit.as_ref().unwrap().text, "实时公开");
}

#[test]
fn a_sheet_named_after_a_sector_that_the_standard_lacks_gives_it_once_with_a_doubt() {
    let text = format!(
        "{HEAD}
        1|甲|乙|名称|《办法》|实时公开|镇政府|政府网站|√||√||√|
        2|丙|丁|名称|《办法》|实时公开|镇政府|政府网站|√||√||√|"
    );
    let sheet = |name: &str, one_of_many: bool| {
        let read = read(&ForeignTable { one_of_many, ..table(name, &text) });
        let sectors: Vec<String> = read.items.iter().map(|it| it.item.sector.clone()).collect();
        let doubts =
            read.items.iter().flat_map(|it| &it.doubts).filter(|doubt| doubt.reason.contains("工作表")).count();
        (sectors, doubts)
    };
    assert_eq!(sheet("3.户籍管理", true), (vec!["户籍管理".to_string(); 2], 1));
    assert_eq!(sheet("养老服务领域", true), (vec!["养老服务".to_string(); 2], 0), "the standard knows it");
    for (name, many) in
        [("户籍管理", false), ("Sheet1", true), ("汇总表", true), ("2024公开目录", true), ("政务公开", true)]
    {
        assert_eq!(sheet(name, many), (vec![String::new(); 2], 0), "{name}");
    }
}

#[test]
fn heads_repeated_banners_notes_and_sign_offs_are_no_items() {
    let text = format!(
        "青石镇基层政务公开标准目录|<|<|<|<|<|<|<|<|<|<|<|<|<
        {HEAD}
        一、养老服务|<|<|<|<|<|<|<|<|<|<|<|<|<
        1|甲|乙|名称|《办法》|实时公开|镇政府|政府网站|√||√||√|
        {HEAD}
        二、社会救助|<|<|<|<|<|<|<|<|<|<|<|<|<
        2|丙|丁|名称|《办法》|实时公开|镇政府|政府网站|√||√||√|
        注：本目录由党政办公室解释|<|<|<|<|<|<|<|<|<|<|<|<|<
        填报人：|张某|审核人：|李某|||||||||| "
    );
    let read = read(&table("Sheet1", &text));
    let sectors: Vec<_> = read.items.iter().map(|it| (it.item.sector.as_str(), it.item.secondary.as_str())).collect();
    assert_eq!(sectors, [("养老服务", "乙"), ("社会救助", "丁")]);
    assert_eq!(read.heads.len(), 2);
    assert_eq!(read.skipped.len(), 4);
    assert!(read.skipped.iter().all(|it| !it.refused));
}

#[test]
fn columns_in_any_order_added_split_and_single_are_read() {
    let read = read(&table(
        "",
        "公开层级|公开方式|公开对象|载体|时限|依据|过程|公开主体/部门|科室|事项名称|公开格式|备注|序号
        县、乡|主动公开|社会公众|网站|及时公开|《办法》|决策|镇政府|党政办|会议公开|PDF|无|8",
    ));
    let item = &read.items[0].item;
    assert_eq!(
        (item.secondary.as_str(), item.number.as_str(), item.contacts.office.as_str()),
        ("会议公开", "8", "党政办")
    );
    assert_eq!((item.tiers.as_slice(), item.modes.as_slice()), (&[County, Township][..], &[Mode::Proactive][..]));
    assert_eq!((item.audience.whole_society, item.other_channels.as_slice()), (true, &["网站".to_string()][..]));
    assert_eq!(item.stage.map(|stage| stage.label()), Some("决策公开"));
}

#[test]
fn an_answer_of_the_office_decides_what_a_column_holds() {
    let table = table("", "序号|事项名称|公开内容|谁来办|公开时限\n1|甲|乙|党政办|实时公开");
    let head = "谁来办".to_string();
    assert_eq!(read(&table).heads[0].iter().find(|it| it.head == head).unwrap().column, None);
    let answers = ColumnAnswers::from([(head, Column::Office)]);
    let read = read_table(&table, &answers, &standard(), &BasisLibrary::default());
    assert_eq!(read.items[0].item.contacts.office, "党政办");
}

#[test]
fn damaged_ticks_and_unnamed_groups_are_flagged_at_their_cells() {
    let text = format!("{HEAD}\n1|甲|乙|名称|《办法》|实时公开|镇政府|t政府网站 口政府公报||√|R||√|");
    let read = read(&table("", &text));
    let item = &read.items[0];
    assert_eq!(
        (item.item.channels.as_slice(), item.item.modes.as_slice()),
        (&[Channel::Website][..], &[Mode::Proactive][..])
    );
    let at: Vec<usize> = item.doubts.iter().map(|doubt| doubt.column).collect();
    assert_eq!(at, [7, 9, 10]);
}

#[test]
fn a_row_without_a_name_is_refused_and_a_table_without_a_head_is_not_read() {
    let text = format!("{HEAD}\n1|||名称|《办法》|实时公开|镇政府|政府网站|√||√||√|");
    let read_once = read(&table("", &text));
    assert_eq!((read_once.items.len(), read_once.skipped.iter().filter(|it| it.refused).count()), (0, 1));
    assert!(read(&table("", "甲|乙\n丙|丁")).heads.is_empty());
}

#[test]
fn a_group_name_from_above_is_no_name_of_an_item() {
    let text = format!(
        "{HEAD}\n1|甲|乙|名称|《办法》|实时公开|镇政府|政府网站|√||√||√|\n2|||别的|《办法》|实时公开|镇政府|政府网站|√||√||√|"
    );
    let read = read(&table("", &text));
    assert_eq!((read.items.len(), read.skipped.iter().filter(|it| it.refused).count()), (1, 1));
}

#[test]
fn reading_the_same_table_again_changes_nothing_and_a_changed_cell_is_one_change() {
    let text = format!(
        "{HEAD}\n1|甲|乙|名称|《办法》|实时公开|镇政府|政府网站|√||√||√|\n2|甲|丙|名称|《办法》|实时公开|镇政府|政府网站|√||√||√|"
    );
    let first = read(&table("", &text));
    let mut there: Vec<_> = first.items.iter().map(|it| it.item.clone()).collect();
    there[0].note = "本单位写的".into();
    assert_eq!(plan(&first.items, &there).items, [Planned::Unchanged, Planned::Unchanged], "no column, no change");
    assert_eq!(plan(&first.items, &[]).items.len(), 2);
    let second = read(&table("", &text.replacen("实时公开", "及时公开", 1)));
    let planned = plan(&second.items, &there);
    match &planned.items[0] {
        Planned::Changed(item, changes) => {
            assert_eq!(changes.len(), 1);
            assert_eq!(
                (changes[0].field.as_str(), changes[0].after.as_str(), item.note.as_str()),
                ("公开时限", "及时公开", "本单位写的")
            );
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(planned.items[1], Planned::Unchanged);
}
