//! The charts of a booklet, each drawn once, and not again as long as its process is the same.

use crate::process::Process;
use crate::view::AppError;
use mingce_compose::booklet::Chart;
use mingce_compose::chart;
use mingce_diagram::{Layout, LayoutOptions};
use mingce_domain::process::lint::lint;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Drawn charts by the identity of their process.
type Drawn = BTreeMap<String, Arc<(Process, Layout)>>;

/// The charts of the booklet that was made last: the next one, a page of it while something is chosen or its files after it
/// was looked at, has mostly the same.
#[derive(Default)]
pub(crate) struct LastCharts(Drawn);

/// Charts by the identity of their process: many items share one.
#[derive(Default)]
pub(crate) struct Charts {
    drawn: Drawn,
    /// What the layout could not do, each once.
    pub problems: Vec<String>,
}

impl Charts {
    /// Draws processes: charts do not look at each other, so the processors share them. One that was drawn last time and
    /// is the same is not drawn again. `before` is asked before each whether to go on.
    ///
    /// # Errors
    /// When one is too large to be drawn, and what `before` says.
    pub fn draw_all(
        processes: Vec<(String, Process)>,
        last: &mut LastCharts,
        mut before: impl FnMut(&Process) -> Result<(), AppError>,
    ) -> Result<Charts, AppError> {
        let mut charts = Charts::default();
        let mut new = Vec::new();
        for (id, process) in processes {
            match last.0.get(&id).filter(|known| known.0 == process) {
                Some(known) => {
                    before(&process)?;
                    charts.drawn.insert(id, Arc::clone(known));
                }
                None => new.push((id, process)),
            }
        }
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        for some in new.chunks(threads) {
            for (_, process) in some {
                before(process)?;
            }
            let all: Vec<_> = std::thread::scope(|scope| {
                let running: Vec<_> = some.iter().map(|(_, process)| scope.spawn(|| drawn(process))).collect();
                running.into_iter().map(|thread| thread.join().ok()).collect()
            });
            for ((id, process), layout) in some.iter().zip(all) {
                // A thread that ended otherwise: what it had to do is done here, and ends the same way if it must.
                let layout = layout.unwrap_or_else(|| drawn(process))?;
                charts.drawn.insert(id.clone(), Arc::new((process.clone(), layout)));
            }
        }
        for (process, layout) in charts.drawn.values().map(Arc::as_ref) {
            let problems = layout.problems.iter().map(|problem| format!("流程“{}”：{problem}", process.title));
            charts.problems.extend(problems);
        }
        last.0 = charts.drawn.clone();
        Ok(charts)
    }

    /// A process that was drawn.
    pub fn get(&self, id: &str) -> Option<Chart<'_>> {
        self.drawn.get(id).map(|known| Chart { process: &known.0, drawing: &known.1.drawing })
    }

    /// All processes.
    pub fn processes(&self) -> impl Iterator<Item = &Process> {
        self.drawn.values().map(|known| &known.0)
    }
}

/// One chart.
fn drawn(process: &Process) -> Result<Layout, AppError> {
    if let Some(finding) = lint(process).errors().find(|finding| finding.rule == "G25") {
        let message = format!("流程“{}”：{}{}", process.title, finding.message, finding.remedy);
        return Err(AppError::plain(message));
    }
    Ok(chart::draw(process, &LayoutOptions::default()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn process(text: &str) -> Process {
        let json = format!(
            r#"{{"id":"p","title":"甲","nodes":[{{"id":"a","kind":"start","text":"开始"}},{{"id":"b","kind":"step","text":"{text}"}},{{"id":"c","kind":"end","text":"结束"}}],"edges":[{{"from":"a","to":"b"}},{{"from":"b","to":"c"}}]}}"#
        );
        serde_json::from_str(&json).unwrap()
    }

    #[test]
    fn a_chart_is_drawn_again_when_its_process_has_changed_and_only_then() {
        let mut last = LastCharts::default();
        let mut draw = |text: &str| {
            let wanted = vec![("1".to_string(), process(text)), ("2".to_string(), process("不变"))];
            let mut told = 0;
            let charts = Charts::draw_all(wanted, &mut last, |_| {
                told += 1;
                Ok(())
            });
            assert_eq!(told, 2, "progress counts all");
            charts.unwrap_or_else(|error| panic!("{}", error.message))
        };
        let (first, again, changed) = (draw("受理"), draw("受理"), draw("审核"));
        assert!(Arc::ptr_eq(&first.drawn["1"], &again.drawn["1"]));
        assert!(!Arc::ptr_eq(&first.drawn["1"], &changed.drawn["1"]));
        assert_ne!(first.drawn["1"].1, changed.drawn["1"].1);
        assert!(Arc::ptr_eq(&first.drawn["2"], &changed.drawn["2"]));
    }
}
