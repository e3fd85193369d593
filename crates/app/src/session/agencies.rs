//! The agencies of the open file: who reports, beneath whom, under which name since when.

use super::Session;
use crate::agencies_view::{AgenciesEdited, AgenciesView, AgencyDetail, AgencyEdit, AgencyField};
use crate::new_file::{WHO, first_day, kind};
use crate::prepare::Now;
use crate::view::AppError;
use chrono::NaiveDate;
use mingce_domain::agency::{Agency, AgencyId, AgencyKind, AgencyLevel, DatedName, Ending, Misfit, agency_name, fits};
use mingce_domain::catalogue::foreign::read_day;
use mingce_store::Stamp;

impl Session {
    /// The agencies with all that can be set.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn agencies(&self) -> Result<AgenciesView, AppError> {
        let open = self.opened()?;
        let all = open.store.agencies()?;
        let own = open.store.own_agency()?;
        let received = self.received()?;
        let mut agencies = Vec::new();
        for placed in super::tree(&all) {
            let Some(agency) = all.iter().find(|agency| agency.id.0 == placed.id) else { continue };
            if received.contains_key(&placed.id) {
                continue;
            }
            let is_own = own.as_ref() == Some(&agency.id);
            let held_by = match is_own {
                true => "它是这个数据文件的本单位".to_string(),
                false => match open.store.agency_holders(&agency.id)?.as_slice() {
                    [] => String::new(),
                    held => format!("数据文件中还有{}", held.join("、")),
                },
            };
            agencies.push(detail(agency, placed.depth, is_own, held_by));
        }
        let pair = |key: &str, label: &str| (key.to_string(), label.to_string());
        Ok(AgenciesView {
            schema: "agencies/1".into(),
            agencies,
            received: self.received_view(&received)?,
            kinds: AgencyKind::ALL.iter().map(|kind| pair(kind.key(), kind.label())).collect(),
            levels: AgencyLevel::ALL.iter().map(|level| pair(level.key(), level.label())).collect(),
        })
    }

    /// Changes the agencies: one step that can be undone.
    ///
    /// # Errors
    /// With the field when a value cannot be; when an agency is unknown or cannot be deleted. Nothing is changed then.
    pub fn edit_agencies(&mut self, edit: &AgencyEdit, now: &Now) -> Result<AgenciesEdited, AppError> {
        let stamp = Stamp::new(&now.at_utc, WHO)?;
        let (said, id) = match edit {
            AgencyEdit::Add { name, kind: key, code, parent } => {
                self.add_agency(name, key, code, parent, &stamp, now)?
            }
            AgencyEdit::Set { id, field, text } => self.set_agency(id, *field, text, &stamp, now)?,
            AgencyEdit::Rename { id, name, from } => self.rename_agency(id, name, from, &stamp)?,
            AgencyEdit::End { id, on, successor } => self.end_agency(id, on, successor, &stamp)?,
            AgencyEdit::Move { id, up } => self.move_agency(id, *up, &stamp)?,
            AgencyEdit::Remove { id } => self.remove_agency(id, &stamp)?,
            AgencyEdit::Forget { id } => self.forget_received(id, &stamp)?,
        };
        Ok(AgenciesEdited { view: self.agencies()?, said, id })
    }

    fn one_agency(&self, id: &str) -> Result<(Agency, Vec<Agency>), AppError> {
        let all = self.opened()?.store.agencies()?;
        let known = !self.received()?.contains_key(id);
        let found = all.iter().find(|agency| agency.id.0 == id && known).cloned();
        let found = found.ok_or_else(|| AppError::plain("数据文件中没有这个单位，请刷新后重试".into()))?;
        Ok((found, all))
    }

    /// Writes a changed agency when it fits among the others.
    fn put_agency(&mut self, agency: &Agency, all: &[Agency], said: &str, stamp: &Stamp) -> Result<(), AppError> {
        fits(agency, all).map_err(misfit)?;
        Ok(self.opened_mut()?.store.act(stamp, said, |act| act.put_agency(agency))?)
    }

    fn add_agency(
        &mut self,
        name: &str,
        key: &str,
        code: &str,
        parent: &str,
        stamp: &Stamp,
        now: &Now,
    ) -> Result<(String, Option<String>), AppError> {
        let all = self.opened()?.store.agencies()?;
        let name = agency_name(name).map_err(misfit)?;
        let kind = kind(key)?;
        let first = first_day(now.today);
        let mut agency = Agency {
            id: AgencyId(String::new()),
            code: some(code).map(|code| code.to_uppercase()),
            kind,
            level: kind.usual_level(),
            names: vec![DatedName { from: first, name: name.to_string() }],
            parents: some(parent).map(|id| (first, AgencyId(id.to_string()))).into_iter().collect(),
            since: None,
            ended: None,
            ledger_since: None,
            position: all.iter().map(|agency| agency.position).max().map_or(0, |last| last + 1),
        };
        // Beneath a city or a province a bureau is that one's, and stands at its level.
        if let Some((_, parent)) = agency.parents.first()
            && let Some(above) = all.iter().find(|other| other.id == *parent)
        {
            agency.level = agency.level.max(above.level);
        }
        fits(&agency, &all).map_err(misfit)?;
        let said = format!("新增单位“{name}”");
        let id = self.opened_mut()?.store.act(stamp, &said, |act| {
            agency.id = AgencyId(act.new_id());
            act.put_agency(&agency)?;
            Ok(agency.id.0.clone())
        })?;
        Ok((said, Some(id)))
    }

    fn set_agency(
        &mut self,
        id: &str,
        field: AgencyField,
        text: &str,
        stamp: &Stamp,
        now: &Now,
    ) -> Result<(String, Option<String>), AppError> {
        let (mut agency, all) = self.one_agency(id)?;
        let text = text.trim();
        let what = match field {
            AgencyField::Name => {
                let name = agency_name(text).map_err(misfit)?.to_string();
                if let Some(latest) = agency.names.last_mut() {
                    latest.name = name;
                }
                "名称"
            }
            AgencyField::Kind => {
                agency.kind = kind(text)?;
                "类型"
            }
            AgencyField::Level => {
                let level = AgencyLevel::from_key(text);
                agency.level = level.ok_or_else(|| AppError::plain("没有这一层级，请刷新后重试".into()).at("level"))?;
                "层级"
            }
            AgencyField::Code => {
                agency.code = some(text).map(|code| code.to_uppercase());
                "统一社会信用代码"
            }
            AgencyField::Parent => {
                set_parent(&mut agency, some(text), now.today);
                "上级单位"
            }
            AgencyField::LedgerSince => {
                agency.ledger_since = day(text, "ledger_since")?;
                "台账起用日期"
            }
            AgencyField::Since => {
                agency.since = day(text, "since")?;
                "成立日期"
            }
        };
        let said = format!("修改“{}”的{what}", latest(&agency));
        self.put_agency(&agency, &all, &said, stamp)?;
        Ok((said, Some(id.to_string())))
    }

    fn rename_agency(
        &mut self,
        id: &str,
        name: &str,
        from: &str,
        stamp: &Stamp,
    ) -> Result<(String, Option<String>), AppError> {
        let (mut agency, all) = self.one_agency(id)?;
        let name = agency_name(name).map_err(misfit)?.to_string();
        let missing = || AppError::plain("请填写从哪一天起用新名称（如 2026-01-20）".into()).at("from");
        let from = day(from, "from")?.ok_or_else(missing)?;
        let before = latest(&agency);
        if before == name {
            return Err(AppError::plain("新名称与现用名称相同".into()).at("name"));
        }
        let said = format!("“{before}”从{}起更名为“{name}”", from.format("%Y年%-m月%-d日"));
        agency.names.push(DatedName { from, name });
        self.put_agency(&agency, &all, &said, stamp)?;
        Ok((said, Some(id.to_string())))
    }

    fn end_agency(
        &mut self,
        id: &str,
        on: &str,
        successor: &str,
        stamp: &Stamp,
    ) -> Result<(String, Option<String>), AppError> {
        let (mut agency, all) = self.one_agency(id)?;
        if self.opened()?.store.own_agency()?.as_ref() == Some(&agency.id) {
            let message = "本单位不能在自己的数据文件里登记撤并。请由承接单位新建数据文件，或把文件交给它";
            return Err(AppError::plain(message.into()).at("ended_on"));
        }
        let name = latest(&agency);
        let successor = some(successor).map(|id| AgencyId(id.to_string()));
        agency.ended = day(on, "ended_on")?.map(|on| Ending { on, successor });
        let said = match &agency.ended {
            Some(ending) => format!("登记“{name}”撤并（{}）", ending.on.format("%Y年%-m月%-d日")),
            None => format!("取消“{name}”的撤并登记"),
        };
        self.put_agency(&agency, &all, &said, stamp)?;
        Ok((said, Some(id.to_string())))
    }

    fn move_agency(&mut self, id: &str, up: bool, stamp: &Stamp) -> Result<(String, Option<String>), AppError> {
        let (agency, mut all) = self.one_agency(id)?;
        let parent = super::parent(&agency).cloned();
        all.sort_by_key(|agency| agency.position);
        let siblings: Vec<usize> = (0..all.len()).filter(|at| super::parent(&all[*at]).cloned() == parent).collect();
        let here = siblings.iter().position(|at| all[*at].id == agency.id);
        let there = here.and_then(|here| if up { here.checked_sub(1) } else { Some(here + 1) });
        let (Some(here), Some(there)) = (here, there.filter(|there| *there < siblings.len())) else {
            let message = if up { "已经是第一个" } else { "已经是最后一个" };
            return Err(AppError::plain(message.into()));
        };
        all.swap(siblings[here], siblings[there]);
        let said = format!("把“{}”{}移", latest(&agency), if up { "上" } else { "下" });
        self.opened_mut()?.store.act(stamp, &said, |act| {
            for (position, agency) in (0..).zip(&mut all) {
                if std::mem::replace(&mut agency.position, position) != position {
                    act.put_agency(agency)?;
                }
            }
            Ok(())
        })?;
        Ok((said, Some(id.to_string())))
    }

    fn remove_agency(&mut self, id: &str, stamp: &Stamp) -> Result<(String, Option<String>), AppError> {
        let (agency, _) = self.one_agency(id)?;
        let found = self.agencies()?.agencies.into_iter().find(|it| it.id == id);
        if let Some(held) = found.map(|it| it.held_by).filter(|held| !held.is_empty()) {
            let message = format!("“{}”不能删除：{held}。已经撤并的单位，请登记撤并，不要删除", latest(&agency));
            return Err(AppError::plain(message));
        }
        let said = format!("删除单位“{}”", latest(&agency));
        self.opened_mut()?.store.act(stamp, &said, |act| act.remove_agency(&agency.id))?;
        Ok((said, None))
    }
}

