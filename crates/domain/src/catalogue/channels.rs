//! The cell 公开渠道和载体: carriers marked or only named, unseparated, numbered, broken in a word, under other names.

use super::Channel;
use super::marks::{Mark, clear_mark, damaged_mark};
use super::plain::{half_width, is_blank};

/// What a cell of carriers says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Carriers {
    /// The chosen ones of the standard list, in its order.
    pub channels: Vec<Channel>,
    /// The chosen others, in words.
    pub others: Vec<String>,
    /// What should be looked at, in Chinese.
    pub doubts: Vec<String>,
}

/// Other names of the carriers. Blanks, slashes, commas and brackets do not count in comparing.
const NAMES: &[(&str, Channel)] = &[
    ("社区企事业单位村公示栏电子屏", Channel::NoticeBoard),
    ("社区企事业单位村公示栏", Channel::NoticeBoard),
    ("社区企事业单位村居公示栏电子屏", Channel::NoticeBoard),
    ("社区企事业单位公示栏电子屏", Channel::NoticeBoard),
    ("村公示栏电子屏", Channel::NoticeBoard),
    ("村公示栏", Channel::NoticeBoard),
    ("公示栏电子屏", Channel::NoticeBoard),
    ("公示栏", Channel::NoticeBoard),
    ("政府门户网站", Channel::Website),
    ("人民政府网站", Channel::Website),
    ("政府网站", Channel::Website),
    ("政府公报", Channel::Gazette),
    ("两微一端", Channel::SocialMedia),
    ("发布会听证会", Channel::Briefing),
    ("发布会或听证会", Channel::Briefing),
    ("新闻发布会", Channel::Briefing),
    ("广播电视", Channel::Broadcast),
    ("纸质媒体", Channel::Print),
    ("纸质载体", Channel::Print),
    ("公开查阅点", Channel::ReadingPoint),
    ("公共查阅点", Channel::ReadingPoint),
    ("信息查阅点", Channel::ReadingPoint),
    ("政务服务中心", Channel::ServiceCentre),
    ("便民服务站", Channel::ServiceStation),
    ("入户现场", Channel::OnSite),
    ("精准推送", Channel::Push),
    ("其他", Channel::Other),
    ("其它", Channel::Other),
];

/// Between the parts of a name (发布会/听证会) these say nothing.
fn is_joint(c: char) -> bool {
    is_blank(c) || "/／、|｜\\()（）".contains(c)
}

/// Whether a new name may begin behind it.
fn is_separator(c: char) -> bool {
    "、，,;；。\n\r|｜·•●*".contains(c)
}

/// The name that begins here, and where it ends.
fn name_at(chars: &[char], start: usize) -> Option<(Channel, usize)> {
    NAMES.iter().find_map(|(name, channel)| {
        let mut at = start;
        let mut opened = false;
        for (i, wanted) in name.chars().enumerate() {
            while i > 0 && at < chars.len() && is_joint(chars[at]) {
                opened |= matches!(chars[at], '(' | '（');
                at += 1;
            }
            if chars.get(at) != Some(&wanted) {
                return None;
            }
            at += 1;
        }
        while opened && chars.get(at).is_some_and(|c| is_joint(*c)) {
            at += 1;
            if matches!(chars[at - 1], ')' | '）') {
                break;
            }
        }
        Some((*channel, at))
    })
}

/// Where the number of a list that begins here ends: 1. 、①、（1）. The 12345 of a hotline is none.
fn numbering(chars: &[char], start: usize) -> Option<usize> {
    let opened = matches!(chars[start], '(' | '（');
    if ('①'..='⑳').contains(&chars[start]) {
        return Some(start + 1);
    }
    let digits = start + usize::from(opened);
    let end = digits + chars[digits..].iter().take_while(|c| c.is_ascii_digit()).count();
    if end == digits || end > digits + 2 {
        return None;
    }
    let closed = chars.get(end).is_some_and(|c| if opened { ")）".contains(*c) } else { ".．、:：)）".contains(*c) });
    match closed {
        true => Some(end + 1),
        false => (!opened && name_at(chars, end).is_some()).then_some(end),
    }
}

/// The bracket that begins here, with what is in it, and where it ends.
fn bracket(chars: &[char], start: usize) -> Option<(String, usize)> {
    if !matches!(chars.get(start)?, '(' | '（') {
        return None;
    }
    let length = chars[start..].iter().position(|c| ")）".contains(*c))?;
    Some((chars[start..=start + length].iter().collect(), start + length + 1))
}

