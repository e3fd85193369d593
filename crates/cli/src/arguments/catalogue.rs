//! `mingce catalogue …`.

use super::{In, Target};
use clap::{Args, Subcommand};
use std::path::PathBuf;

/// `mingce catalogue …`.
#[derive(Debug, Subcommand)]
pub enum Catalogue {
    /// 列出程序自带的标准目录
    Standard(Standard),
    /// 从标准目录采用一个领域，或从上级单位的目录采用
    Adopt(Adopt),
    /// 列出标准目录和上级单位的修改、取消、新增；可以采用
    Upstream(Upstream),
    /// 列出依据库，以及本单位目录引用了哪些
    Bases(Bases),
    /// 索引号的格式和下一个索引号
    IndexNumber(IndexNumber),
    /// 对照条例第二十条、第二十一条，各项有没有对应的事项
    Coverage(Coverage),
    /// 导入已有的目录表格：XLSX、XLS、ODS、CSV、DOCX、HTML
    Import(Import),
    /// 读入上级单位的目录文件（上级“导出 JSON”所得），供采用和以后比较
    Receive(Receive),
    /// 一个事项的附件：列出，或者添加、去掉、取出
    Files(Files),
    /// 导出公开目录
    Export(Export),
    /// 检查公开目录
    Check(Check),
    /// 与旧版对照：没有变化退出码为 0，有变化为 1
    Diff(Diff),
}

/// `mingce catalogue files`.
#[derive(Debug, Args)]
pub struct Files {
    /// 事项的名称、编号或标识
    #[arg(value_name = "事项")]
    pub item: String,
    /// Where.
    #[command(flatten)]
    pub place: In,
    /// 添加这个文件，可写多次；存入数据文件，每份不超过20兆字节
    #[arg(long, value_name = "文件")]
    pub add: Vec<PathBuf>,
    /// 去掉这个名称的附件，可写多次；可以撤销
    #[arg(long, value_name = "名称")]
    pub remove: Vec<String>,
    /// 把全部附件取出到这个文件夹，不覆盖已有文件
    #[arg(long, value_name = "文件夹")]
    pub save: Option<PathBuf>,
}

/// `mingce catalogue standard`.
#[derive(Debug, Args)]
pub struct Standard {
    /// 只列出这个领域的条目
    #[arg(long, value_name = "领域")]
    pub sector: Option<String>,
}

/// `mingce catalogue adopt`.
#[derive(Debug, Args)]
pub struct Adopt {
    /// Where.
    #[command(flatten)]
    pub target: Target,
    /// 领域；从上级单位采用时可以不写，即全部领域
    #[arg(long, value_name = "领域", required_unless_present = "from_agency")]
    pub sector: Option<String>,
    /// 从这个上级单位的目录采用（它在同一数据文件中，或者读入过它的目录文件）
    #[arg(long, value_name = "名称")]
    pub from_agency: Option<String>,
    /// 只采用这一层级的条目：县级、乡级、村级，或 county、township、village；从上级单位采用时不写则为本单位的层级
    #[arg(long, value_name = "层级")]
    pub tier: Option<String>,
    /// 未经核对的条目也采用，打印时带【依据待核】
    #[arg(long)]
    pub unchecked: bool,
}

/// `mingce catalogue upstream`.
#[derive(Debug, Args)]
pub struct Upstream {
    /// Where.
    #[command(flatten)]
    pub target: Target,
    /// 采用全部修改；本单位也改过的地方不动
    #[arg(long)]
    pub take_over: bool,
    /// 以 JSON 回答（upstream/1）
    #[arg(long)]
    pub json: bool,
}

/// `mingce catalogue bases`.
#[derive(Debug, Args)]
pub struct Bases {
    /// Where.
    #[command(flatten)]
    pub target: Target,
    /// 只列出目录引用了、已失效的
    #[arg(long)]
    pub stale: bool,
    /// 把引用的已失效依据换成现行的
    #[arg(long)]
    pub replace: bool,
    /// 以 JSON 回答（bases/1）
    #[arg(long)]
    pub json: bool,
}

/// `mingce catalogue index-number`.
#[derive(Debug, Args)]
pub struct IndexNumber {
    /// Where.
    #[command(flatten)]
    pub target: Target,
    /// 改用这一格式，如 {org}/{yyyy}-{seq:05}；留空则恢复通常的格式
    #[arg(long, value_name = "格式")]
    pub set: Option<String>,
    /// 以 JSON 回答
    #[arg(long)]
    pub json: bool,
}

