//! The small grammar of a section of text: a paragraph per line, `（一）` and `1.` at the start of a line are headings,
//! `{{requests.new.total}}` is a live number. Parsing never fails: what cannot be read stays visible.

use super::Address;

/// A section of text, parsed. Empty lines are dropped.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Narrative {
    /// Its paragraphs in order.
    pub blocks: Vec<NarrativeBlock>,
}

/// One line of a section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NarrativeBlock {
    /// Heading or body.
    pub kind: BlockKind,
    /// How many spans at the front are set as heading: none in body text, all of a line that is only a heading. In
    /// `（一）主动公开。全年公开……` the heading runs into its paragraph: only the part up to the first `。` is counted.
    pub lead: usize,
    /// What stands in it.
    pub spans: Vec<Span>,
}

/// Whether a line is a heading. Level 1 is the report's own `一、`, which no section of text contains.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockKind {
    /// `（一）` is level 2, `1.` is level 3.
    Heading(u8),
    /// Running text.
    Body,
}

impl BlockKind {
    /// 0 for body, 2 and 3 for headings.
    pub fn level(self) -> u8 {
        match self {
            BlockKind::Heading(level) => level,
            BlockKind::Body => 0,
        }
    }
}

/// A piece of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Span {
    /// Typed text.
    Text(String),
    /// A number that is looked up when the report is made.
    Live(LiveNumber),
    /// Braces that hold no live number: shown as a marker, a finding (N11).
    Broken(String),
}

/// A number looked up in the figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LiveNumber {
    /// What is asked of the cell.
    pub measure: Measure,
    /// The cell.
    pub at: Address,
    /// As it stands in the text, braces included.
    pub written: String,
}

/// What a live number asks of its cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// `{{cell}}`: this year's number.
    Current,
    /// `{{previous:cell}}`: last year's number.
    Previous,
    /// `{{change%:cell}}`: the change against last year in per cent.
    ChangePercent,
}

/// The longest content of braces that is looked at; more is not an address.
const LONGEST_LIVE: usize = 120;

/// The longest heading that runs into its paragraph, in characters; what is longer is a sentence, not a heading.
const LONGEST_LEAD: usize = 40;

impl Narrative {
    /// Reads a section of text. Never fails.
    pub fn parse(text: &str) -> Narrative {
        let blocks = text.lines().map(trimmed).filter(|line| !line.is_empty()).map(NarrativeBlock::parse).collect();
        Narrative { blocks }
    }

    /// All live numbers in order.
    pub fn live_numbers(&self) -> impl Iterator<Item = &LiveNumber> {
        self.blocks.iter().flat_map(|block| &block.spans).filter_map(|span| match span {
            Span::Live(live) => Some(live),
            Span::Text(_) | Span::Broken(_) => None,
        })
    }
}

/// Without the blanks at both ends; 　　 at the front of a paragraph is its indent, which the style sheet gives.
fn trimmed(line: &str) -> &str {
    line.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}')
}

impl NarrativeBlock {
    fn parse(line: &str) -> NarrativeBlock {
        let Some(level) = heading_level(line) else {
            return NarrativeBlock { kind: BlockKind::Body, lead: 0, spans: spans(line) };
        };
        let first_sentence = line.find('。').map_or(line.len(), |stop| stop + '。'.len_utf8());
        let (head, rest) = line.split_at(first_sentence);
        let mut parsed = if head.chars().count() <= LONGEST_LEAD { spans(head) } else { Vec::new() };
        let lead = parsed.len();
        parsed.extend(spans(if lead == 0 { line } else { rest }));
        NarrativeBlock { kind: BlockKind::Heading(level), lead, spans: parsed }
    }
}

/// The level of a line that starts like a heading.
fn heading_level(line: &str) -> Option<u8> {
    let mut chars = line.chars();
    match chars.next()? {
        '（' | '(' => {
            let inside: String = chars.by_ref().take_while(|c| !matches!(c, '）' | ')')).take(5).collect();
            let numeral = (1..=3).contains(&inside.chars().count()) && inside.chars().all(is_han_numeral);
            (numeral && line.chars().nth(inside.chars().count() + 1).is_some_and(|c| matches!(c, '）' | ')')))
                .then_some(2)
        }
        first if first.is_ascii_digit() => {
            let digits = line.chars().take_while(char::is_ascii_digit).count();
            let mut after = line.chars().skip(digits);
            let dot = after.next().is_some_and(|c| matches!(c, '.' | '．'));
            // `1.5万件` is a number, not a heading.
            let number = after.next().is_some_and(|c| c.is_ascii_digit());
            (digits <= 2 && dot && !number).then_some(3)
        }
        _ => None,
    }
}

fn is_han_numeral(c: char) -> bool {
    "一二三四五六七八九十".contains(c)
}

/// Cuts a line at its live numbers.
fn spans(line: &str) -> Vec<Span> {
    let mut out = Vec::new();
    let mut text = String::new();
    let mut rest = line;
    while let Some(open) = rest.find("{{") {
        let (before, from_open) = rest.split_at(open);
        text.push_str(before);
        let (span, tail) = braces(from_open);
        if !text.is_empty() {
            out.push(Span::Text(std::mem::take(&mut text)));
        }
        out.push(span);
        rest = tail;
    }
    text.push_str(rest);
    if !text.is_empty() {
        out.push(Span::Text(text));
    }
    out
}

