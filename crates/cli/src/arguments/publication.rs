//! `mingce publication …`.

use super::In;
use clap::{Args, Subcommand};
use std::path::PathBuf;

/// What is done with publications.
#[derive(Debug, Subcommand)]
pub enum Publication {
    /// 列出公开记录；加 --due 只列临近期限和逾期未公开的，有则退出码为 1
    List(List),
    /// 登记一条将要公开的信息
    Add(Add),
    /// 查看一条公开记录
    Show(Show),
    /// 签署：信息发布员、保密审查员、分管负责人依次
    Sign(Sign),
    /// 登记已在纸上审查
    Paper(Paper),
    /// 登记公开：在哪些渠道、哪一天
    Place(Place),
    /// 留存证据：截图、照片、网页副本；或者用 --save 取出
    Evidence(Evidence),
    /// 登记意见反馈，或者用 --answer 登记处理情况
    Feedback(Feedback),
    /// 归档
    Archive(Archive),
    /// 作废（记录保留）
    Void(Void),
    /// 导出：公开登记台账、保密审查表、归档文件目录、档案盒标签
    Export(Export),
}

/// `list`.
#[derive(Debug, Args)]
pub struct List {
    /// Where.
    #[command(flatten)]
    pub place: In,
    /// 只列14日内到期和逾期未公开的
    #[arg(long)]
    pub due: bool,
}

/// `add`.
#[derive(Debug, Args)]
pub struct Add {
    /// Where.
    #[command(flatten)]
    pub place: In,
    /// 属于哪个公开事项：事项名称、“一级事项/二级事项”或者编号
    #[arg(long, value_name = "事项")]
    pub item: String,
    /// 信息名称
    #[arg(long, value_name = "名称")]
    pub title: String,
    /// 文号
    #[arg(long, value_name = "文号", default_value = "", hide_default_value = true)]
    pub number: String,
    /// 生成日期
    #[arg(long, value_name = "日期", default_value = "", hide_default_value = true)]
    pub formed: String,
    /// 内容概述
    #[arg(long, value_name = "文字", default_value = "", hide_default_value = true)]
    pub summary: String,
}

/// `show`.
#[derive(Debug, Args)]
pub struct Show {
    /// 记录号（list --json 的 id）
    #[arg(value_name = "记录号")]
    pub id: String,
    /// Where.
    #[command(flatten)]
    pub place: In,
}

/// `sign`.
#[derive(Debug, Args)]
pub struct Sign {
    /// 记录号
    #[arg(value_name = "记录号")]
    pub id: String,
    /// Where.
    #[command(flatten)]
    pub place: In,
    /// publisher（信息发布员）、reviewer（保密审查员）、leader（分管负责人）
    #[arg(long, value_name = "环节", value_parser = ["publisher", "reviewer", "leader"])]
    pub role: String,
    /// 签署人
    #[arg(long, value_name = "姓名", required_unless_present = "undo", default_value = "", hide_default_value = true)]
    pub by: String,
    /// 签署日期
    #[arg(long, value_name = "日期", required_unless_present = "undo", default_value = "", hide_default_value = true)]
    pub on: String,
    /// 审查结论：publish（可以公开）、publish_part（区分处理后公开）、withhold（不予公开）、refer（报上级确定）
    #[arg(long, value_name = "结论", value_parser = ["publish", "publish_part", "withhold", "refer"])]
    pub result: Option<String>,
    /// 取消这一环节的签署
    #[arg(long)]
    pub undo: bool,
}

/// `paper`.
#[derive(Debug, Args)]
pub struct Paper {
    /// 记录号
    #[arg(value_name = "记录号")]
    pub id: String,
    /// Where.
    #[command(flatten)]
    pub place: In,
    /// 纸质审查表的编号或者存放处
    #[arg(long, value_name = "编号")]
    pub form: String,
}

