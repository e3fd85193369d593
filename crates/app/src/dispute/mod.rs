//! 复议诉讼: what the window and the command line say and see of disputes.

pub mod input;
pub mod view;
