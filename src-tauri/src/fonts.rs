//! The fonts of the documents, as a part of the program. Of 26 MB the system then holds the pages that are looked at, a fifth
//! of them, where a file that is read is held whole as long as the window is open.

use mingce_app::BuiltIn;

macro_rules! fonts {
    ($($file:literal),*) => { &[$(($file, include_bytes!(concat!("../../assets/fonts/", $file)))),*] };
}

/// The files of `assets/fonts`.
pub const FONTS: BuiltIn = fonts!(
    "MingceFangSong.otf",
    "MingceSong.otf",
    "MingceHei.otf",
    "MingceKai.otf",
    "MingceTitleSong.otf",
    "MingceLatin.otf"
);

#[cfg(test)]
mod tests {
    use super::FONTS;
    use mingce_app::ShippedFonts;

    #[test]
    fn every_font_that_pages_are_set_in_is_in_the_program() {
        let there = ShippedFonts::built_in(FONTS).get().expect("all of them").fonts().len();
        assert_eq!(there, FONTS.len());
        assert!(ShippedFonts::built_in(&FONTS[1..]).get().is_err(), "a set with holes would look different");
    }
}
