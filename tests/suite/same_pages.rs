//! DOCX and PDF say the same on the same pages: LibreOffice, given the program's own faces under their official names,
//! sets every report of the sample on as many pages as we do, and each page begins and ends with the same line.

use crate::journeys::sample;
use crate::program::{mingce, outside, root};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

/// The official faces and the files that stand in for them.
const FACES: [(&str, &[&str]); 5] = [
    ("仿宋_GB2312", &["Mingce FangSong", "Mingce Latin"]),
    ("宋体", &["Mingce Song"]),
    ("黑体", &["Mingce Hei"]),
    ("楷体_GB2312", &["Mingce Kai", "Mingce Latin"]),
    ("方正小标宋_GBK", &["Mingce Title Song"]),
];

/// A fontconfig file that knows our faces and nothing else.
pub fn font_settings(folder: &Path) -> PathBuf {
    let mut xml = String::from("<?xml version=\"1.0\"?><!DOCTYPE fontconfig SYSTEM \"fonts.dtd\"><fontconfig>");
    xml.push_str(&format!("<dir>{}</dir>", root().join("assets/fonts").display()));
    xml.push_str(&format!("<cachedir>{}</cachedir>", folder.join("cache").display()));
    for (official, ours) in FACES {
        let names: String = ours.iter().map(|name| format!("<string>{name}</string>")).collect();
        xml.push_str(&format!(
            "<match target=\"pattern\"><test name=\"family\"><string>{official}</string></test>\
             <edit name=\"family\" mode=\"assign\" binding=\"same\">{names}</edit></match>"
        ));
    }
    xml.push_str("</fontconfig>");
    let path = folder.join("fonts.conf");
    fs::write(&path, xml).expect("writable");
    path
}

/// One page's lines from top to bottom, page number left out.
fn pages(pdf: &Path) -> Vec<Vec<String>> {
    let run = outside("pdftotext").expect("asked before").arg("-bbox").arg(pdf).arg("-").output().expect("runs");
    assert!(run.status.success(), "{}: {}", pdf.display(), String::from_utf8_lossy(&run.stderr));
    let text = String::from_utf8(run.stdout).expect("UTF-8");
    let mut pages: Vec<Vec<(f64, f64, String)>> = Vec::new();
    for line in text.lines().map(str::trim) {
        if line.starts_with("<page ") {
            pages.push(Vec::new());
        } else if let (true, Some(page)) = (line.starts_with("<word "), pages.last_mut()) {
            let value = |name: &str| -> f64 {
                let from = line.find(&format!("{name}=\"")).expect("an attribute") + name.len() + 2;
                line[from..].split('"').next().and_then(|v| v.parse().ok()).expect("a number")
            };
            let word = line[line.find('>').expect("a tag") + 1..].trim_end_matches("</word>");
            page.push(((value("yMin") + value("yMax")) / 2.0, value("xMin"), word.to_owned()));
        }
    }
    pages.into_iter().map(lines).collect()
}

/// Words of about one height are a line.
fn lines(mut words: Vec<(f64, f64, String)>) -> Vec<String> {
    const ONE_LINE: f64 = 4.0;
    const PAGE_NUMBER: f64 = 745.0;
    words.retain(|(y, ..)| *y < PAGE_NUMBER);
    words.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut rows: Vec<(f64, Vec<(f64, String)>)> = Vec::new();
    for (y, x, word) in words {
        match rows.last_mut().filter(|(first, _)| y - *first < ONE_LINE) {
            Some((_, row)) => row.push((x, word)),
            None => rows.push((y, vec![(x, word)])),
        }
    }
    let text = |mut row: Vec<(f64, String)>| {
        row.sort_by(|a, b| a.0.total_cmp(&b.0));
        row.into_iter().map(|(_, word)| word).collect::<String>()
    };
    rows.into_iter().map(|(_, row)| text(row)).collect()
}

/// The sentences of a long narrative: figures, brackets, quotation marks, dashes, as reports have them.
const SENTENCES: [&str; 16] = [
    "全年通过县政府门户网站主动公开政府信息1,685条，比上年增长12.5%；",
    "严格执行《中华人民共和国政府信息公开条例》，坚持“以公开为常态、不公开为例外”。",
    "按照“谁公开、谁审查、谁负责”的原则，落实“三审三校”制度，",
    "2025年1月1日至12月31日，收到申请105件（其中自然人85件，法人或其他组织20件），",
    "答复书均在20个工作日内作出，按期答复率100%。",
    "一是业务培训不够经常；二是答复说理不够充分；三是公开栏更新不够及时。",
    "依据国办公开办函〔2021〕30号编制本报告，",
    "行政规范性文件清理中废止11件、修改3件，继续有效175件，",
    "围绕稳就业、保民生、促发展等重点领域，细化公开目录26类499项，",
    "政务新媒体发布信息2,310条，阅读量超过120万次；",
    "回应群众关切46次，政策解读同步率达98.6%，",
    "县政务服务中心——群众最常去的地方——设公开查阅点，",
    "对涉及商业秘密、个人隐私的内容作了区分处理，",
    "举办“政府开放日”活动2场，邀请代表委员、群众60余人参加。",
    "《县政府重大行政决策事项目录》《县级行政许可事项清单》及时更新，",
    "电话0000-0000000，电子邮箱xxgk@example.gov.cn，",
];

