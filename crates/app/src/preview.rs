//! The pages of a report while it is being looked at: laid out once for each version of its document, kept, and handed
//! out one by one as SVG. They are the PDF's pages: same layout, same fonts.
//!
//! Nothing here holds the session: layout runs while other commands go on, and is given up when a later question has
//! been asked.

use crate::assets::Assets;
use crate::shipped_fonts::ShippedFonts;
use crate::view::{AppError, FoundView, HeadingView, PageView, PagesView, PlaceView};
use crate::{font_folders, preview_find, style};
use mingce_document::{Document, Meta, OfficeStyle, PdfFonts};
use mingce_typeset::{FontSet, Pages, layout, layout_after};
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The code of the error that says that a later question made this one pointless.
pub const OVERTAKEN: &str = "overtaken";
/// The code of the error that says that the pages have changed since and must be asked for anew.
pub const STALE: &str = "stale";

/// How many layouts are kept: the newest, and the one before it, of which pages may still be on their way.
const KEPT: usize = 2;

/// Laid-out reports.
pub struct Preview {
    shipped: ShippedFonts,
    asked: AtomicU64,
    versions: AtomicU32,
    /// Held while laying out: the questions of a quick typist queue up here and give up when their turn has passed.
    busy: Mutex<()>,
    kept: Mutex<Vec<Arc<LaidOut>>>,
}

/// A question for pages, by its number: a later one overtakes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Turn(u64);

/// A document as an office prints it.
#[derive(Debug, Clone, PartialEq)]
pub struct Printed {
    /// The document.
    pub document: Document,
    /// What the office does otherwise than the standard.
    pub style: OfficeStyle,
}

struct LaidOut {
    version: u32,
    printed: Printed,
    /// The fonts of its style.
    fonts: Arc<FontSet>,
    pages: Pages,
    /// For each page, the version since which it has not changed.
    since: Vec<u32>,
}

impl Preview {
    /// Nothing laid out yet; the fonts are read when first needed.
    pub fn new(assets: &Assets) -> Preview {
        Preview {
            shipped: assets.fonts.clone(),
            asked: AtomicU64::new(0),
            versions: AtomicU32::new(0),
            busy: Mutex::new(()),
            kept: Mutex::new(Vec::new()),
        }
    }

    /// Begins a question for pages. All earlier ones are overtaken.
    pub fn ask(&self) -> Turn {
        Turn(self.asked.fetch_add(1, Ordering::SeqCst) + 1)
    }

    /// Whether nobody has asked since.
    ///
    /// # Errors
    /// [`OVERTAKEN`].
    pub fn still(&self, turn: Turn) -> Result<(), AppError> {
        if self.asked.load(Ordering::SeqCst) == turn.0 {
            return Ok(());
        }
        Err(AppError::plain("版面已有更新的请求，本次请求作废".into()).coded(OVERTAKEN))
    }

    /// Reads the fonts, so that the first page need not wait for them.
    ///
    /// # Errors
    /// When a font is missing or damaged.
    pub fn warm(&self) -> Result<(), AppError> {
        self.shipped.get().map(|_| ())
    }

    /// The pages of a document in its office's style; those that are there already when neither has changed.
    ///
    /// # Errors
    /// [`OVERTAKEN`]; choices of the style do not go together; or a font is missing or damaged.
    pub fn pages(&self, turn: Turn, mut printed: Printed) -> Result<PagesView, AppError> {
        // Title, author and instant are not printed on any page.
        printed.document.meta = Meta::default();
        let _busy = lock(&self.busy);
        self.still(turn)?;
        let newest = lock(&self.kept).last().cloned();
        if let Some(newest) = newest.as_ref().filter(|newest| newest.printed == printed) {
            return Ok(view(newest));
        }
        let sheet = printed.style.apply().map_err(|faults| style::refused(&faults))?;
        let before = newest.as_ref().filter(|newest| newest.printed.style == printed.style);
        let fonts = match (before, printed.style.pdf_fonts()) {
            (Some(before), _) => before.fonts.clone(),
            (None, PdfFonts::Bundled) => self.shipped.get()?,
            (None, PdfFonts::Office) => {
                let bundled = FontSet::clone(&*self.shipped.get()?);
                Arc::new(FontSet::office(bundled, &sheet, &font_folders::all()).0)
            }
        };
        let pages = match before {
            Some(before) => layout_after(&printed.document, &sheet, &fonts, &before.pages),
            None => layout(&printed.document, &sheet, &fonts),
        };
        self.still(turn)?;
        let version = self.versions.fetch_add(1, Ordering::SeqCst).wrapping_add(1);
        let since = since(&pages, before.map(Arc::as_ref), version);
        let laid_out = Arc::new(LaidOut { version, printed, fonts, pages, since });
        let mut kept = lock(&self.kept);
        kept.push(laid_out.clone());
        let surplus = kept.len().saturating_sub(KEPT);
        kept.drain(..surplus);
        Ok(view(&laid_out))
    }

