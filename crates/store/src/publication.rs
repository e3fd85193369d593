//! 公开记录: publications with their placings and feedback. Evidence is attached ([`crate::Owner::Publication`]).

use crate::act::Act;
use crate::error::Result;
use crate::record::Table;
use crate::sql;
use crate::store::Store;
use mingce_domain::agency::AgencyId;
use mingce_domain::catalogue::ItemId;
use mingce_domain::publication::{
    ArchiveFile, Feedback, FeedbackId, Placing, PlacingId, Publication, PublicationId, SecrecyReview, Signature,
};
use rusqlite::types::Value;
use rusqlite::{Connection, Row};
use std::collections::HashMap;

pub(crate) const PUBLICATION: Table = Table {
    name: "publication",
    columns: &[
        "agency",
        "item",
        "title",
        "document_number",
        "index_number",
        "summary",
        "formed_on",
        "publisher",
        "publisher_on",
        "reviewer",
        "reviewer_on",
        "review_result",
        "review_opinion",
        "leader",
        "leader_on",
        "review_on_paper",
        "archive_year",
        "retention",
        "archive_box",
        "archive_piece",
        "archive_pages",
        "filed_on",
        "void_reason",
        "note",
    ],
};

pub(crate) const PLACING: Table =
    Table { name: "publication_placing", columns: &["publication", "channel", "place", "published_on", "removed_on"] };

pub(crate) const FEEDBACK: Table = Table {
    name: "publication_feedback",
    columns: &["publication", "received_on", "way", "text", "handling", "handled_on"],
};

impl Store {
    /// The publications of an agency, newest information first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn publications(&self, agency: &AgencyId) -> Result<Vec<Publication>> {
        whole(&self.connection, "agency = ?1 ORDER BY formed_on DESC, id DESC", &agency.0)
    }

    /// The publications under an item, newest information first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn publications_under(&self, item: &ItemId) -> Result<Vec<Publication>> {
        whole(&self.connection, "item = ?1 ORDER BY formed_on DESC, id DESC", &item.0)
    }

    /// The publications of all agencies that are not out yet, those formed first in front.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn publications_awaited(&self) -> Result<Vec<Publication>> {
        let all = "uid NOT IN (SELECT publication FROM publication_placing) AND void_reason IS NULL AND ?1 = ''
            ORDER BY formed_on, id";
        whole(&self.connection, all, "")
    }

    /// One publication.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn publication(&self, id: &PublicationId) -> Result<Option<Publication>> {
        Ok(whole(&self.connection, "uid = ?1", &id.0)?.pop())
    }

    /// How many files are attached to each publication of an agency, the erased ones not counted.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn evidence_counts(&self, agency: &AgencyId) -> Result<HashMap<PublicationId, usize>> {
        let sql = "SELECT p.uid, count(*) FROM publication p JOIN attachment_link l ON l.owner = p.uid
            AND l.owner_table = 'publication' JOIN attachment a ON a.uid = l.attachment
            WHERE p.agency = ?1 AND a.erased_at IS NULL GROUP BY p.uid";
        let rows = sql::all(&self.connection, sql, [&agency.0], |row| {
            Ok((PublicationId(sql::get(row, 0)?), usize::try_from(sql::get::<i64>(row, 1)?).unwrap_or_default()))
        })?;
        Ok(rows.into_iter().collect())
    }

    /// The last 件号 that was given in a year under a retention; 0 when none was.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn last_piece(
        &self,
        agency: &AgencyId,
        year: i32,
        retention: mingce_domain::publication::Retention,
    ) -> Result<u32> {
        let sql = "SELECT coalesce(max(archive_piece), 0) FROM publication
            WHERE agency = ?1 AND archive_year = ?2 AND retention = ?3";
        let last: i64 = self.connection.query_row(sql, (&agency.0, year, retention.key()), |row| row.get(0))?;
        Ok(u32::try_from(last).unwrap_or_default())
    }
}

/// Publications with what belongs to them.
fn whole(connection: &Connection, among: &str, value: &str) -> Result<Vec<Publication>> {
    let sql = format!("{} WHERE {among}", PUBLICATION.select());
    let mut found = sql::all(connection, &sql, [value], read)?;
    let at: HashMap<String, usize> = found.iter().enumerate().map(|(i, one)| (one.id.0.clone(), i)).collect();
    let ids = sql::id_list(found.iter().map(|one| one.id.0.as_str()))?;
    let of = |table: &Table, order: &str| {
        format!("{} WHERE publication IN (SELECT value FROM json_each(?1)) ORDER BY {order}, id", table.select())
    };
    let placings = sql::all(connection, &of(&PLACING, "published_on"), [&ids], |row| {
        let placing = Placing {
            id: PlacingId(sql::get(row, 0)?),
            channel: sql::word(row, 2)?,
            place: sql::get(row, 3)?,
            published_on: sql::day(row, 4)?,
            removed_on: sql::day_or_none(row, 5)?,
        };
        Ok((sql::get::<String>(row, 1)?, placing))
    })?;
    for (of, placing) in placings {
        if let Some(i) = at.get(&of) {
            found[*i].placings.push(placing);
        }
    }
    let feedback = sql::all(connection, &of(&FEEDBACK, "received_on"), [&ids], |row| {
        let one = Feedback {
            id: FeedbackId(sql::get(row, 0)?),
            received_on: sql::day(row, 2)?,
            way: sql::get(row, 3)?,
            text: sql::get(row, 4)?,
            handling: sql::get(row, 5)?,
            handled_on: sql::day_or_none(row, 6)?,
        };
        Ok((sql::get::<String>(row, 1)?, one))
    })?;
    for (of, one) in feedback {
        if let Some(i) = at.get(&of) {
            found[*i].feedback.push(one);
        }
    }
    Ok(found)
}

