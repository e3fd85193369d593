//! The office's style sheet in the open file: one for all, and one for each agency that wants its own.

use super::{Open, Session};
use crate::formats::Writers;
use crate::new_file::WHO;
use crate::prepare::Now;
use crate::style;
use crate::style_view::{self, StyleView};
use crate::view::AppError;
use mingce_document::{Choice, OfficeStyle, PdfFonts, StyleFault};
use mingce_domain::agency::AgencyId;
use mingce_store::Stamp;
use serde_json::Value as Json;

/// The setting's key: the style of all agencies of the file.
const STYLE: &str = "style";

/// What every label of an action on styles begins with.
const LABEL: &str = "版式：";

/// The setting's key of an agency's own style.
fn key(agency: Option<&AgencyId>) -> String {
    agency.map_or_else(|| STYLE.to_string(), |agency| format!("{STYLE}:{}", agency.0))
}

impl Open {
    fn stored_style(&self, agency: Option<&AgencyId>) -> Result<Option<OfficeStyle>, AppError> {
        self.store.setting::<Json>(&key(agency))?.as_ref().map(style::from_json).transpose()
    }
}

impl Session {
    /// The style that holds for an agency: its own, or the file's, or the standard; without an agency the file's.
    ///
    /// # Errors
    /// When the file cannot be read, or a newer program has set the style.
    pub fn style(&self, agency: Option<&AgencyId>) -> Result<OfficeStyle, AppError> {
        let open = self.opened()?;
        if agency.is_some()
            && let Some(own) = open.stored_style(agency)?
        {
            return Ok(own);
        }
        Ok(open.stored_style(None)?.unwrap_or_default())
    }

    /// Whether an agency has a style of its own.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn has_own_style(&self, agency: &AgencyId) -> Result<bool, AppError> {
        Ok(self.opened()?.store.setting::<Json>(&key(Some(agency)))?.is_some())
    }

    /// Writers for what an agency prints; `fonts` overrules its choice of fonts.
    ///
    /// # Errors
    /// As [`Session::style`].
    pub fn writers(&self, agency: &AgencyId, fonts: Option<PdfFonts>) -> Result<Writers<'_>, AppError> {
        Writers::new(&self.assets).styled(&self.style(Some(agency))?, fonts)
    }

    /// The style for the window.
    ///
    /// # Errors
    /// As [`Session::style`].
    pub fn style_view(&self, agency: Option<&str>) -> Result<StyleView, AppError> {
        let id = agency.map(|agency| AgencyId(agency.to_string()));
        let style = self.style(id.as_ref())?;
        let sheet = style.apply().map_err(|faults| style::refused(&faults))?;
        let own = id.as_ref().map_or(Ok(false), |id| self.has_own_style(id))?;
        Ok(style_view::of(&style, &sheet, agency, own))
    }

    /// Makes choices, each by key and text; an empty text takes a choice back. An agency that followed the file's style
    /// gets its own, which begins as the file's.
    ///
    /// # Errors
    /// With the field, when a choice cannot be obeyed; when the file cannot be written. Nothing is changed then.
    pub fn set_style(
        &mut self,
        agency: Option<&AgencyId>,
        choices: &[(String, String)],
        now: &Now,
    ) -> Result<(), AppError> {
        let mut style = self.style(agency)?;
        let mut said = Vec::new();
        let mut faults = Vec::new();
        for (key, text) in choices {
            match change(&mut style, key, text) {
                Ok(words) => said.push(words),
                Err(fault) => faults.push(fault),
            }
        }
        if faults.is_empty()
            && let Err(found) = style.apply()
        {
            faults = found;
        }
        if !faults.is_empty() {
            return Err(style::refused(&faults));
        }
        self.put_style(agency, &style, &said.join("，"), now)
    }

    /// Makes this the whole style of the file or of an agency; `what` says so in the log.
    ///
    /// # Errors
    /// When the agency is unknown or the file cannot be written.
    pub fn put_style(
        &mut self,
        agency: Option<&AgencyId>,
        style: &OfficeStyle,
        what: &str,
        now: &Now,
    ) -> Result<(), AppError> {
        let label = self.label(agency, what)?;
        let (stamp, key) = (Stamp::new(&now.at_utc, WHO)?, key(agency));
        // The file's style is the standard's by itself; an agency's must be said, or it would follow the file's.
        let says_nothing = agency.is_none() && style.is_standard();
        let open = self.opened_mut()?;
        Ok(open.store.act(&stamp, &label, |act| {
            if says_nothing { act.clear_setting(&key) } else { act.set_setting(&key, style) }
        })?)
    }

    /// Gives the file, or an agency, the standard's style.
    ///
    /// # Errors
    /// When the agency is unknown or the file cannot be written.
    pub fn restore_standard_style(&mut self, agency: Option<&AgencyId>, now: &Now) -> Result<(), AppError> {
        self.put_style(agency, &OfficeStyle::default(), "恢复国标", now)
    }

    /// Takes the style back: the file's to the standard, an agency's to the file's. Works also on one that this program
    /// cannot read.
    ///
    /// # Errors
    /// When the agency is unknown or the file cannot be written.
    pub fn clear_style(&mut self, agency: Option<&AgencyId>, now: &Now) -> Result<(), AppError> {
        let what = if agency.is_some() { "改用全部单位的版式" } else { "恢复国标" };
        let label = self.label(agency, what)?;
        let (stamp, key) = (Stamp::new(&now.at_utc, WHO)?, key(agency));
        Ok(self.opened_mut()?.store.act(&stamp, &label, |act| act.clear_setting(&key))?)
    }

    pub(super) fn opened_mut(&mut self) -> Result<&mut Open, AppError> {
        self.opened()?;
        self.open.as_mut().ok_or_else(|| AppError::plain("还没有打开数据文件".into()))
    }

    /// What the log says; with the name of the agency whose style it is.
    fn label(&self, agency: Option<&AgencyId>, what: &str) -> Result<String, AppError> {
        let Some(id) = agency else { return Ok(format!("{LABEL}{what}")) };
        let agencies = self.opened()?.store.agencies()?;
        let known = agencies.iter().find(|known| known.id == *id);
        let known = known.ok_or_else(|| AppError::plain("数据文件中没有这个单位，请重新选择".into()).at("agency"))?;
        Ok(format!("{LABEL}{what}（{}）", known.names.last().map_or("", |dated| dated.name.as_str())))
    }
}

