//! Puts children into the order that the schema (ECMA-376, transitional) demands: docx-rs writes them in its own, and
//! Word may call such a file damaged. The order is data: one table per parent.

#[cfg(test)]
use crate::xml::Element;
use crate::xml::{Node, Tree};

/// Stands for every child that the table does not name.
const REST: &str = "*";

/// The order of children by parent. Parents that are not listed may hold their children in any order, or are written
/// by this crate in the right one.
const ORDER: &[(&str, &[&str])] = &[
    ("w:body", &[REST, "w:sectPr"]),
    ("w:p", &["w:pPr", REST]),
    ("w:r", &["w:rPr", REST]),
    ("w:tbl", &["w:tblPr", "w:tblGrid", REST]),
    ("w:tr", &["w:tblPrEx", "w:trPr", REST]),
    ("w:tc", &["w:tcPr", REST]),
    (
        "w:pPr",
        &[
            "w:pStyle",
            "w:keepNext",
            "w:keepLines",
            "w:pageBreakBefore",
            "w:framePr",
            "w:widowControl",
            "w:numPr",
            "w:suppressLineNumbers",
            "w:pBdr",
            "w:shd",
            "w:tabs",
            "w:suppressAutoHyphens",
            "w:kinsoku",
            "w:wordWrap",
            "w:overflowPunct",
            "w:topLinePunct",
            "w:autoSpaceDE",
            "w:autoSpaceDN",
            "w:bidi",
            "w:adjustRightInd",
            "w:snapToGrid",
            "w:spacing",
            "w:ind",
            "w:contextualSpacing",
            "w:mirrorIndents",
            "w:suppressOverlap",
            "w:jc",
            "w:textDirection",
            "w:textAlignment",
            "w:textboxTightWrap",
            "w:outlineLvl",
            "w:divId",
            "w:cnfStyle",
            "w:rPr",
            "w:sectPr",
            "w:pPrChange",
        ],
    ),
    (
        "w:rPr",
        &[
            "w:ins",
            "w:del",
            "w:rStyle",
            "w:rFonts",
            "w:b",
            "w:bCs",
            "w:i",
            "w:iCs",
            "w:caps",
            "w:smallCaps",
            "w:strike",
            "w:dstrike",
            "w:outline",
            "w:shadow",
            "w:emboss",
            "w:imprint",
            "w:noProof",
            "w:snapToGrid",
            "w:vanish",
            "w:webHidden",
            "w:color",
            "w:spacing",
            "w:w",
            "w:kern",
            "w:position",
            "w:sz",
            "w:szCs",
            "w:highlight",
            "w:u",
            "w:effect",
            "w:bdr",
            "w:shd",
            "w:fitText",
            "w:vertAlign",
            "w:rtl",
            "w:cs",
            "w:em",
            "w:lang",
            "w:eastAsianLayout",
            "w:specVanish",
            "w:oMath",
        ],
    ),
    (
        "w:tblPr",
        &[
            "w:tblStyle",
            "w:tblpPr",
            "w:tblOverlap",
            "w:bidiVisual",
            "w:tblStyleRowBandSize",
            "w:tblStyleColBandSize",
            "w:tblW",
            "w:jc",
            "w:tblCellSpacing",
            "w:tblInd",
            "w:tblBorders",
            "w:shd",
            "w:tblLayout",
            "w:tblCellMar",
            "w:tblLook",
            "w:tblCaption",
            "w:tblDescription",
            "w:tblPrChange",
        ],
    ),
    (
        "w:trPr",
        &[
            "w:cnfStyle",
            "w:divId",
            "w:gridBefore",
            "w:gridAfter",
            "w:wBefore",
            "w:wAfter",
            "w:cantSplit",
            "w:trHeight",
            "w:tblHeader",
            "w:tblCellSpacing",
            "w:jc",
            "w:hidden",
            "w:ins",
            "w:del",
            "w:trPrChange",
        ],
    ),
    (
        "w:tcPr",
        &[
            "w:cnfStyle",
            "w:tcW",
            "w:gridSpan",
            "w:hMerge",
            "w:vMerge",
            "w:tcBorders",
            "w:shd",
            "w:noWrap",
            "w:tcMar",
            "w:textDirection",
            "w:tcFitText",
            "w:vAlign",
            "w:hideMark",
            "w:headers",
            "w:cellIns",
            "w:cellDel",
            "w:cellMerge",
            "w:tcPrChange",
        ],
    ),
    (
        "w:tcBorders",
        &["w:top", "w:start", "w:left", "w:bottom", "w:end", "w:right", "w:insideH", "w:insideV", "w:tl2br", "w:tr2bl"],
    ),
    ("w:tblBorders", &["w:top", "w:start", "w:left", "w:bottom", "w:end", "w:right", "w:insideH", "w:insideV"]),
    ("w:tblCellMar", &["w:top", "w:start", "w:left", "w:bottom", "w:end", "w:right"]),
    ("w:tcMar", &["w:top", "w:start", "w:left", "w:bottom", "w:end", "w:right"]),
    ("w:pBdr", &["w:top", "w:left", "w:bottom", "w:right", "w:between", "w:bar"]),
    (
        "w:sectPr",
        &[
            "w:headerReference",
            "w:footerReference",
            "w:footnotePr",
            "w:endnotePr",
            "w:type",
            "w:pgSz",
            "w:pgMar",
            "w:paperSrc",
            "w:pgBorders",
            "w:lnNumType",
            "w:pgNumType",
            "w:cols",
            "w:formProt",
            "w:vAlign",
            "w:noEndnote",
            "w:titlePg",
            "w:textDirection",
            "w:bidi",
            "w:rtlGutter",
            "w:docGrid",
            "w:printerSettings",
            "w:sectPrChange",
        ],
    ),
    ("w:styles", &["w:docDefaults", "w:latentStyles", "w:style"]),
    ("w:docDefaults", &["w:rPrDefault", "w:pPrDefault"]),
    (
        "w:style",
        &[
            "w:name",
            "w:aliases",
            "w:basedOn",
            "w:next",
            "w:link",
            "w:autoRedefine",
            "w:hidden",
            "w:uiPriority",
            "w:semiHidden",
            "w:unhideWhenUsed",
            "w:qFormat",
            "w:locked",
            "w:personal",
            "w:personalCompose",
            "w:personalReply",
            "w:rsid",
            "w:pPr",
            "w:rPr",
            "w:tblPr",
            "w:trPr",
            "w:tcPr",
            "w:tblStylePr",
        ],
    ),
    (
        "w:settings",
        &[
            "w:writeProtection",
            "w:view",
            "w:zoom",
            "w:removePersonalInformation",
            "w:mirrorMargins",
            "w:bordersDoNotSurroundHeader",
            "w:bordersDoNotSurroundFooter",
            "w:defaultTabStop",
            "w:autoHyphenation",
            "w:evenAndOddHeaders",
            "w:drawingGridHorizontalSpacing",
            "w:drawingGridVerticalSpacing",
            "w:characterSpacingControl",
            "w:footnotePr",
            "w:endnotePr",
            "w:compat",
            "w:docVars",
            "w:rsids",
            "w:mathPr",
            "w:themeFontLang",
            "w:clrSchemeMapping",
            "w:decimalSymbol",
            "w:listSeparator",
            "w15:docId",
        ],
    ),
    (
        "w:compat",
        &[
            "w:spaceForUL",
            "w:balanceSingleByteDoubleByteWidth",
            "w:doNotLeaveBackslashAlone",
            "w:ulTrailSpace",
            "w:doNotExpandShiftReturn",
            "w:adjustLineHeightInTable",
            "w:useFELayout",
            "w:compatSetting",
        ],
    ),
    ("w:font", &["w:altName", "w:panose1", "w:charset", "w:family", "w:notTrueType", "w:pitch", "w:sig"]),
];

