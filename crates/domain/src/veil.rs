//! Names of natural persons in copies that are masked: applicants, and third parties that were asked (条例 art. 32).
//!
//! An applicant's record says what the applicant is; of a third party there is only what the clerk wrote: a name, or
//! several. What is plainly an organisation keeps its name; everything else is taken for a person's, so that in doubt too
//! much is hidden and not too little.

use crate::personal::{Personal, PersonalKind};

/// Names with what stands for them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Veil {
    /// Longest first: a name may be part of another.
    names: Vec<(String, String)>,
}

/// Names stand between these.
const BETWEEN: [char; 9] = ['、', '，', ',', '；', ';', '/', '／', '\n', '|'];
/// Two names may be joined by one of these.
const JOINTS: [char; 4] = ['和', '与', '及', '暨'];
/// What is said of a person beside the name.
const STYLES: [&str; 8] = ["先生", "女士", "同志", "老师", "本人", "等人", "一户", "户"];
/// How the names of organisations end, with at least two characters before.
const ENDINGS: [&str; 46] = [
    "公司",
    "集团",
    "企业",
    "工厂",
    "商店",
    "商行",
    "商铺",
    "超市",
    "酒店",
    "宾馆",
    "饭店",
    "药店",
    "农场",
    "林场",
    "银行",
    "信用社",
    "合作社",
    "供销社",
    "联社",
    "报社",
    "电视台",
    "医院",
    "卫生院",
    "学校",
    "大学",
    "学院",
    "中学",
    "小学",
    "幼儿园",
    "研究院",
    "研究所",
    "事务所",
    "派出所",
    "服务站",
    "中心",
    "协会",
    "学会",
    "商会",
    "工会",
    "联合会",
    "基金会",
    "委员会",
    "办公室",
    "政府",
    "法院",
    "检察院",
];
/// Endings of one character, which end a person's name as well: only long names with them are organisations'.
const SHORT_ENDINGS: [char; 20] = [
    '厂', '店', '行', '社', '院', '校', '所', '局', '委', '办', '部', '处', '站', '队', '场', '馆', '园', '会', '坊',
    '城',
];

/// Whether a name is plainly an organisation's.
fn organisation(name: &str) -> bool {
    let length = name.chars().count();
    ENDINGS.iter().any(|ending| name.ends_with(ending) && length >= ending.chars().count() + 2)
        || (length >= 5 && name.ends_with(SHORT_ENDINGS))
}

/// The most frequent surnames.
const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤";
/// What begins the names of bureaus and like a surname, too.
const TRADES: [&str; 2] = ["林业", "高新"];

/// Whether what stands before an organisation, joined to it, is a person's name.
fn begins_like_a_person(name: &str) -> bool {
    let length = name.chars().count();
    (2..=3).contains(&length) && name.starts_with(|c| SURNAMES.contains(c)) && !TRADES.contains(&name)
}

