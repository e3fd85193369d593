//! The operators of a content stream as bytes (ISO 32000-1, annex A).

/// A content stream as it grows. Coordinates are points, upwards from the lower left corner.
#[derive(Debug, Default)]
pub(crate) struct Stream {
    bytes: Vec<u8>,
}

impl Stream {
    /// The finished stream.
    pub(crate) fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    /// Numbers, then the operator they are for.
    pub(crate) fn op(&mut self, numbers: &[f64], operator: &str) {
        for number in numbers {
            self.number(*number);
            self.bytes.push(b' ');
        }
        self.line(operator);
    }

    /// An operator, or anything else that is written as it is.
    pub(crate) fn line(&mut self, text: &str) {
        self.bytes.extend(text.as_bytes());
        self.bytes.push(b'\n');
    }

    /// Glyphs with the distances between them, in thousandths of the type size, as they are shown by one operator.
    pub(crate) fn show(&mut self, parts: impl Iterator<Item = Show>) {
        self.bytes.push(b'[');
        let mut inside = false;
        for part in parts {
            match part {
                Show::Glyph(id) => {
                    if !std::mem::replace(&mut inside, true) {
                        self.bytes.push(b'<');
                    }
                    self.hex(id);
                }
                Show::Back(distance) => {
                    if std::mem::take(&mut inside) {
                        self.bytes.push(b'>');
                    }
                    self.number(distance);
                }
            }
        }
        self.bytes.extend(if inside { b">]TJ\n".as_slice() } else { b"]TJ\n".as_slice() });
    }

    /// The beginning of a mark: its tag, and the entries of its property list with the text that it reads, if any.
    pub(crate) fn begin_mark(&mut self, tag: &str, entries: &str, reads: Option<&str>) {
        for text in ["/", tag, "<<", entries] {
            self.bytes.extend(text.as_bytes());
        }
        if let Some(reads) = reads {
            self.bytes.extend(b"/ActualText<FEFF");
            reads.encode_utf16().for_each(|unit| self.hex(unit));
            self.bytes.push(b'>');
        }
        self.line(">>BDC");
    }

    fn hex(&mut self, value: u16) {
        const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
        for shift in [12, 8, 4, 0] {
            self.bytes.push(DIGITS[usize::from(value >> shift & 0xF)]);
        }
    }

    /// A number to a thousandth: a point is a third of a millimetre.
    fn number(&mut self, value: f64) {
        // What is not finite has no place on a page; a corner is where it does least harm.
        let thousandths = if value.is_finite() { (value * 1000.0).round() as i64 } else { 0 };
        if thousandths < 0 {
            self.bytes.push(b'-');
        }
        let magnitude = thousandths.unsigned_abs();
        self.bytes.extend((magnitude / 1000).to_string().as_bytes());
        let mut rest = magnitude % 1000;
        if rest > 0 {
            self.bytes.push(b'.');
        }
        let mut place = 100;
        while rest > 0 {
            self.bytes.push(b'0' + (rest / place) as u8);
            rest %= place;
            place /= 10;
        }
    }
}

/// A part of what one operator shows.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Show {
    /// A glyph, by its id in the file.
    Glyph(u16),
    /// So far back before the next one.
    Back(f64),
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(numbers: &[f64]) -> String {
        let mut stream = Stream::default();
        stream.op(numbers, "w");
        String::from_utf8(stream.into_bytes()).unwrap()
    }

    #[test]
    fn numbers_are_short_and_never_in_powers_of_ten() {
        assert_eq!(written(&[0.0, -0.0001, 12.0, 0.5, -3.25, 595.2756]), "0 0 12 0.5 -3.25 595.276 w\n");
        assert_eq!(written(&[1e-9, 0.001, 10.02, 1234567.0, f64::NAN]), "0 0.001 10.02 1234567 0 w\n");
    }

    #[test]
    fn glyphs_that_follow_one_another_share_a_string() {
        let mut stream = Stream::default();
        let parts = [Show::Glyph(1), Show::Glyph(0xABCD), Show::Back(-12.0), Show::Glyph(2)];
        stream.show(parts.into_iter());
        stream.show([Show::Back(3.0)].into_iter());
        assert_eq!(stream.into_bytes(), b"[<0001ABCD>-12<0002>]TJ\n[3]TJ\n");
    }

    #[test]
    fn a_mark_says_what_it_reads_outside_the_first_plane_too() {
        let mut stream = Stream::default();
        stream.begin_mark("Span", "/MCID 3", Some("。\u{2CC4E}"));
        assert_eq!(stream.into_bytes(), b"/Span<</MCID 3/ActualText<FEFF3002D873DC4E>>>BDC\n");
    }
}
