//! The variants: each differs from the standard table in what its name says.

use super::shape::Col::*;
use super::shape::*;
use super::writing::{self, WORDS};
use mingce_domain::agency::AgencyLevel;

/// Variants as they are made.
pub(super) struct List(Vec<Variant>);

impl List {
    pub(super) fn add(&mut self, name: &'static str, format: Format, change: impl FnOnce(&mut Variant)) {
        let mut variant = Variant::new(name, format);
        change(&mut variant);
        self.0.push(variant);
    }
}

pub(super) fn with(before: &[Col], after: &[Col]) -> Vec<Col> {
    let columns = standard(&[COUNTY, TOWN_AND_VILLAGE]);
    before.iter().chain(&columns).chain(after).copied().collect()
}

/// Three names, and everything that a column can be made for.
pub(super) fn everything() -> Vec<Col> {
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
    writing::all(&mut list);
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
    for format in [Xlsx, CsvUtf8, HtmlAsXls] {
        list.add("group and part in one head", format, |it| {
            it.names = Names::Parts;
            it.head_rows = 1;
        });
        list.add("a sub-head that nobody knows", format, |it| {
            let place = it.columns.iter().position(|col| *col == Body).unwrap_or(0);
            it.columns.insert(place + 1, Window);
        });
        list.add("a sector that the standard has not", format, |it| {
            it.own_sector = true;
            it.layout = Place::Banners;
        });
    }
    list.add("a sheet of a sector that the standard has not", Xlsx, |it| {
        it.own_sector = true;
        it.layout = Place::Sheets;
    });
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

pub(super) fn single() -> Vec<Col> {
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
