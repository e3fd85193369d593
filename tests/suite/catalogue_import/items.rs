//! The twelve invented items that every variant of a table holds. No person, no real office.

use mingce_domain::agency::{AgencyId, AgencyLevel};
use mingce_domain::catalogue::{
    Channel, ContentElement, DisclosureItem, DisclosureStage, ItemId, LegalBasis, Mode, TimeLimit, TimeLimitKind,
    blank_item,
};

/// The office that keeps them.
pub const OFFICE: &str = "清溪县青石镇人民政府";

/// One item in short: what is the same for most is filled in by [`all`].
struct Short {
    names: [&'static str; 4],
    elements: &'static [(&'static str, bool)],
    bases: &'static [[&'static str; 3]],
    limit: (&'static str, TimeLimitKind, Option<u32>),
    body: [&'static str; 2],
    channels: &'static [Channel],
    others: &'static [&'static str],
    /// Whether for the whole society, and for which groups.
    audience: (bool, &'static [&'static str]),
    modes: &'static [Mode],
    tiers: &'static [AgencyLevel],
    stage: DisclosureStage,
    note: &'static str,
}

use AgencyLevel::{County, Township, Village};
use Channel::*;
use DisclosureStage::{Decision, Execution, Management, Result, Service};
use Mode::{OnApplication, Proactive};
use TimeLimitKind::{Other as Unclear, Periodic, Permanent, Prompt, Realtime, Workdays};

const REGULATION: [&str; 3] = ["中华人民共和国政府信息公开条例", "国务院令第711号", ""];
const TWENTY: (&str, TimeLimitKind, Option<u32>) = ("信息形成或者变更之日起20个工作日内", Workdays, Some(20));
const TOWN: [&str; 2] = ["青石镇人民政府", "党政办公室"];
const WELFARE: [&str; 2] = ["青石镇人民政府", "民政办公室"];

