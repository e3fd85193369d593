//! What this program prints it reads back: an office that edits its exported table brings the changes home.

use super::desk::{Desk, now};
use super::files::{Given, write};
use super::items;
use super::shape::{Col, Format, Variant};
use super::sheets::sheets;
use mingce_app::Continue;
use mingce_app::catalogue::view::{CatalogueExportRequest, ItemView};

#[test]
fn an_exported_table_is_read_back_whole_and_changes_nothing_where_it_came_from() {
    let mut variant = Variant::new("own", Format::Xlsx);
    variant.columns.push(Col::Sector);
    variant.columns.retain(|col| !matches!(col, Col::Tier(..)));
    variant.columns.extend([Col::Tiers, Col::Tertiary]);
    let mut desk = Desk::new();
    desk.import(&write(&variant, &sheets(&variant, &items::all()))).expect("read");
    let out = tempfile::tempdir().expect("a folder");
    for all_carriers in [true, false] {
        let request = CatalogueExportRequest {
            agency: desk.agency.clone(),
            sheet: "standard".into(),
            formats: ["xlsx", "docx", "html"].map(str::to_string).to_vec(),
            ids: Vec::new(),
            all_carriers,
            is_final: false,
            notice: None,
        };
        let folder = out.path().join(all_carriers.to_string());
        std::fs::create_dir(&folder).expect("a folder");
        let outcome =
            desk.session.export_catalogue(&request, &folder, &now(), &mut |_| Continue::Yes).expect("exported");
        assert!(outcome.files.len() >= 3, "{outcome:?}");
        for ending in ["xlsx", "docx", "html"] {
            let name = outcome.files.iter().map(|file| file.name.as_str()).find(|name| name.ends_with(ending));
            let bytes = std::fs::read(folder.join(name.expect("written"))).expect("readable");
            let given = Given::File { name: "目录", bytes };
            let mut other = Desk::new();
            let view = other.import(&given).expect("read back");
            let doubts: Vec<_> = view.rows.iter().flat_map(|row| &row.doubts).collect();
            assert!(doubts.is_empty() && view.refused.is_empty(), "{ending}: {doubts:?} {:?}", view.refused);
            for (ours, theirs) in desk.items().iter().zip(other.items()) {
                assert_eq!(printed(ours), printed(&theirs), "{ending}");
            }
            let again = desk.import(&given).expect("read at home");
            assert_eq!(
                (again.added, again.changed),
                (0, 0),
                "{ending}: {:?}",
                again.rows.iter().find(|row| row.outcome != "unchanged")
            );
        }
    }
}

/// What the standard table prints of an item.
fn printed(item: &ItemView) -> ItemView {
    let [id, office, stage, note] = Default::default();
    let mut item = ItemView { id, office, stage, note, ..item.clone() };
    item.bases.iter_mut().for_each(|basis| basis.checked = false);
    item
}
