//! Processes behind charts and step tables.
