//! What is put in.

/// Which record: its kind and its row there, both numbers of the caller's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// The kind. Hits of one rank are listed by it.
    pub kind: u16,
    /// The row.
    pub row: i64,
}

/// What a field is to its record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// What the record is called; can be spelled.
    Name,
    /// A number by which it is called (文号, 受理号); counts as a name, and cannot be spelled.
    Number,
    /// What stands above it (一级事项); can be spelled.
    Heading,
    /// Anything else.
    Text,
}

impl Role {
    pub(crate) fn can_be_spelled(self) -> bool {
        matches!(self, Role::Name | Role::Heading)
    }
}

/// A field of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// What it is, a number of the caller's.
    pub label: u8,
    /// What it is to the record.
    pub role: Role,
    /// Its text.
    pub text: String,
}

impl Field {
    /// A field.
    pub fn new(label: u8, role: Role, text: impl Into<String>) -> Field {
        Field { label, role, text: text.into() }
    }
}

/// A text by which a record is found and that is never shown, as a person's name. It is kept apart from all others and
/// goes with its record. No `Debug`: it must not get into a log.
#[derive(Clone, PartialEq, Eq)]
pub struct Sealed {
    /// What it is, a number of the caller's.
    pub label: u8,
    /// The text.
    pub text: String,
    /// What is shown in its place.
    pub shown: String,
    /// Whether it is found only by a word that is the whole of it.
    pub whole: bool,
}

/// A record.
#[derive(Clone, PartialEq, Eq)]
pub struct Record {
    /// Which.
    pub key: Key,
    /// Where it leads to: the caller's words, given back as they are.
    pub place: String,
    /// Whose it is, a number of the caller's.
    pub owner: Option<u32>,
    /// Its place among those of its kind.
    pub order: u64,
    /// A line that tells it from others.
    pub line: String,
    /// Its fields; the first one is shown as its title.
    pub fields: Vec<Field>,
    /// By what else it is found.
    pub sealed: Vec<Sealed>,
}
