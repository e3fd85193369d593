//! The changes of a record: each is one step that can be undone.

use super::fields::{gone, long, past, refused, short, unknown, write_text};
use crate::new_file::WHO;
use crate::prepare::Now;
use crate::publication::view::{PublicationEdit, PublicationEdited};
use crate::session::Session;
use crate::session::attached::decoded;
use crate::view::AppError;
use mingce_domain::catalogue::ItemId;
use mingce_domain::publication::{
    Feedback, FeedbackId, Publication, PublicationId, Retention, ReviewResult, Role, Signature,
};
use mingce_store::{Owner, Stamp};

impl Session {
    /// Changes the publications: one step that can be undone.
    ///
    /// # Errors
    /// What cannot be done and why, at its field. Nothing is changed then.
    pub fn edit_publication(
        &mut self,
        agency: &str,
        edit: &PublicationEdit,
        now: &Now,
    ) -> Result<PublicationEdited, AppError> {
        self.refuse_received(agency)?;
        let stamp = Stamp::new(&now.at_utc, WHO)?;
        let (id, said) = match edit {
            PublicationEdit::New { item, .. } => self.new_publication(agency, item, edit, &stamp)?,
            PublicationEdit::Place { id, channels, place, on } => {
                self.place_publication(id, channels, place, on, now, &stamp)?
            }
            PublicationEdit::Unplace { id, placing } => self.unplace_publication(id, placing, &stamp)?,
            PublicationEdit::Prove { id, name, content, taken_on } => {
                self.prove(id, name, &decoded(content, "evidence")?, taken_on, now, &stamp)?
            }
            PublicationEdit::Unprove { id, evidence } => {
                let one = self.one_publication(id)?;
                let said = format!("去掉“{}”的一份证据", one.title);
                let evidence = self.attached(Owner::Publication(id), evidence)?.id;
                self.opened_mut()?.store.act(&stamp, &said, |act| act.detach(&evidence))?;
                (Some(id.clone()), said)
            }
            PublicationEdit::File { ids, year, retention, box_number, on } => {
                let retention = Retention::from_key(retention).ok_or_else(unknown)?;
                self.file_publications(ids, *year, retention, *box_number, on, now, &stamp)?
            }
            PublicationEdit::Text { id, field, text } => {
                let mut one = self.one_publication(id)?;
                write_text(&mut one, field, text)?;
                let said = format!("修改“{}”的公开记录", one.title);
                // Typing in one field is one step.
                self.opened_mut()?.store.act_on(&stamp, &said, |act| act.put_publication(&one))?;
                (Some(id.clone()), said)
            }
            PublicationEdit::Sign { .. }
            | PublicationEdit::Unsign { .. }
            | PublicationEdit::TakeDown { .. }
            | PublicationEdit::Hear { .. }
            | PublicationEdit::Answer { .. }
            | PublicationEdit::Unfile { .. }
            | PublicationEdit::Void { .. } => self.change_publication(edit, now, &stamp)?,
        };
        let publication = id.map(|id| self.publication(&id, now)).transpose()?;
        Ok(PublicationEdited { publication, history: self.history(now)?, said })
    }

    fn new_publication(
        &mut self,
        agency: &str,
        item: &str,
        edit: &PublicationEdit,
        stamp: &Stamp,
    ) -> Result<(Option<String>, String), AppError> {
        let PublicationEdit::New { title, document_number, formed_on, summary, .. } = edit else {
            return Err(unknown());
        };
        let found = self.opened()?.store.catalogue_item(&ItemId(item.to_string()))?;
        let found = found.filter(|it| it.agency.0 == agency);
        let found = found.ok_or_else(|| AppError::plain("没有这一公开事项，请刷新后重试".into()))?;
        let mut one = Publication::blank(PublicationId(String::new()), found.agency.clone(), found.id.clone());
        for (field, text) in
            [("title", title), ("document_number", document_number), ("formed_on", formed_on), ("summary", summary)]
        {
            write_text(&mut one, field, text)?;
        }
        let said = format!("登记公开信息“{}”", one.title);
        let id = self.opened_mut()?.store.act(stamp, &said, |act| {
            one.id = PublicationId(act.new_id());
            act.put_publication(&one)?;
            Ok(one.id.0.clone())
        })?;
        Ok((Some(id), said))
    }

