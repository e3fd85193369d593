//! `mingce application …`, `mingce deadline`, `mingce fee`, `mingce calendar …`.

use super::In;
use chrono::NaiveDate;
use clap::{Args, Subcommand};
use std::path::PathBuf;

/// What is done with applications.
#[derive(Debug, Subcommand)]
pub enum Application {
    /// 登记一件申请：按渠道定收到日期，给受理号
    Register(Box<Register>),
    /// 列出申请台账；加 --open 只列没有办结的
    List(List),
    /// 查看一件申请：经过、期限、文书、检查
    Show(Show),
    /// 登记办理经过：补正、征求意见、延期、收费、转办、送达、撤回、重新办理、更正、撤销
    Event(Box<Event>),
    /// 按问题确定办理结果；答完并加 --close 即办结并签发告知书
    Outcome(Outcome),
    /// 文书：作草稿、签发、作废、写成文件
    Letter(Letter),
    /// 现在要办什么、何时到期、为什么；有逾期的退出码为 1
    Due(Due),
    /// 作废一件登记错了的申请（记录保留，不计入报告）
    Void(Void),
    /// 检查台账（L01—L15、F01—F06）；有错误退出码为 1
    Check(Place),
    /// 文书登记簿：每个文号的去向
    Numbers(Place),
    /// 设定文书的发文代字、行政复议机关、管辖法院，或者改用本单位的模板
    Office(Office),
    /// 导出台账（XLSX、CSV、JSON）
    Export(Export),
    /// 导出一件申请的案卷：卷内目录、办理经过、全部文书，另有一份全卷 PDF
    Bundle(Bundle),
    /// 导入旧台账；先用 --dry-run 看会怎样
    Import(Import),
}

/// Which data file, and nothing else.
#[derive(Debug, Args)]
pub struct Place {
    /// Where.
    #[command(flatten)]
    pub place: In,
}

/// `register`.
#[derive(Debug, Args)]
pub struct Register {
    /// Where.
    #[command(flatten)]
    pub place: In,
    /// 渠道：in_person、registered_post、ordinary_post、internet、fax、oral
    #[arg(long, value_name = "渠道")]
    pub channel: String,
    /// 当面提交、签收或者到达的日期
    #[arg(long, value_name = "日期")]
    pub arrived: String,
    /// 与申请人确认的日期（平常信函、互联网、传真）
    #[arg(long, value_name = "日期", default_value = "", hide_default_value = true)]
    pub confirmed: String,
    /// 申请人姓名或者名称；几人共同申请的写几次，第一个决定计入哪一列
    #[arg(long, value_name = "姓名", required = true)]
    pub applicant: Vec<String>,
    /// 申请人类型：natural_person、enterprise、research、public_welfare、legal_service、other_organisation；几人共同申请的，写一次即都是这一类，各不相同的按人的先后写几次
    #[arg(long, value_name = "类型", required = true)]
    pub kind: Vec<String>,
    /// 证件名称和号码，如 身份证:4308…
    #[arg(long, value_name = "名称:号码", default_value = "", hide_default_value = true)]
    pub document: String,
    /// 联系人
    #[arg(long, value_name = "姓名", default_value = "", hide_default_value = true)]
    pub contact: String,
    /// 联系电话
    #[arg(long, value_name = "号码", default_value = "", hide_default_value = true)]
    pub phone: String,
    /// 电子邮箱
    #[arg(long, value_name = "邮箱", default_value = "", hide_default_value = true)]
    pub email: String,
    /// 通信地址
    #[arg(long, value_name = "地址", default_value = "", hide_default_value = true)]
    pub address: String,
    /// 所需信息，一行
    #[arg(long, value_name = "内容")]
    pub subject: String,
    /// 所需信息的详细描述
    #[arg(long, value_name = "文字", default_value = "", hide_default_value = true)]
    pub description: String,
    /// 获取方式：纸质、电子文件、查阅
    #[arg(long, value_name = "方式", default_value = "", hide_default_value = true)]
    pub form: String,
    /// 获取途径：邮寄、当面领取、电子邮箱
    #[arg(long, value_name = "途径", default_value = "", hide_default_value = true)]
    pub way: String,
    /// 备注
    #[arg(long, value_name = "文字", default_value = "", hide_default_value = true)]
    pub note: String,
    /// 来件编号：一封来信拆成几件的，写同一个
    #[arg(long, value_name = "编号", default_value = "", hide_default_value = true)]
    pub letter: String,
}

/// `list`.
#[derive(Debug, Args)]
pub struct List {
    /// Where.
    #[command(flatten)]
    pub place: In,
    /// 只列没有办结的
    #[arg(long)]
    pub open: bool,
}

