//! The file itself: objects, the table of where they stand, the trailer (ISO 32000-1, 7.3 and 7.5).
//!
//! `lopdf` writes a file from a tree in which every object is in memory. A catalogue of five thousand rows has a hundred
//! and fifty thousand elements of structure: here they are written one after the other and never held.

use lopdf::{Dictionary, Object, StringFormat};
use std::io::Write;

/// A file as it grows.
pub(crate) struct File {
    bytes: Vec<u8>,
    /// Where each object begins, by its number; 0 for what is not there.
    places: Vec<usize>,
}

impl File {
    /// A file of so many objects, the numbers going from 1 to `last`.
    pub(crate) fn new(version: &str, last: u32) -> File {
        // Bytes above 127 in the second line say that the file is not text.
        let mut bytes = format!("%PDF-{version}\n%").into_bytes();
        bytes.extend([0xBB, 0xAD, 0xC0, 0xDE, b'\n']);
        File { bytes, places: vec![0; last as usize + 1] }
    }

    /// Writes an object. Its number is one of those promised, and given once.
    pub(crate) fn object(&mut self, number: u32, write: impl FnOnce(&mut Vec<u8>)) {
        if let Some(place) = self.places.get_mut(number as usize) {
            *place = self.bytes.len();
        }
        integer(i64::from(number), &mut self.bytes);
        self.bytes.extend(b" 0 obj\n");
        write(&mut self.bytes);
        self.bytes.extend(b"\nendobj\n");
    }

    /// The finished file.
    pub(crate) fn end(mut self, mut trailer: Dictionary) -> Vec<u8> {
        let start = self.bytes.len();
        self.bytes.extend(b"xref\n");
        let there = |number: usize| number == 0 || self.places[number] > 0;
        let mut from = 0;
        while from < self.places.len() {
            if !there(from) {
                from += 1;
                continue;
            }
            let count = (from..self.places.len()).take_while(|number| there(*number)).count();
            print(&mut self.bytes, format_args!("{from} {count}\n"));
            for number in from..from + count {
                match number {
                    0 => self.bytes.extend(b"0000000000 65535 f \n"),
                    _ => print(&mut self.bytes, format_args!("{:010} 00000 n \n", self.places[number])),
                }
            }
            from += count;
        }
        trailer.set("Size", self.places.len() as i64);
        self.bytes.extend(b"trailer\n");
        dictionary(&trailer, &mut self.bytes);
        print(&mut self.bytes, format_args!("\nstartxref\n{start}\n%%EOF\n"));
        self.bytes
    }
}

/// Writing into memory does not fail.
fn print(out: &mut Vec<u8>, text: std::fmt::Arguments<'_>) {
    let _ = out.write_fmt(text);
}

