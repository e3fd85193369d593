//! Errors on their way to the clerk.

use crate::view::AppError;
use crate::{AssetsError, figures_json::Refusal, output::OutputError};
use std::error::Error;

impl AppError {
    /// A message without code, detail and field.
    pub fn plain(message: String) -> AppError {
        AppError { code: String::new(), message, detail: String::new(), field: None }
    }

    /// A message with what the cause says of itself, for whoever helps.
    pub fn with_detail(message: String, cause: &dyn Error) -> AppError {
        let mut detail = String::new();
        let mut next = cause.source();
        while let Some(error) = next {
            if !detail.is_empty() {
                detail.push_str(": ");
            }
            detail.push_str(&error.to_string());
            next = error.source();
        }
        AppError { detail, ..AppError::plain(message) }
    }

    /// The same error at a field of a form.
    #[must_use]
    pub fn at(mut self, field: &str) -> AppError {
        self.field = Some(field.to_string());
        self
    }

    /// The same error with a code that the window reacts to.
    #[must_use]
    pub fn coded(mut self, code: &str) -> AppError {
        self.code = code.to_string();
        self
    }
}

impl From<OutputError> for AppError {
    fn from(error: OutputError) -> Self {
        AppError::with_detail(error.to_string(), &error)
    }
}

impl From<Refusal> for AppError {
    fn from(refusal: Refusal) -> Self {
        AppError::plain(refusal.to_string())
    }
}

impl From<AssetsError> for AppError {
    fn from(error: AssetsError) -> Self {
        let detail = match &error {
            AssetsError::Damaged { detail, .. } => detail.clone(),
            AssetsError::NotFound(_) => String::new(),
        };
        AppError { detail, ..AppError::plain(error.to_string()) }
    }
}

impl From<mingce_store::StoreError> for AppError {
    fn from(error: mingce_store::StoreError) -> Self {
        let code = match error.code {
            mingce_store::ErrorCode::InUse => "in_use",
            mingce_store::ErrorCode::Late => crate::session::LATE,
            _ => "",
        };
        AppError { detail: error.detail.clone(), ..AppError::plain(error.to_string()).coded(code) }
    }
}
