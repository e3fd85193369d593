//! The page number of a page across: a text box at its left edge, turned, so that it stands in the bound document where
//! the other pages have theirs (GB/T 9704: 横排表格的页码位置与其他页码保持一致).
//!
//! VML: LibreOffice 7.4 loses the place of a DrawingML box in a header.

use crate::{
    body::Body,
    layout::Twips,
    xml::{Element, Node, Tree},
};
use mingce_document::ParaStyle;

/// A box for a run of the header that shows a paragraph from top to bottom, as far from the text area as page numbers
/// are. `number` tells the shapes of one document apart.
pub(crate) fn text_box(body: &Body<'_>, paragraph: Element, number: usize) -> Element {
    let page = &body.page;
    let width = body.sheet.pitch(ParaStyle::PageNumber).tw().max(1);
    let left = (page.left - body.sheet.page_number.below_text.tw() - width / 2).max(0);
    let pt = |twips: i32| f64::from(twips) / 20.0;
    let style = format!(
        "position:absolute;margin-left:{}pt;margin-top:{}pt;width:{}pt;height:{}pt;z-index:2;\
         mso-position-horizontal-relative:page;mso-position-vertical-relative:page",
        pt(left),
        pt(page.top),
        pt(width),
        pt(page.text_height()),
    );
    let text = Element::new("v:textbox")
        .with("style", "layout-flow:vertical")
        .with("inset", "0,0,0,0")
        .child(Element::new("w:txbxContent").child(paragraph));
    Element::new("w:pict").child(
        Element::new("v:rect")
            .with("id", format!("PageNumber{}", number + 1))
            .with("o:spid", format!("_x0000_s{}", 3073 + number))
            .with("style", style)
            .with("filled", "f")
            .with("stroked", "f")
            .child(text),
    )
}

/// The first paragraph of a part that docx-rs wrote.
pub(crate) fn first_paragraph(part: Tree<'_>) -> Element {
    let paragraphs = part.children.into_iter().find_map(|node| match node {
        Node::Element(element) if element.name == "w:p" => Some(element.into_owned()),
        _ => None,
    });
    paragraphs.unwrap_or_else(|| Element::new("w:p"))
}