const ITEMS: [Short; 12] = [
    Short {
        names: ["养老服务", "养老服务通用政策", "国家和地方养老服务政策", "法律法规"],
        elements: &[("文件名称", true), ("文号", true), ("发文部门", true), ("发文时间", false)],
        bases: &[REGULATION, ["青石养老服务办法", "青政发〔2021〕7号", "第九条"]],
        limit: TWENTY,
        body: WELFARE,
        channels: &[Website, SocialMedia, NoticeBoard],
        others: &[],
        audience: (true, &[]),
        modes: &[Proactive],
        tiers: &[County, Township],
        stage: Decision,
        note: "",
    },
    Short {
        names: ["养老服务", "养老服务通用政策", "国家和地方养老服务政策", "扶持政策措施"],
        elements: &[("扶持对象", true), ("部门及地点", true), ("申请材料清单", true)],
        bases: &[REGULATION, ["青石养老服务办法", "青政发〔2021〕7号", "第九条"]],
        limit: TWENTY,
        body: WELFARE,
        channels: &[Website, SocialMedia, NoticeBoard],
        others: &[],
        audience: (true, &[]),
        modes: &[Proactive],
        tiers: &[County, Township],
        stage: Decision,
        note: "",
    },
    Short {
        names: ["养老服务", "养老服务业务办理", "老年人补贴申领", ""],
        elements: &[("补贴名称", true), ("补贴依据", true), ("办理流程", true), ("办理时限", false)],
        bases: &[["青石老年人补贴细则", "", ""]],
        limit: ("每季度公开", Periodic, None),
        body: WELFARE,
        channels: &[Website, ServiceStation, OnSite],
        others: &["政务新媒体"],
        audience: (true, &["八十岁以上老年人"]),
        modes: &[Proactive, OnApplication],
        tiers: &[Township, Village],
        stage: Service,
        note: "与民政部门核对后公开",
    },
    Short {
        names: ["养老服务", "养老服务行业管理信息", "养老机构评估", ""],
        elements: &[("评估事项申请数量、评估总数", true)],
        bases: &[REGULATION],
        limit: ("制定或获取评估结果之日起10个工作日内", Workdays, Some(10)),
        body: WELFARE,
        channels: &[Website, Gazette],
        others: &[],
        audience: (true, &[]),
        modes: &[Proactive],
        tiers: &[County],
        stage: Result,
        note: "",
    },
    Short {
        names: ["社会救助", "综合业务", "监督检查", "监督电话"],
        elements: &[("社会救助信访通讯地址", true), ("社会救助投诉举报电话", true)],
        bases: &[["社会救助青石办法", "清溪县令第3号", "第五十一条"]],
        limit: TWENTY,
        body: TOWN,
        channels: &[Website, Push],
        others: &[],
        audience: (true, &[]),
        modes: &[Proactive],
        tiers: &[County, Township],
        stage: Management,
        note: "",
    },
    Short {
        names: ["社会救助", "最低生活保障", "政策法规文件", ""],
        elements: &[("青石镇最低生活保障审核细则", true), ("配套政策文件", true)],
        bases: &[["社会救助青石办法", "清溪县令第3号", ""], ["", "青民发〔2020〕15号", ""]],
        limit: TWENTY,
        body: TOWN,
        channels: &[Website, ReadingPoint],
        others: &[],
        audience: (true, &[]),
        modes: &[Proactive],
        tiers: &[County, Township],
        stage: Decision,
        note: "",
    },
    Short {
        names: ["社会救助", "最低生活保障", "审核信息", ""],
        elements: &[("初审对象名单及相关信息", true)],
        bases: &[["社会救助青石办法", "清溪县令第3号", ""]],
        limit: ("及时公开，公示7个工作日", Prompt, None),
        body: TOWN,
        channels: &[NoticeBoard],
        others: &[],
        audience: (true, &[]),
        modes: &[Proactive],
        tiers: &[Village],
        stage: Execution,
        note: "公示期间接受监督",
    },
    Short {
        names: ["社会救助", "临时救助", "办事指南", ""],
        elements: &[("办理事项", true), ("办理条件", true), ("申请材料", true), ("联系方式", true)],
        bases: &[REGULATION, ["清溪县临时救助规定", "清政办发〔2019〕30号", "第三条第（二）项"]],
        limit: ("政府网站20个工作日内；公示栏5个工作日内", Unclear, None),
        body: TOWN,
        channels: &[Website, ServiceCentre, ServiceStation],
        others: &[],
        audience: (false, &["项目单位", "救助对象"]),
        modes: &[OnApplication],
        tiers: &[Township],
        stage: Service,
        note: "",
    },
    Short {
        names: ["户籍管理", "出生登记", "国内出生登记", ""],
        elements: &[("受理部门", true), ("办理条件", true), ("所需材料", true), ("办理时限", true)],
        bases: &[["青石户口登记办法", "", ""]],
        limit: ("信息形成或者变更之日起3个工作日内", Workdays, Some(3)),
        body: ["青石派出所", "户籍室"],
        channels: &[Website, OnSite],
        others: &[],
        audience: (true, &[]),
        modes: &[Proactive],
        tiers: &[County, Township, Village],
        stage: Service,
        note: "",
    },
    Short {
        names: ["户籍管理", "出生登记", "国外出生登记", ""],
        elements: &[("受理部门", true), ("收费依据及标准", false)],
        bases: &[["青石户口登记办法", "", ""]],
        limit: ("实时公开", Realtime, None),
        body: ["青石派出所", "户籍室"],
        channels: &[Website, OnSite],
        others: &["信用清溪网站"],
        audience: (true, &[]),
        modes: &[Proactive],
        tiers: &[County, Township, Village],
        stage: Service,
        note: "",
    },
    Short {
        names: ["户籍管理", "注销登记", "死亡注销", ""],
        elements: &[("受理部门", true)],
        bases: &[["青石户口登记办法", "", ""]],
        limit: ("及时公开", Prompt, None),
        body: ["青石派出所", "户籍室"],
        channels: &[Briefing, Broadcast, Print],
        others: &[],
        audience: (true, &[]),
        modes: &[Proactive],
        tiers: &[Township, Village],
        stage: Service,
        note: "",
    },
    Short {
        names: ["户籍管理", "迁移登记", "户口迁入", ""],
        elements: &[("迁入条件", true), ("迁入材料", true)],
        bases: &[REGULATION],
        limit: ("长期公开", Permanent, None),
        body: ["青石派出所", "户籍室"],
        channels: &[Website],
        others: &[],
        audience: (false, &["申请人"]),
        modes: &[Proactive, OnApplication],
        tiers: &[County],
        stage: Service,
        note: "原件核对后退还",
    },
];

/// The items as a clerk who read the table with care would enter them.
pub fn all() -> Vec<DisclosureItem> {
    ITEMS.iter().enumerate().map(|(at, short)| item(short, at + 1)).collect()
}

fn item(short: &Short, number: usize) -> DisclosureItem {
    let mut item = blank_item(ItemId(String::new()), AgencyId(String::new()));
    item.number = number.to_string();
    let [sector, primary, secondary, tertiary] = short.names.map(str::to_string);
    (item.sector, item.primary, item.secondary, item.tertiary) = (sector, primary, secondary, tertiary);
    let element = |(text, required): &(&str, bool)| ContentElement { text: text.to_string(), required: *required };
    item.content_elements = short.elements.iter().map(element).collect();
    let basis = |[name, number, article]: &[&str; 3]| {
        let [name, number, article] = [name, number, article].map(|text| text.to_string());
        LegalBasis { id: None, name, number, article, checked: false }
    };
    item.legal_basis = short.bases.iter().map(basis).collect();
    let (text, kind, n) = short.limit;
    item.time_limit = Some(TimeLimit { kind, n, text: text.into() });
    item.responsible_body = short.body[0].into();
    item.contacts.office = short.body[1].into();
    item.channels = short.channels.to_vec();
    item.other_channels = short.others.iter().map(|it| it.to_string()).collect();
    item.audience.whole_society = short.audience.0;
    item.audience.specific_groups = short.audience.1.iter().map(|it| it.to_string()).collect();
    item.modes = short.modes.to_vec();
    item.tiers = short.tiers.to_vec();
    item.stage = Some(short.stage);
    item.note = short.note.into();
    item
}
