//! The pattern of an office's 索引号 (art. 12 asks for an index; how it is written is left to the place).

/// The pattern that is most common in published catalogues: 信用代码/年份-五位序号.
pub const USUAL_INDEX_TEMPLATE: &str = "{org}/{yyyy}-{seq:05}";
/// The longest pattern, in characters.
const LONGEST: usize = 60;
/// The widest serial, in digits.
const WIDEST: usize = 9;

/// A pattern: literal text and what is filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexTemplate {
    parts: Vec<Part>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Text(String),
    /// 统一社会信用代码, whole.
    Code,
    /// Its characters 9 to 17: the organisation's own code.
    Organisation,
    /// Its characters 3 to 8: the administrative division.
    Area,
    Year,
    /// The year's last two digits.
    ShortYear,
    /// The serial, with so many digits at least.
    Serial(usize),
}

/// Why a pattern cannot be used, or a number not be given.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IndexTemplateError {
    /// Nothing was written.
    #[error("请填写索引号的格式，如 {USUAL_INDEX_TEMPLATE}")]
    Empty,
    /// Too long.
    #[error("索引号的格式过长（最多{LONGEST}字）")]
    TooLong,
    /// A brace without its other half.
    #[error("花括号没有成对：每一项写成 {{org}}、{{yyyy}}、{{seq:05}} 的样子")]
    Brace,
    /// Braces around something else.
    #[error(
        "不认识“{{{0}}}”。可用的有 {{org}}（信用代码）、{{org9}}（信用代码第9—17位）、{{area}}（第3—8位）、{{yyyy}}、{{yy}}（年份）、{{seq:05}}（五位序号）"
    )]
    Unknown(String),
    /// No serial.
    #[error("格式中要有序号，如 {{seq:05}}，否则索引号会重复")]
    NoSerial,
    /// More than one serial.
    #[error("格式中只能有一个序号")]
    TwoSerials,
    /// No year.
    #[error("格式中要有年份 {{yyyy}} 或 {{yy}}：序号每年从1开始，没有年份会重复")]
    NoYear,
    /// A width of the serial that is none.
    #[error("序号的位数写成1至{WIDEST}，如 {{seq:05}} 为五位")]
    Width,
    /// A character that breaks lines or links.
    #[error("索引号中不能有空格、引号和不可见的字符")]
    Character,
    /// The agency has no code.
    #[error("本单位还没有填统一社会信用代码，不能给出索引号")]
    NoCode,
    /// The code is no 18 characters.
    #[error("本单位的代码不是18位的统一社会信用代码，取不出格式要的部分")]
    ShortCode,
}

impl IndexTemplate {
    /// Reads a pattern as people write it.
    ///
    /// # Errors
    /// [`IndexTemplateError`] with what to do.
    pub fn parse(text: &str) -> Result<IndexTemplate, IndexTemplateError> {
        use IndexTemplateError as E;
        let text = text.trim();
        if text.is_empty() {
            return Err(E::Empty);
        }
        if text.chars().count() > LONGEST {
            return Err(E::TooLong);
        }
        if text.chars().any(|c| c.is_whitespace() || c.is_control() || "\"'“”‘’<>\\".contains(c)) {
            return Err(E::Character);
        }
        let mut parts = Vec::new();
        let mut rest = text;
        while !rest.is_empty() {
            let (literal, after) = rest.split_at(rest.find(['{', '}']).unwrap_or(rest.len()));
            if !literal.is_empty() {
                parts.push(Part::Text(literal.into()));
            }
            let Some(inside) = after.strip_prefix('{') else {
                if after.is_empty() {
                    break;
                }
                return Err(E::Brace);
            };
            let (name, after) = inside.split_once('}').ok_or(E::Brace)?;
            if name.contains('{') {
                return Err(E::Brace);
            }
            parts.push(part(name)?);
            rest = after;
        }
        match parts.iter().filter(|part| matches!(part, Part::Serial(_))).count() {
            0 => return Err(E::NoSerial),
            1 => {}
            _ => return Err(E::TwoSerials),
        }
        if !parts.iter().any(|part| matches!(part, Part::Year | Part::ShortYear)) {
            return Err(E::NoYear);
        }
        Ok(IndexTemplate { parts })
    }

    /// Whether the organisation's code is in it: then no two agencies give the same number.
    pub fn names_agency(&self) -> bool {
        self.parts.iter().any(|part| matches!(part, Part::Code | Part::Organisation))
    }

