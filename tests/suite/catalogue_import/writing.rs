//! Variants of how cells are written: what repeats, marks, carriers, elements, bases; and several of these at once.

use super::shape::Col::*;
use super::shape::*;
use super::variants::{List, everything, single, with};

/// Everything that a merge or a blank may stand for in the columns of words.
pub(super) const WORDS: [Col; 6] = [Primary, Secondary, Basis, Limit, Body, Office];
const TICKS: [Col; 6] = [Whole, Group, Proactive, Application, COUNTY, TOWN_AND_VILLAGE];

pub(super) fn all(list: &mut List) {
    same(list);
    cells(list);
    mixed(list);
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
