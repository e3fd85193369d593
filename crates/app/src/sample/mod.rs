//! The sample county (清溪县): invented records from `samples/qingxi`, put into a data file that is marked 示例.

mod booklet_items;
mod load;
mod rows;

pub use booklet_items::add as add_booklet_items;
pub use load::create;

/// The name of the sample's data file.
pub const FILE_NAME: &str = "示例县.mingce";

/// The report year that the demo shows.
pub const YEAR: i32 = 2025;

/// Whose reports the demo writes: a bureau, a township, the whole county.
pub const SHOWN: [&str; 3] = ["清溪县自然资源局", "清溪县青石镇人民政府", "清溪县人民政府"];

/// The number of the item whose guide page the demo writes.
pub const GUIDE: &str = "ZRZY-001";