/// `show`.
#[derive(Debug, Args)]
pub struct Show {
    /// 受理号或者编号
    #[arg(value_name = "申请")]
    pub id: String,
    /// Where.
    #[command(flatten)]
    pub place: In,
    /// 逐日说明期限
    #[arg(long)]
    pub explain: bool,
}

/// `event`.
#[derive(Debug, Args)]
pub struct Event {
    /// 受理号或者编号
    #[arg(value_name = "申请")]
    pub id: String,
    /// 办理了什么：supplement_asked、supplement_received、third_party_asked、third_party_answered、other_organ_asked、
    /// other_organ_answered、reasons_asked、reasons_given、delay_fixed、fee_noticed、fee_paid、extended、transferred、
    /// withdrawn、delivered、reopened、kind_corrected、corrected、revoked
    #[arg(value_name = "经过")]
    pub kind: String,
    /// Where.
    #[command(flatten)]
    pub place: In,
    /// 办理日期；不写则为今天
    #[arg(long, value_name = "日期", default_value = "", hide_default_value = true)]
    pub on: String,
    /// 补正的期限、延迟答复的日期
    #[arg(long, value_name = "日期", default_value = "", hide_default_value = true)]
    pub until: String,
    /// 延长几个工作日
    #[arg(long, value_name = "天数")]
    pub days: Option<u32>,
    /// 延期由谁同意
    #[arg(long, value_name = "姓名或者职务", default_value = "", hide_default_value = true)]
    pub approved_by: String,
    /// 转给哪个科室
    #[arg(long, value_name = "科室", default_value = "", hide_default_value = true)]
    pub to: String,
    /// 送达凭证：邮寄单号、签收回证
    #[arg(long, value_name = "凭证", default_value = "", hide_default_value = true)]
    pub proof: String,
    /// 为什么重新办理：reconsideration、judgment、own_correction
    #[arg(long, value_name = "原因", default_value = "", hide_default_value = true)]
    pub cause: String,
    /// 更正后的申请人类型
    #[arg(long, value_name = "类型", default_value = "", hide_default_value = true)]
    pub applicant_kind: String,
    /// 收费：按量，多少页
    #[arg(long, value_name = "页数")]
    pub pages: Option<u32>,
    /// 收费：按件，申请人本月第几件
    #[arg(long, value_name = "件数")]
    pub items: Option<u32>,
    /// 收费：所需信息已经主动公开
    #[arg(long)]
    pub public: bool,
    /// 更正、撤销：哪一条经过（show --json 的 events.id）
    #[arg(long, value_name = "编号", default_value = "", hide_default_value = true)]
    pub event: String,
    /// 更正后的日期
    #[arg(long, value_name = "日期", default_value = "", hide_default_value = true)]
    pub new_on: String,
    /// 更正“收到申请”：正确的渠道；收到日期和期限由此重新推算
    #[arg(long, value_name = "渠道", default_value = "", hide_default_value = true)]
    pub channel: String,
    /// 更正“收到申请”：正确的到达日期
    #[arg(long, value_name = "日期", default_value = "", hide_default_value = true)]
    pub arrived: String,
    /// 更正“收到申请”：正确的确认日期（平常信函、互联网、传真）
    #[arg(long, value_name = "日期", default_value = "", hide_default_value = true)]
    pub confirmed: String,
    /// 更正、撤销的原因
    #[arg(long, value_name = "原因", default_value = "", hide_default_value = true)]
    pub reason: String,
}

/// `outcome`.
#[derive(Debug, Args)]
pub struct Outcome {
    /// 受理号或者编号
    #[arg(value_name = "申请")]
    pub id: String,
    /// Where.
    #[command(flatten)]
    pub place: In,
    /// 回答，如 supplement=clear；可以写几次。只写到一半的，给出下一个问题
    #[arg(long = "answer", value_name = "问题=回答", value_parser = pair)]
    pub answers: Vec<(String, String)>,
    /// 回答等写在这个 JSON 文件中（answers、reason、note、fields）
    #[arg(long, value_name = "文件", conflicts_with_all = ["answers", "fields", "reason"])]
    pub from: Option<PathBuf>,
    /// 办结，并签发相应的告知书
    #[arg(long)]
    pub close: bool,
    /// 答复日期；不写则为今天
    #[arg(long, value_name = "日期", default_value = "", hide_default_value = true)]
    pub on: String,
    /// 理由，印在告知书上
    #[arg(long, value_name = "文字", default_value = "", hide_default_value = true)]
    pub reason: String,
    /// 说明
    #[arg(long, value_name = "文字", default_value = "", hide_default_value = true)]
    pub note: String,
    /// 告知书要写的内容，如 given=…；可以写几次
    #[arg(long = "field", value_name = "项目=内容", value_parser = pair)]
    pub fields: Vec<(String, String)>,
}

