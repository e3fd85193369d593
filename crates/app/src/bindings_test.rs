//! The window's types for TypeScript: `ui/src/ipc/bindings/` holds what these Rust types say, or this test fails.
//! `MINGCE_WRITE_BINDINGS=1 cargo test -p mingce-app bindings` writes them anew.

use crate::agencies_view as agencies;
use crate::application;
use crate::booklet::view as booklet;
use crate::catalogue::list_view as list;
use crate::catalogue::{bases_view, index_number_view, upstream_view, view as catalogue};
use crate::dispute;
use crate::process::editor as process;
use crate::publication::view as publication;
use crate::search::view as search;
use crate::{style_view, version_view, view, workbench_view, year_lock};
use mingce_domain::check;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use ts_rs::{Config, TS};

/// How grave a finding is.
#[derive(Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
enum Severity {
    Error,
    Warning,
    Note,
}

/// A written reason that excuses a finding.
#[derive(Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
struct Excuse {
    reason: String,
    by: String,
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    on: Option<String>,
}

/// One finding.
#[derive(Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct Finding {
    rule: String,
    severity: Severity,
    /// A cell's address, `sections.overview`, `title`.
    at: String,
    /// Left out when there is none.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    related: Option<Vec<String>>,
    message: String,
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    expected: Option<String>,
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    actual: Option<String>,
    basis: String,
    remedy: String,
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    excused: Option<Excuse>,
}

/// A rule that could not run.
#[derive(Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
struct Unchecked {
    rule: String,
    reason: String,
}

/// What the checks say. The domain knows nothing of TypeScript, so its shape is said again here, and compared.
#[derive(Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct Findings {
    findings: Vec<Finding>,
    unchecked: Vec<Unchecked>,
}

#[test]
fn findings_have_the_shape_that_the_window_is_told() {
    let full = check::Finding {
        rule: "A01".into(),
        severity: check::Severity::Warning,
        at: "requests.total.natural".into(),
        related: vec!["requests.new.natural".into()],
        message: "不相等".into(),
        expected: Some("12".into()),
        actual: Some("11".into()),
        basis: "格式".into(),
        remedy: "核对".into(),
        excused: Some(check::Excuse {
            reason: "已核".into(),
            by: "甲".into(),
            on: chrono::NaiveDate::from_ymd_opt(2026, 1, 20),
        }),
    };
    let bare = check::Finding {
        severity: check::Severity::Note,
        related: Vec::new(),
        expected: None,
        actual: None,
        excused: Some(check::Excuse { reason: "已核".into(), by: "甲".into(), on: None }),
        ..full.clone()
    };
    let unexcused = check::Finding { severity: check::Severity::Error, excused: None, ..bare.clone() };
    let domain = check::Findings {
        findings: vec![full, bare, unexcused],
        unchecked: vec![check::Unchecked { rule: "A05".into(), reason: "没有上一年".into() }],
    };
    let json = serde_json::to_value(&domain).expect("findings become JSON");
    let said: Findings = serde_json::from_value(json.clone()).expect("the window's type reads the domain's JSON");
    assert_eq!(serde_json::to_value(&said).expect("and writes it"), json);
}

