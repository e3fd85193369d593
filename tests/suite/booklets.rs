//! The contents of booklets give real pages: in our PDF, and in the DOCX as LibreOffice sets it, without anybody having
//! updated a field.
//!
//! Twenty booklets of up to forty items each.

use crate::program::{mingce, outside, root};
use crate::same_pages::font_settings;
use chrono::NaiveDate;
use mingce_domain::agency::{Agency, AgencyId, AgencyKind, DatedName};
use mingce_domain::booklet::Edition;
use mingce_domain::catalogue::{Channel, Contacts, ContentElement, ItemId, LegalBasis, Material, blank_item};
use mingce_domain::process::Process;
use mingce_store::{Ids, NewFile, ProcessId, Stamp, Store, StoredProcess};
use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A fixed sequence of numbers.
struct Dice(u32);

impl Dice {
    fn below(&mut self, count: usize) -> usize {
        self.0 = self.0.wrapping_mul(1_103_515_245).wrapping_add(12_345);
        (self.0 >> 16) as usize % count.max(1)
    }

    fn words(&mut self, most: usize) -> String {
        const WORDS: [&str; 12] = [
            "公开的范围和程序，",
            "申请条件、",
            "“三公”经费（2025年）；",
            "办理结果及其依据，",
            "国办发〔2019〕54号、",
            "补贴对象和标准。",
            "12345热线，",
            "《条例》第二十条，",
            "示范A级、",
            "监督检查情况——含处理结果，",
            "面积100.5亩，",
            "联系方式；",
        ];
        (0..1 + self.below(most)).map(|_| WORDS[self.below(WORDS.len())]).collect()
    }
}

const KINDS: [AgencyKind; 7] = [
    AgencyKind::Government,
    AgencyKind::GovernmentOffice,
    AgencyKind::Department,
    AgencyKind::Vertical,
    AgencyKind::Department,
    AgencyKind::Township,
    AgencyKind::Subdistrict,
];

/// A file with offices of every tier; names of items begin with their own mark (`K017`).
fn data_file(path: &Path, seed: u32, items_each: usize) {
    let mut dice = Dice(seed);
    let stamp = Stamp::new("2026-01-10T01:00:00Z", "示例").expect("an instant");
    let new = NewFile { stamp: stamp.clone(), program: "test".into(), sample: false, ids: Ids::sequence("booklet") };
    let mut store = Store::create(path, new).expect("a new file");
    let mut texts: Vec<PathBuf> = fs::read_dir(root().join("assets/processes"))
        .expect("shipped")
        .map(|entry| entry.expect("readable").path())
        .collect();
    texts.sort();
    let processes: Vec<Process> = texts
        .iter()
        .map(|path| serde_json::from_str(&fs::read_to_string(path).expect("text")).expect("a process"))
        .collect();
    let filled = store.act(&stamp, "建立", |act| {
        let mut mark = 0;
        for (position, kind) in (0_i64..).zip(KINDS) {
            let long = if dice.below(3) == 0 { "民族事务和经济技术开发区综合服务" } else { "" };
            let agency = Agency {
                id: AgencyId(act.new_id()),
                code: None,
                kind,
                level: kind.usual_level(),
                names: vec![DatedName {
                    from: NaiveDate::from_ymd_opt(2008, 5, 1).expect("a day"),
                    name: format!("示例县{long}第{}单位", position + 1),
                }],
                parents: Vec::new(),
                since: None,
                ended: None,
                ledger_since: None,
                position,
            };
            act.put_agency(&agency)?;
            if position == 0 {
                act.set_own_agency(&agency.id)?;
            }
            for place in 0..dice.below(items_each + 1).max(usize::from(position != 3)) {
                let process = match dice.below(3) {
                    0 => {
                        let id = ProcessId(act.new_id());
                        let process = processes[dice.below(processes.len())].clone();
                        let stored = StoredProcess { id, agency: None, process, position: mark, adopted: None };
                        act.put_process(&stored)?;
                        Some(stored.id.0)
                    }
                    _ => None,
                };
                mark += 1;
                let mut item = blank_item(ItemId(act.new_id()), agency.id.clone());
                item.number = format!("{mark}");
                item.primary = "示例".into();
                item.secondary = format!("K{mark:03}{}", dice.words(4).trim_end_matches(['，', '；', '。', '、']));
                item.summary = dice.words(12);
                item.content_elements = (0..1 + dice.below(40))
                    .map(|_| ContentElement { text: dice.words(5), required: dice.below(2) == 0 })
                    .collect();
                item.legal_basis = (0..dice.below(6))
                    .map(|n| LegalBasis {
                        id: None,
                        name: format!("示例办法{}", dice.words(3)),
                        number: "国务院令第711号".into(),
                        article: format!("第{}条", n + 1),
                        checked: n % 2 == 0,
                    })
                    .collect();
                item.channels = vec![Channel::Website, Channel::NoticeBoard];
                item.materials = (0..dice.below(8))
                    .map(|_| Material {
                        name: dice.words(2),
                        copies: Some(2),
                        form: "原件".into(),
                        source: String::new(),
                    })
                    .collect();
                item.conditions = dice.words(9);
                item.contacts = Contacts {
                    office: "综合股".into(),
                    phone: "0000-0000001".into(),
                    place: dice.words(2),
                    hours: "工作日8:30—12:00，14:30—17:30".into(),
                    ..Contacts::default()
                };
                item.process = process;
                act.put_item(&item, place as i64)?;
            }
        }
        Ok(())
    });
    filled.expect("filled");
    store.close().expect("closed");
}