/// `mingce catalogue coverage`.
#[derive(Debug, Args)]
pub struct Coverage {
    /// 数据文件
    #[arg(long, value_name = "文件")]
    pub data: PathBuf,
    /// 单位；不写则为数据文件的本单位
    #[arg(long, value_name = "名称", conflicts_with = "all")]
    pub agency: Option<String>,
    /// 所有单位
    #[arg(long)]
    pub all: bool,
    /// 以 JSON 回答（coverage/1）
    #[arg(long)]
    pub json: bool,
}

/// `mingce catalogue import`.
#[derive(Debug, Args)]
pub struct Import {
    /// 要导入的文件
    #[arg(value_name = "文件")]
    pub file: PathBuf,
    /// Where.
    #[command(flatten)]
    pub target: Target,
    /// 只看会怎样，不写入
    #[arg(long)]
    pub dry_run: bool,
    /// 以 JSON 回答
    #[arg(long)]
    pub json: bool,
}

/// `mingce catalogue export`.
#[derive(Debug, Args)]
pub struct Export {
    /// Where.
    #[command(flatten)]
    pub target: Target,
    /// 输出文件夹
    #[arg(long, value_name = "文件夹")]
    pub out: PathBuf,
    /// standard（基层政务公开标准目录）、information（政府信息公开目录）或 notice（公开栏）
    #[arg(long, value_name = "表式", default_value = "standard", value_parser = ["standard", "information", "notice"])]
    pub sheet: String,
    /// 只要这些事项，写编号、名称或者“一级事项/二级事项”，用逗号分开；不写则为全部
    #[arg(long, value_name = "编号", value_delimiter = ',')]
    pub items: Vec<String>,
    /// 公开栏的公示期，如 2026-01-05..2026-01-11
    #[arg(long, value_name = "起..止", required_if_eq("sheet", "notice"))]
    pub period: Option<String>,
    /// 公开栏的纸张：a4 或 a3
    #[arg(long, value_name = "纸张", default_value = "a4", value_parser = ["a4", "a3"])]
    pub paper: String,
    /// 公开栏横放
    #[arg(long)]
    pub landscape: bool,
    /// 格式，用逗号分开：xlsx,docx,pdf,html；另有 html-inline、json。公开栏为 docx,pdf,html
    #[arg(long, value_name = "格式", value_delimiter = ',')]
    pub format: Vec<String>,
    /// 未选的载体也印出来，前面是□
    #[arg(long)]
    pub all_carriers: bool,
    /// 导出定稿：有错误时不写出，退出码为 1
    #[arg(long)]
    pub r#final: bool,
    /// 以 JSON 回答
    #[arg(long)]
    pub json: bool,
}

/// `mingce catalogue diff`.
#[derive(Debug, Args)]
pub struct Diff {
    /// 旧版：XLSX、XLS、ODS、CSV、DOCX、HTML 表格，或导出的 JSON
    #[arg(value_name = "旧版")]
    pub earlier: PathBuf,
    /// Where.
    #[command(flatten)]
    pub target: Target,
    /// 把修订对照表写入这个文件夹
    #[arg(long, value_name = "文件夹")]
    pub out: Option<PathBuf>,
    /// 格式，用逗号分开：docx,pdf,xlsx,html；不写则为 docx,pdf
    #[arg(long, value_name = "格式", value_delimiter = ',')]
    pub format: Vec<String>,
    /// 以 JSON 回答
    #[arg(long)]
    pub json: bool,
}

/// `mingce catalogue check`.
#[derive(Debug, Args)]
pub struct Check {
    /// Where.
    #[command(flatten)]
    pub target: Target,
    /// 以 JSON 回答
    #[arg(long)]
    pub json: bool,
}

/// `mingce catalogue receive`.
#[derive(Debug, Args)]
pub struct Receive {
    /// 上级的目录文件（catalogue/1）
    #[arg(value_name = "文件")]
    pub file: PathBuf,
    /// 数据文件
    #[arg(long, value_name = "文件")]
    pub data: PathBuf,
    /// 只看会有什么变化，不写入
    #[arg(long)]
    pub dry_run: bool,
    /// 以 JSON 回答（received/1）
    #[arg(long)]
    pub json: bool,
}
