//! `mingce booklet …`.

use chrono::NaiveDate;
use clap::{Args, Subcommand};
use std::path::PathBuf;

/// `mingce booklet …`.
#[derive(Debug, Subcommand)]
pub enum Booklet {
    /// 生成公开内容及流程图册或者指导读本：封面、编印说明、目录、逐项指南页、表格文书、机构名录、拼音索引
    Build(Build),
    /// 把一册的选择（版别、单位、事项、书名、编印单位）存进数据文件，以后用 build --booklet 重新生成；同名的被取代
    Keep(Keep),
    /// 列出存下的读本
    List(List),
    /// 删去存下的读本
    Forget(Forget),
}

/// What stands in a booklet.
#[derive(Debug, Args)]
pub struct Choice {
    /// 哪一种：county（县本级）、department（县直部门）、township（乡镇）、reader（指导读本，三级合编）
    #[arg(long, value_name = "种类")]
    pub edition: Option<String>,
    /// 编入哪个单位（可多次）；不写则为这一种的全部单位
    #[arg(long, value_name = "名称")]
    pub agency: Vec<String>,
    /// 编入哪个事项，写编号、名称或者“一级事项/二级事项”（可多次）；不写则全部编入
    #[arg(long, value_name = "事项")]
    pub item: Vec<String>,
    /// 书名；不写则用通常的名称
    #[arg(long, value_name = "书名")]
    pub title: Option<String>,
    /// 编印单位；不写则为数据文件的本单位
    #[arg(long, value_name = "名称")]
    pub compiled_by: Option<String>,
}

/// `keep`.
#[derive(Debug, Args)]
pub struct Keep {
    /// 给这一册的名称
    #[arg(value_name = "名称")]
    pub name: String,
    /// 数据文件
    #[arg(long, value_name = "文件")]
    pub data: PathBuf,
    /// What stands in it.
    #[command(flatten)]
    pub choice: Choice,
}

/// `list`.
#[derive(Debug, Args)]
pub struct List {
    /// 数据文件
    #[arg(long, value_name = "文件")]
    pub data: PathBuf,
    /// 以 JSON 回答（booklets/1）
    #[arg(long)]
    pub json: bool,
}

/// `forget`.
#[derive(Debug, Args)]
pub struct Forget {
    /// 哪一册
    #[arg(value_name = "名称")]
    pub name: String,
    /// 数据文件
    #[arg(long, value_name = "文件")]
    pub data: PathBuf,
}

/// `build`.
#[derive(Debug, Args)]
pub struct Build {
    /// 数据文件
    #[arg(long, value_name = "文件")]
    pub data: PathBuf,
    /// 按存下的这一册；另写的书名、编印单位优先
    #[arg(long, value_name = "名称", conflicts_with_all = ["edition", "agency", "item"])]
    pub booklet: Option<String>,
    /// What stands in it.
    #[command(flatten)]
    pub choice: Choice,
    /// 内容截至哪一天，封面印其年月；不写则为今天
    #[arg(long, value_name = "日期")]
    pub as_of: Option<NaiveDate>,
    /// 自带文字中【依据待核】的，本单位已核对
    #[arg(long)]
    pub texts_checked: bool,
    /// 输出文件夹
    #[arg(long, value_name = "文件夹")]
    pub out: PathBuf,
    /// 格式，用逗号分开：docx,pdf；不写则两种都写
    #[arg(long, value_name = "格式", value_delimiter = ',')]
    pub format: Vec<String>,
    /// PDF 用哪里的字体：bundled（程序自带）或 office（本机安装的同名字体）；不写则按版式设置
    #[arg(long, value_name = "字体")]
    pub fonts: Option<String>,
    /// 定稿：有错误、待补充或者未核对的依据则不写，退出码为 1
    #[arg(long)]
    pub r#final: bool,
    /// 以 JSON 回答
    #[arg(long)]
    pub json: bool,
}
