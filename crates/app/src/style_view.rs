//! The style sheet of an office as the window shows it.

use mingce_document::{Choice, OfficeStyle, Orientation, Range, StyleSheet};
use serde::{Deserialize, Serialize};

/// The style that holds for an agency, or for the whole file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct StyleView {
    /// Whose: an agency's id, or `None` for the whole file.
    pub agency: Option<String>,
    /// Whether an agency has a style of its own; without one it follows the file's.
    pub own: bool,
    /// Whether nothing differs from GB/T 9704.
    pub standard: bool,
    /// Lines on a full page.
    pub lines: u32,
    /// Characters in a line.
    pub chars: u32,
    /// Width and height of the text area (版心) in Chinese.
    pub text_area: String,
    /// All choices, in order.
    pub fields: Vec<StyleField>,
}

/// A choice.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct StyleField {
    /// Its key.
    pub key: String,
    /// Its Chinese name.
    pub label: String,
    /// Under which heading it is shown.
    pub group: String,
    /// The unit of its numbers; may be empty.
    pub unit: String,
    /// `number`, `option` or `name` (one of the options, or another).
    pub kind: String,
    /// What holds, as text.
    pub value: String,
    /// What the standard says, or what holds by default where it says nothing; in Chinese.
    pub standard: String,
    /// Which of the two: 国标 or 默认.
    pub authority: String,
    /// Whether both are the same.
    pub is_standard: bool,
    /// What a number must not fall below.
    pub least: Option<f64>,
    /// What a number must not exceed.
    pub most: Option<f64>,
    /// What can be chosen.
    pub options: Vec<StyleOption>,
}

/// One of the values to choose from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct StyleOption {
    /// As text.
    pub value: String,
    /// In Chinese.
    pub label: String,
}

/// The fields of a style.
pub fn of(style: &OfficeStyle, sheet: &StyleSheet, agency: Option<&str>, own: bool) -> StyleView {
    let page = &sheet.page;
    StyleView {
        agency: agency.map(str::to_string),
        own,
        standard: style.is_standard(),
        lines: page.lines,
        chars: page.chars,
        text_area: format!(
            "{}×{} 毫米",
            page.text_width(Orientation::Portrait).0,
            page.text_height(Orientation::Portrait).0
        ),
        fields: Choice::ALL.into_iter().map(|choice| field(style, choice)).collect(),
    }
}

fn field(style: &OfficeStyle, choice: Choice) -> StyleField {
    let (value, standard) = (style.value(choice), choice.standard());
    let (kind, least, most) = match choice.range() {
        Range::Between(least, most) => ("number", Some(least), Some(most)),
        Range::Names(_) => ("name", None, None),
        Range::Sizes(_) | Range::Numbers(_) | Range::Flag | Range::Words(_) => ("option", None, None),
    };
    StyleField {
        key: choice.key().into(),
        label: choice.label().into(),
        group: choice.group().into(),
        unit: choice.unit().into(),
        kind: kind.into(),
        value: choice.text(&value),
        standard: choice.say(&standard),
        authority: choice.authority().into(),
        is_standard: value == standard,
        least,
        most,
        options: choice.options().into_iter().map(|(value, label)| StyleOption { value, label }).collect(),
    }
}
