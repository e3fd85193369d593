//! What an office may choose over GB/T 9704: one list for the setting, the command line and the window.

use crate::{
    Face, ParaStyle, StyleSheet,
    choice_value::{Range, Value},
};

/// A choice that offices truly vary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Choice {
    /// 正文行距 in points: the standard fills the page with 22 lines, many offices demand 固定值28磅.
    LinePitch,
    /// 正文字号 in points: body text and the headings in it.
    BodySize,
    /// First-line indent of headings, in characters.
    HeadingIndent,
    /// Whether （一） is bold.
    BoldHeading2,
    /// Whether 1. is bold.
    BoldHeading3,
    /// Whether （1） is bold.
    BoldHeading4,
    /// 标点挤压: whether neighbouring marks share their blank halves.
    SqueezePunctuation,
    /// 标点溢出边界: whether a stop may hang beyond the end of its line.
    HangPunctuation,
    /// 标题字号 in points.
    TitleSize,
    /// 标题行距 in points.
    TitlePitch,
    /// Heads, numbers and text of tables, in points.
    TableSize,
    /// Row labels of tables, in points.
    TableLabelSize,
    /// 天头 in millimetres.
    MarginTop,
    /// Bottom margin in millimetres.
    MarginBottom,
    /// 订口 in millimetres.
    MarginLeft,
    /// Right margin in millimetres.
    MarginRight,
    /// Where page numbers stand: `outside` or `center`.
    PageNumber,
    /// Whether a 一字线 stands on each side of the page number.
    PageNumberDashes,
    /// The names of a face.
    Face(Face),
    /// Which files draw the faces in PDF: `bundled` or `office` (installed on this machine).
    PdfFonts,
}

const PLACES: &[(&str, &str)] = &[("outside", "外侧（单页居右、双页居左）"), ("center", "居中")];
const FONTS: &[(&str, &str)] = &[("bundled", "程序自带的字体"), ("office", "本机安装的同名字体，没有的用自带的")];

impl Choice {
    /// All choices, in the order in which they are shown.
    pub const ALL: [Choice; 24] = [
        Choice::LinePitch,
        Choice::BodySize,
        Choice::HeadingIndent,
        Choice::BoldHeading2,
        Choice::BoldHeading3,
        Choice::BoldHeading4,
        Choice::SqueezePunctuation,
        Choice::HangPunctuation,
        Choice::TitleSize,
        Choice::TitlePitch,
        Choice::TableSize,
        Choice::TableLabelSize,
        Choice::MarginTop,
        Choice::MarginBottom,
        Choice::MarginLeft,
        Choice::MarginRight,
        Choice::PageNumber,
        Choice::PageNumberDashes,
        Choice::Face(Face::FangSong),
        Choice::Face(Face::XiaoBiaoSong),
        Choice::Face(Face::HeiTi),
        Choice::Face(Face::KaiTi),
        Choice::Face(Face::SongTi),
        Choice::PdfFonts,
    ];

