//! The fields of an item, written one by one, for many items at once, or as a pasted block. What is refused changes
//! nothing, and says at which field.

use super::Session;
use super::catalogue::one_id;
use crate::catalogue::view::{ItemCell, MaterialView};
use crate::view::AppError;
use mingce_domain::catalogue::foreign::{Column, write_column};
use mingce_domain::catalogue::{BasisLibrary, DisclosureItem, Field, Material, check_phone, tidy_name};
use mingce_store::Stamp;

/// The longest text of a field, in characters.
pub(super) const LONGEST: usize = 20_000;
/// The most papers of an item.
const MATERIALS: usize = 200;

/// What was done, in one sentence, and the item when it is one.
type Done = (String, Option<String>);

impl Session {
    pub(super) fn write_text(
        &mut self,
        agency: &str,
        ids: &[String],
        column: Column,
        text: &str,
        stamp: &Stamp,
    ) -> Result<Done, AppError> {
        not_too_long(text, column.label(), column.key())?;
        let before = self.chosen(agency, ids)?;
        let mut items = before.clone();
        let library = self.library()?;
        for (item, _) in &mut items {
            write_one(item, column, text, &library)?;
        }
        let label = of_what(&items, column.label());
        self.put(&items, &before, &label, stamp)?;
        Ok((label, one_id(ids)))
    }

    pub(super) fn write_field(
        &mut self,
        agency: &str,
        ids: &[String],
        field: Field,
        text: &str,
        stamp: &Stamp,
    ) -> Result<Done, AppError> {
        not_too_long(text, field.label(), field.key())?;
        let before = self.chosen(agency, ids)?;
        let mut items = before.clone();
        for (item, _) in &mut items {
            field.write(item, text).map_err(|error| AppError::plain(error.to_string()).at(field.key()))?;
        }
        let label = of_what(&items, field.label());
        self.put(&items, &before, &label, stamp)?;
        Ok((label, one_id(ids)))
    }

    /// A pasted block is one step. When one of its texts cannot stand where it falls, nothing of it is written, and the
    /// answer names the item and the column.
    pub(super) fn write_cells(&mut self, agency: &str, cells: &[ItemCell], stamp: &Stamp) -> Result<Done, AppError> {
        let ids: Vec<String> = cells.iter().map(|cell| cell.id.clone()).collect();
        let before = self.chosen(agency, &ids)?;
        let mut items = before.clone();
        let places: std::collections::HashMap<String, usize> =
            items.iter().enumerate().map(|(at, (item, _))| (item.id.0.clone(), at)).collect();
        let library = self.library()?;
        for cell in cells {
            not_too_long(&cell.text, cell.column.label(), cell.column.key())?;
            let Some((item, _)) = places.get(&cell.id).and_then(|at| items.get_mut(*at)) else { continue };
            let name = item.name().to_string();
            write_one(item, cell.column, &cell.text, &library).map_err(|error| {
                let message = format!("“{name}”：{}。粘贴的内容没有保存", error.message);
                AppError::plain(message).at(&format!("{}.{}", cell.id, cell.column.key()))
            })?;
        }
        let changed = items.iter().zip(&before).filter(|((now, _), (then, _))| now != then).count();
        let label = format!("粘贴到公开目录（{changed}项）");
        self.put(&items, &before, &label, stamp)?;
        Ok((label, None))
    }

    pub(super) fn write_materials(
        &mut self,
        agency: &str,
        id: &str,
        rows: &[MaterialView],
        stamp: &Stamp,
    ) -> Result<Done, AppError> {
        if rows.len() > MATERIALS {
            let message = format!("申报材料最多{MATERIALS}份，没有保存。请把材料合并填写");
            return Err(AppError::plain(message).at("materials"));
        }
        let before = self.chosen(agency, &[id.to_string()])?;
        let mut items = before.clone();
        let materials = rows.iter().enumerate().filter_map(|(at, row)| material(at, row).transpose());
        let materials = materials.collect::<Result<Vec<_>, _>>()?;
        for (item, _) in &mut items {
            item.materials.clone_from(&materials);
        }
        let label = of_what(&items, "申报材料");
        self.put(&items, &before, &label, stamp)?;
        Ok((label, Some(id.to_string())))
    }
}

/// A row of 申报材料; `None` for one in which nothing stands.
fn material(at: usize, row: &MaterialView) -> Result<Option<Material>, AppError> {
    let refused = |message: String, column: &str| AppError::plain(message).at(&format!("materials.{at}.{column}"));
    let n = at + 1;
    let [name, copies, form, source] = [&row.name, &row.copies, &row.form, &row.source].map(|text| tidy_name(text));
    for text in [&name, &form, &source] {
        not_too_long(text, "申报材料", "materials")?;
    }
    if name.is_empty() && copies.is_empty() && form.is_empty() && source.is_empty() {
        return Ok(None);
    }
    if name.is_empty() {
        return Err(refused(format!("第{n}行没有材料名称，没有保存"), "name"));
    }
    let number = copies.trim_end_matches('份');
    let copies = match number {
        "" => None,
        number => match number.parse::<u32>() {
            Ok(copies) if (1..=999).contains(&copies) => Some(copies),
            _ => return Err(refused(format!("第{n}行的份数“{copies}”不是1到999的数字，没有保存"), "copies")),
        },
    };
    Ok(Some(Material { name, copies, form, source }))
}

fn not_too_long(text: &str, label: &str, key: &str) -> Result<(), AppError> {
    if text.chars().count() > LONGEST {
        return Err(AppError::plain(format!("“{label}”过长（最多{LONGEST}字），没有保存")).at(key));
    }
    Ok(())
}

fn of_what(items: &[(DisclosureItem, i64)], label: &str) -> String {
    match items {
        [(one, _)] => format!("修改“{}”的{label}", one.name()),
        all => format!("修改{}项的{label}", all.len()),
    }
}

/// Writes a column of one item, or says at which column why not. The item may have changed then.
fn write_one(item: &mut DisclosureItem, column: Column, text: &str, library: &BasisLibrary) -> Result<(), AppError> {
    let refused = |message: String| AppError::plain(message).at(column.key());
    if matches!(column, Column::Phone | Column::SupervisionPhone) {
        check_phone(text, column.label()).map_err(|error| refused(error.to_string()))?;
    }
    let bases = item.legal_basis.clone();
    clear(item, column);
    let doubts = write_column(item, column, column.label(), text, library);
    // A date that is none, a stage that is unknown: nothing is written, and the field says why.
    let one_word = matches!(column, Column::FormedOn | Column::Stage) && !text.trim().is_empty();
    if let Some(doubt) = doubts.first().filter(|_| one_word) {
        return Err(refused(doubt.clone()));
    }
    for basis in &mut item.legal_basis {
        // What the office had confirmed stays so as long as it is printed the same.
        basis.checked |= bases.iter().any(|old| old.checked && old.printed() == basis.printed());
    }
    if item.name().is_empty() {
        return Err(refused("事项名称不能全部为空".into()));
    }
    Ok(())
}

/// What a field holds goes before it is written anew: an emptied field is empty.
fn clear(item: &mut DisclosureItem, column: Column) {
    match column {
        Column::FormedOn => item.formed_on = None,
        Column::Stage => item.stage = None,
        Column::SpecificGroup => item.audience.specific_groups.clear(),
        Column::Note => item.note.clear(),
        _ => {}
    }
}
