//! What refers to something finds it; what must be unique is.

use super::{Element, all, parts, sample, written};
use mingce_document::{Block, Drawing, Mm, Rect, Shape};
use std::collections::{BTreeMap, BTreeSet};

fn attributes<'a>(root: &'a Element, element: &str, attribute: &str) -> Vec<&'a str> {
    all(root, element).into_iter().filter_map(|found| found.attribute(attribute)).collect()
}

fn assert_unique(what: &str, values: &[&str]) {
    let mut seen = BTreeSet::new();
    let repeated: Vec<_> = values.iter().filter(|value| !seen.insert(value.to_ascii_lowercase())).collect();
    assert!(!values.is_empty() && repeated.is_empty(), "{what}: {repeated:?}");
}

#[test]
fn ids_of_drawings_and_bookmarks_are_unique_in_the_document() {
    let mut document = sample::everything();
    // The same chart twice: ids must not repeat with it.
    let mut again = document.sections[2].clone();
    again.id = "again".into();
    document.sections.push(again);
    let parts = parts(&written(&document));
    let root = &parts["word/document.xml"];
    let mut drawings = attributes(root, "wp:docPr", "id");
    drawings.extend(attributes(root, "wps:cNvPr", "id"));
    assert_unique("drawing ids", &drawings);
    assert_unique("bookmark names", &attributes(root, "w:bookmarkStart", "w:name"));
    let starts = attributes(root, "w:bookmarkStart", "w:id");
    assert_unique("bookmark ids", &starts);
    let ends: BTreeSet<_> = attributes(root, "w:bookmarkEnd", "w:id").into_iter().collect();
    assert_eq!(starts.into_iter().collect::<BTreeSet<_>>(), ends);
}

#[test]
fn connectors_are_glued_to_symbols_of_their_own_picture() {
    let parts = parts(&written(&sample::everything()));
    let pictures = all(&parts["word/document.xml"], "wp:inline");
    assert_eq!(pictures.len(), 2, "a canvas and a group");
    for picture in pictures {
        let ids: BTreeSet<_> = attributes(picture, "wps:cNvPr", "id").into_iter().collect();
        let lines = all(picture, "wps:cNvCnPr");
        assert_eq!(lines.len(), sample::chart().connectors.len());
        for line in lines {
            let ends: Vec<_> = line.elements().filter_map(|end| end.attribute("id")).collect();
            assert_eq!(ends.len(), 2);
            assert!(ends.iter().all(|id| ids.contains(id)), "{ends:?}");
        }
    }
}

#[test]
fn programs_that_know_neither_canvas_nor_group_get_the_same_chart_in_vml() {
    let parts = parts(&written(&sample::everything()));
    let root = &parts["word/document.xml"];
    let [fallback] = all(root, "mc:Fallback")[..] else { panic!("one chart") };
    let group = all(fallback, "v:group")[0];
    let chart = sample::chart();
    assert_eq!(all(group, "v:shape").len(), chart.shapes.len() + chart.connectors.len());
    assert_eq!(all(group, "v:stroke").len(), chart.connectors.len(), "an arrow at the end of each line");
    let labels = chart.connectors.iter().filter(|line| line.label.is_some()).count();
    assert_eq!(all(group, "v:rect").len(), labels);
    let texts = |root: &Element| all(root, "w:txbxContent").into_iter().map(super::characters).collect::<Vec<_>>();
    assert_eq!(texts(group), texts(all(root, "wpg:wgp")[0]));
    assert!(group.attribute("alt").unwrap().starts_with("流程图：收到申请后登记审查"));
    // 140 mm wide and 150 mm high, in hundredths of a point.
    assert_eq!(group.attribute("coordsize"), Some("39685,42519"));
    assert_eq!(group.attribute("style"), Some("width:396.85pt;height:425.2pt"));
}