/// Sorts the children of every element that has a table, stably: repeated children keep their own order.
/// Children that no table names go where the table has [`REST`], else to the end.
pub(crate) fn normalise(root: &mut Tree<'_>) {
    root.walk(&mut |element| {
        if element.children.len() < 2 {
            return;
        }
        let Some((_, order)) = ORDER.iter().find(|(parent, _)| *parent == element.name) else { return };
        let rest = order.iter().position(|name| *name == REST).unwrap_or(order.len());
        element.children.sort_by_key(|node| match node {
            Node::Element(child) => order.iter().position(|name| *name == child.name).unwrap_or(rest),
            Node::Text(_) | Node::Written(_) => rest,
        });
    });
}

/// The children for which an element's table has no place.
#[cfg(test)]
pub(crate) fn unplaced(element: &Tree<'_>) -> Vec<String> {
    let Some((_, order)) = ORDER.iter().find(|(parent, _)| *parent == element.name) else { return Vec::new() };
    let placed = |name: &str| order.contains(&name) || order.contains(&REST);
    element.elements().map(|child| child.name.to_string()).filter(|name| !placed(name)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(element: &Element) -> Vec<&str> {
        element.elements().map(|child| &*child.name).collect()
    }

    #[test]
    fn children_in_reverse_come_back_in_schema_order_for_every_parent() {
        for (parent, order) in ORDER {
            let expected: Vec<&str> = order.iter().map(|name| if *name == REST { "w:other" } else { *name }).collect();
            let reversed = expected.iter().rev().map(|name| Element::new(name));
            let mut element = Element::new(parent).children(reversed);
            normalise(&mut element);
            assert_eq!(names(&element), expected, "in {parent}");
        }
    }

    #[test]
    fn no_table_names_a_child_twice() {
        for (parent, order) in ORDER {
            for (at, name) in order.iter().enumerate() {
                assert!(!order[..at].contains(name), "{name} in {parent}");
            }
        }
    }

    #[test]
    fn repeated_children_keep_their_own_order_and_content() {
        let style = |id: &str| Element::new("w:style").with("w:styleId", id);
        let mut styles =
            Element::new("w:styles").children([style("b"), style("a"), Element::new("w:docDefaults"), style("c")]);
        normalise(&mut styles);
        let ids: Vec<_> = styles.elements().map(|child| child.attribute("w:styleId").unwrap_or("-")).collect();
        assert_eq!(ids, ["-", "b", "a", "c"]);
    }

    #[test]
    fn nested_parents_are_ordered_too_and_unknown_children_are_kept() {
        let mut paragraph = Element::new("w:p").children([
            Element::new("w:r").children([Element::new("w:t").text("一"), Element::new("w:rPr")]),
            Element::new("w:pPr").children([Element::new("w:jc"), Element::new("w:neu"), Element::new("w:pStyle")]),
        ]);
        normalise(&mut paragraph);
        assert_eq!(names(&paragraph), ["w:pPr", "w:r"]);
        assert_eq!(names(paragraph.find("w:pPr").unwrap()), ["w:pStyle", "w:jc", "w:neu"]);
        assert_eq!(names(paragraph.find("w:r").unwrap()), ["w:rPr", "w:t"]);
    }
}
