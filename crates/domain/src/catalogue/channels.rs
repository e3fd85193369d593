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

impl Carriers {
    /// Reads a cell. With marks in it only the marked are chosen; without, all that are named.
    pub fn read(cell: &str) -> Carriers {
        let chars: Vec<char> = cell.chars().map(half_width).collect();
        let mut reading = Reading::default();
        let mut at = 0;
        while at < chars.len() {
            let c = chars[at];
            // A damaged mark is one only directly before a name.
            let next = chars[at + 1..].iter().position(|c| !is_blank(*c)).map_or(chars.len(), |to| at + 1 + to);
            let damaged = damaged_mark(c).filter(|_| name_at(&chars, next).is_some() && !in_word(&chars, at));
            if let Some(mark) = clear_mark(c).or(damaged) {
                reading.close();
                reading.mark = Some(mark);
                at += 1;
            } else if reading.in_other {
                // What follows 其他 is its words, up to the next mark.
                if c == '\n' || (is_separator(c) && reading.words.is_empty()) {
                    reading.blank();
                } else if !(reading.words.is_empty() && "：:".contains(c)) {
                    reading.words.push(c);
                }
                at += 1;
            } else if let Some((channel, end)) = name_at(&chars, at) {
                reading.name(channel);
                at = end;
            } else {
                let numbering = c.is_ascii_digit() || "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬.．：:)）(（".contains(c);
                if is_separator(c) {
                    reading.close();
                } else if reading.words.is_empty() && (numbering || is_blank(c)) {
                    // 1.政府网站 2.公示栏
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
    /// Words that are no known name so far.
    words: String,
    unmarked: Vec<String>,
}

impl Reading {
    fn name(&mut self, channel: Channel) {
        if channel == Channel::Other {
            self.close_keeping_mark();
            self.in_other = true;
            return;
        }
        let before = std::mem::take(&mut self.words);
        let before = before.trim();
        if !before.is_empty() {
            let label = channel.label();
            self.carriers.doubts.push(format!("载体写作“{before}{label}”，按“{label}”计"));
        }
        if self.take_mark(channel.label()) && !self.carriers.channels.contains(&channel) {
            self.carriers.channels.push(channel);
        }
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
        let other = std::mem::take(&mut self.in_other);
        if words.is_empty() {
            if other && self.mark.is_some_and(Mark::is_yes) {
                self.carriers.channels.push(Channel::Other);
                self.carriers.doubts.push("选了“其他”而未写明是什么载体".into());
                self.marked = true;
                self.mark = None;
            }
            return;
        }
        if self.take_mark(&words) && !self.carriers.others.contains(&words) {
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
