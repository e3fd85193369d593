//! The command line's grammar, and its errors in Chinese.

pub mod agency;
pub mod application;
pub mod booklet;
pub mod catalogue;
pub mod dispute;
pub mod process;
pub mod publication;

use chrono::NaiveDate;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand};
use std::ffi::OsString;
use std::path::PathBuf;

/// 政府信息公开目录、依申请公开和年度报告的单机程序。
#[derive(Debug, Parser)]
#[command(name = "mingce", version, disable_help_subcommand = true)]
pub struct Arguments {
    /// 按这一天作为“今天”（YYYY-MM-DD），不写则取本机日期
    #[arg(long, global = true, value_name = "日期")]
    pub today: Option<NaiveDate>,
    /// 做什么
    #[command(subcommand)]
    pub command: Command,
}

/// Sub-commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// 新建一个数据文件
    Init(Init),
    /// 建立示例县数据文件，并生成其年度报告和流程图页
    Demo(Demo),
    /// 年度报告
    #[command(subcommand)]
    Report(Report),
    /// 公开目录：采用标准目录、导入、检查、导出
    #[command(subcommand)]
    Catalogue(catalogue::Catalogue),
    /// 数据文件中的单位：新增、修改、更名、撤并
    #[command(subcommand)]
    Agency(agency::Agency),
    /// 公开记录：登记、保密审查、公开、留证、反馈、归档
    #[command(subcommand)]
    Publication(publication::Publication),
    /// 依申请公开：登记、办理经过、期限、办理结果、文书、台账
    #[command(subcommand)]
    Application(application::Application),
    /// 复议诉讼：登记、结果、上诉、更正、作废
    #[command(subcommand)]
    Dispute(dispute::Dispute),
    /// 推算答复期限，逐日说明
    Deadline(application::Deadline),
    /// 计算信息处理费
    Fee(application::Fee),
    /// 放假安排：加入新一年的通知或者本地日期
    #[command(subcommand)]
    Calendar(application::Calendar),
    /// 流程：检查、查看、导出、导入、采用标准流程、三方比较
    #[command(subcommand, alias = "chart")]
    Process(process::Process),
    /// 检索公开事项、申请、复议诉讼、年度报告、流程、依据和标准目录；找到了退出码为 0，没有找到为 1
    Search(Search),
    /// 公开指南页（内容与流程图）
    #[command(subcommand)]
    Guide(Guide),
    /// 公开内容及流程图册、指导读本
    #[command(subcommand)]
    Booklet(booklet::Booklet),
    /// 版式：在国标公文格式之上，本单位另定的行距、字号、字体、页边距
    #[command(subcommand)]
    Style(Style),
    /// 在本机浏览器中使用（没有可用的窗口组件时）；只有本机能访问
    Serve(Serve),
}

/// Which data file, and whose.
#[derive(Debug, Args)]
pub struct Target {
    /// 数据文件
    #[arg(long, value_name = "文件")]
    pub data: PathBuf,
    /// 单位；不写则为数据文件的本单位
    #[arg(long, value_name = "名称")]
    pub agency: Option<String>,
}

/// Which data file, whose, and whether the answer is JSON.
#[derive(Debug, Args)]
pub struct In {
    /// The file and the agency.
    #[command(flatten)]
    pub target: Target,
    /// 以 JSON 回答
    #[arg(long)]
    pub json: bool,
    /// 为什么在年度报告定稿以后改动台账：会改变已定稿的数的改动，不写明理由就不写入
    #[arg(long, value_name = "理由")]
    pub late_reason: Option<String>,
}

/// `mingce serve`.
#[derive(Debug, Args)]
pub struct Serve {
    /// 打开哪个数据文件；不写则在页面上选择或新建
    #[arg(long, value_name = "文件")]
    pub data: Option<PathBuf>,
    /// 数据文件所在的文件夹；不写则为 --data 所在的文件夹，都不写则为主文件夹下的“明册”
    #[arg(long, value_name = "文件夹")]
    pub folder: Option<PathBuf>,
    /// 端口；0 表示由程序自选
    #[arg(long, value_name = "端口", default_value_t = 0, hide_default_value = true)]
    pub port: u16,
    /// 页面全部关闭后，过多少分钟自动退出；不写则为15分钟
    #[arg(long, value_name = "分钟", default_value_t = 15, hide_default_value = true, value_parser = clap::value_parser!(u16).range(1..))]
    pub idle_minutes: u16,
    /// 只给出网址，不打开浏览器
    #[arg(long)]
    pub no_browser: bool,
}

