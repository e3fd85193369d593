//! `mingce search` on the sample county.

use crate::program::mingce;

#[test]
fn records_of_every_kind_are_found_from_the_command_line() {
    let folder = tempfile::tempdir().expect("a folder");
    mingce(folder.path(), &["demo", "示例"]).exits(0);
    let search = |words: &[&str]| mingce(folder.path(), &[&["search", "--data", "示例/示例县.mingce"], words].concat());

    for (words, kind) in [
        ("国办发〔2019〕54号", "basis"),
        ("国办发2019 54", "basis"),
        ("國辦發［２０１９］54號", "basis"),
        ("zfxxgktl", "basis"),
        ("養老服務", "standard"),
        ("青石镇", "agency"),
    ] {
        let found = search(&[words, "--json", "--kind", kind]).exits(0).json();
        assert_eq!(found["schema"], "hits/1", "{words}");
        let first = &found["hits"][0];
        assert_eq!(first["kind"], kind, "{words}: {found}");
        for key in ["id", "title", "snippet"] {
            assert!(first[key].is_string(), "{words}: {first}");
        }
    }
    let all = search(&["公开", "--json", "--limit", "1000"]).exits(0).json();
    let kinds: std::collections::BTreeSet<&str> =
        all["hits"].as_array().expect("hits").iter().filter_map(|hit| hit["kind"].as_str()).collect();
    assert!(kinds.len() >= 4, "{kinds:?}");
    let one = search(&["公开", "--json", "--limit", "1"]).exits(0).json();
    assert_eq!((one["hits"].as_array().map(Vec::len), &one["total"]), (Some(1), &all["total"]));
    let said = search(&["公开", "--limit", "2"]).exits(0).out;
    assert!(said.contains(&format!("共{}条，列出前2条", all["total"])), "{said}");

    let nothing = search(&["这里没有的字", "--json"]).exits(1).json();
    assert_eq!(nothing["total"], 0);
    assert!(search(&["没有的字"]).exits(1).out.contains("没有找到"));
    for (words, said) in [
        (&["《》"][..], "请写出要查找的"),
        (&["公开", "--kind", "letters"][..], "没有“letters”这种记录"),
        (&["公开", "--limit", "0"][..], "无法识别"),
        (&["一 二 三 四 五 六 七 八 九 十 甲 乙 丙 丁 戊 己 庚 辛 壬 癸 子"][..], "一次最多查20个词"),
    ] {
        let run = search(words).exits(2);
        assert!(run.err.contains(said), "{}", run.err);
    }
    mingce(folder.path(), &["search", "公开"]).exits(2);
    // What is typed is never a pattern.
    for hostile in ["\"", "*", "%", "a OR b*", "'; DROP TABLE agency; --", "𬭎😀"] {
        let run = mingce(folder.path(), &["search", "--data", "示例/示例县.mingce", "--", hostile]);
        // Letters may well be the initials of something; a question of signs alone is told what it lacks.
        let answered = run.status < 2 && run.err.is_empty();
        assert!(answered || run.status == 2 && run.err.contains("请写出"), "{hostile}: {}", run.err);
    }
}
