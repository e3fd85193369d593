use crate::PinyinOrder;

fn sorted(texts: &[&'static str]) -> Vec<&'static str> {
    let mut texts = texts.to_vec();
    texts.sort_by_key(|text| PinyinOrder::of(text));
    texts
}

#[test]
fn an_index_goes_by_syllables_then_by_characters() {
    let ordered = [
        "案件办理",
        "安全生产",
        "保障性住房",
        "财政预算",
        "城市管理",
        "城乡规划",
        "社会救助",
        "涉农补贴",
        "养老服务",
        "政府采购",
        "政府文件",
    ];
    let mut mixed = ordered.to_vec();
    mixed.reverse();
    // 案 and 安 are one syllable: what follows decides (jian before quan).
    assert_eq!(sorted(&mixed), ordered);
}

#[test]
fn words_with_another_reading_stand_where_they_are_looked_for() {
    let letter = |text: &str| PinyinOrder::of(text).letter();
    for (text, expected) in [
        ("重大建设项目", 'Z'),
        ("重复申请", 'C'),
        ("调查处理结果", 'D'),
        ("行政许可", 'X'),
        ("行业标准", 'H'),
        ("会计信息", 'K'),
        ("会议公开", 'H'),
        ("绿化工程", 'L'),
        ("《条例》解读", 'T'),
        ("ABC认证", 'A'),
    ] {
        assert_eq!(letter(text), Some(expected), "{text}");
    }
    for text in ["12345热线", "", "（）", "①"] {
        assert!(letter(text).is_none_or(|letter| !letter.is_alphabetic()), "{text}");
    }
    assert_eq!(sorted(&["12345热线", "资金分配"]), ["资金分配", "12345热线"], "without a letter at the end");
}