/// `mingce init`.
#[derive(Debug, Args)]
pub struct Init {
    /// 数据文件（*.mingce）
    #[arg(value_name = "文件")]
    pub file: PathBuf,
    /// 单位全称
    #[arg(long, value_name = "名称")]
    pub agency: String,
    /// 单位类型：government、government_office、department、vertical、development_zone、township、subdistrict、village、other
    #[arg(long, value_name = "类型")]
    pub kind: String,
    /// 统一社会信用代码（可以以后再填）
    #[arg(long, value_name = "代码", default_value = "", hide_default_value = true)]
    pub code: String,
}

/// `mingce demo`.
#[derive(Debug, Args)]
pub struct Demo {
    /// 放在哪个文件夹
    #[arg(value_name = "文件夹")]
    pub folder: PathBuf,
    /// 另在示例中加入各级公开目录，写出三级公开内容及流程图册和指导读本
    #[arg(long)]
    pub booklets: bool,
}

/// `mingce report …`.
#[derive(Debug, Subcommand)]
pub enum Report {
    /// 由数据文件生成年度报告
    Build(Build),
    /// 由 figures/1 数据（JSON）生成年度报告
    Render(Render),
    /// 校验年度报告
    Check(Check),
    /// 查一个格子背后的记录
    Trace(Trace),
}

/// `mingce report build`.
#[derive(Debug, Args)]
pub struct Build {
    /// 数据文件
    #[arg(long, value_name = "文件")]
    pub data: PathBuf,
    /// 报告年度
    #[arg(long, value_name = "年份")]
    pub year: i32,
    /// 哪个单位；不写则为本数据文件的单位
    #[arg(long, value_name = "名称", conflicts_with = "all")]
    pub agency: Option<String>,
    /// 所有单位
    #[arg(long)]
    pub all: bool,
    /// 输出到哪里
    #[command(flatten)]
    pub output: Output,
}

/// Where to and how.
#[derive(Debug, Args)]
pub struct Output {
    /// 输出文件夹
    #[arg(long, value_name = "文件夹")]
    pub out: PathBuf,
    /// 格式，用逗号分开：docx,pdf,html,xlsx,json；不写则这五种。另有 html-inline（粘贴到网站编辑器）和 svg,png（每页一个文件）
    #[arg(long, value_name = "格式", value_delimiter = ',')]
    pub format: Vec<String>,
    /// PDF 用哪里的字体：bundled（程序自带）或 office（本机安装的同名字体）；不写则按版式设置
    #[arg(long, value_name = "字体")]
    pub fonts: Option<String>,
    /// 正式稿：有未处理的错误时不生成任何文件
    #[arg(long = "final")]
    pub is_final: bool,
    /// 以 JSON 回答
    #[arg(long)]
    pub json: bool,
}

/// `mingce report render`.
#[derive(Debug, Args)]
pub struct Render {
    /// 年报数据（figures/1，JSON）
    #[arg(value_name = "数据文件")]
    pub figures: PathBuf,
    /// 上一年度的年报数据，用于活动数字和连续性校验
    #[arg(long, value_name = "数据文件")]
    pub previous: Option<PathBuf>,
    /// 版式文件（style/1，JSON）；不写则按国标
    #[arg(long, value_name = "版式文件")]
    pub style: Option<PathBuf>,
    /// 输出到哪里
    #[command(flatten)]
    pub output: Output,
}

/// `mingce report check`.
#[derive(Debug, Args)]
pub struct Check {
    /// 年报数据（figures/1，JSON）
    #[arg(value_name = "数据文件", required_unless_present = "data", conflicts_with = "data")]
    pub figures: Option<PathBuf>,
    /// 数据文件
    #[arg(long, value_name = "文件", requires = "year")]
    pub data: Option<PathBuf>,
    /// 报告年度
    #[arg(long, value_name = "年份")]
    pub year: Option<i32>,
    /// 哪个单位；不写则为本数据文件的单位
    #[arg(long, value_name = "名称", requires = "data")]
    pub agency: Option<String>,
    /// 上一年度的年报数据
    #[arg(long, value_name = "数据文件", conflicts_with = "data")]
    pub previous: Option<PathBuf>,
    /// 下级单位年报数据所在文件夹（逐个读取其中的 *.json）
    #[arg(long, value_name = "文件夹", conflicts_with = "data")]
    pub children: Option<PathBuf>,
    /// 按正式稿的要求判断
    #[arg(long = "final")]
    pub is_final: bool,
    /// 以 JSON 回答
    #[arg(long)]
    pub json: bool,
}

