//! The variants: each differs from the standard table in what its name says.

use super::shape::Col::*;
use super::shape::*;
use mingce_domain::agency::AgencyLevel;

/// Everything that a merge or a blank may stand for in the columns of words.
const WORDS: [Col; 6] = [Primary, Secondary, Basis, Limit, Body, Office];
const TICKS: [Col; 6] = [Whole, Group, Proactive, Application, COUNTY, TOWN_AND_VILLAGE];

struct List(Vec<Variant>);

impl List {
    fn add(&mut self, name: &'static str, format: Format, change: impl FnOnce(&mut Variant)) {
        let mut variant = Variant::new(name, format);
        change(&mut variant);
        self.0.push(variant);
    }
}

fn with(before: &[Col], after: &[Col]) -> Vec<Col> {
    let columns = standard(&[COUNTY, TOWN_AND_VILLAGE]);
    before.iter().chain(&columns).chain(after).copied().collect()
}

/// Three names, and everything that a column can be made for.
fn everything() -> Vec<Col> {
    vec![
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
        Proactive,
        Application,
        COUNTY,
        TOWNSHIP,
        VILLAGE,
        Stage,
        Layout,
        Note,
    ]
}

pub fn all() -> Vec<Variant> {
    let mut list = List(Vec::new());
    formats(&mut list);
    heads(&mut list);
    layouts(&mut list);
    same(&mut list);
    cells(&mut list);
    mixed(&mut list);
    list.0
}

fn formats(list: &mut List) {
    use Format::*;
    let named = [
        ("xlsx", Xlsx),
        ("csv", CsvUtf8),
        ("csv with a mark", CsvBom),
        ("csv in gb18030", CsvGb),
        ("csv in utf-16", CsvUtf16),
        ("a page", Html),
        ("a page called xls", HtmlAsXls),
        ("a page in gb2312", HtmlGb),
        ("a document", Docx),
        ("pasted text", Pasted),
        ("a pasted page", PastedHtml),
    ];
    for (name, format) in named {
        list.add(name, format, |_| ());
    }
    for (name, format) in [
        ("everything in xlsx", Xlsx),
        ("everything in csv", CsvGb),
        ("everything in a page", Html),
        ("everything in a document", Docx),
        ("everything pasted", Pasted),
    ] {
        list.add(name, format, |it| {
            it.columns = everything();
            it.same = Same::Merged;
            it.same_in = [&WORDS[..], &[Sector]].concat();
        });
    }
}

