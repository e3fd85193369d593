//! `mingce process …`.

use clap::{Args, Subcommand};
use std::path::PathBuf;

/// What is done with processes.
#[derive(Debug, Subcommand)]
pub enum Process {
    /// 列出自带的标准流程；加 --data 列出数据文件中的流程
    List(List),
    /// 检查流程：起止、判断、岗位、依据、法定时限；有错误则退出码为 1
    #[command(alias = "check")]
    Lint(Lint),
    /// 查看流程的步骤、法定时限和回路；加 --json 输出 process/1
    Show(Show),
    /// 导出流程：svg、png 为图，docx、pdf、html 带步骤表，json 为 process/1，mmd 为 Mermaid
    #[command(alias = "render")]
    Export(Export),
    /// 把流程文件（process/1 JSON 或 Mermaid 流程图）导入数据文件，一步撤销
    Import(Import),
    /// 采用一个标准流程到数据文件，以后由本单位修改
    Adopt(Adopt),
    /// 比较：采用时、本单位、标准现在；有未决定的修改则退出码为 1
    Diff(Diff),
}

/// Which process, and where it is.
#[derive(Debug, Args)]
pub struct Which {
    /// 流程文件、标准流程的编号或名称；有 --data 时为数据文件中的编号或名称
    #[arg(value_name = "流程")]
    pub process: String,
    /// 数据文件
    #[arg(long, value_name = "文件")]
    pub data: Option<PathBuf>,
    /// 哪个单位的；不写则不限单位
    #[arg(long, value_name = "名称", requires = "data")]
    pub agency: Option<String>,
}

/// `list`.
#[derive(Debug, Args)]
pub struct List {
    /// 数据文件；不写则列出自带的标准流程
    #[arg(long, value_name = "文件")]
    pub data: Option<PathBuf>,
    /// 哪个单位的；不写则不限单位
    #[arg(long, value_name = "名称", requires = "data")]
    pub agency: Option<String>,
    /// 以 JSON 回答
    #[arg(long)]
    pub json: bool,
}

/// `lint`.
#[derive(Debug, Args)]
pub struct Lint {
    /// Which.
    #[command(flatten)]
    pub which: Which,
    /// 以 JSON 回答（findings/1）
    #[arg(long)]
    pub json: bool,
}

/// `show`.
#[derive(Debug, Args)]
pub struct Show {
    /// Which.
    #[command(flatten)]
    pub which: Which,
    /// 以 JSON 回答（process/1）
    #[arg(long)]
    pub json: bool,
}

/// `export`.
#[derive(Debug, Args)]
pub struct Export {
    /// Which.
    #[command(flatten)]
    pub which: Which,
    /// 写成哪个文件；格式由扩展名决定：svg、png、pdf、docx、html、json、mmd
    #[arg(long, value_name = "文件")]
    pub out: PathBuf,
    /// 定稿：有错误或者有未核对的依据则不写，退出码为 1
    #[arg(long)]
    pub r#final: bool,
    /// 按岗位分栏（泳道）：有表头，各岗位的环节各在一栏；不写则照流程自己的设定
    #[arg(long, conflicts_with = "no_lanes")]
    pub lanes: bool,
    /// 不按岗位分栏
    #[arg(long)]
    pub no_lanes: bool,
    /// PDF 用哪里的字体：bundled（程序自带）或 office（本机安装的同名字体）
    #[arg(long, value_name = "字体")]
    pub fonts: Option<String>,
    /// 以 JSON 回答
    #[arg(long)]
    pub json: bool,
}

/// `import`.
#[derive(Debug, Args)]
pub struct Import {
    /// 流程文件
    #[arg(value_name = "流程文件")]
    pub file: PathBuf,
    /// 数据文件
    #[arg(long, value_name = "数据文件")]
    pub data: PathBuf,
    /// 单位；不写则为数据文件的本单位
    #[arg(long, value_name = "名称")]
    pub agency: Option<String>,
    /// 只看会怎样，不写入
    #[arg(long)]
    pub dry_run: bool,
    /// 以 JSON 回答（import/1）
    #[arg(long)]
    pub json: bool,
}

/// `adopt`.
#[derive(Debug, Args)]
pub struct Adopt {
    /// 标准流程的编号或名称
    #[arg(value_name = "流程")]
    pub process: String,
    /// 数据文件
    #[arg(long, value_name = "文件")]
    pub data: PathBuf,
    /// 单位；不写则为数据文件的本单位
    #[arg(long, value_name = "名称")]
    pub agency: Option<String>,
    /// 以 JSON 回答
    #[arg(long)]
    pub json: bool,
}

/// `diff`.
#[derive(Debug, Args)]
pub struct Diff {
    /// Which.
    #[command(flatten)]
    pub which: Which,
    /// 与另一份流程（文件或标准流程的编号）比较
    #[arg(long, value_name = "流程", conflicts_with_all = ["take", "keep", "take_all"])]
    pub with: Option<String>,
    /// 采用标准的这一处修改（写比较结果中的代号，可多次）
    #[arg(long, value_name = "代号", requires = "data", conflicts_with = "keep")]
    pub take: Vec<String>,
    /// 保留本单位的写法，这一处以后不再列出（可多次）
    #[arg(long, value_name = "代号", requires = "data")]
    pub keep: Vec<String>,
    /// 采用标准的全部修改，本单位也改过的除外
    #[arg(long, requires = "data", conflicts_with_all = ["take", "keep"])]
    pub take_all: bool,
    /// 以 JSON 回答
    #[arg(long)]
    pub json: bool,
}