/// `letter`.
#[derive(Debug, Args)]
pub struct Letter {
    /// 受理号或者编号
    #[arg(value_name = "申请")]
    pub id: String,
    /// Where.
    #[command(flatten)]
    pub place: In,
    /// 文书种类（receipt、supplement_notice、reply_withheld 等，或者中文名称）
    #[arg(long, value_name = "种类", default_value = "", hide_default_value = true)]
    pub kind: String,
    /// 签发：给文号，入登记簿
    #[arg(long)]
    pub issue: bool,
    /// 签发日期；不写则为今天
    #[arg(long, value_name = "日期", default_value = "", hide_default_value = true)]
    pub on: String,
    /// 要填写的内容，如 unclear=…；可以写几次
    #[arg(long = "field", value_name = "项目=内容", value_parser = pair)]
    pub fields: Vec<(String, String)>,
    /// 已签发的哪一份：文号
    #[arg(long, value_name = "文号", default_value = "", hide_default_value = true)]
    pub number: String,
    /// 作废 --number 的文书，写明原因
    #[arg(long, value_name = "原因", requires = "number", conflicts_with = "issue")]
    pub void: Option<String>,
    /// 只作草稿，即使已经签发
    #[arg(long, conflicts_with = "issue")]
    pub draft: bool,
    /// 遮盖个人信息（申请人以外的人用的副本）
    #[arg(long)]
    pub masked: bool,
    /// 作废的文书，取作废前发出的原件
    #[arg(long, requires = "number")]
    pub original: bool,
    /// 写到哪个文件夹
    #[arg(long, value_name = "文件夹")]
    pub out: Option<PathBuf>,
    /// 格式，用逗号分开：docx,pdf,html；不写则为 docx,pdf
    #[arg(long, value_name = "格式", value_delimiter = ',')]
    pub format: Vec<String>,
}

/// `due`.
#[derive(Debug, Args)]
pub struct Due {
    /// 写成时限表（未办结的申请，逾期的在前），写到哪个文件夹
    #[arg(long, value_name = "文件夹", conflicts_with = "id")]
    pub out: Option<PathBuf>,
    /// 时限表的格式，用逗号分开：pdf,docx,xlsx；不写则为 pdf
    #[arg(long, value_name = "格式", value_delimiter = ',', requires = "out")]
    pub format: Vec<String>,
    /// 时限表上写明申请人姓名（只供内部使用）；不写则遮盖
    #[arg(long, requires = "out")]
    pub full: bool,
    /// 哪一件；不写则为全部
    #[arg(value_name = "申请")]
    pub id: Option<String>,
    /// Where.
    #[command(flatten)]
    pub place: In,
}

/// `void`.
#[derive(Debug, Args)]
pub struct Void {
    /// 受理号或者编号
    #[arg(value_name = "申请")]
    pub id: String,
    /// Where.
    #[command(flatten)]
    pub place: In,
    /// 作废原因
    #[arg(long, value_name = "原因")]
    pub reason: String,
}

/// `office`.
#[derive(Debug, Args)]
pub struct Office {
    /// Where.
    #[command(flatten)]
    pub place: In,
    /// 发文代字，如 青政
    #[arg(long, value_name = "代字")]
    pub code: Option<String>,
    /// 行政复议机关
    #[arg(long, value_name = "名称")]
    pub review_organ: Option<String>,
    /// 管辖法院
    #[arg(long, value_name = "名称")]
    pub court: Option<String>,
    /// 登记：程序自带的救济途径和期限已由本单位对照现行法律核对
    #[arg(long)]
    pub remedies_checked: bool,
    /// 改用这个模板（letter/1，JSON）
    #[arg(long, value_name = "文件")]
    pub template: Option<PathBuf>,
}

/// `export`.
#[derive(Debug, Args)]
pub struct Export {
    /// Where.
    #[command(flatten)]
    pub place: In,
    /// 只要这一年收到或者办结的
    #[arg(long, value_name = "年份")]
    pub year: Option<i32>,
    /// 输出文件夹
    #[arg(long, value_name = "文件夹")]
    pub out: PathBuf,
    /// 格式，用逗号分开：xlsx,csv,json；不写则为 xlsx
    #[arg(long, value_name = "格式", value_delimiter = ',')]
    pub format: Vec<String>,
}

