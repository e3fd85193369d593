//! The clauses of arts 20 and 21 that a catalogue answers.

/// The items of art. 20, from 1 to 15, in our own words.
const ARTICLE_20: [&str; 15] = [
    "行政法规、规章和规范性文件",
    "机关职能、机构设置、办公地址、办公时间、联系方式、负责人姓名",
    "发展规划、专项规划、区域规划及相关政策",
    "统计信息",
    "行政许可和其他对外管理服务事项的依据、条件、程序和结果",
    "行政处罚、行政强制的依据、条件、程序和有一定社会影响的处罚决定",
    "财政预算、决算",
    "行政事业性收费项目及其依据、标准",
    "政府集中采购的目录、标准和实施情况",
    "重大建设项目的批准和实施情况",
    "扶贫、教育、医疗、社会保障、促进就业等方面的政策、措施和实施情况",
    "突发公共事件的应急预案、预警和应对情况",
    "环境保护、公共卫生、安全生产、食品药品、产品质量的监督检查",
    "公务员招考的职位、名额、报考条件和录用结果",
    "法律、法规、规章规定应当主动公开的其他信息",
];

/// The keys of art. 21: what county-level governments with their departments, and townships, disclose besides.
pub const ARTICLE_21: [&str; 2] = ["21-county", "21-township"];

const NUMERALS: [&str; 15] =
    ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四", "十五"];

/// The keys of the clauses of art. 20, in its order: `20-1` to `20-15`.
pub fn article_20() -> impl Iterator<Item = (String, &'static str)> {
    ARTICLE_20.iter().zip(1..).map(|(words, n)| (format!("20-{n}"), *words))
}

/// A clause as it is written: 第二十条第（五）项. What is no clause stays as it is.
pub fn clause_label(clause: &str) -> String {
    let numeral =
        clause.strip_prefix("20-").and_then(|n| n.parse::<usize>().ok()).and_then(|n| NUMERALS.get(n.checked_sub(1)?));
    match (numeral, clause) {
        (Some(numeral), _) => format!("第二十条第（{numeral}）项"),
        (None, "21-county") => "第二十一条（县级人民政府及其部门）".into(),
        (None, "21-township") => "第二十一条（乡镇人民政府）".into(),
        (None, other) => other.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clause_is_written_with_its_article_and_what_is_none_stays() {
        assert_eq!(clause_label("20-5"), "第二十条第（五）项");
        assert_eq!(clause_label("20-15"), "第二十条第（十五）项");
        assert_eq!(clause_label("21-township"), "第二十一条（乡镇人民政府）");
        for other in ["", "20-0", "20-16", "20-x", "别的"] {
            assert_eq!(clause_label(other), other);
        }
        assert_eq!(article_20().map(|(key, _)| key).collect::<Vec<_>>().len(), 15);
    }
}
