//! 公开记录 for the window and the command line.

pub mod export;
pub mod view;

use crate::view::AttachedView;
use chrono::NaiveDate;
use mingce_domain::catalogue::DisclosureItem;
use mingce_domain::deadline::Calendar;
use mingce_domain::publication::{ArchiveFile, Publication, PublicationDue, Role, Stage};
use mingce_store::AttachmentFact;
use view::{
    ArchiveView, FeedbackView, PlacingView, PublicationRow, PublicationView, RemarkView, SignatureView, StageCount,
};

/// What a row is made from beside the publication itself.
pub(crate) struct Around<'a> {
    /// The item under which it falls.
    pub item: &'a DisclosureItem,
    /// How many pieces of evidence there are.
    pub evidence: usize,
    /// Working days.
    pub calendar: &'a Calendar,
    /// Today.
    pub today: NaiveDate,
}

/// A publication in a list.
pub(crate) fn row(one: &Publication, around: &Around<'_>) -> PublicationRow {
    let due = one.due(around.item, around.calendar);
    let stage = one.stage();
    let until = |due: &PublicationDue| i32::try_from((due.on - around.today).num_days()).unwrap_or(i32::MAX);
    PublicationRow {
        id: one.id.0.clone(),
        item: one.item.0.clone(),
        item_name: around.item.name().to_string(),
        title: one.title.clone(),
        index_number: one.index_number.clone(),
        formed_on: day(one.formed_on),
        due: day(due.map(|due| due.on)),
        days: due.as_ref().filter(|_| one.is_open()).map(until),
        published_on: day(one.first_published_on()),
        stage: stage.key().into(),
        stage_label: stage.label().into(),
        evidence: count(around.evidence),
        remarks: count(one.remarks(around.item, around.evidence, around.calendar, around.today).len()),
        archive: one.archive.as_ref().map(archive_words).unwrap_or_default(),
    }
}

/// One publication with all that happened to it.
pub(crate) fn whole(one: &Publication, evidence: &[AttachmentFact], around: &Around<'_>) -> PublicationView {
    let due = one.due(around.item, around.calendar);
    let provisional = due.filter(|due| due.provisional).map_or("", |_| "（之后年份的放假安排还没有公布，暂定）");
    let signature = |role: &Role| {
        let stood = one.signature(*role);
        SignatureView {
            role: role.key().into(),
            label: role.label().into(),
            by: stood.map(|it| it.by.clone()).unwrap_or_default(),
            on: day(stood.map(|it| it.on)),
        }
    };
    PublicationView {
        row: row(one, around),
        document_number: one.document_number.clone(),
        summary: one.summary.clone(),
        due_why: due.map(|due| format!("{}{provisional}", due.source.label())).unwrap_or_default(),
        signatures: Role::ALL.iter().map(signature).collect(),
        result: one.review.result.map(|result| result.key().to_string()).unwrap_or_default(),
        opinion: one.review.opinion.clone(),
        on_paper: one.review.on_paper.clone(),
        cleared: one.review.cleared(),
        placings: one
            .placings
            .iter()
            .map(|it| PlacingView {
                id: it.id.0.clone(),
                channel: it.channel.label().into(),
                place: it.place.clone(),
                published_on: it.published_on.to_string(),
                removed_on: day(it.removed_on),
            })
            .collect(),
        channels: around.item.channels.iter().map(|channel| channel.key().to_string()).collect(),
        evidence: evidence.iter().map(AttachedView::of).collect(),
        feedback: one
            .feedback
            .iter()
            .map(|it| FeedbackView {
                id: it.id.0.clone(),
                received_on: it.received_on.to_string(),
                way: it.way.clone(),
                text: it.text.clone(),
                handling: it.handling.clone(),
                handled_on: day(it.handled_on),
            })
            .collect(),
        archive: one.archive.as_ref().map(|it| ArchiveView {
            year: it.year,
            retention: it.retention.key().into(),
            retention_label: it.retention.label().into(),
            box_number: it.box_number,
            piece: it.piece,
            pages: it.pages,
            filed_on: it.filed_on.to_string(),
        }),
        void_reason: one.void_reason.clone(),
        note: one.note.clone(),
        remarks: one
            .remarks(around.item, around.evidence, around.calendar, around.today)
            .into_iter()
            .map(|it| RemarkView { message: it.message, remedy: it.remedy })
            .collect(),
    }
}

/// How many there are of each stage.
pub(crate) fn stages(all: &[Publication]) -> Vec<StageCount> {
    let of = |stage: Stage| count(all.iter().filter(|one| one.stage() == stage).count());
    let counts = Stage::ALL.iter().map(|stage| StageCount {
        key: stage.key().into(),
        label: stage.label().into(),
        count: of(*stage),
    });
    counts.filter(|it| it.count > 0).collect()
}

/// `2026年·永久·第1盒第3件`.
pub(crate) fn archive_words(file: &ArchiveFile) -> String {
    format!("{}年·{}·第{}盒第{}件", file.year, file.retention.label(), file.box_number, file.piece)
}

fn day(day: Option<NaiveDate>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
