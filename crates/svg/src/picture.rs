//! One page as PNG: painted from the same operations as the SVG, with no reader of SVG in between.

use crate::color::level;
use mingce_typeset::{Draw, FontSet, GlyphRun, Op, Pages, Segment};
use std::collections::HashMap;
use tiny_skia::{Color, FillRule, Paint, PathBuilder, Pixmap, Stroke, Transform};

/// A picture that cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum PngError {
    /// There is no such page.
    #[error("没有第{number}页，未生成图片。")]
    NoPage {
        /// Which, from 1.
        number: usize,
    },
    /// The picture would have no pixels, or too many.
    #[error("每英寸{dpi}点的图片过大或过小，无法生成。请改用72到600之间的分辨率。")]
    Size {
        /// The resolution asked for.
        dpi: f64,
    },
    /// The picture cannot be written.
    #[error("生成图片时出错，未写出文件。请重试；若再次出现，请将此问题报告给软件维护者。")]
    Encoding {
        /// What the library says, in English.
        detail: String,
    },
}

/// The most pixels of a side: what 600 dpi give for A3, and some more.
const LONGEST_SIDE: f64 = 12_000.0;

/// Page `index` (from 0) as a picture in shades of grey, white paper, `dpi` pixels to the inch; the file says so, so that
/// it is inserted at true size.
///
/// # Errors
/// When there is no such page, or the picture would be empty or larger than a printer needs.
pub fn png(pages: &Pages, index: usize, fonts: &FontSet, dpi: f64) -> Result<Vec<u8>, PngError> {
    let page = pages.pages.get(index).ok_or(PngError::NoPage { number: index + 1 })?;
    let scale = dpi / 72.0;
    let (width, height) = ((page.width * scale).round(), (page.height * scale).round());
    let sensible = |side: f64| (1.0..=LONGEST_SIDE).contains(&side);
    if !sensible(width) || !sensible(height) {
        return Err(PngError::Size { dpi });
    }
    let pixmap = Pixmap::new(width as u32, height as u32).ok_or(PngError::Size { dpi })?;
    let mut canvas = Canvas { pixmap, fonts, scale: scale as f32, outlines: HashMap::new() };
    canvas.pixmap.fill(Color::WHITE);
    for op in &page.ops {
        canvas.draw(op);
    }
    encode(&canvas.pixmap, dpi)
}

struct Canvas<'a> {
    pixmap: Pixmap,
    fonts: &'a FontSet,
    scale: f32,
    /// The outlines used, by font and glyph; `None` where there is no ink.
    outlines: HashMap<(usize, u16), Option<tiny_skia::Path>>,
}

impl Canvas<'_> {
    fn draw(&mut self, op: &Op) {
        let page = Transform::from_scale(self.scale, self.scale);
        match &op.draw {
            Draw::Glyphs(run) => self.run(run),
            Draw::Line { from, to, width } => {
                let path = path(&[Segment::Move(from.0, from.1), Segment::Line(to.0, to.1)]);
                self.shape(path.as_ref(), None, Some(*width), page);
            }
            Draw::Rect { x, y, width, height, fill, stroke } => {
                let (r, b) = (x + width, y + height);
                let around = [
                    Segment::Move(*x, *y),
                    Segment::Line(r, *y),
                    Segment::Line(r, b),
                    Segment::Line(*x, b),
                    Segment::Close,
                ];
                self.shape(path(&around).as_ref(), *fill, *stroke, page);
            }
            Draw::Path { segments, fill, stroke } => self.shape(path(segments).as_ref(), *fill, *stroke, page),
            Draw::Link { .. } => {}
        }
    }

    /// The glyphs of a run; an emboldened one gets a black stroke, as wide as the run says.
    fn run(&mut self, run: &GlyphRun) {
        let Some(font) = self.fonts.fonts().get(run.font) else { return };
        let size = run.size as f32;
        if size <= 0.0 {
            return;
        }
        let baseline = Transform::from_scale(self.scale, self.scale)
            .pre_translate(run.x as f32, run.y as f32)
            .pre_rotate(run.turn as f32);
        for glyph in &run.glyphs {
            let key = (run.font, glyph.id);
            let outline = self.outlines.entry(key).or_insert_with(|| path(&font.outline(glyph.id))).clone();
            let place = baseline.pre_translate(glyph.x as f32, 0.0).pre_scale(size, size);
            let stroke = (run.embolden > 0.0).then(|| run.embolden / run.size);
            self.shape(outline.as_ref(), Some(run.gray), stroke, place);
        }
    }

    /// Fills and strokes a path; the stroke's width is in the path's own units.
    fn shape(&mut self, path: Option<&tiny_skia::Path>, fill: Option<f64>, stroke: Option<f64>, place: Transform) {
        let Some(path) = path else { return };
        if let Some(gray) = fill {
            self.pixmap.fill_path(path, &ink(gray), FillRule::Winding, place, None);
        }
        if let Some(width) = stroke {
            // Joins as PDF has them; all strokes are black.
            let stroke = Stroke { width: width as f32, miter_limit: 10.0, ..Stroke::default() };
            self.pixmap.stroke_path(path, &ink(0.0), &stroke, place, None);
        }
    }
}

fn ink(gray: f64) -> Paint<'static> {
    let mut paint = Paint { anti_alias: true, ..Paint::default() };
    let level = level(gray);
    paint.set_color_rgba8(level, level, level, 255);
    paint
}

/// Segments as a path; `None` when it has no extent.
fn path(segments: &[Segment]) -> Option<tiny_skia::Path> {
    let mut path = PathBuilder::new();
    for segment in segments {
        match *segment {
            Segment::Move(x, y) => path.move_to(x as f32, y as f32),
            Segment::Line(x, y) => path.line_to(x as f32, y as f32),
            Segment::Curve([a, b, end]) => {
                path.cubic_to(a.0 as f32, a.1 as f32, b.0 as f32, b.1 as f32, end.0 as f32, end.1 as f32);
            }
            Segment::Close => path.close(),
        }
    }
    path.finish()
}

fn encode(pixmap: &Pixmap, dpi: f64) -> Result<Vec<u8>, PngError> {
    // The paper is opaque and all inks are grey: one of the three colours says it all.
    let gray: Vec<u8> = pixmap.pixels().iter().map(|pixel| pixel.red()).collect();
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, pixmap.width(), pixmap.height());
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::Eight);
    let per_metre = (dpi / 0.0254).round() as u32;
    encoder.set_pixel_dims(Some(png::PixelDimensions { xppu: per_metre, yppu: per_metre, unit: png::Unit::Meter }));
    let failed = |error: png::EncodingError| PngError::Encoding { detail: error.to_string() };
    let mut writer = encoder.write_header().map_err(failed)?;
    writer.write_image_data(&gray).map_err(failed)?;
    writer.finish().map_err(failed)?;
    Ok(bytes)
}
