//! Fields: what Word computes, with the result that we know beforehand.

use crate::text;
use docx_rs::{FieldCharType, InstrText, Run};

/// A field with this instruction, showing this result until it is updated.
pub(crate) fn field(instruction: &str, result: &str) -> Vec<Run> {
    let mut runs = begin(instruction);
    runs.push(Run::new().add_text(text::clean(result)));
    runs.push(end());
    runs
}

/// The start of a field, up to where its result begins.
pub(crate) fn begin(instruction: &str) -> Vec<Run> {
    vec![
        Run::new().add_field_char(FieldCharType::Begin, false),
        instruction_run(instruction),
        Run::new().add_field_char(FieldCharType::Separate, false),
    ]
}

/// The end of a field.
pub(crate) fn end() -> Run {
    Run::new().add_field_char(FieldCharType::End, false)
}

/// The longest index entry that Word keeps, in characters.
const LONGEST_ENTRY: usize = 255;

/// An index entry: a field without a result.
pub(crate) fn index_mark(entry: &str, sort: &str) -> Vec<Run> {
    let quoted = |value: &str| {
        let mut out = String::new();
        for character in text::clean(value).chars().take(LONGEST_ENTRY) {
            // A colon would start a sub-entry, a quotation mark would end the entry.
            if matches!(character, '"' | ':' | '\\') {
                out.push('\\');
            }
            out.push(character);
        }
        out
    };
    let mut instruction = format!("XE \"{}\"", quoted(entry));
    if !sort.is_empty() {
        instruction.push_str(&format!(" \\y \"{}\"", quoted(sort)));
    }
    vec![Run::new().add_field_char(FieldCharType::Begin, false), instruction_run(&instruction), end()]
}

fn instruction_run(instruction: &str) -> Run {
    // docx-rs writes this variant as it is.
    let escaped = quick_xml::escape::escape(format!(" {instruction} ")).into_owned();
    Run::new().add_instr_text(InstrText::Unsupported(escaped))
}
