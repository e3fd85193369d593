//! What kind of place a file lies in. Write-ahead logging needs shared memory, which network and removable media do
//! not give reliably.

use std::path::Path;

/// A place in which a data file can be used, but with less safety.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlaceWarning {
    /// A shared folder; the kind of file system.
    Network(String),
    /// A USB stick or card; the kind of file system.
    Removable(String),
}

impl PlaceWarning {
    /// What to tell the clerk.
    pub fn message(&self) -> &'static str {
        match self {
            PlaceWarning::Network(_) => {
                "数据文件在网络文件夹中：保存较慢，断网时可能中断。建议放在本机，用备份功能复制到网络文件夹。"
            }
            PlaceWarning::Removable(_) => {
                "数据文件在移动存储上：拔出前请先关闭文件。建议放在本机，用备份功能复制到移动存储。"
            }
        }
    }
}

/// The warning for a file at this (canonical) path, as far as the system tells.
pub(crate) fn warning(path: &Path) -> Option<PlaceWarning> {
    let text = path.to_string_lossy();
    // A share on Windows, also in the form that canonical paths have.
    if text.starts_with(r"\\?\UNC\") || (text.starts_with(r"\\") && !text.starts_with(r"\\?\")) {
        return Some(PlaceWarning::Network("smb".to_string()));
    }
    of_mounts(&std::fs::read_to_string("/proc/self/mounts").ok()?, path)
}

fn of_mounts(mounts: &str, path: &Path) -> Option<PlaceWarning> {
    let kind = mounts
        .lines()
        .filter_map(|line| {
            let mut words = line.split(' ').skip(1);
            // Blanks in a mount point are written in octal.
            Some((words.next()?.replace("\\040", " "), words.next()?))
        })
        .filter(|(point, _)| path.starts_with(point))
        .max_by_key(|(point, _)| point.len())?
        .1;
    match kind {
        "nfs" | "nfs4" | "cifs" | "smb3" | "smbfs" | "afs" | "ceph" | "fuse.sshfs" | "fuse.rclone" | "davfs" => {
            Some(PlaceWarning::Network(kind.to_string()))
        }
        "vfat" | "exfat" | "msdos" => Some(PlaceWarning::Removable(kind.to_string())),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_mount_point_decides_and_a_share_is_told_from_a_disk() {
        let mounts = "/dev/sda1 / ext4 rw 0 0\nserver:/x /mnt/公共\\040盘 nfs4 rw 0 0\n/dev/sdb1 /media/usb vfat rw 0 0\n\
                      /dev/sda2 /media ext4 rw 0 0\n\nbroken\n";
        let cases = [
            ("/home/a.mingce", None),
            ("/media/a.mingce", None),
            ("/mnt/公共 盘/a.mingce", Some(PlaceWarning::Network("nfs4".into()))),
            ("/media/usb/a.mingce", Some(PlaceWarning::Removable("vfat".into()))),
            ("/media/usbx/a.mingce", None),
        ];
        for (path, expected) in cases {
            assert_eq!(of_mounts(mounts, Path::new(path)), expected, "{path}");
        }
        assert!(warning(Path::new(r"\\?\UNC\server\share\a.mingce")).is_some());
        assert!(warning(Path::new(r"\\server\share\a.mingce")).is_some());
    }
}
