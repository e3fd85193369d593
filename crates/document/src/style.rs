//! Named styles: GB/T 9704-2012 as the ground, one sheet per office over it. The only place of fonts, sizes, spacing.

use crate::{Mm, Pt};
use serde::{Deserialize, Serialize};

/// A type face by its role. Which file draws it is decided by the font set; which name Word sees by [`StyleSheet::faces`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Face {
    /// 仿宋: body text.
    FangSong,
    /// 宋体: tables, page numbers.
    SongTi,
    /// 黑体: first-level headings, table heads.
    HeiTi,
    /// 楷体: second-level headings.
    KaiTi,
    /// 小标宋: titles.
    XiaoBiaoSong,
}

impl Face {
    /// All faces, in a fixed order.
    pub const ALL: [Face; 5] = [Face::FangSong, Face::SongTi, Face::HeiTi, Face::KaiTi, Face::XiaoBiaoSong];
}

/// How word processors name a face.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FaceName {
    /// The official name, written into DOCX.
    pub name: String,
    /// The name under which it may be installed instead (fontTable's altName).
    pub alt: String,
}

/// Paper direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Orientation {
    /// Upright.
    Portrait,
    /// Across.
    Landscape,
}

/// Horizontal alignment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Align {
    /// Left.
    Start,
    /// Middle.
    Center,
    /// Right.
    End,
    /// Both edges, last line left.
    Justify,
}

/// Page margins.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Margins {
    /// 天头.
    pub top: Mm,
    /// Right.
    pub right: Mm,
    /// Bottom.
    pub bottom: Mm,
    /// 订口.
    pub left: Mm,
}

/// Paper.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct PageFormat {
    /// Width, upright.
    pub width: Mm,
    /// Height, upright.
    pub height: Mm,
    /// Margins of an upright page. A landscape page is the upright page turned: its top margin is the upright left one
    /// (the binding side stays), see [`PageFormat::margins`].
    pub upright: Margins,
    /// Lines per page (22).
    pub lines: u32,
    /// Characters per line (28).
    pub chars: u32,
}

impl PageFormat {
    /// Width and height in this direction.
    pub fn size(&self, orientation: Orientation) -> (Mm, Mm) {
        match orientation {
            Orientation::Portrait => (self.width, self.height),
            Orientation::Landscape => (self.height, self.width),
        }
    }
    /// Margins in this direction.
    pub fn margins(&self, orientation: Orientation) -> Margins {
        let m = self.upright;
        match orientation {
            Orientation::Portrait => m,
            Orientation::Landscape => Margins { top: m.left, right: m.top, bottom: m.right, left: m.bottom },
        }
    }
    /// Width of the text area (版心) in this direction.
    pub fn text_width(&self, orientation: Orientation) -> Mm {
        let m = self.margins(orientation);
        Mm(self.size(orientation).0.0 - m.left.0 - m.right.0)
    }
    /// Height of the text area in this direction.
    pub fn text_height(&self, orientation: Orientation) -> Mm {
        let m = self.margins(orientation);
        Mm(self.size(orientation).1.0 - m.top.0 - m.bottom.0)
    }
}

/// Distance from baseline to baseline.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LinePitch {
    /// The page grid's pitch ([`StyleSheet::line_pitch`]).
    Grid,
    /// Exactly so much.
    Exact(Pt),
}

/// Named paragraph styles. The role of a paragraph (heading, cell text) follows from its style.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ParaStyle {
    /// Document title: 2号小标宋, centred.
    Title,
    /// 一、 level 1: 3号黑体.
    Heading1,
    /// （一） level 2: 3号楷体.
    Heading2,
    /// 1. level 3: 3号仿宋.
    Heading3,
    /// （1） level 4: 3号仿宋.
    Heading4,
    /// 正文: 3号仿宋, first line two characters in.
    Body,
    /// Body without the first-line indent.
    BodyFlush,
    /// An empty line of the grid.
    Spacer,
    /// 署名 of a document without seal (the annual report): two characters in.
    Signature,
    /// 成文日期 below it: begins two characters to the right of the name.
    SignatureDate,
    /// 署名 of a sealed document: centred on the date below it (GB/T 9704).
    SealedSignature,
    /// 成文日期 of a sealed document: four characters in.
    SealedDate,
    /// 附注.
    Remark,
    /// A part that is still missing in a draft.
    Missing,
    /// Head cells.
    TableHead,
    /// Row labels.
    TableLabel,
    /// Number cells.
    TableNumber,
    /// Running text in cells.
    TableText,
    /// Caption of a figure or table.
    Caption,
    /// Page number below the text area.
    PageNumber,
    /// Running head.
    RunningHead,
    /// Entry of the contents, level 1.
    Contents1,
    /// Entry of the contents, level 2.
    Contents2,
    /// Footnote.
    Footnote,
}

