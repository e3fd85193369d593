//! Document to pages: fonts, line breaking, tables, pagination.
