//! What tables are called in files that give them no names.

use super::clean::clean;

/// So much of a paragraph is enough to tell which table is meant.
const LONGEST: usize = 60;

/// Names tables after the last heading before them.
#[derive(Default)]
pub(crate) struct Names {
    heading: String,
    /// Tables named after the heading so far.
    under: usize,
    tables: usize,
}

impl Names {
    /// A heading, or a paragraph that may be one; blank ones change nothing.
    pub(crate) fn heading(&mut self, text: &str) {
        let text = clean(text).replace(['\n', '\t'], " ");
        if !text.is_empty() {
            self.heading = text.chars().take(LONGEST).collect();
            self.under = 0;
        }
    }

    /// The next table's name; a second one under the same heading is told apart by a number.
    pub(crate) fn give(&mut self) -> String {
        self.tables += 1;
        self.under += 1;
        match (self.heading.as_str(), self.under) {
            ("", _) => format!("第{}个表格", self.tables),
            (heading, 1) => heading.to_owned(),
            (heading, nth) => format!("{heading}（{nth}）"),
        }
    }
}
