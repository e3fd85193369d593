//! The shipped data: forms, calendars, law, processes, fonts. Found beside the program, read once.

use crate::shipped_fonts::ShippedFonts;
use mingce_domain::annual_report::{Form, Forms, ReportDate};
use mingce_domain::application::letter::LetterTemplate;
use mingce_domain::application::{OutcomeTree, RemedyRow};
use mingce_domain::booklet::BookletTexts;
use mingce_domain::catalogue::{Basis, BasisLibrary, StandardCatalogue};
use mingce_domain::deadline::{Calendar, Term, YearCalendar};
use mingce_domain::process::Process;
use serde::Deserialize;
use std::path::{Path, PathBuf};

/// The shipped data.
#[derive(Debug, Clone)]
pub struct Assets {
    /// The folder they were read from.
    pub folder: PathBuf,
    /// The shipped fonts, which are read when pages are made.
    pub fonts: ShippedFonts,
    /// Forms of annual reports.
    pub forms: Forms,
    /// Holiday calendars.
    pub calendar: Calendar,
    /// Terms of the Regulation, newest last.
    pub terms: Vec<Term>,
    /// By when reports must be out.
    pub report_dates: Vec<ReportDate>,
    /// How a case ends, by plain questions.
    pub outcome_tree: OutcomeTree,
    /// Which remedies are open against what, over time.
    pub remedies: Vec<RemedyRow>,
    /// Templates of the letters of 依申请公开.
    pub letters: Vec<LetterTemplate>,
    /// The standard catalogue.
    pub standard: StandardCatalogue,
    /// Acts and documents that catalogues cite.
    pub library: BasisLibrary,
}

/// Why the shipped data cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AssetsError {
    /// The folder is not there.
    #[error("找不到程序自带的资料文件夹 assets（找过：{0}）。请重新安装本程序，或用环境变量 MINGCE_ASSETS 指明位置")]
    NotFound(String),
    /// A file in it is damaged.
    #[error("程序自带的资料文件 {file} 缺失或损坏，请重新安装本程序")]
    Damaged {
        /// Which file.
        file: String,
        /// What the reader said.
        detail: String,
    },
}

#[derive(Deserialize)]
struct TermsFile {
    rows: Vec<Term>,
}

#[derive(Deserialize)]
struct BasesFile {
    bases: Vec<Basis>,
}

#[derive(Deserialize)]
struct RemediesFile {
    rows: Vec<RemedyRow>,
}

#[derive(Deserialize)]
struct ReportDatesFile {
    rows: Vec<ReportDate>,
}