/// `bundle`.
#[derive(Debug, Args)]
pub struct Bundle {
    /// 受理号或者编号
    #[arg(value_name = "申请")]
    pub id: String,
    /// Where.
    #[command(flatten)]
    pub place: In,
    /// 输出文件夹；案卷写在其下的新文件夹中
    #[arg(long, value_name = "文件夹")]
    pub out: PathBuf,
    /// 不遮盖申请人的个人信息（只供本机关存档）
    #[arg(long)]
    pub full: bool,
}

/// `import`.
#[derive(Debug, Args)]
pub struct Import {
    /// 旧台账（XLSX、XLS、ODS、CSV、DOCX、HTML）
    #[arg(value_name = "文件")]
    pub file: PathBuf,
    /// Where.
    #[command(flatten)]
    pub place: In,
    /// 只看会怎样，不写入
    #[arg(long)]
    pub dry_run: bool,
    /// 表头认不出来的，指明是什么，如 办理部门=ignored；可以写几次
    #[arg(long = "column", value_name = "表头=内容", value_parser = pair)]
    pub columns: Vec<(String, String)>,
    /// 只写月日的日期属于哪一年；不写则取表题中的年份
    #[arg(long, value_name = "年份")]
    pub year: Option<i32>,
}

/// `mingce deadline`.
#[derive(Debug, Args)]
pub struct Deadline {
    /// 收到之日；用 --received 加 --channel 写明更好
    #[arg(value_name = "日期", required_unless_present = "received")]
    pub on: Option<NaiveDate>,
    /// 申请提交、签收或者到达的日期
    #[arg(long, value_name = "日期", conflicts_with = "on")]
    pub received: Option<NaiveDate>,
    /// 渠道：in_person、registered_post、ordinary_post、internet、fax、oral
    #[arg(long, value_name = "渠道", default_value = "in_person", hide_default_value = true)]
    pub channel: String,
    /// 与申请人确认的日期（平常信函、互联网、传真）
    #[arg(long, value_name = "日期")]
    pub confirmed: Option<NaiveDate>,
    /// 几个工作日；不写则为法定的20个
    #[arg(long, value_name = "天数")]
    pub days: Option<u32>,
    /// 延长几个工作日
    #[arg(long, value_name = "天数", default_value_t = 0, hide_default_value = true)]
    pub extend: u32,
    /// 停止计算的时间（首日..末日），可以写几次
    #[arg(long, value_name = "首日..末日", value_parser = span)]
    pub stop: Vec<(NaiveDate, NaiveDate)>,
    /// 办理经过写在这个 JSON 文件中：[{"kind","on",…}]
    #[arg(long, value_name = "文件")]
    pub events: Option<PathBuf>,
    /// 本单位加入的放假安排在这个数据文件里
    #[arg(long, value_name = "文件")]
    pub data: Option<PathBuf>,
    /// 逐日说明
    #[arg(long)]
    pub explain: bool,
    /// 以 JSON 回答
    #[arg(long)]
    pub json: bool,
}

/// `mingce fee`.
#[derive(Debug, Args)]
pub struct Fee {
    /// 按量：一件申请提供多少页
    #[arg(long, value_name = "页数")]
    pub pages: Option<u32>,
    /// 按件：同一申请人一个自然月共多少件
    #[arg(long, value_name = "件数")]
    pub items: Option<u32>,
    /// 以 JSON 回答
    #[arg(long)]
    pub json: bool,
}

/// `mingce calendar …`.
#[derive(Debug, Subcommand)]
pub enum Calendar {
    /// 加入一年的放假安排或者本地日期（calendar/1，JSON），并重新推算没有办结的申请
    Add(CalendarAdd),
}

/// `mingce calendar add`.
#[derive(Debug, Args)]
pub struct CalendarAdd {
    /// 放假安排
    #[arg(value_name = "文件")]
    pub file: PathBuf,
    /// 更正本单位以前加入的同一年、同一天；程序自带的年份不能更正
    #[arg(long)]
    pub replace: bool,
    /// 数据文件
    #[arg(long, value_name = "文件")]
    pub data: PathBuf,
    /// 以 JSON 回答
    #[arg(long)]
    pub json: bool,
}

fn pair(text: &str) -> Result<(String, String), String> {
    let (key, value) = text.split_once(['=', '＝']).ok_or("请写成 名称=内容")?;
    Ok((key.trim().to_string(), value.trim().to_string()))
}

fn span(text: &str) -> Result<(NaiveDate, NaiveDate), String> {
    let wrong = "请写成 2026-01-05..2026-01-20，末日不早于首日";
    let (from, to) = text.split_once("..").ok_or(wrong)?;
    let day = |text: &str| text.trim().parse::<NaiveDate>().map_err(|_| wrong);
    let (from, to) = (day(from)?, day(to)?);
    if to < from { Err(wrong.into()) } else { Ok((from, to)) }
}
