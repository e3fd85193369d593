//! What the steps rest on (G21, G22).

use super::days::said;
use super::{Say, brief, name_of};
use crate::check::Severity::{Note, Warning};
use crate::process::{BASIS_UNCHECKED, NodeKind, Process};

/// Words with which an office says that a limit is its own and no law's.
const OWN: [&str; 4] = ["内控", "内部", "承诺", "本单位"];

pub(super) fn check(process: &Process, say: &mut Say) {
    let mut any = false;
    for (at, node) in process.nodes.iter().enumerate() {
        let basis = node.basis.as_deref().unwrap_or_default().trim();
        any |= !basis.is_empty();
        let place = format!("nodes[{at}].basis");
        if basis.contains(BASIS_UNCHECKED) {
            let message = format!("环节“{}”的依据没有核对，标着{BASIS_UNCHECKED}。", name_of(node));
            say.say("G21", Warning, place, message, "查对现行文本的条款后填写，删去标记；定稿之前必须核对");
        } else if basis.is_empty() && node.stops_clock {
            // Otherwise any step could be taken out of the law's time.
            let message = format!("环节“{}”设为不计入法定时限，没有写依据。", name_of(node));
            say.say("G22", Warning, place, message, "写明哪一条规定这段时间不计算在内；没有规定的，取消“不计入”");
        } else if basis.is_empty() && node.kind != NodeKind::End {
            let own = OWN.iter().any(|word| node.limit.contains(word));
            let timed = node.working_days.is_some() || said(&node.limit).iter().any(|(number, _)| *number > 0);
            if timed && !own {
                let limit = match (node.limit.trim(), node.working_days) {
                    ("", Some(days)) => format!("{days}个工作日"),
                    (words, _) => brief(words),
                };
                let message = format!("环节“{}”写了时限“{limit}”，没有写依据。", name_of(node));
                say.say("G22", Note, place, message, "写明依据的条款；是本单位自定的，在时限中注明“内控”");
            }
        }
    }
    if !any && process.statutory_limits.iter().all(|limit| limit.basis.trim().is_empty()) && !process.nodes.is_empty() {
        let message = "全图没有一处写明依据。";
        say.say("G21", Warning, "nodes", message, "至少写明办理环节和时限的依据；没有核对的标【依据待核】");
    }
}
