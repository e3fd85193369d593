//! Live numbers resolved: each paragraph as text whose numbers still know their cell, for jumping from the page to the
//! table and for the checks, which need not doubt a number that was looked up.

use super::{
    Address, BlockKind, Figures, Form, LiveNumber, Measure, Narrative, NarrativeBlock, PreviousReport, Span, Value,
};

/// Where live numbers are looked up.
#[derive(Debug, Clone, Copy)]
pub struct LiveNumbers<'a> {
    /// The form of the report year.
    pub form: &'a Form,
    /// This year's figures.
    pub figures: &'a Figures,
    /// Last year's report, if there is one that can be compared.
    pub previous: Option<PreviousReport<'a>>,
}

/// A paragraph as it is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResolvedBlock {
    /// Heading or body.
    pub kind: BlockKind,
    /// How many spans at the front are set as heading; see [`NarrativeBlock::lead`].
    pub lead: usize,
    /// Its pieces in order.
    pub spans: Vec<ResolvedSpan>,
}

/// A piece of a paragraph as it is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResolvedSpan {
    /// What is printed.
    pub text: String,
    /// Where it comes from.
    pub origin: Origin,
}

/// Where a piece of text comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// Typed by hand.
    Typed,
    /// Looked up.
    Live(LiveNumber),
    /// Could not be looked up: the text is a visible marker, and a finding says why.
    Missing {
        /// What is written between braces.
        written: String,
        /// Why there is no number.
        why: WhyMissing,
    },
}

/// Why a live number has no value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WhyMissing {
    /// The braces hold no address.
    Malformed,
    /// The form of the year has no such cell.
    NoSuchCell,
    /// The cell is not filled in.
    Blank(Address),
    /// The cell holds no number.
    NotANumber(Address),
    /// There is no report of the year before to look into.
    NoPrevious(Address),
    /// Last year's form has no such cell, or its cell is not filled in.
    NotInPrevious(Address),
    /// Last year's number is 0: no percentage exists.
    NothingToCompare(Address),
}

impl WhyMissing {
    /// The reason in a Chinese clause.
    pub fn reason(&self, form: &Form) -> String {
        match self {
            WhyMissing::Malformed => "花括号内不是可以识别的数据地址".into(),
            WhyMissing::NoSuchCell => "本年度的报告格式中没有这个数据项".into(),
            WhyMissing::Blank(at) => format!("“{}”还没有填写", form.label(at)),
            WhyMissing::NotANumber(at) => format!("“{}”中填的不是数字", form.label(at)),
            WhyMissing::NoPrevious(_) => "没有可以比较的上一年度报告".into(),
            WhyMissing::NotInPrevious(at) => format!("上一年度报告中没有“{}”的数据", form.label(at)),
            WhyMissing::NothingToCompare(at) => format!("上一年度“{}”为0，不能计算增减百分比", form.label(at)),
        }
    }
}

impl ResolvedBlock {
    /// The whole text.
    pub fn text(&self) -> String {
        self.spans.iter().map(|span| span.text.as_str()).collect()
    }
}

