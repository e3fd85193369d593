//! Applicant kinds and outcomes: the columns and the result rows of 表三 (国办公开办函〔2021〕30号).

use serde::{Deserialize, Serialize};

/// Who asks: a column of 表三.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ApplicantKind {
    /// 自然人.
    NaturalPerson,
    /// 商业企业.
    Enterprise,
    /// 科研机构.
    Research,
    /// 社会公益组织.
    PublicWelfare,
    /// 法律服务机构: a law firm in its own name; a lawyer for a person counts as the person.
    LegalService,
    /// 其他法人或组织.
    OtherOrganisation,
}

impl ApplicantKind {
    /// All kinds in printed order.
    pub const ALL: [ApplicantKind; 6] = [
        ApplicantKind::NaturalPerson,
        ApplicantKind::Enterprise,
        ApplicantKind::Research,
        ApplicantKind::PublicWelfare,
        ApplicantKind::LegalService,
        ApplicantKind::OtherOrganisation,
    ];

    /// The column's key in public JSON.
    pub fn column(self) -> &'static str {
        match self {
            ApplicantKind::NaturalPerson => "natural",
            ApplicantKind::Enterprise => "enterprise",
            ApplicantKind::Research => "research",
            ApplicantKind::PublicWelfare => "public_welfare",
            ApplicantKind::LegalService => "legal_service",
            ApplicantKind::OtherOrganisation => "other",
        }
    }

    /// The word in the data file.
    pub fn key(self) -> &'static str {
        match self {
            ApplicantKind::NaturalPerson => "natural_person",
            ApplicantKind::OtherOrganisation => "other_organisation",
            kind => kind.column(),
        }
    }

    /// The kind with this key.
    pub fn from_key(key: &str) -> Option<ApplicantKind> {
        ApplicantKind::ALL.into_iter().find(|kind| kind.key() == key)
    }

    /// Its Chinese label.
    pub fn label(self) -> &'static str {
        match self {
            ApplicantKind::NaturalPerson => "自然人",
            ApplicantKind::Enterprise => "商业企业",
            ApplicantKind::Research => "科研机构",
            ApplicantKind::PublicWelfare => "社会公益组织",
            ApplicantKind::LegalService => "法律服务机构",
            ApplicantKind::OtherOrganisation => "其他",
        }
    }
}

macro_rules! outcomes {
    ($($variant:ident $key:literal $label:literal $basis:literal),* $(,)?) => {
        /// How an application ended: exactly one result row of 表三.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Outcome {
            $(#[doc = $label] $variant,)*
        }
        impl Outcome {
            /// All outcomes in printed order.
            pub const ALL: [Outcome; 21] = [$(Outcome::$variant),*];
            /// The row's key in public JSON and in the data file.
            pub fn key(self) -> &'static str {
                match self { $(Outcome::$variant => $key),* }
            }
            /// Its Chinese label, short.
            pub fn label(self) -> &'static str {
                match self { $(Outcome::$variant => $label),* }
            }
            /// The article of the Regulation behind it; empty where there is none.
            pub fn article(self) -> &'static str {
                match self { $(Outcome::$variant => $basis),* }
            }
        }
    };
}

outcomes! {
    Granted "granted" "予以公开" "第三十六条第（一）（二）项",
    PartlyGranted "partly_granted" "部分公开" "第三十七条",
    WithheldStateSecret "withheld_state_secret" "不予公开（属于国家秘密）" "第十四条",
    WithheldByLaw "withheld_by_law" "不予公开（其他法律行政法规禁止公开）" "第十四条",
    WithheldSecurityStability "withheld_security_stability" "不予公开（危及“三安全一稳定”）" "第十四条",
    WithheldThirdParty "withheld_third_party" "不予公开（保护第三方合法权益）" "第十五条",
    WithheldInternalAffairs "withheld_internal_affairs" "不予公开（属于三类内部事务信息）" "第十六条",
    WithheldDeliberative "withheld_deliberative" "不予公开（属于四类过程性信息）" "第十六条",
    WithheldEnforcementFile "withheld_enforcement_file" "不予公开（属于行政执法案卷）" "第十六条",
    WithheldInquiry "withheld_inquiry" "不予公开（属于行政查询事项）" "第三十六条第（七）项",
    UnavailableNotHeld "unavailable_not_held" "无法提供（本机关不掌握）" "第三十六条第（四）（五）项",
    UnavailableNeedsMaking "unavailable_needs_making" "无法提供（没有现成信息需要另行制作）" "第三十八条",
    UnavailableUnclear "unavailable_unclear" "无法提供（补正后申请内容仍不明确）" "第三十条",
    NotProcessedPetition "not_processed_petition" "不予处理（信访举报投诉类申请）" "第三十九条",
    NotProcessedRepeated "not_processed_repeated" "不予处理（重复申请）" "第三十六条第（六）项",
    NotProcessedPublishedMatter "not_processed_published_matter" "不予处理（要求提供公开出版物）" "第三十九条",
    NotProcessedExcessive "not_processed_excessive" "不予处理（无正当理由大量反复申请）" "第三十五条",
    NotProcessedReconfirm "not_processed_reconfirm" "不予处理（要求确认或重新出具已获取信息）" "",
    OtherNoSupplement "other_no_supplement" "其他处理（逾期不补正）" "第三十条",
    OtherFeeUnpaid "other_fee_unpaid" "其他处理（逾期未缴费）" "",
    OtherOther "other_other" "其他处理（其他）" "",
}

impl Outcome {
    /// The outcome with this key.
    pub fn from_key(key: &str) -> Option<Outcome> {
        Outcome::ALL.into_iter().find(|outcome| outcome.key() == key)
    }
}
