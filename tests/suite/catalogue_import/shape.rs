//! How one variant of a table looks: its file, heads, columns, merges, marks and what stands around it.

use mingce_domain::agency::AgencyLevel;

/// The file that it is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Xlsx,
    CsvUtf8,
    CsvBom,
    CsvGb,
    CsvUtf16,
    Html,
    /// A page that is called `.xls`, as old systems export.
    HtmlAsXls,
    HtmlGb,
    Docx,
    /// Text from the clipboard.
    Pasted,
    /// A page's table from the clipboard.
    PastedHtml,
}

/// A column of a variant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Col {
    Number,
    Sector,
    Primary,
    Secondary,
    Tertiary,
    Elements,
    Basis,
    Limit,
    Body,
    Office,
    Channels,
    Whole,
    Group,
    Audience,
    Proactive,
    Application,
    Mode,
    /// Ticks for these levels, under a head of its own.
    Tier(&'static str, &'static [AgencyLevel]),
    Tiers,
    Stage,
    /// 公开格式, which no item has a place for.
    Layout,
    /// 经办窗口 beside 部门, which no reader knows.
    Window,
    Note,
}

pub const COUNTY: Col = Col::Tier("县级", &[AgencyLevel::County]);
pub const TOWNSHIP: Col = Col::Tier("乡级", &[AgencyLevel::Township]);
pub const VILLAGE: Col = Col::Tier("村级", &[AgencyLevel::Village]);
pub const TOWN_AND_VILLAGE: Col = Col::Tier("乡、村级", &[AgencyLevel::Township, AgencyLevel::Village]);

/// The columns of the standard catalogue in their order, and more at the end for what it has no column for.
pub fn standard(tiers: &[Col]) -> Vec<Col> {
    use Col::*;
    let before = [Number, Primary, Secondary, Elements, Basis, Limit, Body, Channels];
    before.into_iter().chain([Whole, Group, Proactive, Application]).chain(tiers.iter().copied()).collect()
}

/// What stands in a cell that says the same as the one above.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Same {
    /// The words again.
    Again,
    /// One merged cell.
    Merged,
    Blank,
    /// These words: 同上, 〃.
    Words(&'static str),
}

/// Where the sectors are named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In a column, or nowhere.
    One,
    /// A sheet each, or a table each with its name above.
    Sheets,
    /// One sheet with a title and a head for each.
    Tables,
    /// One head, and a row with the sector's name before its items.
    Banners,
    /// Banners, and the head again after so many rows.
    Pages(usize),
}

/// How heads are named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Names {
    Usual,
    /// 特定群众, 依申请公开, 公开渠道及载体, …
    Other,
    /// With blanks and line ends in the words.
    Spaced,
    /// A group and its part in one cell: 公开对象（全社会）.
    Parts,
}

/// How the carriers of a cell are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Carriers {
    /// All, ■ or □, two a line.
    TwoPerLine,
    /// Only the chosen, each with ■.
    Chosen,
    /// The chosen with nothing between.
    Unseparated,
    /// 1.政府网站2.…
    Numbered,
    Commas,
    /// All with boxes, a line end in the middle of words.
    Broken,
    /// 政府门户网站, 公示栏, 纸质载体.
    Renamed,
    /// All, the boxes turned into t and 口.
    Damaged,
    /// 其他 with its words behind a colon.
    ChosenWithOther,
}

/// How the elements of a cell are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Listing {
    /// ● and 〇 behind one another.
    Marks,
    /// ● and 〇, a line each, and lines broken in words.
    BrokenMarks,
    Lines,
    /// 1. a line each.
    Numbered,
    /// 1. behind one another.
    NumberedInline,
}

/// How bases are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bases {
    /// 《…》（…）…, a line each.
    Lines,
    /// Behind one another with 、.
    Commas,
    /// With nothing between, and line ends in titles and numbers.
    Broken,
    /// 【法律】 before, 1. numbered.
    Numbered,
}

/// A variant.
#[derive(Debug, Clone)]
pub struct Variant {
    pub name: &'static str,
    pub format: Format,
    pub columns: Vec<Col>,
    pub head_rows: usize,
    pub names: Names,
    pub title: bool,
    pub layout: Place,
    /// What stands in cells of these columns that repeat the one above.
    pub same: Same,
    pub same_in: Vec<Col>,
    /// Each element in a row of its own, the rest merged or blank.
    pub row_per_element: bool,
    /// One number for all items of one 一级事项.
    pub number_per_primary: bool,
    pub tick: &'static str,
    pub no_tick: &'static str,
    pub carriers: Carriers,
    pub elements: Listing,
    pub bases: Bases,
    /// Blanks in words and full-width digits.
    pub spaced: bool,
    /// 20日 instead of 20个工作日.
    pub days: bool,
    /// √ under 特定群体 without saying which.
    pub unnamed_group: bool,
    /// 1 2 3 … under the head.
    pub numbered_columns: bool,
    pub contents: bool,
    pub notes: bool,
    pub hidden_sheet: bool,
    pub empty_sheet: bool,
    pub far_corner: bool,
    /// A column without a head, with words in it.
    pub stray_column: bool,
    /// The last sector is none of the standard's.
    pub own_sector: bool,
}

impl Variant {
    /// The standard table, from which others differ.
    pub fn new(name: &'static str, format: Format) -> Variant {
        Variant {
            name,
            format,
            columns: standard(&[COUNTY, TOWN_AND_VILLAGE]),
            head_rows: 2,
            names: Names::Usual,
            title: true,
            layout: Place::One,
            same: Same::Again,
            same_in: Vec::new(),
            row_per_element: false,
            number_per_primary: false,
            tick: "√",
            no_tick: "",
            carriers: Carriers::TwoPerLine,
            elements: Listing::Marks,
            bases: Bases::Lines,
            spaced: false,
            days: false,
            unnamed_group: false,
            numbered_columns: false,
            contents: false,
            notes: false,
            hidden_sheet: false,
            empty_sheet: false,
            far_corner: false,
            stray_column: false,
            own_sector: false,
        }
    }

    pub fn has(&self, col: Col) -> bool {
        self.columns.contains(&col)
    }

    pub fn tiers(&self) -> impl Iterator<Item = (&'static str, &'static [AgencyLevel])> {
        self.columns.iter().filter_map(|col| match col {
            Col::Tier(name, levels) => Some((*name, *levels)),
            _ => None,
        })
    }
}