/// The text of each page.
fn pages(pdf: &Path) -> Vec<String> {
    let run = outside("pdftotext").expect("asked before").arg("-layout").arg(pdf).arg("-").output().expect("runs");
    assert!(run.status.success(), "{}: {}", pdf.display(), String::from_utf8_lossy(&run.stderr));
    let text = String::from_utf8(run.stdout).expect("UTF-8");
    text.trim_end_matches('\u{c}').split('\u{c}').map(str::to_string).collect()
}

/// The number printed on a page.
fn printed(page: &str) -> Option<u32> {
    let number = |line: &str| line.trim().strip_prefix('—')?.strip_suffix('—')?.trim().parse().ok();
    page.lines().rev().find_map(number)
}

/// A mark of an item in a line.
fn mark(line: &str) -> Option<String> {
    line.match_indices('K').find_map(|(at, _)| {
        let mark = line.get(at..at + 4)?;
        mark[1..].bytes().all(|byte| byte.is_ascii_digit()).then(|| mark.to_string())
    })
}

/// What the printed contents say, and where items really begin: printed numbers by mark.
fn told_and_real(pages: &[String]) -> (BTreeMap<String, u32>, BTreeMap<String, u32>) {
    let first = pages.iter().position(|page| printed(page).is_some()).expect("numbered pages");
    let (mut told, mut real) = (BTreeMap::new(), BTreeMap::new());
    let mut entry = None;
    for line in pages[..first].iter().flat_map(|page| page.lines()) {
        entry = mark(line).or(entry);
        let number = line.rsplit_once("..").and_then(|(_, number)| number.trim().parse().ok());
        if let (Some(number), Some(mark)) = (number, entry.take_if(|_| number.is_some())) {
            told.insert(mark, number);
        }
    }
    for page in &pages[first..] {
        if let (Some(mark), Some(number)) = (page.lines().find_map(mark), printed(page)) {
            real.entry(mark).or_insert(number);
        }
    }
    (told, real)
}

/// The body of a DOCX as XML.
fn body(docx: &Path) -> String {
    let mut zip = zip::ZipArchive::new(fs::File::open(docx).expect("there")).expect("a zip");
    let mut xml = String::new();
    zip.by_name("word/document.xml").expect("a document").read_to_string(&mut xml).expect("text");
    xml
}

/// How many low lines the text of a body has.
fn low_lines(xml: &str) -> usize {
    let texts = xml.split("<w:t").skip(1).filter(|rest| rest.starts_with([' ', '>']));
    let text = |rest: &str| rest.split_once('>').and_then(|(_, text)| text.split('<').next().map(count_low_lines));
    texts.filter_map(text).sum()
}

fn count_low_lines(text: &str) -> usize {
    text.matches('_').count()
}

/// What the page references of a DOCX say, by the number of the item.
fn references(docx: &Path) -> Vec<(usize, u32)> {
    let xml = body(docx);
    xml.split("PAGEREF _m_item_")
        .skip(1)
        .map(|rest| {
            let number = rest.split(' ').next().and_then(|number| number.parse().ok());
            let result = rest.find("<w:t").and_then(|at| rest[at..].split(['<', '>']).nth(2)?.parse().ok());
            (number.expect("an item's bookmark"), result.expect("a result"))
        })
        .collect()
}