fn heads(list: &mut List) {
    use Format::*;
    for (name, format) in [("one row of heads", Xlsx), ("one row of heads in csv", CsvUtf8)] {
        list.add(name, format, |it| it.head_rows = 1);
    }
    for (name, format) in
        [("three rows of heads", Xlsx), ("three rows of heads in csv", CsvUtf8), ("three rows in a document", Docx)]
    {
        list.add(name, format, |it| it.head_rows = 3);
    }
    list.add("no title", Xlsx, |it| it.title = false);
    list.add("heads of other names", Html, |it| it.names = Names::Other);
    list.add("heads of other names in csv", CsvGb, |it| it.names = Names::Other);
    list.add("heads broken in words", Docx, |it| it.names = Names::Spaced);
    list.add("heads broken in words, pasted", Pasted, |it| it.names = Names::Spaced);
    list.add("numbers of columns under the head", Xlsx, |it| it.numbered_columns = true);
    list.add("no number", Xlsx, |it| it.columns.retain(|col| *col != Number));
    list.add("no number in csv", CsvUtf8, |it| it.columns.retain(|col| *col != Number));
    list.add("the number second", Xlsx, |it| it.columns.swap(0, 1));
    list.add("columns the other way round", Html, |it| it.columns.reverse());
    list.add("sector, stage, layout and note added", Xlsx, |it| it.columns = with(&[Sector], &[Stage, Layout, Note]));
    list.add("stage and note of other names", CsvBom, |it| {
        it.columns = with(&[], &[Note, Stage]);
        it.names = Names::Other;
    });
    list.add("the body split", Xlsx, |it| it.columns = with(&[], &[Office, Note]));
    list.add("no tiers", Xlsx, |it| it.columns = standard(&[]));
    list.add("tiers in words", CsvUtf8, |it| it.columns = standard(&[Tiers]));
    let towns: [(&str, &[Col]); 4] = [
        ("city, county and town", &[Tier("市级", &[AgencyLevel::City]), COUNTY, TOWNSHIP]),
        ("town and village", &[Tier("镇级", &[AgencyLevel::Township]), VILLAGE]),
        ("district and street", &[Tier("区级", &[AgencyLevel::County]), Tier("街道", &[AgencyLevel::Township])]),
        (
            "levels of one word",
            &[
                Tier("市", &[AgencyLevel::City]),
                Tier("县", &[AgencyLevel::County]),
                Tier("乡", &[AgencyLevel::Township]),
            ],
        ),
    ];
    for (name, tiers) in towns {
        list.add(name, Xlsx, |it| it.columns = standard(tiers));
        list.add(name, CsvUtf8, |it| it.columns = standard(tiers));
    }
    list.add("audience, mode and tiers in words", Xlsx, |it| it.columns = single());
    list.add("the same in one row of csv", CsvGb, |it| {
        it.columns = single();
        it.head_rows = 1;
    });
    list.add("the same under other names in a document", Docx, |it| {
        it.columns = single();
        it.names = Names::Other;
    });
}

fn single() -> Vec<Col> {
    vec![Primary, Secondary, Number, Elements, Limit, Basis, Body, Channels, Audience, Mode, Tiers, Note]
}

fn layouts(list: &mut List) {
    use Format::*;
    for (name, layout) in [
        ("a sheet for each sector", Place::Sheets),
        ("several tables on a sheet", Place::Tables),
        ("banners of sectors", Place::Banners),
        ("heads again on every page", Place::Pages(3)),
    ] {
        for format in [Xlsx, CsvUtf8, Html, Docx] {
            if layout == Place::Sheets && format == CsvUtf8 {
                continue;
            }
            list.add(name, format, |it| {
                it.layout = layout;
                it.notes = true;
            });
        }
    }
    list.add("a contents list above", Xlsx, |it| {
        it.contents = true;
        it.layout = Place::Banners;
    });
    list.add("a contents list above, no sectors below", CsvUtf8, |it| it.contents = true);
    list.add("hidden, empty and far", Xlsx, |it| {
        (it.hidden_sheet, it.empty_sheet, it.far_corner, it.notes) = (true, true, true, true);
    });
    list.add("a column without a head", Xlsx, |it| it.stray_column = true);
    list.add("pages that cut merges", Xlsx, |it| {
        it.layout = Place::Pages(2);
        it.same = Same::Merged;
        it.same_in = WORDS.to_vec();
        it.columns = everything().into_iter().filter(|col| *col != Sector).collect();
    });
}

fn same(list: &mut List) {
    use Format::*;
    let ways = [
        ("merged words", Same::Merged),
        ("blank words", Same::Blank),
        ("the same in words", Same::Words("同上")),
        ("ditto marks", Same::Words("〃")),
    ];
    for (name, same) in ways {
        for (format, tertiary) in [(Xlsx, true), (CsvUtf8, false), (Docx, true), (Html, false)] {
            list.add(name, format, |it| {
                it.same = same;
                it.same_in = [&WORDS[..], &[Channels]].concat();
                it.columns = with(&[Sector], &[]);
                if tertiary {
                    it.columns.insert(4, Tertiary);
                }
            });
        }
    }
    for (name, same) in [
        ("merged ticks", Same::Merged),
        ("ticks said again in words", Same::Words("同上")),
        ("blank ticks", Same::Blank),
    ] {
        for format in [Xlsx, Html, CsvUtf8] {
            list.add(name, format, |it| {
                it.same = same;
                it.same_in = TICKS.to_vec();
            });
        }
    }
    list.add("a row for each element", Xlsx, |it| it.row_per_element = true);
    list.add("a row for each element in csv", CsvUtf8, |it| it.row_per_element = true);
    list.add("a row for each element without numbers", Docx, |it| {
        it.row_per_element = true;
        it.columns.retain(|col| *col != Number);
    });
    for format in [Xlsx, CsvUtf8, Docx] {
        list.add("one number over several items", format, |it| {
            it.number_per_primary = true;
            it.same = Same::Merged;
            it.same_in = vec![Primary, Basis];
        });
    }
}