/// A letter that stands for a mark before words that are no known name: a letter directly before a Chinese word.
fn damaged_before_words(chars: &[char], at: usize) -> Option<Mark> {
    let chinese = chars.get(at + 1).is_some_and(|c| ('\u{4e00}'..='\u{9fff}').contains(c));
    damaged_mark(chars[at]).filter(|_| chinese && !matches!(chars[at], '口' | '囗' | '〇'))
}

impl Carriers {
    /// Reads a cell. With marks in it only the marked are chosen; without, all that are named.
    pub fn read(cell: &str) -> Carriers {
        let chars: Vec<char> = cell.chars().map(half_width).collect();
        let has_marks = chars.iter().any(|c| clear_mark(*c).is_some());
        // Where marks or commas part the carriers, a line end only breaks a word.
        let soft = has_marks || chars.iter().any(|c| "、，,;；".contains(*c));
        let mut reading = Reading::default();
        let mut at = 0;
        while at < chars.len() {
            let c = chars[at];
            // A damaged mark is one only directly before a name.
            let next = chars[at + 1..].iter().position(|c| !is_blank(*c)).map_or(chars.len(), |to| at + 1 + to);
            let named = name_at(&chars, next).is_some();
            let damaged = damaged_mark(c).filter(|_| named && !in_word(&chars, at));
            let damaged =
                damaged.or_else(|| damaged_before_words(&chars, at).filter(|_| reading.words.trim().is_empty()));
            let free = !reading.in_other || (!has_marks && reading.parted);
            if let Some(mark) = clear_mark(c).or(damaged) {
                reading.close();
                reading.mark = Some(mark);
                at += 1;
            } else if let Some((channel, end)) = name_at(&chars, at).filter(|_| free) {
                reading.name(channel);
                at = end;
                if let Some((remark, end)) = bracket(&chars, at) {
                    if channel != Channel::Other {
                        let doubt = format!("“{}”后的“{remark}”未读入，请核对", channel.label());
                        reading.carriers.doubts.push(doubt);
                    }
                    at = end;
                }
            } else if reading.in_other {
                // What follows 其他 is its words, up to the next mark.
                if c == '\n' || (is_separator(c) && reading.words.is_empty()) {
                    reading.blank();
                } else if !(reading.words.is_empty() && "：:".contains(c)) {
                    reading.words.push(c);
                }
                reading.parted = is_separator(c);
                at += 1;
            } else if let Some(end) = numbering(&chars, at).filter(|_| reading.words.is_empty()) {
                reading.after_name = false;
                at = end;
            } else {
                let goes_on =
                    |next| next < chars.len() && numbering(&chars, next).is_none() && clear_mark(chars[next]).is_none();
                if c == '\n' && soft && !reading.words.is_empty() && goes_on(next) && !named {
                    reading.blank();
                    reading.broken = true;
                } else if c == '\n' && reading.words.is_empty() && reading.mark.is_some() {
                    // Broken between a mark and its name.
                    reading.after_name = false;
                } else if is_separator(c) {
                    reading.close();
                    reading.after_name = false;
                    reading.by_line = c == '\n' && (reading.by_line || reading.words_before_line);
                } else if reading.words.is_empty() && (is_blank(c) || ".．：:)）(（".contains(c)) {
                    // Between a number, a name and what follows.
                    reading.after_name = false;
                } else {
                    reading.words.push(c);
                }
                at += 1;
            }
        }
        reading.finish()
    }
}

fn in_word(chars: &[char], at: usize) -> bool {
    chars[at].is_ascii() && at > 0 && chars[at - 1].is_ascii_alphabetic()
}

#[derive(Default)]
struct Reading {
    carriers: Carriers,
    /// The mark that waits for its name.
    mark: Option<Mark>,
    marked: bool,
    damaged: bool,
    in_other: bool,
    /// Whether a separator was the last thing in the words of 其他.
    parted: bool,
    /// Whether a known name ended just here.
    after_name: bool,
    /// Whether the words run over a line end.
    broken: bool,
    /// Whether the last thing was unknown words, and whether only a line end stands behind them.
    words_before_line: bool,
    by_line: bool,
    /// Words that are no known name so far.
    words: String,
    unmarked: Vec<String>,
}

/// Words around carriers that name none.
const SAYING_NOTHING: [&str; 15] = [
    "等",
    "等渠道",
    "等形式",
    "等方式",
    "等载体",
    "公开",
    "发布",
    "公示",
    "等公开",
    "和",
    "及",
    "与",
    "或",
    "以及",
    "通过",
];