impl ParaStyle {
    /// All styles, in a fixed order.
    pub const ALL: [ParaStyle; 24] = [
        ParaStyle::Body,
        ParaStyle::Title,
        ParaStyle::Heading1,
        ParaStyle::Heading2,
        ParaStyle::Heading3,
        ParaStyle::Heading4,
        ParaStyle::BodyFlush,
        ParaStyle::Spacer,
        ParaStyle::Signature,
        ParaStyle::SignatureDate,
        ParaStyle::SealedSignature,
        ParaStyle::SealedDate,
        ParaStyle::Remark,
        ParaStyle::Missing,
        ParaStyle::TableHead,
        ParaStyle::TableLabel,
        ParaStyle::TableNumber,
        ParaStyle::TableText,
        ParaStyle::Caption,
        ParaStyle::PageNumber,
        ParaStyle::RunningHead,
        ParaStyle::Contents1,
        ParaStyle::Contents2,
        ParaStyle::Footnote,
    ];

    /// Whether the style is made for the cells of tables. Stops do not hang there, they would stand on the rule.
    pub fn is_for_cells(self) -> bool {
        use ParaStyle::{TableHead, TableLabel, TableNumber, TableText};
        matches!(self, TableHead | TableLabel | TableNumber | TableText)
    }

    /// The heading level, for styles that are headings (the title is none).
    pub fn heading_level(self) -> Option<u8> {
        match self {
            ParaStyle::Heading1 => Some(1),
            ParaStyle::Heading2 => Some(2),
            ParaStyle::Heading3 => Some(3),
            ParaStyle::Heading4 => Some(4),
            _ => None,
        }
    }
}

/// Named character styles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CharStyle {
    /// As the paragraph.
    Plain,
    /// Heavier.
    Strong,
    /// Something that must still be filled in or checked (待填写, 依据待核): seen at once, in black and white too.
    Attention,
}

/// How a paragraph looks.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ParaFormat {
    /// The name users know it by in WPS and Word.
    pub name: String,
    /// Face of Chinese, Latin and digits alike, unless [`ParaFormat::latin_face`] differs.
    pub face: Face,
    /// Size.
    pub size: Pt,
    /// Alignment.
    pub align: Align,
    /// First-line indent in characters of this size.
    pub first_line_chars: f64,
    /// Left indent in characters.
    pub start_chars: f64,
    /// Right indent in characters.
    pub end_chars: f64,
    /// Space before.
    pub before: Pt,
    /// Space after.
    pub after: Pt,
    /// Line pitch.
    pub pitch: LinePitch,
    /// Keep on the page where the next block begins.
    pub keep_with_next: bool,
    /// Whether characters are set on the page's character grid (28 a line).
    pub on_char_grid: bool,
    /// Heavier than the face itself. The standard asks for it nowhere, many offices do for headings 2 to 4.
    pub bold: bool,
}

/// How tables look.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct TableFormat {
    /// Border width.
    pub border: Pt,
    /// Space between border and text, left and right.
    pub pad_x: Mm,
    /// Space between border and text, above and below.
    pub pad_y: Mm,
    /// Space before and after a table.
    pub around: Pt,
    /// Whether a table that fits on one page is never torn by a page end, at the price of some blank paper before it.
    /// A reader of an official form adds up its columns: half of one is no use.
    pub keep_whole: bool,
}

/// How punctuation is set in lines. Both are choices of word processors, too (中文版式), so that the same lines result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PunctuationFormat {
    /// 标点挤压: neighbouring marks share their blank halves, and a mark that just does not fit is pushed in. Off, each
    /// mark takes a place of the grid, as official documents of 28 characters a line are set.
    pub squeeze: bool,
    /// 允许标点溢出边界: a stop that does not fit hangs beyond the end of its line.
    pub hang: bool,
}

/// How page numbers look.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct PageNumberFormat {
    /// Distance from the lower edge of the text area to the middle of the number line (7 mm).
    pub below_text: Mm,
    /// A 一字线 on each side: `— 1 —`.
    pub dashes: bool,
    /// Odd pages right, even pages left; otherwise centred.
    pub outside: bool,
    /// Distance from the edge of the text area, in characters of the number's size (空一字).
    pub inset_chars: f64,
}

