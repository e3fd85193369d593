//! Which cell of last year's form holds what a cell of this year's form holds (annual_report.md §5, §11).

use super::{Address, CellSpec, Figures, Form, Forms, Value, ValueKind};

/// Last year's figures with the form they were made in.
#[derive(Debug, Clone, Copy)]
pub struct PreviousReport<'a> {
    /// The form of last year.
    pub form: &'a Form,
    /// Last year's figures.
    pub figures: &'a Figures,
}

impl<'a> PreviousReport<'a> {
    /// `previous` as the report of the year before `figures`.
    ///
    /// # Errors
    /// In Chinese, why the two cannot be compared: another year, no form known, a report without tables.
    pub fn of(figures: &Figures, previous: &'a Figures, forms: &'a Forms) -> Result<PreviousReport<'a>, String> {
        let (year, then) = (figures.year, previous.year);
        if Some(then) != year.checked_sub(1) {
            return Err(format!("提供的上一年度报告是{then}年度的，{year}年度的报告应与前一年度的报告比较"));
        }
        let Some(form) = forms.for_year(then) else {
            return Err(format!("程序中没有{then}年度的报告格式，不能与上一年度报告比较"));
        };
        if form.tables.is_empty() {
            return Err(format!("{then}年度的报告是文字报告，没有表格，不能与上一年度比较"));
        }
        Ok(PreviousReport { form, figures: previous })
    }

    /// Where last year's form holds the quantity of a cell of `form`; `None` when it has no such quantity.
    ///
    /// Tables 三 and 四 keep their addresses over the years (only the 2019 form's one row `other` became three, and no
    /// single one of them can be compared). In table 二, 对外公开总数量 (2019) is not 现行有效件数 (2021): only a cell of
    /// the same form is linked, and the number of decisions (`licences.decisions` ↔ `licences`).
    pub fn cell_of(&self, form: &Form, at: &Address) -> Option<&'a CellSpec> {
        if form.id == self.form.id || at.table() != "proactive" {
            // 2021's row 其他处理 does not exist in 2019 and the other way round, so that an equal address is an equal row.
            return self.form.cell(at);
        }
        let same_decisions = match at.column() {
            "" => Address::new(format!("{at}.decisions")),
            "decisions" => Address::new(format!("proactive.{}", at.row())),
            _ => return None,
        };
        let now = form.cell(at)?;
        self.form.cell(&same_decisions).filter(|cell| cell.kind == now.kind && now.kind == ValueKind::Count)
    }

    /// Last year's value of the quantity of a cell; `None` when its form has none.
    pub fn value(&self, form: &Form, at: &Address) -> Option<&'a Value> {
        Some(self.figures.value(&self.cell_of(form, at)?.at))
    }

    /// Last year's integer of the quantity of a cell; `None` also for blank and text.
    pub fn count(&self, form: &Form, at: &Address) -> Option<i64> {
        self.value(form, at)?.count()
    }
}
