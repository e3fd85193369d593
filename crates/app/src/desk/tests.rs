use super::commands::{file_stem, with_extension};
use std::path::PathBuf;

#[test]
fn a_suggested_file_name_is_one_that_every_file_system_takes() {
    assert_eq!(file_stem("清溪县青石镇人民政府"), "清溪县青石镇人民政府");
    assert_eq!(file_stem("甲/乙:丙?"), "甲乙丙");
    assert_eq!(file_stem("../../etc/passwd"), "etcpasswd");
    assert_eq!(file_stem(" \n "), "新数据文件");
    assert!(file_stem(&"长".repeat(100)).len() + ".mingce".len() <= 255);
}

#[test]
fn a_new_file_ends_in_mingce_even_when_the_name_has_a_dot() {
    assert_eq!(with_extension(PathBuf::from("/数据/甲县")), PathBuf::from("/数据/甲县.mingce"));
    assert_eq!(with_extension(PathBuf::from("/数据/甲县.2025")), PathBuf::from("/数据/甲县.2025.mingce"));
    assert_eq!(with_extension(PathBuf::from("/数据/甲县.mingce")), PathBuf::from("/数据/甲县.mingce"));
}
