//! The basis library: the program's acts, and the office's own that are kept in the data file.

use super::Session;
use super::catalogue_fields::LONGEST;
use crate::catalogue::bases_view::{BasesView, BasisRow, BasisStep, CitingItem, OwnBasis, UnknownBasis};
use crate::view::AppError;
use mingce_domain::agency::AgencyId;
use mingce_domain::catalogue::foreign::read_day;
use mingce_domain::catalogue::{
    Basis, BasisLibrary, BasisState, DisclosureItem, LegalBasis, likeness, renew_bases, tidy_name,
};
use mingce_store::{Act, Stamp};
use std::borrow::Cow;
use std::collections::HashMap;

/// The setting that keeps the office's own acts.
const OWN: &str = "catalogue.bases";
/// How the identity of an own act begins.
const OWN_ID: &str = "own:";

type Done = Result<(String, Option<String>), AppError>;

impl Session {
    /// The acts that catalogues cite: the program's and the office's own.
    pub(super) fn library(&self) -> Result<Cow<'_, BasisLibrary>, AppError> {
        let own = self.own_bases()?;
        let shipped = &self.assets.library;
        Ok(if own.is_empty() { Cow::Borrowed(shipped) } else { Cow::Owned(shipped.with(own)) })
    }

    fn own_bases(&self) -> Result<Vec<Basis>, AppError> {
        Ok(self.opened()?.store.setting(OWN)?.unwrap_or_default())
    }

    /// The basis library, with what an agency's items cite of it.
    ///
    /// # Errors
    /// As [`Session::catalogue`].
    pub fn bases(&self, agency: &str) -> Result<BasesView, AppError> {
        let items = self.catalogue_items(agency)?;
        let library = self.library()?;
        let mut cited: HashMap<&str, Vec<CitingItem>> = HashMap::new();
        let mut unknown: Vec<UnknownBasis> = Vec::new();
        let mut place: HashMap<String, usize> = HashMap::new();
        let (mut stale_items, mut replaceable) = (0, 0);
        for item in &items {
            let citing = CitingItem { id: item.id.0.clone(), name: item.name().into() };
            let add = |to: &mut Vec<CitingItem>| {
                if to.last() != Some(&citing) {
                    to.push(citing.clone());
                }
            };
            let mut stale = false;
            for basis in &item.legal_basis {
                let Some(meant) = library.meant(basis) else {
                    let text = LegalBasis { article: String::new(), ..basis.clone() }.printed();
                    let at = *place.entry(likeness(&text)).or_insert_with(|| {
                        let (name, number) = (basis.name.clone(), basis.number.clone());
                        unknown.push(UnknownBasis { text, name, number, cited: Vec::new() });
                        unknown.len() - 1
                    });
                    add(&mut unknown[at].cited);
                    continue;
                };
                stale |= meant.state.is_stale();
                add(cited.entry(&meant.id).or_default());
            }
            stale_items += u32::from(stale);
            replaceable += u32::from(stale && renew_bases(item, &library, None).is_some());
        }
        let rows = library.all().iter().map(|basis| row(basis, &library, cited.remove(basis.id.as_str())));
        Ok(BasesView { schema: "bases/1".into(), bases: rows.collect(), unknown, stale_items, replaceable })
    }

    /// Cites what is in force in place of what is not, wherever it can: one step (`only`: just that act).
    pub(super) fn replace_bases(&mut self, agency: &str, only: Option<&str>, stamp: &Stamp) -> Done {
        let library = self.library()?;
        let places = self.places(agency)?;
        let changed: Vec<(DisclosureItem, i64)> = self
            .catalogue_items(agency)?
            .iter()
            .filter_map(|item| renew_bases(item, &library, only))
            .map(|item| {
                let place = places.get(&item.id).copied().unwrap_or_default();
                (item, place)
            })
            .collect();
        if changed.is_empty() {
            return Err(AppError::plain(
                "没有可以换成现行依据的引用：没有引用已失效的依据，或者依据库中没有写明由什么取代".into(),
            ));
        }
        let said = format!("把已失效的依据换成现行的（{}项）", changed.len());
        let write = |act: &mut Act<'_>| changed.iter().try_for_each(|(item, place)| act.put_item(item, *place));
        self.opened_mut()?.store.act(stamp, &said, write)?;
        Ok((format!("{said}。条款未照搬，备注中写有“条款待核”的请查对新的条款"), None))
    }

    /// Adds or changes an own act. What it is called changes in the citations, too.
    pub(super) fn put_basis(&mut self, basis: &OwnBasis, stamp: &Stamp) -> Done {
        let library = self.library()?.into_owned();
        let mut own = self.own_bases()?;
        let before = match &basis.id {
            Some(id) => Some(own.iter().find(|it| it.id == *id).cloned().ok_or_else(gone)?),
            None => None,
        };
        let mut written = read(basis, &library)?;
        let same = |it: &&Basis| {
            likeness(&it.name) == likeness(&written.name) && likeness(&it.number) == likeness(&written.number)
        };
        if let Some(there) = library.all().iter().find(same).filter(|it| Some(&it.id) != basis.id.as_ref()) {
            return Err(AppError::plain(format!("依据库中已有{}", cite(there))).at("name"));
        }
        let verb = if before.is_some() { "修改" } else { "加入" };
        let said = format!("{verb}本单位依据{}", cite(&written));
        let renamed = before.filter(|it| it.name != written.name || it.number != written.number);
        let citing = match &renamed {
            Some(before) => self.citing_anywhere(before, &written)?,
            None => Vec::new(),
        };
        let id = self.opened_mut()?.store.act(stamp, &said, |act| {
            if written.id.is_empty() {
                written.id = format!("{OWN_ID}{}", act.new_id());
            }
            match own.iter_mut().find(|it| it.id == written.id) {
                Some(there) => *there = written.clone(),
                None => own.push(written.clone()),
            }
            act.set_setting(OWN, &own)?;
            citing.iter().try_for_each(|(item, place)| act.put_item(item, *place))?;
            Ok(written.id.clone())
        })?;
        Ok((said, Some(id)))
    }

    /// The items of all agencies that cite an own act by its identity, with its new name and number.
    fn citing_anywhere(&self, before: &Basis, after: &Basis) -> Result<Vec<(DisclosureItem, i64)>, AppError> {
        let store = &self.opened()?.store;
        let mut changed = Vec::new();
        for agency in store.agencies()? {
            let places = store.item_places(&agency.id)?;
            for mut item in store.catalogue_items(&agency.id)? {
                let mut any = false;
                for basis in item.legal_basis.iter_mut().filter(|it| it.id.as_ref() == Some(&before.id)) {
                    (basis.name, basis.number) = (after.name.clone(), after.number.clone());
                    any = true;
                }
                if any {
                    let place = places.get(&item.id).copied().unwrap_or_default();
                    changed.push((item, place));
                }
            }
        }
        Ok(changed)
    }

    /// Takes an own act out of the library; what cites it keeps the words.
    pub(super) fn remove_basis(&mut self, id: &str, stamp: &Stamp) -> Done {
        let mut own = self.own_bases()?;
        let at = own.iter().position(|it| it.id == id).ok_or_else(gone)?;
        let removed = own.remove(at);
        if let Some(later) = own.iter().find(|it| it.successor.as_deref() == Some(id)) {
            let message = format!("{}写明由它取代，请先改那一件", cite(later));
            return Err(AppError::plain(message));
        }
        let said = format!("从依据库删去{}", cite(&removed));
        self.opened_mut()?.store.act(stamp, &said, |act| {
            if own.is_empty() { act.clear_setting(OWN) } else { act.set_setting(OWN, &own) }
        })?;
        Ok((said, None))
    }

    /// The agencies of the file, by identity and name today, in the order of their list.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn agency_names(&self, today: chrono::NaiveDate) -> Result<Vec<(AgencyId, String)>, AppError> {
        let agencies = self.opened()?.store.agencies()?;
        let there = agencies.iter().filter(|agency| agency.exists_on(today));
        Ok(there.map(|agency| (agency.id.clone(), agency.name_on(today).to_string())).collect())
    }
}

