//! Fonts of the documents that are a part of the program: of them the system holds the pages that are looked at, where a file
//! that is read is held whole as long as the window is open. Only those under the OFL, which lets fonts be bundled with any
//! software; those under the GPL stay files of their own (assets/fonts/README.md).

use mingce_app::BuiltIn;

macro_rules! files {
    ($($file:literal),*) => { &[$(($file, include_bytes!(concat!("../../assets/fonts/", $file)))),*] };
}

/// Files of `assets/fonts`, by their names.
pub const BUILT_IN: BuiltIn = files!("MingceSong.otf", "MingceHei.otf", "MingceTitleSong.otf", "MingceLatin.otf");

#[cfg(test)]
mod tests {
    use super::BUILT_IN;

    #[test]
    fn only_fonts_whose_licence_lets_them_be_bundled_are_in_the_program() {
        let table = include_str!("../../assets/fonts/README.md");
        for (file, data) in BUILT_IN {
            let row = table.lines().find(|line| line.starts_with(&format!("| {file} |"))).expect("a row of the table");
            assert!(row.contains("OFL-1.1") && !row.contains("GPL"), "{row}");
            assert_eq!(&data[..4], b"OTTO", "{file}");
        }
    }
}
