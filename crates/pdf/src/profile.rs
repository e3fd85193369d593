//! The colour space sRGB as an ICC profile (ICC.1:1998-09, the version that ISO 19005-1 allows), made from the numbers of
//! IEC 61966-2-1, so that no foreign file has to be shipped.

/// How many steps the tone curve has: enough that none is off by more than a 16-bit rounding of an 8-bit value.
const STEPS: u16 = 1024;

/// The profile.
pub(crate) fn srgb() -> Vec<u8> {
    let curve = curve();
    let mut description = b"desc\0\0\0\0".to_vec();
    let name = b"sRGB IEC61966-2.1\0";
    description.extend((name.len() as u32).to_be_bytes());
    description.extend(name);
    // No Unicode and no Macintosh name: their fields are there all the same, 4 + 4 and 2 + 1 + 67 bytes.
    description.extend([0; 78]);
    let mut copyright = b"text\0\0\0\0".to_vec();
    copyright.extend(b"No copyright, use freely\0");
    // White and primaries adapted to D50, as in every sRGB profile, in 1/65536.
    let white = xyz([0xF6D6, 0x1_0000, 0xD32D]);
    let (red, green, blue) =
        (xyz([0x6FA2, 0x38F5, 0x0390]), xyz([0x6299, 0xB785, 0x18DA]), xyz([0x24A0, 0x0F84, 0xB6CF]));
    let data: [(&[&[u8; 4]], Vec<u8>); 7] = [
        (&[b"desc"], description),
        (&[b"cprt"], copyright),
        (&[b"wtpt"], white),
        (&[b"rXYZ"], red),
        (&[b"gXYZ"], green),
        (&[b"bXYZ"], blue),
        (&[b"rTRC", b"gTRC", b"bTRC"], curve),
    ];
    let count: usize = data.iter().map(|(tags, _)| tags.len()).sum();
    let mut table = (count as u32).to_be_bytes().to_vec();
    let mut body: Vec<u8> = Vec::new();
    let start = 128 + 4 + 12 * count;
    for (tags, data) in &data {
        for tag in *tags {
            table.extend(*tag);
            table.extend(((start + body.len()) as u32).to_be_bytes());
            table.extend((data.len() as u32).to_be_bytes());
        }
        body.extend(data);
        body.resize(body.len().next_multiple_of(4), 0);
    }
    let mut profile = header((start + body.len()) as u32);
    profile.extend(table);
    profile.extend(body);
    profile
}

/// The first 128 bytes: version 2.1, a monitor's RGB against XYZ, illuminant D50.
fn header(size: u32) -> Vec<u8> {
    let mut header = vec![0; 128];
    let mut put = |at: usize, bytes: &[u8]| header[at..at + bytes.len()].copy_from_slice(bytes);
    put(0, &size.to_be_bytes());
    put(8, &[2, 0x10, 0, 0]);
    put(12, b"mntrRGB XYZ ");
    // The year of the standard, for a date that never changes.
    put(24, &[0x07, 0xCF, 0, 1, 0, 1]);
    put(36, b"acsp");
    for (i, value) in [0xF6D6_u32, 0x1_0000, 0xD32D].iter().enumerate() {
        put(68 + 4 * i, &value.to_be_bytes());
    }
    header
}

fn xyz(values: [u32; 3]) -> Vec<u8> {
    let mut out = b"XYZ \0\0\0\0".to_vec();
    out.extend(values.iter().flat_map(|v| v.to_be_bytes()));
    out
}

/// The tone curve: linear near black, a power of 2.4 above.
fn curve() -> Vec<u8> {
    let mut out = b"curv\0\0\0\0".to_vec();
    out.extend(u32::from(STEPS).to_be_bytes());
    for step in 0..STEPS {
        let v = f64::from(step) / f64::from(STEPS - 1);
        let linear = if v <= 0.04045 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) };
        out.extend(((linear * 65535.0).round() as u16).to_be_bytes());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_profile_is_as_long_as_it_says_and_its_parts_lie_inside() {
        let profile = srgb();
        let number = |at: usize| u32::from_be_bytes(profile[at..at + 4].try_into().unwrap()) as usize;
        assert_eq!(number(0), profile.len());
        for tag in 0..number(128) {
            let (from, size) = (number(132 + 12 * tag + 4), number(132 + 12 * tag + 8));
            assert!(from % 4 == 0 && from + size <= profile.len());
        }
    }

    #[test]
    fn the_tone_curve_rises_from_black_to_white() {
        let curve = curve();
        let values: Vec<u16> = curve[12..].chunks(2).map(|c| u16::from_be_bytes([c[0], c[1]])).collect();
        assert!(values.is_sorted() && values[0] == 0 && values[1023] == 65535);
        // 50 % grey is 21.4 % of the light (IEC 61966-2-1).
        assert!((f64::from(values[512]) / 65535.0 - 0.2147).abs() < 0.001);
    }
}
