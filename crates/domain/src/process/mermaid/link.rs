//! A line of a statement: `-->`, `-- 是 -->`, `-.->|是|`.

use super::cursor::Cursor;
use super::escape::unescaped;

/// What a statement says of a line.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Link {
    pub(super) label: String,
    /// Whether it has a head at its end; one without is read as if it had.
    pub(super) arrow: bool,
    /// Whether it has a head at its beginning, too.
    pub(super) both: bool,
    /// `~~~`: there for the layout only.
    pub(super) hidden: bool,
}

fn stroke(c: char) -> bool {
    matches!(c, '-' | '=' | '.')
}

/// Reads one line; `None` when there is none here.
pub(super) fn read(cursor: &mut Cursor<'_>) -> Option<Link> {
    cursor.blanks();
    let mut link = Link::default();
    if cursor.rest().starts_with("~~~") {
        cursor.run(|c| c == '~');
        link.hidden = true;
        return Some(link);
    }
    let mut ahead = *cursor;
    let first = ahead.peek()?;
    if matches!(first, '<' | 'o' | 'x') && ahead.rest()[1..].starts_with(['-', '=']) {
        ahead.takes(first.encode_utf8(&mut [0; 4]));
        link.both = true;
    }
    let body = ahead.run(stroke);
    if body.len() < 2 {
        return None;
    }
    link.arrow = head(&mut ahead);
    if !link.arrow && body.len() == 2 {
        let end = match body {
            "--" => "--",
            "==" => "==",
            "-." => ".-",
            _ => return None,
        };
        ahead.blanks();
        let text = if ahead.takes("\"") {
            let text = ahead.until("\"")?;
            ahead.until(end)?;
            text
        } else {
            ahead.until(end)?.trim()
        };
        ahead.run(stroke);
        link.label = unescaped(text);
        link.arrow = head(&mut ahead);
    }
    *cursor = ahead;
    cursor.blanks();
    if cursor.takes("|") {
        let mut ahead = *cursor;
        ahead.blanks();
        if ahead.takes("\"") {
            link.label = unescaped(ahead.until("\"")?);
            ahead.blanks();
            if !ahead.takes("|") {
                return None;
            }
            *cursor = ahead;
        } else {
            link.label = unescaped(cursor.until("|")?.trim());
        }
    }
    Some(link)
}

/// `>`, or `x` and `o` when they are no beginning of an id.
fn head(cursor: &mut Cursor<'_>) -> bool {
    if cursor.takes(">") {
        return true;
    }
    let mut ahead = *cursor;
    let ends = (ahead.takes("x") || ahead.takes("o")) && ahead.peek().is_none_or(|c| c.is_whitespace() || c == '|');
    if ends {
        *cursor = ahead;
    }
    ends
}