    /// One page (from 0) of a layout, as SVG.
    ///
    /// # Errors
    /// [`STALE`] when that layout is no longer kept, or has no such page.
    pub fn page(&self, version: u32, page: u32) -> Result<String, AppError> {
        let stale = || AppError::plain("版面已更新，请重新打开预览".into()).coded(STALE);
        let laid_out = lock(&self.kept).iter().find(|laid_out| laid_out.version == version).cloned();
        let laid_out = laid_out.ok_or_else(stale)?;
        mingce_svg::page(&laid_out.pages, page as usize, &laid_out.fonts).ok_or_else(stale)
    }

    /// Where words stand on the pages of a layout, in reading order.
    ///
    /// # Errors
    /// [`STALE`] when that layout is no longer kept.
    pub fn find(&self, version: u32, words: &str) -> Result<Vec<FoundView>, AppError> {
        let stale = || AppError::plain("版面已更新，请重新打开预览".into()).coded(STALE);
        let laid_out = lock(&self.kept).iter().find(|laid_out| laid_out.version == version).cloned();
        Ok(preview_find::find(&laid_out.ok_or_else(stale)?.pages, words))
    }

    /// Forgets all pages: the file that they come from is closed.
    pub fn forget(&self) {
        self.ask();
        lock(&self.kept).clear();
    }
}

/// For each page, since when it looks as it does: a page that is alike but stands elsewhere counts as changed, since
/// its number is part of what it says.
fn since(pages: &Pages, before: Option<&LaidOut>, version: u32) -> Vec<u32> {
    let count = pages.pages.len();
    let alike = |at: usize| {
        let before = before.filter(|before| before.pages.pages.len() == count)?;
        let page = before.pages.pages.get(at)?;
        (pages.pages.get(at) == Some(page)).then(|| before.since.get(at).copied()).flatten()
    };
    (0..count).map(|at| alike(at).unwrap_or(version)).collect()
}

fn view(laid_out: &LaidOut) -> PagesView {
    let pages = &laid_out.pages;
    let mut missing: Vec<String> = Vec::new();
    for glyph in &pages.missing {
        let ch = glyph.ch.to_string();
        if !missing.contains(&ch) {
            missing.push(ch);
        }
    }
    let page_of = |place: &mingce_typeset::Place| u32::try_from(place.page).unwrap_or(u32::MAX);
    PagesView {
        version: laid_out.version,
        pages: pages
            .pages
            .iter()
            .zip(&laid_out.since)
            .map(|(page, since)| PageView {
                width: page.width,
                height: page.height,
                number: page.number,
                since: *since,
            })
            .collect(),
        headings: pages
            .outline
            .iter()
            .map(|heading| HeadingView {
                node: heading.node.0.clone(),
                level: heading.level,
                title: heading.title.clone(),
                page: page_of(&heading.place),
                y: heading.place.y,
            })
            .collect(),
        places: pages
            .anchors
            .iter()
            .map(|(node, place)| PlaceView { node: node.0.clone(), page: page_of(place), y: place.y })
            .collect(),
        missing,
    }
}

