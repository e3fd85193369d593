//! 信息处理费 (国办函〔2020〕109号): two tariffs, never both for one application.
//!
//! By application: the applications of one applicant in one calendar month, added up; 10 are free. By page: the pages of
//! one application, never added up over applications; 30 are free. Both are progressive: each step is charged at its own
//! price. What is public already is not charged.

use serde::{Deserialize, Serialize};

/// The document behind the tariffs, for texts.
pub const BASIS: &str = "国办函〔2020〕109号（政府信息公开信息处理费管理办法）";
/// Working days for paying, from the day after the notice is received.
pub const PAYMENT_WORKING_DAYS: u32 = 20;

words! {
    /// By what is charged.
    Tariff {
        PerApplication "per_application" "按件计收",
        PerPage "per_page" "按量计收（按页）",
    }
}

/// How a fee was reckoned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Charge {
    /// By which tariff.
    pub tariff: Tariff,
    /// Pages of this application; or of which number, in this month and from this applicant, the application is.
    pub count: u32,
}

/// A step of a tariff that was reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeeStep {
    /// First number of the step.
    pub from: u32,
    /// Last number that was reached in it.
    pub to: u32,
    /// Yuan for each.
    pub unit_price: u32,
    /// Yuan for all.
    pub amount_yuan: u64,
}

/// A fee with its reckoning.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fee {
    /// The sum.
    pub amount_yuan: u64,
    /// The steps, free ones included.
    pub steps: Vec<FeeStep>,
}

/// Why a fee may not be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FeeRefusal {
    /// Both tariffs.
    #[error("同一件申请只能按件或者按量选择一种标准计收，不能并用（国办函〔2020〕109号）。请选定一种，重新计算")]
    Both,
    /// Neither.
    #[error("请写明按件（本月第几件）还是按量（多少页）计收（国办函〔2020〕109号）")]
    Neither,
    /// Within the free applications.
    #[error("同一申请人一个自然月内的前10件不收费，这是第{0}件（国办函〔2020〕109号）")]
    FreeApplications(u32),
    /// Within the free pages.
    #[error("一件申请提供的前30页不收费，这件是{0}页（国办函〔2020〕109号）")]
    FreePages(u32),
    /// Public already.
    #[error("已经主动公开的信息只需告知获取方式和途径，不按量收费（国办函〔2020〕109号【依据待核】）")]
    AlreadyPublic,
}

/// The first number of each step and its price: pages. The last step has no end.
const PAGES: [(u32, u32); 4] = [(1, 0), (31, 10), (101, 20), (201, 40)];

impl Fee {
    /// For the pages of one application.
    pub fn by_pages(pages: u32) -> Fee {
        let last = |at: usize| PAGES.get(at + 1).map_or(u32::MAX, |(next, _)| next - 1);
        Fee::of(PAGES.iter().enumerate().map(|(at, (from, price))| (*from, last(at), *price)), pages)
    }

    /// For all applications of one applicant in one calendar month together.
    pub fn by_applications(applications: u32) -> Fee {
        let free = std::iter::once((1, 10, 0)).chain(std::iter::once((11, 30, 100)));
        let further = (0_u32..).map_while(|step| {
            let from = 31_u32.checked_add(step.checked_mul(10)?)?;
            Some((from, from.checked_add(9)?, 200_u32.checked_add(step.checked_mul(100)?)?))
        });
        Fee::of(free.chain(further), applications)
    }

    fn of(steps: impl Iterator<Item = (u32, u32, u32)>, count: u32) -> Fee {
        let mut reached = Vec::new();
        for (from, last, unit_price) in steps {
            if from > count {
                break;
            }
            let to = last.min(count);
            let amount_yuan = u64::from(to - from + 1) * u64::from(unit_price);
            reached.push(FeeStep { from, to, unit_price, amount_yuan });
        }
        Fee { amount_yuan: reached.iter().map(|step| step.amount_yuan).sum(), steps: reached }
    }
}

/// The price of the nth application of an applicant in a calendar month.
pub fn price_of_nth(nth: u32) -> u64 {
    Fee::by_applications(nth).steps.last().map_or(0, |step| u64::from(step.unit_price))
}