impl LiveNumbers<'_> {
    /// A section with every live number replaced by its value or by a visible marker (`【待填：…】`).
    pub fn resolve(&self, narrative: &Narrative) -> Vec<ResolvedBlock> {
        narrative.blocks.iter().map(|block| self.block(block)).collect()
    }

    fn block(&self, block: &NarrativeBlock) -> ResolvedBlock {
        let mut spans: Vec<ResolvedSpan> = Vec::with_capacity(block.spans.len());
        for span in &block.spans {
            let before = spans.last().map_or("", |last| last.text.as_str());
            let resolved = match span {
                Span::Text(text) => ResolvedSpan { text: text.clone(), origin: Origin::Typed },
                Span::Broken(written) => self.missing(written, WhyMissing::Malformed),
                Span::Live(live) => match self.text_of(live, before) {
                    Ok(text) => ResolvedSpan { text, origin: Origin::Live(live.clone()) },
                    Err(why) => self.missing(&live.written, why),
                },
            };
            spans.push(resolved);
        }
        ResolvedBlock { kind: block.kind, lead: block.lead, spans }
    }

    fn missing(&self, written: &str, why: WhyMissing) -> ResolvedSpan {
        let inner = written.trim_start_matches('{').trim_end_matches('}').trim();
        let text = match &why {
            WhyMissing::Malformed | WhyMissing::NoSuchCell => format!("【无此数据：{inner}】"),
            WhyMissing::Blank(at) | WhyMissing::NotANumber(at) => format!("【待填：{}】", self.form.label(at)),
            WhyMissing::NoPrevious(at) | WhyMissing::NotInPrevious(at) => {
                format!("【缺上年数据：{}】", self.form.label(at))
            }
            WhyMissing::NothingToCompare(at) => format!("【上年为0：{}】", self.form.label(at)),
        };
        ResolvedSpan { text, origin: Origin::Missing { written: written.to_string(), why } }
    }

    fn text_of(&self, live: &LiveNumber, before: &str) -> Result<String, WhyMissing> {
        let at = &live.at;
        if self.form.cell(at).is_none() {
            return Err(WhyMissing::NoSuchCell);
        }
        match live.measure {
            Measure::Current => printed(self.figures.value(at), at),
            Measure::Previous => {
                let value = self.previous_value(at)?;
                printed(value, at).map_err(|_| WhyMissing::NotInPrevious(at.clone()))
            }
            Measure::ChangePercent => {
                let was = micro(self.previous_value(at)?).ok_or_else(|| WhyMissing::NotInPrevious(at.clone()))?;
                printed(self.figures.value(at), at)?;
                let now = micro(self.figures.value(at)).ok_or_else(|| WhyMissing::NotANumber(at.clone()))?;
                let tenths = change_in_tenths(was, now).ok_or_else(|| WhyMissing::NothingToCompare(at.clone()))?;
                Ok(change_in_words(tenths, before))
            }
        }
    }

    fn previous_value(&self, at: &Address) -> Result<&Value, WhyMissing> {
        let previous = self.previous.as_ref().ok_or_else(|| WhyMissing::NoPrevious(at.clone()))?;
        previous.value(self.form, at).ok_or_else(|| WhyMissing::NotInPrevious(at.clone()))
    }
}

fn printed(value: &Value, at: &Address) -> Result<String, WhyMissing> {
    match value {
        Value::Blank => Err(WhyMissing::Blank(at.clone())),
        Value::Text(_) => Err(WhyMissing::NotANumber(at.clone())),
        Value::NotApplicable | Value::Integer(_) | Value::Decimal(_) => Ok(value.to_string()),
    }
}

/// The value in millionths, exactly.
fn micro(value: &Value) -> Option<i128> {
    Some(value.decimal()?.in_millionths())
}

/// The change from `was` to `now` in tenths of a per cent, halves away from zero; `None` from 0.
fn change_in_tenths(was: i128, now: i128) -> Option<i128> {
    let base = was.abs();
    if base == 0 {
        return None;
    }
    let scaled = (now - was).checked_mul(1000)?;
    let half = if scaled < 0 { -base } else { base };
    Some((scaled * 2 + half) / (base * 2))
}

