//! One page: where its head, rows and foot stand. Lengths are points, 1/72 inch, from the upper left.

use super::letter::Letters;
use crate::export::table::Table;
use krilla::color::luma;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::page::PageSettings;
use krilla::paint::{Fill, Stroke};
use krilla::surface::Surface;

const WIDTH: f32 = 841.89;
const HEIGHT: f32 = 595.28;
const MARGIN: f32 = 42.0;
const TITLE: f32 = 16.0;
const TEXT: f32 = 8.5;
const LINE: f32 = 11.5;
/// Room around a cell's text.
const PAD: f32 = 3.0;
/// Where the table begins.
const TOP: f32 = MARGIN + 44.0;
/// Where it ends.
const BOTTOM: f32 = HEIGHT - MARGIN - 24.0;

/// A row, broken into lines cell by cell.
pub type Lines = Vec<Vec<String>>;

/// A4 across (ISO 216).
pub fn a4_across() -> Result<PageSettings, String> {
    PageSettings::from_wh(WIDTH, HEIGHT).ok_or_else(|| "A4 is no page".to_owned())
}

/// The rows of each page, at least one page.
pub fn pages(table: &Table, letters: &Letters) -> Vec<Vec<Lines>> {
    let widths = widths(table);
    let broken = |text: &str, width: &f32| letters.lines(text, (width - 2.0 * PAD) / TEXT);
    let heading: Lines = table.columns.iter().zip(&widths).map(|(c, w)| broken(c.heading, w)).collect();
    let room = BOTTOM - TOP - height(&heading);
    let mut pages = vec![vec![heading.clone()]];
    let mut used = 0.0;
    for row in &table.rows {
        let lines: Lines = row.iter().zip(&widths).map(|(cell, w)| broken(&cell.shown(), w)).collect();
        if used + height(&lines) > room {
            pages.push(vec![heading.clone()]);
            used = 0.0;
        }
        used += height(&lines);
        if let Some(page) = pages.last_mut() {
            page.push(lines);
        }
    }
    pages
}

fn widths(table: &Table) -> Vec<f32> {
    let shares: f32 = table.columns.iter().map(|column| column.share).sum();
    table.columns.iter().map(|column| column.share / shares * (WIDTH - 2.0 * MARGIN)).collect()
}

fn height(lines: &Lines) -> f32 {
    let most = lines.iter().map(Vec::len).max().unwrap_or(1);
    most as f32 * LINE + 2.0 * PAD
}

/// A page that is being drawn.
pub struct Sheet<'a, 'page> {
    surface: &'a mut Surface<'page>,
    letters: &'a Letters,
}

impl<'a, 'page> Sheet<'a, 'page> {
    /// An empty page.
    pub fn new(surface: &'a mut Surface<'page>, letters: &'a Letters) -> Self {
        Self { surface, letters }
    }

    /// The title, in the middle, and the line below it.
    pub fn head(&mut self, title: &str, line: &str) {
        let left = (WIDTH - self.letters.width(title) * TITLE) / 2.0;
        self.text(left, MARGIN + TITLE, TITLE, title);
        self.text(MARGIN, MARGIN + 36.0, TEXT, line);
    }

    /// The heading and rows of this page, ruled.
    pub fn table(&mut self, table: &Table, rows: &[Lines]) {
        let widths = widths(table);
        let mut top = TOP;
        for (place, lines) in rows.iter().enumerate() {
            let bottom = top + height(lines);
            if place == 0 {
                self.shade(top, bottom);
            }
            let mut left = MARGIN;
            for (cell, width) in lines.iter().zip(&widths) {
                self.frame(left, top, *width, bottom - top);
                for (at, line) in cell.iter().enumerate() {
                    self.text(left + PAD, top + PAD + LINE * (at as f32 + 0.75), TEXT, line);
                }
                left += width;
            }
            top = bottom;
        }
    }

    /// Where to sign, and the page's number.
    pub fn foot(&mut self, sign: &str, number: &str) {
        let base = HEIGHT - MARGIN;
        self.text(MARGIN, base, TEXT, sign);
        self.text(WIDTH - MARGIN - self.letters.width(number) * TEXT, base, TEXT, number);
    }

    fn text(&mut self, left: f32, base: f32, size: f32, text: &str) {
        let glyphs = self.letters.glyphs(text);
        let font = self.letters.font.clone();
        self.surface.draw_glyphs(Point::from_xy(left, base), &glyphs, font, text, size, false);
    }

    /// The ground of the headings.
    fn shade(&mut self, top: f32, bottom: f32) {
        let fill = Fill { paint: luma::Color::new(235).into(), ..Fill::default() };
        self.surface.set_fill(Some(fill));
        self.rect(MARGIN, top, WIDTH - 2.0 * MARGIN, bottom - top);
        self.surface.set_fill(None);
    }

    fn frame(&mut self, left: f32, top: f32, width: f32, height: f32) {
        self.surface.set_stroke(Some(Stroke { width: 0.4, ..Stroke::default() }));
        self.rect(left, top, width, height);
        self.surface.set_stroke(None);
    }

    fn rect(&mut self, left: f32, top: f32, width: f32, height: f32) {
        let mut path = PathBuilder::new();
        if let Some(rect) = Rect::from_xywh(left, top, width, height) {
            path.push_rect(rect);
        }
        if let Some(path) = path.finish() {
            self.surface.draw_path(&path);
        }
    }
}