/// The fee for one application: its pages, or its place in the applicant's month. `public`: what is given is public
/// already.
///
/// # Errors
/// Both tariffs or neither; what is free.
pub fn charge(nth_in_month: Option<u32>, pages: Option<u32>, public: bool) -> Result<(Charge, Fee), FeeRefusal> {
    match (nth_in_month, pages) {
        (Some(_), Some(_)) => Err(FeeRefusal::Both),
        (None, None) => Err(FeeRefusal::Neither),
        (Some(nth), None) => {
            if nth <= 10 {
                return Err(FeeRefusal::FreeApplications(nth));
            }
            let price = price_of_nth(nth);
            let unit_price = u32::try_from(price).unwrap_or(u32::MAX);
            let step = FeeStep { from: nth, to: nth, unit_price, amount_yuan: price };
            let charge = Charge { tariff: Tariff::PerApplication, count: nth };
            Ok((charge, Fee { amount_yuan: price, steps: vec![step] }))
        }
        (None, Some(_)) if public => Err(FeeRefusal::AlreadyPublic),
        (None, Some(pages)) if pages <= 30 => Err(FeeRefusal::FreePages(pages)),
        (None, Some(pages)) => Ok((Charge { tariff: Tariff::PerPage, count: pages }, Fee::by_pages(pages))),
    }
}

impl Charge {
    /// The fee by this reckoning, in yuan.
    pub fn amount_yuan(&self) -> u64 {
        match self.tariff {
            Tariff::PerApplication => price_of_nth(self.count),
            Tariff::PerPage => Fee::by_pages(self.count).amount_yuan,
        }
    }

    /// The reckoning in one sentence.
    pub fn sentence(&self) -> String {
        match self.tariff {
            Tariff::PerApplication => {
                format!("按件计收：本申请为申请人当月第{}件，收费{}元", self.count, self.amount_yuan())
            }
            Tariff::PerPage => {
                let steps: Vec<String> = Fee::by_pages(self.count).steps.iter().map(FeeStep::sentence).collect();
                format!("按量计收：共{}页，{}，合计{}元", self.count, steps.join("；"), self.amount_yuan())
            }
        }
    }
}

impl FeeStep {
    /// `第31页至第57页27页，每页10元，270元`.
    fn sentence(&self) -> String {
        let count = self.to - self.from + 1;
        if self.unit_price == 0 {
            format!("第{}至{}页免收", self.from, self.to)
        } else {
            format!("第{}至{}页共{count}页、每页{}元计{}元", self.from, self.to, self.unit_price, self.amount_yuan)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_cost_what_published_notices_say() {
        for (pages, yuan) in [(30, 0), (31, 10), (57, 270), (119, 1080), (109, 880), (72, 420), (68, 380), (250, 4700)]
        {
            assert_eq!(Fee::by_pages(pages).amount_yuan, yuan, "{pages}页");
        }
        assert_eq!(Fee::by_pages(0), Fee { amount_yuan: 0, steps: vec![] });
    }

    #[test]
    fn applications_of_a_month_cost_what_published_notices_say() {
        for (count, yuan) in [(10, 0), (11, 100), (25, 1500), (30, 2000), (35, 3000), (45, 5500)] {
            assert_eq!(Fee::by_applications(count).amount_yuan, yuan, "{count}件");
        }
        let each: u64 = (1..=45).map(price_of_nth).sum();
        assert_eq!(each, 5500, "the applications one by one cost what they cost together");
    }

    #[test]
    fn what_is_free_or_charged_twice_is_refused_with_the_clause() {
        assert_eq!(charge(Some(12), Some(40), false), Err(FeeRefusal::Both));
        assert_eq!(charge(None, None, false), Err(FeeRefusal::Neither));
        assert_eq!(charge(Some(10), None, false), Err(FeeRefusal::FreeApplications(10)));
        assert_eq!(charge(None, Some(30), false), Err(FeeRefusal::FreePages(30)));
        assert_eq!(charge(None, Some(90), true), Err(FeeRefusal::AlreadyPublic));
        assert!(FeeRefusal::Both.to_string().contains("109号"));
        let (how, fee) = charge(None, Some(57), false).unwrap();
        assert_eq!(fee.amount_yuan, 270);
        assert_eq!(how.sentence(), "按量计收：共57页，第1至30页免收；第31至57页共27页、每页10元计270元，合计270元");
        assert_eq!(charge(Some(31), None, false).unwrap().1.amount_yuan, 200);
    }

    #[test]
    fn the_largest_numbers_do_not_overflow() {
        assert!(Fee::by_pages(u32::MAX).amount_yuan > 0);
        assert!(price_of_nth(100_000) > 0);
    }
}