/// The change in words that go on from the text: `增长12.5%`, `下降20%`, `持平`; only `12.5%` behind 增长 or 增幅为, a signed
/// `-8.3%` behind a word without direction (变动). A word of the other direction gets the signed number, too, so that the
/// contradiction is seen.
fn change_in_words(tenths: i128, before: &str) -> String {
    const RISES: [&str; 7] = ["增长", "上升", "增加", "提高", "增幅", "增长率", "增速"];
    const FALLS: [&str; 5] = ["下降", "减少", "降低", "回落", "降幅"];
    const EITHER: [&str; 4] = ["变动", "变化", "增减", "变动幅度"];
    let percent = |tenths: i128| {
        let sign = if tenths < 0 { "-" } else { "" };
        let (whole, tenth) = (tenths.abs() / 10, tenths.abs() % 10);
        if tenth == 0 { format!("{sign}{whole}%") } else { format!("{sign}{whole}.{tenth}%") }
    };
    let before = before.trim_end().trim_end_matches(['了', '为', '：']);
    let ends_with = |words: &[&str]| words.iter().any(|word| before.ends_with(word));
    if ends_with(&RISES) {
        return percent(tenths);
    }
    if ends_with(&FALLS) {
        return percent(-tenths);
    }
    if ends_with(&EITHER) {
        return if tenths > 0 { format!("+{}", percent(tenths)) } else { percent(tenths) };
    }
    match tenths {
        0 => "持平".into(),
        up if up > 0 => format!("增长{}", percent(up)),
        down => format!("下降{}", percent(-down)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::fixture;

    fn resolved(text: &str, figures: &Figures, previous: Option<&Figures>) -> Vec<ResolvedSpan> {
        let forms = fixture::forms();
        let form = forms.for_year(figures.year).expect("a form");
        let previous = previous.map(|p| PreviousReport { form: forms.for_year(p.year).expect("a form"), figures: p });
        let blocks = LiveNumbers { form, figures, previous }.resolve(&Narrative::parse(text));
        blocks.into_iter().flat_map(|block| block.spans).collect()
    }

    fn line(text: &str, figures: &Figures, previous: Option<&Figures>) -> String {
        resolved(text, figures, previous).into_iter().map(|span| span.text).collect()
    }

    #[test]
    fn live_numbers_print_this_year_last_year_and_the_change() {
        let now = fixture::suqian(2024);
        let was = fixture::suqian(2023);
        let cases = [
            ("新收{{requests.new.total}}件", "新收3525件"),
            ("收费{{proactive.fees_wan_yuan}}万元", "收费72701.2578万元"),
            ("上年{{previous:requests.new.total}}件", "上年3511件"),
            ("同比{{change%:requests.new.total}}", "同比增长0.4%"),
            ("同比增长{{change%:requests.new.total}}", "同比增长0.4%"),
            ("较上年{{change%:requests.not_processed_petition.total}}", "较上年下降71.5%"),
            ("较上年下降{{change%:requests.not_processed_petition.total}}", "较上年下降71.5%"),
            ("较上年增加{{change%:requests.not_processed_petition.total}}", "较上年增加-71.5%"),
            ("较上年变动{{change%:requests.not_processed_petition.total}}", "较上年变动-71.5%"),
            ("较上年变动{{change%:requests.new.total}}", "较上年变动+0.4%"),
            ("增幅为{{change%:requests.new.total}}", "增幅为0.4%"),
            ("与上年{{change%:proactive.rules.issued}}", "与上年持平"),
            ("{{requests.new.nobody}}", "【无此数据：requests.new.nobody】"),
            ("{{新收}}", "【无此数据：新收】"),
            ("{{change%:requests.withheld_state_secret.total}}", "【上年为0：不予公开—属于国家秘密—总计】"),
        ];
        for (text, expected) in cases {
            assert_eq!(line(text, &now, Some(&was)), expected, "{text}");
        }
    }

    #[test]
    fn what_is_missing_shows_a_marker_with_its_reason() {
        let mut now = fixture::suqian(2024);
        let at = Address::new("requests.new.total");
        assert_eq!(line("{{previous:requests.new.total}}", &now, None), "【缺上年数据：本年新收—总计】");
        now.cells.insert(at.clone(), Value::Text("/".into()));
        assert_eq!(line("{{requests.new.total}}", &now, None), "【待填：本年新收—总计】");
        now.cells.remove(&at);
        let spans = resolved("共{{requests.new.total}}件", &now, None);
        assert_eq!(spans[1].text, "【待填：本年新收—总计】");
        assert_eq!(
            spans[1].origin,
            Origin::Missing { written: "{{requests.new.total}}".into(), why: WhyMissing::Blank(at) }
        );
    }

    #[test]
    fn a_live_number_keeps_its_address() {
        let now = fixture::suqian(2024);
        let spans = resolved("共{{requests.new.total}}件", &now, None);
        let Origin::Live(live) = &spans[1].origin else { panic!("{:?}", spans[1]) };
        assert_eq!((spans[1].text.as_str(), live.at.as_str()), ("3525", "requests.new.total"));
    }

    #[test]
    fn numbers_of_2020_are_found_where_their_form_keeps_them() {
        let forms = fixture::forms();
        let (old, new) = (forms.by_id("2019").expect("2019"), forms.by_id("2021").expect("2021"));
        let mut figures = fixture::zero_report(old, 2020);
        figures.cells.insert(Address::new("proactive.licences.decisions"), Value::Integer(7));
        figures.cells.insert(Address::new("proactive.normative_documents.published_total"), Value::Integer(9));
        let previous = PreviousReport { form: old, figures: &figures };
        let count = |at: &str| previous.count(new, &Address::new(at));
        assert_eq!(count("proactive.licences"), Some(7));
        assert_eq!(count("proactive.normative_documents.in_force"), None, "对外公开总数量不是现行有效件数");
        assert_eq!(count("requests.other_other.total"), None, "一行不能与三行之一比较");
        assert_eq!(count("requests.granted.total"), Some(0));
        assert_eq!(count("disputes.reconsideration.total"), Some(0));
    }
}