/// Reads what begins with `{{`; gives it and the rest of the line. Braces that never close are broken by themselves, so
/// that they swallow none of the text after them.
fn braces(from_open: &str) -> (Span, &str) {
    let inner_and_rest = from_open.get(2..).unwrap_or_default();
    let alone = || (Span::Broken("{{".to_string()), inner_and_rest);
    let Some((inner, rest)) = inner_and_rest.split_once("}}") else { return alone() };
    if inner.contains("{{") || inner.len() > LONGEST_LIVE {
        return alone();
    }
    let written = format!("{{{{{inner}}}}}");
    match live(inner) {
        Some((measure, at)) => (Span::Live(LiveNumber { measure, at, written }), rest),
        None => (Span::Broken(written), rest),
    }
}

fn live(inner: &str) -> Option<(Measure, Address)> {
    let (measure, at) = match inner.split_once([':', '：']) {
        None => (Measure::Current, inner),
        Some((measure, at)) => match measure.trim() {
            "previous" => (Measure::Previous, at),
            "change%" => (Measure::ChangePercent, at),
            _ => return None,
        },
    };
    let at = at.trim();
    let address = !at.is_empty() && at.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '.'));
    address.then(|| (measure, Address::new(at)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(t: &str) -> Span {
        Span::Text(t.into())
    }

    fn live_at(measure: Measure, at: &str, written: &str) -> Span {
        Span::Live(LiveNumber { measure, at: Address::new(at), written: written.into() })
    }

    #[test]
    fn lines_become_headings_and_paragraphs() {
        let cases = [
            ("（一）主动公开", BlockKind::Heading(2), 1),
            ("(二)依申请公开", BlockKind::Heading(2), 1),
            ("（十二）其他", BlockKind::Heading(2), 1),
            ("　　（一）主动公开。全年公开120条。", BlockKind::Heading(2), 1),
            ("1.制度建设", BlockKind::Heading(3), 1),
            ("12．制度建设", BlockKind::Heading(3), 1),
            ("1.5万件", BlockKind::Body, 0),
            ("2025.1.1至12.31", BlockKind::Body, 0),
            ("（一", BlockKind::Body, 0),
            ("（一）（二）", BlockKind::Heading(2), 1),
            ("（详见附件）说明", BlockKind::Body, 0),
            ("（）", BlockKind::Body, 0),
            ("一、总体情况", BlockKind::Body, 0),
        ];
        for (line, kind, lead) in cases {
            let narrative = Narrative::parse(line);
            assert_eq!(narrative.blocks.len(), 1, "{line}");
            assert_eq!((narrative.blocks[0].kind, narrative.blocks[0].lead), (kind, lead), "{line}");
        }
        let run_in = Narrative::parse("（一）主动公开。全年公开{{proactive.licences}}条。");
        assert_eq!(run_in.blocks[0].spans[0], text("（一）主动公开。"));
        assert_eq!(run_in.blocks[0].spans.len(), 4);
        let sentence = format!("1.{}。", "全年持续推进各项工作".repeat(6));
        assert_eq!(Narrative::parse(&sentence).blocks[0].lead, 0, "a long sentence is no heading");
        assert_eq!(Narrative::parse("甲\r\n\r\n　\n乙").blocks.len(), 2);
    }

    #[test]
    fn live_numbers_are_found_and_hostile_braces_stay_visible() {
        let cases = [
            (
                "共{{requests.new.total}}件",
                vec![text("共"), live_at(Measure::Current, "requests.new.total", "{{requests.new.total}}"), text("件")],
            ),
            (
                "{{ previous : requests.new.total }}",
                vec![live_at(Measure::Previous, "requests.new.total", "{{ previous : requests.new.total }}")],
            ),
            (
                "{{change%：requests.new.total}}",
                vec![live_at(Measure::ChangePercent, "requests.new.total", "{{change%：requests.new.total}}")],
            ),
            ("{{}}", vec![Span::Broken("{{}}".into())]),
            ("{{新收}}件", vec![Span::Broken("{{新收}}".into()), text("件")]),
            ("{{sum:requests.new.total}}", vec![Span::Broken("{{sum:requests.new.total}}".into())]),
            ("甲{{乙", vec![text("甲"), Span::Broken("{{".into()), text("乙")]),
            (
                "{{甲{{proactive.licences}}",
                vec![
                    Span::Broken("{{".into()),
                    text("甲"),
                    live_at(Measure::Current, "proactive.licences", "{{proactive.licences}}"),
                ],
            ),
            ("}}甲{", vec![text("}}甲{")]),
        ];
        for (line, expected) in cases {
            assert_eq!(Narrative::parse(line).blocks[0].spans, expected, "{line}");
        }
    }

    #[test]
    fn no_input_makes_it_panic_and_no_typed_character_is_lost() {
        let pieces =
            ["{{", "}}", "（一）", "1.", "：", "change%:", "件", "\n", "\u{feff}", "𬭎", "。", "{", "９", "\u{0}"];
        // Every sequence of three of the pieces, and one very long line.
        let mut inputs = vec!["{{".repeat(20_000), "（".repeat(20_000)];
        for a in pieces {
            for b in pieces {
                for c in pieces {
                    inputs.push(format!("{a}{b}{c}"));
                }
            }
        }
        for input in inputs {
            let narrative = Narrative::parse(&input);
            let kept: usize = narrative
                .blocks
                .iter()
                .flat_map(|block| &block.spans)
                .map(|span| match span {
                    Span::Text(t) | Span::Broken(t) => t.len(),
                    Span::Live(live) => live.written.len(),
                })
                .sum();
            let blanks =
                input.chars().filter(|c| c.is_whitespace() || *c == '\u{feff}').map(char::len_utf8).sum::<usize>();
            assert!(kept >= input.len() - blanks, "{input:?} lost text");
        }
    }
}
