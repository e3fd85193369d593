//! What is final stays as it was: from 定稿 on a report is its version, whatever the ledger says later.

use super::Session;
use super::version::locked;
use crate::figures_json;
use crate::prepare::Material;
use crate::view::AppError;
use mingce_domain::agency::AgencyId;
use mingce_domain::annual_report::{Figures, Form};

/// A final version, read.
pub(super) struct Frozen {
    figures: Figures,
    /// Why the report cannot be changed.
    pub(super) why: String,
}

impl Session {
    /// The figures and the text of a report that is final or published; `None` while it may be changed.
    ///
    /// # Errors
    /// When the file, or what the version holds, cannot be read.
    pub(super) fn frozen(&self, agency: &AgencyId, year: i32) -> Result<Option<Frozen>, AppError> {
        let Some(version) = self.opened()?.store.versions(agency, year)?.into_iter().next() else { return Ok(None) };
        let Some(why) = locked(&version) else { return Ok(None) };
        let mut figures = figures_json::read(version.content.figures.as_bytes(), &self.assets().forms)?.figures;
        // With the numbers as they were then.
        figures.sections = version.content.sections;
        Ok(Some(Frozen { figures, why }))
    }
}

impl Frozen {
    /// The figures and the text.
    pub(super) fn into_figures(self) -> Figures {
        self.figures
    }

    /// Puts the version in the place of what the ledger says now, and notes where the two differ.
    pub(super) fn hold(self, material: &mut Material, form: &Form) {
        let live = std::mem::replace(&mut material.figures, self.figures);
        let differing: Vec<&str> = form
            .cells()
            .filter(|cell| live.value(&cell.at) != material.figures.value(&cell.at))
            .map(|cell| cell.label.as_str())
            .collect();
        if let Some(first) = differing.first() {
            let count = differing.len();
            material.notes.push(format!(
                "定稿之后台账又有变动，{count}个数与现在统计的不同（如“{first}”）。本报告以定稿为准；需要改的，请在“版本”中开始更正"
            ));
        }
    }
}
