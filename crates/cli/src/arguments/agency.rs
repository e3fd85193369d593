//! `mingce agency …`.

use clap::{Args, Subcommand};
use std::path::PathBuf;

/// `mingce agency …`.
#[derive(Debug, Subcommand)]
pub enum Agency {
    /// 列出单位
    List(List),
    /// 新增一个单位
    Add(Add),
    /// 修改一个单位的名称（更正）、类型、层级、代码、上级、台账起用日期、成立日期
    Set(Set),
    /// 登记更名：以前年度的报告仍用原名
    Rename(Rename),
    /// 登记撤并，或取消登记
    End(End),
    /// 删除没有任何记录的单位
    Remove(Remove),
    /// 移去读入的上级目录；已采用的事项不动
    Forget(Remove),
}

/// The data file, and whether the answer is JSON.
#[derive(Debug, Args)]
pub struct In {
    /// 数据文件
    #[arg(long, value_name = "文件")]
    pub data: PathBuf,
    /// 以 JSON 回答（agencies/1）
    #[arg(long)]
    pub json: bool,
}

/// `list`.
#[derive(Debug, Args)]
pub struct List {
    /// Where.
    #[command(flatten)]
    pub place: In,
}

/// `add`.
#[derive(Debug, Args)]
pub struct Add {
    /// 全称
    #[arg(value_name = "名称")]
    pub name: String,
    /// Where.
    #[command(flatten)]
    pub place: In,
    /// 单位类型：government、government_office、department、vertical、development_zone、township、subdistrict、village、other
    #[arg(long, value_name = "类型")]
    pub kind: String,
    /// 统一社会信用代码
    #[arg(long, value_name = "代码", default_value = "", hide_default_value = true)]
    pub code: String,
    /// 上级单位
    #[arg(long, value_name = "名称")]
    pub parent: Option<String>,
}

/// `set`.
#[derive(Debug, Args)]
pub struct Set {
    /// 哪个单位
    #[arg(value_name = "名称")]
    pub name: String,
    /// Where.
    #[command(flatten)]
    pub place: In,
    /// 哪一项：name、kind、level、code、parent、ledger_since、since
    #[arg(long, value_name = "项目")]
    pub field: String,
    /// 内容；上级写单位名称，日期写 2026-01-20，留空则去掉
    #[arg(long, value_name = "内容")]
    pub value: String,
}

/// `rename`.
#[derive(Debug, Args)]
pub struct Rename {
    /// 现用名称
    #[arg(value_name = "名称")]
    pub name: String,
    /// Where.
    #[command(flatten)]
    pub place: In,
    /// 新名称
    #[arg(long, value_name = "名称")]
    pub to: String,
    /// 从哪一天起
    #[arg(long, value_name = "日期")]
    pub from: String,
}

/// `end`.
#[derive(Debug, Args)]
pub struct End {
    /// 哪个单位
    #[arg(value_name = "名称")]
    pub name: String,
    /// Where.
    #[command(flatten)]
    pub place: In,
    /// 最后一天；写 --undo 则取消登记
    #[arg(long, value_name = "日期", required_unless_present = "undo")]
    pub on: Option<String>,
    /// 承接单位
    #[arg(long, value_name = "名称")]
    pub successor: Option<String>,
    /// 取消撤并登记
    #[arg(long)]
    pub undo: bool,
}

/// `remove`, `forget`.
#[derive(Debug, Args)]
pub struct Remove {
    /// 哪个单位
    #[arg(value_name = "名称")]
    pub name: String,
    /// Where.
    #[command(flatten)]
    pub place: In,
}
