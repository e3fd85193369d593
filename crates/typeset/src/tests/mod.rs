//! Laying out whole documents.

mod build;
mod golden;
mod pages;
mod property;
mod tables;
mod text;
