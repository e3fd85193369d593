//! Pages as shades of grey, and how far two of them are apart.
//!
//! The PDF is rasterised by poppler, the SVG by resvg: two programs that share nothing, neither of them ours. Both
//! smooth edges, each in its own way, so that pixels along edges never agree entirely. Two measures take that into
//! account:
//!
//! - **[`Difference::share`]**: the share of pixels that differ by more than [`THRESHOLD`], a quarter of the way from
//!   black to white: more than smoothing does, less than ink beside paper.
//! - **[`Difference::spot`]**: the largest difference of ink over any square of about [`SPOT_POINTS`] points. Smoothing
//!   only spreads ink, so it evens out there; a character or a line that is missing, added or moved does not, however small it
//!   is beside a page of a million pixels.

use std::path::Path;
use std::process::Command;

/// What a pixel (0 to 255) must differ by to count as different.
pub const THRESHOLD: u8 = 64;
/// Side of the squares over which ink is compared, in points: less than the smallest character.
pub const SPOT_POINTS: f64 = 6.0;

/// A page in pixels, 0 black to 255 white.
#[derive(Debug, Clone, PartialEq)]
pub struct Raster {
    pub width: usize,
    pub height: usize,
    pub dpi: f64,
    pub pixels: Vec<u8>,
}

/// How far two pages are apart.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Difference {
    /// Share of the pixels that differ by more than [`THRESHOLD`].
    pub share: f64,
    /// Share of the pixels that differ by more than half of that.
    pub strict: f64,
    /// Largest difference of mean shade over a spot, from 0 to 255.
    pub spot: f64,
    /// Where that spot is, in points.
    pub at: (f64, f64),
}

/// The pages of a PDF, by `pdftoppm`.
pub fn pdf_pages(mut pdftoppm: Command, pdf: &Path, dpi: u32) -> Vec<Raster> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let run = pdftoppm
        .args(["-gray", "-r", &dpi.to_string()])
        .arg(pdf)
        .arg(folder.path().join("page"))
        .output()
        .expect("pdftoppm runs");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let mut files: Vec<_> =
        std::fs::read_dir(folder.path()).expect("readable").map(|entry| entry.expect("readable").path()).collect();
    files.sort();
    files.iter().map(|file| pgm(&std::fs::read(file).expect("readable"), f64::from(dpi))).collect()
}

/// A binary PGM: `P5`, width, height, 255, pixels.
fn pgm(bytes: &[u8], dpi: f64) -> Raster {
    let mut words = Vec::new();
    let mut at = 0;
    while words.len() < 4 {
        let end = bytes[at..].iter().position(u8::is_ascii_whitespace).expect("a header") + at;
        words.push(std::str::from_utf8(&bytes[at..end]).expect("ASCII"));
        at = end + 1;
    }
    assert_eq!((words[0], words[3]), ("P5", "255"));
    let (width, height) = (words[1].parse().expect("a width"), words[2].parse().expect("a height"));
    let pixels = bytes[at..].to_vec();
    assert_eq!(pixels.len(), width * height);
    Raster { width, height, dpi, pixels }
}

/// An SVG at the size of another raster, by resvg, on white.
pub fn svg_page(svg: &str, like: &Raster) -> Raster {
    let tree = resvg::usvg::Tree::from_str(svg, &resvg::usvg::Options::default()).expect("resvg reads it");
    let mut pixmap = resvg::tiny_skia::Pixmap::new(like.width as u32, like.height as u32).expect("a size");
    pixmap.fill(resvg::tiny_skia::Color::WHITE);
    // resvg counts in CSS pixels, 96 to the inch.
    let scale = (like.dpi / 96.0) as f32;
    resvg::render(&tree, resvg::tiny_skia::Transform::from_scale(scale, scale), &mut pixmap.as_mut());
    let pixels = pixmap.pixels().iter().map(|pixel| pixel.red()).collect();
    Raster { pixels, ..like.clone() }
}

/// Compares two pages of one size.
pub fn difference(a: &Raster, b: &Raster) -> Difference {
    assert_eq!((a.width, a.height), (b.width, b.height), "pages of one size");
    let share = |threshold: u8| {
        let differ = a.pixels.iter().zip(&b.pixels).filter(|(a, b)| a.abs_diff(**b) > threshold).count();
        differ as f64 / a.pixels.len() as f64
    };
    let (spot, at) = worst_spot(a, b);
    Difference { share: share(THRESHOLD), strict: share(THRESHOLD / 2), spot, at }
}

/// The spot whose ink differs most; spots overlap by half, so that nothing hides on a border.
fn worst_spot(a: &Raster, b: &Raster) -> (f64, (f64, f64)) {
    let side = (SPOT_POINTS * a.dpi / 72.0).round().max(2.0) as usize;
    let mut worst = (0.0, (0.0, 0.0));
    for top in (0..a.height.saturating_sub(side)).step_by(side / 2) {
        for left in (0..a.width.saturating_sub(side)).step_by(side / 2) {
            let mut sum = 0_i64;
            for y in top..top + side {
                let row = y * a.width;
                for x in left..left + side {
                    sum += i64::from(a.pixels[row + x]) - i64::from(b.pixels[row + x]);
                }
            }
            let mean = sum.unsigned_abs() as f64 / (side * side) as f64;
            if mean > worst.0 {
                worst = (mean, (left as f64 * 72.0 / a.dpi, top as f64 * 72.0 / a.dpi));
            }
        }
    }
    worst
}
