//! Letters of the printed font: their widths, and lines that fit.

use krilla::text::{Font, GlyphId, KrillaGlyph};
use skrifa::charmap::Charmap;
use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::GlyphMetrics;
use skrifa::{FontRef, MetadataProvider};

/// The font (assets/fonts/README.md).
const FONT: &[u8] = include_bytes!("../../../assets/fonts/NotoSansSC-Print.otf");
/// What stands for a character that the font lacks (the "geta" of Chinese and Japanese print).
const MISSING: char = '〓';

/// The font, ready to measure and to draw.
pub struct Letters {
    /// As it is drawn.
    pub font: Font,
    charmap: Charmap<'static>,
    metrics: GlyphMetrics<'static>,
    em: f32,
}

impl Letters {
    /// Reads the font.
    pub fn load() -> Result<Self, String> {
        let font = Font::new(FONT.into(), 0).ok_or("the font of printed exports cannot be read")?;
        let face = FontRef::new(FONT).map_err(|error| error.to_string())?;
        let em = f32::from(face.metrics(Size::unscaled(), LocationRef::default()).units_per_em);
        let metrics = face.glyph_metrics(Size::unscaled(), LocationRef::default());
        Ok(Self { font, charmap: face.charmap(), metrics, em })
    }

    /// Glyph and width of a character, ems.
    fn glyph(&self, letter: char) -> (GlyphId, f32) {
        let glyph = self.charmap.map(letter).or_else(|| self.charmap.map(MISSING)).unwrap_or_default();
        let width = self.metrics.advance_width(glyph).unwrap_or(self.em) / self.em;
        (GlyphId::new(glyph.to_u32()), width)
    }

    /// Width of a text, ems.
    pub fn width(&self, text: &str) -> f32 {
        text.chars().map(|letter| self.glyph(letter).1).sum()
    }

    /// The glyphs of a text, in its order: Chinese and Latin letters need no shaping.
    pub fn glyphs(&self, text: &str) -> Vec<KrillaGlyph> {
        text.char_indices()
            .map(|(at, letter)| {
                let (glyph, width) = self.glyph(letter);
                KrillaGlyph::new(glyph, width, 0.0, 0.0, 0.0, at..at + letter.len_utf8(), None)
            })
            .collect()
    }

    /// The lines of a text within `width` ems, at least one: a line breaks after a space where it
    /// can, else between any two letters.
    pub fn lines(&self, text: &str, width: f32) -> Vec<String> {
        let mut lines = vec![String::new()];
        let mut used = 0.0;
        for letter in text.chars() {
            let wide = self.glyph(letter).1;
            let full = used + wide > width;
            if full && let Some(line) = lines.last_mut().filter(|line| !line.is_empty()) {
                let carried = line.rfind(' ').map(|space| line.split_off(space + 1)).unwrap_or_default();
                used = self.width(&carried);
                lines.push(carried);
            }
            if let Some(line) = lines.last_mut() {
                line.push(letter);
            }
            used += wide;
        }
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_letters_are_an_em_wide_and_figures_narrower() {
        let letters = Letters::load().unwrap();
        assert!((letters.width("幸福里") - 3.0).abs() < 0.01);
        assert!(letters.width("2026-11-26") < 7.0);
        assert!((letters.width("\u{20000}") - 1.0).abs() < 0.01);
    }

    #[test]
    fn lines_keep_every_letter_and_fit() {
        let letters = Letters::load().unwrap();
        for (text, width) in
            [("崇明区城桥镇幸福里8号", 4.0), ("12 Happiness Lane, Building 3", 5.0), ("", 3.0)]
        {
            let lines = letters.lines(text, width);
            assert_eq!(lines.concat(), text);
            assert!(lines.iter().all(|line| letters.width(line.trim_end()) <= width + 1.0), "{lines:?}");
        }
        assert_eq!(letters.lines("ab cd", 1.9), ["ab ", "cd"]);
    }
}