impl Reading {
    fn name(&mut self, channel: Channel) {
        if channel == Channel::Other {
            self.close_keeping_mark();
            self.in_other = true;
            self.parted = false;
            return;
        }
        if self.in_other {
            self.close();
        }
        let before = std::mem::take(&mut self.words);
        let before = super::plain::tidy_name(&before);
        if !before.is_empty() && !SAYING_NOTHING.contains(&before.as_str()) {
            let label = channel.label();
            self.carriers.doubts.push(format!("载体写作“{before}{label}”，按“{label}”计"));
        }
        if self.take_mark(channel.label()) && !self.carriers.channels.contains(&channel) {
            self.carriers.channels.push(channel);
        }
        (self.after_name, self.broken, self.by_line, self.words_before_line) = (true, false, false, false);
    }

    /// Whether what comes now is chosen.
    fn take_mark(&mut self, name: &str) -> bool {
        match self.mark.take() {
            Some(mark) => {
                self.marked = true;
                self.damaged |= mark.is_damaged();
                mark.is_yes()
            }
            None => {
                self.unmarked.push(name.to_string());
                true
            }
        }
    }

    fn blank(&mut self) {
        if self.words.ends_with(|c: char| !is_blank(c)) {
            self.words.push(' ');
        }
    }

    /// Ends the words that run: a carrier of its own name.
    fn close(&mut self) {
        self.close_keeping_mark();
        self.mark = None;
    }

    fn close_keeping_mark(&mut self) {
        let words = std::mem::take(&mut self.words);
        let words = super::plain::tidy_name(&words);
        let words = words.trim_matches(|c: char| is_blank(c) || "：:_＿".contains(c)).to_string();
        let glued = std::mem::take(&mut self.after_name);
        let broken = std::mem::take(&mut self.broken);
        self.words_before_line = false;
        if std::mem::take(&mut self.in_other) {
            self.close_other(&words);
            return;
        }
        if words.is_empty() || SAYING_NOTHING.contains(&words.as_str()) {
            return;
        }
        self.words_before_line = true;
        if !self.take_mark(&words) {
            return;
        }
        if glued {
            self.carriers.doubts.push(format!("“{words}”紧接在另一载体之后，按单独的载体读入，请核对"));
        } else if broken {
            self.carriers.doubts.push(format!("“{words}”分在两行，按一个载体读入，请核对"));
        } else if std::mem::take(&mut self.by_line) {
            self.carriers.doubts.push(format!("“{words}”另起一行，按单独的载体读入，请核对是否断词"));
        }
        self.other(words);
    }

    /// Ends the words of 其他, of which there may be several.
    fn close_other(&mut self, words: &str) {
        let words = words.replace("（请注明）", "").replace("（请写明）", "");
        let words = words.trim_matches(|c: char| is_blank(c) || "：:_＿、，；,;".contains(c));
        if words.is_empty() {
            if self.mark.is_none_or(Mark::is_yes) {
                self.take_mark("其他");
                self.carriers.channels.push(Channel::Other);
                self.carriers.doubts.push("选了“其他”而未写明是什么载体".into());
            }
            return;
        }
        if self.take_mark(words) {
            parts(words).into_iter().for_each(|part| self.other(part));
        }
    }

    fn other(&mut self, words: String) {
        if !self.carriers.others.contains(&words) {
            self.carriers.others.push(words);
        }
    }

    fn finish(mut self) -> Carriers {
        self.close();
        let mut carriers = self.carriers;
        if self.damaged {
            carriers.doubts.push("方框或对勾已变成其他字符（如 t、口、R），按原意读入，请核对".into());
        }
        if self.marked && !self.unmarked.is_empty() {
            carriers.doubts.push(format!("“{}”前没有■或□，按已选计", self.unmarked.join("、")));
        }
        let place = |channel: &Channel| Channel::ALL.iter().position(|it| it == channel);
        carriers.channels.sort_by_key(place);
        carriers.channels.dedup();
        carriers
    }
}

/// Words between separators, those in brackets left together.
fn parts(words: &str) -> Vec<String> {
    let mut out = vec![String::new()];
    let mut depth = 0_usize;
    for c in words.chars() {
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        match out.last_mut() {
            Some(last) if depth > 0 || !"、，,；;。".contains(c) => last.push(c),
            _ => out.push(String::new()),
        }
    }
    out.iter().map(|part| part.trim().to_string()).filter(|part| !part.is_empty()).collect()
}