    /// The changes that concern the record alone.
    fn change_publication(
        &mut self,
        edit: &PublicationEdit,
        now: &Now,
        stamp: &Stamp,
    ) -> Result<(Option<String>, String), AppError> {
        let (PublicationEdit::Sign { id, .. }
        | PublicationEdit::Unsign { id, .. }
        | PublicationEdit::TakeDown { id, .. }
        | PublicationEdit::Hear { id, .. }
        | PublicationEdit::Answer { id, .. }
        | PublicationEdit::Unfile { id }
        | PublicationEdit::Void { id, .. }) = edit
        else {
            return Err(unknown());
        };
        let mut one = self.one_publication(id)?;
        let title = one.title.clone();
        let said = match edit {
            PublicationEdit::Sign { role, by, on, result, .. } => {
                let role = Role::from_key(role).ok_or_else(unknown)?;
                let on = past(on, "on", "签署日期", now)?;
                let by = short(by, "by", "签署人")?;
                let result = match result.as_deref().filter(|key| !key.is_empty()) {
                    Some(key) => Some(ReviewResult::from_key(key).ok_or_else(unknown)?),
                    None => None,
                };
                one.sign(role, Signature { by, on }, result).map_err(refused)?;
                format!("{}签署“{title}”", role.label())
            }
            PublicationEdit::Unsign { role, .. } => {
                let role = Role::from_key(role).ok_or_else(unknown)?;
                one.unsign(role).map_err(refused)?;
                format!("取消{}对“{title}”的签署", role.label())
            }
            PublicationEdit::TakeDown { placing, on, .. } => {
                let on = if on.trim().is_empty() { None } else { Some(past(on, "on", "撤下日期", now)?) };
                let placing = one.placings.iter_mut().find(|it| it.id.0 == *placing).ok_or_else(gone)?;
                if on.is_some_and(|on| on < placing.published_on) {
                    return Err(AppError::plain("撤下日期早于公开日期，请核对".into()).at("on"));
                }
                placing.removed_on = on;
                format!("登记“{title}”的撤下日期")
            }
            PublicationEdit::Hear { on, way, text, .. } => {
                let text = long(text, "text", "反馈内容")?;
                if text.is_empty() {
                    return Err(AppError::plain("请填写反馈的内容".into()).at("text"));
                }
                one.feedback.push(Feedback {
                    id: FeedbackId(String::new()),
                    received_on: past(on, "on", "收到日期", now)?,
                    way: short(way, "way", "反馈方式")?,
                    text,
                    handling: String::new(),
                    handled_on: None,
                });
                format!("登记对“{title}”的意见反馈")
            }
            PublicationEdit::Answer { feedback, handling, on, .. } => {
                let handling = long(handling, "handling", "处理情况")?;
                let on = if on.trim().is_empty() { None } else { Some(past(on, "on", "办结日期", now)?) };
                let said = one.feedback.iter_mut().find(|it| it.id.0 == *feedback).ok_or_else(gone)?;
                if on.is_some_and(|on| on < said.received_on) {
                    return Err(AppError::plain("办结日期早于收到日期，请核对".into()).at("on"));
                }
                if on.is_some() && handling.is_empty() {
                    return Err(AppError::plain("请写明处理情况，再填办结日期".into()).at("handling"));
                }
                (said.handling, said.handled_on) = (handling, on);
                format!("登记对“{title}”意见反馈的处理")
            }
            PublicationEdit::Unfile { .. } => {
                one.archive = None;
                format!("取消“{title}”的归档")
            }
            PublicationEdit::Void { reason, .. } => {
                let reason = long(reason, "reason", "作废原因")?;
                one.void_reason = Some(reason).filter(|reason| !reason.is_empty());
                let verb = if one.void_reason.is_some() { "作废" } else { "恢复" };
                format!("{verb}公开记录“{title}”")
            }
            _ => return Err(unknown()),
        };
        self.opened_mut()?.store.act(stamp, &said, |act| {
            for said in one.feedback.iter_mut().filter(|it| it.id.0.is_empty()) {
                said.id = FeedbackId(act.new_id());
            }
            act.put_publication(&one)
        })?;
        Ok((Some(one.id.0), said))
    }
}
