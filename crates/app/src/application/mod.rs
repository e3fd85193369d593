//! 依申请公开: what the window and the command line say and see of applications.

pub mod deadline;
pub mod facts;
pub mod input;
pub mod view;
