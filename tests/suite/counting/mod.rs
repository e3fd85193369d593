//! Counting: its rules as tables of cases, and ten thousand ledgers against a counter written apart.

mod agree;
mod areas;
mod balance;
mod build;
mod compiling;
mod county;
mod history;
mod own;
mod random;
mod stored;
mod tallying;