/// `place`.
#[derive(Debug, Args)]
pub struct Place {
    /// 记录号
    #[arg(value_name = "记录号")]
    pub id: String,
    /// Where.
    #[command(flatten)]
    pub place: In,
    /// 渠道，用逗号分开：website（政府网站）、notice_board（公示栏）、social_media（两微一端）等
    #[arg(long, value_name = "渠道", value_delimiter = ',', required = true)]
    pub channel: Vec<String>,
    /// 网址、账号、公开栏的位置
    #[arg(long, value_name = "位置", default_value = "", hide_default_value = true)]
    pub at: String,
    /// 公开日期
    #[arg(long, value_name = "日期")]
    pub on: String,
}

/// `evidence`.
#[derive(Debug, Args)]
pub struct Evidence {
    /// 记录号
    #[arg(value_name = "记录号")]
    pub id: String,
    /// 要留存的文件
    #[arg(value_name = "文件", required_unless_present = "save")]
    pub file: Option<PathBuf>,
    /// Where.
    #[command(flatten)]
    pub place: In,
    /// 取证日期；不写则为今天
    #[arg(long, value_name = "日期", default_value = "", hide_default_value = true)]
    pub on: String,
    /// 把已留存的全部证据取出到这个文件夹
    #[arg(long, value_name = "文件夹", conflicts_with = "file")]
    pub save: Option<PathBuf>,
}

/// `feedback`.
#[derive(Debug, Args)]
pub struct Feedback {
    /// 记录号
    #[arg(value_name = "记录号")]
    pub id: String,
    /// Where.
    #[command(flatten)]
    pub place: In,
    /// 反馈的内容，或者处理情况；不要写反映人的姓名、电话
    #[arg(long, value_name = "文字")]
    pub text: String,
    /// 收到的方式：来电、来信、网上留言
    #[arg(long, value_name = "方式", default_value = "", hide_default_value = true)]
    pub way: String,
    /// 收到日期，或者办结日期
    #[arg(long, value_name = "日期")]
    pub on: String,
    /// 这是对第几条反馈的处理（从1数起）
    #[arg(long, value_name = "序号")]
    pub answer: Option<usize>,
}

/// `archive`.
#[derive(Debug, Args)]
pub struct Archive {
    /// 记录号，按归档的先后
    #[arg(value_name = "记录号", required = true)]
    pub ids: Vec<String>,
    /// Where.
    #[command(flatten)]
    pub place: In,
    /// 归档年度
    #[arg(long, value_name = "年份")]
    pub year: i32,
    /// 保管期限：permanent（永久）、thirty_years（30年）、ten_years（10年）
    #[arg(long, value_name = "期限", value_parser = ["permanent", "thirty_years", "ten_years"])]
    pub retention: String,
    /// 盒号
    #[arg(long = "box", value_name = "盒号")]
    pub box_number: u32,
    /// 归档日期
    #[arg(long, value_name = "日期")]
    pub on: String,
}

/// `void`.
#[derive(Debug, Args)]
pub struct Void {
    /// 记录号
    #[arg(value_name = "记录号")]
    pub id: String,
    /// Where.
    #[command(flatten)]
    pub place: In,
    /// 作废原因
    #[arg(long, value_name = "原因")]
    pub reason: String,
}

/// `export`.
#[derive(Debug, Args)]
pub struct Export {
    /// Where.
    #[command(flatten)]
    pub place: In,
    /// ledger（公开登记台账）、review（保密审查表）、archive（归档文件目录）、labels（档案盒标签）
    #[arg(long, value_name = "表", value_parser = ["ledger", "review", "archive", "labels"])]
    pub sheet: String,
    /// 只要这些记录；不写则为全部
    #[arg(long, value_name = "记录号", value_delimiter = ',')]
    pub ids: Vec<String>,
    /// 输出文件夹
    #[arg(long, value_name = "文件夹")]
    pub out: PathBuf,
    /// 格式，用逗号分开：docx,pdf,xlsx,html
    #[arg(long, value_name = "格式", value_delimiter = ',')]
    pub format: Vec<String>,
}