fn gone() -> AppError {
    AppError::plain("这一件不是本单位加入的依据，或者已被删除，请刷新后重试".into())
}

/// An act as it is cited, whole.
fn cite(basis: &Basis) -> String {
    let cited = LegalBasis {
        id: Some(basis.id.clone()),
        name: basis.name.clone(),
        number: basis.number.clone(),
        article: String::new(),
        checked: basis.checked,
    };
    cited.printed()
}

/// What was typed, or what is wrong with it and where.
fn read(basis: &OwnBasis, library: &BasisLibrary) -> Result<Basis, AppError> {
    let wrong = |message: &str, field: &str| AppError::plain(message.into()).at(field);
    let name = tidy_name(&basis.name);
    let name = name.strip_prefix('《').and_then(|it| it.strip_suffix('》')).map_or(name.as_str(), |it| it).to_string();
    if name.is_empty() {
        return Err(wrong("请填写依据的名称", "name"));
    }
    let (number, issuer, note) = (tidy_name(&basis.number), tidy_name(&basis.issuer), basis.note.trim().to_string());
    if [&name, &number, &issuer].iter().any(|text| text.chars().count() > 200) || note.chars().count() > LONGEST {
        return Err(wrong("文字过长（名称、文号、制发机关最多200字），没有保存", "name"));
    }
    let issued = match basis.issued.trim() {
        "" => String::new(),
        text => read_day(text)
            .ok_or_else(|| wrong("制发日期看不出是哪一天，请写成 2026-01-20 的样子，或留空", "issued"))?
            .to_string(),
    };
    let state = BasisState::from_key(&basis.state).ok_or_else(|| wrong("请选择是否现行有效", "state"))?;
    let successor = Some(basis.successor.clone()).filter(|id| !id.is_empty());
    if let Some(id) = &successor {
        let next = library.get(id).ok_or_else(|| wrong("依据库中没有所选的取代文件，请刷新后重试", "successor"))?;
        let circle = Some(id) == basis.id.as_ref()
            || library.successors(&next.id).iter().any(|it| Some(&it.id) == basis.id.as_ref());
        if circle {
            return Err(wrong("取代文件绕回了它自己，请核对", "successor"));
        }
        if !state.is_stale() {
            return Err(wrong("写明了由什么取代，状态却是有效，请核对", "state"));
        }
    }
    Ok(Basis {
        id: basis.id.clone().unwrap_or_default(),
        name,
        number,
        issuer,
        issued,
        effective: String::new(),
        state,
        replaced_by: String::new(),
        successor,
        checked: basis.checked,
        note,
    })
}

fn row(basis: &Basis, library: &BasisLibrary, cited: Option<Vec<CitingItem>>) -> BasisRow {
    let successors = library.successors(&basis.id);
    BasisRow {
        id: basis.id.clone(),
        name: basis.name.clone(),
        number: basis.number.clone(),
        issuer: basis.issuer.clone(),
        issued: basis.issued.clone(),
        effective: basis.effective.clone(),
        state: basis.state.key().into(),
        state_label: basis.state.label().into(),
        stale: basis.state.is_stale(),
        replaced_by: basis.replaced_by.clone(),
        replaceable: basis.state.is_stale() && library.current(basis).is_some(),
        successors: successors
            .into_iter()
            .map(|it| BasisStep { id: it.id.clone(), text: cite(it), state_label: it.state.label().into() })
            .collect(),
        checked: basis.checked,
        note: basis.note.clone(),
        own: basis.id.starts_with(OWN_ID),
        cited: cited.unwrap_or_default(),
    }
}
