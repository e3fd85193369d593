//! Where systems keep their fonts.

use std::path::PathBuf;

/// The font folders of this machine and of its user; those that do not exist hold nothing.
pub fn all() -> Vec<PathBuf> {
    let in_folder = |variable: &str, rest: &str| {
        let base = std::env::var_os(variable).filter(|value| !value.is_empty())?;
        Some(PathBuf::from(base).join(rest))
    };
    let found = if cfg!(windows) {
        vec![in_folder("WINDIR", "Fonts"), in_folder("LOCALAPPDATA", r"Microsoft\Windows\Fonts")]
    } else if cfg!(target_os = "macos") {
        vec![Some("/System/Library/Fonts".into()), Some("/Library/Fonts".into()), in_folder("HOME", "Library/Fonts")]
    } else {
        vec![
            Some("/usr/share/fonts".into()),
            Some("/usr/local/share/fonts".into()),
            in_folder("HOME", ".local/share/fonts"),
            in_folder("HOME", ".fonts"),
        ]
    };
    found.into_iter().flatten().collect()
}
