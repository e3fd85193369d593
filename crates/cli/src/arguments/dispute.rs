//! `mingce dispute …`.

use super::In;
use clap::{Args, Subcommand};

/// What is done with disputes.
#[derive(Debug, Subcommand)]
pub enum Dispute {
    /// 登记一件行政复议或者行政诉讼
    Register(Register),
    /// 列出复议诉讼；加 --open 只列尚未审结的
    List(List),
    /// 查看一件：所涉申请、经过、计入哪一年的表四、检查
    Show(Show),
    /// 登记审结、裁判的结果（表四的用词：结果维持、结果纠正、其他结果）
    Outcome(Outcome),
    /// 登记裁判生效、上诉、发回重审、再审，或者撤销上一步
    Event(Event),
    /// 更正登记的内容：只写要改的
    Correct(Correct),
    /// 作废一件登记错了的（记录保留，不计入表四）
    Void(Void),
}

/// `register`.
#[derive(Debug, Args)]
pub struct Register {
    /// 所涉申请的受理号或者编号；可以写几个。不涉及台账中的申请的不写，另写 --note
    #[arg(value_name = "申请")]
    pub applications: Vec<String>,
    /// Where.
    #[command(flatten)]
    pub place: In,
    /// 种类：复议、直接起诉、复议后起诉
    #[arg(long, value_name = "种类")]
    pub kind: String,
    /// 申请复议、起诉的日期
    #[arg(long, value_name = "日期")]
    pub filed: String,
    /// 行政复议机关或者法院；不写则取本单位设定的
    #[arg(long, value_name = "名称", default_value = "", hide_default_value = true)]
    pub by: String,
    /// 案号
    #[arg(long, value_name = "案号", default_value = "", hide_default_value = true)]
    pub number: String,
    /// 本机关仅作为复议机关的共同被告（不计入表四）
    #[arg(long)]
    pub co_defendant: bool,
    /// 备注；不涉及台账中的申请的，写明因什么事
    #[arg(long, value_name = "文字", default_value = "", hide_default_value = true)]
    pub note: String,
}

/// `list`.
#[derive(Debug, Args)]
pub struct List {
    /// Where.
    #[command(flatten)]
    pub place: In,
    /// 只列尚未审结的
    #[arg(long)]
    pub open: bool,
}

/// `show`.
#[derive(Debug, Args)]
pub struct Show {
    /// 案号或者编号
    #[arg(value_name = "争议")]
    pub id: String,
    /// Where.
    #[command(flatten)]
    pub place: In,
}

/// `outcome`.
#[derive(Debug, Args)]
pub struct Outcome {
    /// 案号或者编号
    #[arg(value_name = "争议")]
    pub id: String,
    /// Where.
    #[command(flatten)]
    pub place: In,
    /// 结果：结果维持、结果纠正、其他结果
    #[arg(long, value_name = "结果")]
    pub result: String,
    /// 复议决定、裁判的日期；不写则为今天
    #[arg(long, value_name = "日期", default_value = "", hide_default_value = true)]
    pub on: String,
    /// 裁判生效的日期；还不知道的以后用 event in_force 登记（二审自裁判之日）
    #[arg(long, value_name = "日期", default_value = "", hide_default_value = true)]
    pub in_force: String,
}

/// `event`.
#[derive(Debug, Args)]
pub struct Event {
    /// 案号或者编号
    #[arg(value_name = "争议")]
    pub id: String,
    /// 什么事：in_force（裁判生效）、second（上诉）、remand（发回重审）、retrial（再审）、taken_back（撤销上一步）
    #[arg(value_name = "经过")]
    pub kind: String,
    /// Where.
    #[command(flatten)]
    pub place: In,
    /// 日期；不写则为今天
    #[arg(long, value_name = "日期", default_value = "", hide_default_value = true)]
    pub on: String,
    /// 二审、再审的法院；不写则为原来的法院
    #[arg(long, value_name = "名称", default_value = "", hide_default_value = true)]
    pub court: String,
    /// 二审、再审的案号
    #[arg(long, value_name = "案号", default_value = "", hide_default_value = true)]
    pub number: String,
    /// 撤销上一步的原因
    #[arg(long, value_name = "原因", default_value = "", hide_default_value = true)]
    pub reason: String,
}

/// `correct`.
#[derive(Debug, Args)]
pub struct Correct {
    /// 案号或者编号
    #[arg(value_name = "争议")]
    pub id: String,
    /// Where.
    #[command(flatten)]
    pub place: In,
    /// 更正后的种类
    #[arg(long, value_name = "种类")]
    pub kind: Option<String>,
    /// 更正后的申请、起诉日期
    #[arg(long, value_name = "日期")]
    pub filed: Option<String>,
    /// 更正后的复议机关或者法院
    #[arg(long, value_name = "名称")]
    pub by: Option<String>,
    /// 更正后的案号
    #[arg(long, value_name = "案号")]
    pub number: Option<String>,
    /// 更正后的所涉申请；可以写几次，写了就整个取代原来的
    #[arg(long = "application", value_name = "申请")]
    pub applications: Vec<String>,
    /// 更正后的备注
    #[arg(long, value_name = "文字")]
    pub note: Option<String>,
    /// 更正的原因
    #[arg(long, value_name = "原因")]
    pub reason: String,
}

/// `void`.
#[derive(Debug, Args)]
pub struct Void {
    /// 案号或者编号
    #[arg(value_name = "争议")]
    pub id: String,
    /// Where.
    #[command(flatten)]
    pub place: In,
    /// 作废原因
    #[arg(long, value_name = "原因")]
    pub reason: String,
}
