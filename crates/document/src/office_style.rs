//! The style sheet of an office: GB/T 9704 with what the office does otherwise.

use crate::{Choice, Orientation, ParaStyle, StyleSheet, Value};
use serde::ser::{Serialize, SerializeMap, Serializer};
use std::collections::BTreeMap;

/// What an office does otherwise than GB/T 9704, and nothing else: what it leaves open follows the standard.
/// As JSON it is `style/1`.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct OfficeStyle {
    choices: BTreeMap<Choice, Value>,
}

/// A choice that cannot be obeyed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct StyleFault {
    /// Which choice, by its key.
    pub key: String,
    /// What it takes and what was found, in Chinese.
    pub message: String,
}

/// Which files draw the faces in PDF.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PdfFonts {
    /// Those that come with the program: the same pages on every machine.
    #[default]
    Bundled,
    /// Those of the sheet's names that are installed here, the program's for the rest.
    Office,
}

impl OfficeStyle {
    /// The schema of its JSON.
    pub const SCHEMA: &'static str = "style/1";

    /// The choice that was made, if any.
    pub fn get(&self, choice: Choice) -> Option<&Value> {
        self.choices.get(&choice)
    }

    /// The choice that holds: the one that was made, or the standard's.
    pub fn value(&self, choice: Choice) -> Value {
        self.get(choice).cloned().unwrap_or_else(|| choice.standard())
    }

    /// Makes a choice. One that says what the standard says is none.
    ///
    /// # Errors
    /// When the choice does not take the value; nothing is changed then.
    pub fn set(&mut self, choice: Choice, value: Value) -> Result<(), StyleFault> {
        choice.check(&value)?;
        if value == choice.standard() {
            self.choices.remove(&choice);
        } else {
            self.choices.insert(choice, value);
        }
        Ok(())
    }

    /// Takes a choice back.
    pub fn clear(&mut self, choice: Choice) {
        self.choices.remove(&choice);
    }

    /// Whether nothing differs from the standard.
    pub fn is_standard(&self) -> bool {
        self.choices.is_empty()
    }

    /// Which files draw the faces in PDF.
    pub fn pdf_fonts(&self) -> PdfFonts {
        match self.value(Choice::PdfFonts) {
            Value::Word("office") => PdfFonts::Office,
            _ => PdfFonts::Bundled,
        }
    }

