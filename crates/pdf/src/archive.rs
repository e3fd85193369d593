//! What an archive asks of a file: PDF/A-1b (ISO 19005-1 = GB/T 23286.1). Colour space, glyphs of subsets, and the
//! properties once more as XMP.

use crate::embed::Embedded;
use crate::finish::{PROGRAM, Properties, broken};
use crate::{PdfError, profile};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

/// Whether all fonts are of kinds that PDF/A-1 knows. A font that only allows to be embedded whole may be an OpenType
/// file with outlines of the newer kind: such a file prints well, but must not call itself an archive's.
pub(crate) fn fonts_conform(document: &Document) -> bool {
    !document.objects.values().any(|object| match object {
        Object::Stream(stream) => stream.dict.get(b"Subtype").and_then(Object::as_name).ok() == Some(b"OpenType"),
        _ => false,
    })
}

/// The colours' meaning: all of ours are greys, measured as those of sRGB (6.2.2).
pub(crate) fn output_intent(document: &mut Document) -> Object {
    let profile = Stream::new(dictionary! { "N" => 3 }, profile::srgb());
    let profile = document.add_object(profile);
    Object::Array(vec![Object::Dictionary(dictionary! {
        "Type" => "OutputIntent",
        "S" => "GTS_PDFA1",
        "OutputConditionIdentifier" => Object::string_literal("sRGB IEC61966-2.1"),
        "RegistryName" => Object::string_literal("http://www.color.org"),
        "Info" => Object::string_literal("sRGB IEC61966-2.1"),
        "DestOutputProfile" => profile,
    })])
}

/// Says of each subset which glyphs it has (6.3.5): all from the first on, as they were numbered anew.
pub(crate) fn list_glyphs<'e>(
    document: &mut Document,
    fonts: impl Iterator<Item = &'e Embedded>,
) -> Result<(), PdfError> {
    for font in fonts {
        let (Some(count), Some(name)) = (font.subset_len(), &font.face.font_name) else { continue };
        let name = name.as_bytes();
        let descriptors: Vec<ObjectId> = document
            .objects
            .iter()
            .filter(|(_, object)| {
                let is = |dict: &Dictionary| dict.get(b"FontName").and_then(Object::as_name).ok() == Some(name);
                object.as_dict().is_ok_and(is)
            })
            .map(|(id, _)| *id)
            .collect();
        for descriptor in descriptors {
            let set = document.add_object(Stream::new(Dictionary::new(), bits(count)));
            document.get_dictionary_mut(descriptor).map_err(broken)?.set("CIDSet", set);
        }
    }
    Ok(())
}

/// So many ones, from the highest bit of the first byte on.
fn bits(count: u16) -> Vec<u8> {
    let mut bits = vec![0xFF; usize::from(count / 8)];
    if !count.is_multiple_of(8) {
        bits.push(!(0xFF_u8 >> (count % 8)));
    }
    bits
}

/// The properties as XMP (6.7): the same words as in the information dictionary, and what the file claims to be.
pub(crate) fn metadata(properties: &Properties, language: &str, conforms: bool) -> Stream {
    let list = |kind: &str, item: &str, attribute: &str| {
        format!("<rdf:{kind}><rdf:li{attribute}>{item}</rdf:li></rdf:{kind}>")
    };
    let mut fields = String::new();
    let mut put = |name: &str, value: &str| {
        if !value.is_empty() {
            fields.push_str(&format!("<{name}>{value}</{name}>\n"));
        }
    };
    if conforms {
        put("pdfaid:part", "1");
        put("pdfaid:conformance", "B");
    }
    put("dc:format", "application/pdf");
    let default = " xml:lang=\"x-default\"";
    for (name, kind, attribute, value) in [
        ("dc:title", "Alt", default, &properties.title),
        ("dc:creator", "Seq", "", &properties.author),
        ("dc:description", "Alt", default, &properties.subject),
        ("dc:language", "Bag", "", &language.to_owned()),
    ] {
        if !value.is_empty() {
            put(name, &list(kind, &escaped(value), attribute));
        }
    }
    put("pdf:Keywords", &escaped(&properties.keywords));
    put("pdf:Producer", PROGRAM);
    put("xmp:CreatorTool", PROGRAM);
    put("xmp:CreateDate", &properties.created);
    put("xmp:ModifyDate", &properties.created);
    let packet = format!(
        "<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n\
         <x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n\
         <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n\
         <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" \
         xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">\n\
         {fields}</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>"
    );
    let entries = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
    // Left readable for programs that know nothing of PDF (6.7.2).
    Stream::new(entries, packet.into_bytes()).with_compression(false)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_font_file_that_pdf_a_does_not_know_takes_the_claim_back() {
        let mut objects = Document::new();
        objects.add_object(Stream::new(dictionary! { "Subtype" => "CIDFontType0C" }, vec![1]));
        assert!(fonts_conform(&objects));
        objects.add_object(Stream::new(dictionary! { "Subtype" => "OpenType" }, vec![1]));
        assert!(!fonts_conform(&objects));
    }

    #[test]
    fn the_set_of_glyphs_has_as_many_bits_as_glyphs() {
        for count in [0, 1, 7, 8, 9, 255, 256, 1000] {
            let bits = bits(count);
            assert_eq!(bits.iter().map(|b| b.count_ones()).sum::<u32>(), u32::from(count));
            assert_eq!(bits.len(), usize::from(count).div_ceil(8));
        }
        assert_eq!(bits(3), [0b1110_0000]);
    }
}
