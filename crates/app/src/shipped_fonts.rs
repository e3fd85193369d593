//! The fonts that come with the program: read once, when first needed, and shared by all that set text.

use crate::view::AppError;
use mingce_typeset::FontSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

/// Font files that are part of a program, by their names.
pub type BuiltIn = &'static [(&'static str, &'static [u8])];

/// The shipped fonts; clones share what was read.
#[derive(Clone)]
pub struct ShippedFonts {
    folder: PathBuf,
    built_in: BuiltIn,
    read: Arc<OnceLock<Arc<FontSet>>>,
}

impl std::fmt::Debug for ShippedFonts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ShippedFonts").field("folder", &self.folder).finish_non_exhaustive()
    }
}

impl ShippedFonts {
    /// The fonts of a folder, not read yet.
    pub(crate) fn of(folder: &Path) -> ShippedFonts {
        ShippedFonts { folder: folder.to_path_buf(), built_in: &[], read: Arc::default() }
    }

    /// The same fonts, those of them that are part of the program taken from there.
    #[must_use]
    pub(crate) fn with(self, built_in: BuiltIn) -> ShippedFonts {
        ShippedFonts { built_in, read: Arc::default(), ..self }
    }

    /// The fonts.
    ///
    /// # Errors
    /// When one is missing or damaged.
    pub fn get(&self) -> Result<Arc<FontSet>, AppError> {
        if let Some(fonts) = self.read.get() {
            return Ok(Arc::clone(fonts));
        }
        let fonts = FontSet::bundled_with(&self.folder, self.built_in)
            .map_err(|error| AppError::with_detail(error.to_string(), &error))?;
        Ok(Arc::clone(self.read.get_or_init(|| Arc::new(fonts))))
    }
}