    /// The style sheet that says so. Characters per line and lines per page follow from paper, margins, size and pitch.
    ///
    /// # Errors
    /// Choices that do not go together.
    pub fn apply(&self) -> Result<StyleSheet, Vec<StyleFault>> {
        let mut faults: Vec<StyleFault> =
            self.choices.iter().filter_map(|(choice, value)| choice.check(value).err()).collect();
        let mut sheet = StyleSheet::gb9704();
        for (choice, value) in &self.choices {
            choice.write(value, &mut sheet);
        }
        let (size, pitch) = (sheet.format(ParaStyle::Title).size, sheet.pitch(ParaStyle::Title));
        if pitch < size {
            faults.push(StyleFault {
                key: Choice::TitlePitch.key().into(),
                message: format!(
                    "标题行距（{} 磅）小于标题字号（{} 磅），两行标题会叠在一起，请加大行距",
                    pitch.0, size.0
                ),
            });
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        let (width, height) =
            (sheet.page.text_width(Orientation::Portrait), sheet.page.text_height(Orientation::Portrait));
        // As many characters as come nearest to their natural width: the standard's 28 are set 0.2 points closer.
        sheet.page.chars = (width.pt().0 / sheet.format(ParaStyle::Body).size.0).round() as u32;
        sheet.page.lines = (height.pt().0 / sheet.line_pitch.0).floor() as u32;
        Ok(sheet)
    }
}

impl Serialize for OfficeStyle {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.choices.len() + 1))?;
        map.serialize_entry("schema", Self::SCHEMA)?;
        for (choice, value) in &self.choices {
            match value {
                // 28, not 28.0: as people write it. The lengths are far below where an integer ends.
                Value::Number(number) if number.fract() == 0.0 => {
                    map.serialize_entry(choice.key(), &(*number as i64))?;
                }
                Value::Number(number) => map.serialize_entry(choice.key(), number)?,
                Value::Flag(flag) => map.serialize_entry(choice.key(), flag)?,
                Value::Word(word) => map.serialize_entry(choice.key(), word)?,
                Value::Name(names) => map.serialize_entry(choice.key(), names)?,
            }
        }
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Face, FaceName, LinePitch, Mm, Pt};

    fn with(choices: &[(Choice, &str)]) -> OfficeStyle {
        let mut style = OfficeStyle::default();
        for (choice, text) in choices {
            style.set(*choice, choice.parse(text).unwrap()).unwrap();
        }
        style
    }

    #[test]
    fn an_office_that_chooses_nothing_gets_the_standard_to_the_last_number() {
        assert_eq!(OfficeStyle::default().apply().unwrap(), StyleSheet::gb9704());
        let mut style = OfficeStyle::default();
        for choice in Choice::ALL {
            style.set(choice, choice.standard()).unwrap();
        }
        assert!(style.is_standard(), "saying what the standard says is no choice: {style:?}");
    }

    #[test]
    fn every_choice_reaches_the_sheet_and_is_read_back_from_it() {
        let others = [
            "固定值28磅",
            "小三",
            "0字",
            "是",
            "是",
            "true",
            "是",
            "否",
            "小二",
            "30",
            "小四",
            "小四",
            "35",
            "３３．５毫米",
            "27",
            "25",
            "居中",
            "否",
            "华文仿宋",
            "华文中宋",
            "方正黑体_GBK",
            "我的楷体/My Kai",
            "方正书宋_GBK",
        ];
        for (choice, text) in Choice::ALL.into_iter().zip(others) {
            let value = choice.parse(text).unwrap();
            assert_ne!(value, choice.standard(), "{choice:?}");
            let sheet = with(&[(choice, text)]).apply().unwrap();
            assert_eq!(choice.of(&sheet), value, "{choice:?} is obeyed");
            assert_eq!(choice.parse(&choice.text(&value)).unwrap(), value, "{choice:?} can be written and read");
        }
        assert_eq!(others.len() + 1, Choice::ALL.len(), "all but the fonts, which are no matter of the sheet");
        assert_eq!(with(&[(Choice::PdfFonts, "office")]).pdf_fonts(), PdfFonts::Office);
    }

    #[test]
    fn keys_are_unique_and_lead_back() {
        for choice in Choice::ALL {
            assert_eq!(Choice::from_key(choice.key()), Some(choice));
            choice.check(&choice.standard()).unwrap();
            let options = choice.options();
            let standard = choice.text(&choice.standard());
            assert!(options.is_empty() || options.iter().any(|(text, _)| *text == standard), "{choice:?}");
        }
    }

    #[test]
    fn lines_and_characters_follow_the_pitch_the_size_and_the_margins() {
        let grid = |choices: &[(Choice, &str)]| {
            let page = with(choices).apply().unwrap().page;
            (page.lines, page.chars)
        };
        assert_eq!(grid(&[]), (22, 28));
        assert_eq!(grid(&[(Choice::LinePitch, "28")]), (22, 28));
        assert_eq!(grid(&[(Choice::LinePitch, "26")]), (24, 28));
        assert_eq!(grid(&[(Choice::LinePitch, "30")]), (21, 28));
        assert_eq!(grid(&[(Choice::BodySize, "四号")]), (22, 32));
        assert_eq!(grid(&[(Choice::MarginTop, "30"), (Choice::MarginLeft, "20")]), (22, 29));
    }

    #[test]
    fn body_size_sizes_everything_on_the_grid_and_nothing_else() {
        let sheet = with(&[(Choice::BodySize, "小三")]).apply().unwrap();
        for style in ParaStyle::ALL {
            let (now, before) = (sheet.format(style), StyleSheet::gb9704().format(style).size);
            assert_eq!(now.size, if now.on_char_grid { Pt(15.0) } else { before }, "{style:?}");
        }
        assert_eq!(sheet.format(ParaStyle::Heading3).size, Pt(15.0));
    }

    #[test]
    fn text_of_tables_keeps_its_leading() {
        let sheet = with(&[(Choice::TableSize, "小四"), (Choice::TableLabelSize, "五号")]).apply().unwrap();
        assert_eq!(sheet.format(ParaStyle::TableHead).pitch, LinePitch::Exact(Pt(16.0)));
        assert_eq!(sheet.format(ParaStyle::TableLabel).pitch, LinePitch::Exact(Pt(14.0)));
        assert_eq!(sheet.format(ParaStyle::PageNumber), StyleSheet::gb9704().format(ParaStyle::PageNumber));
        assert_eq!(sheet.page.upright.top, Mm(37.0));
    }

    #[test]
    fn what_cannot_be_obeyed_is_refused_with_what_can() {
        let wrong = [
            (Choice::LinePitch, "25.9"),
            (Choice::LinePitch, "1e1"),
            (Choice::LinePitch, "NaN"),
            (Choice::LinePitch, "inf"),
            (Choice::LinePitch, "-28"),
            (Choice::LinePitch, ""),
            (Choice::LinePitch, "28毫米"),
            (Choice::BodySize, "五号"),
            (Choice::TableSize, "二号"),
            (Choice::MarginTop, "51"),
            (Choice::PageNumber, "左"),
            (Choice::PageNumberDashes, "也许"),
            (Choice::Face(Face::KaiTi), ""),
            (Choice::Face(Face::KaiTi), "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二"),
            (Choice::Face(Face::KaiTi), "楷\u{1}体"),
        ];
        for (choice, text) in wrong {
            let fault = choice.parse(text).unwrap_err();
            assert_eq!(fault.key, choice.key());
            assert!(
                fault.message.starts_with(choice.label())
                    && fault.message.contains(&format!("{}为", choice.authority())),
                "{fault}"
            );
        }
        let fault = Choice::LinePitch.parse("40").unwrap_err();
        assert_eq!(fault.message, "正文行距应在 26 至 30 磅之间（国标为28.95 磅），现为“40”");
        let faults = with(&[(Choice::TitleSize, "一号"), (Choice::TitlePitch, "24")]).apply().unwrap_err();
        assert_eq!(faults.len(), 1);
        assert_eq!(faults[0].key, "title_pitch");
    }

    #[test]
    fn a_common_face_brings_its_other_name_and_a_free_one_may_have_one() {
        let face = |text: &str| match Choice::Face(Face::FangSong).parse(text).unwrap() {
            Value::Name(FaceName { name, alt }) => (name, alt),
            other => panic!("{other:?}"),
        };
        assert_eq!(face("方正仿宋_GBK"), ("方正仿宋_GBK".into(), "FZFangSong-Z02".into()));
        assert_eq!(face(" 某仿宋 / Some Song "), ("某仿宋".into(), "Some Song".into()));
        assert_eq!(face("某仿宋"), ("某仿宋".into(), String::new()));
    }
}