#[test]
fn text_of_diamonds_has_the_whole_box_where_a_preset_would_cut_it_off() {
    let parts = parts(&written(&sample::everything()));
    let pictures = all(&parts["word/document.xml"], "wp:inline");
    let diamond = |picture: &Element| -> Element {
        let mut shapes = all(picture, "wps:wsp").into_iter();
        shapes.rfind(|shape| super::characters(shape).contains("申请内容")).unwrap().clone()
    };
    // Word has room for two lines in its own diamond; LibreOffice, which reads the group, has not.
    let [canvas, group] = [diamond(pictures[0]), diamond(pictures[1])];
    assert_eq!(attributes(&canvas, "a:prstGeom", "prst"), ["flowChartDecision"]);
    assert!(all(&group, "a:prstGeom").is_empty());
    let sides = ["l", "t", "r", "b"].map(|side| attributes(&group, "a:rect", side).concat());
    assert_eq!(sides, ["l", "t", "r", "b"]);
    let sites: Vec<_> = all(&group, "a:pos").iter().map(|it| [it.attribute("x"), it.attribute("y")]).collect();
    let expected = [["hc", "t"], ["l", "vc"], ["hc", "b"], ["r", "vc"]].map(|it| it.map(Some));
    assert_eq!(sites, expected, "lines are glued to the sites that a preset has, in its order");
}

#[test]
fn a_group_is_as_large_as_its_drawing_also_where_one_side_of_that_is_empty() {
    let drawn = |change: &dyn Fn(&mut Drawing)| -> Element {
        let mut document = sample::everything();
        let blocks = document.sections.iter_mut().flat_map(|section| &mut section.blocks);
        blocks.for_each(|block| {
            if let Block::Figure(figure) = block {
                change(&mut figure.drawing)
            }
        });
        let parts = parts(&written(&document));
        all(&parts["word/document.xml"], "wpg:wgp")[0].clone()
    };
    let first_box = |group: &Element| {
        let size = all(all(group, "wps:wsp")[0], "a:ext")[0];
        [size.attribute("cx"), size.attribute("cy")].map(|it| it.unwrap().to_owned())
    };
    // The sample's symbols and lines end 2 mm before the right edge, 6 mm above the lower one.
    let group = drawn(&|_| ());
    let whole = all(&group, "a:chExt")[0];
    assert_eq!(first_box(&group), [whole.attribute("cx"), whole.attribute("cy")].map(|it| it.unwrap().to_owned()));
    let unseen = all(&group, "wps:wsp")[0];
    assert!(all(unseen, "a:solidFill").is_empty() && all(unseen, "a:noFill").len() == 2);
    // Where they reach all edges there is nothing but them.
    let group = drawn(&|drawing| {
        let bounds = drawing.bounds().unwrap();
        drawing.width = Mm(bounds.x.0 + bounds.width.0);
        drawing.height = Mm(bounds.y.0 + bounds.height.0);
        let up = Shape { rect: Rect { y: Mm(0.5), ..drawing.shapes[0].rect }, ..drawing.shapes[0].clone() };
        drawing.shapes[0] = up;
    });
    assert!(!all(all(&group, "wps:wsp")[0], "a:solidFill").is_empty());
}

