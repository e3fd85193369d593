//! Finding records by their words. Knows nothing of disclosure: a record is a title, other fields and a place in a list.
//!
//! What counts as found, for each word of a question (words are parted by blanks, and all must be found):
//! - its folded text is part of a folded field, or
//! - it is letters and digits, and these spell a run of characters of a field that can be spelled: whole syllables, the
//!   last of which may be cut short (zhengwugongk), or first letters (zfxxgk). Every reading of a character counts.
//!
//! [`fold`] says which characters are the same: full and half width, capitals, traditional and simplified; blanks,
//! punctuation and brackets say nothing.
//!
//! All texts are held once, in one piece of memory, and searched from end to end; a set of bits for each text says which
//! characters are surely not in it, so that most are passed over unread. Nothing has to agree with a scan: it is one.

mod fold;
mod index;
mod mark;
mod order;
mod query;
mod record;
mod shelf;
mod spelling;
#[cfg(test)]
mod tests;
mod texts;
mod traditional;

pub use fold::fold;
pub use index::{Found, FoundKind, Hit, Index, Wish};
pub use mark::Marked;
pub use order::PinyinOrder;
pub use query::{MOST_WORDS, Query, TooManyWords};
pub use record::{Field, Key, Record, Role, Sealed};
pub use shelf::{Fitting, Shelf};