fn cells(list: &mut List) {
    use Format::*;
    for (tick, no_tick) in
        [("✓", ""), ("■", "□"), ("●", ""), ("是", "否"), ("t", ""), ("R", "¨"), ("þ", "口"), ("√", "—")]
    {
        list.add("ticks of another kind", Xlsx, |it| (it.tick, it.no_tick) = (tick, no_tick));
    }
    for (format, carriers) in [
        (Xlsx, Carriers::Chosen),
        (CsvGb, Carriers::Unseparated),
        (Html, Carriers::Numbered),
        (Docx, Carriers::Commas),
        (Xlsx, Carriers::Broken),
        (CsvUtf8, Carriers::Renamed),
        (Xlsx, Carriers::Damaged),
        (Pasted, Carriers::ChosenWithOther),
    ] {
        list.add("carriers of another kind", format, |it| it.carriers = carriers);
    }
    for (format, elements) in [
        (Docx, Listing::BrokenMarks),
        (Xlsx, Listing::Lines),
        (CsvUtf8, Listing::Numbered),
        (Html, Listing::NumberedInline),
    ] {
        list.add("elements of another kind", format, |it| it.elements = elements);
    }
    for (format, bases) in
        [(Xlsx, Bases::Commas), (Docx, Bases::Broken), (CsvGb, Bases::Broken), (Html, Bases::Numbered)]
    {
        list.add("bases of another kind", format, |it| it.bases = bases);
    }
    list.add("blanks in words and wide figures", Xlsx, |it| it.spaced = true);
    list.add("blanks in words and wide figures in a page", HtmlGb, |it| it.spaced = true);
    list.add("days that are not working days", Xlsx, |it| it.days = true);
    list.add("a group without a name", Xlsx, |it| it.unnamed_group = true);
}

/// Several of these at once, as real tables are.
fn mixed(list: &mut List) {
    use Format::*;
    list.add("an old town's table", Docx, |it| {
        it.columns = with(&[], &[Note]);
        it.layout = Place::Pages(3);
        (it.carriers, it.elements, it.bases) = (Carriers::Broken, Listing::Numbered, Bases::Broken);
        (it.names, it.spaced, it.notes) = (Names::Spaced, true, true);
        it.same = Same::Words("同上");
        it.same_in = vec![Basis, Limit, Body];
    });
    list.add("an export of an old system", HtmlAsXls, |it| {
        it.columns = single();
        it.head_rows = 1;
        it.carriers = Carriers::Unseparated;
        it.elements = Listing::NumberedInline;
        it.numbered_columns = true;
    });
    list.add("a county's collection", Xlsx, |it| {
        it.layout = Place::Tables;
        it.columns = everything().into_iter().filter(|col| *col != Sector).collect();
        it.same = Same::Merged;
        it.same_in = [&WORDS[..], &TICKS[..]].concat();
        (it.contents, it.notes, it.hidden_sheet) = (true, true, true);
        it.head_rows = 3;
    });
    list.add("a damaged table", CsvGb, |it| {
        (it.tick, it.no_tick, it.carriers) = ("R", "口", Carriers::Damaged);
        it.same = Same::Blank;
        it.same_in = vec![Primary, Basis, Limit, Body];
    });
}