/// `mingce report trace`.
#[derive(Debug, Args)]
pub struct Trace {
    /// 数据文件
    #[arg(long, value_name = "文件")]
    pub data: PathBuf,
    /// 报告年度
    #[arg(long, value_name = "年份")]
    pub year: i32,
    /// 哪个单位；不写则为本数据文件的单位
    #[arg(long, value_name = "名称")]
    pub agency: Option<String>,
    /// 格子，如 requests.granted.natural
    #[arg(long, value_name = "格子")]
    pub cell: String,
    /// 以 JSON 回答
    #[arg(long)]
    pub json: bool,
}

/// `mingce search`.
#[derive(Debug, Args)]
pub struct Search {
    /// 要查的词，可以是文字、文号、拼音或拼音首字母；写几个的，都要有
    #[arg(value_name = "词", required = true)]
    pub words: Vec<String>,
    /// 数据文件
    #[arg(long, value_name = "文件")]
    pub data: PathBuf,
    /// 哪个单位的排在前面；不写则为数据文件的本单位
    #[arg(long, value_name = "名称")]
    pub agency: Option<String>,
    /// 只查这些，用逗号分开：item（公开事项）、application（依申请公开）、dispute（复议诉讼）、report（年度报告）、process（流程）、basis（依据库）、standard（标准目录）、agency（单位）
    #[arg(long, value_name = "种类", value_delimiter = ',')]
    pub kind: Vec<String>,
    /// 最多列出多少条
    #[arg(long, value_name = "条数", default_value_t = 20, hide_default_value = true, value_parser = clap::value_parser!(u32).range(1..=1000))]
    pub limit: u32,
    /// 以 JSON 回答（hits/1）
    #[arg(long)]
    pub json: bool,
}

/// `mingce guide …`.
#[derive(Debug, Subcommand)]
pub enum Guide {
    /// 生成一个公开事项的指南页
    Build(GuideBuild),
}

/// `mingce guide build`.
#[derive(Debug, Args)]
pub struct GuideBuild {
    /// 数据文件
    #[arg(long, value_name = "文件")]
    pub data: PathBuf,
    /// 事项编号；只有一个事项时可以不写
    #[arg(long, value_name = "编号")]
    pub item: Option<String>,
    /// 输出文件夹
    #[arg(long, value_name = "文件夹")]
    pub out: PathBuf,
    /// 格式，用逗号分开：docx,pdf,html；不写则为 docx,pdf。另有 html-inline（粘贴到网站编辑器）和 svg,png（每页一个文件）
    #[arg(long, value_name = "格式", value_delimiter = ',')]
    pub format: Vec<String>,
    /// PDF 用哪里的字体：bundled（程序自带）或 office（本机安装的同名字体）；不写则按版式设置
    #[arg(long, value_name = "字体")]
    pub fonts: Option<String>,
    /// 以 JSON 回答
    #[arg(long)]
    pub json: bool,
}

/// `mingce style …`.
#[derive(Debug, Subcommand)]
pub enum Style {
    /// 显示现在的版式，与国标对照
    Show(StyleOf),
    /// 修改版式，如 line_pitch=28 face_fang_song=方正仿宋_GBK（各项名称用 style show 查看）
    Set(StyleSet),
    /// 恢复国标；写明单位的，改用全部单位的版式
    Reset(StyleOf),
}

/// Whose style.
#[derive(Debug, Args)]
pub struct StyleOf {
    /// 数据文件
    #[arg(long, value_name = "文件")]
    pub data: PathBuf,
    /// 哪个单位；不写则为数据文件中的全部单位
    #[arg(long, value_name = "名称")]
    pub agency: Option<String>,
    /// 以 JSON 回答（style/1）
    #[arg(long)]
    pub json: bool,
}

/// `mingce style set`.
#[derive(Debug, Args)]
pub struct StyleSet {
    /// 改哪里
    #[command(flatten)]
    pub of: StyleOf,
    /// 整个版式从这个文件读取（style/1，JSON）
    #[arg(long, value_name = "版式文件", conflicts_with = "choices")]
    pub from: Option<PathBuf>,
    /// 项=值，可以写多个；值留空（项=）则恢复这一项的国标
    #[arg(value_name = "项=值", required_unless_present = "from")]
    pub choices: Vec<String>,
}

/// Why parsing stopped.
pub enum Stop {
    /// Help or version was asked for: show it, all is well.
    Shown(String),
    /// Wrong use.
    Wrong(String),
}

const TEMPLATE: &str = "{about}\n\n用法：{usage}\n\n{all-args}\n";

/// Parses the words of the command line.
///
/// # Errors
/// [`Stop`] with the text to show.
pub fn parse(words: impl IntoIterator<Item = OsString>) -> Result<Arguments, Stop> {
    let command = in_chinese(Arguments::command());
    let matches = command.clone().try_get_matches_from(words).map_err(|error| stop(&error))?;
    Arguments::from_arg_matches(&matches).map_err(|error| stop(&error))
}