/// The cell as the standard catalogue prints it: every carrier of the list with ■ or □, or only the chosen ones.
pub fn carrier_lines(channels: &[Channel], others: &[String], all: bool) -> Vec<String> {
    let mut lines: Vec<String> = Channel::ALL
        .iter()
        .filter(|channel| **channel != Channel::Other)
        .filter(|channel| all || channels.contains(channel))
        .map(|channel| format!("{}{}", if channels.contains(channel) { '■' } else { '□' }, channel.label()))
        .collect();
    match (others.is_empty(), channels.contains(&Channel::Other)) {
        (false, _) => lines.push(format!("■其他：{}", others.join("、"))),
        (true, true) => lines.push("■其他".into()),
        (true, false) if all => lines.push("□其他".into()),
        _ => {}
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use Channel::*;

    fn read(cell: &str) -> (Vec<Channel>, Vec<String>) {
        let carriers = Carriers::read(cell);
        (carriers.channels, carriers.others)
    }

    #[test]
    fn only_the_marked_are_chosen_where_there_are_marks() {
        assert_eq!(read("■政府网站 □政府公报\n■两微一端　□发布会/听证会"), (vec![Website, SocialMedia], vec![]));
        assert_eq!(read("☑政府网站☐公开查阅点√精准推送"), (vec![Website, Push], vec![]));
        assert_eq!(read("■政府网站■其他：政务新媒体"), (vec![Website], vec!["政务新媒体".into()]));
        assert_eq!(read("■政府网站\n□其他_________"), (vec![Website], vec![]));
        assert_eq!(read("■社区/企事业单位/村公示栏（电子屏） □精准推送"), (vec![NoticeBoard], vec![]));
    }

    #[test]
    fn names_alone_are_all_chosen_however_they_are_set() {
        let both = (vec![Website, NoticeBoard], vec![]);
        assert_eq!(read("政府网站、社区/企事业单位/村公示栏（电子屏）"), both);
        assert_eq!(read("1.政府网站2.公示栏（电子屏）"), both);
        assert_eq!(read("政府网\n站社区、企事业单位、村公\n示栏(电子屏)"), both);
        assert_eq!(read("政府门户网站 入户／现场"), (vec![Website, OnSite], vec![]));
        assert_eq!(read("政府网站；信用中国网站"), (vec![Website], vec!["信用中国网站".into()]));
        assert_eq!(read("政府网站、公示栏等"), both);
        assert_eq!(
            read("12345政务服务热线、政府网站"),
            (vec![Website], vec!["12345政务服务热线".into()]),
            "the number of a hotline is no number of a list"
        );
        assert_eq!(read("其他：微信群、政府网站"), (vec![Website], vec!["微信群".into()]));
        assert_eq!(read("管理部门网站"), (vec![], vec!["管理部门网站".into()]));
        assert_eq!(read(""), (vec![], vec![]));
    }

    #[test]
    fn damaged_boxes_are_read_and_flagged() {
        for cell in ["t政府网站 口政府公报", "R政府网站 ¨政府公报", "þ政府网站o政府公报"] {
            let carriers = Carriers::read(cell);
            assert_eq!(carriers.channels, [Website], "{cell}");
            assert_eq!(carriers.doubts.len(), 1, "{cell}: {:?}", carriers.doubts);
        }
        assert!(Carriers::read("■政府网站 政府公报").doubts[0].contains("政府公报"));
        assert!(Carriers::read("■其他").doubts[0].contains("其他"));
    }

    #[test]
    fn words_that_may_be_two_carriers_or_one_are_flagged() {
        for (cell, others) in [
            ("■政府网站 ■信用中\n国网站 □\n其他", vec!["信用中国网站"]),
            ("政府网站\n信用中\n国网站", vec!["信用中", "国网站"]),
            ("政府网站信用中国网站", vec!["信用中国网站"]),
            ("R政府网站 R信用中国网站", vec!["信用中国网站"]),
            ("两微一端（微信、微博）", vec![]),
        ] {
            let carriers = Carriers::read(cell);
            assert_eq!(
                (carriers.others.clone(), carriers.doubts.len()),
                (others.iter().map(|it| it.to_string()).collect(), 1),
                "{cell}: {carriers:?}"
            );
        }
        let several = Carriers::read("■其他：政务新媒体、大喇叭（村、组）");
        assert_eq!(
            (several.others, several.doubts),
            (vec!["政务新媒体".to_string(), "大喇叭（村、组）".into()], vec![])
        );
    }

    #[test]
    fn what_is_printed_reads_back_as_itself() {
        for (channels, others) in
            [(vec![Website, NoticeBoard, Push], vec!["便民服务中心".to_string()]), (vec![Briefing, OnSite], vec![])]
        {
            for all in [true, false] {
                let printed = carrier_lines(&channels, &others, all).join(" ");
                let back = Carriers::read(&printed);
                assert_eq!(
                    (back.channels, back.others, back.doubts),
                    (channels.clone(), others.clone(), vec![]),
                    "{printed}"
                );
            }
        }
    }
}