/// A new parent holds from today on, so that earlier reports keep theirs; one that was set for the first time, or today,
/// holds for all days.
fn set_parent(agency: &mut Agency, parent: Option<&str>, today: NaiveDate) {
    let Some(parent) = parent.map(|id| AgencyId(id.to_string())) else {
        agency.parents.clear();
        return;
    };
    match agency.parents.last_mut() {
        None => agency.parents.push((first_day(today), parent)),
        Some((_, latest)) if *latest == parent => {}
        Some((from, latest)) if *from == today => *latest = parent,
        Some(_) => agency.parents.push((today, parent)),
    }
}

fn detail(agency: &Agency, depth: u32, own: bool, held_by: String) -> AgencyDetail {
    let written = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    let until = |next: &DatedName| written(next.from.pred_opt());
    let ended = agency.ended.as_ref();
    AgencyDetail {
        id: agency.id.0.clone(),
        name: latest(agency),
        earlier: agency.names.windows(2).map(|pair| (pair[0].name.clone(), until(&pair[1]))).collect(),
        kind: agency.kind.key().into(),
        level: agency.level.key().into(),
        code: agency.code.clone().unwrap_or_default(),
        parent: super::parent(agency).map(|id| id.0.clone()).unwrap_or_default(),
        depth,
        ledger_since: written(agency.ledger_since),
        since: written(agency.since),
        ended_on: written(ended.map(|ending| ending.on)),
        successor: ended.and_then(|ending| ending.successor.as_ref()).map(|id| id.0.clone()).unwrap_or_default(),
        own,
        held_by,
    }
}

fn latest(agency: &Agency) -> String {
    agency.names.last().map(|dated| dated.name.clone()).unwrap_or_default()
}

pub(super) fn misfit(misfit: Misfit) -> AppError {
    AppError::plain(misfit.to_string()).at(misfit.field())
}

fn some(text: &str) -> Option<&str> {
    Some(text.trim()).filter(|text| !text.is_empty())
}

/// A day as clerks write it; an empty text is none.
fn day(text: &str, field: &str) -> Result<Option<NaiveDate>, AppError> {
    let Some(text) = some(text) else { return Ok(None) };
    let wrong = || AppError::plain(format!("“{text}”看不出是哪一天，请写成 2026-01-20 的样子")).at(field);
    read_day(text).map(Some).ok_or_else(wrong)
}