/// Makes one choice and says so.
fn change(style: &mut OfficeStyle, key: &str, text: &str) -> Result<String, StyleFault> {
    let choice = style::choice(key)?;
    let value = if text.trim().is_empty() { choice.standard() } else { choice.parse(text)? };
    let words = said(choice, &choice.say(&value));
    style.set(choice, value)?;
    Ok(words)
}

fn said(choice: Choice, value: &str) -> String {
    format!("{}改为{value}", choice.label())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assets::Assets;
    use crate::view::NewFileRequest;
    use std::path::Path;

    fn session() -> (tempfile::TempDir, Session) {
        let folder = tempfile::tempdir().unwrap();
        let assets = Assets::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets")).unwrap();
        let mut session = Session::new(assets);
        let request =
            NewFileRequest {
                agency: "清溪县青石镇人民政府".into(), kind: "township".into(), code: String::new()
            };
        session.create(&folder.path().join("a.mingce"), &request, &now()).unwrap();
        (folder, session)
    }

    fn now() -> Now {
        Now::at(1_769_000_000)
    }

    fn set(session: &mut Session, agency: Option<&AgencyId>, key: &str, text: &str) -> Result<(), AppError> {
        session.set_style(agency, &[(key.to_string(), text.to_string())], &now())
    }

    fn value(view: &StyleView, key: &str) -> String {
        view.fields.iter().find(|field| field.key == key).unwrap().value.clone()
    }

    #[test]
    fn a_choice_is_kept_across_a_restart_and_can_be_undone_and_done_again() {
        let (folder, mut session) = session();
        assert!(session.style_view(None).unwrap().standard);
        set(&mut session, None, "line_pitch", "固定值28磅").unwrap();
        session.open(&folder.path().join("a.mingce")).unwrap();
        let view = session.style_view(None).unwrap();
        assert_eq!((value(&view, "line_pitch").as_str(), view.standard, view.lines), ("28", false, 22));
        assert_eq!(session.history(&now()).unwrap().undo.as_deref(), Some("版式：正文行距改为28 磅"));
        session.undo(&now()).unwrap();
        assert!(session.style_view(None).unwrap().standard);
        session.redo(&now()).unwrap();
        assert_eq!(value(&session.style_view(None).unwrap(), "line_pitch"), "28");
    }

    #[test]
    fn an_agency_follows_the_file_until_it_chooses_and_again_after() {
        let (_folder, mut session) = session();
        let own = session.agency(None).unwrap();
        set(&mut session, None, "line_pitch", "28").unwrap();
        set(&mut session, Some(&own), "page_number", "居中").unwrap();
        let view = session.style_view(Some(&own.0)).unwrap();
        assert!(view.own && value(&view, "page_number") == "center");
        assert_eq!(value(&view, "line_pitch"), "28", "its own begins as the file's");
        set(&mut session, None, "line_pitch", "30").unwrap();
        assert_eq!(
            value(&session.style_view(Some(&own.0)).unwrap(), "line_pitch"),
            "28",
            "and is its own from then on"
        );
        session.restore_standard_style(Some(&own), &now()).unwrap();
        let view = session.style_view(Some(&own.0)).unwrap();
        assert!(view.own && view.standard, "the standard, although the file says otherwise");
        session.clear_style(Some(&own), &now()).unwrap();
        let view = session.style_view(Some(&own.0)).unwrap();
        assert!(!view.own && value(&view, "line_pitch") == "30");
    }

    #[test]
    fn what_cannot_be_obeyed_changes_nothing_and_says_where() {
        let (_folder, mut session) = session();
        for (key, text, expected) in
            [("line_pitch", "40", "26 至 30"), ("title_pitch", "20", "叠在一起"), ("nothing", "1", "没有“nothing”")]
        {
            let error = set(&mut session, None, key, text).unwrap_err();
            assert_eq!(error.field.as_deref(), Some(key));
            assert!(error.message.contains(expected), "{}", error.message);
        }
        let stranger = AgencyId("0".into());
        assert!(set(&mut session, Some(&stranger), "line_pitch", "28").unwrap_err().message.contains("没有这个单位"));
        assert!(session.style_view(None).unwrap().standard);
        assert_eq!(session.history(&now()).unwrap().undo, None);
        set(&mut session, None, "line_pitch", "28").unwrap();
        set(&mut session, None, "line_pitch", "").unwrap();
        assert!(session.style_view(None).unwrap().standard, "an empty text takes the choice back");
    }

    #[test]
    fn a_style_of_a_newer_program_is_said_and_can_be_reset() {
        let (_folder, mut session) = session();
        let stamp = Stamp::new(&now().at_utc, WHO).unwrap();
        let newer = serde_json::json!({ "schema": "style/2", "colour": "red" });
        session.open.as_mut().unwrap().store.act(&stamp, "x", |act| act.set_setting(STYLE, &newer)).unwrap();
        assert!(session.style(None).unwrap_err().message.contains("更新版本"));
        session.clear_style(None, &now()).unwrap();
        assert!(session.style(None).unwrap().is_standard());
    }
}
