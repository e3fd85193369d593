//! Document to semantic HTML.