/// Makes booklets, has LibreOffice set their DOCX, and compares.
fn compare(booklets: &[(u32, usize, Edition)]) {
    let (Some(mut soffice), Some(_)) = (outside("soffice"), outside("pdftotext")) else { return };
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut made = Vec::new();
    for (seed, items, edition) in booklets {
        let (data, out) = (format!("{seed}.mingce"), format!("out{seed}"));
        data_file(&folder.path().join(&data), *seed, *items);
        let title = format!("读本{seed}");
        let words = ["booklet", "build", "--data", &data, "--edition", edition.key(), "--title", &title, "--out", &out];
        mingce(folder.path(), &words).exits(0);
        made.push(folder.path().join(out).join(format!("{title}（草稿）.docx")));
    }
    set_by_libreoffice(&mut soffice, folder.path(), &made);
    let mut wrong = Vec::new();
    for docx in &made {
        let name = docx.file_stem().expect("a name").to_string_lossy().into_owned();
        let ours = pages(&docx.with_extension("pdf"));
        let (told, real) = told_and_real(&ours);
        assert!(!real.is_empty(), "{name} has items");
        if told != real {
            wrong.push(format!("{name}, PDF: the contents say {told:?}, the pages are {real:?}"));
        }
        let theirs = pages(&folder.path().join("theirs").join(format!("{name}.pdf")));
        // What is to be filled in by hand is drawn to its end, at the ends of lines, too.
        let (written, drawn) = (low_lines(&body(docx)), theirs.iter().map(|page| count_low_lines(page)).sum::<usize>());
        if written != drawn {
            wrong.push(format!("{name}: of {written} low lines LibreOffice draws {drawn}"));
        }
        let (_, set) = told_and_real(&theirs);
        if set != real {
            wrong.push(format!("{name}: items begin on {real:?}, in LibreOffice on {set:?}"));
        }
        // Items are numbered in the order in which they stand.
        let mut by_page: Vec<u32> = set.values().copied().collect();
        by_page.sort_unstable();
        let references = references(docx);
        assert_eq!(references.len(), 2 * by_page.len(), "{name}: each item in the contents and in the index");
        for (item, result) in references {
            if by_page.get(item - 1) != Some(&result) {
                wrong.push(format!("{name}, DOCX: item {item} is said to be on {result}, of {by_page:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn set_by_libreoffice(soffice: &mut Command, folder: &Path, documents: &[PathBuf]) {
    let run = soffice
        .arg(format!("-env:UserInstallation=file://{}/profile", folder.display()))
        .args(["--headless", "--convert-to", "pdf", "--outdir"])
        .arg(folder.join("theirs"))
        .args(documents)
        .env("FONTCONFIG_FILE", font_settings(folder))
        .output()
        .expect("LibreOffice runs");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
}

/// Some minutes. All of them each time: that two agreed once hid for long that four of twenty did not.
#[test]
fn contents_and_index_of_twenty_booklets_give_the_pages_on_which_items_begin_in_pdf_and_docx() {
    let editions = [Edition::Department, Edition::Township, Edition::County, Edition::Department, Edition::Reader];
    let booklets: Vec<_> = (0..20).map(|n| (100 + n, 2 + n as usize % 12, editions[n as usize % 5])).collect();
    compare(&booklets);
}

#[test]
fn a_format_asked_for_twice_is_written_once_and_what_is_refused_leaves_nothing() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    data_file(&folder.path().join("a.mingce"), 7, 1);
    let build = |more: &[&str]| {
        let words = ["booklet", "build", "--data", "a.mingce", "--edition", "reader", "--title", "册"];
        mingce(folder.path(), &[&words[..], more].concat())
    };
    build(&["--format", "pdf,pdf", "--out", "有"]).exits(0);
    assert_eq!(crate::program::names(&folder.path().join("有")), ["册（草稿）.pdf"]);
    for (more, why) in [
        (["--format", "html"], "读本没有 HTML 格式"),
        (["--as-of", "2026-02-30"], "写作 2026-01-20 的形式"),
        (["--item", "没有的事项"], "没有的事项"),
        (["--agency", "没有的镇"], "没有“没有的镇”"),
    ] {
        let refused = build(&[&more[..], &["--out", "无"]].concat()).exits(2).err;
        assert!(refused.contains(why), "{refused}");
        assert!(!folder.path().join("无").exists(), "{more:?}: nothing is left behind");
    }
}
