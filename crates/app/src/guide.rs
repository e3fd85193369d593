//! Guide pages from the data file.

use crate::formats::{Format, Writers};
use crate::output::Output;
use crate::prepare::Now;
use crate::view::AppError;
use mingce_compose::{chart, guide_page};
use mingce_diagram::LayoutOptions;
use mingce_domain::agency::AgencyId;
use mingce_domain::catalogue::DisclosureItem;
use mingce_store::{ProcessId, Store};

/// Finds the writers for what an agency prints.
pub type WritersOf<'a> = dyn Fn(&AgencyId) -> Result<Writers<'a>, AppError> + 'a;

/// The guide page of an item in these formats.
///
/// # Errors
/// When there is no such item, its process cannot be read, or a writer fails.
pub fn outputs(
    store: &Store,
    number: Option<&str>,
    formats: &[Format],
    writers: &WritersOf<'_>,
    now: &Now,
    notes: &mut Vec<String>,
) -> Result<Vec<(Format, Output)>, AppError> {
    let agencies = store.agencies()?;
    let mut items = Vec::new();
    for agency in &agencies {
        items.extend(store.catalogue_items(&agency.id)?);
    }
    let item = choose(&items, number)?;
    let agency = agencies.iter().find(|agency| agency.id == item.agency).map_or("", |agency| agency.name_on(now.today));
    let process = match &item.process {
        Some(id) => store.process(&ProcessId(id.clone()))?.map(|stored| stored.process),
        None => None,
    };
    let drawn = process.as_ref().map(|process| chart::draw(process, &LayoutOptions::default()));
    if let Some(layout) = &drawn {
        notes.extend(layout.problems.iter().map(ToString::to_string));
    }
    let parts = guide_page::GuideParts {
        item,
        agency,
        process: process.as_ref().zip(drawn.as_ref().map(|layout| &layout.drawing)),
        sample: store.is_sample(),
        created: &now.at_utc,
    };
    let document = guide_page::compose(&parts);
    let writers = writers(&item.agency)?;
    let title = format!("{agency}：{}", document.meta.title);
    let mut outputs = Vec::new();
    for format in formats {
        let files = writers.outputs(&document, &title, *format, notes)?;
        outputs.extend(files.into_iter().map(|output| (*format, output)));
    }
    Ok(outputs)
}

fn choose<'a>(items: &'a [DisclosureItem], number: Option<&str>) -> Result<&'a DisclosureItem, AppError> {
    match (number, items) {
        (Some(number), _) => items
            .iter()
            .find(|item| item.number == number)
            .ok_or_else(|| AppError::plain(format!("没有编号为“{number}”的公开事项"))),
        (None, [item]) => Ok(item),
        (None, []) => Err(AppError::plain("数据文件中还没有公开事项".into())),
        (None, _) => {
            let numbers: Vec<&str> = items.iter().take(12).map(|item| item.number.as_str()).collect();
            Err(AppError::plain(format!(
                "有{}个公开事项，请用 --item 指明编号，如 {}",
                items.len(),
                numbers.join("、")
            )))
        }
    }
}
