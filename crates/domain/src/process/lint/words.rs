//! The text of a chart: there, short enough, printable (G16–G18).

use super::{Say, brief, name_of};
use crate::check::Severity::{Error, Note, Warning};
use crate::process::{NodeKind, Process};

/// Characters in a symbol, as most guides have them.
const LONG: usize = 24;
/// In a diamond, half of whose width is lost.
const LONG_DECISION: usize = 16;
/// Beside a line.
const LONG_LABEL: usize = 14;
/// A label stands in one line that begins in the middle of the page: what is longer leaves it.
const TOO_LONG_LABEL: usize = 24;
/// 岗位 and 时限 stand below the text.
const LONG_NOTE: usize = 30;
/// Never: such a text is a paragraph that was pasted into a box.
const TOO_LONG: usize = 200;
/// A title of two lines.
const LONG_TITLE: usize = 44;

pub(super) fn check(process: &Process, say: &mut Say) {
    if process.title.trim().is_empty() {
        say.say("G16", Error, "title", "流程图没有名称。", "写上名称，如“依申请公开流程图”");
    }
    length("名称", "title", &process.title, LONG_TITLE, say);
    characters("名称", "title", &process.title, say);
    for (at, node) in process.nodes.iter().enumerate() {
        let of = name_of(node);
        if node.text.trim().is_empty() {
            let message = format!("环节“{}”没有文字。", brief(&node.id));
            say.say("G16", Error, format!("nodes[{at}].text"), message, "写明做什么或判断什么");
        }
        let longest = if node.kind == NodeKind::Decision { LONG_DECISION } else { LONG };
        let symbol = format!("{}“{of}”的文字", node.kind.label());
        length(&symbol, &format!("nodes[{at}].text"), &node.text, longest, say);
        length(&format!("“{of}”的岗位"), &format!("nodes[{at}].actor"), &node.actor, LONG_NOTE, say);
        length(&format!("“{of}”的时限"), &format!("nodes[{at}].limit"), &node.limit, LONG_NOTE, say);
        let more = [("basis", &node.basis), ("duty", &node.duty), ("form", &node.form), ("note", &node.note)];
        let more = more.into_iter().filter_map(|(field, text)| Some((field, text.as_deref()?)));
        let own = [("id", node.id.as_str()), ("text", &node.text), ("actor", &node.actor), ("limit", &node.limit)];
        for (field, text) in own.into_iter().chain(more) {
            characters(&format!("环节“{of}”"), &format!("nodes[{at}].{field}"), text, say);
        }
        for (n, material) in node.materials.iter().enumerate() {
            let place = format!("nodes[{at}].materials[{n}]");
            if material.trim().is_empty() {
                say.say(
                    "G16",
                    Warning,
                    place.clone(),
                    format!("环节“{of}”有一项材料没有名称。"),
                    "写明名称，或删除这一项",
                );
            }
            characters(&format!("环节“{of}”的材料"), &place, material, say);
        }
    }
    for (n, edge) in process.edges.iter().enumerate() {
        let of = format!("流线“{}→{}”的文字", brief(&edge.from), brief(&edge.to));
        let place = format!("edges[{n}].label");
        label(&of, &place, &edge.label, say);
        characters(&of, &place, &edge.label, say);
    }
}

fn length(of: &str, place: &str, text: &str, longest: usize, say: &mut Say) {
    // Counting stops where the answer is known.
    let count = text.chars().take(TOO_LONG + 1).count();
    if count > TOO_LONG {
        let message = format!("{of}超过{TOO_LONG}个字，放不进图形。");
        say.say("G17", Error, place, message, format!("缩短到{longest}个字以内，详细内容写进职责或备注"));
    } else if count > longest {
        let message = format!("{of}有{count}个字，多于{longest}个字，会折成多行或缩小字号。");
        say.say("G17", Warning, place, message, format!("缩短到{longest}个字以内"));
    }
}

/// Unlike a text in a symbol a label is never broken.
fn label(of: &str, place: &str, text: &str, say: &mut Say) {
    let count = text.chars().take(TOO_LONG + 1).count();
    if count <= LONG_LABEL {
        return;
    }
    let (severity, what) = if count > TOO_LONG_LABEL {
        (Error, "一行写不下，会伸到图外")
    } else {
        (Warning, "会占去别的环节和流线的地方")
    };
    let many = if count > TOO_LONG { format!("超过{TOO_LONG}") } else { format!("有{count}") };
    let remedy = format!("缩短到{LONG_LABEL}个字以内，详细内容写进环节的职责或备注");
    say.say("G17", severity, place, format!("{of}{many}个字，{what}。"), remedy);
}

/// What is wrong with a character.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Odd {
    Control,
    Broken,
    Private,
    Picture,
    Rare,
}

fn odd(c: char) -> Option<Odd> {
    Some(match c {
        '\u{FFFD}' | '\u{FFFE}' | '\u{FFFF}' => Odd::Broken,
        // Signs that are not seen: direction marks, joiners, the byte order mark, tags.
        '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}' => Odd::Control,
        '\u{E0000}'..='\u{E0FFF}' => Odd::Control,
        '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}' => Odd::Private,
        '\u{1F000}'..='\u{1FAFF}' | '\u{FE00}'..='\u{FE0F}' => Odd::Picture,
        '\u{3400}'..='\u{4DBF}' | '\u{20000}'..='\u{3FFFF}' => Odd::Rare,
        c if c.is_control() => Odd::Control,
        _ => return None,
    })
}

fn characters(of: &str, place: &str, text: &str, say: &mut Say) {
    let Some((c, odd)) = text.chars().find_map(|c| Some((c, odd(c)?))) else { return };
    let code = format!("U+{:04X}", u32::from(c));
    let (severity, message, remedy) = match odd {
        Odd::Control => {
            (Error, format!("{of}中有看不见的控制字符（{code}）"), "删除这个字符；换行请改为分开的环节或顿号")
        }
        Odd::Broken => (Error, format!("{of}中有损坏的字符（{code}）"), "重新输入这个字"),
        Odd::Private => (Error, format!("{of}中有自造字（{code}），别的电脑上显示不出"), "换成通用的字"),
        Odd::Picture => (Warning, format!("{of}中有表情符号“{c}”，黑白打印和多数字体没有它"), "换成文字"),
        Odd::Rare => (Note, format!("{of}中有生僻字“{c}”（{code}）"), "打印前看一看字体是否有这个字"),
    };
    say.say("G18", severity, place, format!("{message}。"), remedy);
}
