//! The rules by which records become cells, each one a switch.
//!
//! Offices always count by all of them ([`CountingRules::statutory`]). The switches exist so that a test can turn one
//! rule off and see the comparison with an independent counter fail: a rule whose absence nobody notices is not tested.

use serde::{Deserialize, Serialize};

/// What the office does with an application that is open again after a reconsideration decision, a judgment or its own
/// correction. No rule says it, so it is a setting; the trace says which one was used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReopenedCases {
    /// 不再计入: the first run of handling counts, further ones count nowhere.
    #[default]
    NotCounted,
    /// 按新收计入: newly received in the year of the reopening, carried over and closed like any other application.
    CountedAsNew,
}

impl ReopenedCases {
    /// Both settings.
    pub const ALL: [ReopenedCases; 2] = [ReopenedCases::NotCounted, ReopenedCases::CountedAsNew];

    /// The word in the data file.
    pub fn key(self) -> &'static str {
        match self {
            ReopenedCases::NotCounted => "not_counted",
            ReopenedCases::CountedAsNew => "counted_as_new",
        }
    }

    /// The setting with this key.
    pub fn from_key(key: &str) -> Option<ReopenedCases> {
        ReopenedCases::ALL.into_iter().find(|setting| setting.key() == key)
    }

    /// Its Chinese label.
    pub fn label(self) -> &'static str {
        match self {
            ReopenedCases::NotCounted => "重新办理的申请不再计入",
            ReopenedCases::CountedAsNew => "重新办理的申请按新收计入",
        }
    }
}

macro_rules! rules {
    ($($(#[$doc:meta])* $variant:ident),* $(,)?) => {
        /// One rule of counting; each says what is counted while it is off.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum CountingRule {
            $($(#[$doc])* $variant,)*
        }

        impl CountingRule {
            /// All rules.
            pub const ALL: &'static [CountingRule] = &[$(CountingRule::$variant),*];
        }
    };
}

rules! {
    /// 31 December belongs to the year: a reply of that day is a result of it, nothing to carry forward.
    /// Off: the year ends on 30 December.
    LastDayInside,
    /// 1 January belongs to the year: what is received or answered then is not the old year's.
    /// Off: the year begins on 2 January.
    FirstDayInside,
    /// 本年新收 is what was received in the year. Off: what was carried in counts as new as well.
    NewByReceipt,
    /// A result belongs to the year of the reply's date. Off: to the year of receipt.
    ResultByClosing,
    /// 上年结转 is whatever was open at the start of the year, however old. Off: only what the year before received.
    CarriedFromAnyYear,
    /// An open application is carried forward at the end of every year. Off: only in its year of receipt.
    CarriedEveryYear,
    /// Reopened applications follow [`ReopenedCases`] in all rows alike. Off: their new results count, their reopening
    /// does not.
    ReopenedAsSet,
    /// A void registration (作废) counts nowhere. Off: like any other.
    VoidNowhere,
    /// Applications split from one letter (一事一申请) count each. Off: a letter counts once.
    LetterPartsCountEach,
    /// A lawsuit in which the organ only answers for its review is counted by the organ that made the act.
    /// Off: by both.
    ReviewerNotCounted,
    /// A dispute's result belongs to the year in which it is decided. Off: to the year of filing.
    DisputeByDecision,
    /// A lawsuit is 尚未审结 until the judgment is in force. Off: until the judgment.
    LawsuitInForce,
    /// What is filed and undecided on 31 December counts as 尚未审结. Off: only decided disputes count.
    PendingCounted,
    /// What was 尚未审结 returns with its result later. Off: a dispute counts in its first year only.
    PendingReturns,
    /// Reviewed and then sued counts in 行政复议 and in 复议后起诉. Off: in the lawsuit's group alone.
    ReviewAndSuitBoth,
    /// A dispute over several applications is one dispute. Off: one for each application.
    DisputeCountsOnce,
}

/// The rules that are on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct CountingRules(u32);

impl CountingRules {
    /// All rules: what every report is counted by.
    pub const ALL: CountingRules = CountingRules(u32::MAX);

    /// All rules: what every report is counted by.
    pub const fn statutory() -> CountingRules {
        CountingRules::ALL
    }

    /// The same without one rule. For tests: a report counted so is wrong.
    #[must_use]
    pub const fn without(self, rule: CountingRule) -> CountingRules {
        CountingRules(self.0 & !(1 << rule as u32))
    }

    /// Whether a rule is on.
    pub const fn has(self, rule: CountingRule) -> bool {
        self.0 & (1 << rule as u32) != 0
    }
}

impl Default for CountingRules {
    fn default() -> Self {
        CountingRules::statutory()
    }
}

/// How an office counts: what the rules leave open, and the rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct CountingSettings {
    /// Reopened applications.
    pub reopened: ReopenedCases,
    /// The rules; all of them outside tests.
    pub rules: CountingRules,
}

impl CountingSettings {
    /// All rules, with this setting for reopened applications.
    pub const fn new(reopened: ReopenedCases) -> CountingSettings {
        CountingSettings { reopened, rules: CountingRules::ALL }
    }
}
