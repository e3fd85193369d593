//! Counting, against a counter written apart in SQL over the events of the data file.

mod agree;
mod balance;
mod county;
mod history;
mod own;
mod random;
mod stored;