#[test]
fn references_lead_to_bookmarks_styles_and_parts_that_are_there() {
    let parts = parts(&written(&sample::everything()));
    let root = &parts["word/document.xml"];
    let bookmarks: BTreeSet<_> = attributes(root, "w:bookmarkStart", "w:name").into_iter().collect();
    let mut targets: Vec<String> = attributes(root, "w:hyperlink", "w:anchor").into_iter().map(str::to_owned).collect();
    let fields = all(root, "w:instrText").into_iter().map(super::characters);
    targets.extend(fields.filter_map(|field| field.trim().strip_prefix("PAGEREF ")?.split(' ').next().map(Into::into)));
    assert!(targets.len() > 8);
    for target in &targets {
        assert!(bookmarks.contains(target.as_str()), "{target}");
    }
    let styles: BTreeSet<_> = attributes(&parts["word/styles.xml"], "w:style", "w:styleId").into_iter().collect();
    for (name, part) in parts.iter().filter(|(name, _)| name.starts_with("word/") && name.ends_with(".xml")) {
        for element in ["w:pStyle", "w:rStyle", "w:basedOn", "w:next"] {
            for id in attributes(part, element, "w:val") {
                assert!(styles.contains(id), "{id} in {name}");
            }
        }
    }
    let relationships: BTreeMap<_, _> = parts["word/_rels/document.xml.rels"]
        .elements()
        .map(|one| (one.attribute("Id").unwrap(), one.attribute("Target").unwrap()))
        .collect();
    for target in relationships.values() {
        assert!(parts.contains_key(&format!("word/{target}")), "{target}");
    }
    for element in ["w:headerReference", "w:footerReference"] {
        for id in attributes(root, element, "r:id") {
            assert!(relationships.contains_key(id), "{id}");
        }
    }
}

#[test]
fn headings_have_the_names_and_levels_that_navigation_works_by() {
    let parts = parts(&written(&sample::everything()));
    let styles = all(&parts["word/styles.xml"], "w:style");
    for level in 1..=4 {
        let id = format!("Heading{level}");
        let style = styles.iter().find(|style| style.attribute("w:styleId") == Some(&id)).unwrap();
        assert_eq!(style.find("w:name").unwrap().attribute("w:val"), Some(format!("heading {level}").as_str()));
        let outline = style.find("w:pPr").unwrap().find("w:outlineLvl").unwrap();
        assert_eq!(outline.attribute("w:val"), Some((level - 1).to_string().as_str()));
    }
    let default: Vec<_> = styles.iter().filter(|style| style.attribute("w:default") == Some("1")).collect();
    assert_eq!(default.len(), 1);
    assert_eq!(styles.iter().filter(|style| style.attribute("w:styleId") == Some("Normal")).count(), 1);
}

#[test]
fn numbers_restart_after_pages_without_a_number_and_stand_outside() {
    let parts = parts(&written(&sample::everything()));
    let sections = all(&parts["word/document.xml"], "w:sectPr");
    let kinds: Vec<_> = sections
        .iter()
        .map(|section| {
            let start = section.find("w:pgNumType").and_then(|number| number.attribute("w:start"));
            (section.find("w:type").unwrap().attribute("w:val").unwrap(), start)
        })
        .collect();
    assert_eq!(kinds, [("nextPage", None), ("oddPage", Some("1")), ("nextPage", None), ("nextPage", None)]);
    // The cover has no foot at all; the next section brings both, the next goes on with them; the page across has empty
    // ones, its number stands beside the text.
    let feet: Vec<_> = sections.iter().map(|section| all(section, "w:footerReference").len()).collect();
    assert_eq!(feet, [0, 2, 0, 2]);
    assert_eq!(super::characters(&parts["word/footer3.xml"]), "");
    let aside = all(&parts["word/header5.xml"], "w:txbxContent");
    assert_eq!(super::characters(aside[0]), "—  PAGE 1 —");
    let grid = sections[0].find("w:docGrid").unwrap();
    assert_eq!((grid.attribute("w:type"), grid.attribute("w:linePitch")), (Some("lines"), Some("579")));
    // The lines of the grid do not fill a page across.
    assert_eq!(sections[3].find("w:docGrid").unwrap().attribute("w:type"), Some("default"));
    assert_eq!(sections[3].find("w:pgSz").unwrap().attribute("w:orient"), Some("landscape"));
    let aligned = |foot: &str| all(&parts[foot], "w:jc")[0].attribute("w:val").unwrap().to_owned();
    assert_eq!((aligned("word/footer1.xml"), aligned("word/footer2.xml")), ("right".into(), "left".into()));
    assert_eq!(super::characters(&parts["word/footer1.xml"]), "—  PAGE 1 —");
}
