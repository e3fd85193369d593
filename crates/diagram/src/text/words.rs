//! Words that charts of offices are full of: a line that ends inside one makes a reader stumble.

use std::collections::HashMap;
use std::sync::OnceLock;

/// Words of two to four characters.
const WORDS: &str = "政府 信息 公开 申请 申请人 审查 审批 审核 审签 保密 部门 机构 机关 单位 人员 负责人 工作日 工作 办理 答复 告知 告知书 \
    登记 补正 送达 留存 归档 发布 公示 公布 公告 决定 受理 检索 意见 理由 依据 结果 情况 期限 材料 处理 收费 缴费 通知 \
    提供 内容 明确 法律 规定 行政 复议 诉讼 许可 处罚 强制 措施 执法 听证 陈述 申辩 调查 取证 立案 结案 证件 凭证 文件 \
    解读 政策 起草 签发 领导 分管 会议 集体 审议 合法性 征求 第三方 协商 确认 确定 一致 主管 管理 股室 业务 窗口 档案 档案馆 \
    图书馆 年度 报告 表格 汇总 报送 校核 更正 反馈 评估 清理 异议 核查 复核 资金 发放 补贴 社会 救助 个人 隐私 商业 秘密 \
    属性 建议 目录 索引号 定期 及时 当场 当日 重新 延长 逾期 不予 予以 部分 全部 需要 是否 数量 频次 合理 超常 重复 \
    无法 内控 之日 说明 制作 编制 填写 提出 提交 组织 实施 检查 监督 公章 盖章 乡镇 县级 村级 网站 公开栏 公报 媒体 收到 形成 变更 明显";

/// Where a word may be cut, by the two characters beside the cut: what of it stands before, what after.
type Cuts = HashMap<(char, char), Vec<(&'static str, &'static str)>>;

fn cuts() -> Cuts {
    let mut cuts = Cuts::new();
    for word in WORDS.split_whitespace() {
        for (at, _) in word.char_indices().skip(1) {
            let (before, after) = word.split_at(at);
            if let (Some(last), Some(next)) = (before.chars().next_back(), after.chars().next()) {
                cuts.entry((last, next)).or_default().push((before, after));
            }
        }
    }
    cuts
}

/// Whether a line that ends between two texts cuts a word in two.
pub(super) fn torn(before: &str, after: &str) -> bool {
    static CUTS: OnceLock<Cuts> = OnceLock::new();
    let (Some(last), Some(next)) = (before.chars().next_back(), after.chars().next()) else { return false };
    let cuts = CUTS.get_or_init(cuts).get(&(last, next));
    cuts.is_some_and(|cuts| cuts.iter().any(|(start, end)| before.ends_with(start) && after.starts_with(end)))
}
