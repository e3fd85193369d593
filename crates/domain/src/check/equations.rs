//! A01–A04: the equations of the form (annual_report.md §4). The form holds them as data; this only evaluates them.

use super::ReportContext;
use super::rule::{Outcome, Rule};
use crate::annual_report::{Address, Equation};

/// Every equation of the form that carries this rule's id.
///
/// An equation over a cell that holds no integer cannot be evaluated: the cell is a finding of its own (A07, A09), and
/// the equation is listed as unchecked.
pub(super) fn equations(rule: &Rule, cx: &ReportContext<'_>, out: &mut Outcome) {
    let mut open = 0_usize;
    for equation in cx.input.form.equations.iter().filter(|equation| equation.rule == rule.id) {
        match (sum(cx, &equation.left), sum(cx, &equation.right)) {
            (Some(left), Some(right)) if left != right => out.find(breach(rule, cx, equation, left, right)),
            (Some(_), Some(_)) => {}
            _ => open += 1,
        }
    }
    if open > 0 {
        out.unchecked(rule, format!("有{open}个等式涉及没有填写或不是整数的格，这些等式未核对"));
    }
}

/// The exact sum of cells: nothing that 64 bits hold overflows it.
fn sum(cx: &ReportContext<'_>, cells: &[Address]) -> Option<i128> {
    cells.iter().try_fold(0_i128, |sum, at| Some(sum + i128::from(cx.input.figures.count(at)?)))
}

fn breach(rule: &Rule, cx: &ReportContext<'_>, equation: &Equation, left: i128, right: i128) -> super::Finding {
    let Equation { left_label, right_label, at, .. } = equation;
    let related = equation.left.iter().chain(&equation.right).filter(|cell| *cell != at);
    rule.finding(
        cx,
        at.as_str(),
        format!("{left_label}为{left}，{right_label}为{right}，相差{}。", (left - right).abs()),
    )
    .expected(left)
    .actual(right)
    .related(related)
    .remedy("对照登记台账逐格核对所列各格，改正填错的明细；总计由明细相加得出，不要单独改总计。")
}

#[cfg(test)]
mod tests {
    use crate::annual_report::{Address, Value};
    use crate::check::fixture::{consistent_report, forms, set};
    use crate::check::tests::{check, rules_at};

    #[test]
    fn every_single_step_in_tables_three_and_four_is_found() {
        let forms = forms();
        let form = forms.by_id("2021").expect("2021");
        let good = consistent_report(form, 2025);
        assert!(check(&good).findings.iter().all(|f| !f.rule.starts_with("A0")), "{:#?}", check(&good).findings);
        let cells: Vec<_> = form.cells().filter(|cell| cell.at.table() != "proactive").collect();
        assert_eq!(cells.len(), 175 + 15);
        for cell in cells {
            for step in [-1, 1] {
                let mut figures = good.clone();
                let value = figures.count(&cell.at).expect("a number") + step;
                figures.cells.insert(cell.at.clone(), Value::Integer(value));
                let found = check(&figures);
                assert!(
                    found.errors().any(|f| matches!(f.rule.as_str(), "A01" | "A02" | "A03" | "A04")
                        && (f.at == cell.at.as_str() || f.related.iter().any(|at| at == cell.at.as_str()))),
                    "{} {step:+} is not found at its place",
                    cell.at
                );
            }
        }
    }

    #[test]
    fn each_equation_is_held_by_its_own_rule() {
        // Steps that keep every other equation.
        let cases: [(&str, &[(&str, i64)]); 3] = [
            ("A01", &[("new.natural", 1), ("new.total", 1)]),
            ("A02", &[("granted.natural", 1), ("granted.total", 1)]),
            ("A03", &[("new.natural", 1), ("carried_in.natural", -1)]),
        ];
        let form = forms().by_id("2021").expect("2021");
        for (rule, steps) in cases {
            let mut figures = consistent_report(form, 2025);
            for (at, step) in steps {
                let at = format!("requests.{at}");
                let value = figures.count(&Address::from(at.as_str())).expect("a number") + step;
                set(&mut figures, &at, value);
            }
            let found = check(&figures);
            let mut told: Vec<&str> = found.errors().map(|f| f.rule.as_str()).collect();
            told.dedup();
            assert_eq!(told, [rule], "{steps:?}");
        }
    }

    #[test]
    fn the_form_of_2019_is_held_by_its_own_equations() {
        let forms = forms();
        let form = forms.by_id("2019").expect("2019");
        let good = consistent_report(form, 2020);
        assert_eq!(check(&good).errors().count(), 0, "{:#?}", check(&good).findings);
        for cell in form.cells().filter(|cell| cell.at.table() != "proactive") {
            let mut figures = good.clone();
            let value = figures.count(&cell.at).expect("a number") + 1;
            figures.cells.insert(cell.at.clone(), Value::Integer(value));
            assert!(check(&figures).errors().count() > 0, "{}", cell.at);
        }
    }

    #[test]
    fn a_breach_names_both_values_and_the_difference() {
        let forms = forms();
        let form = forms.by_id("2021").expect("2021");
        let mut figures = consistent_report(form, 2025);
        let total = figures.count(&Address::from("disputes.reconsideration.total")).expect("a number");
        set(&mut figures, "disputes.reconsideration.total", total + 2);
        let found = check(&figures);
        assert_eq!(rules_at(&found, "disputes.reconsideration.total"), ["A04"]);
        let finding = found.findings.iter().find(|f| f.rule == "A04").expect("A04");
        assert!(finding.message.contains(&format!("为{total}，")), "{}", finding.message);
        assert!(finding.message.ends_with("相差2。"), "{}", finding.message);
        assert_eq!(finding.expected.as_deref(), Some(total.to_string().as_str()));
        assert!(finding.basis.contains("国办公开办函〔2021〕30号"), "{}", finding.basis);
        assert!(!finding.remedy.is_empty());
    }

    #[test]
    fn numbers_at_the_edge_of_64_bits_neither_panic_nor_pass() {
        let forms = forms();
        let form = forms.by_id("2021").expect("2021");
        let mut figures = consistent_report(form, 2025);
        for cell in form.cells() {
            figures.cells.insert(cell.at.clone(), Value::Integer(i64::MAX));
        }
        assert!(check(&figures).errors().any(|f| f.rule == "A03"));
        for cell in form.cells() {
            figures.cells.insert(cell.at.clone(), Value::Integer(i64::MIN));
        }
        assert!(check(&figures).errors().any(|f| f.rule == "A07"));
    }

    #[test]
    fn an_equation_over_a_blank_cell_is_unchecked_not_passed() {
        let forms = forms();
        let form = forms.by_id("2021").expect("2021");
        let mut figures = consistent_report(form, 2025);
        figures.cells.remove(&Address::from("requests.granted.natural"));
        let found = check(&figures);
        for rule in ["A02", "A03"] {
            let reason = &found.unchecked.iter().find(|u| u.rule == rule).expect(rule).reason;
            assert!(reason.contains("1个等式"), "{rule}: {reason}");
        }
    }
}
