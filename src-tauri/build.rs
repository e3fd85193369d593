//! Declares the commands, so that the page may call these and no others, and builds the window's context.

/// The commands of the window: the same list stands in `src/main.rs` and in `capabilities/main.json` (tested).
const COMMANDS: &[&str] = &[
    "file_current",
    "file_create",
    "file_open",
    "file_open_read_only",
    "file_sample",
    "file_close",
    "report_view",
    "report_versions",
    "version_step",
    "version_compare",
    "workbench_view",
    "report_date_set",
    "report_edit",
    "history_view",
    "history_undo",
    "history_redo",
    "report_pages",
    "report_find",
    "report_page",
    "report_trace",
    "catalogue_page",
    "catalogue_tree",
    "catalogue_findings",
    "catalogue_ids",
    "catalogue_item",
    "catalogue_standard",
    "catalogue_upstream",
    "catalogue_bases",
    "index_number_view",
    "index_number_set",
    "catalogue_processes",
    "catalogue_edit",
    "catalogue_import",
    "catalogue_export",
    "publication_list",
    "publication_view",
    "publication_edit",
    "publication_evidence",
    "publication_export",
    "catalogue_compare",
    "catalogue_compare_export",
    "agencies_view",
    "agencies_edit",
    "catalogue_receive",
    "search",
    "search_ready",
    "report_export",
    "report_fragment",
    "report_print",
    "export_cancel",
    "export_reveal",
    "style_view",
    "style_set",
    "style_standard",
    "style_follow",
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    if !std::path::Path::new("../ui/dist/index.html").exists() {
        return Err("界面尚未构建：请先在 ui 文件夹运行 npm ci && npm run build".into());
    }
    tauri_build::try_build(
        tauri_build::Attributes::new().app_manifest(tauri_build::AppManifest::new().commands(COMMANDS)),
    )?;
    Ok(())
}
