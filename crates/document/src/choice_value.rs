//! The values of choices: read from what a clerk or a file writes, checked, said, put into a style sheet.

use crate::{Choice, FaceName, LinePitch, Mm, ParaFormat, ParaStyle, Pt, StyleFault, StyleSheet};

/// The value of a choice.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A length or a count, in the choice's unit.
    Number(f64),
    /// Yes or no.
    Flag(bool),
    /// One of the choice's words.
    Word(&'static str),
    /// The names of a face.
    Name(FaceName),
}

/// What values a choice takes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Range {
    /// A number from the first to the second, both included.
    Between(f64, f64),
    /// One of these type sizes, in points.
    Sizes(&'static [f64]),
    /// One of these numbers.
    Numbers(&'static [f64]),
    /// Yes or no.
    Flag,
    /// One of these words; each with its Chinese.
    Words(&'static [(&'static str, &'static str)]),
    /// A name: one of these, each with its other name, or any other.
    Names(&'static [(&'static str, &'static str)]),
}

/// Longest name of a face: what WordprocessingML takes (ST_String of `w:font`, 31 characters).
pub const LONGEST_FACE_NAME: usize = 31;

/// 字号 with their points.
const SIZES: [(&str, f64); 11] = [
    ("一号", 26.0),
    ("小一", 24.0),
    ("二号", 22.0),
    ("小二", 18.0),
    ("三号", 16.0),
    ("小三", 15.0),
    ("四号", 14.0),
    ("小四", 12.0),
    ("五号", 10.5),
    ("小五", 9.0),
    ("六号", 7.5),
];

impl Choice {
    /// The value that a text means, as a clerk or a file writes it: `28`, `28磅`, `三号`, `是`, `仿宋`, `仿宋/FangSong`.
    ///
    /// # Errors
    /// When the text means none of the choice's values.
    pub fn parse(self, text: &str) -> Result<Value, StyleFault> {
        let text = text.trim();
        let value = match self.range() {
            Range::Between(..) | Range::Numbers(_) => self.number(text).map(Value::Number),
            Range::Sizes(_) => {
                let named = SIZES.iter().find(|(name, _)| *name == text).map(|(_, points)| *points);
                named.or_else(|| self.number(text)).map(Value::Number)
            }
            Range::Flag => match text {
                "true" | "yes" | "是" => Some(Value::Flag(true)),
                "false" | "no" | "否" => Some(Value::Flag(false)),
                _ => None,
            },
            Range::Words(words) => {
                words.iter().find(|(word, label)| *word == text || *label == text).map(|(word, _)| Value::Word(word))
            }
            Range::Names(common) => {
                let known = common.iter().find(|(name, _)| *name == text).map(|(name, other)| (*name, *other));
                let (name, alt) = known.or_else(|| text.split_once('/')).unwrap_or((text, ""));
                Some(Value::Name(FaceName { name: name.trim().into(), alt: alt.trim().into() }))
            }
        };
        let value = value.ok_or_else(|| self.fault(&format!("现为“{text}”")))?;
        self.check(&value)?;
        Ok(value)
    }

    fn number(self, text: &str) -> Option<f64> {
        let text = text.strip_prefix("固定值").unwrap_or(text);
        let text = text.strip_suffix(self.unit()).unwrap_or(text);
        let ascii: String = text.trim().chars().map(to_ascii).collect();
        // Only plain decimals: `1e1`, `inf` and `nan` are no lengths that a clerk means.
        let plain = ascii.chars().all(|c| c.is_ascii_digit() || c == '.');
        if plain { ascii.parse().ok() } else { None }
    }

    /// Whether the choice takes this value.
    ///
    /// # Errors
    /// What values it takes, in Chinese.
    pub fn check(self, value: &Value) -> Result<(), StyleFault> {
        let good = match (self.range(), value) {
            (Range::Between(least, most), Value::Number(n)) => (least..=most).contains(n),
            (Range::Sizes(list) | Range::Numbers(list), Value::Number(n)) => list.contains(n),
            (Range::Flag, Value::Flag(_)) => true,
            (Range::Words(words), Value::Word(word)) => words.iter().any(|(known, _)| known == word),
            (Range::Names(_), Value::Name(names)) => {
                let fits = |name: &str| {
                    name.chars().count() <= LONGEST_FACE_NAME && !name.chars().any(|c| c.is_control() || c == '/')
                };
                !names.name.is_empty() && fits(&names.name) && fits(&names.alt)
            }
            _ => false,
        };
        if good { Ok(()) } else { Err(self.fault(&format!("现为“{}”", self.text(value)))) }
    }

    /// A fault of this choice: what it takes, and what was found.
    pub(crate) fn fault(self, found: &str) -> StyleFault {
        let unit = self.unit();
        let takes = match self.range() {
            Range::Between(least, most) => format!("应在 {least} 至 {most} {unit}之间"),
            Range::Sizes(_) | Range::Numbers(_) | Range::Words(_) | Range::Flag => {
                let names: Vec<String> = self.options().iter().map(|(_, label)| label.clone()).collect();
                format!("可以是{}", names.join("、"))
            }
            Range::Names(_) => format!("应写字体名称，最多{LONGEST_FACE_NAME}个字，不含“/”"),
        };
        let standard = self.say(&self.standard());
        StyleFault {
            key: self.key().into(),
            message: format!("{}{takes}（{}为{standard}），{found}", self.label(), self.authority()),
        }
    }

    /// The values to choose from, as text and in Chinese; empty for a number within a range.
    pub fn options(self) -> Vec<(String, String)> {
        let with_label = |value: Value| (self.text(&value), self.say(&value));
        match self.range() {
            Range::Between(..) => Vec::new(),
            Range::Sizes(list) | Range::Numbers(list) => {
                list.iter().map(|number| with_label(Value::Number(*number))).collect()
            }
            Range::Flag => [true, false].map(|flag| with_label(Value::Flag(flag))).into(),
            Range::Words(words) => words.iter().map(|(word, _)| with_label(Value::Word(word))).collect(),
            Range::Names(names) => names.iter().map(|(name, _)| ((*name).into(), (*name).into())).collect(),
        }
    }

    /// A value as text that [`Choice::parse`] reads.
    pub fn text(self, value: &Value) -> String {
        match value {
            Value::Number(number) => number.to_string(),
            Value::Flag(flag) => flag.to_string(),
            Value::Word(word) => (*word).into(),
            Value::Name(FaceName { name, alt }) => {
                let known = matches!(self.range(), Range::Names(list) if list.contains(&(name.as_str(), alt.as_str())));
                if known || alt.is_empty() { name.clone() } else { format!("{name}/{alt}") }
            }
        }
    }

    /// A value in Chinese.
    pub fn say(self, value: &Value) -> String {
        match (self.range(), value) {
            (Range::Sizes(_), Value::Number(points)) => {
                let name = SIZES.iter().find(|(_, size)| size == points).map_or("", |(name, _)| name);
                format!("{name}（{points} 磅）")
            }
            (_, Value::Number(number)) => format!("{number} {}", self.unit()),
            (_, Value::Flag(flag)) => if *flag { "是" } else { "否" }.into(),
            (Range::Words(words), Value::Word(word)) => {
                words.iter().find(|(known, _)| known == word).map_or(*word, |(_, label)| label).into()
            }
            (_, value) => self.text(value),
        }
    }

    /// Writes a value into a sheet. A value of the wrong kind changes nothing: [`Choice::check`] has refused it before.
    pub(crate) fn write(self, value: &Value, sheet: &mut StyleSheet) {
        let mut format = |which: &dyn Fn(ParaStyle) -> bool, change: &dyn Fn(&mut ParaFormat)| {
            for (style, format) in &mut sheet.styles {
                if which(*style) {
                    change(format);
                }
            }
        };
        match (self, value) {
            (Choice::LinePitch, Value::Number(n)) => sheet.line_pitch = Pt(*n),
            // Whatever stands on the grid is set in body size.
            (Choice::BodySize, Value::Number(n)) => format(&|_| true, &|f| {
                if f.on_char_grid {
                    f.size = Pt(*n);
                }
            }),
            (Choice::HeadingIndent, Value::Number(n)) => {
                format(&|style| style.heading_level().is_some(), &|f| f.first_line_chars = *n);
            }
            (Choice::BoldHeading2, Value::Flag(b)) => format(&|style| style == ParaStyle::Heading2, &|f| f.bold = *b),
            (Choice::BoldHeading3, Value::Flag(b)) => format(&|style| style == ParaStyle::Heading3, &|f| f.bold = *b),
            (Choice::SqueezePunctuation, Value::Flag(b)) => sheet.punctuation.squeeze = *b,
            (Choice::HangPunctuation, Value::Flag(b)) => sheet.punctuation.hang = *b,
            (Choice::BoldHeading4, Value::Flag(b)) => format(&|style| style == ParaStyle::Heading4, &|f| f.bold = *b),
            (Choice::TitleSize, Value::Number(n)) => format(&|style| style == ParaStyle::Title, &|f| f.size = Pt(*n)),
            (Choice::TitlePitch, Value::Number(n)) => {
                format(&|style| style == ParaStyle::Title, &|f| f.pitch = LinePitch::Exact(Pt(*n)));
            }
            (Choice::TableSize, Value::Number(n)) => format(&is_table_text, &|f| set_table_size(f, *n)),
            (Choice::TableLabelSize, Value::Number(n)) => {
                format(&|style| style == ParaStyle::TableLabel, &|f| set_table_size(f, *n));
            }
            (Choice::MarginTop, Value::Number(n)) => sheet.page.upright.top = Mm(*n),
            (Choice::MarginBottom, Value::Number(n)) => sheet.page.upright.bottom = Mm(*n),
            (Choice::MarginLeft, Value::Number(n)) => sheet.page.upright.left = Mm(*n),
            (Choice::MarginRight, Value::Number(n)) => sheet.page.upright.right = Mm(*n),
            (Choice::PageNumber, Value::Word(word)) => sheet.page_number.outside = *word == "outside",
            (Choice::PageNumberDashes, Value::Flag(b)) => sheet.page_number.dashes = *b,
            (Choice::Face(face), Value::Name(names)) => {
                for (known, name) in &mut sheet.faces {
                    if *known == face {
                        *name = names.clone();
                    }
                }
            }
            _ => {}
        }
    }
}

fn is_table_text(style: ParaStyle) -> bool {
    matches!(style, ParaStyle::TableHead | ParaStyle::TableNumber | ParaStyle::TableText | ParaStyle::Caption)
}

/// Lines of tables stand a third of their size apart, as the standard sheet's do (五号 on 14, 小五 on 12 points).
fn set_table_size(format: &mut ParaFormat, points: f64) {
    format.size = Pt(points);
    format.pitch = LinePitch::Exact(Pt(points * 4.0 / 3.0));
}

/// Full-width digits as Chinese input methods give them.
fn to_ascii(c: char) -> char {
    match c {
        '０'..='９' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '．' | '。' => '.',
        c => c,
    }
}
