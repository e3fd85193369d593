//! Process graphs laid out as drawings in millimetres.
