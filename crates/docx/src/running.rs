//! Running heads, page numbers and the watermark: the header and footer parts.

use crate::{
    aside,
    body::Body,
    fields,
    inline::text_run,
    layout::Twips,
    package::{Part, PartKind},
    styles::style_id,
    watermark, xml,
};
use docx_rs::{
    AlignmentType, BuildXML, Footer, FooterReference, Header, HeaderReference, Paragraph, Run, SectionProperty,
};
use mingce_document::{CharStyle, Orientation, PageNumbering, ParaStyle, Pt, Section};

/// The parts made so far, and what the last section shows: a section without references shows the same.
#[derive(Debug, Default)]
pub(crate) struct RunningParts {
    pub parts: Vec<Part>,
    head: Head,
    numbered: bool,
}

/// What stands above the text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Head {
    text: Option<String>,
    watermark: Option<String>,
    /// The page number of pages across: it stands at their left edge, out of a footer's reach.
    number_aside: bool,
}

/// The two kinds of pages. Where odd and even are not told apart, only `Odd` (Word's default) is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Face {
    Odd,
    Even,
}

impl Face {
    fn reference(self) -> &'static str {
        match self {
            Face::Odd => "default",
            Face::Even => "even",
        }
    }
}

impl RunningParts {
    /// Refers a section to its heads and feet, as far as they differ from those of the section before.
    pub fn refer(&mut self, body: &mut Body<'_>, section: &Section, mut property: SectionProperty) -> SectionProperty {
        let faces: &[Face] = if body.sheet.page_number.outside { &[Face::Odd, Face::Even] } else { &[Face::Odd] };
        let numbered = section.page_numbers != PageNumbering::None;
        let across = section.orientation == Orientation::Landscape;
        let head = Head {
            number_aside: numbered && across,
            text: section.running_head.clone().filter(|text| !text.is_empty()),
            watermark: body.document.watermark.as_ref().map(|mark| mark.text.clone()).filter(|text| !text.is_empty()),
        };
        if head != self.head {
            for face in faces {
                let part = header(body, &head, *face, self.parts.len());
                let reference = HeaderReference::new(face.reference(), self.add(PartKind::Header, part));
                match face {
                    Face::Odd => property.header_reference = Some(reference),
                    Face::Even => property.even_header_reference = Some(reference),
                }
            }
            self.head = head;
        }
        let numbered = numbered && !across;
        if numbered != self.numbered {
            for face in faces {
                let part = footer(body, numbered, *face);
                let reference = FooterReference::new(face.reference(), self.add(PartKind::Footer, part));
                match face {
                    Face::Odd => property.footer_reference = Some(reference),
                    Face::Even => property.even_footer_reference = Some(reference),
                }
            }
            self.numbered = numbered;
        }
        property
    }

    fn add(&mut self, kind: PartKind, xml: Vec<u8>) -> String {
        let number = self.parts.iter().filter(|part| part.kind == kind).count() + 1;
        let part = Part { kind, number, xml };
        let id = part.relationship_id();
        self.parts.push(part);
        id
    }
}

fn header(body: &mut Body<'_>, head: &Head, face: Face, number: usize) -> Vec<u8> {
    let mut paragraph = Paragraph::new().style(style_id(ParaStyle::RunningHead));
    if let Some(run) = head.text.as_deref().and_then(|text| text_run(text, CharStyle::Plain)) {
        paragraph = paragraph.add_run(run);
    }
    if let Some(text) = &head.watermark {
        let slot = watermark::picture(body.sheet, &body.page, text, number);
        paragraph = paragraph.add_run(Run::new().add_sym(body.slot(slot)));
    }
    if head.number_aside {
        // docx-rs wrote the part a moment ago: it can be read.
        let line = Footer::new().add_paragraph(number_line(body, face)).build();
        if let Ok(line) = xml::parse(&line).map(aside::first_paragraph) {
            let slot = aside::text_box(body, line, number);
            paragraph = paragraph.add_run(Run::new().add_sym(body.slot(slot)));
        }
    }
    Header::new().add_paragraph(paragraph).build()
}

fn footer(body: &Body<'_>, numbered: bool, face: Face) -> Vec<u8> {
    let empty = || Paragraph::new().style(style_id(ParaStyle::PageNumber));
    Footer::new().add_paragraph(if numbered { number_line(body, face) } else { empty() }).build()
}

/// The line with the page number.
fn number_line(body: &Body<'_>, face: Face) -> Paragraph {
    let mut paragraph = Paragraph::new().style(style_id(ParaStyle::PageNumber));
    let format = body.sheet.page_number;
    let inset = Pt(format.inset_chars * body.sheet.format(ParaStyle::PageNumber).size.0).tw();
    if format.outside {
        let (align, left, right) = match face {
            Face::Odd => (AlignmentType::Right, 0, inset),
            Face::Even => (AlignmentType::Left, inset, 0),
        };
        paragraph = paragraph.align(align).indent(Some(left), None, Some(right), None);
    }
    let (before, after) = if format.dashes { ("— ", " —") } else { ("", "") };
    let number = fields::field("PAGE", "1");
    let runs = text_run(before, CharStyle::Plain).into_iter().chain(number);
    for run in runs.chain(text_run(after, CharStyle::Plain)) {
        paragraph = paragraph.add_run(run);
    }
    paragraph
}
