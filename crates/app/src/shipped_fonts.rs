//! The fonts that come with the program: read once, when first needed, and shared by all that set text.

use crate::view::AppError;
use mingce_typeset::FontSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

/// Font files that are part of a program, by their names.
pub type BuiltIn = &'static [(&'static str, &'static [u8])];

/// Where the files are.
#[derive(Clone)]
enum Place {
    Folder(PathBuf),
    Program(BuiltIn),
}

/// The shipped fonts; clones share what was read.
#[derive(Clone)]
pub struct ShippedFonts {
    place: Place,
    read: Arc<OnceLock<Arc<FontSet>>>,
}

impl std::fmt::Debug for ShippedFonts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ShippedFonts").field("read", &self.read).finish_non_exhaustive()
    }
}

impl ShippedFonts {
    /// The fonts of a folder, not read yet.
    pub(crate) fn of(folder: &Path) -> ShippedFonts {
        ShippedFonts { place: Place::Folder(folder.to_path_buf()), read: Arc::default() }
    }

    /// The fonts of the program itself.
    pub fn built_in(files: BuiltIn) -> ShippedFonts {
        ShippedFonts { place: Place::Program(files), read: Arc::default() }
    }

    /// The fonts.
    ///
    /// # Errors
    /// When one is missing or damaged.
    pub fn get(&self) -> Result<Arc<FontSet>, AppError> {
        if let Some(fonts) = self.read.get() {
            return Ok(Arc::clone(fonts));
        }
        let fonts = match &self.place {
            Place::Folder(folder) => FontSet::bundled(folder),
            Place::Program(files) => FontSet::built_in(files),
        }
        .map_err(|error| AppError::with_detail(error.to_string(), &error))?;
        Ok(Arc::clone(self.read.get_or_init(|| Arc::new(fonts))))
    }
}