impl Assets {
    /// Finds the folder (`MINGCE_ASSETS`; in development the source tree; beside the program; in a package's place) and
    /// reads it.
    ///
    /// # Errors
    /// When there is no such folder, or a file in it cannot be read.
    pub fn find() -> Result<Assets, AssetsError> {
        let mut tried = Vec::new();
        let mut candidates: Vec<PathBuf> = std::env::var_os("MINGCE_ASSETS").map(PathBuf::from).into_iter().collect();
        if cfg!(debug_assertions) {
            // In development the source tree counts: copies that a bundler left beside the program grow stale.
            candidates.push(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets"));
        }
        if let Ok(program) = std::env::current_exe() {
            let folder = program.parent().map(Path::to_path_buf).unwrap_or_default();
            candidates.push(folder.join("assets"));
            candidates.push(folder.join("../lib/mingce-window/assets"));
            candidates.push(folder.join("../Resources/assets"));
        }
        for candidate in candidates {
            if candidate.join("formats").is_dir() {
                return Assets::load(&candidate);
            }
            tried.push(candidate.display().to_string());
        }
        Err(AssetsError::NotFound(tried.join("、")))
    }

    /// Reads a folder of assets.
    ///
    /// # Errors
    /// When a file is missing or damaged.
    pub fn load(folder: &Path) -> Result<Assets, AssetsError> {
        let mut forms = Forms::default();
        for id in ["2021", "2019", "narrative"] {
            let form: Form = read_json(folder, &format!("formats/annual_report_{id}.json"))?;
            forms.forms.push(form);
        }
        let mut calendar = Calendar::default();
        for path in files_in(folder, "calendars")? {
            let year: YearCalendar = read_json(folder, &path)?;
            calendar.years.insert(year.year, year);
        }
        let terms: TermsFile = read_json(folder, "law/terms.json")?;
        if terms.rows.is_empty() {
            return Err(AssetsError::Damaged { file: "law/terms.json".into(), detail: "no rows".into() });
        }
        let dates: ReportDatesFile = read_json(folder, "law/report_dates.json")?;
        let outcome_tree: OutcomeTree = read_json(folder, "law/outcome_tree.json")?;
        let remedies: RemediesFile = read_json(folder, "law/remedies.json")?;
        let letters =
            files_in(folder, "letters")?.iter().map(|path| read_json(folder, path)).collect::<Result<Vec<_>, _>>()?;
        let standard: StandardCatalogue = read_json(folder, "catalogues/standard.json")?;
        let bases: BasesFile = read_json(folder, "law/legal_bases.json")?;
        Ok(Assets {
            folder: folder.to_path_buf(),
            fonts: ShippedFonts::of(&folder.join("fonts")),
            forms,
            calendar,
            terms: terms.rows,
            report_dates: dates.rows,
            outcome_tree,
            remedies: remedies.rows,
            letters,
            standard,
            library: BasisLibrary::new(bases.bases),
        })
    }

    /// The sample's folder, beside the shipped data.
    pub fn samples(&self) -> PathBuf {
        self.folder.parent().unwrap_or(&self.folder).join("samples")
    }

    /// The shipped processes, in the order of their files' names. They are read when asked for: most runs need none.
    ///
    /// # Errors
    /// When a file is missing or damaged.
    pub fn processes(&self) -> Result<Vec<Process>, AssetsError> {
        files_in(&self.folder, "processes")?.iter().map(|path| read_json(&self.folder, path)).collect()
    }

    /// The passages of booklets. They are read when asked for: most runs need none.
    ///
    /// # Errors
    /// When the file is missing or damaged.
    pub fn booklet_texts(&self) -> Result<BookletTexts, AssetsError> {
        read_json(&self.folder, "booklet/texts.json")
    }

    /// The terms that hold on a day; the oldest ones before they begin.
    pub fn term_on(&self, day: chrono::NaiveDate) -> &Term {
        self.terms
            .iter()
            .rev()
            .find(|term| term.valid_from <= day && term.valid_to.is_none_or(|to| day <= to))
            .unwrap_or(&self.terms[0])
    }

    /// The text of a shipped file, by its path inside the folder.
    ///
    /// # Errors
    /// When it is missing or no text.
    pub fn text(&self, path: &str) -> Result<String, AssetsError> {
        std::fs::read_to_string(self.folder.join(path))
            .map_err(|error| AssetsError::Damaged { file: path.to_string(), detail: error.to_string() })
    }
}

fn read_json<T: serde::de::DeserializeOwned>(folder: &Path, path: &str) -> Result<T, AssetsError> {
    let damaged = |detail: String| AssetsError::Damaged { file: path.to_string(), detail };
    let text = std::fs::read_to_string(folder.join(path)).map_err(|error| damaged(error.to_string()))?;
    serde_json::from_str(&text).map_err(|error| damaged(error.to_string()))
}

/// The JSON files of a sub-folder, sorted by name.
fn files_in(folder: &Path, sub: &str) -> Result<Vec<String>, AssetsError> {
    let damaged = |detail: String| AssetsError::Damaged { file: sub.to_string(), detail };
    let entries = std::fs::read_dir(folder.join(sub)).map_err(|error| damaged(error.to_string()))?;
    let mut names: Vec<String> = entries
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| name.ends_with(".json"))
        .map(|name| format!("{sub}/{name}"))
        .collect();
    names.sort();
    Ok(names)
}
