//! Closed lists of words: each with a key for JSON and the data file, and a Chinese label for people.

/// An enum of such words with `ALL`, `key`, `from_key` and `label`.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($variant:ident $key:literal $label:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $(#[doc = $label] $variant),* }
        impl $name {
            /// All of them, in the order in which lists show them.
            pub const ALL: &'static [$name] = &[$($name::$variant),*];
            /// The word in public JSON and in the data file.
            pub fn key(self) -> &'static str { match self { $($name::$variant => $key),* } }
            /// The one with this key.
            pub fn from_key(key: &str) -> Option<$name> { $name::ALL.iter().copied().find(|it| it.key() == key) }
            /// Its Chinese label.
            pub fn label(self) -> &'static str { match self { $($name::$variant => $label),* } }
        }
    };
}
