//! What a check says.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// 错误: stops the final version unless it may be excused and is.
    Error,
    /// 警告: asks for a written reason.
    Warning,
    /// 提示.
    Note,
}

impl Severity {
    /// Its Chinese label.
    pub fn label(self) -> &'static str {
        match self {
            Severity::Error => "错误",
            Severity::Warning => "警告",
            Severity::Note => "提示",
        }
    }
}

/// A written reason that excuses a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Excuse {
    /// The reason.
    pub reason: String,
    /// Who.
    pub by: String,
    /// When.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on: Option<NaiveDate>,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// The rule's id: A01 … S14.
    pub rule: String,
    /// How grave.
    pub severity: Severity,
    /// Where: a cell's address, `sections.overview`, `title`.
    pub at: String,
    /// Other places that belong to it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<String>,
    /// What happened, in one Chinese sentence with the values.
    pub message: String,
    /// What should stand there, if known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expected: Option<String>,
    /// What stands there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub actual: Option<String>,
    /// The clause or practice behind it; empty when there is none to cite.
    pub basis: String,
    /// What to do.
    pub remedy: String,
    /// The reason that excuses it, if one is written and allowed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub excused: Option<Excuse>,
}

impl Finding {
    /// A finding with what every one has; the rest is added by the methods below.
    pub fn new(rule: &str, severity: Severity, at: impl Into<String>, message: impl Into<String>) -> Finding {
        Finding {
            rule: rule.to_string(),
            severity,
            at: at.into(),
            related: Vec::new(),
            message: message.into(),
            expected: None,
            actual: None,
            basis: String::new(),
            remedy: String::new(),
            excused: None,
        }
    }

    /// With what should stand there.
    pub fn expected(mut self, expected: impl ToString) -> Finding {
        self.expected = Some(expected.to_string());
        self
    }

    /// With what stands there.
    pub fn actual(mut self, actual: impl ToString) -> Finding {
        self.actual = Some(actual.to_string());
        self
    }

    /// With other places that belong to it.
    pub fn related<T: ToString>(mut self, related: impl IntoIterator<Item = T>) -> Finding {
        self.related = related.into_iter().map(|place| place.to_string()).collect();
        self
    }

    /// With the clause behind it.
    pub fn basis(mut self, basis: impl Into<String>) -> Finding {
        self.basis = basis.into();
        self
    }

    /// With what to do.
    pub fn remedy(mut self, remedy: impl Into<String>) -> Finding {
        self.remedy = remedy.into();
        self
    }

    /// Whether it stands in the way of the final version: an error or a warning that no reason excuses. Notes never do.
    pub fn is_open(&self) -> bool {
        self.severity != Severity::Note && self.excused.is_none()
    }
}

/// A rule that could not run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unchecked {
    /// The rule's id.
    pub rule: String,
    /// Which input is missing.
    pub reason: String,
}

/// All that the checks say: never "passed" for a rule that did not run.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Findings {
    /// Findings in the order of the report.
    pub findings: Vec<Finding>,
    /// Rules that could not run.
    pub unchecked: Vec<Unchecked>,
}

impl Findings {
    /// Errors that are not excused.
    pub fn errors(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|f| f.severity == Severity::Error && f.excused.is_none())
    }

    /// Warnings that are not excused.
    pub fn warnings(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|f| f.severity == Severity::Warning && f.excused.is_none())
    }

    /// Findings for which a written reason is kept.
    pub fn excused(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|f| f.excused.is_some())
    }
}
