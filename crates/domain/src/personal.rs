//! Personal data: shown as a mask everywhere; the text is given only for a stated purpose.

use serde::{Deserialize, Serialize, Serializer};
use std::fmt;

/// What kind of personal datum it is: decides its mask.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PersonalKind {
    /// A name: the first character stays (张*).
    Name,
    /// An identity document: first 6 and last 4 stay.
    Document,
    /// A telephone number: first 3 and last 4 stay.
    Phone,
    /// An address: nothing after the first six characters stays.
    Address,
    /// A bank card: last 4 stay.
    Bank,
}

/// Why a text is revealed. Every reveal is logged by the caller with this purpose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// To store it in the data file.
    Store,
    /// To show it to the clerk who handles the case.
    HandleCase,
    /// To print it in the applicant's own letter.
    ApplicantsLetter,
    /// To find a case by it, without showing it.
    FindCase,
}

/// A personal datum. `Debug`, `Display` and JSON give its mask; only [`Personal::reveal`] gives the text.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Personal {
    kind: PersonalKind,
    text: String,
}

impl Personal {
    /// Wraps a text.
    pub fn new(kind: PersonalKind, text: impl Into<String>) -> Self {
        Personal { kind, text: text.into() }
    }

    /// The text itself, for a stated purpose.
    pub fn reveal(&self, _purpose: Purpose) -> &str {
        &self.text
    }

    /// Its kind.
    pub fn kind(&self) -> PersonalKind {
        self.kind
    }

    /// Whether nothing has been entered.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The mask.
    pub fn masked(&self) -> String {
        let chars: Vec<char> = self.text.chars().collect();
        let (head, tail) = match self.kind {
            PersonalKind::Name => (1, 0),
            PersonalKind::Document => (6, 4),
            PersonalKind::Phone => (3, 4),
            PersonalKind::Address => (6, 0),
            PersonalKind::Bank => (0, 4),
        };
        // A text too short to hide anything in the middle is hidden whole, but for a name's first character.
        let (head, tail) = if chars.len() <= head + tail { (head.min(1).min(chars.len()), 0) } else { (head, tail) };
        chars.iter().enumerate().map(|(i, c)| if i < head || i + tail >= chars.len() { *c } else { '*' }).collect()
    }
}

impl fmt::Debug for Personal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Personal({})", self.masked())
    }
}

impl fmt::Display for Personal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.masked())
    }
}

impl Serialize for Personal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.masked())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_display_and_mask_never_show_the_middle() {
        let cases = [
            (PersonalKind::Name, "示例甲", "示**"),
            (PersonalKind::Name, "甲", "甲"),
            (PersonalKind::Document, "000000199001010000", "000000********0000"),
            (PersonalKind::Document, "1234", "1***"),
            (PersonalKind::Phone, "10000000001", "100****0001"),
            (PersonalKind::Address, "示例县示例路一号", "示例县示例路**"),
            (PersonalKind::Bank, "0000111122223333", "************3333"),
        ];
        for (kind, text, mask) in cases {
            let personal = Personal::new(kind, text);
            assert_eq!(personal.to_string(), mask);
            assert_eq!(format!("{personal:?}"), format!("Personal({mask})"));
            assert_eq!(personal.reveal(Purpose::HandleCase), text);
        }
    }
}
