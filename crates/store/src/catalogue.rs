//! Disclosure items: the whole record, a column for each field, lists as JSON.

use crate::act::Act;
use crate::error::Result;
use crate::process::{adopted, adopted_values};
use crate::record::{Table, Values};
use crate::sql;
use crate::store::Store;
use mingce_domain::agency::AgencyId;
use mingce_domain::catalogue::{Audience, Contacts, DisclosureItem, ItemId, TimeLimit, Withholding};
use rusqlite::Row;
use rusqlite::types::Value;

pub(crate) const ITEM: Table = Table {
    name: "catalogue_item",
    columns: &[
        "agency",
        "position",
        "number",
        "index_number",
        "kind",
        "sector",
        "primary_item",
        "secondary_item",
        "tertiary_item",
        "summary",
        "content_elements",
        "legal_basis",
        "clause",
        "time_limit_kind",
        "time_limit_n",
        "time_limit_text",
        "time_class",
        "responsible_body",
        "channels",
        "other_channels",
        "whole_society",
        "specific_groups",
        "modes",
        "withheld_article",
        "withheld_reason",
        "withheld_assessed_on",
        "tiers",
        "stage",
        "reach",
        "office",
        "post",
        "phone",
        "supervision_phone",
        "place",
        "hours",
        "materials",
        "fees",
        "statutory_limit",
        "promised_limit",
        "conditions",
        "process",
        "validity",
        "formed_on",
        "published_on",
        "next_due_on",
        "archive_place",
        "note",
        "base_id",
        "base_version",
        "base_snapshot",
    ],
};

impl Store {
    /// The items of an agency in the order of its list.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn catalogue_items(&self, agency: &AgencyId) -> Result<Vec<DisclosureItem>> {
        let sql = format!("{} WHERE agency = ?1 ORDER BY position, id", ITEM.select());
        sql::all(&self.connection, &sql, [&agency.0], read)
    }

    /// The items of other agencies that this one's were taken from.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn items_followed(&self, agency: &AgencyId) -> Result<Vec<DisclosureItem>> {
        let sql = format!(
            "{} WHERE uid IN (SELECT substr(base_id, 6) FROM catalogue_item WHERE agency = ?1 AND base_id GLOB 'item:*')
            ORDER BY agency, position, id",
            ITEM.select()
        );
        sql::all(&self.connection, &sql, [&agency.0], read)
    }

    /// Items that must be published again by a day, the most urgent first, of all agencies; at most so many.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn items_due(&self, until: chrono::NaiveDate, most: u32) -> Result<Vec<DisclosureItem>> {
        let sql = format!("{} WHERE next_due_on <= ?1 ORDER BY next_due_on, agency, position LIMIT ?2", ITEM.select());
        sql::all(&self.connection, &sql, (until.to_string(), most), read)
    }

    /// Where each item of an agency stands in its list.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn item_places(&self, agency: &AgencyId) -> Result<std::collections::HashMap<ItemId, i64>> {
        let sql = "SELECT uid, position FROM catalogue_item WHERE agency = ?1";
        let rows =
            sql::all(&self.connection, sql, [&agency.0], |row| Ok((ItemId(sql::get(row, 0)?), sql::get(row, 1)?)))?;
        Ok(rows.into_iter().collect())
    }

    /// One item.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn catalogue_item(&self, id: &ItemId) -> Result<Option<DisclosureItem>> {
        sql::first(&self.connection, &format!("{} WHERE uid = ?1", ITEM.select()), [&id.0], read)
    }
}

impl Act<'_> {
    /// Writes an item, a new one or a changed one, at this place of its agency's list.
    ///
    /// # Errors
    /// When its agency or process is unknown, or it cannot be written.
    pub fn put_item(&mut self, item: &DisclosureItem, position: i64) -> Result<()> {
        self.put(&ITEM, &item.id.0, values(item, position)?)
    }

    /// Deletes an item.
    ///
    /// # Errors
    /// When it is unknown.
    pub fn remove_item(&mut self, id: &ItemId) -> Result<()> {
        self.remove(&ITEM, "公开事项", &id.0)
    }
}