/// A style sheet: paper, faces, styles.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StyleSheet {
    /// Paper and grid.
    pub page: PageFormat,
    /// Line pitch of the grid.
    pub line_pitch: Pt,
    /// Page numbers.
    pub page_number: PageNumberFormat,
    /// Tables.
    pub table: TableFormat,
    /// Punctuation.
    pub punctuation: PunctuationFormat,
    /// Names of faces, in the order of [`Face::ALL`].
    pub faces: Vec<(Face, FaceName)>,
    /// Formats, one for each of [`ParaStyle::ALL`].
    pub styles: Vec<(ParaStyle, ParaFormat)>,
}

impl StyleSheet {
    /// The format of a style.
    pub fn format(&self, style: ParaStyle) -> &ParaFormat {
        // A sheet read from a setting may lack a style: it then looks like the first one (正文).
        self.styles.iter().find(|(s, _)| *s == style).map_or(&self.styles[0].1, |(_, f)| f)
    }

    /// The names of a face.
    pub fn face(&self, face: Face) -> &FaceName {
        self.faces.iter().find(|(f, _)| *f == face).map_or(&self.faces[0].1, |(_, n)| n)
    }

    /// The pitch of a style in points.
    pub fn pitch(&self, style: ParaStyle) -> Pt {
        match self.format(style).pitch {
            LinePitch::Grid => self.line_pitch,
            LinePitch::Exact(pt) => pt,
        }
    }

    /// Advance of one character on the grid: text width divided by 28 (15.79 pt for 16 pt type).
    pub fn char_pitch(&self) -> Pt {
        Pt(self.page.text_width(Orientation::Portrait).pt().0 / f64::from(self.page.chars))
    }

    /// What is added to each character on the grid so that a line holds the sheet's number of characters, in the whole
    /// twips that word processors count in.
    pub fn char_spacing(&self) -> Pt {
        let body = self.styles.iter().find(|(style, _)| *style == ParaStyle::Body).map_or(Pt(0.0), |(_, f)| f.size);
        Pt(f64::from(Pt(self.char_pitch().0 - body.0).twips()) / 20.0)
    }

    /// Advance of a character on the grid, as word processors count it (15.8 pt for 16 pt type).
    pub fn char_advance(&self) -> Pt {
        Pt(self.format(ParaStyle::Body).size.0 + self.char_spacing().0)
    }

    /// What a line needs in a word processor to hold the sheet's number of characters on the grid. LibreOffice counts the
    /// last one without what was taken from its width; a first line's indent may count as two characters of full width;
    /// and one twip more against rounding. With less, the last character of every line falls to the next.
    pub fn grid_width(&self) -> Pt {
        let spacing = self.char_spacing().0;
        Pt(self.char_advance().0 * f64::from(self.page.chars) + 2.0 * (-spacing).max(0.0) + 0.05)
    }

    /// How much longer than the text area a full line of the grid may be before it is closed up: as much as
    /// [`StyleSheet::grid_width`] grants word processors, so that lines end where theirs do.
    pub fn grid_give(&self) -> Pt {
        let room = self.grid_width().0 + self.char_spacing().0.min(0.0);
        Pt((room - self.page.text_width(Orientation::Portrait).pt().0).max(0.0))
    }

    /// GB/T 9704-2012: A4, 37/28/26/35 mm, 22 lines of 28 characters, 3号仿宋. Table sizes after published reports
    /// (五号 and 小五).
    pub fn gb9704() -> StyleSheet {
        let name = |name: &str, alt: &str| FaceName { name: name.into(), alt: alt.into() };
        StyleSheet {
            page: PageFormat {
                width: Mm(210.0),
                height: Mm(297.0),
                upright: Margins { top: Mm(37.0), right: Mm(26.0), bottom: Mm(35.0), left: Mm(28.0) },
                lines: 22,
                chars: 28,
            },
            line_pitch: Pt(28.95),
            page_number: PageNumberFormat { below_text: Mm(7.0), dashes: true, outside: true, inset_chars: 1.0 },
            table: TableFormat { border: Pt(0.5), pad_x: Mm(0.8), pad_y: Mm(0.5), around: Pt(6.0), keep_whole: true },
            punctuation: PunctuationFormat { squeeze: false, hang: true },
            faces: vec![
                (Face::FangSong, name("仿宋_GB2312", "FangSong")),
                (Face::SongTi, name("宋体", "SimSun")),
                (Face::HeiTi, name("黑体", "SimHei")),
                (Face::KaiTi, name("楷体_GB2312", "KaiTi")),
                (Face::XiaoBiaoSong, name("方正小标宋_GBK", "FZXiaoBiaoSong-B05S")),
            ],
            styles: gb9704_styles(),
        }
    }
}