fn signature(row: &Row<'_>, first: usize) -> Result<Option<Signature>> {
    let by: Option<String> = sql::get(row, first)?;
    by.map(|by| Ok(Signature { by, on: sql::day(row, first + 1)? })).transpose()
}

fn read(row: &Row<'_>) -> Result<Publication> {
    let number =
        |column: usize| Ok::<u32, crate::StoreError>(u32::try_from(sql::get::<i64>(row, column)?).unwrap_or(0));
    let archive = match sql::get::<Option<i32>>(row, 17)? {
        None => None,
        Some(year) => Some(ArchiveFile {
            year,
            retention: sql::word(row, 18)?,
            box_number: number(19)?,
            piece: number(20)?,
            pages: number(21)?,
            filed_on: sql::day(row, 22)?,
        }),
    };
    Ok(Publication {
        id: PublicationId(sql::get(row, 0)?),
        agency: AgencyId(sql::get(row, 1)?),
        item: ItemId(sql::get(row, 2)?),
        title: sql::get(row, 3)?,
        document_number: sql::get(row, 4)?,
        index_number: sql::get(row, 5)?,
        summary: sql::get(row, 6)?,
        formed_on: sql::day_or_none(row, 7)?,
        review: SecrecyReview {
            publisher: signature(row, 8)?,
            reviewer: signature(row, 10)?,
            result: sql::word_or_none(row, 12)?,
            opinion: sql::get(row, 13)?,
            leader: signature(row, 14)?,
            on_paper: sql::get(row, 16)?,
        },
        placings: Vec::new(),
        feedback: Vec::new(),
        archive,
        void_reason: sql::get(row, 23)?,
        note: sql::get(row, 24)?,
    })
}

impl Act<'_> {
    /// Writes a publication, a new one or a changed one, with its placings and feedback; those that it has no more are
    /// taken away.
    ///
    /// # Errors
    /// When its agency or item is unknown, or it cannot be written.
    pub fn put_publication(&mut self, one: &Publication) -> Result<()> {
        self.put(&PUBLICATION, &one.id.0, values(one))?;
        let placings: Vec<&str> = one.placings.iter().map(|placing| placing.id.0.as_str()).collect();
        self.drop_others(&PLACING, "公开登记", one, &placings)?;
        for placing in &one.placings {
            let values = vec![
                sql::text(&one.id.0),
                sql::text(placing.channel.key()),
                sql::text(&placing.place),
                sql::text(placing.published_on.to_string()),
                sql::text_or_null(placing.removed_on.map(|day| day.to_string()).as_deref()),
            ];
            self.put(&PLACING, &placing.id.0, values)?;
        }
        let feedback: Vec<&str> = one.feedback.iter().map(|one| one.id.0.as_str()).collect();
        self.drop_others(&FEEDBACK, "意见反馈", one, &feedback)?;
        for said in &one.feedback {
            let values = vec![
                sql::text(&one.id.0),
                sql::text(said.received_on.to_string()),
                sql::text(&said.way),
                sql::text(&said.text),
                sql::text(&said.handling),
                sql::text_or_null(said.handled_on.map(|day| day.to_string()).as_deref()),
            ];
            self.put(&FEEDBACK, &said.id.0, values)?;
        }
        Ok(())
    }

    fn drop_others(&mut self, table: &'static Table, what: &str, of: &Publication, kept: &[&str]) -> Result<()> {
        let sql = format!("SELECT uid FROM {} WHERE publication = ?1", table.name);
        let there = sql::all(self.tx, &sql, [&of.id.0], |row| sql::get::<String>(row, 0))?;
        there.iter().filter(|uid| !kept.contains(&uid.as_str())).try_for_each(|uid| self.remove(table, what, uid))
    }
}

fn values(one: &Publication) -> Vec<Value> {
    let day = |day: Option<chrono::NaiveDate>| sql::text_or_null(day.map(|day| day.to_string()).as_deref());
    let by = |signature: &Option<Signature>| sql::text_or_null(signature.as_ref().map(|it| it.by.as_str()));
    let on = |signature: &Option<Signature>| day(signature.as_ref().map(|it| it.on));
    let review = &one.review;
    let mut values = vec![
        sql::text(&one.agency.0),
        sql::text(&one.item.0),
        sql::text(&one.title),
        sql::text(&one.document_number),
        sql::text(&one.index_number),
        sql::text(&one.summary),
        day(one.formed_on),
        by(&review.publisher),
        on(&review.publisher),
        by(&review.reviewer),
        on(&review.reviewer),
        sql::text_or_null(review.result.map(|result| result.key())),
        sql::text(&review.opinion),
        by(&review.leader),
        on(&review.leader),
        sql::text(&review.on_paper),
    ];
    match &one.archive {
        None => values.extend([Value::Null, Value::Null, Value::Null, Value::Null, Value::Null, Value::Null]),
        Some(file) => values.extend([
            file.year.into(),
            sql::text(file.retention.key()),
            file.box_number.into(),
            file.piece.into(),
            file.pages.into(),
            sql::text(file.filed_on.to_string()),
        ]),
    }
    values.extend([sql::text_or_null(one.void_reason.as_deref()), sql::text(&one.note)]);
    values
}
