//! The register of rules for one report: every id that is owned, in the order in which it is run.

use super::rule::{Basis, Need, Outcome, Rule};
use super::{
    ReportContext, Severity, applications, cells, continuity, disputes_text, documents_text, equations, plausible,
    reading, repetition, rollup, structure, version, wording,
};

use Basis::{Form, Practice, Regulation, Unverified};
use Need::{Children, Head, Previous, Text};
use Severity::{Error, Warning};

const ART_50: Basis = Regulation("第五十条");

/// All rules for one report. What is not listed here is owned by nobody yet.
pub fn rules() -> &'static [Rule] {
    &RULES
}

const fn rule(
    id: &'static str,
    severity: Severity,
    title: &'static str,
    basis: Basis,
    needs: &'static [Need],
    run: fn(&Rule, &ReportContext<'_>, &mut Outcome),
) -> Rule {
    Rule { id, severity, title, basis, needs, errors_excusable: false, run }
}

/// A rule whose errors a written reason may excuse, too: continuity (A05, A12), and what is read out of prose (N01, N02),
/// where the program may misread a sentence and nobody must be made to write worse Chinese for it.
const fn excusable(rule: Rule) -> Rule {
    Rule { errors_excusable: true, ..rule }
}

static RULES: [Rule; 29] = [
    rule("S01", Error, "题目符合规定写法", Form("的题目"), &[Head], structure::title),
    rule("S02", Error, "六个部分齐全、有序、有内容，表头完整", ART_50, &[Head], structure::structure),
    rule("S03", Error, "使用报告年度的格式", Form(""), &[], version::form_of_the_year),
    rule("S04", Error, "不混用其他年度格式的项目和表头", Form("的表格"), &[Head], version::hybrid),
    rule("S07", Warning, "金额写明单位", Form("的表格"), &[Head], version::units),
    rule("S13", Warning, "统计期限为报告年度1月1日至12月31日，只写一次", Practice, &[Text], version::period),
    rule("A09", Error, "数字格不留空、不画斜线", Practice, &[], cells::filled_in),
    rule("A07", Error, "件数为不小于0的整数，金额为不小于0的数", Practice, &[], cells::well_formed),
    rule("A01", Error, "第一项加第二项等于第三项加第四项", Form("表三所注勾稽关系"), &[], equations::equations),
    rule("A02", Error, "各项办理结果之和等于总计", Form("表三（七）总计"), &[], equations::equations),
    rule("A03", Error, "各类申请人之和等于总计", Form("表三总计栏"), &[], equations::equations),
    rule("A04", Error, "表四各组之和等于总计", Form("表四总计栏"), &[], equations::equations),
    excusable(rule(
        "A05",
        Error,
        "上年结转等于上一年度报告的结转下年度",
        Form("表三“上年结转”“结转下年度继续办理”两项"),
        &[Previous],
        continuity::carried_over,
    )),
    rule(
        "A06",
        Warning,
        "现行有效等于上年现行有效加制发减废止",
        Form("表二第（一）项各栏"),
        &[Previous],
        continuity::still_in_force,
    ),
    rule("A08", Warning, "废止件数不多于可以废止的件数", Practice, &[], continuity::repealed_within_reach),
    rule("A10", Warning, "现行有效不少于制发减废止", Practice, &[], continuity::at_least_this_years),
    rule(
        "A11",
        Warning,
        "没有规章制定权的单位规章为0",
        Unverified("立法法关于规章制定权限的规定"),
        &[],
        cells::rule_making_power,
    ),
    excusable(rule(
        "A12",
        Error,
        "汇总数等于各报送单位之和，各单位只计一次",
        Practice,
        &[Children],
        rollup::sums_of_units,
    )),
    rule("A13", Warning, "处理决定数量不是上一年项目数量加减本年增减", Form("表二各栏"), &[], cells::decisions_misread),
    rule(
        "A14",
        Warning,
        "收费金额的单位没有混淆",
        Form("表二第（八）项“单位：万元”"),
        &[Previous],
        plausible::fee_unit,
    ),
    rule("A15", Warning, "没有反常的增减，复议数与申请数相称", Practice, &[Previous], plausible::outliers),
    rule("A16", Warning, "上年有数据的单位不是全零报告", Practice, &[Previous], plausible::all_zero),
    excusable(rule("N01", Error, "文字中的收到申请数与表三一致", ART_50, &[Text], |rule, cx, out| {
        with_text(rule, cx, out, |out| reading::compare(rule, cx, &applications::readings(cx), out));
    })),
    excusable(rule(
        "N02",
        Error,
        "文字中的办理结果、规范性文件数与表格一致",
        ART_50,
        &[Text],
        |rule, cx, out| {
            with_text(rule, cx, out, |out| {
                let mut readings = applications::readings(cx);
                readings.extend(documents_text::readings(cx));
                reading::compare(rule, cx, &readings, out);
            });
        },
    )),
    rule("N03", Warning, "文字中的复议、诉讼数与表四一致", ART_50, &[Text], |rule, cx, out| {
        with_text(rule, cx, out, |out| {
            reading::compare(rule, cx, &disputes_text::readings(cx), out);
            disputes_text::all_upheld(rule, cx, out);
        });
    }),
    rule("N07", Warning, "同一数量前后一致", Practice, &[Text], |rule, cx, out| {
        with_text(rule, cx, out, |out| {
            let mut readings = applications::readings(cx);
            readings.extend(documents_text::readings(cx));
            readings.extend(disputes_text::readings(cx));
            reading::told_twice(rule, cx, &readings, out);
            repetition::repeated_words(rule, cx, out);
        });
    }),
    rule("N11", Error, "数字没有空缺，没有占位符号和连续空格", Practice, &[Text], wording::gaps),
    rule("N14", Error, "没有留下格式说明文字", Practice, &[Text], wording::residue),
    rule(
        "N16",
        Warning,
        "第六部分说明信息处理费情况",
        Unverified("年度报告格式和信息处理费管理办法关于报告收费情况的要求"),
        &[Text],
        wording::fee_sentence,
    ),
];

fn with_text(rule: &Rule, cx: &ReportContext<'_>, out: &mut Outcome, run: impl FnOnce(&mut Outcome)) {
    if cx.prose.is_empty() {
        out.unchecked(rule, "各部分都没有文字");
    } else {
        run(out);
    }
}