/// An integer.
pub(crate) fn integer(value: i64, out: &mut Vec<u8>) {
    if value < 0 {
        out.push(b'-');
    }
    let mut digits = [0; 20];
    let mut at = digits.len();
    let mut rest = value.unsigned_abs();
    loop {
        at -= 1;
        digits[at] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    out.extend(&digits[at..]);
}

/// A reference to an object.
pub(crate) fn reference(number: u32, out: &mut Vec<u8>) {
    integer(i64::from(number), out);
    out.extend(b" 0 R");
}

/// Any object.
pub(crate) fn object(object: &Object, out: &mut Vec<u8>) {
    match object {
        Object::Null => out.extend(b"null"),
        Object::Boolean(value) => out.extend(if *value { b"true".as_slice() } else { b"false" }),
        Object::Integer(value) => integer(*value, out),
        // Never in powers of ten: that is how `Display` writes numbers.
        Object::Real(value) => print(out, format_args!("{value}")),
        Object::Name(value) => name(value, out),
        Object::String(value, StringFormat::Literal) => literal(value, out),
        Object::String(value, StringFormat::Hexadecimal) => hexadecimal(value, out),
        Object::Array(values) => {
            out.push(b'[');
            for (at, value) in values.iter().enumerate() {
                if at > 0 && is_word(value) {
                    out.push(b' ');
                }
                self::object(value, out);
            }
            out.push(b']');
        }
        Object::Dictionary(value) => dictionary(value, out),
        Object::Stream(value) => {
            dictionary(&value.dict, out);
            out.extend(b"stream\n");
            out.extend(&value.content);
            out.extend(b"\nendstream");
        }
        Object::Reference(id) => reference(id.0, out),
    }
}

fn dictionary(dictionary: &Dictionary, out: &mut Vec<u8>) {
    out.extend(b"<<");
    entries(dictionary, out);
    out.extend(b">>");
}

/// What stands between the brackets of a dictionary.
pub(crate) fn entries(dictionary: &Dictionary, out: &mut Vec<u8>) {
    for (key, value) in dictionary {
        name(key, out);
        if is_word(value) {
            out.push(b' ');
        }
        object(value, out);
    }
}

/// Whether an object begins with a letter or digit, which would run into those before it.
fn is_word(object: &Object) -> bool {
    matches!(object, Object::Null | Object::Boolean(_) | Object::Integer(_) | Object::Real(_) | Object::Reference(_))
}

fn name(name: &[u8], out: &mut Vec<u8>) {
    out.push(b'/');
    for &byte in name {
        if !(33..=126).contains(&byte) || b"()<>[]{}/%#".contains(&byte) {
            print(out, format_args!("#{byte:02X}"));
        } else {
            out.push(byte);
        }
    }
}

fn literal(text: &[u8], out: &mut Vec<u8>) {
    out.push(b'(');
    for &byte in text {
        match byte {
            b'(' | b')' | b'\\' => out.extend([b'\\', byte]),
            b'\r' => out.extend(b"\\r"),
            _ => out.push(byte),
        }
    }
    out.push(b')');
}

fn hexadecimal(text: &[u8], out: &mut Vec<u8>) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    out.push(b'<');
    for byte in text {
        out.extend([DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]]);
    }
    out.push(b'>');
}

#[cfg(test)]
mod tests {
    use super::*;
    use lopdf::{Document, Stream, dictionary};

    #[test]
    fn what_is_written_is_read_back_the_same() {
        let odd = vec![
            Object::Null,
            Object::Boolean(true),
            Object::Integer(i64::MIN),
            Object::Real(-0.001),
            Object::Name(b"a b#/(\xE6".to_vec()),
            Object::string_literal(")\\(\r("),
            Object::String(vec![0, 0xFE, 0xFF], StringFormat::Hexadecimal),
            Object::Array(vec![Object::Integer(1), Object::Integer(2), Object::Reference((3, 0)), Object::Null]),
            Object::Dictionary(dictionary! { "K" => false, "L" => vec![Object::Name(b"N".to_vec())] }),
        ];
        let stream = Stream::new(dictionary! {}, b"endstream\nendobj".to_vec());
        let mut file = File::new("1.7", 9);
        file.object(1, |out| object(&Object::Dictionary(dictionary! { "Type" => "Catalog" }), out));
        file.object(4, |out| object(&Object::Array(odd.clone()), out));
        file.object(5, |out| object(&Object::Stream(stream.clone()), out));
        file.object(9, |out| reference(4, out));
        let bytes = file.end(dictionary! { "Root" => Object::Reference((1, 0)) });
        let read = Document::load_mem(&bytes).unwrap();
        assert_eq!(read.get_object((4, 0)).unwrap(), &Object::Array(odd));
        assert_eq!(read.get_object((5, 0)).unwrap().as_stream().unwrap().content, stream.content);
        assert!(read.get_object((2, 0)).is_err(), "what was never written is not there");
        assert_eq!(read.trailer.get(b"Size").unwrap(), &Object::Integer(10));
    }
}
