//! 依申请公开: what the window and the command line say and see of applications.

pub mod calendar;
pub mod deadline;
#[cfg(test)]
mod deadline_tests;
pub mod facts;
pub mod import;
pub mod input;
pub mod sheets;
pub mod view;
pub mod window;