impl Veil {
    /// A veil over these names of persons as they stand in records.
    pub fn over_persons<'a>(names: impl IntoIterator<Item = &'a str>) -> Veil {
        let mut veil = Veil::default();
        names.into_iter().for_each(|name| veil.hide(name));
        veil.sorted()
    }

    /// The same, and over the persons among third parties, as clerks wrote them: `李四、某公司`.
    #[must_use]
    pub fn and_third_parties<'a>(mut self, written: impl IntoIterator<Item = &'a str>) -> Veil {
        written.into_iter().for_each(|written| self.read(written));
        self.sorted()
    }

    /// Whether there is nothing to hide.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// A text with every name in it masked; `None` when there is none in it.
    pub fn over(&self, text: &str) -> Option<String> {
        let there = |(name, _): &&(String, String)| text.contains(name.as_str());
        let mut hidden: Option<String> = None;
        for (name, mask) in self.names.iter().filter(there) {
            hidden = Some(hidden.as_deref().unwrap_or(text).replace(name.as_str(), mask));
        }
        hidden
    }

    /// The same in place; says whether something was hidden.
    pub fn hide_in(&self, text: &mut String) -> bool {
        let hidden = self.over(text);
        let found = hidden.is_some();
        if let Some(hidden) = hidden {
            *text = hidden;
        }
        found
    }

    fn read(&mut self, written: &str) {
        // What stands in brackets says more of the name before it: who stands for it, a number.
        let (mut outside, mut inside) = (String::new(), Vec::new());
        for (at, part) in written.split(['（', '(']).enumerate() {
            match (at, part.split_once(['）', ')'])) {
                (0, _) => outside.push_str(part),
                (_, Some((within, after))) => {
                    inside.push(within);
                    outside.push('、');
                    outside.push_str(after);
                }
                (_, None) => inside.push(part),
            }
        }
        for part in std::iter::once(outside.as_str()).chain(inside) {
            part.split(BETWEEN).for_each(|part| self.read_name(part));
        }
    }

    fn read_name(&mut self, written: &str) {
        let after_label = written.rsplit(['：', ':']).next().unwrap_or(written);
        let mut name = after_label.trim();
        let counted = |text: &str| text.strip_suffix(['人', '户']).map(|text| text.trim_end_matches(is_number).len());
        while let Some(end) = STYLES
            .iter()
            .find_map(|style| name.strip_suffix(style).map(str::len))
            .or_else(|| counted(name).filter(|end| name[..*end].ends_with('等')))
            .filter(|end| *end > 0)
        {
            name = name[..end].trim_end_matches('等').trim_end();
        }
        let halves = name.find(JOINTS).map(|at| (&name[..at], name[at..].trim_start_matches(JOINTS)));
        let halves = halves.filter(|(one, other)| one.chars().count() > 1 && other.chars().count() > 1);
        match halves {
            // 某某局和某某局 is as much an organisation's name as 人力资源和社会保障局.
            Some((one, _)) if organisation(name) && !begins_like_a_person(one) => {}
            Some((one, other)) => {
                self.read_name(one);
                self.read_name(other);
            }
            None if organisation(name) => {}
            None => self.hide(name),
        }
    }

    /// A name, and the same without the spaces that spread it.
    fn hide(&mut self, name: &str) {
        let name = name.trim();
        let close: String = name.chars().filter(|c| !c.is_whitespace()).collect();
        for name in [name, close.as_str()] {
            let mask = Personal::new(PersonalKind::Name, name).masked();
            let worth = name.chars().count() > 1 && name.chars().any(|c| !c.is_ascii_digit() && c != '*');
            if worth && mask != name && !self.names.iter().any(|(known, _)| known == name) {
                self.names.push((name.to_string(), mask));
            }
        }
    }

    fn sorted(mut self) -> Veil {
        self.names.sort_by(|a, b| (b.0.len(), &a.0).cmp(&(a.0.len(), &b.0)));
        self
    }
}

fn is_number(c: char) -> bool {
    c.is_ascii_digit() || "一二三四五六七八九十百余多几".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn veiled(written: &str, text: &str) -> String {
        let veil = Veil::default().and_third_parties([written]);
        veil.over(text).unwrap_or_else(|| text.to_string())
    }

    #[test]
    fn persons_among_third_parties_are_masked_in_every_text_and_organisations_are_not() {
        for (written, masked) in [
            ("李四", "李*"),
            ("李四、王小五", "李*、王**"),
            ("李四，清溪县某某建材有限公司", "李*，清溪县某某建材有限公司"),
            ("李四（身份证号后四位1234）", "李*（身**********）"),
            ("清溪县某某建材有限公司（法定代表人：李四）", "清溪县某某建材有限公司（法定代表人：李*）"),
            ("李四等3人", "李*等3人"),
            ("李四和某某建材有限公司", "李*和某某建材有限公司"),
            ("李四先生和王小五女士", "李*先生和王**女士"),
            ("李　四", "李**"),
            ("阿依古丽·买买提", "阿*******"),
            ("村民委员会主任李四", "村********"),
        ] {
            assert_eq!(veiled(written, written), masked);
        }
        assert_eq!(veiled("李　四；王小五", "附李四和王小五的档案"), "附李*和王**的档案");
        // One name within another.
        assert_eq!(veiled("李四、李四光", "李四光与李四"), "李**与李*");
        for kept in [
            "清溪县第一中学",
            "白石乡敬老院",
            "某某律师事务所",
            "清溪县水利局",
            "大石村村民委员会",
            "示例丙丁商行",
            "人力资源和社会保障局",
            "林业和草原局",
        ] {
            assert_eq!(veiled(kept, kept), kept);
        }
        // A person's name may end like an organisation's.
        for (person, masked) in [("李院", "李*"), ("王小园", "王**"), ("欧阳建行", "欧***"), ("李和平", "李**")]
        {
            assert_eq!(veiled(person, person), masked);
        }
    }

    #[test]
    fn what_is_empty_a_number_or_masked_already_hides_nothing() {
        for nothing in ["", " ", "、，", "甲", "李*", "12345", "（）", "（", "等3人"] {
            let veil = Veil::over_persons([""]).and_third_parties([nothing]);
            assert_eq!(veil.over("甲乙丙12345李*等3人（）"), None, "{nothing}");
        }
        assert!(Veil::default().is_empty());
        assert_eq!(Veil::over_persons(["张三"]).over("李四"), None);
        let mut text = "张三的申请".to_string();
        assert!(Veil::over_persons(["张三"]).hide_in(&mut text));
        assert_eq!(text, "张*的申请");
    }
}