fn values(item: &DisclosureItem, position: i64) -> Result<Values> {
    let (limit, withheld, contacts) = (item.time_limit.as_ref(), item.withheld.as_ref(), &item.contacts);
    let mut values = vec![
        sql::text(&item.agency.0),
        position.into(),
        sql::text(&item.number),
        sql::text(&item.index_number),
        sql::text(item.kind.key()),
        sql::text(&item.sector),
        sql::text(&item.primary),
        sql::text(&item.secondary),
        sql::text(&item.tertiary),
        sql::text(&item.summary),
        sql::json_value(&item.content_elements)?,
        sql::json_value(&item.legal_basis)?,
        sql::text(&item.clause),
        sql::text_or_null(limit.map(|limit| limit.kind.key())),
        limit.and_then(|limit| limit.n).map_or(Value::Null, |n| Value::Integer(i64::from(n))),
        sql::text_or_null(limit.map(|limit| limit.text.as_str())),
        sql::text_or_null(item.time_class.map(|class| class.key())),
        sql::text(&item.responsible_body),
        sql::json_value(&item.channels)?,
        sql::json_value(&item.other_channels)?,
        item.audience.whole_society.into(),
        sql::json_value(&item.audience.specific_groups)?,
        sql::json_value(&item.modes)?,
        sql::text_or_null(withheld.map(|ground| ground.article.as_str())),
        sql::text_or_null(withheld.map(|ground| ground.reason.as_str())),
        sql::day_or_null(withheld.and_then(|ground| ground.assessed_on))?,
        sql::json_value(&item.tiers)?,
        sql::text_or_null(item.stage.map(|stage| stage.key())),
        sql::text(item.reach.key()),
        sql::text(&contacts.office),
        sql::text(&contacts.post),
        sql::text(&contacts.phone),
        sql::text(&contacts.supervision_phone),
        sql::text(&contacts.place),
        sql::text(&contacts.hours),
        sql::json_value(&item.materials)?,
        sql::text(&item.fees),
        sql::text(&item.statutory_limit),
        sql::text(&item.promised_limit),
        sql::text(&item.conditions),
        sql::text_or_null(item.process.as_deref()),
        sql::text_or_null(item.validity.map(|validity| validity.key())),
        sql::day_or_null(item.formed_on)?,
        sql::day_or_null(item.published_on)?,
        sql::day_or_null(item.next_due_on)?,
        sql::text(&item.archive_place),
        sql::text(&item.note),
    ];
    values.extend(adopted_values(item.adopted.as_ref()));
    Ok(values)
}

/// Column numbers as in [`ITEM`], from 1 (0 is the identity, 2 the position).
pub(crate) fn read(row: &Row<'_>) -> Result<DisclosureItem> {
    let text = |column: usize| sql::get::<String>(row, column);
    let time_limit = match sql::word_or_none(row, 14)? {
        Some(kind) => Some(TimeLimit { kind, n: sql::get(row, 15)?, text: text(16)? }),
        None => None,
    };
    let withheld = match sql::get::<Option<String>>(row, 24)? {
        Some(article) => Some(Withholding { article, reason: text(25)?, assessed_on: sql::day_or_none(row, 26)? }),
        None => None,
    };
    Ok(DisclosureItem {
        id: ItemId(text(0)?),
        agency: AgencyId(text(1)?),
        number: text(3)?,
        index_number: text(4)?,
        kind: sql::word(row, 5)?,
        sector: text(6)?,
        primary: text(7)?,
        secondary: text(8)?,
        tertiary: text(9)?,
        summary: text(10)?,
        content_elements: sql::json(row, 11)?,
        legal_basis: sql::json(row, 12)?,
        clause: text(13)?,
        time_limit,
        time_class: sql::word_or_none(row, 17)?,
        responsible_body: text(18)?,
        channels: sql::json(row, 19)?,
        other_channels: sql::json(row, 20)?,
        audience: Audience { whole_society: sql::get(row, 21)?, specific_groups: sql::json(row, 22)? },
        modes: sql::json(row, 23)?,
        withheld,
        tiers: sql::json(row, 27)?,
        stage: sql::word_or_none(row, 28)?,
        reach: sql::word(row, 29)?,
        contacts: Contacts {
            office: text(30)?,
            post: text(31)?,
            phone: text(32)?,
            supervision_phone: text(33)?,
            place: text(34)?,
            hours: text(35)?,
        },
        materials: sql::json(row, 36)?,
        fees: text(37)?,
        statutory_limit: text(38)?,
        promised_limit: text(39)?,
        conditions: text(40)?,
        process: sql::get(row, 41)?,
        validity: sql::word_or_none(row, 42)?,
        formed_on: sql::day_or_none(row, 43)?,
        published_on: sql::day_or_none(row, 44)?,
        next_due_on: sql::day_or_none(row, 45)?,
        archive_place: text(46)?,
        note: text(47)?,
        adopted: adopted(row, 48)?,
    })
}
