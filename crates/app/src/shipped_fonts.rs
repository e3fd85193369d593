//! The fonts that come with the program: read once, when first needed, and shared by all that set text.

use crate::view::AppError;
use mingce_typeset::FontSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

/// The shipped fonts; clones share what was read.
#[derive(Debug, Clone)]
pub struct ShippedFonts {
    folder: PathBuf,
    read: Arc<OnceLock<Arc<FontSet>>>,
}

impl ShippedFonts {
    /// The fonts of a folder, not read yet.
    pub(crate) fn of(folder: &Path) -> ShippedFonts {
        ShippedFonts { folder: folder.to_path_buf(), read: Arc::default() }
    }

    /// The fonts.
    ///
    /// # Errors
    /// When one is missing or damaged.
    pub fn get(&self) -> Result<Arc<FontSet>, AppError> {
        if let Some(fonts) = self.read.get() {
            return Ok(Arc::clone(fonts));
        }
        let fonts = FontSet::bundled(&self.folder).map_err(|error| AppError::with_detail(error.to_string(), &error))?;
        Ok(Arc::clone(self.read.get_or_init(|| Arc::new(fonts))))
    }
}