    /// The number of this serial and year.
    ///
    /// # Errors
    /// When the pattern wants a code that the agency has not.
    pub fn number(&self, code: Option<&str>, year: i32, serial: i64) -> Result<String, IndexTemplateError> {
        let code = code.filter(|code| !code.is_empty());
        let piece = |from: usize, to: usize| {
            let code = code.ok_or(IndexTemplateError::NoCode)?;
            let chars: Vec<char> = code.chars().collect();
            if chars.len() != 18 {
                return Err(IndexTemplateError::ShortCode);
            }
            Ok(chars[from..to].iter().collect::<String>())
        };
        let mut out = String::new();
        for part in &self.parts {
            match part {
                Part::Text(text) => out.push_str(text),
                Part::Code => out.push_str(code.ok_or(IndexTemplateError::NoCode)?),
                Part::Organisation => out.push_str(&piece(8, 17)?),
                Part::Area => out.push_str(&piece(2, 8)?),
                Part::Year => out.push_str(&format!("{year:04}")),
                Part::ShortYear => out.push_str(&format!("{:02}", year.rem_euclid(100))),
                Part::Serial(width) => out.push_str(&format!("{serial:0width$}")),
            }
        }
        Ok(out)
    }
}

fn part(name: &str) -> Result<Part, IndexTemplateError> {
    match name {
        "org" => Ok(Part::Code),
        "org9" => Ok(Part::Organisation),
        "area" => Ok(Part::Area),
        "yyyy" => Ok(Part::Year),
        "yy" => Ok(Part::ShortYear),
        "seq" => Ok(Part::Serial(1)),
        _ => match name.strip_prefix("seq:") {
            Some(width) => match width.parse::<usize>() {
                Ok(width) if (1..=WIDEST).contains(&width) => Ok(Part::Serial(width)),
                _ => Err(IndexTemplateError::Width),
            },
            None => Err(IndexTemplateError::Unknown(name.into())),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CODE: &str = "11999900MB0000001K";

    #[test]
    fn the_patterns_of_published_catalogues_can_be_written() {
        let print = |pattern: &str| IndexTemplate::parse(pattern).unwrap().number(Some(CODE), 2025, 326).unwrap();
        assert_eq!(print(USUAL_INDEX_TEMPLATE), "11999900MB0000001K/2025-00326");
        assert_eq!(print("{org9}/{yyyy}-{seq:05}"), "MB0000001/2025-00326");
        assert_eq!(print("014416330/{yyyy}-{seq:05}"), "014416330/2025-00326");
        assert_eq!(print("XM02100-0101-{yyyy}-{seq:05}"), "XM02100-0101-2025-00326");
        assert_eq!(print(" {area}〔{yy}〕{seq}号 "), "999900〔25〕326号");
        let wide = IndexTemplate::parse("{yyyy}-{seq:03}").unwrap();
        assert_eq!(wide.number(None, 2025, 12345).unwrap(), "2025-12345", "more digits than were foreseen are not cut");
    }

    #[test]
    fn what_would_repeat_or_cannot_be_read_is_refused_and_says_why() {
        use IndexTemplateError as E;
        for (pattern, why) in [
            ("", E::Empty),
            ("{org}/{yyyy}", E::NoSerial),
            ("{org}-{seq}", E::NoYear),
            ("{yyyy}{seq}{seq}", E::TwoSerials),
            ("{yyyy}-{seq:x}", E::Width),
            ("{yyyy}-{seq:0}", E::Width),
            ("{yyyy}-{seq:99}", E::Width),
            ("{yyyy-{seq}", E::Brace),
            ("{yyyy}-{seq", E::Brace),
            ("yyyy}-{seq}", E::Brace),
            ("{年}-{seq}", E::Unknown("年".into())),
            ("{yyyy} {seq}", E::Character),
        ] {
            assert_eq!(IndexTemplate::parse(pattern), Err(why), "{pattern}");
        }
        assert_eq!(IndexTemplate::parse(&format!("{{yyyy}}{{seq}}{}", "长".repeat(60))), Err(E::TooLong));
        let message = E::Unknown("年".into()).to_string();
        assert!(message.contains("“{年}”") && message.contains("{seq:05}"), "{message}");
        let usual = IndexTemplate::parse(USUAL_INDEX_TEMPLATE).unwrap();
        assert_eq!(usual.number(None, 2025, 1), Err(E::NoCode));
        assert_eq!(usual.number(Some(""), 2025, 1), Err(E::NoCode));
        assert_eq!(IndexTemplate::parse("{org9}{yyyy}{seq}").unwrap().number(Some("123"), 2025, 1), Err(E::ShortCode));
        assert!(usual.names_agency() && !IndexTemplate::parse("{yyyy}{seq}").unwrap().names_agency());
    }
}
