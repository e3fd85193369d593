//! The data file: SQLite, migrations, tables, change log.