    /// Its name in files and on the command line.
    pub fn key(self) -> &'static str {
        match self {
            Choice::LinePitch => "line_pitch",
            Choice::BodySize => "body_size",
            Choice::HeadingIndent => "heading_indent",
            Choice::BoldHeading2 => "bold_heading_2",
            Choice::BoldHeading3 => "bold_heading_3",
            Choice::BoldHeading4 => "bold_heading_4",
            Choice::SqueezePunctuation => "squeeze_punctuation",
            Choice::HangPunctuation => "hang_punctuation",
            Choice::TitleSize => "title_size",
            Choice::TitlePitch => "title_pitch",
            Choice::TableSize => "table_size",
            Choice::TableLabelSize => "table_label_size",
            Choice::MarginTop => "margin_top",
            Choice::MarginBottom => "margin_bottom",
            Choice::MarginLeft => "margin_left",
            Choice::MarginRight => "margin_right",
            Choice::PageNumber => "page_number",
            Choice::PageNumberDashes => "page_number_dashes",
            Choice::Face(Face::FangSong) => "face_fang_song",
            Choice::Face(Face::XiaoBiaoSong) => "face_xiao_biao_song",
            Choice::Face(Face::HeiTi) => "face_hei_ti",
            Choice::Face(Face::KaiTi) => "face_kai_ti",
            Choice::Face(Face::SongTi) => "face_song_ti",
            Choice::PdfFonts => "pdf_fonts",
        }
    }

    /// The choice of this name.
    pub fn from_key(key: &str) -> Option<Choice> {
        Choice::ALL.into_iter().find(|choice| choice.key() == key)
    }

    /// Its Chinese name.
    pub fn label(self) -> &'static str {
        match self {
            Choice::LinePitch => "正文行距",
            Choice::BodySize => "正文字号",
            Choice::HeadingIndent => "各级标题首行缩进",
            Choice::BoldHeading2 => "二级标题（一）加粗",
            Choice::BoldHeading3 => "三级标题 1. 加粗",
            Choice::BoldHeading4 => "四级标题（1）加粗",
            Choice::SqueezePunctuation => "标点挤压",
            Choice::HangPunctuation => "标点溢出边界",
            Choice::TitleSize => "标题字号",
            Choice::TitlePitch => "标题行距",
            Choice::TableSize => "表头和数字字号",
            Choice::TableLabelSize => "表格项目字号",
            Choice::MarginTop => "上边距（天头）",
            Choice::MarginBottom => "下边距",
            Choice::MarginLeft => "左边距（订口）",
            Choice::MarginRight => "右边距",
            Choice::PageNumber => "页码位置",
            Choice::PageNumberDashes => "页码两侧加一字线",
            Choice::Face(Face::FangSong) => "正文字体（仿宋）",
            Choice::Face(Face::XiaoBiaoSong) => "标题字体（小标宋）",
            Choice::Face(Face::HeiTi) => "一级标题和表头字体（黑体）",
            Choice::Face(Face::KaiTi) => "二级标题字体（楷体）",
            Choice::Face(Face::SongTi) => "表格和页码字体（宋体）",
            Choice::PdfFonts => "PDF 用哪里的字体",
        }
    }

    /// Under which heading it is shown.
    pub fn group(self) -> &'static str {
        match self {
            Choice::LinePitch
            | Choice::BodySize
            | Choice::HeadingIndent
            | Choice::BoldHeading2
            | Choice::BoldHeading3
            | Choice::BoldHeading4
            | Choice::SqueezePunctuation
            | Choice::HangPunctuation => "正文",
            Choice::TitleSize | Choice::TitlePitch => "标题",
            Choice::TableSize | Choice::TableLabelSize => "表格",
            Choice::MarginTop | Choice::MarginBottom | Choice::MarginLeft | Choice::MarginRight => "页边距",
            Choice::PageNumber | Choice::PageNumberDashes => "页码",
            Choice::Face(_) | Choice::PdfFonts => "字体",
        }
    }

    /// The unit of its numbers; empty where it takes none.
    pub fn unit(self) -> &'static str {
        match self {
            Choice::LinePitch
            | Choice::BodySize
            | Choice::TitleSize
            | Choice::TitlePitch
            | Choice::TableSize
            | Choice::TableLabelSize => "磅",
            Choice::MarginTop | Choice::MarginBottom | Choice::MarginLeft | Choice::MarginRight => "毫米",
            Choice::HeadingIndent => "字",
            _ => "",
        }
    }

    /// What values it takes.
    pub fn range(self) -> Range {
        match self {
            Choice::LinePitch => Range::Between(26.0, 30.0),
            Choice::BodySize => Range::Sizes(&[16.0, 15.0, 14.0]),
            Choice::HeadingIndent => Range::Numbers(&[2.0, 0.0]),
            Choice::TitleSize => Range::Sizes(&[26.0, 24.0, 22.0, 18.0, 16.0]),
            Choice::TitlePitch => Range::Between(20.0, 60.0),
            Choice::TableSize => Range::Sizes(&[12.0, 10.5, 9.0]),
            Choice::TableLabelSize => Range::Sizes(&[12.0, 10.5, 9.0, 7.5]),
            Choice::MarginTop | Choice::MarginBottom => Range::Between(20.0, 50.0),
            Choice::MarginLeft | Choice::MarginRight => Range::Between(15.0, 45.0),
            Choice::BoldHeading2
            | Choice::BoldHeading3
            | Choice::BoldHeading4
            | Choice::SqueezePunctuation
            | Choice::HangPunctuation
            | Choice::PageNumberDashes => Range::Flag,
            Choice::PageNumber => Range::Words(PLACES),
            Choice::PdfFonts => Range::Words(FONTS),
            Choice::Face(face) => Range::Names(common_names(face)),
        }
    }

    /// Whose word [`Choice::standard`] is: 国标 where GB/T 9704-2012 says so or it follows from what it says, 默认 where it
    /// says nothing (tables after published reports, the pitch of a title, where fonts are).
    pub fn authority(self) -> &'static str {
        match self {
            Choice::TitlePitch
            | Choice::TableSize
            | Choice::TableLabelSize
            | Choice::SqueezePunctuation
            | Choice::HangPunctuation
            | Choice::PdfFonts => "默认",
            _ => "国标",
        }
    }

    /// What GB/T 9704-2012 says, and what holds by default where it says nothing.
    pub fn standard(self) -> Value {
        self.of(&StyleSheet::gb9704())
    }

    /// What a sheet says.
    pub fn of(self, sheet: &StyleSheet) -> Value {
        let size = |style| Value::Number(sheet.format(style).size.0);
        let margins = sheet.page.upright;
        match self {
            Choice::LinePitch => Value::Number(sheet.line_pitch.0),
            Choice::BodySize => size(ParaStyle::Body),
            Choice::HeadingIndent => Value::Number(sheet.format(ParaStyle::Heading1).first_line_chars),
            Choice::BoldHeading2 => Value::Flag(sheet.format(ParaStyle::Heading2).bold),
            Choice::BoldHeading3 => Value::Flag(sheet.format(ParaStyle::Heading3).bold),
            Choice::BoldHeading4 => Value::Flag(sheet.format(ParaStyle::Heading4).bold),
            Choice::SqueezePunctuation => Value::Flag(sheet.punctuation.squeeze),
            Choice::HangPunctuation => Value::Flag(sheet.punctuation.hang),
            Choice::TitleSize => size(ParaStyle::Title),
            Choice::TitlePitch => Value::Number(sheet.pitch(ParaStyle::Title).0),
            Choice::TableSize => size(ParaStyle::TableNumber),
            Choice::TableLabelSize => size(ParaStyle::TableLabel),
            Choice::MarginTop => Value::Number(margins.top.0),
            Choice::MarginBottom => Value::Number(margins.bottom.0),
            Choice::MarginLeft => Value::Number(margins.left.0),
            Choice::MarginRight => Value::Number(margins.right.0),
            Choice::PageNumber => Value::Word(if sheet.page_number.outside { "outside" } else { "center" }),
            Choice::PageNumberDashes => Value::Flag(sheet.page_number.dashes),
            Choice::Face(face) => Value::Name(sheet.face(face).clone()),
            // No matter of the sheet: the same pages on every machine unless an office says otherwise.
            Choice::PdfFonts => Value::Word("bundled"),
        }
    }
}

/// Names under which offices have a face installed, with the family's other name. The first is the standard's.
fn common_names(face: Face) -> &'static [(&'static str, &'static str)] {
    match face {
        Face::FangSong => &[
            ("仿宋_GB2312", "FangSong"),
            ("仿宋", "FangSong"),
            ("方正仿宋_GBK", "FZFangSong-Z02"),
            ("华文仿宋", "STFangsong"),
        ],
        Face::SongTi => &[("宋体", "SimSun"), ("方正书宋_GBK", "FZShuSong-Z01"), ("华文宋体", "STSong")],
        Face::HeiTi => &[("黑体", "SimHei"), ("方正黑体_GBK", "FZHei-B01"), ("华文黑体", "STHeiti")],
        Face::KaiTi => {
            &[("楷体_GB2312", "KaiTi"), ("楷体", "KaiTi"), ("方正楷体_GBK", "FZKai-Z03"), ("华文楷体", "STKaiti")]
        }
        Face::XiaoBiaoSong => &[
            ("方正小标宋_GBK", "FZXiaoBiaoSong-B05S"),
            ("方正小标宋简体", "FZXiaoBiaoSong-B05S"),
            ("华文中宋", "STZhongsong"),
        ],
    }
}
