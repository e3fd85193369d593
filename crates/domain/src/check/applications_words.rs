//! The words by which the text speaks of applications. What is not listed makes a sentence unread, never misread.

/// Words for what is applied for.
#[rustfmt::skip]
pub(super) const APPLICATION: &[&str] = &[
    "政府信息公开", "政务公开", "信息公开", "政府信息", "依申请公开", "主动申请", "申请公开", "公开申请",
    "依申请", "申请书", "申请表", "申请件", "申请", "公开", "的", "信息", "公民、法人或者其他组织",
    "公民、法人和其他组织", "公民、法人或其他组织", "公民、法人及其他组织", "提出", "各类",
];
/// Words between a subject and its number.
#[rustfmt::skip]
pub(super) const FILLER: &[&str] = &[
    "数量", "总数", "件数", "总量", "共计", "合计", "总计", "累计", "总共", "共有", "共", "有", "为", "达到",
    "达", "到", "了", "案件", "事项", "：", ":", "计", "数", "是",
];
/// Words in front of a statement about the whole.
#[rustfmt::skip]
pub(super) const WHOLE: &[&str] = &[
    "全年", "本年度", "本年", "今年", "年度内", "年内", "年度", "一年来", "共", "共计", "累计", "总计", "合计",
    "已", "均", "全部", "依法", "依规", "并", "其中", "有", "我局", "我镇", "我县", "我市", "我区", "我委",
    "我办", "我单位", "本机关", "本单位", "本局", "本镇", "全县", "全市",
];
/// Verbs of receiving.
#[rustfmt::skip]
pub(super) const RECEIVED: &[&str] = &[
    "收到", "受理", "接收", "新收", "接到", "收悉", "登记", "新增",
];
/// Verbs of closing.
#[rustfmt::skip]
pub(super) const HANDLED: &[&str] = &[
    "办结", "答复", "办理", "处理", "办理答复", "办结答复",
];
/// Words that make a number one of a part: a channel, a transfer, a kind of applicant or matter.
#[rustfmt::skip]
pub(super) const PART: &[&str] = &[
    "通过", "网络", "网上", "网站", "平台", "信函", "来信", "邮寄", "邮件", "邮箱", "当面", "现场", "窗口",
    "传真", "渠道", "线上", "线下", "其中", "另", "涉及", "有关", "关于", "转办", "转交", "移交", "自然人",
    "企业", "公民", "律师",
];
/// Sub-units, whose number is not the area's.
#[rustfmt::skip]
pub(super) const UNITS: &[&str] = &[
    "政府办", "办公室", "县政府", "市政府", "区政府", "局", "委", "镇", "乡", "街道", "部门",
];
#[rustfmt::skip]
pub(super) const AREA: &[&str] = &[
    "全县", "全市", "全区", "全省", "各级", "全州",
];
/// Nouns whose cases are no applications.
#[rustfmt::skip]
pub(super) const OTHER_CASES: &[&str] = &[
    "建议", "提案", "议案", "规范性文件", "政策", "许可", "处罚", "留言", "咨询", "热线", "12345", "信箱",
    "投诉件", "信访件", "公文", "解读",
];
/// What is not the applications' rows or outcome but stands around them.
#[rustfmt::skip]
pub(super) const AROUND: &[&str] = &[
    "作出", "做出", "按", "属于", "属", "以", "因", "告知", "决定", "结果", "对", "经审查", "审查", "情况",
    "类", "情形", "答复", "办结", "办理", "处理", "系",
];

/// The words for rows of table 三, with the rows they mean: a row, or all rows that begin so.
pub(super) const OUTCOMES: [(&str, &str); 47] = [
    ("予以公开", "granted"),
    ("同意公开", "granted"),
    ("全部公开", "granted"),
    ("不予以公开", "withheld_*"),
    ("不同意公开", "withheld_*"),
    ("部分予以公开", "partly_granted"),
    ("予以部分公开", "partly_granted"),
    ("部分公开", "partly_granted"),
    ("不予公开", "withheld_*"),
    ("无法提供", "unavailable_*"),
    ("不予处理", "not_processed_*"),
    ("其他处理", "other_*"),
    ("国家秘密", "withheld_state_secret"),
    ("其他法律行政法规禁止公开", "withheld_by_law"),
    ("法律行政法规禁止公开", "withheld_by_law"),
    ("危及“三安全一稳定”", "withheld_security_stability"),
    ("保护第三方合法权益", "withheld_third_party"),
    ("三类内部事务信息", "withheld_internal_affairs"),
    ("内部事务信息", "withheld_internal_affairs"),
    ("四类过程性信息", "withheld_deliberative"),
    ("过程性信息", "withheld_deliberative"),
    ("行政执法案卷", "withheld_enforcement_file"),
    ("行政查询事项", "withheld_inquiry"),
    ("本机关不掌握相关政府信息", "unavailable_not_held"),
    ("本机关不掌握", "unavailable_not_held"),
    ("没有现成信息需要另行制作", "unavailable_needs_making"),
    ("没有现成信息", "unavailable_needs_making"),
    ("补正后申请内容仍不明确", "unavailable_unclear"),
    ("信访举报投诉类申请", "not_processed_petition"),
    ("信访举报投诉类", "not_processed_petition"),
    ("重复申请", "not_processed_repeated"),
    ("要求提供公开出版物", "not_processed_published_matter"),
    ("公开出版物", "not_processed_published_matter"),
    ("无正当理由大量反复申请", "not_processed_excessive"),
    ("大量反复申请", "not_processed_excessive"),
    ("逾期不补正", "other_no_supplement"),
    ("上年结转", "carried_in"),
    ("上年度结转", "carried_in"),
    ("上一年结转", "carried_in"),
    ("上一年度结转", "carried_in"),
    ("去年结转", "carried_in"),
    ("结转下年度继续办理", "carried_forward"),
    ("结转下年继续办理", "carried_forward"),
    ("结转下年度", "carried_forward"),
    ("结转下一年度", "carried_forward"),
    ("结转至下年度", "carried_forward"),
    ("结转至下一年度", "carried_forward"),
];

/// Words for the columns of table 三.
pub(super) const COLUMNS: [(&str, &str, &[&str]); 7] = [
    ("自然人", "natural", &["natural"]),
    ("商业企业", "enterprise", &["enterprise"]),
    ("科研机构", "research", &["research"]),
    ("社会公益组织", "public_welfare", &["public_welfare"]),
    ("法律服务机构", "legal_service", &["legal_service"]),
    ("法人或其他组织", "organisations", &["enterprise", "research", "public_welfare", "legal_service", "other"]),
    ("法人和其他组织", "organisations", &["enterprise", "research", "public_welfare", "legal_service", "other"]),
];
