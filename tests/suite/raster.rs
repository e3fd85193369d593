//! Pages as shades of grey, and how far two of them are apart.
//!
//! The PDF is rasterised by poppler, the SVG by resvg: programs that share nothing, none of them ours. At the resolution
//! of a screen each smooths edges and moves thin lines and characters to its own raster: poppler's two painters, given
//! the *same PDF* at 100 dpi, differ in 1 to 3 % of the pixels. So pages are painted [`FINE`] and averaged down, which
//! leaves of an edge the share of the pixel that it covers. What then differs by more than [`THRESHOLD`], a quarter of the way
//! from black to white, is ink that the other page does not have.
//!
//! A page has a million pixels and a character a hundred: their share alone would not see one missing. Hence the second
//! measure, [`Difference::spot`]: the largest difference of ink over any square of [`SPOT_POINTS`] points. Smoothing
//! evens out there; a character or a line that is missing, added or moved by a point does not.

use std::path::Path;
use std::process::Command;

/// The resolution at which pages are painted; a multiple of those at which they are compared.
pub const FINE: u32 = 400;
/// What a pixel (0 to 255) must differ by to count as different.
pub const THRESHOLD: f32 = 64.0;
/// Side of the squares over which ink is compared, in points: less than the smallest character.
pub const SPOT_POINTS: f64 = 6.0;

/// A page in pixels, 0 black to 255 white.
#[derive(Debug, Clone, PartialEq)]
pub struct Raster {
    pub width: usize,
    pub height: usize,
    pub dpi: u32,
    pub pixels: Vec<f32>,
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

/// The pages of a PDF as one of poppler's painters (`pdftoppm`, `pdftocairo`) sees them, at [`FINE`].
pub fn pdf_pages(mut painter: Command, pdf: &Path) -> Vec<Raster> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let run = painter
        .args(["-gray", "-png", "-r", &FINE.to_string()])
        .arg(pdf)
        .arg(folder.path().join("page"))
        .output()
        .expect("the painter runs");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let mut files: Vec<_> =
        std::fs::read_dir(folder.path()).expect("readable").map(|entry| entry.expect("readable").path()).collect();
    files.sort();
    files.iter().map(|file| gray_png(&std::fs::read(file).expect("readable"), FINE)).collect()
}

/// A PNG in shades of grey, 8 bits a channel.
pub fn gray_png(bytes: &[u8], dpi: u32) -> Raster {
    let mut reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().expect("a PNG");
    let mut pixels = vec![0; reader.output_buffer_size().expect("a size")];
    let info = reader.next_frame(&mut pixels).expect("pixels");
    assert_eq!(info.bit_depth, png::BitDepth::Eight);
    // One painter writes grey as three equal channels.
    let pixels = pixels.chunks_exact(info.color_type.samples()).map(|pixel| f32::from(pixel[0])).collect();
    Raster { width: info.width as usize, height: info.height as usize, dpi, pixels }
}

/// An SVG with as many pixels as another raster, by resvg.
pub fn svg_page(svg: &str, like: &Raster) -> Raster {
    let tree = resvg::usvg::Tree::from_str(svg, &resvg::usvg::Options::default()).expect("resvg reads it");
    let mut pixmap = resvg::tiny_skia::Pixmap::new(like.width as u32, like.height as u32).expect("a size");
    pixmap.fill(resvg::tiny_skia::Color::WHITE);
    // resvg counts in CSS pixels, 96 to the inch.
    let scale = like.dpi as f32 / 96.0;
    resvg::render(&tree, resvg::tiny_skia::Transform::from_scale(scale, scale), &mut pixmap.as_mut());
    let pixels = pixmap.pixels().iter().map(|pixel| f32::from(pixel.red())).collect();
    Raster { pixels, ..*like }
}

impl Raster {
    /// The same page at a lower resolution: the mean of the pixels that fall into each.
    pub fn at(&self, dpi: u32) -> Raster {
        assert!(self.dpi.is_multiple_of(dpi), "{} is no multiple of {dpi}", self.dpi);
        let side = (self.dpi / dpi) as usize;
        let (width, height) = (self.width / side, self.height / side);
        let mut pixels = vec![0.0; width * height];
        for y in 0..height * side {
            for x in 0..width * side {
                pixels[y / side * width + x / side] += self.pixels[y * self.width + x];
            }
        }
        pixels.iter_mut().for_each(|pixel| *pixel /= (side * side) as f32);
        Raster { width, height, dpi, pixels }
    }
}

/// Compares two pages of one size and resolution.
pub fn difference(a: &Raster, b: &Raster) -> Difference {
    assert_eq!((a.width, a.height, a.dpi), (b.width, b.height, b.dpi), "pages of one size");
    let share = |threshold: f32| {
        let differ = a.pixels.iter().zip(&b.pixels).filter(|(a, b)| (**a - **b).abs() > threshold).count();
        differ as f64 / a.pixels.len() as f64
    };
    let (spot, at) = worst_spot(a, b);
    Difference { share: share(THRESHOLD), strict: share(THRESHOLD / 2.0), spot, at }
}

/// The spot whose ink differs most, looked for at every pixel.
fn worst_spot(a: &Raster, b: &Raster) -> (f64, (f64, f64)) {
    let (width, height) = (a.width, a.height);
    // Sums of all differences above and to the left of a pixel: any square is then four of them.
    let mut sums = vec![0.0_f64; (width + 1) * (height + 1)];
    for y in 0..height {
        let mut row = 0.0;
        for x in 0..width {
            row += f64::from(a.pixels[y * width + x] - b.pixels[y * width + x]);
            sums[(y + 1) * (width + 1) + x + 1] = sums[y * (width + 1) + x + 1] + row;
        }
    }
    let side = (SPOT_POINTS * f64::from(a.dpi) / 72.0).round().max(1.0) as usize;
    let mut worst = (0.0, (0.0, 0.0));
    for top in 0..=height.saturating_sub(side) {
        for left in 0..=width.saturating_sub(side) {
            let at = |x: usize, y: usize| sums[y * (width + 1) + x];
            let sum = at(left + side, top + side) - at(left, top + side) - at(left + side, top) + at(left, top);
            let mean = sum.abs() / (side * side) as f64;
            if mean > worst.0 {
                let points = 72.0 / f64::from(a.dpi);
                worst = (mean, (left as f64 * points, top as f64 * points));
            }
        }
    }
    worst
}
