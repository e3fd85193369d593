//! What a clerk should know about how a report's numbers came about. Notes, not findings: they judge nothing.

use super::{Address, Form, Value};
use chrono::{Datelike, NaiveDate};

/// One note of [`super::compile()`].
#[derive(Debug, Clone, PartialEq)]
pub enum CompileNote {
    /// A number was typed into a counted cell. The counted one holds.
    TypedBesideCounted {
        /// The cell.
        at: Address,
        /// What was typed.
        typed: Value,
        /// What the ledger has.
        counted: i64,
    },
    /// A total was typed that differs from the sum. The sum holds.
    TotalTyped {
        /// The cell.
        at: Address,
        /// What was typed.
        typed: Value,
        /// The sum; blank when a part is.
        computed: Value,
    },
    /// 上年结转 is typed, because the ledger does not reach back, but the ledger holds more cases than that.
    CarriedInBelowLedger {
        /// The cell.
        at: Address,
        /// What was typed; it holds.
        typed: Value,
        /// What the ledger has.
        counted: i64,
    },
    /// 上年结转 is to be typed, nobody did, and the ledger holds cases that belong there.
    CarriedInNotTyped {
        /// The cell.
        at: Address,
        /// What the ledger has.
        counted: i64,
    },
    /// The ledger is complete only from a day within the year: what came before it can only be adjusted in.
    LedgerBeginsInYear {
        /// The first complete day.
        since: NaiveDate,
    },
    /// The unit took over the business of an agency that kept no ledger.
    TakenOverWithoutLedger {
        /// That agency's name.
        name: String,
    },
    /// The unit does not exist on 31 December: its successor reports, nothing is counted here.
    NotThereAtYearEnd {
        /// Its last day, if it has ended.
        ended: Option<NaiveDate>,
    },
    /// An adjustment to a cell that is not counted (typed, or a total); not applied.
    AdjustmentOfUncounted {
        /// The cell.
        at: Address,
        /// By how much.
        delta: i64,
    },
    /// An adjustment without reason or source; not applied.
    AdjustmentWithoutReason {
        /// The cell.
        at: Address,
        /// By how much.
        delta: i64,
    },
    /// A typed cell that this year's form does not have; left out.
    NotInForm {
        /// The cell.
        at: Address,
    },
}

impl CompileNote {
    /// The cell it is about, if it is about one.
    pub fn at(&self) -> Option<&Address> {
        match self {
            CompileNote::TypedBesideCounted { at, .. }
            | CompileNote::TotalTyped { at, .. }
            | CompileNote::CarriedInBelowLedger { at, .. }
            | CompileNote::CarriedInNotTyped { at, .. }
            | CompileNote::AdjustmentOfUncounted { at, .. }
            | CompileNote::AdjustmentWithoutReason { at, .. }
            | CompileNote::NotInForm { at } => Some(at),
            CompileNote::LedgerBeginsInYear { .. }
            | CompileNote::TakenOverWithoutLedger { .. }
            | CompileNote::NotThereAtYearEnd { .. } => None,
        }
    }

    /// The note for the clerk: what happened and what to do.
    pub fn sentence(&self, form: &Form) -> String {
        let label = self.at().map_or("", |at| form.label(at));
        match self {
            CompileNote::TypedBesideCounted { typed, counted, .. } => {
                format!(
                    "“{label}”填报为{typed}，台账计数为{counted}件，已按台账计数；确有未录入台账的，请补录或登记调整。"
                )
            }
            CompileNote::TotalTyped { typed, computed, .. } => {
                let sum = if computed.is_blank() {
                    "各分项尚未填全".to_string()
                } else {
                    format!("各分项之和为{computed}")
                };
                format!("“{label}”填报为{typed}，{sum}；总计只由分项相加得出，请核对分项。")
            }
            CompileNote::CarriedInBelowLedger { typed, counted, .. } => {
                format!("“{label}”填报为{typed}，台账中已有{counted}件上年未办结的申请，请核对填报数。")
            }
            CompileNote::CarriedInNotTyped { counted, .. } => {
                format!(
                    "“{label}”尚未填报（台账未覆盖上年，此栏须填报），台账中已有{counted}件上年未办结的申请，可供参考。"
                )
            }
            CompileNote::LedgerBeginsInYear { since } => format!(
                "台账自{}年{}月{}日起完整，此前的件数不在计数之内，请以调整补入。",
                since.year(),
                since.month(),
                since.day()
            ),
            CompileNote::TakenOverWithoutLedger { name } => {
                format!("已并入的“{name}”没有台账，其件数不在计数之内，请以调整补入。")
            }
            CompileNote::NotThereAtYearEnd { ended: Some(on) } => {
                format!("本单位已于{}年{}月{}日撤销，当年件数计入承接单位的报告。", on.year(), on.month(), on.day())
            }
            CompileNote::NotThereAtYearEnd { ended: None } => "本单位在该年年末尚未成立，没有可计的件数。".to_string(),
            CompileNote::AdjustmentOfUncounted { delta, .. } => {
                format!("对“{label}”的调整（{delta:+}）未计入：该栏不是台账计数，请直接改填报数。")
            }
            CompileNote::AdjustmentWithoutReason { delta, .. } => {
                format!("对“{label}”的调整（{delta:+}）缺少理由或来源，未计入，请补写。")
            }
            CompileNote::NotInForm { at } => format!("本年度格式没有“{at}”这一栏，所填内容未采用，请核对报告年度。"),
        }
    }
}
