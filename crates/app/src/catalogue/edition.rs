//! 两版对照: an earlier edition, read as an import is read, against the list as it is.

use super::import::Import;
use super::view::{EditionField, EditionItem, EditionView};
use crate::text_diff::pieces;
use crate::version_view::{Piece, PieceKind};
use mingce_compose::annual_report::Status;
use mingce_compose::revision_table::{ChangedField, ChangedItem, RevisionParts, Run, compose};
use mingce_document::Document;
use mingce_domain::catalogue::DisclosureItem;
use mingce_domain::catalogue::edition::{Became, ItemChange, changes};
use serde_json::{Value as Json, json};

/// Two editions, compared.
pub struct Comparison {
    /// The earlier edition's name.
    pub earlier: String,
    /// What the clerk should know of it.
    notes: Vec<String>,
    changes: Vec<ItemChange>,
}

impl Comparison {
    /// Compares what was read with the present list.
    pub fn new(earlier: String, import: &Import, present: &[DisclosureItem]) -> Comparison {
        let view = import.view(false);
        let mut notes = view.notes;
        if !view.refused.is_empty() {
            notes.push(format!("旧版有{}行读不出事项，没有参加比较", view.refused.len()));
        }
        Comparison { earlier, notes, changes: changes(import.items(), present) }
    }

    /// Whether both say the same.
    pub fn is_same(&self) -> bool {
        self.changes.is_empty()
    }

    /// How many are new, changed and gone.
    pub fn summary(&self) -> String {
        if self.is_same() {
            return "没有变化。".into();
        }
        let count = |became: Became| self.changes.iter().filter(|it| it.became == became).count();
        let (added, changed, removed) = (count(Became::Added), count(Became::Changed), count(Became::Removed));
        format!("新增{added}项，修改{changed}项，取消{removed}项。")
    }

    /// For the window.
    pub fn view(&self) -> EditionView {
        let field = |it: &mingce_domain::catalogue::foreign::FieldChange| EditionField {
            field: it.field.clone(),
            before: it.before.clone(),
            after: it.after.clone(),
            pieces: pieces(&it.before, &it.after),
        };
        let item = |it: &ItemChange| EditionItem {
            became: key(it.became).into(),
            label: it.became.label().into(),
            sector: it.sector.clone(),
            name: full_name(it),
            fields: it.fields.iter().map(field).collect(),
        };
        EditionView {
            earlier: self.earlier.clone(),
            notes: self.notes.clone(),
            summary: self.summary(),
            items: self.changes.iter().map(item).collect(),
        }
    }

    /// `edition/1`.
    pub fn json(&self) -> Json {
        json!({ "schema": "edition/1", "earlier": self.earlier, "same": self.is_same(), "summary": self.summary(),
                "notes": self.notes, "items": self.changes })
    }

    /// 目录修订对照表.
    pub fn document(&self, agency: &str, status: Status, created: &str) -> Document {
        let field = |it: &mingce_domain::catalogue::foreign::FieldChange| {
            let pieces = pieces(&it.before, &it.after);
            // Of an item that came or went all is new or gone: marking all marks nothing.
            let whole = it.before.is_empty() || it.after.is_empty();
            ChangedField {
                field: it.field.clone(),
                before: side(&pieces, PieceKind::Gone, whole),
                after: side(&pieces, PieceKind::New, whole),
            }
        };
        let items: Vec<ChangedItem> = self
            .changes
            .iter()
            .map(|it| ChangedItem {
                name: full_name(it),
                became: it.became.label(),
                fields: it.fields.iter().map(field).collect(),
            })
            .collect();
        let (earlier, summary) = (self.earlier.as_str(), self.summary());
        compose(&RevisionParts { items: &items, agency, earlier, summary: &summary, status, created })
    }
}

fn key(became: Became) -> &'static str {
    match became {
        Became::Added => "added",
        Became::Removed => "removed",
        Became::Changed => "changed",
    }
}

fn full_name(it: &ItemChange) -> String {
    let group = [&it.sector, &it.primary].into_iter().filter(|text| !text.is_empty() && **text != it.name);
    group.chain([&it.name]).map(String::as_str).collect::<Vec<_>>().join(" / ")
}

/// One side of a comparison: what is the same, and what only this side says.
fn side(pieces: &[Piece], own: PieceKind, whole: bool) -> Vec<Run> {
    let of = pieces.iter().filter(|piece| piece.kind == PieceKind::Same || piece.kind == own);
    of.map(|piece| (piece.text.clone(), !whole && piece.kind == own)).collect()
}