/// Headings of help in Chinese, for every sub-command.
fn in_chinese(command: clap::Command) -> clap::Command {
    let help = clap::Arg::new("help").short('h').long("help").action(clap::ArgAction::Help).help("显示帮助");
    let command = command
        .help_template(TEMPLATE)
        .subcommand_help_heading("命令")
        .subcommand_value_name("命令")
        .disable_help_flag(true)
        .disable_version_flag(true)
        .disable_help_subcommand(true)
        .arg(help.help_heading("选项"))
        .mut_args(|argument| match argument.get_help_heading() {
            Some(_) => argument,
            None if argument.is_positional() => argument.help_heading("参数"),
            None => argument.help_heading("选项"),
        })
        .mut_subcommands(in_chinese);
    if command.get_name() == "mingce" {
        command.arg(
            clap::Arg::new("version")
                .short('V')
                .long("version")
                .action(clap::ArgAction::Version)
                .help("显示版本")
                .help_heading("选项"),
        )
    } else {
        command
    }
}

/// Help as the library renders it; the one English word of its usage line is replaced.
fn help(error: &clap::Error) -> String {
    error.render().to_string().trim_end().replace("[OPTIONS]", "[选项]")
}

/// What is wrong, in Chinese: the library's own messages are English.
fn stop(error: &clap::Error) -> Stop {
    let context = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join("、"),
        Some(other) => other.to_string(),
        None => String::new(),
    };
    let argument = context(ContextKind::InvalidArg);
    let value = context(ContextKind::InvalidValue);
    let message = match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            return Stop::Shown(help(error));
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand | ErrorKind::MissingSubcommand => {
            format!("没有写明要做什么。\n\n{}", help(error))
        }
        ErrorKind::UnknownArgument => format!("不认识的参数“{argument}”"),
        ErrorKind::InvalidSubcommand => format!("不认识的命令“{}”", context(ContextKind::InvalidSubcommand)),
        ErrorKind::MissingRequiredArgument => format!("缺少参数：{argument}"),
        ErrorKind::ArgumentConflict => {
            format!("参数“{argument}”不能与“{}”同时使用", context(ContextKind::PriorArg))
        }
        ErrorKind::InvalidValue if value.is_empty() => format!("参数“{argument}”后面要写值"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let day = argument.contains("<日期>") || argument.contains("--today");
            let hint = if day { "，写作 2026-01-20 的形式，须是历上有的一天" } else { "" };
            format!("参数“{argument}”的值“{value}”无法识别{hint}")
        }
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            format!("参数“{argument}”的个数不对")
        }
        _ => "命令的写法不对".to_string(),
    };
    Stop::Wrong(format!("错误：{message}\n\n用 mingce --help 查看用法"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse_words(words: &[&str]) -> Result<Arguments, Stop> {
        parse(std::iter::once("mingce").chain(words.iter().copied()).map(OsString::from))
    }

    #[test]
    fn help_and_errors_hold_no_english_of_the_library() {
        let wrong: [&[&str]; 10] = [
            &["process", "lint"],
            &["process", "diff", "x", "--take", "y"],
            &[],
            &["bogus"],
            &["report"],
            &["report", "build"],
            &["report", "build", "--year", "x"],
            &["report", "build", "--bogus"],
            &["init", "--kind"],
            &["--today", "2026-02-30", "demo", "x"],
        ];
        for words in wrong {
            let Err(Stop::Wrong(message)) = parse_words(words) else { panic!("{words:?} must be refused") };
            for english in ["error", "required", "Usage", "For more", "unexpected", "Options", "Commands", "Print"] {
                assert!(!message.contains(english), "{words:?}: {message}");
            }
        }
        let help: [&[&str]; 19] = [
            &["process", "--help"],
            &["process", "lint", "--help"],
            &["process", "diff", "--help"],
            &["search", "--help"],
            &["--help"],
            &["report", "--help"],
            &["report", "build", "--help"],
            &["init", "-h"],
            &["style", "--help"],
            &["style", "set", "--help"],
            &["serve", "--help"],
            &["catalogue", "--help"],
            &["catalogue", "upstream", "--help"],
            &["agency", "--help"],
            &["application", "--help"],
            &["application", "event", "--help"],
            &["dispute", "--help"],
            &["dispute", "event", "--help"],
            &["deadline", "--help"],
        ];
        for words in help {
            let Err(Stop::Shown(text)) = parse_words(words) else { panic!("{words:?} shows help") };
            for english in ["Usage", "Options", "OPTIONS", "Commands", "Arguments", "Print", "possible", "default:"] {
                assert!(!text.contains(english), "{words:?}: {text}");
            }
            assert!(text.contains("用法："), "{text}");
        }
    }
}