fn gb9704_styles() -> Vec<(ParaStyle, ParaFormat)> {
    let body = ParaFormat {
        name: "正文".into(),
        face: Face::FangSong,
        size: Pt(16.0),
        align: Align::Justify,
        first_line_chars: 2.0,
        start_chars: 0.0,
        end_chars: 0.0,
        before: Pt(0.0),
        after: Pt(0.0),
        pitch: LinePitch::Grid,
        keep_with_next: false,
        on_char_grid: true,
        bold: false,
    };
    let cell = ParaFormat {
        face: Face::SongTi,
        size: Pt(10.5),
        align: Align::Center,
        first_line_chars: 0.0,
        pitch: LinePitch::Exact(Pt(14.0)),
        on_char_grid: false,
        ..body.clone()
    };
    let named = |name: &str, format: &ParaFormat| ParaFormat { name: name.into(), ..format.clone() };
    let heading = |name: &str, face: Face| ParaFormat { face, keep_with_next: true, ..named(name, &body) };
    ParaStyle::ALL
        .into_iter()
        .map(|style| {
            let format = match style {
                ParaStyle::Body => body.clone(),
                ParaStyle::Title => ParaFormat {
                    face: Face::XiaoBiaoSong,
                    size: Pt(22.0),
                    align: Align::Center,
                    first_line_chars: 0.0,
                    pitch: LinePitch::Exact(Pt(33.0)),
                    keep_with_next: true,
                    on_char_grid: false,
                    ..named("标题", &body)
                },
                ParaStyle::Heading1 => heading("标题 1", Face::HeiTi),
                ParaStyle::Heading2 => heading("标题 2", Face::KaiTi),
                ParaStyle::Heading3 => heading("标题 3", Face::FangSong),
                ParaStyle::Heading4 => heading("标题 4", Face::FangSong),
                ParaStyle::BodyFlush => ParaFormat { first_line_chars: 0.0, ..named("正文顶格", &body) },
                ParaStyle::Spacer => ParaFormat { first_line_chars: 0.0, ..named("空行", &body) },
                ParaStyle::Signature => ParaFormat {
                    align: Align::End,
                    first_line_chars: 0.0,
                    end_chars: 2.0,
                    keep_with_next: true,
                    ..named("署名", &body)
                },
                ParaStyle::SignatureDate => {
                    ParaFormat {
                        align: Align::End, first_line_chars: 0.0, end_chars: 2.0, ..named("成文日期", &body)
                    }
                }
                // Where nobody measures, both end four characters in.
                ParaStyle::SealedSignature => ParaFormat {
                    align: Align::End,
                    first_line_chars: 0.0,
                    end_chars: 4.0,
                    keep_with_next: true,
                    ..named("署名（盖章）", &body)
                },
                ParaStyle::SealedDate => ParaFormat {
                    align: Align::End,
                    first_line_chars: 0.0,
                    end_chars: 4.0,
                    ..named("成文日期（盖章）", &body)
                },
                ParaStyle::Remark => ParaFormat { first_line_chars: 2.0, ..named("附注", &body) },
                ParaStyle::Missing => ParaFormat { face: Face::HeiTi, ..named("待补内容", &body) },
                ParaStyle::TableHead => ParaFormat { face: Face::HeiTi, ..named("表头", &cell) },
                // 小五 on a tight pitch, so that table three fits one page.
                ParaStyle::TableLabel => ParaFormat {
                    align: Align::Start,
                    size: Pt(9.0),
                    pitch: LinePitch::Exact(Pt(12.0)),
                    ..named("表格项目", &cell)
                },
                ParaStyle::TableNumber => named("表格数字", &cell),
                ParaStyle::TableText => ParaFormat { align: Align::Justify, ..named("表格文字", &cell) },
                // A little apart from the lowest symbol.
                ParaStyle::Caption => ParaFormat { face: Face::HeiTi, before: Pt(4.0), ..named("题注", &cell) },
                ParaStyle::PageNumber => {
                    ParaFormat { size: Pt(14.0), pitch: LinePitch::Exact(Pt(18.0)), ..named("页码", &cell) }
                }
                ParaStyle::RunningHead => ParaFormat { size: Pt(10.5), ..named("页眉", &cell) },
                ParaStyle::Contents1 => {
                    ParaFormat { align: Align::Start, first_line_chars: 0.0, ..named("目录 1", &body) }
                }
                ParaStyle::Contents2 => ParaFormat {
                    align: Align::Start,
                    first_line_chars: 0.0,
                    start_chars: 1.0,
                    ..named("目录 2", &body)
                },
                ParaStyle::Footnote => ParaFormat {
                    size: Pt(10.5),
                    first_line_chars: 0.0,
                    pitch: LinePitch::Exact(Pt(15.0)),
                    on_char_grid: false,
                    ..named("脚注", &body)
                },
            };
            (style, format)
        })
        .collect()
}
