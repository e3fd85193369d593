//! What the machine lacks: Debian packages by the command or file that shows them, and the driver of the window.

use crate::stage::{Stages, cargo, command};
use std::collections::BTreeSet;
use std::io::{BufRead, IsTerminal, Write};
use std::path::Path;

/// A package and the sign that it is there: a command on the PATH (no slash), or a file.
type Need = (&'static str, &'static str);

/// To build the window.
pub const WINDOW: &[Need] = &[
    ("libwebkit2gtk-4.1-dev", "pkg:webkit2gtk-4.1"),
    ("librsvg2-dev", "pkg:librsvg-2.0"),
    ("build-essential", "cc"),
    ("pkg-config", "pkg-config"),
    ("file", "file"),
];

/// To look into documents.
pub const DOCUMENTS: &[Need] = &[
    ("qpdf", "qpdf"),
    ("poppler-utils", "pdftotext"),
    ("libreoffice-writer-nogui", "soffice"),
    ("libreoffice-calc-nogui", "/usr/lib/libreoffice/program/libsclo.so"),
    // PDFBox's preflight, which checks PDF/A-1b, and what it asks for without saying so.
    ("default-jre-headless", "java"),
    ("libpdfbox2-java", "/usr/share/java/preflight.jar"),
    ("libactivation-java", "/usr/share/java/javax.activation.jar"),
    ("libjaxb-api-java", "/usr/share/java/jaxb-api.jar"),
];

/// To look at HTML as its readers do.
pub const BROWSING: &[Need] = &[
    ("chromium", "chromium"),
    ("poppler-utils", "pdftotext"),
    ("fonts-noto-cjk", "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"),
];

/// To drive the window.
pub const DRIVING: &[Need] = &[
    ("xvfb", "Xvfb"),
    ("xauth", "xauth"),
    ("webkit2gtk-driver", "WebKitWebDriver"),
    ("dbus", "dbus-run-session"),
    ("maim", "maim"),
    ("dbus-x11", "dbus-launch"),
    ("unzip", "unzip"),
    ("fonts-noto-cjk", "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"),
];

fn is_there(sign: &str) -> bool {
    if let Some(name) = sign.strip_prefix("pkg:") {
        return command("pkg-config", &["--exists", name]).status().is_ok_and(|status| status.success());
    }
    if sign.contains('/') {
        return Path::new(sign).exists();
    }
    let paths = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&paths).any(|folder| folder.join(sign).is_file())
}

/// Says what is missing, asks unless `yes`, installs.
pub fn packages(needs: &[&[Need]], yes: bool, stages: &mut Stages) -> Result<(), String> {
    // Two groups may need the same package.
    let missing: BTreeSet<&str> = needs
        .iter()
        .flat_map(|group| group.iter())
        .filter(|(_, sign)| !is_there(sign))
        .map(|(name, _)| *name)
        .collect();
    let missing: Vec<&str> = missing.into_iter().collect();
    if missing.is_empty() {
        return Ok(());
    }
    println!("需要安装以下 Debian 软件包：{}", missing.join(" "));
    if !is_there("apt-get") {
        return Err("本机没有 apt-get，请用系统自己的方式安装上述软件包后重试".into());
    }
    if !yes && !agreed()? {
        return Err("未安装，已停止".into());
    }
    let root = command("id", &["-u"]).output().is_ok_and(|out| out.stdout.trim_ascii() == b"0");
    let apt = |arguments: &[&str]| {
        let mut apt = if root { command("apt-get", &[]) } else { command("sudo", &["apt-get"]) };
        apt.args(arguments).env("DEBIAN_FRONTEND", "noninteractive");
        apt
    };
    stages.run("更新软件包目录", &mut apt(&["update", "-qq"]))?;
    let mut install = apt(&["install", "-y", "-qq", "--no-install-recommends"]);
    install.args(&missing);
    stages.run("安装软件包", &mut install)
}

fn agreed() -> Result<bool, String> {
    if !std::io::stdin().is_terminal() {
        return Err("没有终端可以询问；确认安装请加 --yes".into());
    }
    print!("现在安装吗？[y/N] ");
    std::io::stdout().flush().map_err(|error| error.to_string())?;
    let mut answer = String::new();
    std::io::stdin().lock().read_line(&mut answer).map_err(|error| error.to_string())?;
    Ok(matches!(answer.trim(), "y" | "Y" | "yes" | "是"))
}

/// Node and npm come with the machine; say so when they do not.
pub fn node() -> Result<(), String> {
    for name in ["node", "npm"] {
        if !is_there(name) {
            return Err(format!("没有找到 {name}。请先安装 Node.js 20 或更新版本"));
        }
    }
    Ok(())
}

/// The driver between the test and the window, built once into `target/tools`.
pub fn tauri_driver(stages: &mut Stages) -> Result<(), String> {
    let place = crate::stage::root().join("target/tools");
    if place.join("bin/tauri-driver").exists() {
        return Ok(());
    }
    let place = place.display().to_string();
    stages.run(
        "编译 tauri-driver",
        // It only passes requests on: optimising it would take longer than all of its work.
        &mut cargo(&[
            "install",
            "--quiet",
            "--debug",
            "--locked",
            "tauri-driver",
            "--version",
            "2.1.0",
            "--root",
            &place,
        ]),
    )
}