/// A report whose overview has every sentence end a line somewhere: paragraphs put together by a fixed sequence.
fn long_report(folder: &Path) {
    let title = fs::read_dir(sample()).expect("the sample").filter_map(Result::ok).map(|entry| entry.path());
    let json = title.into_iter().find(|path| path.to_string_lossy().ends_with("告（示例）.json")).expect("figures");
    let mut figures: Value = serde_json::from_str(&fs::read_to_string(json).expect("there")).expect("JSON");
    let mut next = 7_u32;
    let mut pick = |count: usize| {
        next = next.wrapping_mul(1_103_515_245).wrapping_add(12_345);
        (next >> 16) as usize % count
    };
    let paragraphs: Vec<String> = (0..70)
        .map(|_| (0..1 + pick(5)).map(|_| SENTENCES[pick(SENTENCES.len())]).collect::<String>())
        .map(|text| format!("{}。", text.trim_end_matches(['，', '；', '。'])))
        .collect();
    figures["sections"]["overview"] = paragraphs.join("\n").into();
    figures["agency"] = "示例自治州清溪彝族回族自治县经济技术开发区管理委员会自然资源和规划建设局".into();
    fs::write(folder.join("long.json"), figures.to_string()).expect("writable");
    mingce(folder, &["report", "render", "long.json", "--out", "out", "--format", "docx,pdf"]).exits(0);
}

/// All documents, once as PDF by us and once as DOCX.
fn write_all(folder: &Path) {
    let data = sample().join("示例县.mingce");
    let data = data.to_str().expect("UTF-8");
    for year in ["2023", "2024", "2025"] {
        let words =
            ["report", "build", "--data", data, "--year", year, "--all", "--out", "out", "--format", "docx,pdf"];
        mingce(folder, &words).exits(0);
    }
    mingce(folder, &["guide", "build", "--data", data, "--out", "out", "--format", "docx,pdf"]).exits(0);
    for figures in ["samples/faulty/柳河镇2025_含错草稿.json", "tests/fixtures/real/suqian_2024.json"] {
        let figures = root().join(figures);
        let figures = figures.to_str().expect("UTF-8");
        mingce(folder, &["report", "render", figures, "--out", "out", "--format", "docx,pdf"]).exits(0);
    }
    long_report(folder);
}

#[test]
fn libreoffice_sets_every_report_on_the_same_pages_with_the_same_first_and_last_lines() {
    let (Some(mut soffice), Some(_)) = (outside("soffice"), outside("pdftotext")) else { return };
    let folder = tempfile::tempdir().expect("a temporary folder");
    write_all(folder.path());
    let theirs = folder.path().join("theirs");
    let listed = fs::read_dir(folder.path().join("out")).expect("written").map(|entry| entry.expect("readable").path());
    let mut documents: Vec<PathBuf> = listed.filter(|p| p.extension().is_some_and(|e| e == "docx")).collect();
    documents.sort();
    assert!(documents.len() > 25, "{documents:?}");
    let run = soffice
        .arg(format!("-env:UserInstallation=file://{}/profile", folder.path().display()))
        .args(["--headless", "--convert-to", "pdf", "--outdir"])
        .arg(&theirs)
        .args(&documents)
        .env("FONTCONFIG_FILE", font_settings(folder.path()))
        .output()
        .expect("LibreOffice runs");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let mut wrong = Vec::new();
    for document in &documents {
        let name = document.file_stem().expect("a name").to_string_lossy().into_owned();
        let ours = pages(&document.with_extension("pdf"));
        let theirs = pages(&theirs.join(format!("{name}.pdf")));
        if ours.len() != theirs.len() {
            wrong.push(format!("{name}: {} pages, LibreOffice has {}", ours.len(), theirs.len()));
        }
        for (number, (a, b)) in ours.iter().zip(&theirs).enumerate() {
            for (which, x, y) in [("first", a.first(), b.first()), ("last", a.last(), b.last())] {
                if x != y {
                    wrong.push(format!("{name}, page {}, {which} line: {x:?}, LibreOffice has {y:?}", number + 1));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
