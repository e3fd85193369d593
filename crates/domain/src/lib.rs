//! The law and the counting: types, working days, tallies, checks. No IO, no clock, no SQL.
