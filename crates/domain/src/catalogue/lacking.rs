//! 还缺什么: what of an item is not filled in yet, by what kind of item it is.

use super::{DisclosureItem, ItemKind};
use serde::Serialize;

/// Something that an item lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Lacking {
    /// The field's word in places (`item.<identity>.<field>`).
    pub field: &'static str,
    /// Its name, as the clerk knows it.
    pub label: &'static str,
}

/// What is lacking, in the order in which it is filled in.
///
/// Every item has the columns of the standard catalogue. What people come to the office with (a service, a power) has the
/// traditional five (项目名称、办事程序、申报材料、收费标准、办理时限) and where to turn to besides. What is withheld needs its
/// ground (arts 14 to 16) instead of a mode and an audience.
pub fn lacking(item: &DisclosureItem) -> Vec<Lacking> {
    let mut out = Vec::new();
    let mut need = |there: bool, field, label| {
        if !there {
            out.push(Lacking { field, label });
        }
    };
    let open = item.withheld.is_none();
    need(!item.name().is_empty(), "secondary", "项目名称");
    need(!item.content_elements.is_empty(), "content_elements", "公开内容");
    need(!item.legal_basis.is_empty(), "legal_basis", "公开依据");
    need(item.time_limit.is_some(), "time_limit", "公开时限");
    need(!item.responsible_body.is_empty(), "responsible_body", "公开主体");
    need(!open || !item.channels.is_empty() || !item.other_channels.is_empty(), "channels", "公开渠道");
    need(!open || !item.audience.printed().is_empty(), "audience", "公开对象");
    need(!open || !item.modes.is_empty(), "modes", "公开方式");
    need(!item.tiers.is_empty(), "tiers", "公开层级");
    if let Some(ground) = &item.withheld {
        need(!ground.article.is_empty(), "withheld_article", "不予公开的条款");
        need(!ground.reason.is_empty(), "withheld_reason", "不予公开的理由");
        need(ground.assessed_on.is_some(), "assessed_on", "评估日期");
    }
    if item.kind.is_handled() {
        let blank = |text: &str| text.trim().is_empty();
        need(!blank(&item.conditions), "conditions", "办事条件");
        // Penalties and the like are not applied for: nothing is handed in, nothing is charged, nothing is promised.
        if applied_for(item.kind) {
            need(item.process.is_some(), "process", "办事程序");
            need(!item.materials.is_empty(), "materials", "申报材料");
            need(!blank(&item.fees), "fees", "收费标准");
            need(!blank(&item.statutory_limit) || !blank(&item.promised_limit), "promised_limit", "办理时限");
            need(!blank(&item.contacts.place), "place", "办理地点");
        } else {
            need(item.process.is_some(), "process", "办事程序");
        }
        need(!blank(&item.contacts.phone), "phone", "联系电话");
        need(!blank(&item.contacts.supervision_phone), "supervision_phone", "监督电话");
    }
    out
}

/// Whether people apply for it. The other powers begin with the office.
fn applied_for(kind: ItemKind) -> bool {
    use ItemKind::*;
    matches!(kind, Service | Licence | Payment | Adjudication | Confirmation | Reward)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::agency::{AgencyId, AgencyLevel};
    use crate::catalogue::{Channel, ContentElement, Field, ItemId, LegalBasis, Material, Mode, TimeLimit, blank_item};

    fn labels(item: &DisclosureItem) -> Vec<&'static str> {
        lacking(item).into_iter().map(|it| it.label).collect()
    }

    fn full() -> DisclosureItem {
        let mut item = blank_item(ItemId("x".into()), AgencyId("a".into()));
        item.secondary = "老年人补贴申领".into();
        item.content_elements = vec![ContentElement { text: "条件".into(), required: true }];
        let basis =
            LegalBasis {
                id: None, name: "办法".into(), number: String::new(), article: String::new(), checked: true
            };
        item.legal_basis = vec![basis];
        item.time_limit = Some(TimeLimit::statutory());
        item.responsible_body = "某镇人民政府".into();
        item.channels = vec![Channel::Website];
        item.audience.whole_society = true;
        item.modes = vec![Mode::Proactive];
        item.tiers = vec![AgencyLevel::Township];
        item
    }

    #[test]
    fn a_service_needs_the_five_and_where_to_turn_to() {
        let mut item = full();
        assert_eq!(labels(&item), [""; 0]);
        item.kind = ItemKind::Service;
        assert_eq!(
            labels(&item),
            ["办事条件", "办事程序", "申报材料", "收费标准", "办理时限", "办理地点", "联系电话", "监督电话"]
        );
        item.process = Some("p".into());
        item.materials =
            vec![Material { name: "申请表".into(), copies: Some(1), form: "原件".into(), source: String::new() }];
        for (field, text) in [
            (Field::Conditions, "年满80周岁"),
            (Field::Fees, "不收费"),
            (Field::PromisedLimit, "5个工作日"),
            (Field::Place, "便民服务中心"),
        ] {
            field.write(&mut item, text).unwrap();
        }
        assert_eq!(labels(&item), ["联系电话", "监督电话"]);
        item.kind = ItemKind::Information;
        assert_eq!(labels(&item), [""; 0]);
    }

    #[test]
    fn a_penalty_is_not_applied_for_and_what_is_withheld_needs_its_ground() {
        let mut item = full();
        item.kind = ItemKind::Penalty;
        assert_eq!(labels(&item), ["办事条件", "办事程序", "联系电话", "监督电话"]);
        let mut item = full();
        (item.modes, item.channels, item.audience.whole_society) = (vec![], vec![], false);
        assert_eq!(labels(&item), ["公开渠道", "公开对象", "公开方式"]);
        Field::WithheldArticle.write(&mut item, "第十五条").unwrap();
        assert_eq!(labels(&item), ["不予公开的理由", "评估日期"]);
    }
}
