//! Why an event cannot be entered in a case: what the clerk is told.

use chrono::NaiveDate;

/// Why an event cannot be entered: what happened, what to do, the article.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It is still to come.
    #[error("{0}还没有到，请在办理之后登记（条例第四十五条的登记以实际发生为准）")]
    Future(NaiveDate),
    /// Nothing was received by then.
    #[error("这一天（{on}）还没有收到申请，不能登记“{what}”。请核对日期，或者先登记收到申请（条例第三十一条）")]
    NotReceived {
        /// What was to be entered.
        what: &'static str,
        /// Its day.
        on: NaiveDate,
    },
    /// It does not fit where the case stood on that day.
    #[error("申请当时为“{stood}”，不能登记“{what}”。{remedy}（条例{article}）")]
    OutOfCourse {
        /// What was to be entered.
        what: &'static str,
        /// Where the case stood.
        stood: &'static str,
        /// What to do.
        remedy: &'static str,
        /// The article.
        article: &'static str,
    },
    /// It comes once only.
    #[error("{what}已于{on}办理，只能办理一次。{remedy}（条例{article}）")]
    Once {
        /// What.
        what: &'static str,
        /// When it was done.
        on: NaiveDate,
        /// What to do.
        remedy: &'static str,
        /// The article.
        article: &'static str,
    },
    /// What it answers was not asked.
    #[error("没有登记过“{asked}”，不能登记“{what}”。请先登记“{asked}”，或者核对日期（条例{article}）")]
    NotAsked {
        /// What was to be entered.
        what: &'static str,
        /// What has to come before.
        asked: &'static str,
        /// The article.
        article: &'static str,
    },
    /// A term that ends before it begins.
    #[error("{what}的期限{until}不晚于发出之日{on}，请给出合理的期限（条例{article}）")]
    NoTerm {
        /// What.
        what: &'static str,
        /// Sent on.
        on: NaiveDate,
        /// The end of the term.
        until: NaiveDate,
        /// The article.
        article: &'static str,
    },
    /// More than the law allows.
    #[error("延长答复期限为1至{longest}个工作日，不能延长{asked}个。请更正天数，或者按期答复（条例第三十三条）")]
    TooLong {
        /// The most.
        longest: u32,
        /// Asked for.
        asked: u32,
    },
    /// Extended already.
    #[error(
        "答复期限已经延长过{so_far}个工作日，只能延长一次，最长{longest}个。天数登记错了的，请更正那一条（条例第三十三条）"
    )]
    ExtendedBefore {
        /// By so much.
        so_far: u32,
        /// The most.
        longest: u32,
    },
    /// A date was fixed already.
    #[error("已经告知申请人延迟到{0}答复，不再另行延长或者延迟。日期登记错了的，请更正那一条（条例第三十五条）")]
    DelayedBefore(NaiveDate),
    /// A delay that is none.
    #[error("延迟答复的日期{until}不晚于原来的期限{due}，不需要告知延迟；请按期答复，或者核对日期（条例第三十五条）")]
    NoDelay {
        /// The date given.
        until: NaiveDate,
        /// The due date as it stands.
        due: NaiveDate,
    },
    /// The extension comes after the due date.
    #[error("答复期限{due}已过，{on}才告知延长不生效。请尽快答复，并在备注中写明原因（条例第三十三条）")]
    ExtendedLate {
        /// The due date.
        due: NaiveDate,
        /// The day of the notice.
        on: NaiveDate,
    },
    /// Nobody consented.
    #[error("延长答复期限须经政府信息公开工作机构负责人同意，请写明由谁同意（条例第三十三条）")]
    NoConsent,
    /// A fee of nothing.
    #[error("收费金额应当大于0。不收费的不发收费通知（条例第四十二条，国办函〔2020〕109号）")]
    NoFee,
    /// The amount is not what the tariff gives.
    #[error("{sentence}，不是{yuan}元。请核对（条例第四十二条，国办函〔2020〕109号）")]
    WrongFee {
        /// What the tariff says.
        sentence: String,
        /// What was entered.
        yuan: String,
    },
    /// An outcome that this course does not lead to.
    #[error("“{outcome}”只用于{only}。{remedy}（条例{article}）")]
    WrongOutcome {
        /// The outcome.
        outcome: &'static str,
        /// When it holds.
        only: &'static str,
        /// What to do.
        remedy: &'static str,
        /// The article.
        article: &'static str,
    },
    /// A term of the applicant still runs.
    #[error("{what}的期限到{until}才满，{on}还不能按逾期办结。请等期限届满（条例{article}）")]
    TermRuns {
        /// What.
        what: &'static str,
        /// The end of the term.
        until: NaiveDate,
        /// The day of the closing.
        on: NaiveDate,
        /// The article.
        article: &'static str,
    },
    /// The outcome rests on nothing.
    #[error("“{0}”没有写明理由和依据，不能办结。请写明（条例第三十六条）")]
    NoBasis(&'static str),
    /// 其他 without saying what.
    #[error("按“其他处理（其他）”办结的，请在说明中写明情形，如撤回、并案（条例第四十五条）")]
    NoNote,
    /// Delivered before it was made.
    #[error("送达日期{on}早于答复日期{closed}，请核对（条例第四十五条）")]
    DeliveredBefore {
        /// The day given.
        on: NaiveDate,
        /// The day of the reply.
        closed: NaiveDate,
    },
    /// A correction without its reason.
    #[error("更正或者撤销办理记录要写明原因，原来的记录会保留（条例第四十五条）")]
    NoReason,
    /// A correction of something else.
    #[error("要更正的办理记录不存在，或者已经撤销，请刷新后重试（条例第四十五条）")]
    Unknown,
    /// A correction that changes nothing, or the kind.
    #[error("请写明更正后的日期或者内容；一种记录不能更正为另一种，登记错了的请撤销后重新登记（条例第四十五条）")]
    NothingCorrected,
    /// The receipt itself.
    #[error("收到申请的记录不能撤销：日期错了请更正，整件登记错了请作废该申请（条例第四十五条）")]
    VoidInstead,
    /// Something later would no longer stand.
    #[error("登记“{what}”之后，{on}的“{broken}”就不再成立（{why}）。请先更正或者撤销那一条（条例第四十五条）")]
    Breaks {
        /// What was to be entered.
        what: &'static str,
        /// The day of the other.
        on: NaiveDate,
        /// The other.
        broken: &'static str,
        /// Why it falls.
        why: String,
    },
}
