//! What a list shows of disclosure items: few columns, so that a hundred thousand of them are read in a breath.

use crate::catalogue::{ITEM, read};
use crate::error::Result;
use crate::sql;
use crate::store::Store;
use chrono::NaiveDate;
use mingce_domain::agency::AgencyId;
use mingce_domain::catalogue::{DisclosureItem, ItemId, ItemKind, Mode};
use rusqlite::Row;

/// An item as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemHead {
    /// Identity.
    pub id: ItemId,
    /// 编号.
    pub number: String,
    /// 事项类别.
    pub kind: ItemKind,
    /// 领域.
    pub sector: String,
    /// 一级事项.
    pub primary: String,
    /// 二级事项.
    pub secondary: String,
    /// 三级事项.
    pub tertiary: String,
    /// 公开时限, as printed.
    pub time_limit: String,
    /// 公开主体.
    pub body: String,
    /// 公开方式.
    pub modes: Vec<Mode>,
    /// Whether it is withheld (不予公开).
    pub withheld: bool,
    /// 最近公开日期.
    pub published_on: Option<NaiveDate>,
    /// 下次应公开日期.
    pub next_due_on: Option<NaiveDate>,
    /// The version of the standard from which it was taken over.
    pub base_version: Option<String>,
}

const HEAD: &str = "SELECT uid, number, kind, sector, primary_item, secondary_item, tertiary_item,
    coalesce(time_limit_text, ''), responsible_body, modes, withheld_article IS NOT NULL, published_on, next_due_on,
    base_version FROM catalogue_item";

impl Store {
    /// What a list shows of an agency's items, in its order: so many from a place on; without a number all.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn item_heads(&self, agency: &AgencyId, from: u32, most: Option<u32>) -> Result<Vec<ItemHead>> {
        let sql = format!("{HEAD} WHERE agency = ?1 ORDER BY position, id LIMIT ?2 OFFSET ?3");
        let most = most.map_or(-1, i64::from);
        sql::all(&self.connection, &sql, (&agency.0, most, from), head)
    }

    /// How many items an agency has.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn item_count(&self, agency: &AgencyId) -> Result<u32> {
        let sql = "SELECT count(*) FROM catalogue_item WHERE agency = ?1";
        Ok(sql::first(&self.connection, sql, [&agency.0], |row| sql::get(row, 0))?.unwrap_or_default())
    }

    /// These of an agency's items with their places, in the order of its list; those that are not its own are left out.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn items_of(&self, agency: &AgencyId, ids: &[&str]) -> Result<Vec<(DisclosureItem, i64)>> {
        let sql = format!(
            "{} WHERE agency = ?1 AND uid IN (SELECT value FROM json_each(?2)) ORDER BY position, id",
            ITEM.select()
        );
        let ids = sql::id_list(ids.iter().copied())?;
        sql::all(&self.connection, &sql, (&agency.0, ids), |row| Ok((read(row)?, sql::get(row, 2)?)))
    }
}

fn head(row: &Row<'_>) -> Result<ItemHead> {
    let text = |column: usize| sql::get::<String>(row, column);
    Ok(ItemHead {
        id: ItemId(text(0)?),
        number: text(1)?,
        kind: sql::word(row, 2)?,
        sector: text(3)?,
        primary: text(4)?,
        secondary: text(5)?,
        tertiary: text(6)?,
        time_limit: text(7)?,
        body: text(8)?,
        modes: sql::json(row, 9)?,
        withheld: sql::get(row, 10)?,
        published_on: sql::day_or_none(row, 11)?,
        next_due_on: sql::day_or_none(row, 12)?,
        base_version: sql::get(row, 13)?,
    })
}

impl ItemHead {
    /// What a list shows of an item that is at hand.
    pub fn of(item: &DisclosureItem) -> ItemHead {
        ItemHead {
            id: item.id.clone(),
            number: item.number.clone(),
            kind: item.kind,
            sector: item.sector.clone(),
            primary: item.primary.clone(),
            secondary: item.secondary.clone(),
            tertiary: item.tertiary.clone(),
            time_limit: item.time_limit.as_ref().map(|limit| limit.text.clone()).unwrap_or_default(),
            body: item.responsible_body.clone(),
            modes: item.modes.clone(),
            withheld: item.withheld.is_some(),
            published_on: item.published_on,
            next_due_on: item.next_due_on,
            base_version: item.adopted.as_ref().map(|adopted| adopted.base_version.clone()),
        }
    }
}