fn expected() -> BTreeMap<PathBuf, String> {
    fn add<T: TS + 'static>(files: &mut BTreeMap<PathBuf, String>) {
        let config = Config::new().with_large_int("number");
        let path = T::output_path().expect("the type has a file");
        let text = T::export_to_string(&config).expect("the type can be said in TypeScript");
        files.insert(path, text);
    }
    let mut files = BTreeMap::new();
    add::<Severity>(&mut files);
    add::<Excuse>(&mut files);
    add::<Finding>(&mut files);
    add::<Unchecked>(&mut files);
    add::<Findings>(&mut files);
    add::<view::AppError>(&mut files);
    add::<view::AttachedView>(&mut files);
    add::<list::ItemFilter>(&mut files);
    add::<list::Only>(&mut files);
    add::<list::ItemSort>(&mut files);
    add::<list::SortKey>(&mut files);
    add::<list::ListRequest>(&mut files);
    add::<list::ListView>(&mut files);
    add::<list::TreeView>(&mut files);
    add::<list::GroupView>(&mut files);
    add::<list::ListFindings>(&mut files);
    add::<list::FindingCount>(&mut files);
    add::<catalogue::MaterialView>(&mut files);
    add::<catalogue::ProcessChoice>(&mut files);
    add::<catalogue::LackingView>(&mut files);
    add::<catalogue::ItemCell>(&mut files);
    add::<catalogue::ItemRow>(&mut files);
    add::<catalogue::ItemView>(&mut files);
    add::<catalogue::BasisView>(&mut files);
    add::<catalogue::CompareView>(&mut files);
    add::<catalogue::StandardView>(&mut files);
    add::<catalogue::StandardSectorView>(&mut files);
    add::<catalogue::StandardEntryView>(&mut files);
    add::<catalogue::CatalogueEdit>(&mut files);
    add::<catalogue::CatalogueEdited>(&mut files);
    add::<catalogue::ImportSource>(&mut files);
    add::<catalogue::ImportRequest>(&mut files);
    add::<catalogue::ImportView>(&mut files);
    add::<catalogue::ImportTable>(&mut files);
    add::<catalogue::ImportColumn>(&mut files);
    add::<catalogue::ImportRow>(&mut files);
    add::<catalogue::ImportChange>(&mut files);
    add::<catalogue::ImportRemark>(&mut files);
    add::<catalogue::CatalogueExportRequest>(&mut files);
    add::<booklet::BookletsView>(&mut files);
    add::<booklet::EditionChoice>(&mut files);
    add::<booklet::OfficeChoice>(&mut files);
    add::<booklet::OfficeItems>(&mut files);
    add::<booklet::ItemChoice>(&mut files);
    add::<booklet::KeptView>(&mut files);
    add::<booklet::BookletChoice>(&mut files);
    add::<booklet::BookletEdit>(&mut files);
    add::<booklet::BookletEdited>(&mut files);
    add::<process::ProcessesView>(&mut files);
    add::<process::ProcessSummary>(&mut files);
    add::<process::ShippedProcess>(&mut files);
    add::<process::ProcessView>(&mut files);
    add::<process::ProcessDraft>(&mut files);
    add::<process::StepDraft>(&mut files);
    add::<process::LineDraft>(&mut files);
    add::<process::LimitDraft>(&mut files);
    add::<process::LimitView>(&mut files);
    add::<process::ProcessFinding>(&mut files);
    add::<process::ChartView>(&mut files);
    add::<process::BoxView>(&mut files);
    add::<process::ProcessEdit>(&mut files);
    add::<process::ProcessEdited>(&mut files);
    add::<process::ProcessDiff>(&mut files);
    add::<process::ProcessPart>(&mut files);
    add::<process::ProcessExportRequest>(&mut files);
    add::<application::view::ApplicationRow>(&mut files);
    add::<application::view::DueView>(&mut files);
    add::<application::view::DayView>(&mut files);
    add::<application::view::DeadlineView>(&mut files);
    add::<application::view::EventView>(&mut files);
    add::<application::view::NextView>(&mut files);
    add::<application::view::LetterView>(&mut files);
    add::<application::sheets::DueSheetRequest>(&mut files);
    add::<application::sheets::PrintRequest>(&mut files);
    add::<application::sheets::PrintWhat>(&mut files);
    add::<application::sheets::LedgerView>(&mut files);
    add::<application::sheets::LedgerViewEdit>(&mut files);
    add::<application::sheets::LedgerViewsEdited>(&mut files);
    add::<application::view::LetterCopyView>(&mut files);
    add::<year_lock::LockView>(&mut files);
    add::<year_lock::LockedReport>(&mut files);
    add::<year_lock::MovedCell>(&mut files);
    add::<year_lock::LateView>(&mut files);
    add::<year_lock::LateChangeView>(&mut files);
    add::<dispute::view::DisputeView>(&mut files);
    add::<dispute::view::DisputeCase>(&mut files);
    add::<dispute::view::HappenedView>(&mut files);
    add::<dispute::view::DisputesView>(&mut files);
    add::<dispute::view::DisputeEdited>(&mut files);
    add::<dispute::input::DisputeInput>(&mut files);
    add::<dispute::input::DisputeStep>(&mut files);
    add::<application::import::LedgerImportRequest>(&mut files);
    add::<application::import::LedgerImportView>(&mut files);
    add::<application::import::LedgerColumn>(&mut files);
    add::<application::import::AtPlace>(&mut files);
    add::<application::calendar::CalendarView>(&mut files);
    add::<application::calendar::CalendarYear>(&mut files);
    add::<application::calendar::LocalDayView>(&mut files);
    add::<application::calendar::CalendarInput>(&mut files);
    add::<application::calendar::MovedView>(&mut files);
    add::<application::calendar::CalendarEdited>(&mut files);
    add::<application::view::ApplicantView>(&mut files);
    add::<application::view::ApplicationView>(&mut files);
    add::<application::view::ApplicationEdited>(&mut files);
    add::<application::view::AnswerView>(&mut files);
    add::<application::view::OutcomeView>(&mut files);
    add::<application::input::ApplicantInput>(&mut files);
    add::<application::input::RegisterInput>(&mut files);
    add::<application::input::EventInput>(&mut files);
    add::<application::input::CloseInput>(&mut files);
    add::<application::input::LetterOffice>(&mut files);
    add::<application::input::LetterRequest>(&mut files);
    add::<application::window::ApplicationsView>(&mut files);
    add::<application::window::ChannelView>(&mut files);
    add::<application::window::BeforeView>(&mut files);
    add::<application::window::RepeatView>(&mut files);
    add::<application::window::LetterFormView>(&mut files);
    add::<application::window::LetterFieldView>(&mut files);
    add::<application::window::LetterChoice>(&mut files);
    add::<application::window::LetterOfficeView>(&mut files);
    add::<application::window::RemedyView>(&mut files);
    add::<application::window::LedgerExportRequest>(&mut files);
    add::<agencies::AgenciesView>(&mut files);
    add::<agencies::AgencyDetail>(&mut files);
    add::<agencies::ReceivedView>(&mut files);
    add::<agencies::AgencyField>(&mut files);
    add::<agencies::AgencyEdit>(&mut files);
    add::<agencies::AgenciesEdited>(&mut files);
    add::<agencies::ReceiveView>(&mut files);
    add::<publication::PublicationsView>(&mut files);
    add::<publication::StageCount>(&mut files);
    add::<publication::PublicationRow>(&mut files);
    add::<publication::PublicationView>(&mut files);
    add::<publication::SignatureView>(&mut files);
    add::<publication::PlacingView>(&mut files);
    add::<publication::FeedbackView>(&mut files);
    add::<publication::ArchiveView>(&mut files);
    add::<publication::RemarkView>(&mut files);
    add::<publication::PublicationEdit>(&mut files);
    add::<publication::PublicationEdited>(&mut files);
    add::<publication::PublicationExportRequest>(&mut files);
    add::<catalogue::NoticeRequest>(&mut files);
    add::<catalogue::EditionRequest>(&mut files);
    add::<catalogue::EditionView>(&mut files);
    add::<catalogue::EditionItem>(&mut files);
    add::<catalogue::EditionField>(&mut files);
    add::<upstream_view::UpstreamView>(&mut files);
    add::<upstream_view::UpstreamChange>(&mut files);
    add::<upstream_view::UpstreamItem>(&mut files);
    add::<upstream_view::SourceView>(&mut files);
    add::<bases_view::BasesView>(&mut files);
    add::<bases_view::BasisRow>(&mut files);
    add::<bases_view::BasisStep>(&mut files);
    add::<bases_view::CitingItem>(&mut files);
    add::<bases_view::UnknownBasis>(&mut files);
    add::<bases_view::OwnBasis>(&mut files);
    add::<index_number_view::IndexNumberView>(&mut files);
    add::<view::FileView>(&mut files);
    add::<view::AgencyView>(&mut files);
    add::<view::ReportView>(&mut files);
    add::<view::SectionView>(&mut files);
    add::<view::HeadView>(&mut files);
    add::<view::FeeView>(&mut files);
    add::<view::ParagraphView>(&mut files);
    add::<view::TableView>(&mut files);
    add::<view::CellView>(&mut files);
    add::<view::Edit>(&mut files);
    add::<view::CellText>(&mut files);
    add::<view::Edited>(&mut files);
    add::<view::HistoryView>(&mut files);
    add::<view::PagesView>(&mut files);
    add::<view::FoundView>(&mut files);
    add::<view::PageView>(&mut files);
    add::<view::HeadingView>(&mut files);
    add::<view::PlaceView>(&mut files);
    add::<view::TraceView>(&mut files);
    add::<view::AdjustmentView>(&mut files);
    add::<view::RecordView>(&mut files);
    add::<view::NewFileRequest>(&mut files);
    add::<view::ExportRequest>(&mut files);
    add::<view::Progress>(&mut files);
    add::<view::ExportOutcome>(&mut files);
    add::<view::ExportedFile>(&mut files);
    add::<version_view::VersionsView>(&mut files);
    add::<version_view::VersionView>(&mut files);
    add::<version_view::VersionStep>(&mut files);
    add::<version_view::ComparisonView>(&mut files);
    add::<version_view::Difference>(&mut files);
    add::<version_view::TextDifference>(&mut files);
    add::<version_view::Piece>(&mut files);
    add::<version_view::PieceKind>(&mut files);
    add::<workbench_view::DueCase>(&mut files);
    add::<workbench_view::DueItem>(&mut files);
    add::<workbench_view::WorkbenchView>(&mut files);
    add::<workbench_view::AgencyProgress>(&mut files);
    add::<workbench_view::Done>(&mut files);
    add::<workbench_view::LocalDate>(&mut files);
    add::<search::SearchView>(&mut files);
    add::<search::HitGroup>(&mut files);
    add::<search::HitView>(&mut files);
    add::<search::MarkedPiece>(&mut files);
    add::<search::HitPlace>(&mut files);
    add::<style_view::StyleView>(&mut files);
    add::<style_view::StyleField>(&mut files);
    add::<style_view::StyleOption>(&mut files);
    files
}

#[test]
fn the_bindings_say_what_the_types_say() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ui/src/ipc/bindings");
    let expected = expected();
    if std::env::var_os("MINGCE_WRITE_BINDINGS").is_some() {
        std::fs::create_dir_all(&folder).expect("the folder can be made");
        for (name, text) in &expected {
            std::fs::write(folder.join(name), text).expect("a binding can be written");
        }
    }
    let mut found = BTreeMap::new();
    for entry in std::fs::read_dir(&folder).expect("ui/src/ipc/bindings is there") {
        let path = entry.expect("an entry can be read").path();
        let name = PathBuf::from(path.file_name().expect("a file has a name"));
        found.insert(name, std::fs::read_to_string(&path).expect("a binding is text"));
    }
    assert_eq!(found, expected, "run MINGCE_WRITE_BINDINGS=1 cargo test -p mingce-app bindings");
}
