//! 时限 in words against the number of working days (G24).

use super::days::{Unit, said};
use super::{Say, brief, name_of};
use crate::check::Severity::{Error, Note, Warning};
use crate::process::{Process, ProcessNode};

/// No step of an office takes more working days than this: three years.
const LONGEST: u32 = 750;
/// Words for “on this day”.
pub(super) const AT_ONCE: [&str; 5] = ["当日", "当天", "当场", "即时", "随文"];

pub(super) fn check(process: &Process, say: &mut Say) {
    for (at, node) in process.nodes.iter().enumerate() {
        step(process, node, &format!("nodes[{at}]"), say);
    }
}

fn step(process: &Process, node: &ProcessNode, place: &str, say: &mut Say) {
    let (of, words) = (name_of(node), brief(&node.limit));
    let numbers = said(&node.limit);
    let working: Vec<u32> = numbers.iter().filter(|it| it.1 == Unit::WorkingDays).map(|it| it.0).collect();
    let at = format!("{place}.working_days");
    match node.working_days {
        Some(days) if days > LONGEST => {
            let message = format!("环节“{of}”的工作日数是{days}，多得不合常理。");
            say.say("G24", Warning, at, message, "核对是不是多写了位数");
        }
        Some(days) if !working.is_empty() && !working.contains(&days) => {
            let message = format!("环节“{of}”的时限写“{words}”，工作日数却是{days}。");
            say.say("G24", Error, at, message, "改成一致；核算法定时限用的是工作日数");
        }
        Some(days) if working.is_empty() && numbers.iter().any(|it| it.1 == Unit::Days) => {
            let message = format!("环节“{of}”的时限写“{words}”，是自然日还是工作日看不出；工作日数是{days}。");
            say.say("G24", Warning, at, message, "按工作日算的写“个工作日”；按自然日算的不要填工作日数");
        }
        Some(days) if days > 1 && numbers.is_empty() && AT_ONCE.iter().any(|word| node.limit.contains(word)) => {
            let message = format!("环节“{of}”的时限写“{words}”，工作日数却是{days}。");
            say.say("G24", Error, at, message, "改成一致");
        }
        // What restates the limit of the whole is no time of this step.
        None if working.len() == 1 && !process.statutory_limits.iter().any(|it| it.working_days == working[0]) => {
            let message = format!("环节“{of}”的时限写“{words}”，没有填工作日数，核算法定时限时不计入。");
            say.say("G24", Note, at, message, "填写工作日数；不该计入的，不用填");
        }
        _ => {}
    }
    if !node.stops_clock && ["不计入", "不计时", "不计算在"].iter().any(|word| node.limit.contains(word)) {
        let message = format!("环节“{of}”的时限写“{words}”，却没有设为“不计入法定时限”。");
        say.say("G24", Warning, format!("{place}.stops_clock"), message, "设为不计入，或改正文字");
    }
}
