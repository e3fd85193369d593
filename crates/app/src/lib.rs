//! Use cases: the only crate that the window and the command line call.