/// A poisoned lock means that a command panicked; the lists behind these are whole between two assignments.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use mingce_document::{
        Block, Choice, Orientation, PageNumbering, ParaStyle, Paragraph, Section, SectionStart, Value,
    };
    use std::path::Path;

    fn preview() -> Preview {
        let assets = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets");
        Preview::new(&Assets::load(&assets).expect("the shipped assets"))
    }

    /// A document of two pages, the words of which are given.
    fn document(first: &str, second: &str) -> Document {
        let text = |id: &str, text: &str| Block::Paragraph(Paragraph::text(id, ParaStyle::Body, text));
        Document {
            meta: Meta { created: "2026-01-20T00:00:00Z".into(), ..Meta::default() },
            sections: vec![Section {
                id: "s".into(),
                orientation: Orientation::Portrait,
                start: SectionStart::NextPage,
                page_numbers: PageNumbering::Restart(1),
                running_head: None,
                blocks: vec![text("a", first), Block::PageBreak, text("b", second)],
            }],
            watermark: None,
        }
    }

    fn printed(first: &str, second: &str) -> Printed {
        Printed { document: document(first, second), style: OfficeStyle::default() }
    }

    fn pages(preview: &Preview, document: Document) -> PagesView {
        preview.pages(preview.ask(), Printed { document, style: OfficeStyle::default() }).expect("laid out")
    }

    #[test]
    fn the_same_document_at_a_later_instant_is_not_laid_out_again() {
        let preview = preview();
        let first = pages(&preview, document("甲", "乙"));
        let mut later = document("甲", "乙");
        later.meta.created = "2026-01-20T00:00:01Z".into();
        assert_eq!(pages(&preview, later), first);
    }

    #[test]
    fn a_change_on_one_page_leaves_the_other_page_as_it_was() {
        let preview = preview();
        let first = pages(&preview, document("甲", "乙"));
        let second = pages(&preview, document("甲", "丙"));
        assert_ne!(first.version, second.version);
        let since: Vec<u32> = second.pages.iter().map(|page| page.since).collect();
        assert_eq!(since, [first.version, second.version]);
        let svg = |view: &PagesView, page| preview.page(view.version, page).expect("a page");
        assert_eq!(svg(&first, 0), svg(&second, 0), "what is called unchanged is unchanged");
        assert_ne!(svg(&first, 1), svg(&second, 1));
    }

    #[test]
    fn another_style_of_the_office_is_another_layout() {
        let preview = preview();
        let first = pages(&preview, document("甲", "乙"));
        let mut other = printed("甲", "乙");
        other.style.set(Choice::LinePitch, Value::Number(28.0)).expect("a choice");
        let second = preview.pages(preview.ask(), other).expect("laid out");
        let since: Vec<u32> = second.pages.iter().map(|page| page.since).collect();
        assert_eq!(since, [second.version; 2]);
        let svg = |view: &PagesView| preview.page(view.version, 0).expect("a page");
        assert_ne!(svg(&first), svg(&second));
    }

    #[test]
    fn a_question_that_a_later_one_has_overtaken_is_given_up() {
        let preview = preview();
        let early = preview.ask();
        let late = preview.ask();
        let error = preview.pages(early, printed("甲", "乙")).expect_err("overtaken");
        assert_eq!(error.code, OVERTAKEN);
        assert_eq!(preview.pages(late, printed("甲", "乙")).expect("answered").pages.len(), 2);
    }

    #[test]
    fn a_page_of_a_layout_that_is_gone_or_never_was_is_refused() {
        let preview = preview();
        let first = pages(&preview, document("甲", "乙"));
        assert_eq!(preview.page(first.version, 2).expect_err("two pages").code, STALE);
        pages(&preview, document("丙", "乙"));
        assert!(preview.page(first.version, 0).is_ok(), "pages on their way are still answered");
        pages(&preview, document("丁", "乙"));
        assert_eq!(preview.page(first.version, 0).expect_err("gone").code, STALE);
    }

    #[test]
    fn nothing_of_a_closed_file_can_be_seen() {
        let preview = preview();
        let asked = preview.ask();
        let first = pages(&preview, document("甲", "乙"));
        preview.forget();
        assert_eq!(preview.page(first.version, 0).expect_err("closed").code, STALE);
        assert_eq!(preview.pages(asked, printed("甲", "乙")).expect_err("closed").code, OVERTAKEN);
        assert_ne!(pages(&preview, document("甲", "乙")).version, first.version, "versions are never used again");
    }

    #[test]
    fn words_are_found_across_lines_and_not_across_paragraphs() {
        let preview = preview();
        let long = format!("{}政府信息公开条例{}", "甲".repeat(24), "乙".repeat(30));
        let view = pages(&preview, document(&long, "公开  Report 2025"));
        let found = |words: &str| preview.find(view.version, words).expect("a layout");
        let split = found("政府信息公开");
        assert!(split.len() == 2 && split[0].page == 0 && split[1].y > split[0].y, "one box for each line: {split:?}");
        assert_eq!(found("公开").iter().map(|found| found.page).collect::<Vec<_>>(), [0, 1]);
        assert_eq!(found("report2025").len(), 1, "case and spaces do not matter");
        assert!(found("乙公开").is_empty() && found(" ").is_empty() && found("丙").is_empty());
        assert_eq!(preview.find(view.version + 1, "甲").expect_err("no such layout").code, STALE);
    }

    #[test]
    fn every_place_is_on_a_page_and_missing_characters_are_said_once() {
        let preview = preview();
        let view = pages(&preview, document("甲\u{E123}\u{E123}", "乙"));
        assert_eq!(view.missing, ["\u{E123}"]);
        let places: Vec<(&str, u32)> = view.places.iter().map(|place| (place.node.as_str(), place.page)).collect();
        assert_eq!(places, [("a", 0), ("b", 1), ("s", 0)]);
    }
}
