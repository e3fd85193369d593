//! What once went wrong without a word.

use super::*;

const SHORT: &str = "序号|一级事项|二级事项|公开内容|公开依据|公开时限|公开主体";

fn columns_of(item: &ReadItem) -> Vec<usize> {
    item.doubts.iter().map(|doubt| doubt.column).collect()
}

#[test]
fn a_head_repeated_on_a_new_page_goes_on_with_the_items_before_it() {
    let text = format!(
        "{SHORT}
        1|甲|乙|名称|《办法》|实时公开|镇政府
        {SHORT}
        2||丙|流程|同上|〃|同上
        |||时限|||"
    );
    let read = read(&table("", &text));
    assert_eq!(names(&read), [("甲", "乙"), ("甲", "丙")]);
    let second = &read.items[1];
    assert_eq!((second.item.responsible_body.as_str(), second.item.content_elements.len()), ("镇政府", 2));
    assert!(second.doubts.is_empty(), "{:?}", second.doubts);
}

#[test]
fn another_table_does_not_go_on_with_the_one_before() {
    let text = format!(
        "{SHORT}
        1|甲|乙|名称|《办法》|实时公开|镇政府
        青石镇社会救助领域公开目录|<|<|<|<|<|<
        {SHORT}
        ||丙|流程|《规定》|及时公开|派出所"
    );
    let read = read(&table("养老服务", &text));
    assert_eq!(names(&read), [("甲", "乙"), ("", "丙")]);
    assert_eq!((read.items[1].item.sector.as_str(), columns_of(&read.items[1])), ("社会救助", vec![1]));
}

#[test]
fn a_blank_second_name_goes_on_within_its_first_name_only() {
    let read = read(&table(
        "",
        "一级事项|二级事项|三级事项|公开内容
        甲|乙|一|名称
        ||二|流程
        丁||三|时限",
    ));
    let found: Vec<_> = read.items.iter().map(|it| (it.item.secondary.as_str(), it.item.tertiary.as_str())).collect();
    assert_eq!(found, [("乙", "一"), ("乙", "二"), ("", "三")]);
    assert_eq!(columns_of(&read.items[2]), [1]);
}

#[test]
fn ditto_under_a_tick_is_that_column_and_not_its_neighbour() {
    let text = format!(
        "{HEAD}\n1|甲|乙|名称|《办法》|实时公开|镇政府|政府网站|√||√|√|√|√\n2|甲|丙|名称|《办法》|实时公开|镇政府|政府网站|√||同上|||同上"
    );
    let read = read(&table("", &text));
    let item = &read.items[1].item;
    assert_eq!((item.modes.as_slice(), item.tiers.as_slice()), (&[Mode::Proactive][..], &[Township, Village][..]));
}

#[test]
fn ditto_with_more_behind_it_is_flagged() {
    let text = format!(
        "{SHORT}\n1|甲|乙|名称|《办法》|实时公开|镇政府\n2|甲|丙|名称|同上、《规定》|同上（20个工作日）|镇政府"
    );
    assert_eq!(columns_of(&read(&table("", &text)).items[1]), [4, 5]);
}

#[test]
fn a_list_of_contents_names_no_sector_and_a_heading_outside_the_standard_names_its_own() {
    let text = format!(
        "目录|<|<|<|<|<|<
        1.养老服务…1|<|<|<|<|<|<
        2.社会救助…5|<|<|<|<|<|<
        {SHORT}
        1|甲|乙|名称|《办法》|实时公开|镇政府
        三、党务公开|<|<|<|<|<|<
        2|丙|丁|名称|《办法》|实时公开|镇政府"
    );
    let read = read(&table("", &text));
    let sectors: Vec<_> = read.items.iter().map(|it| it.item.sector.as_str()).collect();
    assert_eq!(sectors, ["", "党务公开"]);
}

#[test]
fn content_that_looks_like_a_sign_off_or_a_title_is_content() {
    let text = format!("{SHORT}\n1|甲|乙|审核人员名单|《办法》|实时公开|镇政府\n^|^|^|申请材料清单|^|^|^");
    let read = read(&table("", &text));
    assert_eq!((read.items.len(), read.items[0].item.content_elements.len(), read.skipped.len()), (1, 2, 0));
}

#[test]
fn an_unknown_sub_head_does_not_turn_the_head_into_an_item() {
    let read = read(&table(
        "",
        "序号|公开事项|<|公开内容|公开时限|公开主体|<
        ^|一级事项|二级事项|^|^|部门|经办窗口
        1|甲|乙|名称|实时公开|镇政府|一号",
    ));
    assert_eq!(names(&read), [("甲", "乙")]);
    assert_eq!(read.items[0].item.responsible_body, "镇政府");
    assert_eq!(read.heads[0].last().map(|it| (it.head.as_str(), it.column)), Some(("公开主体/经办窗口", None)));
}

