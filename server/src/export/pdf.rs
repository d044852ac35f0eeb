//! Tables on A4 across, for print and signature: title, what it was made for, the headings again on
//! each page, rows whose texts break within their columns, page numbers and a place to sign.

mod letter;
mod sheet;

use super::head::Head;
use super::table::Table;
use app::words::export::words;
use domain::Lang;
use krilla::Document;
use krilla::metadata::Metadata;
use letter::Letters;
use sheet::{Sheet, pages};

/// The document's bytes.
pub fn write(table: &Table, head: &Head, lang: Lang) -> Result<Vec<u8>, String> {
    let letters = Letters::load()?;
    let pages = pages(table, &letters);
    let mut document = Document::new();
    document.set_metadata(Metadata::new().title(head.title(lang)).language(lang.tag().into()));
    for (at, lines) in pages.iter().enumerate() {
        let mut page = document.start_page_with(sheet::a4_across()?);
        let mut surface = page.surface();
        let mut sheet = Sheet::new(&mut surface, &letters);
        sheet.head(&head.title(lang), &head.line(lang));
        sheet.table(table, lines);
        let number = words(lang).page.replace("{}", &format!("{} / {}", at + 1, pages.len()));
        sheet.foot(words(lang).sign, &number);
        surface.finish();
        page.finish();
    }
    document.finish().map_err(|error| format!("{error:?}"))
}
