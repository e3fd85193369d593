//! The gate of the final version (定稿, `--final`); drafts never pass through it.
//!
//! Decisions, where common_errors.md leaves room:
//! - An error blocks. Errors of form (A01–A04, A07, A09, S01–S04) and of wording (N11, N14) are never excusable; those of
//!   continuity (A05, A12, S08) are, and those read out of prose (N01, N02), which may be misread.
//! - A warning asks for a written reason: without one it blocks, too. A note never does.
//! - A rule that could not run is listed as 未检查 and does not block: nobody can be made to own last year's report. It is
//!   never counted as passed.
//! - Sample data (示例) and text with 【依据待核】 are never final, whatever the findings.

use super::report::is_excusable;
use super::{Finding, Findings, ReportInput, Severity, Unchecked};

/// The mark of a basis that was not checked against its published text.
const UNVERIFIED: &str = "【依据待核】";

/// Whether a report may become final, and what stands in the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gate {
    /// Whether nothing stands in the way.
    pub open: bool,
    /// What stands in the way, gravest first.
    pub blocking: Vec<Blocker>,
    /// Findings for which a written reason is kept: printed in the check sheet.
    pub excused: Vec<Finding>,
    /// Rules that could not run: listed, never passed.
    pub unchecked: Vec<Unchecked>,
}

/// One thing in the way of the final version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Blocker {
    /// The report belongs to the invented sample.
    Sample,
    /// A text still carries 【依据待核】.
    UnverifiedBasis {
        /// Where: `sections.overview`, `preamble`, `document`.
        at: String,
        /// The words around the mark.
        excerpt: String,
    },
    /// An error or a warning that no reason excuses.
    Finding {
        /// The finding.
        finding: Box<Finding>,
        /// Whether a written reason would let it through.
        excusable: bool,
    },
}

impl Blocker {
    /// What is in the way and what to do, in one Chinese sentence.
    pub fn message(&self) -> String {
        match self {
            Blocker::Sample => "这是示例数据，不能定稿；请在自己的数据文件中编制报告。".into(),
            Blocker::UnverifiedBasis { excerpt, .. } => {
                format!("“{excerpt}”处标有{UNVERIFIED}：请核对依据的文号和内容后删去标记，再定稿。")
            }
            Blocker::Finding { finding, excusable: true } if finding.severity == Severity::Warning => {
                format!("{}请改正，或写明理由。", finding.message)
            }
            Blocker::Finding { finding, excusable: true } => {
                format!("{}请改正；确有理由的，写明理由。", finding.message)
            }
            Blocker::Finding { finding, excusable: false } => {
                format!("{}必须改正，不能以说明理由代替。", finding.message)
            }
        }
    }
}

/// Decides whether a report may become final, from its input and what [`super::check_report`] said of it.
pub fn gate(input: &ReportInput<'_>, findings: &Findings) -> Gate {
    let mut blocking = Vec::new();
    if input.figures.sample {
        blocking.push(Blocker::Sample);
    }
    blocking.extend(unverified(input));
    for severity in [Severity::Error, Severity::Warning] {
        let open = findings.findings.iter().filter(|finding| finding.severity == severity && finding.is_open());
        blocking.extend(
            open.map(|finding| Blocker::Finding {
                finding: Box::new(finding.clone()),
                excusable: is_excusable(finding),
            }),
        );
    }
    Gate {
        open: blocking.is_empty(),
        blocking,
        excused: findings.excused().cloned().collect(),
        unchecked: findings.unchecked.clone(),
    }
}

/// Every text of the report that carries the mark; the document's own text only where the figures' has none.
fn unverified(input: &ReportInput<'_>) -> Vec<Blocker> {
    let head = &input.figures.head;
    let around = [("title", &head.title), ("preamble", &head.preamble), ("signed_by", &head.signed_by)];
    let around = around.into_iter().filter_map(|(at, text)| Some((at.to_string(), text.as_deref()?)));
    let sections = input.figures.sections.iter().map(|(key, text)| (format!("sections.{key}"), text.as_str()));
    let marked = |(at, text): (String, &str)| {
        let before = text.split(UNVERIFIED).next().filter(|before| before.len() < text.len())?;
        let tail: Vec<char> = before.chars().rev().take_while(|c| *c != '\n').take(20).collect();
        Some(Blocker::UnverifiedBasis { at, excerpt: tail.into_iter().rev().collect() })
    };
    let found: Vec<Blocker> = around.chain(sections).filter_map(marked).collect();
    if !found.is_empty() {
        return found;
    }
    let Some(document) = input.document else { return found };
    let texts = [&document.title].into_iter().chain(&document.headings).chain(&document.paragraphs);
    texts.filter_map(|text| marked(("document".to_string(), text.as_str()))).collect()
}