#[test]
fn words_in_a_column_without_a_head_are_shown_as_not_read() {
    let text = format!("{SHORT}\n1|甲|乙|名称|《办法》|实时公开|镇政府|已核");
    let read = read(&table("", &text));
    assert_eq!(read.heads[0].last().map(|it| (it.head.as_str(), it.column)), Some(("第8列（无表头）", None)));
}

#[test]
fn rows_of_one_item_that_say_different_things_are_flagged() {
    let read = read(&table(
        "",
        "序号|二级事项|公开内容|公开时限|公开主体|公开渠道和载体|备注
        1|乙|名称|实时公开|镇政府|政府网站|
        ^|^|流程|及时公开|派出所|政府公报|每年核对",
    ));
    let item = &read.items[0];
    assert_eq!((columns_of(item), item.item.note.as_str()), (vec![3, 4, 5], "每年核对"));
}

#[test]
fn the_countys_row_and_the_towns_row_of_one_name_are_two_items() {
    let text = format!(
        "{HEAD}\n1|甲|乙|名称|《办法》|实时公开|县民政局|政府网站|√||√||√|\n2|甲|乙|名称|《办法》|实时公开|镇政府|政府网站|√||√|||√\n3|甲|乙|名称|《办法》|实时公开|镇政府|政府网站|√||√|||√"
    );
    let read = read(&table("", &text));
    let first = plan(&read.items, &[]).items;
    assert!(matches!(first[..], [Planned::Added(_), Planned::Added(_), Planned::Repeated]), "{first:?}");
    let there: Vec<_> = read.items[..2].iter().map(|it| it.item.clone()).collect();
    let again = plan(&read.items, &there).items;
    assert_eq!(again, [Planned::Unchanged, Planned::Unchanged, Planned::Repeated]);
}

#[test]
fn of_two_items_of_one_name_the_one_with_other_content_is_changed() {
    let text = format!("{SHORT}\n1|甲|乙|名称|《办法》|实时公开|镇政府\n2|甲|乙|流程|《办法》|实时公开|镇政府");
    let there: Vec<_> = read(&table("", &text)).items.iter().map(|it| it.item.clone()).collect();
    let changed = read(&table("", &text.replace("名称", "名称和文号")));
    match &plan(&changed.items, &there).items[..] {
        [Planned::Changed(item, changes), Planned::Unchanged] => {
            assert_eq!((item.number.as_str(), changes.len()), ("1", 1));
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn audiences_and_modes_in_words_lose_nothing() {
    let of = |column, text: &str| {
        let mut item = crate::catalogue::blank_item(
            crate::catalogue::ItemId(String::new()),
            crate::agency::AgencyId(String::new()),
        );
        let doubts = write_column(&mut item, column, "", text, &BasisLibrary::default());
        (item.audience.printed(), item.modes.len(), doubts.len())
    };
    assert_eq!(of(Column::Audience, "全社会、特定群体：项目单位"), ("全社会；特定群体：项目单位".into(), 0, 0));
    assert_eq!(of(Column::Audience, "面向社会公开"), ("全社会".into(), 0, 0));
    assert_eq!(of(Column::Audience, "特定群体"), (String::new(), 0, 1));
    assert_eq!(of(Column::Audience, "全社会（涉密除外）"), ("全社会".into(), 0, 1));
    assert_eq!(of(Column::SpecificGroup, "低保对象（含特困）"), ("特定群体：低保对象（含特困）".into(), 0, 0));
    assert_eq!(of(Column::SpecificGroup, "√\n（项目单位）"), ("特定群体：项目单位".into(), 0, 0));
    assert_eq!(of(Column::SpecificGroup, "建档立卡\n户").2, 1, "one group broken, or two");
    assert_eq!(of(Column::Mode, "主动公开√ 依申请公开").2, 1);
    assert_eq!(of(Column::Mode, "■主动公开 □依申请公开"), (String::new(), 1, 0));
    assert_eq!(of(Column::Channels, "公示").2, 1, "words of which nothing is read are flagged");
}

#[test]
fn a_row_of_words_that_are_heads_elsewhere_is_an_item() {
    let read = read(&table(
        "",
        "公开事项|公开对象|公开方式|公开层级\n会议公开|全社会|主动公开|县级\n会议纪要|特定群体：参会单位|主动公开|县级",
    ));
    assert_eq!(names(&read), [("", "会议公开"), ("", "会议纪要")]);
    assert_eq!(read.heads.len(), 1);
}

#[test]
fn a_row_of_two_words_beside_a_sign_off_word_is_an_item() {
    let read = read(&table("", "公开事项|公开内容|公开时限\n联系方式|联系人（电话）|实时公开\n填报人：||审核人："));
    assert_eq!((names(&read), read.skipped.len()), (vec![("", "联系方式")], 1));
}
